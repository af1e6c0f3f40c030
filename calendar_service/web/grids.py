"""Grids: the cells of a month, week by week, and which meetings stand in each. Weeks begin on Monday.

A run of days is a bar across its cells, the same height in each of them; a single day is a disc.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from babel.dates import format_date, get_day_names

from calendar_service.services.periods import MOST_A_DAY, Mark, days

WEEK = 7
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a run of days, in the cell where it begins in a week, and how many cells it crosses.

    `is_first` and `is_last` tell whether the run itself begins and ends with it. In the cells that it
    goes on through, `width` is 0; a bar without a mark keeps a height free.
    """

    mark: Mark | None = None
    width: int = 0
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month: its bars, its single meetings, and how many more there are than are named."""

    day: date
    month: str  # in short, where the day is of another month
    is_today: bool
    bars: Sequence[Bar] = ()
    singles: Sequence[Mark] = ()
    more: int = 0

    @property
    def is_weekend(self) -> bool:
        """Whether it is a Saturday or a Sunday."""
        return self.day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: its name, and how a head of a column calls it."""

    name: str
    short: str


@dataclass(slots=True)
class _Week:
    """A week being filled: the bars of each day by their heights."""

    first: date
    bars: dict[date, dict[int, Bar]] = field(default_factory=dict)

    def place(self, mark: Mark) -> None:
        """Lay a run across its cells, at the first height that is free in all of them."""
        begin, end = max(mark.first, self.first), min(mark.last, self.first + timedelta(days=WEEK - 1))
        crossed = days(begin, end)
        taken = {height for day in crossed for height in self.bars.get(day, {})}
        height = next(number for number in range(len(taken) + 1) if number not in taken)
        if height >= MOST_A_DAY:
            return
        for day in crossed:
            width = len(crossed) if day == begin else 0
            bar = Bar(mark, width, is_first=begin == mark.first, is_last=end == mark.last)
            self.bars.setdefault(day, {})[height] = bar


def weekdays(lang: str, *, width: Literal["abbreviated", "narrow"]) -> list[Weekday]:
    """Return the days of the week from Monday on; `width` is that of heads of columns."""
    names, short = get_day_names("wide", "stand-alone", locale=lang), get_day_names(width, "stand-alone", locale=lang)
    return [Weekday(str(names[number]), str(short[number])) for number in range(WEEK)]


def weeks(
    first: date, last: date, marks: Iterable[Mark], numbers: Mapping[date, int], *, today: date, lang: str
) -> list[list[Cell]]:
    """Return the cells of the month from `first` to `last`, with the days of other months that fill its weeks."""
    listed = list(marks)
    begin, end = first - timedelta(days=first.weekday()), last + timedelta(days=WEEK - 1 - last.weekday())
    made = []
    for monday in days(begin, end)[::WEEK]:
        week = _Week(monday)
        for mark in listed:
            if mark.last > mark.first and mark.first < monday + timedelta(days=WEEK) and mark.last >= monday:
                week.place(mark)
        cells = [monday + timedelta(days=number) for number in range(WEEK)]
        made.append([_cell(day, week, listed, numbers, (first, last), today, lang) for day in cells])
    return made


def _cell(
    day: date,
    week: _Week,
    marks: Sequence[Mark],
    numbers: Mapping[date, int],
    bounds: tuple[date, date],
    today: date,
    lang: str,
) -> Cell:
    placed = week.bars.get(day, {})
    bars = [placed.get(height, Bar()) for height in range(max(placed, default=-1) + 1)]
    singles = [mark for mark in marks if mark.first == mark.last == day][: MOST_A_DAY - len(placed)]
    is_outside = not bounds[0] <= day <= bounds[1]
    return Cell(
        day=day,
        month=format_date(day, "MMM", locale=lang) if is_outside else "",
        is_today=day == today,
        bars=bars,
        singles=singles,
        more=numbers.get(day, 0) - len(placed) - len(singles),
    )
