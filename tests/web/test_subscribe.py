"""The builder: what it says of a feed is what its address sends, and the address is the shortest there is."""

import html
import itertools
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import segno
from icalendar import Calendar
from sqlalchemy import delete, select, update

from calendar_service.models.feeds import Component
from calendar_service.models.formats import Format
from calendar_service.models.journal import Head
from calendar_service.services import feeds, formats, lifecycle
from calendar_service.web import codes, memory, subscribe
from tests import factories
from tests.factories import EDITOR, local
from tests.web.conftest import BASE, TODAY

CHOICES = [
    "",
    "format=central-asia-italy",
    "format=central-asia-italy&format=central-asia-russia",
    "format=outside",
    "kind=summit&kind=forum",
    "series=summits-central-asia-italy",
    "party=IT&host=KZ",
    "host=IT",
    "status=held",
    "q=water",
    "from=2026&to=2027",
    "format=central-asia-italy&kind=summit&status=proposed",
]


def address_of(page):
    (link,) = [one["href"] for one in page.all("a") if one["href"] == page.one("code", id="url").text]
    return link


def sent(client, address):
    """The entries that an address sends; the notice of an empty feed is none."""
    answer = client.get(address.removeprefix(BASE))
    assert answer.status_code == 200, answer.text
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return [
        one for one in found if "nothing here yet" not in one["SUMMARY"] and "пока ничего нет" not in one["SUMMARY"]
    ]


def number_on(page):
    match = re.match(r"\d+", page.one("h2", id="sum").text)
    return int(match.group()) if match else 0


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda one: one or "all")
@pytest.mark.parametrize("dates", ["marker", "span", "firm"])
def test_the_number_on_the_page_is_that_of_the_entries_at_its_address(client, read, chosen, dates, change, find):
    change(lifecycle.cancel, find("Next"), by=EDITOR, at=TODAY)
    for cancelled, lang in itertools.product(("mark", "show", "omit"), ("ru", "en")):
        page = read(f"/subscribe?{chosen}&dates={dates}&cancelled={cancelled}", lang=lang)
        assert number_on(page) == len(sent(client, address_of(page))), (cancelled, lang)


@pytest.mark.parametrize(
    ("chosen", "address"),
    [
        ("", "/feeds/all.ics?lang=en"),
        ("format=central-asia-italy", "/feeds/format/central-asia-italy.ics?lang=en"),
        ("format=central-asia-italy&q=&from=&entries=en", "/feeds/format/central-asia-italy.ics?lang=en"),
        ("format=central-asia-italy&dates=firm&entries=ru", "/feeds/format/central-asia-italy.ics?lang=ru&dates=firm"),
        ("kind=summit&alarm=P7D", "/feeds/kind/summit.ics?lang=en&alarm=P7D"),
        ("party=IT", "/feeds/party/IT.ics?lang=en"),
        ("host=IT", "/feeds/all.ics?lang=en&host=IT"),
        ("format=outside", "/feeds/all.ics?lang=en&format=outside"),
        ("kind=summit&kind=forum", "/feeds/all.ics?lang=en&kind=forum&kind=summit"),
        ("kind=forum&kind=summit", "/feeds/all.ics?lang=en&kind=forum&kind=summit"),
        ("format=central-asia-italy&kind=summit", "/feeds/all.ics?lang=en&kind=summit&format=central-asia-italy"),
        ("dates=marker&cancelled=mark&profile=plain", "/feeds/all.ics?lang=en"),
        ("profile=rich", "/feeds/all.ics?lang=en&profile=rich"),
    ],
)
def test_one_choice_has_one_address_and_the_shortest(read, chosen, address):
    assert address_of(read(f"/subscribe?{chosen}")) == BASE + address


def test_a_former_slug_is_the_present_one(read, stored, change):
    with stored.reading() as session:
        format_id = session.scalar(select(Format.id).where(Format.slug == "central-asia-italy"))
    change(formats.change_format, format_id, {"slug": "renamed"}, by=EDITOR, at=TODAY)
    page = read("/subscribe?format=central-asia-italy")
    assert address_of(page) == f"{BASE}/feeds/format/renamed.ics?lang=en"
    assert [one["value"] for one in page.all("input", name="format") if "checked" in one.attributes] == ["renamed"]


