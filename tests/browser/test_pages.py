"""Every page as a browser has it: whole, quiet, within its window, and the same without script."""

import itertools

import pytest

from tests.browser.pages import FAILING, PAGES

WIDTHS = (320, 360, 1440)
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth <= wide) return found;
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest(".scroll")) continue;
    if (one.getBoundingClientRect().right > wide + 1) found.push(one.tagName + "." + (one.className.baseVal ?? one.className));
  }
  return ["" + document.documentElement.scrollWidth, ...found.slice(0, 8)];
}"""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 60);
})"""
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])"
SAID = "() => document.querySelector('main').innerText.replace(/\\s+/g, ' ')"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_quiet_and_within_its_window(visit, name, lang):
    seen = visit()
    assert seen.open(name, lang).status == FAILING.get(name, 200)
    assert seen.page.evaluate(SHIFT) == 0
    assert seen.page.evaluate("document.documentElement.lang") == lang
    levels = seen.page.evaluate(HEADINGS)
    assert levels.count(1) == 1, levels
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.page.evaluate(SIDEWAYS) == [], width
    assert seen.troubles == []


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_the_same_without_script(visit, name, lang):
    """Script may add what helps; it may not be what says a thing."""
    bare, full = visit(java_script_enabled=False), visit()
    bare.open(name, lang)
    full.open(name, lang)
    words = full.page.evaluate(SAID).split()
    without = bare.page.locator("main").inner_text().split()
    assert len(without) > 3
    assert set(without) - set(words) == set()
