"""The list: every meeting by year, the newest first; how many there are, and why each stands where it does."""

from datetime import date

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.services import agenda, lifecycle
from tests import factories
from tests.factories import EDITOR, at
from tests.web.conftest import BASE

MOST_QUERIES = 16


def test_it_counts_all_that_fits_by_what_is_known_of_the_date(read):
    assert read("/calendar").one("p", id="sum").text == "14 meetings: 6 with a day, 6 with a window, 2 without a date."
    russian = read("/calendar?kind=summit", lang="ru").one("p", id="sum")
    assert russian.text == "4 встречи: 3 с назначенным днём, 1 со сроком без дня, 0 без даты."
    assert russian["role"] == "status"


def test_what_lost_its_date_is_counted_apart(read, change, find):
    change(lifecycle.cancel, find("energy cooperation"), by=EDITOR, at=at("2026-11-20"))
    assert "5 with a window, 2 without a date, 1 cancelled." in read("/calendar").one("p", id="sum").text


def test_the_newest_year_comes_first_and_no_date_last(read):
    headings = [one.text for one in read("/calendar").all("h2")]
    assert headings == ["2027", "2026", "2025", "2024", "2023", "No date", "Meetings that recur"]


def test_a_year_says_how_far_off_it_is_or_that_all_was_held(read):
    page = read("/calendar")
    assert "From 1 January: in 35 days." in page.section("y2027").text
    assert "Ends in 34 days." in page.section("y2026").text
    assert "Six meetings, all held." in page.section("y2025").text
    assert "Шесть встреч, все состоялись." in read("/calendar", lang="ru").section("y2025").text


def test_an_imprecise_date_says_why_it_stands_under_its_year(read):
    expected = (
        "Found under 2026 because “by 2026” runs to 31 December 2026. It may also be earlier, from 30 May 2025 on."
    )
    assert expected in read("/calendar").section("y2026").text
    assert "Стоит в 2026 году, потому что «к 2026 г.» — это по 31 декабря 2026 г." in (
        read("/calendar", lang="ru").section("y2026").text
    )


@pytest.mark.parametrize(
    ("edtf", "year", "why"),
    [
        ("2029/2030", 2029, "because “2029–2030” begins on 1 January 2029. It may also be in 2030."),
        ("2031/..", 2031, "begins on 1 January 2031. It may also be later."),
        ("../2032", 2032, "runs to 31 December 2032. It may also be earlier."),
    ],
)
def test_what_may_fall_in_several_years_says_so(read, change, edtf, year, why):
    change(factories.event, title="Long awaited", date=edtf, now=at("2026-11-01"))
    assert why in read("/calendar").section(f"y{year}").text


def test_what_only_recurs_stands_apart_and_is_not_counted(read):
    page = read("/calendar")
    assert "Regular regional-level security meetings" in page.section("standing").text
    assert "Regular regional-level" not in page.section("y0").text


def test_a_held_meeting_without_a_city_says_so(read):
    assert "chaired by Tajikistan; city not stated" in read("/calendar").section("y2025").text


def test_it_offers_exactly_what_is_shown_to_take_along(read):
    page = read("/calendar?kind=summit&from=2026")
    query = "kind=summit&from=2026-01-01"
    assert f"/subscribe?lang=en&{query}" in page.links
    assert f"webcal://calendar.example.org/feeds/all.ics?lang=en&{query}" in page.links
    for extension in ("csv", "ics", "json"):
        assert f"{BASE}/feeds/all.{extension}?lang=en&{query}" in page.links


def test_every_view_keeps_the_filters(read):
    page = read("/calendar?kind=summit")
    for path in ("", "/month", "/year", "/timeline", "/hosts"):
        assert f"/calendar{path}?lang=en&kind=summit" in page.links


def test_what_has_no_date_is_said_to_be_in_no_period(read):
    page = read("/calendar?from=2026&kind=summit")
    assert "What has no date is in no period." in page.text
    assert "/calendar?lang=en&kind=summit" in page.links
    assert "in no period" not in read("/calendar").text


