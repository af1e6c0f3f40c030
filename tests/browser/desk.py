"""A desk: a window in which an editor is signed in, and calendars of a test's own for it to stand in."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from calendar_service.domain.words import say
from calendar_service.models.database import Database
from calendar_service.services import accounts, seeds
from tests import factories
from tests.browser import world
from tests.browser.conftest import Visit
from tests.databases import SqliteTemplates

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "bare"])
TONGUES = pytest.mark.parametrize("lang", ["ru", "en"])
ENTERED = {}


@dataclass(frozen=True)
class Calendar:
    """A calendar that is served: its address, its database, and its `World` where it has one."""

    base: str
    database: Database
    made: Any = None


@contextlib.contextmanager
def calendar(folders, *, holds="", people=(), is_full=False):
    """Serve a calendar that `holds` the documents' records, the parties alone, or nothing, with editors of these names.

    One that `is_full` has a meeting of every sort and an account of every role besides. `folders` is
    pytest's `tmp_path_factory`.
    """
    templates = SqliteTemplates(folders.mktemp("templates"))
    url = templates.seeded_url() if holds == "documents" else templates.url()
    made = world.fill(url) if is_full else None
    database = Database(url)
    now = datetime.now(UTC).replace(microsecond=0)
    with database.writing() as session:
        if holds == "parties":
            seeds.load(session, "parties", at=now)
        for name in people:
            accounts.create(session, name, "editor", world.PASSWORD, by=factories.ADMINISTRATOR, at=now)
    with world.served(url, folders.mktemp("served")) as base:
        yield Calendar(base, database, made)
    database.dispose()
    templates.stop()


@contextlib.contextmanager
def desks(browser, where):
    """Yield what opens desks at a calendar: `opening("ru", width=360, java_script_enabled=False)`."""
    with contextlib.ExitStack() as windows:

        def opening(lang="en", *, name="editor", width=1440, **options):
            context = browser.new_context(viewport={"width": width, "height": 900}, **options)
            windows.callback(context.close)
            context.set_default_timeout(15_000)
            return Desk(Visit(context, where.base, where.made), lang).enter(name)

        yield opening


class Desk:
    """A window in which an editor is signed in; every act is a step, and only what the page shows is acted upon."""

    def __init__(self, seen, lang):
        self.seen, self.page, self.lang, self.steps = seen, seen.page, lang, 0

    def say(self, message):
        return say(self.lang, message)

    def enter(self, name="editor"):
        """Sign in; once an account, since nobody may do so too often."""
        key = self.seen.base, name
        if key in ENTERED:
            self.seen.context.add_cookies(ENTERED[key])
            return self
        self.seen.go(f"/sign-in?lang={self.lang}")
        self.page.fill("#name", name)
        self.page.fill("#password", world.PASSWORD)
        self.page.click("main form .btn-main")
        self.page.wait_for_load_state("load")
        ENTERED[key] = [one for one in self.seen.context.cookies() if one["name"] != "lang"]
        return self

    def open(self, path):
        answer = self.seen.go(f"{path}?lang={self.lang}")
        self.steps += 1
        return answer

    def field(self, label):
        return self.page.get_by_label(self.say(label), exact=True).locator("visible=true").first

    def write(self, label, text):
        self.field(label).fill(text)
        self.steps += 1

    def choose(self, label, words):
        self.field(label).select_option(label=words)
        self.steps += 1

    def press(self, message):
        self.page.get_by_role("button", name=self.say(message), exact=True).first.click()
        self.page.wait_for_load_state("load")
        self.steps += 1

    @property
    def said(self):
        return self.page.locator("main").inner_text().replace("\u00a0", " ").replace("\u2060", "")


def walk(page, wanted):
    """Press the Tab key until the element of an id has the focus."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            return
    raise AssertionError(f"the Tab key never comes to {wanted}")
