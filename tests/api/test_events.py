"""Events over the API: found, recorded, changed and led through their life, as on the pages."""

import threading
from uuid import uuid4

import pytest
from sqlalchemy import select

from calendar_service.api import schemas
from calendar_service.models.journal import Change

NOBODYS = "/events/00000000-0000-4000-8000-000000000000"


def fields(answer):
    return [one["field"] for one in answer.json.get("errors", [])] or [answer.json.get("field")]


def lines(app):
    with app.extensions["database"].reading() as session:
        return [(line.noun, line.verb) for line in session.scalars(select(Change).order_by(Change.number))]


@pytest.mark.seeded
def test_every_event_of_the_seeds_is_answered_as_it_is_described(anyone, program):
    found = anyone.get("/events?limit=100").json["items"]
    assert len(found) == 14
    for one in found:
        schemas.Event.model_validate(one)
        assert anyone.get(f"/events/{one['id']}").json == one
    for one in program("planner", "read").get("/events?limit=100").json["items"]:
        assert schemas.Event.model_validate(one).owner is not None


@pytest.mark.seeded
def test_a_list_is_in_the_order_of_dates_a_page_at_a_time_in_both_directions(anyone):
    whole = [one["id"] for one in anyone.get("/events?limit=100").json["items"]]
    for sort in ("date", "-date"):
        path, found = f"/events?limit=5&sort={sort}", []
        while path:
            answer = anyone.get(path)
            found += [one["id"] for one in answer.json["items"]]
            path = (answer.json["next"] or "").partition("/api/v1")[2]
            assert ("Link" in answer.headers) == bool(path)
        assert sorted(found) == sorted(whole)
        dated = [one for one in found if anyone.get(f"/events/{one}").json["date"]["edtf"]]
        assert found[: len(dated)] == dated
    assert anyone.get("/events?limit=1&sort=-date").json["items"][0]["date"]["latest"] >= "2027"


@pytest.mark.seeded
def test_filters_are_those_of_the_feeds(anyone):
    def ids(query):
        return {one["id"] for one in anyone.get(f"/events?limit=100&{query}").json["items"]}

    assert ids("kind=forum&kind=summit") == ids("kind=forum") | ids("kind=summit") != set()
    assert ids("format=central-asia-italy&kind=summit") == ids("format=central-asia-italy") & ids("kind=summit")
    assert ids("q=саммитов") == ids("q=саммит") != set()
    assert {one[:4] for one in ids("from=2026&to=2026")} != set()
    assert ids("visibility=draft") == set()


@pytest.mark.parametrize(
    ("query", "field"),
    [("kind=picnic", "kind"), ("from=yesterday", "from"), ("limit=0", None), ("limit=1e9", None), ("limit=" + "9" * 400, None),
     ("sort=title", "sort"), ("page=2", None), ("visibility=secret", "visibility"), ("lang=xx", None), ("format=none-such", "format"),
     ("limit=1&limit=2", None)],
)  # fmt: skip
def test_a_list_refuses_what_it_does_not_know(anyone, query, field):
    answer = anyone.get(f"/events?{query}")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.json.get("field") == field
    assert answer.json["detail"]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "aGVsbG8=", "é", "a" * 3000])
def test_a_cursor_that_was_not_made_here_is_refused(anyone, cursor):
    assert anyone.get("/events", query_string={"cursor": cursor}).status_code == 400


