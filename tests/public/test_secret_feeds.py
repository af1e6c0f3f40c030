"""Secret feeds over HTTP: what the owner may see then, kept by nobody on the way, and nothing under a wrong address."""

import json
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from calendar_service.domain.access import Actor
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.render import RENDERERS
from calendar_service.services import accounts, events, lifecycle, secret_feeds
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, SEEDED_AT, at

pytestmark = pytest.mark.seeded
LATER = at("2025-11-02")
DRAFT = "Unannounced consultations"


@pytest.fixture
def database(app):
    return app.extensions["database"]


@pytest.fixture
def person(database):
    def making(name, role="reader"):
        with database.writing() as session:
            user = accounts.create(session, name, role, "a long enough password", by=ADMINISTRATOR, at=SEEDED_AT)
            return Actor(user_id=user.id, name=name, role=role)

    return making


@pytest.fixture
def make(database):
    def making(person, chosen=None, *, has_drafts=False):
        with database.writing() as session:
            made = secret_feeds.create(session, "My own", chosen or {}, has_drafts=has_drafts, by=person, at=SEEDED_AT)
            return made.token, made.row.id

    return making


@pytest.fixture
def draft(database):
    with database.writing() as session:
        return factories.event(session, title=DRAFT, date="2027-02-03", publish=False, now=SEEDED_AT).id