def test_every_program_gets_the_address_as_it_takes_it(read):
    page = read("/subscribe?format=central-asia-italy")
    url = f"{BASE}/feeds/format/central-asia-italy.ics?lang=en"
    webcal = url.replace("https:", "webcal:")
    assert page.links.count(webcal) == 2
    assert f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}" in page.links
    assert f"https://outlook.live.com/calendar/0/addfromweb?url={quote(url, safe='')}" in page.links
    assert f"https://outlook.office.com/calendar/0/addfromweb?url={quote(url, safe='')}" in page.links


def test_the_other_formats_and_the_changes_of_a_choice_are_there(client, read):
    page = read("/subscribe?format=central-asia-italy&kind=summit")
    for extension, kind in (("jcal", "calendar+json"), ("json", "feed+json"), ("csv", "csv"), ("atom", "atom+xml")):
        (link,) = [one for one in page.links if urlsplit(one).path.endswith(f".{extension}")]
        assert kind in client.get(link.removeprefix(BASE)).content_type


def test_a_code_says_the_address_square_by_square(read):
    page = read("/subscribe?format=central-asia-italy")
    picture = page.one("svg", role="img")
    assert picture["aria-label"] == "QR code with the address of this feed"
    path = re.search(r'<path d="(M[^"]+z)"/></svg>\s*<p class="note">Point', page.source).group(1)
    expected = segno.make_qr("webcal://calendar.example.org/feeds/format/central-asia-italy.ics?lang=en", error="m")
    drawn = [[False] * (expected.symbol_size(border=0)[0]) for _row in range(expected.symbol_size(border=0)[0])]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for step in range(int(width)):
            drawn[int(y) - codes.MARGIN][int(x) - codes.MARGIN + step] = True
    assert drawn == [[bool(module) for module in row] for row in expected.matrix]
    assert picture["viewbox"] == f"0 0 {len(drawn) + 8} {len(drawn) + 8}"


def test_too_long_an_address_says_what_to_do(read):
    words = "&".join(f"q={word * 4}" for word in ("водоснабжение", "энергетика"))
    page = read(f"/subscribe?{words}")
    assert "some programs cut what is longer than 200" in page.section("sum").text
    assert "longer than 200" not in read("/subscribe").text


def test_an_address_too_long_for_a_camera_has_no_code(read):
    words = "&".join(f"q={number}{'вода' * 10}" for number in range(9))
    assert read(f"/subscribe?{words}").all("svg", role="img") == []


