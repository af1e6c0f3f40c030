"""The application with the seeds of the two documents, on a day of our choosing."""

from typing import ClassVar

import pytest
import time_machine
from jinja2 import BytecodeCache
from sqlalchemy import event, select

from calendar_service.app import create_app
from calendar_service.config import Settings
from calendar_service.models.events import Event
from tests.factories import at
from tests.web.markup import Page

TODAY = at("2026-11-27 06:00")
BASE = "https://calendar.example.org"


@pytest.fixture
def web_settings(sqlite_templates, tmp_path):
    return Settings(
        database_url=sqlite_templates.seeded_url(),
        base_url=BASE,
        base_url_is_set=True,
        stated_secret_key="a secret for tests alone",
        folder=tmp_path,
        log_level="error",
    )


class Compiled(BytecodeCache):
    """Templates compiled once for all tests."""

    held: ClassVar[dict] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket):
        self.held[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture
def site(web_settings):
    """The application, on the day of the tests."""
    app = create_app(web_settings)
    app.testing = True
    app.jinja_env.bytecode_cache = Compiled()
    with time_machine.travel(TODAY, tick=False):
        yield app
    app.extensions["database"].dispose()


@pytest.fixture
def stored(site):
    return site.extensions["database"]


@pytest.fixture
def client(site):
    return site.test_client()


@pytest.fixture
def read(client):
    """Read a page: `read("/", lang="ru")`; the answer must be 200."""

    def reading(path, *, lang="en", status=200):
        joined = "&" if "?" in path else "?"
        answer = client.get(f"{path}{joined}lang={lang}")
        assert answer.status_code == status, answer.text
        return Page(answer)

    return reading


@pytest.fixture
def find(stored):
    """The id of a seeded event by a word of its English title."""

    def finding(words):
        with stored.reading() as session:
            (found,) = [one.id for one in session.scalars(select(Event)) if words in one.titles.get("en")]
            return found

    return finding


@pytest.fixture
def change(stored):
    """Call a service in a transaction of its own."""

    def changing(function, *args, **options):
        with stored.writing() as session:
            return function(session, *args, **options)

    return changing


@pytest.fixture
def queries(stored):
    """The statements sent to the database so far."""
    sent = []
    event.listen(stored.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    return sent
