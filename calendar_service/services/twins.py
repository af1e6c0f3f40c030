"""Twins: two records of one meeting. Which other record may be meant, and what both say together.

Likely ones are found by `warnings.duplicates`; the merge itself is `lifecycle.merge`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.facts import EventFacts
from calendar_service.models.events import Event
from calendar_service.services import search
from calendar_service.services.visibility import visible_to

MOST_OFFERED = 300  # in a field that completes titles as one types
MOST_FOUND = 30
T = TypeVar("T")


def offered(session: Session, event_id: UUID, *, to: Actor) -> list[Event]:
    """Return the events that another may be merged with, the latest first."""
    return _others(session, event_id, to, most=MOST_OFFERED)


def found(session: Session, event_id: UUID, text: str, *, to: Actor) -> list[Event]:
    """Return the events that a text finds and that another may be merged with."""
    return _others(session, event_id, to, most=MOST_FOUND, text=text)


def staying(one: Event, other: Event) -> Event:
    """Return which of two records is to stay: one that is published, the older where both or neither are."""
    return min(one, other, key=lambda event: (event.visibility != "published", event.created_at, event.id))


def together(stays: EventFacts, goes: EventFacts, *, event_ids: Iterable[UUID]) -> EventFacts:
    """Return the facts of the one that stays with the sources, links, ids and relations of both.

    `event_ids` are those of the two: neither leads to itself.
    """
    own = set(event_ids)
    relations = _joined(stays.relations, goes.relations)
    return replace(
        stays,
        sources=_joined(stays.sources, goes.sources),
        links=_joined(stays.links, goes.links),
        external_ids=_joined(stays.external_ids, goes.external_ids),
        relations=tuple(one for one in relations if one.event_id not in own),
    )


def _joined(first: tuple[T, ...], then: tuple[T, ...]) -> tuple[T, ...]:
    return (*first, *(one for one in then if one not in first))


def _others(session: Session, event_id: UUID, to: Actor, *, most: int, text: str = "") -> list[Event]:
    query = select(Event).where(
        visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None), Event.id != event_id
    )
    if text:
        condition = search.finds(session, text)
        if condition is None:
            return []
        query = query.where(condition)
    return list(session.scalars(query.order_by(Event.created_at.desc(), Event.id).limit(most)))
