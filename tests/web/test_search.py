"""The page of what was found: in one's own language or the other, marked where it stands, and as a subscription."""

from urllib.parse import quote

import pytest

from calendar_service.services import events
from tests import factories
from tests.factories import EDITOR, at, local

MOST_QUERIES = 32


def found(read, typed, more="", **options):
    return read(f"/search?q={quote(typed)}{more}", **options)


def test_it_says_in_a_sentence_what_was_found(read):
    assert found(read, "саммитов", lang="ru").one("p", role="status").text == (
        "Найдено: 4 встречи, 6 мест в документах, 2 обязательства, 4 серии, 1 документ."
    )
    assert found(read, "саммитов").one("p", role="status").text == (
        "Found: 4 meetings, 6 passages of documents, 2 promises, 4 series, 1 document."
    )


@pytest.mark.parametrize("typed", ["саммитов", "САММИТ", "summits", "Summit"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_word_of_either_language_finds_the_same_meetings(read, typed, lang):
    rows = found(read, typed, lang=lang).section("meetings")
    assert rows.text.count("2025") + rows.text.count("2027") >= 4
    assert ("Second ‘Central Asia – Russia’ Summit" if lang == "en" else "Второй саммит") in rows.text


def test_passages_are_marked_and_lead_to_their_paragraphs(read):
    page = found(read, "водные ресурсы")
    section = page.section("passages")
    assert [mark.text for mark in page.all("mark")][:1] == ["водным ресурсам"]
    assert "Joint Declaration" in section.text
    targets = [link for link in page.links if link.startswith("/documents/") and "#p" in link]
    assert targets
    assert all(one["lang"] == "ru" for one in page.all("p", class_="p"))
    path, _hash, number = targets[0].partition("#")
    assert f'id="{number}"' in read(path.partition("?")[0]).source


def test_names_lead_to_their_pages(read):
    page = found(read, "Italy")
    assert any(link.startswith("/parties/IT") for link in page.links)
    assert any(link.startswith("/formats/central-asia-italy") for link in page.links)
    assert "Party" in page.section("names").text


def test_filters_are_of_meetings_and_leave_only_those(read):
    page = found(read, "саммит", "&format=central-asia-italy")
    assert page.one("p", role="status").text == "Found: 2 meetings."
    assert page.section("passages").text == ""
    assert "Format: ‘Central Asia + Italy’" in page.text or "Format: Central Asia + Italy" in page.text


def test_what_is_typed_stands_in_the_header_and_is_escaped(read):
    page = found(read, '<script>"саммит"&')
    assert page.one("input", id="find")["value"] == '<script>"саммит"&'
    assert "<script>" not in page.source.replace("<script src", "")
    assert page.one("h1").text == '<script>"саммит"&'


def test_the_same_is_offered_as_a_subscription(read, client):
    page = found(read, "саммитов")
    (ics,) = [one["href"] for one in page.all("link", rel="alternate", type="text/calendar")]
    body = client.get(ics.partition("example.org")[2]).text
    assert body.count("BEGIN:VEVENT") == 4
    assert "/subscribe?" in " ".join(page.links)


def test_nothing_found_says_what_to_try(read):
    page = found(read, "zebra")
    assert "Nothing here has these words." in page.text
    assert page.all("p", role="status") == []
    assert "Этих слов здесь нет." in found(read, "zebra", lang="ru").text
    assert "Search without the filters" in found(read, "саммит", "&kind=visit").text


def test_without_words_it_says_what_can_be_searched(read):
    page = read("/search")
    assert page.one("h1").text == "Calendar search"
    assert "Any form of a word finds the others." in page.text
    assert page.section("meetings").text == ""
    assert len(read("/search?kind=summit").section("meetings").text) > 100


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(", "AND", "^a", "-", "%_" * 100, "'; --", "a:b", "the", "в", "\\", "🙂"]
)
def test_operators_are_words_or_nothing_and_never_an_error(client, typed):
    assert client.get("/search", query_string={"q": typed}).status_code == 200
    assert client.get("/calendar", query_string={"q": typed}).status_code == 200
    assert client.get("/feeds/all.ics", query_string={"q": typed}).status_code == 200


def test_what_is_longer_than_a_query_is_refused_with_a_sentence(client):
    answer = client.get("/search", query_string={"q": "%_" * 300})
    assert answer.status_code == 400
    assert "200" in answer.text


def test_drafts_are_found_by_nobody_outside(read, change):
    change(factories.event, title=local("Hushed meeting"), publish=False)
    assert "Nothing here has these words." in found(read, "hushed").text
    assert (
        "Nothing here has these words."
        in read("/search?q=meet&kind=ministerial&status=planned&q=hushed&format=outside").text
    )


def test_a_feed_of_words_keeps_its_bytes_until_what_it_shows_changes(client, change, find):
    path = "/feeds/all.ics?lang=en&q=" + quote("круглых столов")
    first = client.get(path)
    assert first.text.count("BEGIN:VEVENT") == 2
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(path).data == first.data
    change(
        events.change,
        find("energy cooperation"),
        {"titles": local("Talks on Energy", "Беседа об энергетике"), "kind": "dialogue"},
        by=EDITOR,
        at=at("2026-11-27"),
    )
    later = client.get(path)
    assert later.headers["ETag"] != first.headers["ETag"]
    assert client.get("/feeds/all.ics?lang=en&q=" + quote("беседам")).text.count("BEGIN:VEVENT") == 1


def test_it_asks_few_questions_of_the_database_however_much_is_found(read, queries):
    found(read, "азия")
    assert len(queries) <= MOST_QUERIES
    few = len(queries)
    queries.clear()
    found(read, "водные")
    assert abs(len(queries) - few) <= 4
