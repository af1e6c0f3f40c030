"""Lanes: the meetings of a run of years, for pictures that show many at once. Bounded, and says what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event
from calendar_service.services import agenda, reading, selecting
from calendar_service.services import site as sites
from calendar_service.services.reading import Standing

MOST_DATED = 200
MOST_UNDATED = 40
MOST_COUNTED = 1000  # of what is left out; beyond it, "more than"
GATHERING = tuple(kind.key for kind in KINDS.values() if kind.gathers)


@dataclass(frozen=True, slots=True)
class Rest:
    """How many more there are than are shown; with `is_more`, at least so many."""

    number: int = 0
    is_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The meetings whose dates touch a period, in order; those without any date; and what recurs.

    Where there is no room for all, those nearest to today are there, and the rests say how many more there are.
    `has_earlier` and `has_later` tell whether any begin before or after the period. `kinds` are those of
    the documents cited, by their addresses.
    """

    dated: Sequence[Entry] = ()
    undated: Sequence[Entry] = ()
    standing: Sequence[Standing] = ()
    rest: Rest = Rest()
    undated_rest: Rest = Rest()
    has_earlier: bool = False
    has_later: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)


def read(
    session: Session,
    asked: Selection,
    first: date,
    last: date,
    *,
    to: Actor,
    at: datetime,
    gathering: bool = False,
) -> Lanes:
    """Return the meetings of a period and those without a date; `gathering` leaves out acts for which nobody meets."""
    whole = replace(asked, first=None, last=None)
    shown = agenda.shown(session, whole, to)
    if gathering:
        shown = [*shown, Event.kind.in_(GATHERING)]
    today = min(max(sites.of(session).day(at), first), last)
    dated, is_cut = _nearest(session, shown, first, last, today)
    without = [*shown, Event.earliest.is_(None), Event.latest.is_(None)]
    undated = session.scalars(select(Event.id).where(*without).order_by(Event.id).limit(MOST_UNDATED + 1)).all()
    has_more = len(undated) > MOST_UNDATED
    undated = undated[:MOST_UNDATED]
    within = [*shown, *selecting.within(first, last)]
    entries, kinds = reading.entries_of(session, [*dated, *undated], asked.lang, to=to, at=at)
    years = agenda.years(session, whole, to=to)
    return Lanes(
        dated=entries[: len(dated)],
        undated=entries[len(dated) :],
        standing=reading.standing(session, whole, to=to),
        rest=_rest(session, within, MOST_DATED) if is_cut else Rest(),
        undated_rest=_rest(session, without, MOST_UNDATED) if has_more else Rest(),
        has_earlier=years is not None and years[0] < first.year,
        has_later=years is not None and years[1] > last.year,
        kinds=kinds,
    )


def _nearest(
    session: Session, shown: Sequence[ColumnElement[bool]], first: date, last: date, today: date
) -> tuple[list[UUID], bool]:
    """Return the ids of what touches a period, in the order of dates, and whether more does; today's neighbours stay.

    Each part is read from today outwards, in the order of an index.
    """
    begins, ends, stated = Event.earliest, Event.latest, Event.stated_on
    parts = (
        ([begins >= today, begins <= last], begins),
        ([begins < today, or_(ends >= first, ends.is_(None))], begins.desc()),
        ([begins.is_(None), ends >= first, or_(stated.is_(None), stated <= last)], ends),
    )
    queries = [
        select(Event.id, begins, ends, stated)
        .where(*shown, *conditions)
        .order_by(order, Event.id)
        .limit(MOST_DATED + 1)
        for conditions, order in parts
    ]
    found = session.execute(union_all(*(select(query.subquery()) for query in queries))).all()
    chosen = sorted(found, key=lambda row: (_distance(row, today), row.id))[:MOST_DATED]
    in_order = sorted(chosen, key=lambda row: (_begin(row), row.latest or date.max, row.id))
    return [row.id for row in in_order], len(found) > len(chosen)


def _begin(row: Any) -> date:
    """Return where a row's date begins; one that is open at its start, on the day it was stated."""
    day = row.earliest or row.stated_on or row.latest
    assert isinstance(day, date)
    return day


def _distance(row: Any, today: date) -> int:
    """Return how many days today is from a row's date; none within it."""
    return max((_begin(row) - today).days, (today - (row.latest or date.max)).days, 0)


def _rest(session: Session, conditions: Sequence[ColumnElement[bool]], most: int) -> Rest:
    """Return how many events fulfil conditions beyond those shown, counted up to a bound."""
    limit = most + MOST_COUNTED + 1
    some = select(literal(1)).select_from(Event).where(*conditions).limit(limit).subquery()
    number = (session.scalar(select(func.count()).select_from(some)) or 0) - most
    return Rest(min(number, MOST_COUNTED), is_more=number > MOST_COUNTED)
