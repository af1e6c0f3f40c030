"""Migrations on filled tables: down to the first and up again, not a row is lost or changed."""

import pytest
from sqlalchemy import inspect, text

from calendar_service.cli import db
from calendar_service.models.database import Database
from tests import factories

FIRST = "2026_11_27_first_tables"


def contents(url):
    database = Database(url)
    with database.engine.connect() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        rows = {table: connection.execute(text(f'SELECT * FROM "{table}"')).mappings().all() for table in tables}
    database.dispose()
    return {table: sorted((dict(row) for row in found), key=repr) for table, found in rows.items()}


@pytest.mark.seeded
def test_filled_tables_go_down_to_the_first_migration_and_up_without_losing_a_row(database, database_url):
    with database.writing() as session:
        factories.event(session, title="Draft", publish=False)
    database.dispose()
    before = contents(database_url)
    assert len(before["event"]) == 15
    assert len(before["paragraph"]) == 45
    db.downgrade(database, FIRST)
    assert contents(database_url) == before
    db.upgrade(database)
    assert contents(database_url) == before
    assert db.is_current(database)
