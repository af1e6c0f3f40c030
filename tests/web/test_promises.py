"""The page of promises: what was promised, by whom and by when, and what has become of it, counted as it is shown."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.promises import STATES
from calendar_service.domain.records import CommitmentFacts
from calendar_service.models.documents import Document
from calendar_service.services import commitments, documents, events, lifecycle
from tests import factories
from tests.factories import EDITOR, at, local
from tests.web.conftest import BASE

DECLARATION = "declaration-central-asia-italy-2025"
MOST_QUERIES = 14


def numbers(page):
    """The tally as it is read: the number under each word."""
    found = [one.text.split(" ", 1) for one in page.all("p") if " " in one.text]
    return {word: int(number) for number, word in found if word in STATES.values()}


def table(page, name):
    """The rows of a table, each as the texts of its cells."""
    rows = []
    start = page.elements.index(page.section(f"by-{name}"))
    for one in page.elements[start + 1 :]:
        if one.tag == "section":
            break
        if one.tag == "tr":
            rows.append([])
        elif one.tag in {"td", "th"}:
            rows[-1].append(one.text)
    return rows


def promised(page):
    return [one for one in page.all("li") if one.get("id").startswith("promise-")]


@pytest.fixture
def make(change, stored):
    """Record a promise of the seeded declaration."""

    def making(title="A promise", **facts):
        with stored.reading() as session:
            document = session.scalars(select(Document.id).where(Document.slug == DECLARATION)).one()
        said = CommitmentFacts(**{"document_id": document, "titles": local(title), **facts})
        return change(commitments.create, said, by=EDITOR, at=at("2026-11-01"))

    return making


def test_it_says_in_a_sentence_how_things_stand(read):
    assert (
        "Of nine promises: the term of one has passed without word; the term of one is running; the terms of two lie ahead; for five no term is named."
        in read("/promises").text
    )
    assert "Из девяти обязательств: у одного срок прошёл, вестей нет; у одного срок идёт; у двух срок впереди; у пяти срок не назван." in read("/promises", lang="ru").text  # fmt: skip


def test_the_tally_counts_every_state_zeros_too_and_each_promise_once(read):
    page = read("/promises")
    assert numbers(page) == {
        "kept": 0, "kept late": 0, "term passed, no word": 1, "term passed, meeting ahead": 0, "not kept": 0,
        "term running": 1, "term ahead": 2, "no term": 5, "dropped": 0,
    }  # fmt: skip
    assert len(promised(page)) == 9
    assert len(numbers(page)) == len(STATES)


def test_a_promise_is_shown_with_its_term_its_words_who_and_what_realises_it(read, find):
    first = promised(read("/promises"))[0]
    assert first.text.startswith("spring 2026 1 March – 31 May 2026 term passed 180 days ago, no word")
    assert "организовать Четвертую конференцию министров иностранных дел весной 2026 года в Италии" in first.text
    assert "Declaration, Astana, 30 May 2025, clause 25 Who: Italy" in first.text
    assert "no day named, no word since" in first.text
    assert "Neither confirmed nor denied." in first.text
    links = read("/promises").links
    assert f"/documents/{DECLARATION}?lang=en#p26" in links
    assert f"/events/{find('Fourth Conference')}?lang=en" in links
    assert "/parties/IT?lang=en" in links


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_term_that_has_passed_is_never_called_a_breach(read, lang):
    text = read("/promises?state=passed", lang=lang).text.lower()
    assert not [word for word in ("breach", "broken", "violat", "нарушен", "сорван") if word in text]


def test_it_is_kept_when_the_meeting_has_been_held_and_says_how_late(read, change, find):
    conference = find("Fourth Conference")
    change(events.move, conference, StatedDate("2026-06-03"), by=EDITOR, at=at("2026-11-02"))
    change(lifecycle.hold, conference, by=EDITOR, at=at("2026-11-03"))
    page = read("/promises")
    assert numbers(page)["kept late"] == 1
    assert "kept, 3 days late" in page.text
    assert "выполнено с опозданием на 3 дня" in read("/promises", lang="ru").text


def test_a_meeting_named_for_after_the_term_is_word_of_it(read, change, find):
    change(events.move, find("Fourth Conference"), StatedDate("2027-02-03"), by=EDITOR, at=at("2026-11-02"))
    page = read("/promises")
    assert (numbers(page)["term passed, no word"], numbers(page)["term passed, meeting ahead"]) == (0, 1)


def test_not_kept_is_said_with_the_source_that_says_so(read, make):
    make("Broken one", is_broken=True, sources=(SourceFacts(url="https://example.org/news", title="The news"),))
    (one,) = promised(read("/promises?state=broken"))
    assert "not kept" in one.text
    assert "https://example.org/news" in read("/promises?state=broken").links


def test_tables_count_by_document_format_and_party(read):
    page = read("/promises")
    assert table(page, "document") == [
        ["Document", "Total", "Kept", "Term passed, no word", "Term running", "Term ahead", "No term"],
        ["Communiqué, 11 October 2025draft text", "3", "0", "0", "0", "0", "3"],
        ["Declaration, Astana, 30 May 2025", "6", "0", "1", "1", "2", "2"],
    ]
    assert table(page, "format")[1:] == [
        ["Central Asia + Italy", "6", "0", "1", "1", "2", "2"],
        ["Central Asia – Russia", "3", "0", "0", "0", "0", "3"],
    ]
    assert ["Kyrgyzstan", "7", "0", "0", "1", "2", "4"] in table(page, "party")
    assert table(page, "party")[-1][:2] == ["nobody named", "1"]


def test_a_line_of_a_table_shows_its_tally_at_a_glance_where_its_columns_do_not_fit(read):
    communique, declaration = (
        part.split("</th>")[0].count('class="sq sq-')
        for part in read("/promises")
        .source.partition('aria-label="Table: By document"')[2]
        .split('<th scope="row">')[1:3]
    )
    assert (communique, declaration) == (3, 6)


def test_filters_leave_what_fits_and_can_be_taken_away_again(read):
    page = read("/promises?party=KG&state=ahead")
    assert [one.text.split(" 2027 ", 1)[0] for one in promised(page)] == ["2027 1 January – 31 December"] * 2
    assert numbers(page)["term ahead"] == 2
    assert numbers(page)["no term"] == 0
    assert "/promises?lang=en&party=KG" in page.links
    assert "/promises?lang=en&state=ahead" in page.links
    assert promised(read("/promises?q=гидроэнергетикой", lang="ru")), "words in all their forms"
    assert "No promise fits the filter." in read("/promises?q=zebra").text
    assert len(promised(read(f"/promises?document={DECLARATION}"))) == 6
    assert len(promised(read("/promises?format=outside"))) == 0


@pytest.mark.parametrize("query", ["state=broke", "document=none", "format=none", "party=XX", "sort=length", "page=x"])
def test_what_is_not_known_is_refused(client, query):
    assert client.get(f"/promises?{query}").status_code == 400
    assert client.get(f"/promises.csv?{query}").status_code == 400


def test_it_is_in_the_order_that_is_asked_for(read):
    def first(sort):
        return promised(read(f"/promises?sort={sort}"))[0].text

    assert "spring 2026" in first("term")
    assert "Communiqué" in first("document")
    assert "Who: Italy" in first("party")


def test_exports_hold_exactly_what_is_shown(client, read):
    ids = [one["id"].removeprefix("promise-") for one in promised(read("/promises?party=KG&sort=document"))]
    table = client.get("/promises.csv?party=KG&sort=document&lang=en")
    assert table.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ids
    made = client.get("/promises.json?party=KG&sort=document&lang=ru")
    assert made.content_type == "application/json"
    assert [one["id"] for one in json.loads(made.data)["promises"]] == ids
    assert json.loads(made.data)["url"] == f"{BASE}/promises?lang=ru&party=KG&sort=document"


def test_a_long_list_goes_on_over_pages_and_exports_hold_all(client, read, make):
    for number in range(45):
        make(f"Promise {number}")
    assert (len(promised(read("/promises"))), len(promised(read("/promises?page=2")))) == (50, 4)
    assert len(promised(read("/promises?page=99"))) == 4, "there is no later page"
    assert numbers(read("/promises?page=2"))["no term"] == 50
    assert len(client.get("/promises.csv").data.decode().splitlines()) == 55


def test_promises_of_a_draft_are_nowhere_not_in_counts_either(client, read, change, make):
    draft = change(documents.create, _said("secret-paper"), by=EDITOR, at=at("2026-11-01"))
    make("A secret promise", document_id=draft.id)
    page = read("/promises")
    assert sum(numbers(page).values()) == 9
    for address in ("/promises", "/promises.csv", "/promises.json", "/documents", "/formats", "/parties/KZ"):
        assert "secret" not in client.get(f"{address}?lang=en").text
    assert client.get("/promises?document=secret-paper").status_code == 400


def _said(slug):
    from calendar_service.domain.records import DocumentFacts

    return DocumentFacts(slug=slug, kind="treaty", titles=local("A secret paper"), language="en", state="adopted")


def test_a_draft_that_realises_a_promise_is_not_named(read, change, make):
    hidden = change(factories.event, title="Secret talks", date="2026-11-02", publish=False)
    make("Talks", events=(hidden.id,))
    assert "Secret talks" not in read("/promises").text


def test_markup_in_a_promise_is_shown_and_never_obeyed(read, make):
    hostile = "<svg/onload=alert(1)> {{7*7*191}} \"' onmouseover=x"
    make(hostile)
    page = read("/promises")
    assert "<svg/onload" not in page.source
    assert hostile in page.text


def test_it_names_its_feed_and_its_exports(read):
    page = read("/promises?format=central-asia-italy")
    alternates = [one["href"] for one in page.all("link", rel="alternate") if "hreflang" not in one.attributes]
    assert f"{BASE}/feeds/format/central-asia-italy.ics?lang=en" in alternates
    assert "/promises.csv?lang=en&format=central-asia-italy" in alternates


def test_it_takes_few_queries_however_many_there_are(client, queries, make):
    assert client.get("/promises").status_code == 200
    number = len(queries)
    assert number <= MOST_QUERIES, queries
    for count in range(30):
        make(f"Promise {count}", events=())
    queries.clear()
    assert client.get("/promises").status_code == 200
    assert len(queries) <= number