class TestForm:
    def test_what_the_address_says_is_set(self, read):
        chosen = (
            "format=central-asia-italy&kind=summit&host=IT&dates=span&cancelled=omit&alarm=P1D&entries=ru&q=x&from=2026"
        )
        page = read(f"/subscribe?{chosen}")
        ticked = {(one["name"], one["value"]) for one in page.all("input") if "checked" in one.attributes}
        assert ticked == {
            ("format", "central-asia-italy"), ("kind", "summit"), ("host", "IT"), ("dates", "span"), ("cancelled", "omit"),
        }  # fmt: skip
        assert {one["value"] for one in page.all("option") if "selected" in one.attributes} == {"ru", "P1D"}
        assert (page.one("input", id="s-q")["value"], page.one("input", id="s-from")["value"]) == ("x", "2026")

    def test_sent_as_it_stands_it_gives_the_same_address(self, client, read):
        page = read("/subscribe?party=IT&kind=forum&kind=summit&dates=firm&q=a&q=b&alarm=PT2H&profile=rich")
        pairs = [
            (one["name"], one.get("value"))
            for one in page.all("input")
            if one.get("id") != "find" and ("checked" in one.attributes or one.get("type") not in {"checkbox", "radio"})
        ]
        pairs += [("alarm", "PT2H"), ("entries", "en")]
        again = client.get("/subscribe", query_string=[("lang", "en"), *pairs])
        assert html.escape(address_of(page)) in again.text

    def test_every_format_says_how_many_meetings_it_has(self, read):
        page = read("/subscribe")
        numbers = [one.text for one in page.all("span", class_="number")]
        assert len(numbers) == len(page.all("input", name="format"))
        assert sum(map(int, numbers)) == 14

    def test_a_reminder_that_only_an_address_asks_for_stays(self, read):
        page = read("/subscribe?alarm=PT2H")
        chosen = page.one("option", value="PT2H")
        assert "selected" in chosen.attributes
        assert address_of(page).endswith("alarm=PT2H")

    @pytest.mark.parametrize(
        ("query", "field", "words"),
        [
            ("from=foo", "from", "“From” takes a day, a month or a year"),
            ("from=2027&to=2026", "to", "lies before"),
            ("q=" + "x" * 300, "q", "200"),
        ],
    )
    def test_what_is_mistyped_is_said_at_its_field_and_the_rest_stands(self, read, query, field, words):
        page = read(f"/subscribe?format=central-asia-italy&{query}", status=400)
        box = page.one("input", id=f"s-{field}")
        assert box["aria-invalid"] == "true"
        assert words in page.one("p", id=box["aria-describedby"].split()[-1]).text
        assert words in page.section("sum").text
        assert "/feeds/format/central-asia-italy.ics" in address_of(page) or field == "to"

    def test_a_large_feed_that_no_day_has_cut_yet_is_counted_whole(self, read, stored, monkeypatch):
        monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
        with stored.writing() as session:
            session.execute(update(Head).values(cut_on=None))
            session.execute(delete(Component))
        assert "not in the calendar files yet" in read("/subscribe").text

    @pytest.mark.parametrize("query", ["alarm=nonsense", "alarm=P0D", "alarm=P999W"])
    def test_a_reminder_that_cannot_be_is_left_out_and_said(self, read, query):
        page = read(f"/subscribe?{query}", status=400)
        assert "alarm" not in address_of(page)
        assert page.all("div", class_="notice notice-err")

    @pytest.mark.parametrize(
        "query", ["format=no-such", "kind=party", "dates=maybe", "entries=fr", "party=XX", "event=1"]
    )
    def test_an_unknown_value_is_refused(self, read, query):
        read(f"/subscribe?{query}", status=400)

    def test_it_works_without_script_and_sends_nothing_elsewhere(self, read):
        page = read("/subscribe")
        (form,) = [one for one in page.all("form") if "choose" in one.get("class")]
        assert (form["action"], form.get("method", "get")) == ("/subscribe", "get")
        assert form["hx-get"] == form["action"]
        assert [one.text for one in page.all("button") if one.text == "Count again"]
        assert all("hidden" in one.attributes for one in page.all("button", class_="copy"))

    @pytest.mark.parametrize("lang", ["ru", "en"])
    def test_what_holds_anyway_is_not_sent_at_all(self, read, lang):
        page = read("/subscribe?dates=marker&cancelled=mark", lang=lang)
        ticked = [one for one in page.all("input") if "checked" in one.attributes]
        assert [(one["name"], one["value"]) for one in ticked] == [("dates", ""), ("cancelled", "")]
        assert [one["value"] for one in page.all("option") if "selected" in one.attributes] == ["", ""]


