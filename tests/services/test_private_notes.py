"""Private notes and reports: who writes, changes and deletes them; nothing of them is told outside."""

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.models.journal import Change, Head
from calendar_service.models.notes import Note
from calendar_service.models.search import SearchEntry
from calendar_service.services import accounts, chronicle, lifecycle, notes, private_notes, reverting
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, NOW, at

LATER = at("2026-02-02")
WORDS = "Call Rome on Monday"


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


@pytest.fixture
def people(session):
    made = {
        name: accounts.create(
            session, name, role, "a long enough password", by=ADMINISTRATOR, at=NOW, full_name=name.title()
        )
        for name, role in (("anna", "planner"), ("boris", "planner"), ("clara", "editor"))
    }
    return {name: Actor(user_id=one.id, name=name, role=one.role) for name, one in made.items()}


@pytest.fixture
def event(session):
    return factories.event(session, title="Forum")


def texts(session, event, to):
    return [(one.author, one.text) for one in private_notes.of_event(session, event.id, "en", to=to)]


def test_several_notes_stand_with_author_and_moment_for_planners_alone(session, event, people):
    private_notes.write(session, event.id, WORDS, by=people["anna"], at=NOW)
    private_notes.write(session, event.id, "Two\nlines", by=people["clara"], at=LATER)
    assert texts(session, event, people["boris"]) == [("Anna", WORDS), ("Clara", "Two\nlines")]
    assert texts(session, event, Actor(role="reader")) == []
    with pytest.raises(Forbidden):
        private_notes.write(session, event.id, WORDS, by=Actor(role="reader"), at=NOW)
    for text in ("", "x" * 4001, "left\u202eright"):
        with pytest.raises(InvalidInput):
            private_notes.write(session, event.id, text, by=people["anna"], at=NOW)


def test_one_changes_ones_own_alone_and_editors_delete_any(session, event, people):
    note = private_notes.write(session, event.id, WORDS, by=people["anna"], at=NOW)
    changed = {"version": note.version, "at": LATER}
    for other in ("boris", "clara"):
        with pytest.raises(Forbidden):
            private_notes.change(session, note.id, "Mine", by=people[other], **changed)
    with pytest.raises(Forbidden):
        private_notes.delete(session, note.id, by=people["boris"], **changed)
    private_notes.change(session, note.id, "Call Milan", by=people["anna"], **changed)
    with pytest.raises(Conflict):
        private_notes.change(session, note.id, "Call Turin", by=people["anna"], **changed)
    assert texts(session, event, people["anna"]) == [("Anna", "Call Milan")]
    private_notes.delete(session, note.id, by=people["clara"], version=note.version, at=LATER)
    assert texts(session, event, people["anna"]) == []
    with pytest.raises(NotFound):
        private_notes.find(session, note.id, "en", to=people["anna"])


def test_the_journal_says_that_there_was_a_note_and_not_what_it_said(session, event, people):
    version = session.get_one(Head, 1).public_version
    note = private_notes.write(session, event.id, WORDS, by=people["anna"], at=NOW)
    private_notes.change(session, note.id, "Call Milan", version=note.version, by=people["anna"], at=LATER)
    private_notes.delete(session, note.id, version=note.version, by=people["anna"], at=LATER)
    lines = session.scalars(select(Change).where(Change.noun == "note").order_by(Change.number)).all()
    assert [(one.verb, one.is_public) for one in lines] == [("noted", False), ("changed", False), ("deleted", False)]
    assert not [one for one in lines if "Call" in f"{one.fields} {one.facts}"]
    assert session.get_one(Head, 1).public_version == version
    assert [one.verb for one in chronicle.lines(session, lines, "en", to=people["clara"])] == [
        "Private note written",
        "Private note changed",
        "Private note deleted",
    ]
    for line in lines:
        with pytest.raises(Conflict):
            reverting.revert(session, line.number, by=people["clara"], at=LATER)


def test_no_search_finds_a_note(session, event, people):
    private_notes.write(session, event.id, "unutterable", by=people["anna"], at=NOW)
    assert not [words for words in session.scalars(select(SearchEntry.words)) if "unutterable" in words]


def test_reports_are_noted_on_settled_with_a_word_and_opened_again(session, event, people):
    report = notes.report(session, event.id, "The day is wrong.", by=Actor(), at=NOW)
    notes.comment(session, report.id, "Asked Milan", by=people["anna"], at=NOW)
    assert texts(session, event, people["anna"]) == []  # it is on the report, not on the event
    assert notes.count_open(session, to=people["anna"]) == 1
    with pytest.raises(Forbidden):
        notes.settle(session, report.id, by=people["anna"], at=LATER)
    opened = report.version
    notes.settle(session, report.id, outcome="Corrected", version=opened, by=people["clara"], at=LATER)
    with pytest.raises(Conflict):
        notes.reopen(session, report.id, version=opened, by=people["clara"], at=LATER)
    found = notes.find(session, report.id, "en", to=people["anna"])
    assert (found.is_settled, found.outcome, found.settled_by) == (True, "Corrected", "Clara")
    assert notes.count_open(session, to=people["anna"]) == 0
    notes.reopen(session, report.id, version=report.version, by=people["clara"], at=LATER)
    found = notes.find(session, report.id, "en", to=people["anna"])
    assert (found.is_settled, found.outcome) == (False, "")
    assert [one.text for one in found.notes] == ["Asked Milan", "Corrected"]


def test_what_is_on_a_withdrawn_event_is_for_editors(session, event, people):
    report = notes.report(session, event.id, "The day is wrong.", by=Actor(), at=NOW)
    lifecycle.withdraw(session, event.id, by=EDITOR, at=LATER)
    assert notes.page(session, "en", to=people["anna"]).reports == []
    assert [one.id for one in notes.page(session, "en", to=people["clara"]).reports] == [report.id]
    assert (notes.count_open(session, to=people["anna"]), notes.count_open(session, to=people["clara"])) == (0, 1)


def test_a_note_is_no_report_and_the_other_way_round(session, event, people):
    note = private_notes.write(session, event.id, WORDS, by=people["anna"], at=NOW)
    report = notes.report(session, event.id, "The day is wrong.", by=Actor(), at=NOW)
    with pytest.raises(NotFound):
        notes.find(session, note.id, "en", to=people["clara"])
    with pytest.raises(NotFound):
        private_notes.delete(session, report.id, version=1, by=people["clara"], at=LATER)
    assert len(session.scalars(select(Note)).all()) == 2
