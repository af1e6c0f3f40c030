"""Parties: record one, change one. A party renamed is shown anew by all that names it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.records import PartyFacts
from calendar_service.domain.words import _
from calendar_service.models.events import Event, Host, Participant
from calendar_service.models.parties import Party
from calendar_service.services import records

_FIELDS = tuple(PartyFacts.__dataclass_fields__)


def create(session: Session, facts: PartyFacts, *, by: Actor, at: datetime, party_id: UUID | None = None) -> Party:
    """Record a party and return it."""
    return records.create(session, KEPT, facts, by=by, at=at, id_=party_id)


def change(
    session: Session, party_id: UUID, changes: dict[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """Replace some facts of a party and return it; a former code leads to it for good."""
    return records.change(session, KEPT, party_id, changes, by=by, at=at, version=version)


def facts_of(party: Party) -> PartyFacts:
    """Return what is said of a party now."""
    return PartyFacts(**{name: getattr(party, name) for name in _FIELDS})


def _apply(session: Session, party: Party, facts: PartyFacts) -> None:
    records.require_all(session, Party, [facts.parent_id], field="parent")
    _require_no_loop(session, party, facts.parent_id)
    records.set_slug(session, party, facts.code, field="code")
    for name in _FIELDS:
        setattr(party, name, getattr(facts, name))


def _require_no_loop(session: Session, party: Party, parent_id: UUID | None) -> None:
    seen = {party.id}
    while parent_id is not None:
        if parent_id in seen:
            raise InvalidInput(_("A party cannot belong to itself."), field="parent")
        seen.add(parent_id)
        parent_id = session.scalar(select(Party.parent_id).where(Party.id == parent_id))


def naming(session: Session, party: Party) -> list[UUID]:
    """Return the ids of the events that show a party's name."""
    hosted = select(Host.event_id).where(Host.party_id == party.id)
    attended = select(Participant.event_id).where(Participant.party_id == party.id)
    return list(session.scalars(select(Event.id).where(or_(Event.id.in_(hosted), Event.id.in_(attended)))))


KEPT = records.Kept(noun=Party, facts_of=facts_of, apply=_apply, naming=naming)
