"""A month: only days stand in cells; what may fall in the month stands beside them, and says why."""

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.services import lifecycle, periods
from tests import factories
from tests.factories import EDITOR, at
from tests.web.conftest import BASE

MOST_QUERIES = 15
NOW = at("2026-11-01")


@pytest.fixture
def cells(read):
    """The cells of a month by their days, as they are read."""

    def reading(path, **options):
        page = read(path, **options)
        days = [one["datetime"] for one in page.all("time") if one.get("class") == "d"]
        return dict(zip(days, page.all("td"), strict=True))

    return reading


def test_a_day_stands_in_its_cell_with_its_full_title(cells):
    found = cells("/calendar/month/2025-10")
    assert found["2025-10-09"].text == "9 Second ‘Central Asia – Russia’ Summit"
    assert found["2025-10-10"].text == "10"


def test_weeks_begin_on_monday_in_both_languages(read):
    for lang, first in (("en", "Mon"), ("ru", "пн")):
        page = read("/calendar/month/2025-10", lang=lang)
        assert page.all("th")[0].text == first
    assert page.one("caption").text == "Октябрь 2025 г. по дням"


def test_days_of_other_months_fill_the_weeks(cells):
    found = cells("/calendar/month/2025-10")
    assert next(iter(found)) == "2025-09-29"
    assert found["2025-09-29"].text == "29 Sep"
    assert "out" in found["2025-09-29"]["class"]
    assert len(found) == 35


def test_what_may_fall_in_the_month_is_listed_and_says_why(read):
    page = read("/calendar/month/2025-10")
    section = page.section("may").text
    assert "May have fallen in October" in section
    assert "Here because “by 2026” runs from 30 May 2025, when it was said, to 31 December 2026." in section
    assert "hydropower" not in page.one("table").text


def test_a_promise_does_not_reach_back_before_it_was_made(read):
    assert "hydropower" not in read("/calendar/month/2025-04").text
    assert "hydropower" in read("/calendar/month/2025-05").text


def test_it_says_in_a_sentence_what_the_month_holds(read):
    assert read("/calendar/month/2025-10").one("p", id="sum").text == (
        "Two meetings with a day. One more meeting may have fallen in it."
    )
    assert read("/calendar/month/2025-10", lang="ru").one("p", id="sum").text == (
        "Две встречи с назначенным днём. Ещё одна встреча могла прийтись на этот месяц."
    )
    assert read("/calendar/month/2026-12").one("p", id="sum").text == (
        "No meeting has a day in this month. One meeting may fall in it."
    )


def test_today_is_marked_in_a_word_too(cells):
    found = cells("/calendar/month")
    assert found["2026-11-27"].text == "27 today"
    assert "now" in found["2026-11-27"]["class"]


def test_a_run_of_days_crosses_its_cells_week_by_week(read, change):
    change(factories.event, title="Water week", date="2026-12-03/2026-12-09", now=NOW)
    page = read("/calendar/month/2026-12")
    bars = [one for one in page.all("a") if "run" in one.get("class").split()]
    assert [one["class"].split()[2] for one in bars] == ["w4", "w3"]
    assert ["begins" in bars[0]["class"], "ends" in bars[0]["class"]] == [True, False]
    assert ["begins" in bars[1]["class"], "ends" in bars[1]["class"]] == [False, True]
    assert bars[1].text == "continued: Water week"


def test_what_is_cancelled_or_postponed_says_so_in_its_cell(cells, change):
    for title, act in (("Off", lifecycle.cancel), ("Later", lifecycle.postpone)):
        made = change(factories.event, title=title, date="2026-12-15", now=NOW)
        change(act, made.id, by=EDITOR, at=at("2026-11-20"))
    text = cells("/calendar/month/2026-12")["2026-12-15"].text
    assert "Off (cancelled)" in text
    assert "Later (postponed)" in text


def test_a_crowded_day_leads_to_all_of_it(cells, read, change):
    for number in range(periods.MOST_A_DAY + 2):
        change(factories.event, title=f"Meeting {number}", date="2026-12-15", now=NOW)
    assert "2 more, 15 December 2026" in cells("/calendar/month/2026-12")["2026-12-15"].text
    assert "/calendar?lang=en&from=2026-12-15&to=2026-12-15" in read("/calendar/month/2026-12").links


def test_it_says_the_same_in_words(read):
    section = read("/calendar/month/2025-10").section("all").text
    assert "October in words" in section
    assert "9 October 2025 Thursday" in section
    assert "11 October 2025 Saturday" in section


def test_one_can_turn_over_and_come_back(read):
    page = read("/calendar/month/2026-01?kind=summit")
    steps = {one.get("rel"): one["href"] for one in page.all("a") if one.get("rel") in {"prev", "next"}}
    assert steps == {
        "prev": "/calendar/month/2025-12?lang=en&kind=summit",
        "next": "/calendar/month/2026-02?lang=en&kind=summit",
    }
    assert "Today, November 2026" in page.text
    assert "/calendar/month?lang=en&kind=summit" in page.links


def test_the_subscription_is_to_this_month_with_these_filters(read):
    assert (
        "/subscribe?lang=en&kind=summit&from=2025-10-01&to=2025-10-31"
        in read("/calendar/month/2025-10?kind=summit").links
    )


def test_filters_leave_out_of_the_cells_what_does_not_fit(cells):
    found = cells("/calendar/month/2025-10?kind=summit")
    assert found["2025-10-11"].text == "11"


@pytest.mark.parametrize(
    "name", ["2026-13", "2026-00", "2026-1", "26-01", "1899-12", "2200-01", "²026-01", "x", "2026-05-01"]
)
def test_what_is_no_month_is_not_found(client, name):
    assert client.get(f"/calendar/month/{name}").status_code == 404


@pytest.mark.parametrize("name", ["1900-01", "2199-12"])
def test_the_first_and_the_last_month_lead_nowhere_further(read, name):
    relations = {one.get("rel") for one in read(f"/calendar/month/{name}").all("a")} & {"prev", "next"}
    assert len(relations) == 1


def test_it_names_its_own_address_for_both_languages(read):
    page = read("/calendar/month/2025-10?kind=summit")
    assert page.one("link", rel="canonical")["href"] == f"{BASE}/calendar/month/2025-10?lang=en&kind=summit"


def test_a_draft_is_in_no_cell(read, change):
    change(factories.event, title="Secret talks", date=StatedDate("2026-12-24"), publish=False)
    assert "Secret" not in read("/calendar/month/2026-12").source


def test_it_takes_few_queries(client, queries):
    assert client.get("/calendar/month/2025-10").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.seeded
@pytest.mark.parametrize("templates", ["postgresql"], indirect=True)
def test_it_is_the_same_on_the_other_database(app):
    client = app.test_client()
    assert "Second Expert Forum" in client.get("/calendar/month/2025-10?lang=en").text
    assert "Second Expert Forum" in client.get("/calendar/year/2025?lang=en").text
