"""The journal as a page, and taking a line of it back: who reads what, in which words, with what said beforehand."""

import re

import pytest
from sqlalchemy import select

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import RelationFacts
from calendar_service.models.journal import Change
from calendar_service.services import accounts, calendar, documents, events, invitations, lifecycle, parties, sessions
from tests import factories
from tests.factories import ADMINISTRATOR, at, local
from tests.web.conftest import TODAY
from tests.web.filling import Form
from tests.web.markup import Page

PASSWORD = "a long enough password"
MOST_QUERIES = 26
HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'


@pytest.fixture
def people(stored):
    """An account of every role; the actors by their role."""
    with stored.writing() as session:
        made = {
            role: accounts.create(
                session, f"a-{role}", role, PASSWORD, by=ADMINISTRATOR, at=TODAY, full_name=f"Anna {role}"
            )
            for role in ("reader", "planner", "editor", "administrator")
        }
        return {role: factories.Actor(user_id=one.id, name=one.name, role=role) for role, one in made.items()}


@pytest.fixture
def enter(client_of, people):
    """A client signed in with the account of a role."""
    return lambda role="editor": client_of(people[role].user_id)


@pytest.fixture
def act(people):
    return {"by": people["editor"], "at": TODAY}


@pytest.fixture
def last(stored):
    """The last line of the journal, or that of a verb."""

    def finding(verb=None):
        with stored.reading() as session:
            query = select(Change).order_by(Change.number.desc()).limit(1)
            return session.scalar(query.where(Change.verb == verb) if verb else query)

    return finding


def page_of(client, path, lang="en", status=200):
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == status, answer.text
    return Page(answer)


def lines(page):
    return [
        int(one["href"].split("/journal/")[1].split("?")[0])
        for one in page.all("a")
        if re.search(r"/journal/\d+\?", one.get("href")) and one.text.startswith("Line")
    ]


def form(client, number, lang="en"):
    path = f"/journal/{number}/revert"
    return Form(client, client.get(f"{path}?lang={lang}"), path)


def test_every_line_stands_with_what_was_and_what_is_in_words(editor, change, act):
    italy = change(factories.party, "SM", names=local("San Marino", "Сан-Марино"))
    event = change(factories.event, title=local("Forum", "Форум"), date="2027-05-12")
    changes = {
        "hosts": factories.hosts(italy), "mode": "online", "country": "SM", "ordinal": 3, "languages": ("ru", "en"),
        "timezone": "Europe/Rome", "private_note": "Call Rome",
    }  # fmt: skip
    change(events.change, event.id, changes, **act)
    said = page_of(editor, "/journal").section("lines").text
    assert "Changed: Forum Anna editor, editor" in said
    for words in (
        "Hosts San Marino",
        "Mode online",
        "Country San Marino",
        "Number in its series 3",
        "Russian, English",
        "Private note Call Rome",
    ):
        assert words in said, words
    assert str(italy.id) not in said
    russian = page_of(editor, "/journal", "ru").section("lines").text
    for words in (
        "Изменено: Форум Anna editor, редактор",
        "Принимающие стороны Сан-Марино",
        "онлайн",
        "русский, английский",
    ):
        assert words in russian, words


def test_machines_are_named_for_what_they_are(editor, change):
    change(calendar.tick, at("2026-12-01"))
    change(
        parties.change,
        change(factories.party, "SM").id,
        {"contact": "protocol@example.org"},
        by=factories.Actor(kind="command", role="administrator"),
        at=TODAY,
    )
    said = page_of(editor, "/journal").section("lines").text
    assert "the command line" in said
    assert "the service, by itself" in said
    assert "the first records" in page_of(editor, "/journal?who=seed").section("lines").text


def test_planners_read_it_and_others_are_told_of_nothing(enter, change, client):
    change(factories.event, title="Talks", publish=False)
    for reader in (client, enter("reader")):
        assert reader.get("/journal").status_code == 404
        assert reader.get("/journal/1").status_code == 404
    said = page_of(enter("planner"), "/journal")
    assert "Draft added: Talks" in said.text
    assert not [one for one in said.links if "revert" in one]


