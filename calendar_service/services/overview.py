"""Overview: what the first page shows. What stands where is decided by status and by the venue's day.

It is asked anew each time: the page is right also where the daily step has not been taken yet. Each
list is bounded; where one is cut, how many there are is counted in the database, by the calendar's own day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.domain.windows import Window
from calendar_service.models.events import Event
from calendar_service.services import agenda, feeds, reading
from calendar_service.services import site as sites

MOST_FIXED = 40
MOST_WINDOWS = 60
MOST_CLOSED = 20
MOST_UNDATED = 40
MOST_PAST = 5
_LONG_PAST = date.min
_ZONES = timedelta(days=1)  # somewhere it is still yesterday, and elsewhere tomorrow


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many awaited meetings have the same bounds, and where the day stands to them."""

    first: date | None
    last: date | None
    window: Window
    number: int = 1


@dataclass(slots=True, kw_only=True)
class Overview:
    """What is ahead and what was, each list in its order.

    `fixed_number`, `undated_number` and `bounds` are of all that is awaited: also of what the lists
    have no room for, where `is_cut`. `kinds` are those of the documents cited, by their addresses.
    """

    fixed: list[Entry] = field(default_factory=list)
    awaited: list[Entry] = field(default_factory=list)
    undated: list[Entry] = field(default_factory=list)
    past: list[Entry] = field(default_factory=list)
    fixed_number: int = 0
    undated_number: int = 0
    bounds: Sequence[Bounds] = ()
    is_cut: bool = False
    is_past_cut: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no event is shown at all."""
        return not (self.fixed or self.awaited or self.undated or self.past)


def overview(session: Session, asked: Selection, *, to: Actor, at: datetime) -> Overview:
    """Return what is ahead and what was, of the events that are asked for."""
    today = sites.of(session).day(at)
    shown = agenda.shown(session, asked, to)
    chosen = or_(*(Event.id.in_(_first(query)) for query in _queries(shown, today)))
    ids = session.scalars(select(Event.id).where(chosen).order_by(*feeds.BY_DATE)).all()
    entries, kinds = reading.entries_of(session, ids, asked.lang, to=to, at=at)
    view = sorted_out(entries, session, at)
    view.kinds = kinds
    _bound(view)
    if view.is_cut:
        _count(session, view, shown, today)
    return view


def _first(query: Select[UUID]) -> Select[UUID]:
    return select(query.subquery().c.id)


def _queries(shown: Sequence[ColumnElement[bool]], today: date) -> Iterable[Select[UUID]]:
    """Yield what finds the events of each list, one more than it has room for, each by an index."""
    yesterday, tomorrow = today - _ZONES, today + _ZONES
    first, last, events = Event.earliest, agenda.last_day, select(Event.id).where(*shown)
    ahead = events.where(Event.status.in_([*sorted(AWAITED), "cancelled"]))
    firm = ahead.where(Event.is_firm.is_(True)).order_by(first, Event.latest)
    yield firm.where(first >= yesterday).limit(MOST_FIXED + 1)
    yield firm.where(first < yesterday, last >= yesterday).limit(MOST_FIXED + 1)
    windows = ahead.where(Event.is_firm.is_(False), _is_dated())
    yield windows.where(last >= yesterday).order_by(*feeds.BY_DATE).limit(MOST_WINDOWS + 1)
    yield events.where(Event.status == "postponed").order_by(Event.id).limit(MOST_CLOSED)
    closed = events.where(Event.status.in_(sorted(AWAITED)), Event.latest < tomorrow)
    yield closed.order_by(Event.latest.desc(), Event.uid).limit(MOST_CLOSED + 1)
    undated = events.where(Event.earliest.is_(None), Event.latest.is_(None), Event.status != "held")
    yield undated.order_by(Event.uid).limit(MOST_UNDATED + 1)
    for status in ("held", "cancelled", "confirmed"):
        over = events.where(Event.status == status, first <= tomorrow)
        yield over.order_by(first.desc(), Event.uid).limit(MOST_PAST + 1)
    held = events.where(Event.status == "held", first.is_(None))
    yield held.order_by(Event.latest.desc(), Event.uid).limit(MOST_PAST + 1)


def _is_dated() -> ColumnElement[bool]:
    return or_(Event.earliest.is_not(None), Event.latest.is_not(None))


def sorted_out(entries: Iterable[Entry], session: Session, at: datetime) -> Overview:
    """Return entries sorted into their lists, on each venue's day."""
    view = Overview()
    site = sites.of(session)
    for entry in entries:
        _list_of(view, entry, site.day(at, entry.timezone)).append(entry)
    view.fixed.sort(key=_standing)
    view.past.sort(key=lambda entry: entry.date.latest or entry.date.earliest or _LONG_PAST, reverse=True)
    reckon(view)
    return view


