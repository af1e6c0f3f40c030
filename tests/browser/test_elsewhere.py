"""Signing in through an OpenID Connect provider, as a person does it: there by a button, and back."""

import pytest

from calendar_service.config import Provider
from calendar_service.domain.words import say
from tests import provider
from tests.browser import world
from tests.browser.conftest import Visit
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_event_form import SCRIPT, TONGUES
from tests.browser.test_pages import SIDEWAYS
from tests.databases import SqliteTemplates


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """The address of a calendar that knows a provider, and that of the provider."""
    templates = SqliteTemplates(tmp_path_factory.mktemp("linked"))
    with provider.running() as issuer:
        known = Provider(
            issuer=issuer, client_id="calendar", client_secret="a secret of the provider", roles={"editors": "editor"}
        )
        with world.served(templates.url(), tmp_path_factory.mktemp("served"), provider=known) as base:
            yield base, issuer
    templates.stop()


@pytest.fixture
def seen(browser, linked):
    """Open a window that asks nothing of the network but the calendar and the provider."""
    contexts = []

    def opening(*, script=True):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=script)
        context.route(lambda url: not url.startswith(linked), lambda route: route.abort())
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visit(context, linked[0], None)

    yield opening
    for context in contexts:
        context.close()


@SCRIPT
@TONGUES
def test_who_is_known_there_is_led_back_to_what_was_asked_for(seen, linked, lang, script):
    provider.know(linked[1], f"aigul-{lang}-{script}", name="Aigul", groups=["editors"])
    at = seen(script=script)
    at.go(f"/events/new?lang={lang}")
    for theme, width in LOOKS if script else ():
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)
    assert at.troubles == []
    at.page.get_by_role("link", name=say(lang, "Sign in through %(place)s", place="127.0.0.1")).click()
    at.page.fill("input[name=sub]", f"aigul-{lang}-{script}")
    at.page.get_by_role("button", name="Authorize").click()
    at.page.wait_for_url(f"{linked[0]}/events/new**")
    assert at.page.locator("h1").inner_text().replace("\u00a0", " ") == say(lang, "New event")


def test_who_says_no_there_is_told_so_here_and_can_try_again(seen, linked):
    at = seen()
    at.go("/sign-in?lang=en")
    at.page.get_by_role("link", name="Sign in through 127.0.0.1").focus()
    at.page.keyboard.press("Enter")
    at.page.get_by_role("button", name="Deny").click()
    at.page.wait_for_url(f"{linked[0]}/**")
    assert at.page.locator("h1").count() == 1
    assert at.page.evaluate(SIDEWAYS) == []
    assert violations(at.page) == []
    at.go("/sign-in?lang=en")
    at.page.get_by_role("link", name="Sign in through 127.0.0.1").wait_for()
