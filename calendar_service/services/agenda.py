"""Agenda: the list of meetings, newest first, a page at a time; what has no date comes last.

A meeting stands where its first day puts it; where that is open, its last. A page is reached by the
meeting before or after which it begins, so that each is found by an index however long the list is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event
from calendar_service.services import reading, search
from calendar_service.services.visibility import visible_to

PAGE_LENGTH = 50
last_day: ColumnElement[Any] = func.coalesce(Event.latest, literal(date.max, Date()))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the list that one index orders: by the first day, or by the last where the first is open."""

    first: Any
    last: Any
    conditions: Sequence[ColumnElement[bool]]


_DATED = (
    _Part(Event.earliest, last_day, [Event.earliest.is_not(None)]),
    _Part(Event.latest, Event.latest, [Event.earliest.is_(None), Event.latest.is_not(None)]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many meetings there are: with a day, with a window, without a date, and those that no longer have theirs."""

    firm: int = 0
    windows: int = 0
    undated: int = 0
    postponed: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.firm + self.windows + self.undated + self.postponed + self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the list, and the meetings at its ends where it goes on.

    `later` is the meeting before which the page of later ones ends, `earlier` that after which the
    page of earlier ones begins. `kinds` are those of the documents cited, by their addresses.
    """

    entries: Sequence[Entry]
    later: UUID | None = None
    earlier: UUID | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins: after a meeting, before one, or with what a year has (and earlier ones)."""

    after: UUID | None = None
    before: UUID | None = None
    year: int | None = None


def shown(session: Session, asked: Selection, to: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions for the events that a page shows of those asked for."""
    seen = [visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None)]
    return search.narrowed(session, [*seen, *reading.asked_of(session, asked)], asked.q)


def count(session: Session, asked: Selection, *, to: Actor) -> Counts:
    """Return how many meetings are asked for, by what is known of their dates."""
    conditions = shown(session, asked, to)
    is_gone = Event.status.in_(["postponed", "cancelled"])
    all_ = select(Event.is_firm, func.count()).where(*conditions).group_by(Event.is_firm)
    gone = select(Event.is_firm, Event.status, func.count()).where(*conditions, is_gone)
    nothing = and_(Event.is_firm.is_(False), Event.earliest.is_(None), Event.latest.is_(None))
    numbers: Counter[str] = Counter({_sort(is_firm): number for is_firm, number in session.execute(all_)})
    for is_firm, status, number in session.execute(gone.group_by(Event.status, Event.is_firm)):
        numbers[_sort(is_firm)] -= number
        numbers[status] += number
    undated = session.scalar(select(func.count()).where(*conditions, nothing, ~is_gone)) or 0
    numbers["windows"] -= undated
    return Counts(undated=undated, **numbers)


def _sort(is_firm: bool) -> str:  # noqa: FBT001 - a column's value
    return "firm" if is_firm else "windows"


def years(session: Session, asked: Selection, *, to: Actor) -> tuple[int, int] | None:
    """Return the first and the last year that meetings stand in; `None` where none has a date."""
    conditions = shown(session, asked, to)
    ends = [
        select(end(part.first)).where(*conditions, *part.conditions).scalar_subquery()
        for part in _DATED
        for end in (func.min, func.max)
    ]
    found = [day.year for day in session.execute(select(*ends)).one() if day is not None]
    return (min(found), max(found)) if found else None


def page(session: Session, asked: Selection, start: Start, *, to: Actor, at: datetime) -> Page:
    """Return a page of the list; one that begins at a meeting which is not shown begins with the latest."""
    conditions = shown(session, asked, to)
    limit = date(start.year, 12, 31) if start.year else None
    anchor = _anchor(session, start.after or start.before, to)
    if anchor is not None and start.before is not None:
        ids = _ids(session, conditions, anchor, is_later=True)
        beginning, has_more = ids[:PAGE_LENGTH][::-1], len(ids) > PAGE_LENGTH
        later, earlier = has_more, True
    else:
        ids = _ids(session, conditions, anchor, until=limit)
        beginning, has_more = ids[:PAGE_LENGTH], len(ids) > PAGE_LENGTH
        later, earlier = anchor is not None or _has_later(session, conditions, limit), has_more
    entries, kinds = reading.entries_of(session, beginning, asked.lang, to=to, at=at)
    return Page(
        entries=entries,
        kinds=kinds,
        later=beginning[0] if beginning and later else None,
        earlier=beginning[-1] if beginning and earlier else None,
    )


def newest(session: Session, conditions: Sequence[ColumnElement[bool]]) -> list[UUID]:
    """Return the ids of the latest meetings for which conditions hold, newest first, one more than a page has."""
    return _ids(session, conditions, None)


def following(
    session: Session, conditions: Sequence[ColumnElement[bool]], after: UUID | None, *, ascending: bool, limit: int
) -> list[UUID]:
    """Return the ids of the meetings that follow one in the order of dates, at most `limit`; what has no date stands last.

    A meeting to follow that is no longer there is followed by nothing.
    """
    anchor = session.get(Event, after) if after else None
    if after is not None and anchor is None:
        return []
    is_dated = anchor is None or (anchor.earliest or anchor.latest) is not None
    found: list[UUID] = []
    if is_dated:
        found = _dated(session, conditions, anchor, is_later=ascending, until=None, room=limit)
    if len(found) < limit:
        start = None if is_dated else anchor
        found += _undated(session, conditions, start, is_later=ascending, room=limit - len(found))
    return found


def _anchor(session: Session, event_id: UUID | None, to: Actor) -> Event | None:
    event = session.get(Event, event_id) if event_id else None
    return event if event is not None and reading.is_seen(event, to) else None


def _has_later(session: Session, conditions: Sequence[ColumnElement[bool]], limit: date | None) -> bool:
    if limit is None:
        return False
    later = [exists().where(*conditions, *part.conditions, part.first > limit) for part in _DATED]
    return bool(session.scalar(select(or_(*later))))


def _ids(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    anchor: Event | None,
    *,
    is_later: bool = False,
    until: date | None = None,
) -> list[UUID]:
    """Return one id more than a page has: what is dated first (or last, going towards what is later)."""
    found: list[UUID] = []
    has_date = anchor is not None and (anchor.earliest or anchor.latest) is not None
    for is_dated in (False, True) if is_later else (True, False):
        room = PAGE_LENGTH + 1 - len(found)
        start = anchor if anchor is not None and is_dated == has_date else None
        is_passed = anchor is not None and start is None and is_dated != is_later  # what has no date stands last
        if room > 0 and not is_passed and is_dated:
            found += _dated(session, conditions, start, is_later=is_later, until=until, room=room)
        elif room > 0 and not is_passed:
            found += _undated(session, conditions, start, is_later=is_later, room=room)
    return found


def _undated(
    session: Session, conditions: Sequence[ColumnElement[bool]], anchor: Event | None, *, is_later: bool, room: int
) -> list[UUID]:
    query = select(Event.id).where(*conditions, Event.earliest.is_(None), Event.latest.is_(None))
    if anchor is not None:
        query = query.where(Event.id > anchor.id if is_later else Event.id < anchor.id)
    return list(session.scalars(query.order_by(Event.id if is_later else Event.id.desc()).limit(room)))


def _dated(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    anchor: Event | None,
    *,
    is_later: bool,
    until: date | None,
    room: int,
) -> list[UUID]:
    """Return what follows a meeting, of both parts of the list, in one order."""
    rows: list[tuple[date, date, UUID]] = []
    for part in _DATED:
        keys = [part.first, part.last, Event.id]
        query = select(*keys).where(*conditions, *part.conditions)
        if anchor is not None:
            query = query.where(_beyond(part, anchor, is_later=is_later))
        if until is not None:
            query = query.where(part.first <= until)
        rows += session.execute(query.order_by(*(key if is_later else key.desc() for key in keys)).limit(room))
    return [row[2] for row in sorted(rows, reverse=not is_later)[:room]]


def _beyond(part: _Part, anchor: Event, *, is_later: bool) -> ColumnElement[bool]:
    last = anchor.latest or date.max
    first = anchor.earliest or last
    if is_later:
        tied = and_(part.first == first, or_(part.last > last, and_(part.last == last, Event.id > anchor.id)))
        return and_(part.first >= first, or_(part.first > first, tied))
    tied = and_(part.first == first, or_(part.last < last, and_(part.last == last, Event.id < anchor.id)))
    return and_(part.first <= first, or_(part.first < first, tied))