def _standing(entry: Entry) -> tuple[bool, date, str, date]:
    """Return by what days that are fixed are put in order: what will not take place comes last."""
    first, last = entry.date.earliest or _LONG_PAST, entry.date.latest or _LONG_PAST
    return entry.status == "cancelled", first, str(entry.date.start_time or ""), last


def _list_of(view: Overview, entry: Entry, today: date) -> list[Entry]:
    is_over = entry.date.latest is not None and entry.date.latest < today
    if entry.status == "held" or (entry.status == "cancelled" and is_over):
        return view.past
    if entry.status == "confirmed" and entry.is_firm and is_over:
        return view.past
    if not entry.date.is_known:
        return view.undated
    if entry.is_firm and not is_over and entry.status != "postponed":
        return view.fixed
    return view.awaited


def reckon(view: Overview) -> None:
    """Count what is awaited in the lists of a view."""
    awaited = [entry for entry in view.awaited if entry.status in AWAITED]
    view.fixed_number = sum(entry.status in AWAITED for entry in view.fixed)
    view.undated_number = sum(entry.status in AWAITED for entry in view.undated)
    found = Counter((entry.date.earliest, entry.date.latest, entry.window) for entry in awaited)
    view.bounds = [Bounds(*key, number) for key, number in found.items()]


def _bound(view: Overview) -> None:
    """Leave in each list what it has room for: of windows that have closed, the latest."""
    closed = [entry for entry in view.awaited if entry.window is Window.CLOSED]
    others = [entry for entry in view.awaited if entry.window is not Window.CLOSED]
    closed.sort(key=lambda entry: entry.date.latest or _LONG_PAST, reverse=True)
    view.is_cut = (
        len(view.fixed) > MOST_FIXED
        or len(closed) > MOST_CLOSED
        or len(others) > MOST_WINDOWS
        or len(view.undated) > MOST_UNDATED
    )
    left_out = {entry.id for entry in [*closed[MOST_CLOSED:], *others[MOST_WINDOWS:]]}
    view.is_past_cut = len(view.past) > MOST_PAST
    view.awaited = [entry for entry in view.awaited if entry.id not in left_out]
    del view.fixed[MOST_FIXED:], view.undated[MOST_UNDATED:], view.past[MOST_PAST:]


def _count(session: Session, view: Overview, shown: Sequence[ColumnElement[bool]], today: date) -> None:
    """Count all that is awaited, also what the lists have no room for."""
    awaited = [*shown, Event.status.in_(sorted(AWAITED))]
    firm = select(func.count()).where(*awaited, Event.is_firm.is_(True))
    to_come, begun = firm.where(Event.earliest >= today), firm.where(Event.earliest < today, agenda.last_day >= today)
    nothing = (Event.is_firm.is_(False), Event.earliest.is_(None), Event.latest.is_(None))
    undated = select(func.count()).where(*awaited, *nothing)
    spans = select(Event.earliest, Event.latest, func.count()).group_by(Event.earliest, Event.latest)
    unheard = (Event.is_firm.is_(True), agenda.last_day < today, Event.status != "confirmed")
    bounds = union_all(spans.where(*awaited, Event.is_firm.is_(False), _is_dated()), spans.where(*awaited, *unheard))
    view.fixed_number = (session.scalar(to_come) or 0) + (session.scalar(begun) or 0)
    view.undated_number = session.scalar(undated) or 0
    view.bounds = [
        Bounds(first, last, _window(first, last, today), number) for first, last, number in session.execute(bounds)
    ]


def _window(first: date | None, last: date | None, today: date) -> Window:
    if last is not None and last < today:
        return Window.CLOSED
    return Window.AHEAD if first is not None and first > today else Window.OPEN