def test_what_is_sent_comes_back(app, editor, recorded):
    with app.extensions["database"].writing() as session:
        from tests import factories

        factories.party(session)
        factories.series(session)
        factories.format_(session)
    sent = {
        "title": {"en": "Fourth Conference", "ru": "Четвёртая конференция"}, "kind": "ministerial", "format": "central-asia-italy",
        "series": "ministerials", "ordinal": 4, "date": {"stated": "весной 2026 года", "stated_on": "2025-05-30"},
        "place": {"city": {"en": "Rome"}, "country": "IT", "latitude": 41.9, "longitude": 12.5, "timezone": "Europe/Rome"},
        "mode": "hybrid", "languages": ["ru", "it"], "hosts": [{"party": "IT", "role": "chair"}],
        "participants": [{"party": "it", "level": "minister", "basis": "named"}],
        "relations": [{"type": "between", "series": "ministerials"}],
        "sources": [{"url": "https://example.org/a", "title": "A", "seen_on": "2026-01-02"}, {"note": "A call"}],
        "links": [{"type": "official", "url": "https://example.org/"}], "external_ids": [{"system": "indico", "id": "17"}],
        "owner": {"user": "editor-write"}, "private_note": "Rome says May.",
    }  # fmt: skip
    answer = recorded(**sent)
    found = answer.json
    schemas.Event.model_validate(found)
    assert answer.headers["Location"].endswith(f"/api/v1/events/{found['id']}")
    assert found["date"]["edtf"] == "2026-21"
    assert found["date"]["words"] == {"en": "spring 2026", "ru": "весна 2026 г."}
    assert found["participants"][0]["party"] == "IT"
    assert found["owner"] == {"user": "editor-write", "role": None}
    assert (found["place"]["timezone"], found["private_note"]) == ("Europe/Rome", "Rome says May.")
    again = {name: found[name] for name in sent}  # an answer can be sent back as it is
    assert editor.patch(f"/events/{found['id']}", again).json == found


