"""Candidates: the events that a form offers to choose from as one types, and those that a text means."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.models.events import Event
from calendar_service.services import search
from calendar_service.services.visibility import visible_to

MOST_OFFERED = 300
MOST_FOUND = 7


def offered(session: Session, *, to: Actor) -> Sequence[Event]:
    """Return the events to choose from, those recorded last first."""
    return session.scalars(_open(to).order_by(Event.created_at.desc(), Event.id).limit(MOST_OFFERED)).all()


def found(session: Session, text: str, *, to: Actor) -> Sequence[Event]:
    """Return the events whose words hold a text, a few at most; one that is called just so before all others."""
    condition = search.finds(session, text)
    if condition is None:
        return []
    events = session.scalars(_open(to).where(condition).order_by(Event.id).limit(MOST_FOUND)).all()
    wanted = text.strip().casefold()
    called = [one for one in events if wanted in {title.casefold() for _lang, title in one.titles}]
    return called if len(called) == 1 else events


def beginning(session: Session, digits: str, *, to: Actor) -> Sequence[Event]:
    """Return the events whose id begins with eight hexadecimal digits, or is given whole."""
    first = UUID(hex=digits.ljust(32, "0"))
    last = UUID(hex=digits.ljust(32, "f"))
    return session.scalars(_open(to).where(Event.id.between(first, last)).limit(MOST_FOUND)).all()


def named(session: Session, ids: Sequence[UUID], *, to: Actor) -> Sequence[Event]:
    """Return the events with these ids that an actor may see, in this order."""
    events = {one.id: one for one in session.scalars(select(Event).where(Event.id.in_(ids), visible_to(to)))}
    return [events[one] for one in ids if one in events]


def _open(to: Actor) -> Select[Event]:
    return select(Event).where(visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None))
