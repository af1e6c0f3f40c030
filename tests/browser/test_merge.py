"""Merging two records as an editor does it: by title, side by side, field by field; and by keyboard alone."""

import pytest

from tests.browser.desk import SCRIPT, Desk, walk
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_pages import SIDEWAYS


def press(at, message):
    with at.page.expect_navigation():
        at.press(message)


def record(at, title, date):
    """Record a meeting and publish it; returns its path."""
    at.open("/events/new")
    at.page.fill("#title-en", title)
    at.page.fill("#title-ru", title)
    at.page.select_option("#kind", "meeting")
    at.page.fill("#date", date)
    press(at, "Publish")
    at.page.wait_for_url("**said=published**")
    return at.page.url.removeprefix(at.seen.base).partition("?")[0]


def looked_at(at, *, script):
    """Nothing on the page is wider than the window, and axe objects to nothing in any look."""
    assert at.page.evaluate(SIDEWAYS) == []
    for theme, width in LOOKS if script else ():
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)


@SCRIPT
@pytest.mark.parametrize(("lang", "width"), [("ru", 360), ("en", 1440)])
def test_two_records_of_one_meeting_become_one(visit, lang, width, script):
    at = Desk(visit(width=width, java_script_enabled=script), lang).enter()
    name = f"Rivers {lang} {script}"
    first, second = record(at, name, "May 2027"), record(at, f"{name}, a meeting", "12 May 2027")
    at.open(second)
    at.page.get_by_role("link", name=at.say("Merge")).first.click()
    at.page.fill("#q", "no such meeting")
    press(at, "Show both side by side")
    looked_at(at, script=script)
    at.page.fill("#q", name)
    press(at, "Show both side by side")
    at.page.locator(f"main a[href*='other={first.rpartition('/')[2]}']").first.click()
    at.page.wait_for_load_state("load")
    looked_at(at, script=script)
    press(at, "Merge and tell subscribers")
    assert at.say("Choose one of the two: the records say different things.") in at.said
    looked_at(at, script=script)
    at.page.check("#choose-title-ru")
    at.page.check("#choose-date-theirs")
    press(at, "Merge and tell subscribers")
    assert at.say("Merged. The other record leads here.") in at.said
    assert at.page.url.removeprefix(at.seen.base).startswith(first)
    assert at.page.locator("h1").inner_text().replace("\u00a0", " ") == name
    assert {"ru": "12 мая 2027", "en": "12 May 2027"}[lang] in at.said
    at.open(second)
    assert at.page.url.removeprefix(at.seen.base).startswith(first)
    assert at.seen.troubles == []


def test_two_records_are_merged_by_keyboard_alone(visit):
    at = Desk(visit(), "en").enter()
    first, second = record(at, "Lakes", "June 2027"), record(at, "Lakes again", "June 2027")
    at.open(f"{first}/merge")
    walk(at.page, "q")
    at.page.keyboard.type("Lakes again, June 2027")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url(f"**other={second.rpartition('/')[2]}**")
    walk(at.page, "choose-title-ru")
    at.page.keyboard.press("Space")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=merged**")
    assert at.page.locator("h1").inner_text() == "Lakes"
