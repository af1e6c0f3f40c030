"""Migrations on filled tables: down to the first and up again, not a row is lost or changed."""

import pytest
from sqlalchemy import inspect, select, text

from calendar_service.cli import db
from calendar_service.models.base import Base
from calendar_service.models.database import Database
from calendar_service.models.events import Event
from calendar_service.models.search import SearchEntry
from calendar_service.services import indexing, search
from tests import factories

FIRST = "2026_11_27_first_tables"


def contents(url):
    """The rows of every table of the models."""
    database = Database(url)
    with database.engine.connect() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) & set(Base.metadata.tables))
        rows = {table: connection.execute(text(f'SELECT * FROM "{table}"')).mappings().all() for table in tables}
    database.dispose()
    return {table: [dict(row) for row in found] for table, found in rows.items()}


def in_both(these, others):
    """Rows of the first, in the tables and columns that the second has too."""
    columns = {table: set(rows[0]) for table, rows in others.items() if rows}
    return {
        table: sorted(repr(sorted((name, row[name]) for name in row.keys() & columns[table])) for row in rows)
        for table, rows in these.items()
        if table in columns
    }


def indexed(database):
    with database.reading() as session:
        return {
            tuple(row) for row in session.execute(select(SearchEntry.noun, SearchEntry.record_id, SearchEntry.words))
        }


@pytest.mark.seeded
def test_filled_tables_go_down_to_the_first_migration_and_up_without_losing_a_row(database, database_url):
    with database.writing() as session:
        factories.event(session, title="Draft", publish=False)
    database.dispose()
    before = contents(database_url)
    assert len(before["event"]) == 15
    assert len(before["paragraph"]) == 45
    db.downgrade(database, FIRST)
    first = contents(database_url)
    assert {"event", "paragraph", "change", "component"} <= first.keys()
    assert in_both(first, before) == in_both(before, first)
    db.upgrade(database)
    assert in_both(contents(database_url), first) == in_both(before, first)
    assert db.is_current(database)


@pytest.mark.seeded
def test_words_taken_before_search_knew_their_forms_are_taken_anew_once(database):
    with database.writing() as session:
        indexing.settle(session, at=factories.NOW)
    before = indexed(database)
    assert {noun for noun, _id, _words in before} == {
        "event", "document", "paragraph", "commitment", "party", "format", "series",
    }  # fmt: skip
    database.dispose()
    db.downgrade(database, "2026_11_27_what_a_day_brings")
    with database.engine.connect() as connection:
        texts = [row[0] for row in connection.execute(text("SELECT search_text FROM event"))]
    assert len(texts) == 14
    assert any(" саммит " in found for found in texts)
    database.dispose()
    db.upgrade(database)
    assert indexed(database) == set()
    with database.writing() as session:
        assert indexing.settle(session, at=factories.NOW)
    assert indexed(database) == before
    with database.writing() as session:
        assert not indexing.settle(session, at=factories.NOW)
        assert len(session.scalars(select(Event.id).where(search.finds(session, "саммитов"))).all()) == 4


def test_a_database_that_was_filled_before_is_searched_after_flask_db_upgrade(app, database):
    with database.writing() as session:
        factories.event(session, title="Summits of the region")
    database.dispose()
    db.downgrade(database, FIRST)
    database.dispose()
    done = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert done.exit_code == 0, done.output
    with database.reading() as session:
        assert session.scalar(select(Event.id).where(search.finds(session, "summit"))) is not None
