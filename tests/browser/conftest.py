"""A browser, and a calendar for it to look at: one of each for all tests of a process."""

import pytest

from tests.browser import chromium, world
from tests.browser.pages import address
from tests.databases import SqliteTemplates


@pytest.fixture(scope="session")
def browser():
    with chromium.running() as found:
        yield found


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the calendar, and its `World`."""
    templates = SqliteTemplates(tmp_path_factory.mktemp("browser"))
    url = templates.seeded_url()
    made = world.fill(url)
    with world.served(url, tmp_path_factory.mktemp("served")) as base:
        yield base, made
    templates.stop()


class Visit:
    """A page in a window of its own, and what went wrong on it."""

    def __init__(self, context, base, made):
        self.context, self.base, self.made = context, base, made
        self.page = context.new_page()
        self.troubles = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message):
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            self.troubles.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:")):
            self.troubles.append(f"asks another host: {request.url}")

    def open(self, name, lang="en"):
        """Open a page of the registry; returns the answer."""
        return self.go(address(name, self.made, lang))

    def go(self, path):
        answer = self.page.goto(self.base + path)
        self.page.wait_for_load_state("load")
        return answer


@pytest.fixture
def visit(browser, site):
    """Open windows: `visit(width=360, java_script_enabled=False, color_scheme="dark")`."""
    contexts = []

    def opening(*, width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visit(context, *site)

    yield opening
    for context in contexts:
        context.close()