def test_a_date_may_have_times_and_is_read_by_its_reference(recorded):
    found = recorded(
        date={"edtf": "2026-05-12", "start_time": "10:00", "end_time": "12:30", "timezone": "asia/almaty"}
    ).json
    assert (found["date"]["start_time"], found["date"]["end_time"], found["date"]["timezone"]) == (
        "10:00",
        "12:30",
        "Asia/Almaty",
    )
    found = recorded(date={"stated": "в мае этого года", "stated_on": "2026-02-01"}).json
    assert found["date"]["edtf"] == "2026-05"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"date": "when it suits"}, "date"), ({"date": {"edtf": "2026-13"}}, "date"), ({"date": 2026}, "date"),
        ({"date": {"edtf": "2026-05-12", "start_time": "25:30"}}, "date.start_time"),
        ({"date": {"edtf": "2026-05-12", "start_time": "10:00", "timezone": "+05:00"}}, "date.timezone"),
        ({"date": {"stated_on": "soon", "edtf": "2026"}}, "date.stated_on"), ({"date": {"stated_on": 5}}, "date.stated_on"),
        ({"hosts": [{"party": "XX"}]}, "hosts.0.party"), ({"format": "none"}, "format"), ({"ordinal": "4"}, "ordinal"),
        ({"participants": [{"role": "member"}]}, "participants.0.party"), ({"title": {"en": "a\u202e"}}, "title.en"),
        ({"title": {"en": "a" * 201}}, "title.en"), ({"title": {"en": " "}}, "title"), ({"title": "Summit"}, "title"),
        ({"links": [{"type": "official", "url": "javascript:1"}]}, "links"), ({"role": "admin"}, "role"), ({"id": str(uuid4())}, "id"),
        ({"created_at": "2020-01-01"}, "created_at"), ({"kind": "picnic"}, "kind"), ({"status": "lost"}, "status"),
        ({"owner": {"user": "nobody"}}, "owner.user"), ({"relations": [{"type": "follows"}]}, "relations.0"),
        ({"relations": [{"type": "follows", "event": "x"}]}, "relations.0.event"),
        ({"sources": [{"document": "none", "paragraph": 1, "quote": "a"}]}, "sources.0.paragraph"),
        ({"place": {"latitude": 1e999}}, "place.latitude"), ({"place": {"timezone": "Mars/Base"}}, "place.timezone"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_and_nothing_is_stored(app, editor, body, field):
    before = lines(app)
    answer = editor.post("/events", {"kind": "summit", "title": {"en": "Summit"}} | body)
    assert answer.status_code == (400 if body.get("place", {}).get("latitude") == float("inf") else 422), answer.text
    if answer.status_code == 422:
        assert field in fields(answer)
    assert lines(app) == before


def test_refusals_are_told_in_the_language_that_is_asked_for(editor):
    answer = editor.post("/events?lang=ru", {"kind": "summit", "title": {"en": "S"}, "date": "25 мартобря"})
    assert answer.headers["Content-Language"] == "ru"
    assert "непонятно" in answer.json["detail"]


def test_the_steps_of_a_life_are_taken_with_the_version_that_was_read(app, editor, anyone):
    made = editor.post("/events", {"kind": "summit", "title": {"en": "Summit"}, "date": "весной 2027 года"})
    path, tag = f"/events/{made.json['id']}", made.headers["ETag"]
    assert anyone.get(path).status_code == 404

    def take(step, expected, **body):
        nonlocal tag
        answer = editor.post(f"{path}/{step}", body, match=tag)
        assert answer.status_code == 200, answer.text
        tag = answer.headers["ETag"]
        assert {name: answer.json[name] for name in expected} == expected
        return answer.json

    take("publish", {"visibility": "published", "status": "planned"})
    assert anyone.get(path).json["visibility"] == "published"
    assert take("move", {}, date="12 мая 2027 года")["date"]["edtf"] == "2027-05-12"
    take("confirm", {"status": "confirmed"})
    assert (
        take("move", {"moved_from": "2027-05-12"}, date="2027-06-03", reason={"en": "By request"})["status"]
        == "confirmed"
    )
    take("cancel", {"status": "cancelled", "reason": {"ru": "По просьбе"}}, reason={"ru": "По просьбе"})
    take("reinstate", {"status": "confirmed"})
    take("postpone", {"status": "postponed"})
    take("check", {}, ask_again_on="2999-01-01")
    assert take("move", {"status": "planned"}, date="2027-09")["date"]["firm"] is False
    take("withdraw", {"visibility": "withdrawn"})
    assert anyone.get(path).status_code == 410
    verbs = [verb for noun, verb in lines(app) if noun == "event"]
    expected = [
        "created",
        "published",
        "moved",
        "confirmed",
        "moved",
        "cancelled",
        "reinstated",
        "postponed",
        "checked",
        "moved",
        "withdrawn",
    ]
    assert verbs == expected


@pytest.mark.parametrize(
    ("step", "body", "status"),
    [("confirm", {}, 422), ("move", {}, 422), ("check", {}, 422), ("merge", {"into": "x"}, 422), ("dance", {}, 404),
     ("publish", {}, 409), ("publish", {"reason": {"en": "a"}}, 422), ("reinstate", {}, 409), ("cancel", {"role": 1}, 422)],
)  # fmt: skip
def test_a_step_that_cannot_be_taken_says_why(editor, recorded, step, body, status):
    path = f"/events/{recorded(date='2027').json['id']}"
    answer = editor.post(f"{path}/{step}", body, match="*")
    assert answer.status_code == status, answer.text
    assert answer.json["detail"]


def test_two_records_of_one_meeting_are_merged(editor, anyone, recorded):
    stays, goes = recorded().json["id"], recorded().json["id"]
    assert editor.post(f"/events/{goes}/merge", {"into": stays}, match="*").json["id"] == stays
    assert anyone.get(f"/events/{goes}").json["merged_into"] == stays
    assert [one["id"] for one in anyone.get("/events").json["items"]] == [stays]


def test_a_write_needs_a_version_and_an_old_one_is_refused(editor, recorded):
    made = recorded()
    path, tag = f"/events/{made.json['id']}", made.headers["ETag"]
    assert editor.patch(path, {"mode": "online"}, match=None).status_code == 428
    assert editor.patch(path, {"mode": "online"}, match=tag).status_code == 200
    for old in (tag, '"v1"', '"v999999999999999999999999"', "nonsense", '"other"'):
        answer = editor.patch(path, {"mode": "hybrid"}, match=old)
        assert (answer.status_code, answer.json["code"]) == (412, "version_mismatch"), old
    assert editor.patch(path, {"mode": "hybrid"}, match="*").json["mode"] == "hybrid"


def test_of_twelve_writes_with_one_version_one_wins(editor, recorded, app):
    made = recorded()
    path, tag, statuses = f"/events/{made.json['id']}", made.headers["ETag"], []

    def write(number):
        statuses.append(editor.patch(path, {"ordinal": number}, match=tag).status_code)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [412] * 11
    assert [verb for _noun, verb in lines(app)].count("changed") == 1


def test_nothing_is_written_where_nothing_changes(app, editor, recorded):
    made = recorded(mode="online")
    before = lines(app)
    answer = editor.patch(f"/events/{made.json['id']}", {"mode": "online"}, match=made.headers["ETag"])
    assert (answer.status_code, answer.headers["ETag"]) == (200, made.headers["ETag"])
    assert lines(app) == before


def test_a_correction_is_marked_as_one(app, editor, recorded):
    path = f"/events/{recorded().json['id']}"
    assert editor.patch(path, {"title": {"en": "Summit."}, "correction": True}).status_code == 200
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(Change).where(Change.verb == "changed")).one().is_correction


