"""`flask db …`: bring the database to the newest migration, back, or say where it stands.

Two at once wait for each other: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by an advisory lock (both
in `migrations/env.py`). A database that a newer version has migrated is refused with a sentence.
"""

import io
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from calendar_service.cli import Commands, answer, database
from calendar_service.config import PROJECT
from calendar_service.domain.errors import CalendarError, Unavailable
from calendar_service.models.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = PROJECT / "migrations"
NOT_ALLOWED = "42501"  # SQLSTATE: a role that may not create tables
_REVISION = re.compile(r'^(revision|down_revision)\b[^=\n]*= *"([^"\n]+)"', re.MULTILINE)


class NewerDatabase(CalendarError):
    """The database stands at a migration that this version of the program does not know."""

    code = "newer_database"


class BrokenMigration(CalendarError):
    """The database and its migrations do not agree."""

    code = "broken_migration"


command = Commands("db", help="Migrate the database, or say where it stands.")


@command.command("upgrade")
@click.argument("revision", default="head")
def upgrade_command(revision: str) -> None:
    """Bring the database to a migration, by default the newest."""
    before = current(database())
    upgrade(database(), revision)
    after = current(database())
    if after == newest():
        settle(database())
    answer(f"{after or 'empty'}: nothing to do" if before == after else f"{before or 'empty'} -> {after or 'empty'}")


@command.command("downgrade")
@click.argument("revision", default="-1")
def downgrade_command(revision: str) -> None:
    """Take the database back to a migration: its id, `base` for the very beginning; without one, a step back."""
    before = current(database())
    downgrade(database(), revision)
    answer(f"{before or 'empty'} -> {current(database()) or 'empty'}")


@command.command("current")
def current_command() -> None:
    """Say at which migration the database stands."""
    answer(current(database()) or "empty")


@command.command("check")
def check_command() -> None:
    """Say whether the database is at the newest migration and the models equal the migrations."""
    check(database())
    answer(f"{current(database())}: at the newest migration; the models equal the migrations")


def newest() -> str:
    """Return the id of the newest migration this version has; ``""`` where there is none."""
    known = migrations()
    before = set(known.values())
    return next((revision for revision in known if revision not in before), "")


@cache
def migrations() -> Mapping[str, str]:
    """Return the id of every migration, with that of the one before it (``""`` for the first).

    Read from the files' text: importing Alembic would take a good part of a start that has nothing to migrate.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted((MIGRATIONS / "versions").glob("*.py"))]
    found = [dict(_REVISION.findall(text)) for text in texts]
    return {stated["revision"]: stated.get("down_revision", "") for stated in found}


def current(database: Database) -> str:
    """Return the id of the migration a database stands at; ``""`` for an empty one."""
    path = sqlite_path(database)
    if path is not None and not path.exists():
        return ""  # looking must not make the file
    try:
        with database.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
    except DBAPIError as error:
        raise unreachable(database, error) from error


def is_current(database: Database) -> bool:
    """Tell whether a database is at the newest migration."""
    return current(database) == newest()


def upgrade(database: Database, revision: str = "head") -> None:
    """Migrate a database upwards; raises `NewerDatabase` where only a newer version knows where it stands."""
    path = sqlite_path(database)
    if path is not None:
        make_folder(path.parent)
    refuse_newer(database)
    if revision != "head" or not is_current(database):
        _run(database, "upgrade", revision)


def settle(database: Database) -> None:
    """Take the words for search from all records where the rules for that are new, as `flask serve` does."""
    from calendar_service.services import indexing

    with database.writing() as session:
        indexing.settle(session, at=datetime.now(UTC))


def downgrade(database: Database, revision: str) -> None:
    """Migrate a database downwards."""
    refuse_newer(database)
    _run(database, "downgrade", revision)


def refuse_newer(database: Database) -> None:
    """Raise `NewerDatabase` where a database stands at a migration this version does not have."""
    at = current(database)
    if at and at not in migrations():
        raise NewerDatabase(
            "The database was migrated by a newer version of the service (to %(at)s); start that version instead.",
            at=at,
        )


def check(database: Database) -> None:
    """Raise `BrokenMigration` where a database is behind, or the models differ from the migrations."""
    from alembic import command as alembic
    from alembic.util.exc import AutogenerateDiffsDetected

    refuse_newer(database)
    at, head = current(database), newest()
    if at != head:
        raise BrokenMigration(
            "The database stands at %(at)s and the newest migration is %(head)s; run “flask --app wsgi db upgrade”.",
            at=at or "nothing",
            head=head,
        )
    try:
        alembic.check(configuration(database))
    except AutogenerateDiffsDetected as error:
        raise BrokenMigration("The models differ from the migrations: %(what)s", what=error) from error


def configuration(database: Database) -> "Config":
    """Return Alembic's configuration for a database; there is no file of it."""
    from alembic.config import Config

    config = Config(stdout=io.StringIO())  # what Alembic says is no answer of ours
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["url"] = database.url
    return config


def sqlite_path(database: Database) -> Path | None:
    """Return the file of an SQLite database; None for a server."""
    address = database.engine.url
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it; raises `Unavailable` where it cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unavailable(
            "The folder %(folder)s cannot be written to: %(reason)s.", folder=folder, reason=error.strerror
        ) from error


def unreachable(database: Database, error: DBAPIError) -> Unavailable:
    """Return the error for a database that cannot be opened: which it is, and the first thing the driver says."""
    lines = str(error.orig).strip().splitlines()
    reason = " ".join(lines[:2] if lines[0].endswith(":") else lines[:1]).rstrip(".")
    shown = database.engine.url.render_as_string(hide_password=True)
    return Unavailable("The database %(shown)s cannot be reached: %(reason)s.", shown=shown, reason=reason)


def _run(database: Database, verb: str, revision: str) -> None:
    from alembic import command as alembic
    from alembic.util.exc import CommandError

    try:
        getattr(alembic, verb)(configuration(database), revision)
    except DBAPIError as error:
        if isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", "") == NOT_ALLOWED:
            raise unreachable(database, error) from error
        raise
    except CommandError as error:
        raise BrokenMigration("There is no such migration: %(reason)s", reason=error) from error
