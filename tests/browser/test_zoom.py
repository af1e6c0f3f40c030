"""Every page with letters twice as large, as a reader may set them in the browser, on a phone."""

import pytest

from tests.browser import chromium
from tests.browser.conftest import Visit
from tests.browser.pages import PAGES
from tests.browser.test_pages import SIDEWAYS

ROOT = "getComputedStyle(document.documentElement).fontSize"


@pytest.fixture(scope="module")
def enlarged(browser, site):
    """A window of 360 pixels in a browser whose letters are of 32 pixels where they were of 16."""
    large = chromium.launched(browser.browser_type, "--blink-settings=defaultFontSize=32")
    yield Visit(large.new_context(viewport={"width": 360, "height": 900}), *site)
    large.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_large_letters_does_not_scroll_sideways(enlarged, name, lang):
    enlarged.open(name, lang)
    assert enlarged.page.evaluate(ROOT) == "32px"
    assert enlarged.page.evaluate(SIDEWAYS) == []
