"""Points of the calendar: a year, a month or a day as a tuple of one, two or three numbers.

Everything a date can say is spelled in such points: `(2026,)`, `(2026, 5)`, `(2026, 5, 12)`. A point
covers all its days. Arithmetic here never leaves the calendar that `datetime` knows.
"""

from calendar import isleap
from datetime import date, timedelta

from calendar_service.domain.dates import refusals

Point = tuple[int, ...]

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = 12
YEAR, MONTH, DAY = 1, 2, 3  # the lengths of a point
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def check(point: Point) -> Point:
    """Return a point that exists and lies in 1900–2199; raises `DateRefused`."""
    year = point[0]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusals.year_outside(year)
    if len(point) > YEAR and not 1 <= point[1] <= MONTHS:
        raise refusals.no_such_month(point[1])
    if len(point) == DAY and not 1 <= point[2] <= length(year, point[1]):
        raise refusals.no_such_day(point[2], point[1], year)
    return point


def length(year: int, month: int) -> int:
    """Return how many days a month has."""
    return _LENGTHS[month] + (month == _FEBRUARY and isleap(year))


def first_day(point: Point) -> date:
    """Return the first day that a point covers."""
    year, month, day = (*point, 1, 1)[:DAY]
    return date(year, month, day)


def last_day(point: Point) -> date:
    """Return the last day that a point covers."""
    if len(point) == DAY:
        return date(*point)
    year, month = (*point, MONTHS)[:MONTH]
    return date(year, month, length(year, month))


def of_day(day: date) -> Point:
    """Return the point of a day."""
    return (day.year, day.month, day.day)


def shifted(point: Point, by: int) -> Point:
    """Return the point so many days, months or years on, in its own precision; raises `DateRefused`."""
    if len(point) == DAY:
        return check(of_day(first_day(point) + timedelta(days=by)))
    if len(point) == MONTH:
        year, month = divmod(point[0] * MONTHS + point[1] - 1 + by, MONTHS)
        return check((year, month + 1))
    return check((point[0] + by,))


def as_months(point: Point, *, last: bool) -> Point:
    """Return a year as its first or last month; a month or a day as it is."""
    return (point[0], MONTHS if last else 1) if len(point) == YEAR else point


def spelled(point: Point) -> str:
    """Return a point in ISO 8601: `2026`, `2026-05`, `2026-05-12`."""
    if len(point) == DAY:
        return f"{point[0]}-{point[1]:02d}-{point[2]:02d}"
    return f"{point[0]}-{point[1]:02d}" if len(point) == MONTH else f"{point[0]}"
