"""A year of the calendar on one sheet: twelve small months, days marked, strokes where a window touches a month."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from babel.dates import format_date, get_month_names
from flask import Response

from calendar_service.domain.dates.points import FIRST_YEAR, LAST_YEAR
from calendar_service.domain.entries import Entry
from calendar_service.domain.errors import NotFound
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.words import _, say
from calendar_service.services import periods
from calendar_service.services.periods import Mark, Period, days
from calendar_service.web import claims, filters, grids, links, months, page, rows, strips
from calendar_service.web.months import Step
from calendar_service.web.rows import Row
from calendar_service.web.strips import Axis, Stroke
from calendar_service.web.typography import opened

PATH = "/calendar/year"
MOST_STRIPS = 4  # under one month
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a small month: the meeting that has it to itself, or how many share it.

    `begins` and `ends` tell whether a run of days goes on beside it.
    """

    day: date
    is_today: bool
    number: int = 0
    mark: Mark | None = None
    words: str = ""
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """The strokes of a window under a month."""

    colour: int
    strokes: Sequence[Stroke]


@dataclass(frozen=True, slots=True)
class Month:
    """A small month: its weeks, with nothing where a day is of another month, and the strips under it."""

    name: str
    path: str
    weeks: Sequence[Sequence[Day | None]]
    strips: Sequence[Strip]


def show(year: int | None = None) -> Response:
    """Show a year; without a number, the present one."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        today = links.know(session).day(at)
        number = today.year if year is None else _known(year)
        asked, mistakes = filters.read(session, given)
        found = periods.year(session, asked, number, to=page.actor(), at=at)
        path = PATH if year is None else f"{PATH}/{number}"
        return page.respond(
            "year.html",
            session,
            status=400 if mistakes else 200,
            path=path,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=months.within(asked, found.first, found.last),
            number=number,
            lead=claims.of_year(found, asked.lang, today),
            found=found,
            at=at,
            statuses=STATUSES,
            during=partial(months.within, asked),
            months=_months(found, today, asked.lang),
            weekdays=grids.weekdays(asked.lang, width="narrow"),
            listed=_in_words(found, at),
            steps=_steps(number, today, asked.lang),
            filters=filters.of(session, given, asked, path=path, mistakes=mistakes),
        )


def _known(year: int) -> int:
    """Return a year that there is a page for; raises `NotFound` for another."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(
            _("There is no such year. Years run from %(first)s to %(last)s."), first=FIRST_YEAR, last=LAST_YEAR
        )
    return year


def _steps(number: int, today: date, lang: str) -> Sequence[tuple[str, Step]]:
    steps = [
        (relation, Step(f"{PATH}/{other}", str(other)))
        for relation, other in (("prev", number - 1), ("next", number + 1))
        if FIRST_YEAR <= other <= LAST_YEAR
    ]
    if today.year != number:
        steps.append(("", Step(PATH, say(lang, _("Today, %(year)s"), year=today.year))))
    return steps


def _in_words(found: Period, at: datetime) -> Sequence[Row]:
    listed = sorted([*found.named, *found.windows], key=lambda entry: entry.date.sort_key)
    return [rows.row(entry, at, kinds=found.kinds) for entry in listed]


def _months(found: Period, today: date, lang: str) -> list[Month]:
    numbers, names = found.on(), get_month_names("wide", "stand-alone", locale=lang)
    marks = {day: mark for mark in found.marks for day in _crossed(mark, found)}
    made = []
    for number in range(1, _MONTHS + 1):
        first = date(found.first.year, number, 1)
        last = first.replace(day=calendar.monthrange(first.year, number)[1])
        made.append(
            Month(
                name=opened(names[number]),
                path=f"{months.PATH}/{first:%Y-%m}",
                weeks=_weeks(first, last, marks, numbers, today, lang),
                strips=list(_strips(found.windows, first, last, today))[:MOST_STRIPS],
            )
        )
    return made


def _crossed(mark: Mark, found: Period) -> list[date]:
    return days(max(mark.first, found.first), min(mark.last, found.last))


def _weeks(
    first: date, last: date, marks: Mapping[date, Mark], numbers: Mapping[date, int], today: date, lang: str
) -> list[list[Day | None]]:
    begin = first - timedelta(days=first.weekday())
    end = last + timedelta(days=grids.WEEK - 1 - last.weekday())
    cells = [
        _day(day, marks.get(day), numbers.get(day, 0), today, lang) if first <= day <= last else None
        for day in days(begin, end)
    ]
    return [cells[start : start + grids.WEEK] for start in range(0, len(cells), grids.WEEK)]


def _day(day: date, mark: Mark | None, number: int, today: date, lang: str) -> Day:
    if not number:
        return Day(day, day == today)
    alone = mark if number == 1 else None
    month = format_date(day, "d MMMM", locale=lang).partition(" ")[2]
    return Day(
        day,
        day == today,
        number,
        alone,
        words=f"{month}: {claims.of_day(number, lang)}" if alone is None else month,
        begins=alone is None or alone.first == day,
        ends=alone is None or alone.last == day,
    )


def _strips(windows: Iterable[Entry], first: date, last: date, today: date) -> Iterable[Strip]:
    """Yield the strokes of the windows that touch a month, as far as they lie in it."""
    axis = Axis(first, last + timedelta(days=1), today)
    for entry in windows:
        begins, ends = entry.date.earliest or entry.stated_on, entry.date.latest
        if (begins is not None and begins > last) or (ends is not None and ends < first) or entry.status == "cancelled":
            continue
        strokes = [one for one in strips.strip(entry, axis) if _is_within(one, entry, axis)]
        if strokes:
            yield Strip(rows.colour(entry.format_position), strokes)


def _is_within(stroke: Stroke, entry: Entry, axis: Axis) -> bool:
    """Tell whether a stroke belongs into this month: marks of an end that lies elsewhere would stand at its edge."""
    if stroke.sort == "window":
        return stroke.x2 > stroke.x
    if stroke.sort == "wall":
        end = entry.date.latest if entry.date.earliest is None else entry.date.earliest
    else:
        end = entry.date.earliest if stroke.sort == "about" else None
    return end is not None and axis.first <= end < axis.last
