"""A year on one sheet: discs on days of meetings, strokes under the months that a window touches."""

import pytest

from calendar_service.services import lifecycle
from tests import factories
from tests.factories import EDITOR, at

MOST_QUERIES = 15
NOW = at("2026-11-01")


def marked(page):
    """The days that lead somewhere, as they are read."""
    return [one.text for one in page.all("a") if one.text[:1].isdigit() and ":" in one.text]


def test_days_of_meetings_carry_the_full_title(read):
    assert marked(read("/calendar/year/2025"))[:4] == [
        "13 March: Signing of the Treaty on the State Border between the Kyrgyz Republic and the Republic of Tajikistan",
        "27 March: 20th ‘Central Asia – European Union’ Ministerial Meeting",
        "3 April: First ‘Central Asia – EU’ Summit",
        "4 April: First ‘Central Asia – EU’ Summit",
    ]


def test_it_has_twelve_months_with_their_names_and_pages(read):
    page = read("/calendar/year/2026", lang="ru")
    captions = [one.text for one in page.all("caption")]
    assert (len(captions), captions[0], captions[11]) == (12, "Январь 2026", "Декабрь 2026")
    assert "/calendar/month/2026-05?lang=ru" in page.links


def test_strokes_lie_under_the_months_that_a_window_touches(read):
    page = read("/calendar/year/2026?series=ministerial-conferences-central-asia-italy")
    strips = [one for one in page.all("line") if "to-season" in one.get("class")]
    assert len(strips) == 3  # March, April, May


def test_it_says_in_a_sentence_what_the_year_holds(read):
    assert read("/calendar/year").one("p", id="sum").text == (
        "No meeting has a day in this year. Two windows touch it. The year ends in 34 days."
    )
    assert read("/calendar/year/2025", lang="ru").one("p", id="sum").text == (
        "Шесть встреч с назначенным днём. На него приходится один срок без дня."
    )


def test_it_says_the_same_in_words(read):
    section = read("/calendar/year/2026").section("all").text
    assert section.index("spring 2026") < section.index("by 2026")


def test_a_day_that_several_meetings_share_leads_to_them(read, change):
    for title in ("One", "Two"):
        change(factories.event, title=title, date="2026-12-15", now=NOW)
    page = read("/calendar/year/2026")
    assert "15 December: 2 meetings" in marked(page)
    assert "/calendar?lang=en&from=2026-12-15&to=2026-12-15" in page.links


def test_what_was_cancelled_says_so(read, change):
    made = change(factories.event, title="Off", date="2026-12-15", now=NOW)
    change(lifecycle.cancel, made.id, by=EDITOR, at=at("2026-11-20"))
    assert "15 December: Off (cancelled)" in marked(read("/calendar/year/2026"))


def test_an_empty_year_says_so(read):
    assert "Nothing is known of this year" in read("/calendar/year/1950").text


def test_one_can_turn_over_and_come_back(read):
    page = read("/calendar/year/2024?kind=summit")
    for path in ("/2023", "/2025", ""):
        assert f"/calendar/year{path}?lang=en&kind=summit" in page.links


@pytest.mark.parametrize("year", ["1899", "2200", "x", "-2026", "99999999999999999999"])
def test_what_is_no_year_here_is_not_found(client, year):
    assert client.get(f"/calendar/year/{year}").status_code == 404


def test_a_draft_is_on_no_day(read, change):
    change(factories.event, title="Secret talks", date="2026-12-24", publish=False)
    page = read("/calendar/year/2026")
    assert "Secret" not in page.source
    assert marked(page) == []


def test_it_takes_few_queries(client, queries):
    assert client.get("/calendar/year/2025").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries
