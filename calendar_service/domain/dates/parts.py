"""Parts of units: thirds, halves, weeks, counted weekdays, counted days (the convention, "Parts")."""

from datetime import date, timedelta
from typing import NamedTuple

from calendar_service.domain.dates import edtf, forms, points, refusals
from calendar_service.domain.dates.forms import Form, Kind
from calendar_service.domain.dates.points import Point

PART, HALF, WEEK_OF, WEEK_WITH, TEN_DAYS, TENS, WEEKDAY, DAY, MONTH, DAYS = (
    "part", "half", "week of", "week with", "ten days", "tens", "weekday", "day", "month", "days",
)  # fmt: skip
WEEK = 7  # days
LAST = -1
DAYS_IN_PART = 10
_THIRDS_OF_MONTH = ((1, 10), (11, 20), (21, 31))
_HALVES_OF_MONTH = ((1, 15), (16, 31))
_THIRDS_OF_DECADE = ((0, 3), (4, 6), (7, 9))
_HALVES_OF_DECADE = ((0, 4), (5, 9))
_WEEKS_OF_MONTH = 4


class Selector(NamedTuple):
    """A part by its name and number (`LAST` for the last), and a weekday or length where the name has one."""

    name: str
    number: int = 0
    detail: int = 0
    text: str = ""


def quarter(number: int) -> int:
    """Return the EDTF code of a quarter; raises `DateRefused` where a year has no such."""
    number = 4 if number == LAST else number
    if not 1 <= number <= 4:  # noqa: PLR2004
        raise refusals.no_such_quarter(number)
    return forms.FIRST_QUARTER + number - 1


def half(number: int) -> int:
    """Return the EDTF code of a half of a year."""
    return forms.FIRST_HALF + _numbered(number, 2, "quarter")


def select(selector: Selector, form: Form) -> Form:
    """Return a part of a form; raises `DateRefused` where the form has no such part."""
    return _SELECT[selector.name](selector, form)


def _numbered(number: int, parts: int, unit: str) -> int:
    """Return the place of a part, from 0; `unit` is what the parts are counted in."""
    if number == LAST:
        return parts - 1
    if not 1 <= number <= parts:
        raise refusals.no_such_part(number, parts, unit=unit)
    return number - 1


def _unit(form: Form) -> str:
    """Return what the parts of a form are counted in."""
    return "day" if form.kind is Kind.MONTH else "quarter"


def _third(selector: Selector, form: Form) -> Form:
    place = _numbered(selector.number + 1, 3, _unit(form))
    low, high = _ends(selector, form)
    if form.kind is Kind.MONTH:
        return _days_of(low, *_THIRDS_OF_MONTH[place])
    if form.kind is Kind.YEAR:
        return forms.coded(low[0], forms.FIRST_THIRD + place)
    if form.kind is Kind.DECADE:
        first, last = _THIRDS_OF_DECADE[place]
        return forms.span((low[0] + first,), (low[0] + last,))
    if form.kind in {Kind.SEASON, Kind.QUARTER, Kind.HALF, Kind.SPAN} and len(low) == len(high) == points.MONTH:
        length = _months(low, high)
        if length % 3 == 0:
            each = length // 3
            first_month = points.shifted(low, place * each)
            return forms.span(first_month, points.shifted(first_month, each - 1))
    raise refusals.not_understood(selector.text)


def _half(selector: Selector, form: Form) -> Form:
    low, _high = _ends(selector, form)
    place = _numbered(selector.number, 2, _unit(form))
    if form.kind is Kind.MONTH:
        return _days_of(low, *_HALVES_OF_MONTH[place])
    if form.kind is Kind.YEAR:
        return forms.coded(low[0], forms.FIRST_HALF + place)
    if form.kind is Kind.DECADE:
        first, last = _HALVES_OF_DECADE[place]
        return forms.span((low[0] + first,), (low[0] + last,))
    if form.kind is Kind.HALF:
        first_month = points.shifted(low, 3 * place)
        return forms.coded(low[0], forms.FIRST_QUARTER + (first_month[1] - 1) // 3)
    raise refusals.not_understood(selector.text)


def _week_of(selector: Selector, form: Form) -> Form:
    """Return the first to fourth or last week of a month, or a numbered week of a year."""
    low, _high = _ends(selector, form)
    if form.kind is Kind.YEAR:
        return edtf.week_of(low[0], _weeks(low[0]) if selector.number == LAST else selector.number)
    if form.kind is not Kind.MONTH:
        raise refusals.not_understood(selector.text)
    if selector.number == LAST:
        length = points.length(*low)
        return _days_of(low, length - WEEK + 1, length)
    if not 1 <= selector.number <= _WEEKS_OF_MONTH:
        raise refusals.no_such_week(selector.number)
    return _days_of(low, WEEK * (selector.number - 1) + 1, WEEK * selector.number)


def _weeks(year: int) -> int:
    """Return how many weeks of ISO 8601 a year has; 28 December lies in the last."""
    return date(year, 12, 28).isocalendar().week


def _week_with(selector: Selector, form: Form) -> Form:
    """Return the week, Monday to Sunday, that has a day in it; a run of days of one week as a window."""
    if form.first is None or form.last is None or not form.is_of_days or (form.last - form.first).days >= WEEK:
        raise refusals.not_understood(selector.text)
    return forms.as_window(form) if form.kind is Kind.RUN else week_with(form.first)


def week_with(day: date) -> Form:
    """Return the week, Monday to Sunday, in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return forms.window(points.of_day(monday), points.of_day(monday + timedelta(days=WEEK - 1)))


def _ten_days(selector: Selector, form: Form) -> Form:
    if form.kind is not Kind.MONTH:
        raise refusals.not_understood(selector.text)
    place = _numbered(selector.number, len(_THIRDS_OF_MONTH), "day")
    return _days_of(_ends(selector, form)[0], *_THIRDS_OF_MONTH[place])


def _tens(selector: Selector, form: Form) -> Form:
    """Return «10-е числа» or «20-е числа»."""
    if form.kind is not Kind.MONTH or selector.number not in {10, 20}:
        raise refusals.not_understood(selector.text)
    return _days_of(_ends(selector, form)[0], selector.number, selector.number + 9)


def _weekday(selector: Selector, form: Form) -> Form:
    """Return the first Monday, or the last, of a form of days or months."""
    if form.first is None or form.last is None or form.kind not in {Kind.MONTH, Kind.YEAR, Kind.SEASON, Kind.QUARTER}:
        raise refusals.not_understood(selector.text)
    if selector.number == LAST:
        day = form.last - timedelta(days=(form.last.weekday() - selector.detail) % WEEK)
    else:
        first = form.first + timedelta(days=(selector.detail - form.first.weekday()) % WEEK)
        day = first + timedelta(days=WEEK * (selector.number - 1))
    if not form.first <= day <= form.last:
        raise refusals.no_such_counted_day(selector.text)
    return forms.unit(points.of_day(day))


def _day(selector: Selector, form: Form) -> Form:
    """Return the first day, the tenth or the last of a form."""
    if form.first is None or form.last is None or form.kind is Kind.DAY:
        raise refusals.not_understood(selector.text)
    day = form.last if selector.number == LAST else form.first + timedelta(days=selector.number - 1)
    if not form.first <= day <= form.last:
        raise refusals.no_such_counted_day(selector.text)
    return forms.unit(points.of_day(day))


def _month(selector: Selector, form: Form) -> Form:
    """Return the first month, or the last, of a unit of the year."""
    low, high = (points.as_months(end, last=bool(place)) for place, end in enumerate(_ends(selector, form)))
    if len(low) != points.MONTH or len(high) != points.MONTH:
        raise refusals.not_understood(selector.text)
    month = high if selector.number == LAST else points.shifted(low, selector.number - 1)
    if not low <= month <= high:
        raise refusals.no_such_part(selector.number, _months(low, high), unit="month")
    return forms.unit(month)


def _days(selector: Selector, form: Form) -> Form:
    """Return the first or last so many days of a month."""
    low, _high = _ends(selector, form)
    if form.kind is not Kind.MONTH:
        raise refusals.not_understood(selector.text)
    length = points.length(*low)
    if selector.detail > length:
        raise refusals.not_understood(selector.text)
    first = length - selector.detail + 1 if selector.number == LAST else 1
    return _days_of(low, first, first + selector.detail - 1)


def _days_of(month: Point, first: int, last: int) -> Form:
    return forms.window((*month, first), (*month, min(last, points.length(*month))))


def _ends(selector: Selector, form: Form) -> tuple[Point, Point]:
    if form.low is None or form.high is None or form.kind is Kind.WINDOW:
        raise refusals.not_understood(selector.text)
    return form.low, form.high


def _months(low: Point, high: Point) -> int:
    return (high[0] - low[0]) * points.MONTHS + high[1] - low[1] + 1


_SELECT = {
    PART: _third,
    HALF: _half,
    WEEK_OF: _week_of,
    WEEK_WITH: _week_with,
    TEN_DAYS: _ten_days,
    TENS: _tens,
    WEEKDAY: _weekday,
    DAY: _day,
    MONTH: _month,
    DAYS: _days,
}
