"""On paper: the list, and a month and a year on one sheet each, always light."""

import re

import pytest

SHEET = re.compile(rb"/Type\s*/Page[^s]")
A4 = {"width": "210mm", "height": "297mm"}


def sheets(seen):
    """Return how many sheets of A4 a page takes."""
    return len(SHEET.findall(seen.page.pdf(prefer_css_page_size=True, print_background=True, **A4)))


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("path", ["/calendar/month/2025-10", "/calendar/month/2025-03", "/calendar/year/2025"])
def test_a_month_and_a_year_stand_on_one_sheet(visit, path, lang):
    seen = visit()
    seen.go(f"{path}?lang={lang}")
    assert sheets(seen) == 1


@pytest.mark.parametrize("name", ["home", "list", "event", "timeline", "hosts", "document", "promises"])
def test_paper_is_light_and_bears_no_navigation(visit, name):
    seen = visit(color_scheme="dark")
    seen.open(name)
    seen.page.emulate_media(media="print")
    shown = seen.page.evaluate(
        """() => {
          const colour = getComputedStyle(document.body);
          return [colour.backgroundColor, colour.color, ...[...document.querySelectorAll(".top, .foot, .views")]
            .map(one => getComputedStyle(one).display)];
        }"""
    )
    assert shown[:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert set(shown[2:]) <= {"none"}
    assert 0 < sheets(seen) <= 12
