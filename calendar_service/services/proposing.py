"""Proposals: what a series suggests for its next edition. They save typing; whoever records an event decides.

What the series' own editions do not tell stays open: no ordinal where none is recorded, no host where
the past shows no rotation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain import titles
from calendar_service.domain.access import Actor
from calendar_service.domain.text import LocalText
from calendar_service.models.events import Event, Host
from calendar_service.models.formats import Format, FormatMember, Series, SeriesParticipant
from calendar_service.models.parties import Party
from calendar_service.services.visibility import visible_to

MOST_EDITIONS = 60  # of which the hosts are looked at, the latest


class Turn(StrEnum):
    """Why it would be a party's turn to host."""

    FOLLOWED = "followed"  # it came after the latest host before
    LEFT = "left"  # of the members it alone has not hosted yet
    LONGEST = "longest"  # all have hosted, and it is the longest ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a series suggests. `latest` is the highest ordinal recorded; `waiting` are members that never hosted."""

    series: Series
    kind: str
    format_id: UUID | None
    ordinal: int | None = None
    latest: Event | None = None
    titles: LocalText = field(default_factory=LocalText)
    participants: Sequence[Party] = ()
    host: Party | None = None
    turn: Turn | None = None
    after: Party | None = None
    waiting: Sequence[Party] = ()


def of_series(session: Session, series_id: UUID, *, ordinal: int | None = None, to: Actor) -> Proposal | None:
    """Return what a series suggests for an edition: the one with this ordinal, else the next; `None` for no series."""
    series = session.scalar(
        select(Series)
        .where(Series.id == series_id)
        .options(
            joinedload(Series.format).selectinload(Format.members).joinedload(FormatMember.party),
            selectinload(Series.participants).joinedload(SeriesParticipant.party),
        )
    )
    if series is None:
        return None
    latest = _latest(session, series_id, to)
    next_ordinal = None if latest is None or latest.ordinal is None else latest.ordinal + 1
    members = _members(series)
    past = [_hosts(one) for one in _editions(session, series_id, to)]
    host, turn, after = next_host(past, members)
    hosted = {one.id for hosts in past for one in hosts}
    return Proposal(
        series=series,
        kind=series.kind,
        format_id=series.format_id,
        ordinal=next_ordinal,
        latest=latest,
        titles=titles.propose(_edition(series), ordinal or next_ordinal),
        participants=members,
        host=host,
        turn=turn,
        after=after,
        waiting=[one for one in members if one.id not in hosted] if hosted else [],
    )


def next_host(
    past: Sequence[Sequence[Party]], members: Sequence[Party]
) -> tuple[Party | None, Turn | None, Party | None]:
    """Return who would host next by past rotation, why, and after whom; nothing where the past does not tell.

    `past` are the hosts of the editions, the earliest first. Where the latest host has hosted before,
    it is whoever came after it then; else the one member that has not hosted yet; else, once all
    have, the member that hosted longest ago. With fewer than two editions nothing rotates.
    """
    order = [hosts[0] for hosts in past if hosts]
    if len(order) < 2:  # noqa: PLR2004
        return None, None, None
    last, earlier = order[-1], order[:-1]
    for place in range(len(earlier) - 1, -1, -1):
        if earlier[place].id == last.id and order[place + 1].id != last.id:
            return order[place + 1], Turn.FOLLOWED, last
    places = {one.id: place for place, one in enumerate(order)}
    left = [one for one in members if one.id not in places]
    if left:
        return (left[0], Turn.LEFT, last) if len(left) == 1 else (None, None, last)
    others = [one for one in members if one.id != last.id]
    return (min(others, key=lambda one: places[one.id]), Turn.LONGEST, last) if others else (None, None, last)


def _edition(series: Series) -> LocalText:
    if series.editions or series.format is None:
        return series.editions
    return titles.edition_for(series.kind, series.format.names)


def _members(series: Series) -> list[Party]:
    """Return who takes part: those the series names, else the members of its format."""
    if series.participants or series.format is None:
        return [one.party for one in series.participants]
    return [one.party for one in series.format.members]


def _hosts(event: Event) -> list[Party]:
    return [one.party for one in event.hosts if one.role == "host"]


def _latest(session: Session, series_id: UUID, to: Actor) -> Event | None:
    query = select(Event).where(Event.series_id == series_id, Event.ordinal.is_not(None), *_shown(to))
    return session.scalar(query.order_by(Event.ordinal.desc()).limit(1))


def _editions(session: Session, series_id: UUID, to: Actor) -> list[Event]:
    """Return the latest editions that have a place in time or in the count, the earliest first."""
    first = func.coalesce(Event.earliest, Event.latest)
    query = (
        select(Event)
        .where(Event.series_id == series_id, Event.status != "cancelled", *_shown(to))
        .order_by(first.is_(None), first.desc(), Event.ordinal.desc())
        .limit(MOST_EDITIONS)
        .options(selectinload(Event.hosts).joinedload(Host.party))
    )
    return list(reversed(session.scalars(query).all()))


def _shown(to: Actor) -> tuple[ColumnElement[bool], ...]:
    return visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None)
