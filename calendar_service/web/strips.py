"""Strips: windows of time drawn as strokes on an axis, as values; a template writes them as SVG.

Places are per cents of the axis, so that a picture is as wide as its column, without style or
script. One meeting has one amount of ink: the more days are possible, the thinner it is spread.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_service.domain.dates import Kind, StatedDate
from calendar_service.domain.entries import Entry
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.services import reading
from calendar_service.web import labels

MOST_YEARS = 12
YEARS_BACK = 4  # that stay where there are too many
YEARS_LABELLED = 6
_SPREADS = {
    Kind.MONTH: "month",
    Kind.SEASON: "season",
    Kind.QUARTER: "quarter",
    Kind.THIRD: "half",
    Kind.HALF: "half",
    Kind.YEAR: "year",
    Kind.DECADE: "year",
    Kind.BY: "by",
    Kind.NOT_BEFORE: "from",
}
_BY_LENGTH = ((45, "month"), (130, "quarter"), (200, "half"))  # days at most


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis, and the year that begins there."""

    x: float
    year: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A run of whole years, `last` left out, and today."""

    first: date
    last: date
    today: date

    def at(self, day: date) -> float:
        """Return where a day begins, in per cent, within the axis."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(min(max(share, 0.0), 1.0) * 100, 2)

    def holds(self, day: date) -> bool:
        """Tell whether a day is on the axis, or ends it."""
        return self.first <= day <= self.last

    @property
    def now(self) -> float:
        """Where today is."""
        return self.at(self.today)

    @property
    def has_today(self) -> bool:
        """Whether today is on the axis at all."""
        return self.first <= self.today < self.last

    @property
    def ticks(self) -> list[Tick]:
        """The beginnings of the years, not all of them labelled where there are many."""
        years = range(self.first.year, self.last.year)
        step = max(1, -(-len(years) // YEARS_LABELLED))
        return [Tick(self.at(date(year, 1, 1)), "" if n % step else str(year)) for n, year in enumerate(years)]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One element of a strip: its sort (window, cap, wall, ask, day, run, about, off, slip), from where to where."""

    sort: str
    x: float
    x2: float = 0.0
    spread: str = ""
    is_gone: bool = False


def axis_of(entries: Iterable[Entry], today: date) -> Axis:
    """Return the axis that entries share: whole years, today's among them unless it is far off."""
    chosen = list(entries)
    years = [day.year for entry in chosen for day in _ends(entry)] or [today.year]
    first, last = min(years), max(years)
    if any(abs(year - today.year) < MOST_YEARS for year in years):
        first, last = min(first, today.year), max(last, today.year)
    if last - first >= MOST_YEARS and first <= today.year <= last:
        first, last = max(first, today.year - YEARS_BACK), min(last, today.year + MOST_YEARS - YEARS_BACK)
    if any(entry.date.latest is None and entry.date.is_known for entry in chosen):
        last += 1  # what has no end runs off the picture
    last = min(last, first + MOST_YEARS)
    return Axis(date(first, 1, 1), date(last + 1, 1, 1), today)


def _ends(entry: Entry) -> Iterable[date]:
    start = entry.date.earliest or entry.stated_on
    return [day for day in (start, entry.date.latest) if day is not None]


def spread_of(stated: StatedDate) -> str:
    """Return how thinly a window's strokes are spread: by its unit, else by its length."""
    first, last = stated.earliest, stated.latest
    if stated.kind in _SPREADS:
        return _SPREADS[stated.kind]
    if first is None or last is None:
        return "by" if first is None else "from"
    length = (last - first).days + 1
    return next((name for most, name in _BY_LENGTH if length <= most), "year")


def strip(entry: Entry, axis: Axis) -> list[Stroke]:
    """Return the strip of an entry on an axis; nothing for what has no date."""
    if not entry.date.is_known:
        return []
    if entry.is_firm:
        return _firm(entry, axis)
    first, last = _window(entry, axis)
    spread = spread_of(entry.date)
    if entry.status == "cancelled":
        return [Stroke("off", axis.at(first), axis.at(last))]
    if entry.status == "postponed":
        return [Stroke("moved", axis.at(first))]
    if labels.mark_of(entry.date, is_firm=entry.is_firm) == "about":
        return [Stroke("about", axis.at(first)), *_asked(entry, axis.at(last))]
    return [*_strokes(entry, axis, first, last, spread), *_edges(entry, axis, first, last, spread)]


def slip(before: Entry, after: Entry, axis: Axis) -> list[Stroke]:
    """Return the strip of an entry that has moved: its old place as an outline, and a line to the new one.

    An old place that is not on the axis has no outline; the line comes from its side.
    """
    old, new = _place(before, axis), _place(after, axis)
    ends = (old[1], new[0]) if old[0] <= new[0] else (new[1], old[0])
    strokes = [Stroke("slip", *ends)] if ends[0] < ends[1] else []
    first, last = _window(before, axis)
    if axis.holds(first) or axis.holds(last):
        is_wide = not before.is_firm or last - first > timedelta(days=1)
        strokes.append(Stroke("off", old[0], old[1] if is_wide else old[0]))
    return [*strokes, *strip(after, axis)]


def _place(entry: Entry, axis: Axis) -> tuple[float, float]:
    """Return from where to where an entry stands on an axis."""
    first, last = _window(entry, axis)
    return axis.at(first), axis.at(last)


def _window(entry: Entry, axis: Axis) -> tuple[date, date]:
    first = entry.date.earliest or entry.stated_on or axis.first
    last = entry.date.latest + timedelta(days=1) if entry.date.latest else axis.last
    return min(first, last), last


def _strokes(entry: Entry, axis: Axis, first: date, last: date, spread: str) -> Iterable[Stroke]:
    """Yield the strokes of a window: short where time has gone without the meeting, tall where it may still be."""
    turn = first
    if entry.status in AWAITED:
        turn = min(max(axis.today, first), last)
    if turn > first:
        yield Stroke("window", axis.at(first), axis.at(turn), spread, is_gone=True)
    if last > turn:
        yield Stroke("window", axis.at(turn), axis.at(last), spread)


def _edges(entry: Entry, axis: Axis, first: date, last: date, spread: str) -> Iterable[Stroke]:
    """Yield what ends a window, where its ends are on the axis: elsewhere the strokes run off it."""
    begins = axis.holds(first) and first < axis.last
    ends = axis.holds(last) and last > axis.first and entry.date.latest is not None
    if reading.is_unheard(entry):
        yield from [Stroke("ask", axis.at(last))] if ends else []
        return
    if spread == "by":
        yield from [Stroke("wall", axis.at(last))] if ends else []
    elif spread == "from":
        yield from [Stroke("wall", axis.at(first))] if begins else []
    elif spread != "season":  # spring has no exact edges
        yield from [Stroke("cap", axis.at(first))] if begins else []
        yield from [Stroke("cap", axis.at(last))] if ends else []


def _firm(entry: Entry, axis: Axis) -> list[Stroke]:
    assert entry.date.earliest is not None
    assert entry.date.latest is not None
    x = axis.at(entry.date.earliest)
    if entry.status == "postponed":
        return [Stroke("moved", x)]
    if entry.status == "cancelled":
        return [Stroke("off", x, x)]
    marks = [Stroke("day", x)]
    if entry.date.latest > entry.date.earliest:
        marks = [Stroke("run", x, axis.at(entry.date.latest + timedelta(days=1)))]
    return [*marks, *_asked(entry, axis.at(entry.date.latest))]


def _asked(entry: Entry, x: float) -> list[Stroke]:
    """Return the question mark beside a day of which nothing has been heard."""
    return [Stroke("ask", x, spread="beside")] if reading.is_unheard(entry) else []
