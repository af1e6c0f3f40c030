"""How migrations run: on an engine of their own, one transaction each, never two processes at once.

On SQLite foreign keys are off while tables are copied (with them on, copying a table deletes what
cascades from it) and are checked before each run is committed.
"""

import importlib
import pkgutil
from typing import Any

from alembic import context
from sqlalchemy import Connection, Engine, event, func, select

from calendar_service import models
from calendar_service.models import base
from calendar_service.models.database import connect

ADVISORY_LOCK = 7_215_306_124  # any number, so long as every version uses the same

for _finder, name, _is_package in pkgutil.iter_modules(models.__path__, f"{models.__name__}."):
    importlib.import_module(name)  # so that every table stands in the metadata


def leave_keys_unchecked(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def check_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        message = f"The migration would leave {len(broken)} rows that refer to nothing, the first in “{broken[0][0]}”."
        raise RuntimeError(message)


def is_in_models(name: str | None, _type: str, _parents: object) -> bool:
    """Leave out what each engine finds words with, which stands in no model."""
    return not (name or "").startswith("search_words")


def configure(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=base.Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        include_name=is_in_models,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )


def migrate_sqlite(engine: Engine) -> None:
    """All steps are one transaction, which holds the right to write from before the first look."""
    event.listen(engine, "connect", leave_keys_unchecked)
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        configure(connection)
        context.run_migrations()
        check_keys(connection)


def migrate_server(engine: Engine) -> None:
    """Each step is one transaction; the lock is the connection's, and goes with it."""
    with engine.connect() as connection:
        connection.execute(select(func.pg_advisory_lock(ADVISORY_LOCK)))
        connection.commit()
        configure(connection)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        connection.execute(select(func.pg_advisory_unlock(ADVISORY_LOCK)))
        connection.commit()


engine = connect(context.config.attributes["url"])
try:
    (migrate_sqlite if engine.dialect.name == "sqlite" else migrate_server)(engine)
finally:
    engine.dispose()
