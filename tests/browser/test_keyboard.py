"""By keyboard alone: every page can be walked through, and one always sees where one is."""

import pytest

from tests.browser.pages import PAGES

MOST_STEPS = 1500
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (!one.dataset.stop) one.dataset.stop = document.querySelectorAll("[data-stop]").length + 1;
  return {
    stop: one.dataset.stop, name: one.tagName + " " + (one.textContent || one.name || "").trim().slice(0, 40),
    isShown: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    hasSize: box.width > 0 && box.height > 0,
  };
}"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter(one => one.checkVisibility() && !one.closest("details:not([open]) > :not(summary)") && !one.disabled)
  .filter((one, n, all) => one.type !== "radio" || all.find(other => other.type === "radio" && other.name === one.name) === one)
  .length"""


def steps(page):
    """Walk through a page with the Tab key until it begins anew; returns every stop."""
    found = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at is None or any(at["stop"] == one["stop"] for one in found):
            return found
        found.append(at)
    raise AssertionError(f"more than {MOST_STEPS} stops")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_walked_through_and_shows_where_one_is(visit, name):
    seen = visit()
    seen.open(name)
    stops = seen.page.evaluate(STOPS)
    walked = steps(seen.page)
    assert [one["name"] for one in walked if not (one["isShown"] and one["hasSize"])] == []
    assert len(walked) >= min(stops, MOST_STEPS)


def test_the_first_stop_leads_past_the_head(visit):
    seen = visit()
    seen.open("home")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_a_filter_is_set_by_keyboard_alone(visit):
    seen = visit(java_script_enabled=False)
    seen.open("list")
    field = seen.page.get_by_label("Words", exact=True)
    field.focus()
    seen.page.keyboard.type("Samarkand")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**q=Samarkand**")
    assert "First ‘Central Asia – EU’ Summit" in seen.page.locator("main").inner_text().replace("\u00a0", " ")
