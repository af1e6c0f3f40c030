"""Quotations: the words of a document's paragraphs that records cite, and who cites them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import alignment
from calendar_service.domain.access import Actor
from calendar_service.domain.alignment import Alignment, Quote
from calendar_service.domain.text import LocalText
from calendar_service.models.base import Recorded
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.sources import Source
from calendar_service.services import journal

Cited = Mapping[Quote, Sequence[Source]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Words that are cited and that a new text would not have: of which paragraph, and what cites them."""

    words: str
    number: int
    clause: str
    record: Recorded

    @property
    def title(self) -> LocalText:
        """What the record that cites them is called."""
        return called(self.record)

    @property
    def path(self) -> str:
        """The path of its page."""
        return page_of(self.record)


def cited(session: Session, paragraphs: Sequence[Paragraph]) -> Cited:
    """Return what is quoted from paragraphs, by their places, with the sources that quote it."""
    places = {one.id: place for place, one in enumerate(paragraphs)}
    query = select(Source).where(Source.paragraph_id.in_(list(places))).order_by(Source.id)
    found: dict[Quote, list[Source]] = {}
    for source in session.scalars(query):
        if source.paragraph_id is not None:
            found.setdefault(Quote(places[source.paragraph_id], source.quote), []).append(source)
    return found


def lost(session: Session, document: Document, texts: Sequence[str]) -> list[Lost]:
    """Return the words that are cited from a document and that would be lost if its paragraphs said this."""
    found = cited(session, document.paragraphs)
    before = [one.text for one in document.paragraphs]
    return told(session, document.paragraphs, found, alignment.align(before, texts, list(found)))


def told(session: Session, paragraphs: Sequence[Paragraph], found: Cited, aligned: Alignment) -> list[Lost]:
    """Return what an alignment loses, with what cites it."""
    return [
        Lost(
            words=quote.words,
            number=abs(paragraphs[quote.place].number),
            clause=paragraphs[quote.place].clause,
            record=citing(session, source),
        )
        for quote in aligned.lost
        for source in found[quote]
    ]


def move(session: Session, sources: Sequence[Source], paragraph: Paragraph, *, by: Actor, at: datetime) -> None:
    """Have sources cite another paragraph, which has their words now; each record that cites has its line."""
    for source in sources:
        if source.paragraph_id == paragraph.id:
            continue
        record = citing(session, source)
        journal.watch(session, record)
        source.paragraph_id = paragraph.id
        record.updated_at = at
        session.flush()
        because = ["document", str(paragraph.document_id)]
        journal.record(
            session, record, "restated", by=by, at=at, public=False, facts={"because": because}, correction=True
        )


def citing(session: Session, source: Source) -> Recorded:
    """Return the record that a source belongs to."""
    owners: tuple[tuple[type[Recorded], object], ...] = (
        (Event, source.event_id),
        (Commitment, source.commitment_id),
        (Format, source.format_id),
        (Series, source.series_id),
    )
    return next(session.get_one(noun, id_) for noun, id_ in owners if id_ is not None)


def called(record: Recorded) -> LocalText:
    """Return what a record that cites is called."""
    title: LocalText = record.titles if isinstance(record, (Event, Commitment)) else record.names  # type: ignore[attr-defined]
    return title


def page_of(record: Recorded) -> str:
    """Return the path of the page of a record that cites."""
    if isinstance(record, (Event, Commitment)):
        return f"/{record.__tablename__}s/{record.id}"
    return f"/{'formats' if isinstance(record, Format) else 'series'}/{record.slug}"  # type: ignore[attr-defined]
