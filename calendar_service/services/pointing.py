"""What points at an event and is not its own: relations of others, documents adopted at it, commitments it realises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.models.commitments import Commitment, Realisation
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.relations import Relation
from calendar_service.services import journal, recording, records


def is_pointed_at(session: Session, event_id: UUID) -> bool:
    """Tell whether anything but the event itself would lose its target with it."""
    relation = select(Relation.id).where(Relation.to_event_id == event_id)
    document = select(Document.id).where(Document.event_id == event_id)
    realisation = select(Realisation.id).where(Realisation.event_id == event_id)
    merged = select(Event.id).where(Event.merged_into_id == event_id)
    found = (exists(query) for query in (relation, document, realisation, merged))
    return bool(session.scalar(select(or_(*found))))


def redirect(session: Session, event: Event, into: Event, *, by: Actor, at: datetime, facts: dict[str, Any]) -> None:
    """Have all that points at an event point at another, each record with a line of its own."""
    for origin in _related(session, event, Relation.from_event_id, Event):
        _point(session, origin, event, into)
        recording.tell(session, origin, "changed", by=by, at=at, facts=facts)
    for series in _related(session, event, Relation.from_series_id, Series):
        _point(session, series, event, into)
        _record(session, series, by=by, at=at, facts=facts)
    for document in session.scalars(select(Document).where(Document.event_id == event.id)).all():
        journal.watch(session, document)
        document.event_id = into.id
        _record(session, document, by=by, at=at, facts=facts, public=document.visibility == "published")
    for commitment in _realised(session, event):
        _record_realisations(session, commitment, event, into, by=by, at=at, facts=facts)


def _related(session: Session, event: Event, origin: Any, noun: type[Any]) -> Iterable[Any]:
    found = select(noun).where(noun.id.in_(select(origin).where(Relation.to_event_id == event.id))).order_by(noun.id)
    rows = session.scalars(found).all()
    for row in rows:
        journal.watch(session, row)
    return rows


def _point(session: Session, origin: Event | Series, event: Event, into: Event) -> None:
    """Point the relations of a record to another event; one to itself, or said already, goes."""
    said = {(one.type, one.to_event_id) for one in origin.relations}
    for relation in list(origin.relations):
        if relation.to_event_id != event.id:
            continue
        if origin.id == into.id or (relation.type, into.id) in said:
            origin.relations.remove(relation)
        else:
            relation.to_event_id = into.id
            said.add((relation.type, into.id))
    session.flush()
    session.refresh(origin)


def _realised(session: Session, event: Event) -> Iterable[Commitment]:
    ids = select(Realisation.commitment_id).where(Realisation.event_id == event.id)
    return session.scalars(select(Commitment).where(Commitment.id.in_(ids)).order_by(Commitment.id)).all()


def _record_realisations(
    session: Session,
    commitment: Commitment,
    event: Event,
    into: Event,
    *,
    by: Actor,
    at: datetime,
    facts: dict[str, Any],
) -> None:
    journal.watch(session, commitment)
    is_said = any(one.event_id == into.id for one in commitment.realisations)
    for one in list(commitment.realisations):
        if one.event_id == event.id:
            if is_said:
                commitment.realisations.remove(one)
            else:
                one.event_id, is_said = into.id, True
    public = commitment.document.visibility == "published"
    _record(session, commitment, by=by, at=at, facts=facts, public=public)


def _record(
    session: Session,
    row: Series | Document | Commitment,
    *,
    by: Actor,
    at: datetime,
    facts: dict[str, Any],
    public: bool = True,
) -> None:
    records.save(session, row, "changed", by=by, at=at, public=public, facts=facts)
