"""Commitments: record one, change one, delete one that is not public."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import Conflict, NotFound
from calendar_service.domain.records import CommitmentFacts
from calendar_service.domain.words import _
from calendar_service.models.commitments import Commitment, CommitmentParty, Realisation
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.parties import Party
from calendar_service.models.sources import Source
from calendar_service.services import documents, indexing, journal, records, sources

_FIELDS = ("document_id", "titles", "stated_on", "is_dropped", "is_broken", "position")


def get(session: Session, commitment_id: UUID, *, to: Actor) -> Commitment:
    """Return a commitment, which is seen by whoever sees its document; raises `NotFound` or `Gone`."""
    row = session.get(Commitment, commitment_id)
    if row is None:
        raise NotFound(_("There is no such promise in this calendar."))
    documents.get(session, str(row.document_id), to=to)
    return row


def create(
    session: Session, facts: CommitmentFacts, *, by: Actor, at: datetime, commitment_id: UUID | None = None
) -> Commitment:
    """Record a commitment and return it; it is public when its document is."""
    row = records.make(session, Commitment, by=by, at=at, id_=commitment_id)
    _apply(session, row, facts.checked())
    _save(session, row, "created", by=by, at=at)
    return row


def change(
    session: Session,
    commitment_id: UUID,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Commitment:
    """Replace some facts of a commitment and return it."""
    row = records.editable(session, Commitment, commitment_id, by, version=version)
    facts = facts_of(row)
    checked = replace(facts, **changes).checked()
    if checked == facts:
        return row
    _apply(session, row, checked)
    _save(session, row, "changed", by=by, at=at)
    return row


def delete(session: Session, commitment_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> None:
    """Delete a commitment that nobody outside has seen; raises `Conflict` for one that is public."""
    row = records.editable(session, Commitment, commitment_id, by, version=version)
    if session.get_one(Document, row.document_id).visibility != "draft":
        raise Conflict(_("What was published is not deleted. Say that it was dropped, and why."))
    indexing.forget(session, row)
    session.delete(row)
    journal.record(session, row, "deleted", by=by, at=at, public=False)


def next_position(session: Session, document_id: UUID) -> int:
    """Return the place after all commitments of a document."""
    last = session.scalar(select(func.max(Commitment.position)).where(Commitment.document_id == document_id))
    return 0 if last is None else last + 1


def facts_of(row: Commitment) -> CommitmentFacts:
    """Return what is said of a commitment now."""
    return CommitmentFacts(
        **{name: getattr(row, name) for name in _FIELDS},
        date=row.date,
        parties=tuple(one.party_id for one in row.parties),
        events=tuple(one.event_id for one in row.realisations if one.event_id is not None),
        series=tuple(one.series_id for one in row.realisations if one.series_id is not None),
        sources=sources.facts_of(row.sources),
    )


def _save(session: Session, row: Commitment, verb: str, *, by: Actor, at: datetime) -> None:
    document = session.get_one(Document, row.document_id)
    records.save(session, row, verb, by=by, at=at, public=document.visibility == "published")


def _apply(session: Session, row: Commitment, facts: CommitmentFacts) -> None:
    records.require_all(session, Document, [facts.document_id], field="document")
    records.require_all(session, Party, facts.parties, field="parties")
    records.require_all(session, Event, facts.events, field="events")
    records.require_all(session, Series, facts.series, field="series")
    sources.check_quotes(session, facts.sources)
    for name in _FIELDS:
        setattr(row, name, getattr(facts, name))
    row.date = facts.date
    records.align(row.parties, CommitmentParty, "party_id", facts.parties)
    wanted = [{"event_id": one, "series_id": None} for one in facts.events]
    wanted += [{"event_id": None, "series_id": one} for one in facts.series]
    records.replace(session, row.realisations, Realisation, wanted)
    records.replace(session, row.sources, Source, [sources.fields_of(one) for one in facts.sources])
