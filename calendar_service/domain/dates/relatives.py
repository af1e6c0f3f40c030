"""What is counted from the day of writing: next month, last spring, in two weeks, three days ago."""

from datetime import date, timedelta

from calendar_service.domain.dates import forms, parts, points, refusals
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.forms import Form
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token

UNITS = frozenset({Sort.YEAR, Sort.HALF_YEAR, Sort.QUARTER, Sort.MONTH_UNIT, Sort.WEEK, Sort.DAY, Sort.DECADE})
_COUNTS = frozenset({Sort.NUMBER, Sort.CARDINAL, Sort.A})
_STARTS_OF_DURATIONS = _COUNTS | {Sort.THROUGH, Sort.BETWEEN, Sort.IN}
_SEASON_MONTHS = 3
_FIRST_SPRING_MONTH = 3
_FORTNIGHT = 14


def required(reference: date | None) -> date:
    """Return the day of writing; raises `DateRefused` where it is not known."""
    if reference is None:
        raise refusals.needs_reference()
    return reference


def unit(word: Token, number: int, reference: date | None) -> Partial:
    """Return the unit so many on: this week is 0, next year 1."""
    today = required(reference)
    if word.sort is Sort.YEAR:
        return Partial(Unit.YEAR, year=today.year + number)
    form = _counted(word, number, today)
    return Partial(Unit.FORM, form=form, year=form.low[0] if form.low else None, unit_of_relative=word.sort)


def _counted(word: Token, number: int, today: date) -> Form:
    sort = word.sort
    if sort is Sort.DAY:
        return forms.unit(points.of_day(today + timedelta(days=number)))
    if sort is Sort.WEEK:
        weeks = number * 2 if word.value == _FORTNIGHT else number
        return parts.week_with(today + timedelta(days=weeks * parts.WEEK))
    if sort is Sort.MONTH_UNIT:
        return forms.unit(points.shifted((today.year, today.month), number))
    if sort is Sort.QUARTER:
        quarters = today.year * 4 + (today.month - 1) // 3 + number
        return forms.coded(quarters // 4, forms.FIRST_QUARTER + quarters % 4)
    if sort is Sort.HALF_YEAR:
        halves = today.year * 2 + (today.month - 1) // 6 + number
        return forms.coded(halves // 2, forms.FIRST_HALF + halves % 2)
    return forms.decade(today.year - today.year % 10 + 10 * number)


def season(code: int, number: int, reference: date | None) -> Partial:
    """Return the first season of a name that begins after the day of writing (1), or the last that ended before it (-1).

    This one (0) is the season in which the day lies, else the one of its year.
    """
    today = required(reference)
    candidates = [forms.coded(year, code) for year in range(today.year - 3, today.year + 3)]
    return Partial(Unit.FORM, form=_nearest(candidates, number, today))


def month(number_of_month: int, number: int, reference: date | None) -> Partial:
    """Return the first month of a name that begins after the day of writing, or the last that ended before it."""
    today = required(reference)
    candidates = [forms.unit((year, number_of_month)) for year in range(today.year - 3, today.year + 3)]
    form = _nearest(candidates, number, today)
    low = form.low or (0, 0)
    return Partial(Unit.MONTH, month=low[1], year=low[0])


def _nearest(candidates: list[Form], number: int, today: date) -> Form:
    """Return one of the same unit in six years, of which the fourth is this year's."""
    if number > 0:
        return [form for form in candidates if form.first and form.first > today][number - 1]
    if number < 0:
        return [form for form in candidates if form.last and form.last < today][number]
    around = [form for form in candidates if form.first and form.last and form.first <= today <= form.last]
    return around[0] if around else candidates[3]


def weekday(number_of_day: int, number: int, reference: date | None) -> Partial:
    """Return this week's day, the first of its name after the day of writing, or the last before it."""
    today = required(reference)
    if number == 0:
        day = today + timedelta(days=number_of_day - today.weekday())
    elif number > 0:
        day = today + timedelta(days=(number_of_day - today.weekday() - 1) % parts.WEEK + 1)
    else:
        day = today - timedelta(days=(today.weekday() - number_of_day - 1) % parts.WEEK + 1)
    return Partial(Unit.FORM, form=forms.unit(points.of_day(day)), has_year=True)


# durations


def is_duration(cursor: Cursor) -> bool:
    """Tell whether "in two months", «через неделю» or "two weeks ago" begins here."""
    sort = cursor.sort()
    if sort not in _STARTS_OF_DURATIONS:
        return False
    if sort is Sort.THROUGH:
        return True
    if sort is Sort.BETWEEN or (sort is Sort.IN and not cursor.token().value):
        return counts(cursor, 1) and cursor.token().text in {"in", "tra", "fra"}
    return counts(cursor, 0) and _ago(cursor, _unit_place(cursor, 0) + 1) is not None


def counts(cursor: Cursor, ahead: int) -> bool:
    """Tell whether a number and a unit stand ahead: "two months", "a week"."""
    place = _unit_place(cursor, ahead)
    return place > ahead and cursor.sort(place) in UNITS and not _is_dated(cursor, ahead)


def duration(cursor: Cursor, reference: date | None) -> Partial:
    """Return the unit so many on, or ago; raises `DateRefused` where what is counted from is another event."""
    ahead = 0 if cursor.sort() in _COUNTS and not _is_in(cursor) else 1
    place = _unit_place(cursor, ahead)
    word = cursor.token(place)
    if word.sort not in UNITS:
        cursor.take(ahead)
        raise refusals.not_a_date() if cursor.at_end() else cursor.unexpected()
    number = 1 if place == ahead or cursor.sort(ahead) is Sort.A else cursor.token(ahead).value
    direction = _ago(cursor, place + 1)
    cursor.take(place + (1 if direction is None else 2))
    if cursor.sort() in {Sort.AFTER, Sort.FROM, Sort.BEFORE, Sort.UNTIL, Sort.COUNTED}:
        raise refusals.counted_from_event()
    if word.text == "полгода":
        return unit(word._replace(sort=Sort.MONTH_UNIT), 6 * number * (direction or 1), reference)
    return unit(word, number * (direction or 1), reference)


def _is_in(cursor: Cursor) -> bool:
    return cursor.sort() in {Sort.IN, Sort.THROUGH, Sort.BETWEEN}


def _unit_place(cursor: Cursor, ahead: int) -> int:
    """Return where the unit stands that a number or "a" counts."""
    if cursor.sort(ahead) in _COUNTS and not cursor.token(ahead).suffix:
        return ahead + 1
    return ahead


def _is_dated(cursor: Cursor, ahead: int) -> bool:
    """Tell whether what looks like a duration is a year: "in 2026 year"."""
    return len(cursor.token(ahead).text) > len("100") and cursor.sort(ahead) is Sort.NUMBER


def _ago(cursor: Cursor, ahead: int) -> int | None:
    if cursor.sort(ahead) is Sort.AGO:
        return cursor.token(ahead).value or -1
    return None