class TestPlate:
    def test_what_is_left_out_is_said_with_its_reason(self, read):
        page = read("/subscribe?dates=firm")
        assert "whose day is not named" in page.section("sum").text
        assert "without any date" in page.section("sum").text

    def test_the_next_five_lead_to_their_pages(self, read):
        page = read("/subscribe")
        links = [link for link in page.links if link.startswith("/events/")]
        assert 1 <= len(links) <= 5
        assert "by 2026" in page.section("sum").text

    def test_an_empty_choice_can_be_subscribed_to_all_the_same(self, client, read):
        page = read("/subscribe?q=nothing+like+this")
        assert page.one("h2", id="sum").text == "Nothing in this feed yet"
        assert client.get(address_of(page).removeprefix(BASE)).status_code == 200

    def test_russian_numbers_have_their_forms(self, read):
        assert (
            read("/subscribe?format=central-asia-russia", lang="ru").one("h2", id="sum").text == "2 записи в этой ленте"
        )

    def test_a_draft_is_counted_nowhere(self, read, stored):
        before = read("/subscribe").section("sum").text
        with stored.writing() as session:
            factories.event(session, title="Secret", date="2027-01-01", publish=False, now=TODAY)
        page = read("/subscribe")
        assert page.section("sum").text == before
        assert "Secret" not in page.source

    def test_what_is_published_counts_at_once(self, read, stored):
        before = number_on(read("/subscribe"))
        with stored.writing() as session:
            factories.event(session, title="Assembly", date="2026-12-01", now=TODAY)
        page = read("/subscribe")
        assert number_on(page) == before + 1
        assert "Assembly" in page.section("sum").text

    def test_a_renamed_format_is_renamed_at_once(self, read, stored, change):
        read("/subscribe")
        with stored.reading() as session:
            format_id = session.scalar(select(Format.id).where(Format.slug == "central-asia-italy"))
        change(formats.change_format, format_id, {"names": local("Another name")}, by=EDITOR, at=TODAY)
        assert "Another name" in read("/subscribe").text

    def test_a_second_look_asks_little(self, read, queries):
        read("/subscribe?format=central-asia-italy&kind=summit")
        queries.clear()
        read("/subscribe?format=central-asia-italy&kind=summit")
        assert len(queries) <= 20


class TestLocalAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:8000",
            "http://localhost",
            "http://[::1]:8000",
            "http://192.168.1.5",
            "http://calendar",
            "http://a.local",
        ],
    )
    def test_services_elsewhere_cannot_reach_this_machine(self, url):
        assert subscribe.is_local(url)

    @pytest.mark.parametrize(
        "url", ["https://calendar.example.org", "https://8.8.8.8", "https://[2606:4700::1111]/cal"]
    )
    def test_they_reach_a_public_address(self, url):
        assert not subscribe.is_local(url)

    def test_a_page_at_a_public_address_does_not_warn(self, read):
        assert not read("/subscribe").all("div", class_="notice notice-warn")


class TestSnippet:
    def test_what_is_pasted_is_a_frame_with_a_title_and_escaped(self, read):
        page = read("/subscribe?format=central-asia-italy&kind=summit&alarm=P1D")
        pasted = page.one("code", id="snippet").text
        match = re.fullmatch(
            r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="480" loading="lazy"></iframe>', pasted
        )
        src, title = map(html.unescape, match.groups())
        assert "&amp;" in match.group(1)
        assert parse_qs(urlsplit(src).query) == {"lang": ["en"], "kind": ["summit"], "format": ["central-asia-italy"]}
        assert "Diplomatic Calendar" in title

    def test_a_name_with_quotation_marks_stays_within_its_attribute(self, read, stored, change):
        with stored.reading() as session:
            format_id = session.scalar(select(Format.id).where(Format.slug == "central-asia-italy"))
        change(formats.change_format, format_id, {"names": local('A "B" <c>')}, by=EDITOR, at=TODAY)
        pasted = read("/subscribe?format=central-asia-italy").one("code", id="snippet").text
        assert 'title="A &#34;B&#34; &lt;c&gt; · Diplomatic Calendar"' in pasted


def test_memory_forgets_what_has_not_been_asked_for_longest():
    held, made = memory.Memory(most=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        held.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_mail_is_announced_and_not_offered(read):
    page = read("/subscribe")
    assert "Following by mail will come" in page.section("follow").text
    assert page.all("input", type="email") == []


def test_an_only_filter_names_the_feed_for_saved_names_too(stored):
    with stored.reading() as session:
        for slug, _name in feeds.known(session, "en"):
            sort, _slash, name = slug.partition("/")
            if name:
                found = feeds.find(session, "all", {sort: [name]})
                assert subscribe.named(found.asked)[0] == slug


def test_a_page_in_one_language_can_show_a_feed_in_the_other(read):
    page = read("/subscribe?entries=ru")
    assert address_of(page) == f"{BASE}/feeds/all.ics?lang=ru"
    assert page.one("html")["lang"] == "en"
