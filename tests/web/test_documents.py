"""Documents: every passage that announces something is marked and leads to it; drafts say that they are."""

import re

import pytest
from sqlalchemy import func, select

from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import DocumentFacts
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.sources import Source
from calendar_service.services import documents
from tests import factories
from tests.factories import EDITOR, at, local

DECLARATION = "/documents/declaration-central-asia-italy-2025"
COMMUNIQUE = "/documents/communique-expert-forum-2025"
MOST_QUERIES = 19


def test_every_paragraph_has_its_anchor_and_shows_its_printed_number(read):
    page = read(DECLARATION)
    assert [one["id"] for one in page.all("li") if re.fullmatch(r"p\d+", one.get("id"))] == [
        f"p{n}" for n in range(1, 28)
    ]
    assert page.one("a", href="#p26").text == "25"
    assert page.one("a", href="#p1").text == "¶"
    assert "25. Лидеры" not in page.text
    assert [one["lang"] for one in page.all("p") if one.get("class") == "p"] == ["ru"] * 27


@pytest.mark.parametrize("address", [DECLARATION, COMMUNIQUE])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_citation_of_the_calendar_is_marked_and_leads_somewhere(read, stored, address, lang):
    page = read(address, lang=lang)
    marked = "".join("".join(one.texts) for one in page.all("mark"))
    with stored.reading() as session:
        slug = address.rpartition("/")[2]
        query = select(Source.quote).join(Paragraph).join(Document).where(Document.slug == slug)
        quotes = session.scalars(query).all()
    assert len(quotes) > 10
    assert [quote for quote in quotes if quote not in marked] == []
    assert len(re.findall(r'<mark class="[^"]+"><a href="[^"]+">', page.source)) == len(page.all("mark"))


def test_a_passage_leads_to_its_event_and_the_side_lists_all_that_it_speaks_of(read, find):
    page = read(DECLARATION)
    quote = "организовать Четвертую конференцию министров иностранных дел весной 2026 года в Италии"
    link = next(
        one for one in page.all("a") if one.text.startswith("Четвертую конференцию министров") or one.text == quote
    )
    assert link["href"] == f"/events/{find('Fourth Conference')}?lang=en"
    side = next(one for one in page.all("ul") if one.get("aria-label") == "Marked in clause 25").text
    assert "Fourth Conference of Foreign Ministers" in side
    assert "Promise: The Fourth Conference of Foreign Ministers in Italy in spring 2026" in side


def test_its_promises_stand_below_with_their_tally_and_passages_lead_to_them(read):
    page = read(DECLARATION)
    promises = page.section("promises").text
    assert "Of six promises: the term of one has passed without word" in promises
    rows = [one["id"] for one in page.all("li") if one.get("id").startswith("promise-")]
    assert len(rows) == 6
    assert {f"{DECLARATION}?lang=en#{one}" for one in rows} <= set(page.links)
    assert "6 promises of this document" in page.one("a", href="#promises").text
    side = next(one for one in page.all("ul") if one.get("aria-label") == "Marked in clause 25").text
    assert "term passed 180 days ago, no word" in side


def test_only_what_is_marked_can_be_shown(read):
    page = read(f"{DECLARATION}?only=marked")
    marked = [one["id"] for one in page.all("li") if re.fullmatch(r"p\d+", one.get("id"))]
    assert "p26" in marked
    assert "p11" not in marked
    assert f"{DECLARATION}?lang=en" in page.links
    assert "The whole text" in page.text


def test_under_a_former_name_it_is_moved_to_the_present_one(client, stored, change):
    with stored.reading() as session:
        id_ = session.scalar(select(Document.id).where(Document.slug == COMMUNIQUE.rpartition("/")[2]))
    change(documents.change, id_, {"slug": "dushanbe"}, by=EDITOR, at=at("2026-11-01"))
    assert client.get(f"{COMMUNIQUE}?lang=ru").headers["Location"] == "/documents/dushanbe?lang=ru"
    assert client.get("/promises?document=communique-expert-forum-2025").status_code == 200