def test_lines_about_accounts_are_for_administrators(enter, change, last, people):
    admin = {"by": people["administrator"], "at": TODAY}
    user = change(accounts.invite, "boris", "reader", full_name="Boris", **admin)
    change(invitations.issue, user.id, **admin)
    number = last().number
    administrator, editor = enter("administrator"), enter()
    assert "One-time link made: Boris" in page_of(administrator, "/journal").text
    assert "One-time link made" not in page_of(editor, "/journal").section("lines").text
    for path in (f"/journal/{number}", f"/journal/{number}/revert"):
        assert editor.get(path).status_code == 404
        assert administrator.get(path).status_code == 200
    assert "runs out by itself" in page_of(administrator, f"/journal/{number}/revert").text


def test_no_secret_ever_stands_in_it(enter, change, people, stored, last):
    admin = {"by": people["administrator"], "at": TODAY}
    user = change(accounts.create, "boris", "editor", "a secret of Boris", **admin)
    change(accounts.set_password, user.id, "another secret of Boris", **admin)
    made = change(invitations.issue, user.id, **admin)
    with stored.reading() as session:
        user = session.get(accounts.User, user.id)
        secrets = [user.password_hash, made.token, sessions.hashed(made.token), "secret of Boris"]
        kept = repr([(one.fields, one.facts) for one in session.scalars(select(Change))])
    client = enter("administrator")
    shown = kept + client.get("/journal?noun=user").text + client.get(f"/journal/{last().number}").text
    assert not [secret for secret in secrets if secret in shown]
    assert "$argon2" not in shown


def test_what_was_withdrawn_is_for_editors(enter, change, act):
    event = change(factories.event, title="Mistake")
    change(lifecycle.withdraw, event.id, **act)
    assert "Withdrawn: Mistake" in page_of(enter(), "/journal").text
    assert "Mistake" not in page_of(enter("planner"), "/journal").text


def test_each_filter_leaves_what_it_asks_for(editor, change, act, people):
    event = change(factories.event, title="Forum", date="2027-05-12")
    change(events.change, event.id, {"mode": "online"}, correction=True, **act)
    change(events.change, event.id, {"private_note": "Call"}, by=people["administrator"], at=at("2026-11-28 06:00"))
    for query, number in (
        (f"who={people['editor'].user_id}", 1),
        (f"who={people['administrator'].user_id}", 1),
        (f"record={event.id}", 3),
        (f"record={event.id}&sort=private", 1),
        (f"record={event.id}&sort=public", 2),
        (f"record={event.id}&verb=published", 1),
        (f"record={event.id}&from=2026-11-28", 1),
        (f"record={event.id}&to=2026-11-27", 2),
        (f"record={event.id}&sort=corrections&noun=event", 1),
        ("sort=reverts", 0),
        ("noun=party&verb=moved", 0),
    ):
        page = page_of(editor, f"/journal?{query}")
        assert len(lines(page)) == number, query
        assert len(
            [one for one in page.all("a") if one.get("aria-label").startswith("Remove the filter")]
        ) == query.count("=")
    assert "Record: Forum" in page_of(editor, f"/journal?record={event.id}").text


def test_a_filter_that_is_not_known_is_said_at_its_field(editor):
    page = page_of(editor, "/journal?who=nobody&noun=zebra&verb=x&sort=y&record=z&from=yesterday", status=400)
    for name in ("who", "noun", "verb", "sort", "record", "from"):
        assert page.all("p", id=f"f-{name}-error"), name
    assert len(lines(page)) == 50
    assert editor.get("/journal?before=x").status_code == 400
    assert editor.get(f"/journal/{10**30}").status_code == 404


def test_it_is_paged_by_number_without_a_line_lost_or_told_twice(editor, monkeypatch, last):
    monkeypatch.setattr("calendar_service.web.journal.PAGE_LENGTH", 60)
    found, page = [], page_of(editor, "/journal?noun=event")
    while True:
        found += lines(page)
        onward = [one["href"] for one in page.all("a", rel="next")]
        if not onward:
            break
        page = page_of(editor, onward[0].partition("&lang")[0].replace("lang=en&", ""))
    assert found == sorted(set(found), reverse=True)
    assert len(found) > 15


def test_a_line_has_a_page_with_all_that_it_says(editor, change, act, last):
    event = change(factories.event, title="Forum", date="2027-05-12")
    change(events.move, event.id, StatedDate("2027-06-03"), reasons=local("Elections"), **act)
    page = page_of(editor, f"/journal/{last().number}")
    assert "Moved: Forum" in page.text
    assert "Was: 12 May 2027; now: 3 June 2027 (22 days later)" in page.text
    assert "reason: Elections" in page.text
    assert f"/events/{event.id}?lang=en" in page.links
    assert f"/journal?lang=en&record={event.id}" in page.links


