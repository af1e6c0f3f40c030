"""Periods: what a month or a year holds. Meetings with a day stand on their days, windows that touch it apart.

Days are counted whatever their number; what is listed in words is bounded, and says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.services import agenda, faces, reading, selecting
from calendar_service.services import site as sites

MOST_A_DAY = 4  # that begin on one day and are named in its cell
MOST_MARKS = 1000
MOST_WINDOWS = 40
MOST_IN_WORDS = 60
GONE = frozenset({"postponed", "cancelled"})  # they no longer have their day


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A meeting with a day, as a cell of a calendar shows it."""

    id: UUID
    title: Said
    url: str
    first: date
    last: date
    status: str
    visibility: str
    format_position: int


@dataclass(frozen=True, slots=True)
class Span:
    """How many meetings of a status have the same days."""

    first: date
    last: date
    status: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is shown of a run of days.

    `drawn` are the first and last day that have a cell. `spans` are all meetings with a day among them, `marks` those that are named in cells. `named` are the meetings
    with a day in words, `windows` those that may fall in the period. `kinds` are those of the documents cited,
    by their addresses.
    """

    first: date
    last: date
    drawn: tuple[date, date]
    spans: Sequence[Span] = ()
    marks: Sequence[Mark] = ()
    named: Sequence[Entry] = ()
    windows: Sequence[Entry] = ()
    windows_number: int = 0
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many meetings have a day in the period; those that no longer have theirs are not counted."""
        return sum(span.number for span in self._within() if span.status not in GONE)

    @property
    def is_named_cut(self) -> bool:
        """Whether more meetings have a day than stand in words."""
        return sum(span.number for span in self._within()) > len(self.named)

    @property
    def is_windows_cut(self) -> bool:
        """Whether more windows touch the period than are listed."""
        return self.windows_number > len(self.windows)

    def _within(self) -> Iterable[Span]:
        return [span for span in self.spans if span.first <= self.last and span.last >= self.first]

    def on(self) -> Counter[date]:
        """Return how many meetings each day has, of whatever status."""
        found: Counter[date] = Counter()
        for span in self.spans:
            for day in days(max(span.first, self.drawn[0]), min(span.last, self.drawn[1])):
                found[day] += span.number
        return found


def days(first: date, last: date) -> list[date]:
    """Return the days from one to another, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def month(session: Session, asked: Selection, first: date, last: date, *, to: Actor, at: datetime) -> Period:
    """Return a month: `first` and `last` are its days; its cells also show the days around it that fill its weeks."""
    begin, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    firm = [*agenda.shown(session, asked, to), Event.is_firm.is_(True)]
    place = func.row_number().over(partition_by=Event.earliest, order_by=(Event.latest.desc(), Event.uid))
    ranked = select(Event.id, place.label("place")).where(*firm, Event.earliest.between(begin, end)).subquery()
    begun = select(Event.id).where(*firm, Event.earliest < begin, agenda.last_day >= begin)
    going_on = begun.order_by(Event.latest.desc(), Event.uid).limit(MOST_A_DAY).subquery()
    named = union_all(select(ranked.c.id).where(ranked.c.place <= MOST_A_DAY), select(going_on.c.id))
    return _period(session, asked, (first, last), (begin, end), [Event.id.in_(named)], to=to, at=at)


def year(session: Session, asked: Selection, number: int, *, to: Actor, at: datetime) -> Period:
    """Return a year: of the days on which one meeting alone falls, the meeting is named."""
    bounds = date(number, 1, 1), date(number, 12, 31)
    return _period(session, asked, bounds, bounds, None, to=to, at=at)


def _period(
    session: Session,
    asked: Selection,
    bounds: tuple[date, date],
    drawn: tuple[date, date],
    chosen: list[ColumnElement[bool]] | None,
    *,
    to: Actor,
    at: datetime,
) -> Period:
    shown = agenda.shown(session, asked, to)
    first, last = bounds
    spans = _spans(session, [*shown, *_on_days(*drawn)])
    if chosen is None:
        alone = _alone(spans, drawn)
        chosen = [*shown, *_on_days(*drawn), Event.earliest.in_(alone)] if alone else []
    touching = [*shown, Event.is_firm.is_(False), *selecting.within(first, last)]
    by_day = select(Event.id).where(*shown, *_on_days(first, last)).order_by(Event.earliest, Event.latest, Event.uid)
    named = session.scalars(by_day.limit(MOST_IN_WORDS)).all()
    by_bounds = select(Event.id).where(*touching).order_by(Event.earliest, Event.latest, Event.id)
    windows = session.scalars(by_bounds.limit(MOST_WINDOWS)).all()
    entries, kinds = reading.entries_of(session, [*named, *windows], asked.lang, to=to, at=at)
    is_full = len(windows) == MOST_WINDOWS
    return Period(
        first=first,
        last=last,
        drawn=drawn,
        spans=spans,
        marks=_marks(session, chosen, asked.lang) if chosen else [],
        named=entries[: len(named)],
        windows=sorted(entries[len(named) :], key=lambda entry: (entry.date.sort_key, entry.uid)),
        windows_number=_number(session, select(func.count()).where(*touching)) if is_full else len(windows),
        kinds=kinds,
    )


def _on_days(first: date, last: date) -> list[ColumnElement[bool]]:
    return [Event.is_firm.is_(True), Event.earliest <= last, Event.latest >= first]


def _number(session: Session, query: Select[int]) -> int:
    return session.scalar(query) or 0


def _spans(session: Session, conditions: Iterable[ColumnElement[bool]]) -> list[Span]:
    """Return the days of meetings with how many have them."""
    keys = (Event.earliest, Event.latest, Event.status)
    query = select(*keys, func.count()).where(*conditions).group_by(*keys).order_by(*keys)
    rows = session.execute(query)
    return [Span(*row) for row in rows if row[0] is not None and row[1] is not None]  # type: ignore[arg-type]


def _alone(spans: Sequence[Span], drawn: tuple[date, date]) -> list[date]:
    """Return the first days of the meetings that have a day to themselves."""
    on = Period(first=drawn[0], last=drawn[1], drawn=drawn, spans=spans).on()
    return sorted(
        {
            span.first
            for span in spans
            if any(on[day] == 1 for day in days(max(span.first, drawn[0]), min(span.last, drawn[1])))
        }
    )


def _marks(session: Session, conditions: Iterable[ColumnElement[bool]], lang: str) -> list[Mark]:
    position = func.coalesce(Format.position, 0)
    query = (
        select(Event.id, Event.titles, Event.earliest, Event.latest, Event.status, Event.visibility, position)
        .outerjoin(Series, Series.id == Event.series_id)
        .outerjoin(Format, Format.id == func.coalesce(Event.format_id, Series.format_id))
        .where(*conditions)
        .order_by(Event.earliest, Event.latest.desc(), Event.uid)
        .limit(MOST_MARKS)
    )
    site = sites.of(session)
    return [
        Mark(
            id=id_,
            title=faces.said(titles, lang),
            url=site.url(faces.event_path(id_)),
            first=first,
            last=last,
            status=status,
            visibility=visibility,
            format_position=place,
        )
        for id_, titles, first, last, status, visibility, place in session.execute(query)
        if first is not None and last is not None
    ]
