"""The steps of an event's life as an editor takes them: from the page of an event, with script and without."""

from datetime import UTC, datetime

import pytest

from calendar_service.domain.facts import RelationFacts
from calendar_service.services import events
from tests import factories
from tests.browser.desk import SCRIPT, TONGUES, calendar, desks
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_pages import SIDEWAYS

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = NOW.year + 2
DAY = {"ru": f"12 мая {YEAR} года", "en": f"12 May {YEAR}"}
MONTH = {"ru": f"в мае {YEAR} года", "en": f"May {YEAR}"}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A calendar that is changed by these tests alone: its address, and its database."""
    with calendar(tmp_path_factory, people=("editor",)) as found:
        yield found


@pytest.fixture
def desk(browser, own):
    with desks(browser, own) as opening:
        yield opening


def looks_well(at, *, script):
    """Assert that a page is right in every look; without script axe cannot run, and the width is looked at alone."""
    for theme, width in LOOKS:
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        if script:
            assert violations(at.page) == [], (theme, width)


@SCRIPT
@TONGUES
def test_an_imprecise_meeting_is_named_confirmed_and_cancelled(desk, own, lang, script):
    with own.database.writing() as session:
        made = factories.event(session, date=f"{YEAR}-21", title=f"Meeting {lang} {script}", now=NOW).id
        beside = RelationFacts(type="sidelines_of", event_id=made)
        factories.event(session, date="", title=f"Beside it {lang} {script}", now=NOW, relations=(beside,))
    at = desk(lang, width=1440 if script else 360, java_script_enabled=script)
    at.open(f"/events/{made}")
    looks_well(at, script=script)
    at.page.get_by_role("link", name=at.say("Name the day"), exact=True).click()
    at.page.wait_for_load_state("load")
    looks_well(at, script=script)
    at.page.fill("#date", MONTH[lang])
    at.press("Name the day")
    assert at.say("This is no day yet. Name a day, or several in a row: 14–15 May 2027.").split(".")[0] in at.said
    looks_well(at, script=script)
    at.page.fill("#date", DAY[lang])
    if not script:
        at.press("Look")
    at.page.locator("#effect").get_by_text(at.say("What moves along")).wait_for()
    assert f"Beside it {lang} {script}" in at.said
    looks_well(at, script=script)
    at.press("Name the day")
    assert at.say("The day is named. Subscribers see it when their calendar next looks.") in at.said
    at.page.get_by_role("link", name=at.say("Confirm"), exact=True).click()
    at.page.wait_for_load_state("load")
    at.press("Confirm")
    assert at.say("Confirmed.") in at.said
    cancels_over_what_another_has_saved(at, own, made, script=script)


def cancels_over_what_another_has_saved(at, own, made, *, script):
    at.open(f"/events/{made}/cancel")
    at.page.fill("#reason-en", "Too few came.")
    with own.database.writing() as session:
        events.change(session, made, {"country": "IT"}, by=factories.EDITOR, at=NOW)
    at.press("Cancel the meeting")
    assert at.say("Not saved: the event has been saved since you opened this form") in at.said
    assert at.page.input_value("#reason-en") == "Too few came."
    looks_well(at, script=script)
    at.press("Cancel the meeting")
    assert at.say("Cancelled. It stays in feeds as cancelled, so that every calendar learns of it.") in at.said
    at.open(f"/events/{made}/postpone")
    assert at.say("This cannot be done now.") in at.said
    looks_well(at, script=script)
    assert at.seen.troubles == []


def test_a_step_is_taken_by_keyboard_alone(desk, own):
    with own.database.writing() as session:
        made = factories.event(session, date=f"{YEAR}-05-12", title="By keyboard", now=NOW).id
    at = desk("en")
    at.open(f"/events/{made}/move")
    reach(at.page, "id", "date")
    at.page.keyboard.type(f"3 June {YEAR}")
    at.page.locator("#effect").get_by_text("22 days later").first.wait_for()
    reach(at.page, "value", "save")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=moved**")
    assert at.seen.troubles == []


def reach(page, attribute, wanted):
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.{attribute}") == wanted:
            return
    raise AssertionError(f"the Tab key never comes to {wanted}")
