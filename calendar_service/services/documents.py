"""Documents: record one with its paragraphs, change it, publish it, find it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain import alignment
from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.errors import Conflict, Gone, NotFound
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import DocumentFacts
from calendar_service.domain.words import _
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.feeds import SlugAlias
from calendar_service.models.sources import Source
from calendar_service.services import indexing, journal, quotations, recording, records
from calendar_service.services.quotations import Lost

_FIELDS = ("kind", "titles", "language", "state", "url", "event_id")


def get(session: Session, name: str, *, to: Actor) -> Document:
    """Return a document by its slug, a former one, or its id; raises `NotFound` or `Gone`."""
    wanted: ColumnElement[bool]
    try:
        wanted = Document.id == UUID(name)
    except ValueError:
        former = select(SlugAlias.record_id).where(SlugAlias.noun == "document", SlugAlias.slug == name)
        wanted = or_(Document.slug == name, Document.id.in_(former))
    query = select(Document).where(wanted).options(selectinload(Document.paragraphs), joinedload(Document.event))
    document = session.scalar(query)
    if document is None or (document.visibility == "draft" and not may_see(to, "draft")):
        raise NotFound(_("There is no such document in this calendar."))
    if not may_see(to, document.visibility):
        raise Gone(_("This document was published by mistake and has been withdrawn."))
    return document


def create(
    session: Session,
    facts: DocumentFacts,
    *,
    by: Actor,
    at: datetime,
    publish: bool = False,
    document_id: UUID | None = None,
) -> Document:
    """Record a document with its paragraphs, as a draft or published at once, and return it."""
    row = records.make(session, Document, by=by, at=at, id_=document_id)
    row.visibility = "published" if publish else "draft"
    _apply(session, row, facts.checked(), by=by, at=at)
    records.save(session, row, "published" if publish else "created", by=by, at=at, public=publish)
    _restate(session, row, by=by, at=at)
    return row


def change(
    session: Session, document_id: UUID, changes: dict[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Document:
    """Replace some facts of a document and return it; a paragraph that is cited cannot lose the cited words."""
    row = records.editable(session, Document, document_id, by, version=version)
    if row.visibility == "withdrawn":
        raise Conflict(_("This document was withdrawn and can no longer be changed."))
    facts = facts_of(row)
    checked = replace(facts, **changes).checked()
    if checked == facts:
        return row
    _apply(session, row, checked, by=by, at=at)
    records.save(session, row, "changed", by=by, at=at, public=row.visibility != "draft")
    _restate(session, row, by=by, at=at)
    return row


def publish(session: Session, document_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Document:
    """Make a document public; what cites it then shows the citation."""
    row = records.editable(session, Document, document_id, by, version=version)
    if row.visibility != "draft":
        raise Conflict(_("This document is published already."))
    row.visibility = "published"
    records.save(session, row, "published", by=by, at=at)
    _restate(session, row, by=by, at=at)
    return row


def withdraw(session: Session, document_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Document:
    """Take back a document that was published by mistake; its citations go with it."""
    row = records.editable(session, Document, document_id, by, version=version)
    if row.visibility != "published":
        raise Conflict(_("Only what is published can be withdrawn. A draft can be deleted."))
    row.visibility = "withdrawn"
    records.save(session, row, "withdrawn", by=by, at=at)
    _restate(session, row, by=by, at=at)
    return row


def delete(session: Session, document_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> None:
    """Delete a draft that was never published; raises `Conflict` for any other, and for one that is cited."""
    row = records.editable(session, Document, document_id, by, version=version)
    if row.visibility != "draft":
        raise Conflict(_("What was published is not deleted. Withdraw it if it was a mistake."))
    cited = select(Source.id).where(Source.paragraph_id.in_([one.id for one in row.paragraphs])).limit(1)
    if session.scalar(cited) or session.scalar(select(Commitment.id).where(Commitment.document_id == row.id).limit(1)):
        raise Conflict(_("This document is cited, or commitments are taken from it. Change those first."))
    indexing.forget(session, row)
    session.delete(row)
    journal.record(session, row, "deleted", by=by, at=at, public=False)


def naming(session: Session, row: Document) -> Sequence[UUID]:
    """Return the ids of the events that cite a document or had it as their outcome."""
    citing = (
        select(Source.event_id)
        .join(Paragraph, Paragraph.id == Source.paragraph_id)
        .where(Paragraph.document_id == row.id, Source.event_id.is_not(None))
    )
    return session.scalars(select(Event.id).where(or_(Event.id.in_(citing), Event.id == row.event_id))).all()


def facts_of(row: Document) -> DocumentFacts:
    """Return what is said of a document now."""
    paragraphs = [ParagraphFacts(number=one.number, clause=one.clause, text=one.text) for one in row.paragraphs]
    fields = {name: getattr(row, name) for name in _FIELDS}
    return DocumentFacts(slug=row.slug, dated=row.dated_edtf, paragraphs=tuple(paragraphs), **fields)


def _apply(session: Session, row: Document, facts: DocumentFacts, *, by: Actor, at: datetime) -> None:
    records.require_all(session, Event, [facts.event_id], field="event")
    records.set_slug(session, row, facts.slug)
    for name in _FIELDS:
        setattr(row, name, getattr(facts, name))
    row.dated_edtf = facts.dated
    _apply_paragraphs(session, row, facts, by=by, at=at)


def _apply_paragraphs(session: Session, row: Document, facts: DocumentFacts, *, by: Actor, at: datetime) -> None:
    """Set the paragraphs; those that stay keep their citations, and words that moved take theirs along."""
    before = list(row.paragraphs)
    texts = [one.text for one in facts.paragraphs]
    if [(one.text, one.clause) for one in before] == [(one.text, one.clause) for one in facts.paragraphs]:
        return
    cited = quotations.cited(session, before)
    found = alignment.align([one.text for one in before], texts, list(cited))
    for lost in quotations.told(session, before, cited, found):
        raise _losing(lost)
    _number_apart(session, before)
    wanted = [Paragraph(number=number) if old is None else before[old] for number, old in enumerate(found.kept, 1)]
    for paragraph, one in zip(wanted, facts.paragraphs, strict=True):
        paragraph.number, paragraph.text, paragraph.clause = one.number, one.text, one.clause
    row.paragraphs.extend(one for one, old in zip(wanted, found.kept, strict=True) if old is None)
    session.flush()
    for quote, place in found.placed.items():
        quotations.move(session, cited[quote], wanted[place], by=by, at=at)
    indexing.forget_paragraphs(session, [one.id for one in before if one not in wanted])
    row.paragraphs[:] = wanted


def _number_apart(session: Session, paragraphs: list[Paragraph]) -> None:
    """Give paragraphs numbers that no paragraph has, as each number may stand there once at any moment."""
    for one in paragraphs:
        one.number = -one.number
    session.flush()


def _losing(lost: Lost) -> Conflict:
    return Conflict(
        _("“%(quote)s” in paragraph %(number)s is cited by “%(title)s”. The new text does not have these words."),
        field="paragraphs",
        quote=lost.words,
        number=lost.clause or lost.number,
        title=lost.title.get("en"),
    )


def _restate(session: Session, row: Document, *, by: Actor, at: datetime) -> None:
    """Render again the events that cite a document or had it as their outcome."""
    recording.restate(session, naming(session, row), by=by, at=at, because=("document", row.id))
