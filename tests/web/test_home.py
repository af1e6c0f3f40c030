"""The first page: what is ahead stands there as certain as it is, and nothing else does."""

from datetime import time

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.render import RENDERERS
from calendar_service.services import events, lifecycle
from tests import factories
from tests.factories import EDITOR, at, local
from tests.web.conftest import BASE

MOST_QUERIES = 12


def test_it_says_in_a_sentence_how_things_stand(read):
    assert read("/").one("h1").text == (
        "No meeting ahead has a day yet. One window has closed, one closes in 34 days, two open in 2027."
    )
    assert read("/", lang="ru").one("h1").text == (
        "У ожидаемых встреч ещё нет назначенных дней. Один срок прошёл, один истекает через 34 дня, "
        "два наступят в 2027 году."
    )


def test_a_window_closed_without_word_says_so(read):
    awaited = read("/").section("awaited").text
    assert "spring 2026 1 March – 31 May 2026 window closed 180 days ago" in awaited
    assert "no day named, no word since" in awaited
    assert "день не назван" in read("/", lang="ru").section("awaited").text


def test_what_has_no_date_and_what_only_recurs_stand_apart(read):
    page = read("/")
    assert "High-level events on water issues" in page.section("undated").text
    assert "Regular regional-level security meetings" in page.section("standing").text
    assert "Regular regional-level" not in page.section("undated").text


def test_a_named_day_moves_the_meeting_among_the_days_fixed(read, change, find):
    change(events.move, find("Fourth Conference"), StatedDate("2026-12-01"), by=EDITOR, at=at("2026-11-26"))
    page = read("/")
    assert page.one("h1").text.startswith("One meeting ahead has a day: 1 December 2026, in 4 days.")
    assert "1 December 2026 Tuesday in 4 days" in page.section("fixed").text
    assert "Fourth Conference" not in page.section("awaited").text
    assert "The day has been named" in page.section("changed").text or "Moved" in page.section("changed").text


def test_what_is_cancelled_stays_to_be_seen_and_is_not_counted(read, change, find):
    change(lifecycle.cancel, find("energy cooperation"), by=EDITOR, at=at("2026-11-20"))
    page = read("/")
    assert "two open" not in page.one("h1").text
    assert "one opens in 2027" in page.one("h1").text
    assert "Round table on energy cooperation" in [one.text for one in page.all("s")]


def test_what_was_held_comes_last_the_newest_first(read):
    held = read("/").section("past").text
    places = [held.index(words) for words in ("11 October 2025", "9 October 2025", "30 May 2025", "3–4 April 2025")]
    assert places == sorted(places)


def test_a_draft_stands_nowhere(read, change):
    change(factories.event, title="Secret talks", date="2026-12-24", publish=False)
    for address in ("/", "/?q=secret", "/?kind=ministerial", "/?from=2026-12"):
        assert "Secret talks" not in read(address).source


def test_a_merged_record_stands_nowhere(read, change, find):
    other = change(factories.event, title="The same round table", date="2027")
    change(lifecycle.merge, other.id, find("energy cooperation"), by=EDITOR, at=at("2026-11-20"))
    page = read("/")
    assert "The same round table" not in page.section("awaited").text
    assert "two open in 2027" in page.one("h1").text


def test_a_confirmed_meeting_of_yesterday_is_no_longer_ahead(read, change):
    said = {"date": StatedDate("2026-11-26"), "status": "confirmed", "title": "Yesterday’s meeting"}
    change(factories.event, now=at("2026-11-01"), **said)
    page = read("/")
    assert "Yesterday’s meeting" in page.section("past").text
    assert page.one("h1").text.startswith("No meeting ahead has a day yet.")


