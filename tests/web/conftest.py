"""The application with the seeds of the two documents, on a day of our choosing."""

from typing import ClassVar

import pytest
import time_machine
from jinja2 import BytecodeCache
from sqlalchemy import event, select

from calendar_service.app import create_app
from calendar_service.config import Settings, site_of
from calendar_service.models.accounts import User
from calendar_service.models.events import Event
from calendar_service.services import accounts, sessions
from tests.factories import ADMINISTRATOR, at
from tests.web.markup import Page

TODAY = at("2026-11-27 06:00")
BASE = "https://calendar.example.org"
PASSWORD = "a long enough password"


class Compiled(BytecodeCache):
    """Templates compiled once for all tests."""

    held: ClassVar[dict] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket):
        self.held[bucket.key] = bucket.bytecode_to_string()


class Standing:
    """One application for all tests of a process, as new for each: to make one, and to have it ask its first
    questions, takes longer than most tests."""

    def __init__(self, folder, templates):
        self._templates, self._file = templates, folder / "calendar.db"
        self.settings = Settings(
            database_url=f"sqlite:///{self._file}",
            base_url=BASE,
            base_url_is_set=True,
            stated_secret_key="a secret for tests alone",
            folder=folder,
            log_level="error",
        )
        self.app = create_app(self.settings)
        self.app.testing = True
        self.app.jinja_env.bytecode_cache = Compiled()
        self._extensions, self._config = dict(self.app.extensions), dict(self.app.config)

    def renew(self):
        """Put the seeds in the place of what a test has left, and forget all that was remembered of it."""
        database, bodies, front = (self._extensions[name] for name in ("database", "bodies", "front"))
        database.dispose()
        database.present_as(site_of(self.settings))
        for end in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)
        self._templates.copy_seeded(self._file)
        bodies.__init__()
        front.__init__(front._application, database, bodies)
        for kept, now in ((self._extensions, self.app.extensions), (self._config, self.app.config)):
            now.clear()
            now.update(kept)


@pytest.fixture(scope="session")
def standing(sqlite_templates, tmp_path_factory):
    found = Standing(tmp_path_factory.mktemp("site"), sqlite_templates)
    yield found
    found.app.extensions["database"].dispose()


@pytest.fixture
def web_settings(standing):
    """The settings of the application, whose database holds the seeds and nothing else."""
    standing.renew()
    return standing.settings


@pytest.fixture
def site(web_settings, standing):
    """The application, on the day of the tests."""
    with time_machine.travel(TODAY, tick=False):
        yield standing.app


@pytest.fixture
def stored(site):
    return site.extensions["database"]


@pytest.fixture
def client_of(site, stored):
    """Clients in which a user is signed in, by the id."""

    def opening(user_id, agent=""):
        client = site.test_client()
        with stored.writing() as session:
            token = sessions.begin(session, session.get_one(User, user_id), at=TODAY, agent=agent)
        client.set_cookie("__Host-session", token, secure=True)
        return client

    return opening


@pytest.fixture
def enter(client_of, stored):
    """Clients signed in with an account of a role, called by it or by a name; made where there is none yet."""

    def entering(role="editor", name=""):
        with stored.writing() as session:
            user = session.scalar(select(User).where(User.name == (name or role)))
            user = user or accounts.create(session, name or role, role, PASSWORD, by=ADMINISTRATOR, at=TODAY)
            user_id = user.id
        return client_of(user_id)

    return entering


@pytest.fixture
def editor(enter):
    return enter()


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
