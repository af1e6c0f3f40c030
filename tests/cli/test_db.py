import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from calendar_service.app import create_app
from calendar_service.cli import db
from calendar_service.config import Settings
from calendar_service.domain.errors import Unavailable
from calendar_service.models import database as databases
from calendar_service.models.base import Base
from calendar_service.models.database import Database

on_sqlite = pytest.mark.parametrize("templates", ["sqlite"], indirect=True)


@pytest.fixture
def run():
    """Run a command on a database; all engines it opened are closed afterwards."""
    apps = []

    def run(url, *words):
        app = create_app(Settings(database_url=url, log_level="warning"))
        apps.append(app)
        return app.test_cli_runner().invoke(args=words)

    yield run
    for app in apps:
        app.extensions["database"].dispose()


def test_migrations_are_known_without_alembic():
    script = ScriptDirectory(str(db.MIGRATIONS))
    assert db.newest() == script.get_current_head()
    assert dict(db.migrations()) == {step.revision: step.down_revision or "" for step in script.walk_revisions()}


def tables(url):
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_an_empty_database_is_brought_to_the_newest_migration_once(run, empty_database_url):
    assert run(empty_database_url, "db", "current").stdout == "empty\n"
    first = run(empty_database_url, "db", "upgrade")
    assert (first.exit_code, first.stdout) == (0, f"empty -> {db.newest()}\n")
    assert run(empty_database_url, "db", "upgrade").stdout == f"{db.newest()}: nothing to do\n"
    assert run(empty_database_url, "db", "current").stdout == f"{db.newest()}\n"


def test_the_models_equal_the_migrations(run, database_url):
    checked = run(database_url, "db", "check")
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_database_behind_the_newest_migration_is_told_what_to_do(run, empty_database_url):
    checked = run(empty_database_url, "db", "check")
    assert (checked.exit_code, checked.stdout) == (1, "")
    assert "db upgrade" in checked.stderr


def test_migrations_go_up_down_and_up(run, empty_database_url):
    run(empty_database_url, "db", "upgrade")
    assert tables(empty_database_url) >= set(Base.metadata.tables)
    assert run(empty_database_url, "db", "downgrade", "base").exit_code == 0
    assert tables(empty_database_url) <= {"alembic_version"}
    assert run(empty_database_url, "db", "upgrade").exit_code == 0
    assert run(empty_database_url, "db", "check").exit_code == 0


def test_a_difference_between_models_and_migrations_is_found(run, database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX strange ON party (code)"))
    engine.dispose()
    checked = run(database_url, "db", "check")
    assert checked.exit_code == 1
    assert "models differ" in checked.stderr


def test_an_old_program_refuses_a_newer_database(run, database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for words in (["upgrade"], ["downgrade", "base"], ["check"]):
        refused = run(database_url, "db", *words)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == (
            "The database was migrated by a newer version of the service (to 9999); start that version instead.\n"
        )


@on_sqlite
def test_looking_at_a_database_that_is_not_there_makes_no_file(run, tmp_path, templates):
    assert run(f"sqlite:///{tmp_path}/none.db", "db", "current").stdout == "empty\n"
    assert not (tmp_path / "none.db").exists()


@on_sqlite
def test_the_folder_of_a_new_database_is_made(run, tmp_path, templates):
    assert run(f"sqlite:///{tmp_path}/a/b/c.db", "db", "upgrade").exit_code == 0


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////dev/null/calendar.db", "The folder /dev/null cannot be written to: File exists.\n"),
        ("postgresql://u:hunter2@127.0.0.1:1/n", "The database postgresql://u:***@127.0.0.1:1/n cannot be reached: "),
    ],
)
def test_a_database_that_cannot_be_had_is_one_sentence(run, url, sentence):
    refused = run(url, "db", "upgrade")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(sentence)
    assert refused.stderr.count("\n") == 1


def test_a_migration_that_is_not_there_is_one_sentence(run, database_url):
    refused = run(database_url, "db", "upgrade", "nonesuch")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("There is no such migration: ")


@on_sqlite
def test_a_file_that_is_no_database_is_one_sentence(run, tmp_path, templates):
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be looked at" * 100)
    refused = run(f"sqlite:///{tmp_path}/notes.txt", "db", "upgrade")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.endswith("cannot be reached: file is not a database.\n")


@pytest.mark.parametrize("templates", ["postgresql"], indirect=True)
def test_a_role_that_may_not_create_tables_is_one_sentence(run, empty_database_url):
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE visitor LOGIN"))
    engine.dispose()
    refused = run(empty_database_url.replace("postgres@", "visitor@"), "db", "upgrade")
    assert refused.exit_code == 1
    assert refused.stderr.endswith("permission denied for schema public.\n")


@on_sqlite
def test_a_file_locked_by_another_is_said_to_be_busy(monkeypatch, empty_database_url):
    monkeypatch.setattr(databases, "BUSY_TIMEOUT", 50)
    holder, waiter = Database(empty_database_url), Database(empty_database_url)
    with holder.writing(), pytest.raises(Unavailable, match="locked"):
        db.upgrade(waiter)
    holder.dispose()
    waiter.dispose()
