"""Databases for tests: migrated once, filled once with the seeds, and copied for each test.

Imported by the fixtures that need it alone, so that tests of the domain start without a database.
"""

import itertools
import shutil

from sqlalchemy.engine import make_url

from calendar_service.cli import db
from calendar_service.models.database import Database
from calendar_service.services import calendar, seeds
from tests import factories, postgres


class SqliteTemplates:
    """A file migrated once, and copied for each test."""

    def __init__(self, folder):
        self._folder, self._numbers = folder, itertools.count(1)
        self._migrated = None
        self._seeded = None

    def empty_url(self):
        return f"sqlite:///{self._folder / f'{next(self._numbers)}.db'}"

    def url(self):
        if self._migrated is None:
            self._migrated = self._folder / "migrated.db"
            migrate(f"sqlite:///{self._migrated}")
        url = self.empty_url()
        shutil.copyfile(self._migrated, url.removeprefix("sqlite:///"))
        return url

    def seeded_url(self):
        url = self.empty_url()
        self.copy_seeded(url.removeprefix("sqlite:///"))
        return url

    def copy_seeded(self, path):
        """Make a file at a path that holds the seeds."""
        if self._seeded is None:
            self._seeded = self.url().removeprefix("sqlite:///")
            fill(f"sqlite:///{self._seeded}")
        shutil.copyfile(self._seeded, path)

    def drop(self, url):
        for end in ("", "-wal", "-shm"):
            self._folder.joinpath(url.rpartition("/")[2] + end).unlink(missing_ok=True)

    def stop(self):
        shutil.rmtree(self._folder, ignore_errors=True)


class PostgresTemplates:
    """A database migrated once on a server of this test process, and copied by the server for each test."""

    def __init__(self):
        self._server, self._numbers = postgres.Server(), itertools.count(1)
        self._is_migrated = False
        self._seeded = None

    def empty_url(self, template="template0"):
        name = f"test_{next(self._numbers)}"
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self._server.url(name)

    def url(self):
        if not self._is_migrated:
            self._server.execute("CREATE DATABASE migrated TEMPLATE template0")
            migrate(self._server.url("migrated"))
            self._is_migrated = True
        return self.empty_url("migrated")

    def seeded_url(self):
        if self._seeded is None:
            self._seeded = self.url()
            fill(self._seeded)
        return self.empty_url(make_url(self._seeded).database)

    def drop(self, url):
        self._server.execute(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def stop(self):
        self._server.stop()


def migrate(url):
    database = Database(url)
    try:
        db.upgrade(database)
    finally:
        database.dispose()


def fill(url):
    """Load the seeds, as on the day `factories.SEEDED_AT`."""
    database = Database(url)
    with database.writing() as session:
        seeds.load(session, "documents", at=factories.SEEDED_AT)
        calendar.tick(session, factories.SEEDED_AT)
    database.dispose()
