"""Sources in forms: the paragraphs, links and private notes that a record cites, read from rows and shown in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from textwrap import shorten
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.words import _, say
from calendar_service.models.documents import Paragraph
from calendar_service.web import labels
from calendar_service.web.editing import dating
from calendar_service.web.editing.fields import Rows
from calendar_service.web.editing.findings import Findings, choice
from calendar_service.web.forms import Typed

_BEGINNING = 90  # characters of a paragraph that is listed
ROWS = {
    "paragraphs": Rows(
        ("paragraph-document", "paragraph-clause", "paragraph-quote"),
        {"paragraph-mention": ""},
        ("paragraph-document", "paragraph-clause", "paragraph-quote", "paragraph-mention"),
    ),
    "seen": Rows(("seen-url", "seen-title", "seen-publisher", "seen-day"), {}),
    "notes": Rows(("note-text", "note-number", "note-day"), {}),
}


def read(
    session: Session, found: Findings, typed: Typed, present: tuple[SourceFacts, ...] = ()
) -> tuple[SourceFacts, ...]:
    """Return the sources that a form names, in the order they have where nothing but the order differs."""
    sources = [*_cited(session, found, typed)]
    for number, row in enumerate(ROWS["seen"].of(typed)):
        day = found.take(f"seen-day-{number}", partial(dating.read_day, row["seen-day"]), None)
        if not row["seen-url"]:
            found.errors[f"seen-url-{number}"] = say(
                found.lang, _("Give the address of the page, or empty the other fields of the link.")
            )
            continue
        sources.append(
            SourceFacts(url=row["seen-url"], title=row["seen-title"], publisher=row["seen-publisher"], seen_on=day)
        )
    for number, row in enumerate(ROWS["notes"].of(typed)):
        day = found.take(f"note-day-{number}", partial(dating.read_day, row["note-day"]), None)
        text = row["note-text"].replace("\r\n", "\n")
        sources.append(SourceFacts(note=text, number=row["note-number"], dated_on=day))
    is_same = len(sources) == len(present) and set(sources) == set(present)
    return present if is_same else tuple(sources)


def _cited(session: Session, found: Findings, typed: Typed) -> list[SourceFacts]:
    sources = []
    for number, row in enumerate(ROWS["paragraphs"].of(typed)):
        paragraphs = _paragraphs(session, row["paragraph-document"])
        found.offered[number] = _offered(paragraphs)
        paragraph = found.take(f"paragraph-clause-{number}", partial(_paragraph, paragraphs, row), None)
        if paragraph is None:
            continue
        found.passages[number] = paragraph
        name = f"paragraph-quote-{number}"
        quote = found.take(name, partial(quoted, row["paragraph-quote"], paragraph.text), "")
        if quote:
            sources.append(
                SourceFacts(paragraph_id=paragraph.id, quote=quote, is_mention=bool(row["paragraph-mention"]))
            )
    return sources


def _paragraphs(session: Session, document: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a document that was chosen, in order; none where none was."""
    try:
        document_id = choice(document)
    except InvalidInput:
        document_id = None
    query = select(Paragraph).where(Paragraph.document_id == document_id).order_by(Paragraph.number)
    return session.scalars(query).all() if document_id else ()


def _offered(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str]]:
    """Return paragraphs to choose from: by the clause that is printed, else by their number; and how they begin."""
    offered: dict[str, str] = {}
    for one in paragraphs:
        counted = f"¶{one.number}"
        named = one.clause if one.clause and one.clause not in offered else counted
        offered[named] = f"{named} — {shorten(one.text, _BEGINNING, placeholder='…')}"
    return list(offered.items())


def _paragraph(paragraphs: Sequence[Paragraph], row: Mapping[str, str]) -> Paragraph:
    """Return the paragraph that a document's clause names, or its counted number after "¶"."""
    clause = row["paragraph-clause"].rstrip(".")
    if choice(row["paragraph-document"]) is None:
        raise InvalidInput(_("Choose the document that the paragraph stands in."))
    if not clause:
        raise InvalidInput(_("Choose the paragraph, or choose no document."))
    by_clause = next((one for one in paragraphs if clause and one.clause == clause), None)
    by_number = next((one for one in paragraphs if clause.lstrip("¶ ") == str(one.number)), None)
    chosen = by_clause if by_clause is not None else by_number
    if chosen is None:
        raise InvalidInput(
            _("That document has no paragraph “%(clause)s”. Give the number printed before it."), clause=clause[:20]
        )
    return chosen


def quoted(quote: str, text: str) -> str:
    """Return a quotation as it stands in a paragraph, however it was broken into lines.

    Raises `InvalidInput` for none, and for words that do not stand there.
    """
    words = quote.split()
    if not words:
        raise InvalidInput(_("Quote the words of the paragraph that say so."))
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    if match is None:
        raise InvalidInput(
            _("The words “%(quote)s” do not stand in that paragraph. Copy them from it."), quote=quote[:80]
        )
    return match[0]


def shown(session: Session, sources: Iterable[SourceFacts], lang: str) -> dict[str, list[str]]:
    """Return the fields of a form that show sources."""
    ids = [one.paragraph_id for one in sources if one.paragraph_id]
    paragraphs = {one.id: one for one in session.scalars(select(Paragraph).where(Paragraph.id.in_(ids)))}
    cited, seen, notes = [], [], []
    for one in sources:
        if one.paragraph_id is not None:
            cited.append(_shown_paragraph(one, paragraphs))
        elif one.sort == "link":
            day = labels.day(one.seen_on, lang) if one.seen_on else ""
            seen.append(
                {"seen-url": one.url, "seen-title": one.title, "seen-publisher": one.publisher, "seen-day": day}
            )
        else:
            day = labels.day(one.dated_on, lang) if one.dated_on else ""
            notes.append({"note-text": one.note, "note-number": one.number, "note-day": day})
    return ROWS["paragraphs"].fields(cited) | ROWS["seen"].fields(seen) | ROWS["notes"].fields(notes)


def _shown_paragraph(one: SourceFacts, paragraphs: Mapping[UUID, Paragraph]) -> Mapping[str, str]:
    paragraph = paragraphs.get(one.paragraph_id) if one.paragraph_id else None
    return {
        "paragraph-document": str(paragraph.document_id) if paragraph else "",
        "paragraph-clause": (paragraph.clause or f"¶{paragraph.number}") if paragraph else "",
        "paragraph-quote": one.quote,
        "paragraph-mention": "yes" if one.is_mention else "",
    }