def test_drafts_are_deleted_and_what_was_published_is_not(editor, recorded):
    draft, public = recorded(publish=False), recorded()
    headers = {"If-Match": "*"}
    assert editor("DELETE", f"/events/{draft.json['id']}", headers=headers).status_code == 204
    assert editor.get(f"/events/{draft.json['id']}").status_code == 404
    assert editor("DELETE", f"/events/{public.json['id']}", headers=headers).status_code == 409


def test_an_event_of_another_system_is_made_once_and_changed_from_then_on(app, editor):
    path = "/events/external/indico/a-17"
    body = {"kind": "forum", "title": {"en": "Forum"}, "date": "2027-03", "publish": True}
    made = editor("PUT", path, json=body)
    assert made.status_code == 201
    assert made.json["external_ids"] == [{"system": "indico", "id": "a-17", "url": ""}]
    before = lines(app)
    same = editor("PUT", path, json=body)
    assert (same.status_code, same.json["version"], lines(app)) == (200, made.json["version"], before)
    moved = editor("PUT", path, json=body | {"date": "2027-04-02"})
    assert (moved.json["id"], moved.json["date"]["edtf"]) == (made.json["id"], "2027-04-02")


@pytest.mark.parametrize("path", ["", "/publish", "/merge"])
def test_a_draft_is_nowhere_for_who_may_not_see_it(anyone, program, recorded, path):
    draft = recorded(publish=False, title={"en": "Secret talks"}).json["id"]
    for who in (anyone, program("reader", "read")):
        method = "POST" if path else "GET"
        hidden, nowhere = (who(method, target + path, json={}) for target in (f"/events/{draft}", NOBODYS))
        assert hidden.status_code == nowhere.status_code
        assert hidden.text == nowhere.text
        for query in ("", "?q=secret", "?visibility=draft", f"?event={draft}"):
            assert who.get(f"/events{query}").json["items"] == []
    assert program("planner", "read").get(f"/events/{draft}").status_code == 200


def test_private_notes_and_sources_are_for_planners(anyone, program, recorded):
    made = recorded(private_note="Rome says May.", sources=[{"note": "Note verbale", "number": "17"}]).json
    path = f"/events/{made['id']}"
    for who in (anyone, program("reader", "read")):
        found = who.get(path)
        assert "Rome says" not in found.text
        assert "verbale" not in found.text
    assert program("planner", "read").get(path).json["sources"] == [
        {"note": "Note verbale", "number": "17", "dated_on": None}
    ]