def test_days_are_reckoned_where_the_meeting_takes_place(read, change):
    date = StatedDate("2026-11-27", start_time=time(9), timezone="Asia/Almaty")
    change(factories.event, title="Today there", date=date, timezone="Asia/Almaty", now=at("2026-11-01"))
    assert "27 November 2026 Friday today" in read("/").section("fixed").text


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "has", "lacks"),
        [
            ("kind=summit", "First ‘Central Asia – EU’ Summit", "Fourth Conference"),
            ("kind=summit&kind=ministerial", "Fourth Conference", "Round table on energy"),
            ("format=central-asia-eu", "First ‘Central Asia – EU’ Summit", "Round table"),
            ("series=summits-central-asia-italy", "Next ‘Central Asia + Italy’ Summit", "Round table"),
            ("party=RU", "Second ‘Central Asia – Russia’ Summit", "Round table"),
            ("host=IT", "Fourth Conference", "Next ‘Central Asia + Italy’ Summit"),
            ("status=proposed", "Round table on energy", "Fourth Conference"),
            ("q=hydropower", "Round table on water", "Round table on energy"),
            ("from=2027", "Round table on energy", "Fourth Conference"),
            ("to=2025-04", "First ‘Central Asia – EU’ Summit", "Round table on energy"),
            ("dates=firm", "First ‘Central Asia – EU’ Summit", "Round table on energy"),
            ("kind=&q=&nonsense=1", "Round table on energy", "Nothing here fits"),
        ],
    )
    def test_a_filter_leaves_what_fits(self, read, query, has, lacks):
        main = read(f"/?{query}").one("main").text
        assert has in main
        assert f" {lacks}" not in main.replace("The last meeting with a known day:", "")

    @pytest.mark.parametrize(
        ("query", "known"),
        [
            ("kind=picnic", "round_table"),
            ("format=none", "central-asia-italy"),
            ("status=x", "planned"),
            ("party=XX", "KZ"),
        ],
    )
    def test_an_unknown_value_is_a_400_with_the_list_of_what_is_known(self, read, query, known):
        page = read(f"/?{query}", status=400)
        assert "Choose from the list." in page.one("div", role="alert").text
        assert page.all("option", value=known)

    @pytest.mark.parametrize("query", ["from=tomorrow", "q=%00", "q=%E2%80%AE", "to=2026-13", "lang=xx", "q=%FF"])
    def test_what_cannot_be_asked_is_a_400(self, client, query):
        answer = client.get(f"/?{query}")
        assert answer.status_code == 400
        assert answer.content_type == "text/html; charset=utf-8"

    def test_the_form_keeps_what_the_address_says(self, read):
        page = read("/?kind=summit&kind=forum&q=Rome&event=&dates=span")
        assert {one["value"] for one in page.all("option") if "selected" in one.attributes} == {"forum"}
        hidden = {(one["name"], one["value"]) for one in page.all("input", type="hidden")}
        assert hidden >= {("kind", "summit"), ("lang", "en"), ("dates", "span")}
        assert page.one("input", id="f-q")["value"] == "Rome"
        assert page.all("form")[-1].get("method") == ""

    def test_each_value_can_be_taken_away(self, read):
        links = read("/?kind=summit&q=Rome").links
        assert "/?lang=en&q=Rome" in links
        assert "/?lang=en&kind=summit" in links

    def test_the_subscription_is_to_exactly_what_is_shown(self, read):
        page = read("/?kind=summit&format=central-asia-italy&from=2026")
        query = "lang=en&kind=summit&format=central-asia-italy&from=2026-01-01"
        assert f"webcal://calendar.example.org/feeds/all.ics?{query}" in page.links
        feeds = {one["type"]: one["href"] for one in page.all("link", rel="alternate") if one.get("type")}
        assert feeds == {
            one.media_type.partition(";")[0]: f"{BASE}/feeds/all.{one.extension}?{query}" for one in RENDERERS.values()
        }

    def test_the_feed_holds_what_the_page_shows(self, client, read):
        page = read("/?kind=round_table")
        address = next(one["href"] for one in page.all("link") if one.get("type") == "application/feed+json")
        titles = [item["title"] for item in client.get(address.removeprefix(BASE)).json["items"]]
        assert len(titles) == 2
        for title in ("Round table on energy cooperation", "Round table on water resources"):
            assert title in page.section("awaited").text
            assert any(title in one for one in titles)


def test_it_takes_few_queries(client, queries):
    assert client.get("/").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


@pytest.mark.seeded
@pytest.mark.parametrize("templates", ["postgresql"], indirect=True)
def test_it_is_the_same_on_the_other_database(app):
    with app.extensions["database"].writing() as session:
        factories.event(session, title=local("Dated"), date="2125-05-12")
    answer = app.test_client().get("/?lang=en&q=Dated&party=&kind=ministerial")
    assert answer.status_code == 200
    assert "12 May 2125" in answer.text.replace("\u00a0", " ")