def test_hostile_texts_are_shown_as_they_were_typed(editor, change, act, last):
    event = change(factories.event, title="Forum", publish=False)
    texts = {"titles": local(HOSTILE), "descriptions": local(HOSTILE), "private_note": HOSTILE}
    change(events.change, event.id, texts, **act)
    for path in ("/journal", f"/journal/{last().number}", f"/journal/{last().number}/revert"):
        source = editor.get(path).text
        assert "<svg/onload" not in source
        assert str(7 * 7 * 191) not in source
        assert "&lt;svg/onload" in source


def test_a_revert_says_what_it_will_do_and_does_it(editor, change, act, last, stored):
    event = change(factories.event, title="Forum", date="2027-05-12")
    change(events.move, event.id, StatedDate("2027-06-03"), **act)
    number = last().number
    page = page_of(editor, f"/journal/{number}/revert")
    assert "Was: 3 June 2027; now: 12 May 2027 (22 days earlier)" in page.section("will").text
    assert "In calendars now 3 June 2027 · Forum In calendars then 12 May 2027 · Forum" in page.section("seen").text
    assert last().number == number, "looking changes nothing"
    filled = form(editor, number)
    assert filled["reason-en"] == "The move has been taken back."
    assert filled["reason-ru"] == "Перенос отменён."
    answer = editor.post(f"/journal/{number}/revert?lang=en", data=filled.values)
    assert answer.status_code == 303
    assert answer.location == f"/journal/{number + 1}?lang=en&said=reverted"
    told = page_of(editor, f"/journal/{number + 1}?said=reverted")
    assert f"takes back line {number}" in told.text
    assert "Reverted, as a new change." in told.text
    assert f"by line {number + 1}" in page_of(editor, f"/journal/{number}").text
    assert len(lines(page_of(editor, "/journal?sort=reverts"))) == 1
    history = page_of(editor, f"/events/{event.id}").section("history").text
    assert "takes back an earlier change" in history
    with stored.reading() as session:
        assert session.get(events.Event, event.id).date_edtf == "2027-05-12"


def test_what_was_changed_since_is_shown_field_by_field_with_the_way_to_the_form(editor, change, act, last):
    event = change(factories.event, title="Forum", country="IT")
    change(events.change, event.id, {"country": "KZ", "mode": "online"}, **act)
    number = last().number
    change(events.change, event.id, {"country": "UZ"}, **act)
    page = page_of(editor, f"/journal/{number}/revert")
    assert "Before the line: Italy After the line: Kazakhstan Now: Uzbekistan" in page.section("stuck").text
    assert "Mode Was: online" in page.section("will").text
    assert f"/events/{event.id}/edit?lang=en" in page.links
    change(events.change, event.id, {"mode": "hybrid"}, **act)
    page = page_of(editor, f"/journal/{number}/revert")
    assert "This line is not reverted. All that this line changed has been changed again since." in page.text
    assert not page.all("form", action=f"/journal/{number}/revert?lang=en")


def test_who_reverts_an_old_version_is_shown_the_new_one(editor, change, act, last, stored):
    event = change(factories.event, title="Forum", country="IT")
    change(events.change, event.id, {"country": "KZ"}, **act)
    number = last().number
    filled = form(editor, number)
    change(events.change, event.id, {"mode": "online"}, **act)
    answer = editor.post(f"/journal/{number}/revert?lang=en", data=filled.values)
    assert answer.status_code == 409
    assert "Someone has saved this record since you opened it." in Page(answer).text
    again = Form(editor, answer, f"/journal/{number}/revert")
    assert editor.post(f"/journal/{number}/revert", data=again.values).status_code == 303
    with stored.reading() as session:
        assert session.get(events.Event, event.id).country == "IT"


def test_a_form_without_its_token_or_with_a_strange_field_changes_nothing(editor, change, act, last):
    event = change(factories.event, title="Forum", country="IT")
    change(events.change, event.id, {"country": "KZ"}, **act)
    number, filled = last().number, form(editor, last().number)
    assert editor.post(f"/journal/{number}/revert", data={"version": filled["version"]}).status_code == 403
    assert editor.post(f"/journal/{number}/revert", data=filled.values | {"status": "held"}).status_code == 422
    assert editor.post(f"/journal/{number}/revert", data=filled.values | {"version": "x"}).status_code == 409
    assert last().number == number