def test_a_draft_text_is_called_one(read):
    assert "This is a draft text." in read(COMMUNIQUE).text
    assert "Это проект текста." in read(COMMUNIQUE, lang="ru").text
    assert "draft text" not in read(DECLARATION).text


def test_where_and_when_it_was_adopted_is_told(read):
    page = read(DECLARATION, lang="ru")
    assert "Документ принят: Астана, 30 мая 2025 г." in page.text
    assert "Текст принят на мероприятии: Первый саммит «Центральная Азия + Италия»" in page.text
    assert "Dated 11 October 2025" in read(COMMUNIQUE).text


def test_it_stands_under_documents_among_the_parts_of_the_site(read):
    marked = [(one.text, one["aria-current"]) for one in read(DECLARATION).all("a") if "aria-current" in one.attributes]
    assert ("Documents", "true") in marked


def test_the_list_holds_what_is_published_with_its_state(read):
    page = read("/documents")
    assert f"{COMMUNIQUE}?lang=en" in page.links
    assert "Communiqué draft text" in page.text
    assert "11 October 2025" in page.text
    assert "6 promises" in page.text
    assert f"{DECLARATION}?lang=en#promises" in page.links


def test_asked_for_by_id_it_is_moved_to_its_name(client, stored):
    with stored.reading() as session:
        id_ = session.scalar(select(Document.id).where(Document.slug == COMMUNIQUE.rpartition("/")[2]))
    answer = client.get(f"/documents/{id_}?lang=ru", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{COMMUNIQUE}?lang=ru")


@pytest.fixture
def write(change):
    def writing(*texts, slug="made-here", publish=True, **facts):
        paragraphs = tuple(ParagraphFacts(number=n, text=text) for n, text in enumerate(texts, 1))
        said = {"kind": "treaty", "titles": local("A treaty"), "language": "en", "state": "adopted"}
        said = DocumentFacts(**{**said, "slug": slug, "paragraphs": paragraphs, **facts})
        return change(documents.create, said, by=EDITOR, at=at("2026-11-01"), publish=publish)

    return writing


def test_a_draft_cannot_be_told_from_what_does_not_exist(client, write):
    document = write("Secret clause", slug="secret", publish=False)
    for address in ("/documents/secret", f"/documents/{document.id}", "/documents/unknown"):
        assert client.get(f"{address}?lang=en").status_code == 404
    assert "A treaty" not in client.get("/documents?lang=en").text


def test_a_withdrawn_document_is_gone(read, write, change):
    document = write("A clause", slug="gone")
    change(documents.withdraw, document.id, by=EDITOR, at=at("2026-11-02"))
    assert "A clause" not in read("/documents/gone", status=410).text
    assert "/documents/gone" not in read("/documents").source


def test_markup_in_a_text_is_shown_and_never_obeyed(read, write):
    hostile = "<svg/onload=alert(1)> {{7*7*191}} \"' onmouseover=x"
    page = read(f"/documents/{write(hostile, titles=local(hostile)).slug}")
    assert "<svg/onload" not in page.source
    assert hostile in page.text


def test_a_citation_by_a_draft_event_is_not_marked(read, write, change, stored):
    from calendar_service.domain.facts import SourceFacts

    document = write("They will meet in secret in Rome.")
    with stored.reading() as session:
        paragraph = session.scalar(select(Paragraph.id).where(Paragraph.document_id == document.id))
    sources = (SourceFacts(paragraph_id=paragraph, quote="meet in secret"),)
    change(factories.event, title="Secret talks", publish=False, sources=sources)
    page = read("/documents/made-here")
    assert page.all("mark") == []
    assert "Secret talks" not in page.source


def test_it_takes_few_queries_however_long_it_is(client, queries, stored):
    assert client.get(DECLARATION).status_code == 200
    assert len(queries) <= MOST_QUERIES, queries
    with stored.reading() as session:
        assert session.scalar(select(func.count()).select_from(Paragraph)) > MOST_QUERIES