@pytest.fixture
def read(client):
    def reading(token, ending="ics", query="lang=en", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(f"/feeds/s/{token}.{ending}?{query}", headers=headers)

    return reading


def test_without_drafts_it_holds_what_the_public_feed_does(client, person, make, read):
    token, _id = make(person("dana", "planner"), {"format": ["central-asia-italy"]})
    own, public = read(token), client.get("/feeds/format/central-asia-italy.ics?lang=en")
    found = [Calendar.from_ical(answer.data) for answer in (own, public)]
    assert [event.to_ical() for event in found[0].walk("VEVENT")] == [
        event.to_ical() for event in found[1].walk("VEVENT")
    ]
    assert str(found[0]["X-WR-CALNAME"]).startswith("My own")


@pytest.mark.parametrize("extension", list(RENDERERS))
def test_every_format_is_read_and_none_tells_the_address(person, make, read, draft, extension):
    token, _id = make(person("dana", "planner"), has_drafts=True)
    answer = read(token, extension)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == RENDERERS[extension].media_type
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert token not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "Last-Modified" not in answer.headers
    assert (DRAFT in answer.text) is (extension != "atom")  # which tells what was published


def test_drafts_are_marked_and_come_and_go_with_the_role(database, person, make, read, draft):
    dana = person("dana", "planner")
    token, _id = make(dana, has_drafts=True)
    plain, _id = make(dana)
    first = read(token)
    entries = {str(one["SUMMARY"]): one for one in Calendar.from_ical(first.data).walk("VEVENT")}
    assert str(entries[f"Draft — {DRAFT}"]["CLASS"]) == "PRIVATE"
    assert f"Draft — {DRAFT}" in [one["title"] for one in json.loads(read(token, "json").data)["items"]]
    assert DRAFT not in read(plain).text
    assert DRAFT not in read(token, query="kind=summit").text
    with database.writing() as session:
        accounts.edit(session, dana.user_id, "reader", "", version=1, by=ADMINISTRATOR, at=LATER)
    second = read(token, If_None_Match=first.headers["ETag"])
    assert second.status_code == 200
    assert DRAFT not in second.text
    with database.writing() as session:
        accounts.disable(session, dana.user_id, by=ADMINISTRATOR, at=LATER)
    assert read(token, If_None_Match=second.headers["ETag"]).status_code == 404


def test_a_draft_published_keeps_its_uid_and_loses_its_mark(database, person, make, read, draft):
    token, _id = make(person("dana", "planner"), has_drafts=True)
    before = read(token)
    with database.writing() as session:
        lifecycle.publish(session, draft, by=EDITOR, at=LATER)
    after = read(token, If_None_Match=before.headers["ETag"])
    assert f"SUMMARY;LANGUAGE=en:{DRAFT}" in after.text
    uids = [
        sorted(str(one["UID"]) for one in Calendar.from_ical(answer.data).walk("VEVENT")) for answer in (before, after)
    ]
    assert uids[0] == uids[1]


def test_a_draft_changed_changes_the_tag_of_feeds_with_drafts_alone(database, client, person, make, read, draft):
    dana = person("dana", "planner")
    with_drafts, _id = make(dana, has_drafts=True)
    without, _id = make(dana)
    tags = [read(token).headers["ETag"] for token in (with_drafts, without)]
    public = client.get("/feeds/all.ics").headers["ETag"]
    with database.writing() as session:
        events.move(session, draft, factories.parse_edtf("2027-02-04"), by=EDITOR, at=LATER)
    again = [
        read(token, If_None_Match=tag).status_code for token, tag in zip((with_drafts, without), tags, strict=True)
    ]
    assert again == [200, 304]
    assert client.get("/feeds/all.ics", headers={"If-None-Match": public}).status_code == 304


def test_a_wrong_address_is_plain_text_and_a_404(person, make, client, draft):
    token, feed_id = make(person("dana", "planner"), has_drafts=True)
    shifted = f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"
    wrong = (
        f"{token[:-1]}.ics", f"{token}A.ics", f"{token.swapcase()}.ics", f"{token}%00.ics", f"{token}.ics%00",
        f"{token}..ics", f"{token}.ics.", f"{token}.", token, f"{token}.exe", f"{token}/.ics", f"/{token}.ics", f"{token}%20.ics",
        f"{token}.ICS", f"{shifted}.ics", f"{feed_id}.ics", ".ics", "%FF.ics", "", f"../s/{token[:9]}.ics", f"{token}.ics%0A",
    )  # fmt: skip
    for name in wrong:
        answer = client.get(f"/feeds/s/{name}")
        assert (answer.status_code, answer.content_type) == (404, "text/plain; charset=utf-8"), name
        assert DRAFT not in answer.text
    assert client.get(f"/feeds/{token}.ics").status_code == 404
    assert client.get(f"/feeds/all.ics?token={token}").status_code == 200


def test_the_feed_of_one_tells_nothing_of_anothers(person, make, read, draft):
    mine, _id = make(person("dana"), {"kind": ["summit"]})
    theirs, _id = make(person("other", "planner"), {"kind": ["summit"]}, has_drafts=True)
    tag = read(theirs).headers["ETag"]
    assert read(mine, If_None_Match=tag).status_code == 200
    assert read(mine).headers["ETag"] != tag


def test_nothing_is_held_for_others_and_the_old_address_ends_at_once(app, database, client, person, make, read, draft):
    dana = person("dana", "planner")
    token, feed_id = make(dana, has_drafts=True)
    for encoding in ("identity", "gzip"):
        answer = read(token, Accept_Encoding=encoding)
        assert read(token, Accept_Encoding=encoding).data == answer.data
        assert read(token, Accept_Encoding=encoding, If_None_Match=answer.headers["ETag"]).status_code == 304
    assert not any(token in name for name, *_rest in app.extensions["front"]._known)
    assert len(app.extensions["bodies"]._bodies) == 0
    with database.writing() as session:
        new = secret_feeds.replace(session, feed_id, by=dana, at=LATER).token
    assert read(token, If_None_Match=answer.headers["ETag"]).status_code == 404
    assert read(new).status_code == 200


def test_a_change_of_what_it_holds_changes_its_tag(database, person, make, read):
    dana = person("dana")
    token, feed_id = make(dana)
    tag = read(token).headers["ETag"]
    with database.writing() as session:
        chosen = {"kind": ["summit"], "dates": ["span"]}
        secret_feeds.change(session, feed_id, "My own", chosen, has_drafts=False, by=dana, at=LATER)
    answer = read(token, If_None_Match=tag)
    assert answer.status_code == 200
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) < 12


def test_a_filter_that_is_not_known_is_a_400_and_head_has_no_body(client, person, make, read):
    token, _id = make(person("dana"))
    assert read(token, query="kind=picnic").status_code == 400
    head = client.head(f"/feeds/s/{token}.ics?lang=en")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == read(token).headers["ETag"]
    assert client.post(f"/feeds/s/{token}.ics").status_code == 405


def test_the_day_of_the_last_use_is_written_once_a_day(database, person, make, read, monkeypatch):
    token, feed_id = make(person("dana"))
    seen = []
    note = secret_feeds.see
    monkeypatch.setattr(secret_feeds, "see", lambda *given: seen.append(1) or note(*given))
    tag = read(token).headers["ETag"]
    assert read(token, If_None_Match=tag).status_code == 304
    read(token)
    assert len(seen) == 1
    with database.reading() as session:
        assert abs((session.get_one(SecretFeed, feed_id).used_on - datetime.now(UTC).date()).days) <= 1


def test_an_empty_one_carries_a_notice_that_stays_the_same(person, make, read):
    token, _id = make(person("dana"), {"q": ["zebra"]})
    first, second = read(token), read(token)
    (notice,) = Calendar.from_ical(first.data).walk("VEVENT")
    assert first.data == second.data
    assert token not in str(notice["UID"])