def test_what_belongs_to_no_format_can_be_asked_for(read):
    page = read("/calendar")
    assert "Outside any format" in page.section("y2025").text
    assert "/calendar?lang=en&format=outside" in page.links
    assert "First ‘Central Asia + Italy’ Summit" not in read("/calendar?format=outside").section("y2025").text


def test_nothing_that_fits_is_said_in_words(read):
    page = read("/calendar?q=zebra")
    assert page.one("p", id="sum").text == "No meeting fits."
    assert "Nothing here fits the filter." in page.text


def test_drafts_stand_nowhere_and_are_not_counted(read, change):
    change(factories.event, title="Secret talks", date="2026-12-24", publish=False)
    page = read("/calendar")
    assert "Secret talks" not in page.source
    assert "14 meetings" in page.text


class TestPages:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch):
        monkeypatch.setattr(agenda, "PAGE_LENGTH", 4)

    def test_each_page_links_the_next_until_all_were_shown(self, read):
        page, titles = read("/calendar?kind=&q="), []
        while True:
            titles += [one.text for one in page.all("h3")][:4]
            further = [one["href"] for one in page.all("a") if one.get("rel") == "next"]
            if not further:
                break
            page = read(further[0].replace("lang=en&", "").replace("?lang=en", "?"))
        assert len(titles) >= 14
        assert len(set(titles)) == len(titles)

    def test_one_can_go_back(self, read):
        first = read("/calendar")
        (further,) = [one["href"] for one in first.all("a") if one.get("rel") == "next"]
        (back,) = [one["href"] for one in read(further.replace("lang=en&", "")).all("a") if one.get("rel") == "prev"]
        again = read(back.replace("lang=en&", ""))
        assert [one.text for one in again.all("h3")] == [one.text for one in first.all("h3")]

    def test_one_can_begin_with_a_year(self, read):
        page = read("/calendar")
        assert "/calendar?lang=en&year=2025" in page.links
        assert read("/calendar?year=2025").all("h2")[0].text == "2025"

    def test_part_of_a_year_is_not_said_to_be_all(self, read):
        assert "all held" not in read("/calendar?year=2025").section("y2025").text


@pytest.mark.parametrize("query", ["after=x", "before=1", "year=x", "year=99999", "year=²", "kind=picnic", "from=x"])
def test_what_cannot_be_asked_is_a_400(client, query):
    assert client.get(f"/calendar?{query}").status_code == 400


def test_a_page_that_begins_nowhere_is_the_first(read):
    page = read("/calendar?after=00000000-0000-4000-8000-000000000000")
    assert page.all("h2")[0].text == "2027"


def test_events_without_an_id_are_read_in_the_list(client):
    answer = client.get("/events?kind=summit")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/calendar?kind=summit")


def test_the_form_works_without_script_and_better_with_it(read):
    form = read("/calendar").one("form", id="filters")
    assert form["action"] == form["hx-get"] == "/calendar"
    assert form["hx-push-url"] == "true"


def test_a_date_carried_by_another_event_says_where_it_comes_from(read, change, find):
    summit = find("Next ‘Central Asia + Italy’ Summit")
    change(_forum_beside, summit)
    assert "The date comes from another event — on the sidelines of: Next ‘Central Asia + Italy’ Summit." in (
        read("/calendar").section("y2027").text
    )


def _forum_beside(session, summit):
    from calendar_service.domain.facts import RelationFacts

    relation = RelationFacts(type="sidelines_of", event_id=summit)
    return factories.event(
        session, title="Business forum", date="", kind="forum", relations=(relation,), now=at("2026-11-01")
    )


def test_it_takes_few_queries(client, queries):
    assert client.get("/calendar").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.seeded
@pytest.mark.parametrize("templates", ["postgresql"], indirect=True)
def test_it_is_the_same_on_the_other_database(app):
    with app.extensions["database"].writing() as session:
        factories.event(session, title="Dated", date=StatedDate("2125-05-12"))
    client = app.test_client()
    assert "12 May 2125" in client.get("/calendar?lang=en&q=Dated").text.replace("\u00a0", " ")
    assert client.get(f"/calendar?year={date.max.year // 5}").status_code == 200
