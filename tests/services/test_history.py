"""The journal in words, on either database: who is told of what, in pages by number."""

import pytest

from calendar_service.domain.access import ANYONE
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.selection import Selection
from calendar_service.services import documents, dossier, events, history, lifecycle
from tests import factories
from tests.factories import EDITOR, NOW, at, local

ENGLISH = Selection(lang="en")


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def titles(page):
    return [(line.verb, line.title.text) for line in page.lines]


def test_pages_follow_each_other_by_the_number_of_a_line(session):
    for number in range(5):
        factories.event(session, title=f"Event {number}")
    first = history.page(session, ENGLISH, to=ANYONE, limit=2)
    assert titles(first) == [("Added", "Event 4"), ("Added", "Event 3")]
    second = history.page(session, ENGLISH, to=ANYONE, limit=2, before=first.before)
    assert titles(second) == [("Added", "Event 2"), ("Added", "Event 1")]
    last = history.page(session, ENGLISH, to=ANYONE, limit=2, before=second.before)
    assert titles(last) == [("Added", "Event 0")]
    assert last.before is None


def test_a_page_that_ends_with_the_first_line_leads_no_further(session):
    factories.event(session, title="Only")
    assert history.page(session, ENGLISH, to=ANYONE, limit=1).before is None


def test_what_only_follows_from_another_line_is_not_told(session):
    party = factories.party(session)
    factories.event(session, title="Forum", country="IT", hosts=factories.hosts(party))
    from calendar_service.services import parties

    parties.change(session, party.id, {"names": local("Italian Republic")}, by=EDITOR, at=NOW)
    verbs = [line.verb for line in history.page(session, ENGLISH, to=ANYONE).lines]
    assert verbs == ["Changed", "Added", "Party added"]


def test_the_history_of_a_draft_is_for_who_sees_it(session):
    draft = factories.event(session, title="Draft", publish=False)
    assert history.of_event(session, draft, "en", to=ANYONE) == []
    (line,) = history.of_event(session, draft, "en", to=EDITOR)
    assert (line.verb, line.is_public) == ("Draft added", False)
    assert history.page(session, ENGLISH, to=EDITOR).lines == []


def test_a_private_note_is_told_to_nobody_else(session):
    event = factories.event(session, title="Forum")
    events.change(session, event.id, {"private_note": "Call Rome"}, by=EDITOR, at=NOW)
    assert [line.verb for line in history.of_event(session, event, "en", to=ANYONE)] == ["Added"]
    assert [line.detail for line in history.of_event(session, event, "en", to=EDITOR)] == ["", ""]


def test_kinds_and_places_are_told_in_words(session):
    event = factories.event(session, title="Forum", cities=local("Rome", "Рим"), mode="online")
    for changes in ({"cities": local("Milan", "Милан")}, {"kind": "forum"}, {"mode": "hybrid"}):
        events.change(session, event.id, changes, by=EDITOR, at=NOW)
    told = [(line.what, line.before, line.after) for line in history.of_event(session, event, "ru", to=ANYONE)]
    assert told[:3] == [
        ("форма участия", "онлайн", "очно и онлайн"),
        ("вид", "министерская встреча", "форум"),
        ("место", "Рим", "Милан"),
    ]


def test_two_fields_changed_at_once_are_named_without_what_stood_there(session):
    event = factories.event(session, title="Forum")
    events.change(session, event.id, {"kind": "forum", "titles": local("Great Forum")}, by=EDITOR, at=NOW)
    line = history.of_event(session, event, "en", to=ANYONE)[0]
    assert (line.detail, line.before, line.after) == ("title, kind", "", "")


@pytest.mark.seeded
def test_a_dossier_names_where_a_meeting_was_agreed_upon_and_what_was_announced_with_it(session):
    (found,) = [one for one in events_of(session) if "Fourth Conference" in one.titles.get("en")]
    read = dossier.read(session, found.id, "en", to=ANYONE, at=at("2026-11-27"))
    said = [(one.relation, one.title.text, one.status, one.format_position > 0) for one in read.neighbours]
    assert said == [
        ("follows", "Third ‘Central Asia + Italy’ Ministerial Conference", "held", True),
        ("agreed_at", "First ‘Central Asia + Italy’ Summit", "held", True),
        ("announced_with", "Next ‘Central Asia + Italy’ Summit", "proposed", True),
    ]
    (quotation,) = read.quotations
    assert quotation.before.endswith("в 2027 году, а также ")
    assert quotation.after == "."


@pytest.mark.seeded
def test_a_dossier_names_no_draft_and_nothing_that_was_withdrawn(session):
    found = {one.titles.get("en"): one for one in events_of(session)}
    fourth = next(one for name, one in found.items() if "Fourth Conference" in name)
    paragraph = next(one.paragraph_id for one in fourth.sources if not one.is_mention)
    quote = next(one.quote for one in fourth.sources if not one.is_mention)
    source = SourceFacts(paragraph_id=paragraph, quote=quote)
    factories.event(session, title="Secret talks", publish=False, sources=(source,))
    for name in ("First ‘Central Asia + Italy’ Summit", "Next ‘Central Asia + Italy’ Summit"):
        lifecycle.withdraw(session, found[name].id, by=EDITOR, at=NOW)
    read = dossier.read(session, fourth.id, "en", to=ANYONE, at=at("2026-11-27"))
    assert [one.relation for one in read.neighbours] == ["follows"]
    read = dossier.read(session, fourth.id, "en", to=EDITOR, at=at("2026-11-27"))
    assert [one.title.text for one in read.neighbours if one.relation == "announced_with"] == ["Secret talks"]


@pytest.mark.seeded
def test_a_dossier_quotes_no_document_that_its_reader_may_not_see(session):
    (fourth,) = [one for one in events_of(session) if "Fourth Conference" in one.titles.get("en")]
    document = fourth.sources[0].paragraph.document
    documents.withdraw(session, document.id, by=EDITOR, at=NOW)
    read = dossier.read(session, fourth.id, "en", to=ANYONE, at=at("2026-11-27"))
    assert read.quotations == []
    assert "agreed_at" not in [one.relation for one in read.neighbours]


def test_a_move_says_by_how_many_days(session):
    event = factories.event(session, date="2026-05-12")
    events.move(session, event.id, StatedDate("2026-06-03"), by=EDITOR, at=NOW, reasons=local("Elections"))
    line = history.of_event(session, event, "en", to=ANYONE)[0]
    assert (line.before, line.after, line.shift) == ("12 May 2026", "3 June 2026", "22 days later")
    assert (line.reason.text, line.who) == ("Elections", "an editor")


def events_of(session):
    from sqlalchemy import select

    from calendar_service.models.events import Event

    return session.scalars(select(Event)).all()
