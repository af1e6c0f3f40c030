"""axe-core finds nothing to object to on any page, in either language, light and dark, on a phone and on a desk."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.pages import PAGES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LOOKS = [(theme, width) for theme in ("light", "dark") for width in (360, 1440)]


def violations(page):
    """Return what axe objects to: the rule, what it asks for, and where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"{AXE}; true")
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(one["id"], one["help"], [node["target"] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_objects_to_nothing(visit, name, lang):
    seen = visit()
    seen.open(name, lang)
    for theme, width in LOOKS:
        seen.page.emulate_media(color_scheme=theme)
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert violations(seen.page) == [], (theme, width)


def test_axe_does_object_to_what_is_wrong(visit):
    seen = visit()
    seen.open("home")
    seen.page.evaluate("() => { document.querySelector('main').innerHTML += '<img src=\"data:,\">' }")
    assert "image-alt" in [rule for rule, _help, _where in violations(seen.page)]
