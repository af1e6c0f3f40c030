"""Saved feeds in a browser: from the builder to an address shown once, and public ones from first to last."""

import itertools

import pytest

from tests.browser.desk import SCRIPT, TONGUES, Desk
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_keyboard import STOPS, steps
from tests.browser.test_pages import HEADINGS, SIDEWAYS, WIDTHS

NUMBERS = itertools.count(1)
ITALY = "format=central-asia-italy"


def said(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def press(desk, words):
    desk.page.locator("main").get_by_role("button", name=desk.say(words), exact=True).click()
    desk.page.wait_for_load_state("load")


def follow(desk, words):
    desk.page.locator("main").get_by_role("link", name=desk.say(words), exact=True).first.click()
    desk.page.wait_for_load_state("load")


def looked_at(desk, *, script=True):
    """See that axe objects to nothing as the page stands, and that it is no wider than its window.

    Axe itself is a script, and would wait for ever in a page that runs none.
    """
    levels = desk.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    for theme, width in LOOKS if script else ():
        desk.page.emulate_media(color_scheme=theme)
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert violations(desk.page) == [], (theme, width)
    for width in WIDTHS:
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert desk.page.evaluate(SIDEWAYS) == [], width


@TONGUES
@SCRIPT
@pytest.mark.parametrize("width", [360, 1440])
def test_a_secret_feed_from_the_builder_to_its_end(visit, lang, script, width):
    seen = visit(width=width, java_script_enabled=script)
    desk = Desk(seen, lang).enter()
    page, note = seen.page, f"Phone {next(NUMBERS)}"
    seen.go(f"/subscribe?lang={lang}&{ITALY}")
    follow(desk, "Save as a secret feed")
    press(desk, "Save and show the address")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.fill("#note", note)
    page.locator("#has_drafts").check()
    press(desk, "Save and show the address")
    address = page.locator("#secret").inner_text()
    assert page.locator("[data-copy]").is_visible() is script
    path = address.removeprefix(seen.base)
    feed = page.request.get(address)
    assert feed.status == 200
    assert ("Необъявленные консультации" if lang == "ru" else "Unannounced consultations") in feed.text().replace(
        "\r\n ", ""
    )
    follow(desk, "Back to your feeds")
    assert address not in said(page)
    page.get_by_role("link", name=note, exact=True).click()
    press(desk, "Choose anew")
    page.locator("[name=format][value=central-asia-italy]").uncheck()
    page.locator("[name=dates][value=firm]").check()
    if script:
        page.wait_for_url("**dates=firm*")
    else:
        press(desk, "Count again")
    follow(desk, "Take this choice back to the form")
    assert page.locator("#note").input_value() == note
    press(desk, "Save")
    assert desk.say("Saved.") in said(page)
    assert page.request.get(address).status == 200
    row = page.locator("main li", has_text=note)
    row.get_by_role("link", name=desk.say("Another address")).click()
    press(desk, "Replace the address")
    other = page.locator("#secret").inner_text()
    assert page.request.get(address).status == 404
    follow(desk, "Back to your feeds")
    page.locator("main li", has_text=note).get_by_role("link", name=desk.say("End the feed")).click()
    press(desk, "End the feed")
    assert desk.say("The feed has ended. Its address leads nowhere.") in said(page)
    assert page.request.get(other).status == 404
    assert path.startswith("/feeds/s/")
    assert seen.troubles == []


@TONGUES
@SCRIPT
def test_a_public_feed_from_first_to_last(visit, lang, script):
    seen = visit(java_script_enabled=script)
    desk = Desk(seen, lang).enter()
    page, slug = seen.page, f"italy-{next(NUMBERS)}"
    seen.go(f"/subscribe?lang={lang}&{ITALY}")
    follow(desk, "Save as a public feed")
    page.fill(f"#name-{lang}", f"Italy {slug}")
    page.fill("#slug", "No address")
    press(desk, "Publish the feed")
    assert page.evaluate("document.activeElement.id") == "errors"
    looked_at(desk, script=script)
    page.fill("#slug", slug)
    press(desk, "Publish the feed")
    assert f"Italy {slug}" in said(page)
    assert page.request.get(f"{seen.base}/feeds/{slug}.ics").status == 200
    page.locator("main li", has_text=slug).get_by_role("link", name=desk.say("Edit")).click()
    page.fill("#slug", f"{slug}-renamed")
    press(desk, "Save for all subscribers")
    moved = page.request.get(f"{seen.base}/feeds/{slug}.ics", max_redirects=0)
    assert (moved.status, moved.headers["location"]) == (301, f"/feeds/{slug}-renamed.ics")
    page.locator("main li", has_text=slug).get_by_role("link", name=desk.say("Edit")).click()
    looked_at(desk, script=script)
    follow(desk, "Withdraw the feed")
    looked_at(desk, script=script)
    press(desk, "Withdraw for good")
    assert page.request.get(f"{seen.base}/feeds/{slug}-renamed.ics").status == 410
    assert seen.troubles == []


@TONGUES
def test_axe_objects_to_no_page_of_secret_feeds(visit, lang):
    desk = Desk(visit(), lang).enter("admin")
    page = desk.page
    desk.open("/account/feeds")
    looked_at(desk)
    desk.open("/account/feeds/new")
    looked_at(desk)
    press(desk, "Save and show the address")
    looked_at(desk)
    page.fill("#note", "A phone with a <b>long</b> name " * 6)
    press(desk, "Save and show the address")
    looked_at(desk)
    desk.open("/account/feeds")
    looked_at(desk)
    page.locator("main li").first.get_by_role("link", name=desk.say("End the feed")).click()
    page.wait_for_load_state("load")
    looked_at(desk)
    desk.open("/users/feeds")
    looked_at(desk)
    assert "<b>long</b>" in said(page)
    assert desk.seen.troubles == []


def test_a_feed_is_saved_by_keyboard_alone(visit):
    seen = visit(java_script_enabled=False)
    desk = Desk(seen, "en").enter()
    desk.open("/account/feeds/new")
    walked = steps(seen.page)
    assert [one["name"] for one in walked if not (one["isShown"] and one["hasSize"])] == []
    assert len(walked) >= seen.page.evaluate(STOPS)
    desk.open("/account/feeds/new")
    seen.page.locator("#note").focus()
    seen.page.keyboard.type("By keyboard")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#secret")


def test_a_plain_client_asks_as_vdirsyncer_does(visit):
    seen = visit(java_script_enabled=False)
    desk = Desk(seen, "en").enter()
    desk.open("/account/feeds/new")
    seen.page.fill("#note", "For a terminal")
    press(desk, "Save and show the address")
    address, ask = seen.page.locator("#secret").inner_text(), seen.context.request.get
    first = ask(address, headers={"Accept": "text/calendar"})
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    again = ask(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body()) == (304, b"")
    assert ask(f"{address}.").status == 404
