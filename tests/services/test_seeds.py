"""Seeds are loaded once, follow their files, and never overwrite what a person has changed."""

import shutil

import pytest
from sqlalchemy import func, select

from calendar_service.domain.text import LocalText
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Head
from calendar_service.models.parties import Party
from calendar_service.services import events, seeds
from tests.factories import EDITOR, at, local

NOUNS = {
    "party": Party,
    "format": Format,
    "series": Series,
    "document": Document,
    "event": Event,
    "commitment": Commitment,
}


def load(database, kind="documents", folder=seeds.FOLDER, day="2025-11-02"):
    with database.writing() as session:
        return seeds.load(session, kind, at=at(day), folder=folder)


def count(database, noun):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(noun))


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(seeds.FOLDER, tmp_path / "seeds")


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def fourth(session):
    return session.scalars(select(Event).where(Event.date_edtf == "2026-21")).one()


@pytest.mark.seeded
def test_every_record_of_the_files_is_there_with_its_fixed_id(database):
    for name, noun in NOUNS.items():
        rows = seeds.read(seeds.FOLDER, name)
        with database.reading() as session:
            assert {str(found) for found in session.scalars(select(noun.id))} == {row["id"] for row in rows}
    assert count(database, Paragraph) == 45


@pytest.mark.seeded
def test_every_event_cites_the_words_that_announced_it(database):
    with database.reading() as session:
        for event in session.scalars(select(Event)):
            assert event.sources
            assert all(source.quote in source.paragraph.text for source in event.sources)


@pytest.mark.seeded
def test_the_clause_is_the_number_printed_in_the_text(database):
    with database.reading() as session:
        source = fourth(session).sources[0]
        assert (source.paragraph.number, source.paragraph.clause) == (26, "25")


@pytest.mark.seeded
def test_loading_again_changes_nothing(database):
    assert load(database) == 0
    with database.writing() as session:
        session.get_one(Head, 1).seeded_with = ""
    assert load(database) == 0


def test_parties_alone_bring_no_document_and_no_event(database):
    assert load(database, "parties") > 0
    assert count(database, Series) == len(seeds.read(seeds.FOLDER, "series"))
    assert count(database, Event) == count(database, Document) == 0
    load(database, "documents")
    assert count(database, Event) == len(seeds.read(seeds.FOLDER, "event"))
    with database.reading() as session:
        assert all(found.sources for found in session.scalars(select(Series)))


def test_nothing_is_loaded_where_nothing_is_asked_for(database):
    assert load(database, "none") == 0
    assert count(database, Party) == 0


@pytest.mark.seeded
def test_a_file_that_says_something_new_changes_an_untouched_record(database, folder):
    edit(folder, "events.toml", 'date = "2026-21"', 'date = "2026-05-12/2026-05-13"')
    assert load(database, folder=folder) > 0
    with database.reading() as session:
        moved = session.scalars(select(Event).where(Event.date_edtf == "2026-05-12/2026-05-13")).one()
        assert moved.sequence == 1


@pytest.mark.seeded
def test_what_a_person_has_changed_stays(database, folder):
    with database.writing() as session:
        event_id = fourth(session).id
        events.change(session, event_id, {"titles": local("Mine", "Моё")}, by=EDITOR, at=at("2025-11-02"))
    edit(folder, "events.toml", 'date = "2026-21"', 'date = "2026-05-12/2026-05-13"')
    load(database, folder=folder)
    with database.reading() as session:
        event = session.get_one(Event, event_id)
        assert event.titles == LocalText({"en": "Mine", "ru": "Моё"})
        assert event.date_edtf == "2026-21"