def test_a_reason_is_kept_through_an_error_and_an_ended_sign_in(editor, change, act, last, enter):
    event = change(factories.event, title="Forum", date="2027-05-12")
    change(events.move, event.id, StatedDate("2027-06-03"), **act)
    number, filled = last().number, form(editor, last().number)
    values = filled.values | {"reason-en": ["Hold\u202eon"]}
    answer = editor.post(f"/journal/{number}/revert?lang=en", data=values)
    assert answer.status_code == 422
    assert Page(answer).all("p", id="reason-en-error")
    assert "Hold" in answer.text
    editor.delete_cookie("__Host-session")
    answer = editor.post(
        f"/journal/{number}/revert?lang=en", data=filled.values | {"reason-en": ["The first day stands"]}
    )
    assert (answer.status_code, "/sign-in" in answer.location) == (303, True)


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (
            lambda change, event, act: change(lifecycle.publish, event.id, **act),
            "It is withdrawn: its page says that it is gone",
        ),
        (lambda _change, _event, _act: None, "The draft is deleted."),
        (lambda change, event, act: change(events.delete, event.id, **act), "The draft is recorded again as it was."),
        (
            lambda change, event, act: change(events.change, event.id, {"mode": "online"}, **act),
            "Nobody outside sees this meeting.",
        ),
    ],
)
def test_each_step_says_what_others_will_notice(editor, change, act, last, prepare, sentence):
    event = change(factories.event, title="Talks", date="2027-05-12", publish=False)
    prepare(change, event, act)
    number = last().number
    assert sentence in page_of(editor, f"/journal/{number}/revert").section("seen").text
    assert editor.post(f"/journal/{number}/revert", data=form(editor, number).values).status_code == 303
    assert last().facts["reverts"] == number


def test_what_a_service_objects_is_said_before_anyone_tries(editor, change, act, last):
    draft = change(factories.event, title="Talks", publish=False)
    number = last().number
    change(factories.event, title="Other", relations=(RelationFacts(type="prepares", event_id=draft.id),))
    page = page_of(editor, f"/journal/{number}/revert")
    assert "Other records lead to this draft" in page.text
    assert not page.all("button", class_="btn-main")


def test_a_party_renamed_back_says_how_many_meetings_it_shows_anew(editor, change, act, last):
    party = change(factories.party, "SM")
    change(factories.event, title="Forum", date="2027-05-12", hosts=factories.hosts(party))
    change(parties.change, party.id, {"names": local("Republic of San Marino")}, **act)
    number = last("changed").number
    page = page_of(editor, f"/journal/{number}/revert")
    assert "1 meeting is shown anew in subscribers’ calendars." in page.section("seen").text
    assert editor.post(f"/journal/{number}/revert", data=form(editor, number).values).status_code == 303


def test_a_document_that_was_withdrawn_says_why_it_stays_so(editor, change, act, last, stored):
    with stored.reading() as session:
        found = session.scalars(select(documents.Document)).first()
    change(documents.withdraw, found.id, **act)
    page = page_of(editor, f"/journal/{last('withdrawn').number}/revert", "ru")
    assert "Отозванное остаётся отозванным" in page.text


def test_only_who_may_change_anything_is_offered_to(enter, client, change, act, last):
    event = change(factories.event, title="Forum", country="IT")
    change(events.change, event.id, {"country": "KZ"}, **act)
    path = f"/events/{event.id}"
    assert f"/journal/{last().number}/revert?lang=en" in page_of(enter(), path).links
    assert f"/journal/{last().number}?lang=en" in page_of(enter("planner"), path).links
    for reader in (client, enter("reader"), enter("planner")):
        assert not [one for one in page_of(reader, path).links if "revert" in one]


def test_a_page_of_fifty_lines_asks_the_database_a_few_times(editor, queries):
    page_of(editor, "/journal")
    del queries[:]
    assert len(lines(page_of(editor, "/journal"))) == 50
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.parametrize(
    "path",
    [
        "/formats/central-asia-italy",
        "/series/summits-central-asia-italy",
        "/parties/KZ",
        "/documents/declaration-central-asia-italy-2025",
    ],
)
def test_the_page_of_a_record_tells_its_latest_lines_to_who_may_read_them(enter, client, path):
    page = page_of(enter(), path)
    assert lines(page)
    assert [one for one in page.links if "/revert" in one]
    assert [one for one in page.links if "record=" in one]
    assert not lines(page_of(client, path))
    assert not lines(page_of(enter("reader"), path))
