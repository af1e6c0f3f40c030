"""The database: engine, sessions for reading and for writing, and what differs between SQLite and PostgreSQL.

SQLite runs in WAL mode with `synchronous=FULL`. Whatever writes begins with `BEGIN IMMEDIATE`: a
deferred transaction that turns to writing fails at once with "database is locked", whatever the
busy timeout. The names of constraints follow one convention, so that migrations can name them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from calendar_service.domain.errors import Unavailable
from calendar_service.domain.site import Site
from calendar_service.domain.words import _

BUSY_TIMEOUT = 15_000  # milliseconds
_IMMEDIATE = "sqlite_begin"


def connect(url: str) -> Engine:
    """Return an engine for a database address; nothing is opened until it is used."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": BUSY_TIMEOUT / 1000, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin or commit by itself
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get(_IMMEDIATE, 'DEFERRED')}")


def _snapshots(engine: Engine) -> Engine:
    """Return an engine whose transactions see one state throughout, as those of SQLite's WAL mode do anyway."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


class Database:
    """Sessions on one database. Entry points open one, and commit once by leaving it."""

    def __init__(self, url: str, *, site: Site | None = None) -> None:
        self.url = url
        self.engine = connect(url)
        info = {"configured_site": site or Site()}
        self._writers = sessionmaker(self.engine, expire_on_commit=False, info=info)
        self._readers = sessionmaker(_snapshots(self.engine), expire_on_commit=False, info=info)

    def present_as(self, site: Site) -> None:
        """Have every session from now on present the calendar as this site."""
        self._writers.configure(info={"configured_site": site})
        self._readers.configure(info={"configured_site": site})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one state of the database, whatever is committed meanwhile.

        Raises `Unavailable` where the database cannot be reached.
        """
        with self._readers() as session, _translated():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose work is committed whole on leaving, or not at all.

        Raises `Unavailable` where the database cannot be reached, or stays locked.
        """
        with self._writers() as session, _translated():
            session.connection(execution_options={_IMMEDIATE: "IMMEDIATE"})
            yield session
            session.commit()

    def dispose(self) -> None:
        """Close every connection, as is due before a process forks."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if _lacks_tables(error):
            raise Unavailable(
                _("The database is not at the newest migration. Run “flask --app wsgi db upgrade” first.")
            ) from error
        if isinstance(error, OperationalError) or error.connection_invalidated:
            raise Unavailable(_("The database cannot be reached or is busy. Try again in a moment.")) from error
        raise


def _lacks_tables(error: DBAPIError) -> bool:
    said = str(error.orig)
    return said.startswith(("no such table", "no such column")) or type(error.orig).__name__.startswith("Undefined")
