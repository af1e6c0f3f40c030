"""Atoms: one day, month, season, part or week, as it stands between the words that join dates.

    atom      := weekday? (selector* unit? | selector+) weekday?
    unit      := day month year? | month day? year? | month year? | season year? | number quarter year?
               | relative (year | quarter | month | week | season | weekday) | duration | week of day | …

What an atom lacks (the month of the 3 in "3–4 апреля") its neighbours give: see `partials`.
"""

from collections.abc import Callable
from datetime import date, timedelta

from calendar_service.domain.dates import forms, parts, points, refusals, relatives, selecting
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.parts import Selector
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.units import Units
from calendar_service.domain.dates.years import QUIET, YEAR_DIGITS

MARKS = "~?%"
_LEADING = QUIET | {Sort.MARK}
_PASSED = _LEADING | {Sort.COMMA}
_SEPARATORS = frozenset({Sort.COMMA, Sort.PARENTHESIS})
_ENDS = frozenset({Sort.END, Sort.PARENTHESIS, Sort.COMMA, Sort.OR, Sort.AND, Sort.DASH})
_BEGINNING = ("beginning", "starting", "commencing")
_RELATIVE_TO_THIS_WEEK = frozenset({Sort.RELATIVE, Sort.MONTH_UNIT})

Named = Callable[[int, int, date | None], Partial]


class Atoms(Units):
    """Reads atoms at a cursor."""

    def __init__(self, cursor: Cursor, reference: date | None) -> None:
        super().__init__(cursor, reference)
        self._weekday_to_come: int | None = None

    def atom(self) -> Partial:
        """Return the partial that begins here; raises `DateRefused` where none does."""
        cursor = self.cursor
        mark = ""
        if cursor.sort() in _LEADING:
            mark = self._marks()
            self.skip_quiet()
        weekday = self._leading_weekday()
        partial = self.body()
        if weekday is None:
            weekday = self.weekday_inside
        if weekday is None and not cursor.at_end():
            weekday = self._trailing_weekday()
        self.weekday_inside = None
        partial.weekday, partial.mark = weekday, mark
        partial.text = partial.text or cursor.tokens[max(0, cursor.place - 1)].text
        return partial

    def starts(self) -> bool:
        """Tell whether an atom may begin here."""
        cursor, ahead = self.cursor, 0
        sort = cursor.sort()
        while sort in _PASSED and (sort is not Sort.COMMA or cursor.sort(ahead - 1) is Sort.MARK):
            ahead += 1
            sort = cursor.sort(ahead)
        return sort in _STARTS

    def body(self) -> Partial:
        """Return the partial that begins here, without its weekday and mark."""
        cursor = self.cursor
        if cursor.sort(1) in selecting.COUNTED_WHOLE and not relatives.is_duration(cursor):
            selecting.refuse_count(cursor)
        selectors: list[Selector] = []
        selected = selecting.selector(cursor)
        while selected is not None:
            selectors.append(selected)
            self.skip_quiet()
            selected = selecting.selector(cursor)
        unit = _UNITS.get(cursor.sort())
        partial = unit(self) if unit else None
        if partial is None:
            if not selectors:
                raise cursor.unexpected()
            partial = Partial(text=selectors[0].text)
        if selectors:
            partial.selectors = (*selectors, *partial.selectors)
        return partial

    def _marks(self) -> str:
        mark = ""
        while self.cursor.sort() is Sort.MARK or (self.cursor.sort() in QUIET and self.cursor.sort(1) is Sort.MARK):
            token = self.cursor.take()
            if token.sort is Sort.MARK:
                mark = forms.joined_marks(mark, MARKS[token.value])
                if self.cursor.sort(1) is Sort.MARK:
                    self.cursor.accept(Sort.COMMA)
        return mark

    # weekdays

    def _leading_weekday(self) -> int | None:
        cursor = self.cursor
        if cursor.sort() is not Sort.WEEKDAY:
            pending, self._weekday_to_come = self._weekday_to_come, None
            return pending
        weekday = cursor.take().value
        if cursor.sort() in {Sort.DASH, Sort.AND, Sort.COMMA} and cursor.sort(1) is Sort.WEEKDAY:
            self._weekday_to_come = cursor.token(1).value
            cursor.take(2)
        cursor.skip(_SEPARATORS)
        self.skip_quiet()
        cursor.accept(Sort.FROM)
        if not self.starts():
            raise refusals.ambiguous_weekday()
        return weekday

    def _trailing_weekday(self) -> int | None:
        """Return the weekday behind a date and pass it, unless it is that of the next date."""
        cursor = self.cursor
        ahead = 0
        while cursor.sort(ahead) in _SEPARATORS or cursor.sort(ahead) in QUIET:
            ahead += 1
        if cursor.sort(ahead) is not Sort.WEEKDAY:
            return None
        is_enclosed = ahead > 0 and cursor.sort(ahead - 1) is Sort.PARENTHESIS
        after = ahead + 1
        while cursor.sort(after) is Sort.COMMA:
            after += 1
        if cursor.sort(after) in selecting.NUMBERS and cursor.sort(after + 1) is not Sort.COLON and not is_enclosed:
            return None
        weekday = cursor.token(ahead).value
        cursor.take(ahead + 1)
        if is_enclosed:
            cursor.accept(Sort.PARENTHESIS)
        return weekday

    # weeks and years by their words

    def week(self) -> Partial | None:
        """Return the week of a day, a numbered week, or the week of the day of writing."""
        cursor = self.cursor
        start = cursor.place
        word = cursor.take()
        numbered = self.week_number()
        if numbered is not None:
            return numbered
        cursor.skip(_SEPARATORS)
        while cursor.sort() in {Sort.WEEK_STARTING, Sort.FROM} or cursor.token().text.startswith(_BEGINNING):
            cursor.take()
        is_weekday_alone = cursor.sort() is Sort.WEEKDAY and cursor.sort(1) is Sort.END
        if self.starts() and cursor.sort() not in _RELATIVE_TO_THIS_WEEK and not is_weekday_alone:
            partial = self.atom()
            partial.selectors = (Selector(parts.WEEK_WITH, text=word.text), *partial.selectors)
            return partial
        cursor.place = start
        return self.unit_alone()

    def year_word(self) -> Partial | None:
        """Return "the year 2026", "anni 2030", "the year after next", or this year."""
        cursor = self.cursor
        decade = self.decade_after_word()
        if decade is not None:
            return decade
        if cursor.sort(1) in {Sort.AFTER, Sort.AGO, Sort.RELATIVE}:
            return self.unit_alone()
        if Sort.PART in {cursor.sort(1), cursor.sort(2) if cursor.sort(1) is Sort.DASH else None}:
            return self._year_end()
        if self.is_long_number(1):
            cursor.take()
            return self.number()
        return Partial(Unit.YEAR, year=self.year_here())

    def _year_end(self) -> Partial:
        """Return "year-end 2026"; that of this year where none is said."""
        self.cursor.take(2 if self.cursor.sort(1) is Sort.DASH else 1)
        part = self.cursor.take()
        selectors = (Selector(parts.PART, part.value, text=part.text),)
        return Partial(Unit.YEAR, year=self.year() or self.reference_year(), selectors=selectors)

    # what is counted from the day of writing

    def relative(self) -> Partial:
        """Return "next month", "this spring"; "this" alone where the unit is still to come."""
        cursor = self.cursor
        which = cursor.take()
        if cursor.sort() is Sort.RELATIVE:  # this coming autumn
            which = cursor.take()
        unit = cursor.token()
        if unit.sort in _ENDS:
            return Partial(relative=which.value, text=which.text)
        partial = self._related(which.value)
        if partial is None:
            raise cursor.unexpected()
        return partial

    def _related(self, which: int) -> Partial | None:
        cursor = self.cursor
        unit = cursor.token()
        if unit.sort in relatives.UNITS:
            cursor.take()
            return self._with_inside(relatives.unit(unit, which, self.reference))
        named: dict[Sort, Named] = {
            Sort.SEASON: relatives.season,
            Sort.MONTH: relatives.month,
            Sort.WEEKDAY: relatives.weekday,
        }
        if unit.sort not in named:
            return None
        if unit.sort is not Sort.WEEKDAY and len(cursor.token(1).text) >= YEAR_DIGITS and self.is_long_number(1):
            return self.month() if unit.sort is Sort.MONTH else self.season()
        return named[unit.sort](cursor.take().value, which, self.reference)

    def last(self) -> Partial | None:
        """Return "last week", "last spring"; also "the last quarter of 2026"."""
        last_of_year = self.last_unit()
        if last_of_year is not None:
            return last_of_year
        self.cursor.take()
        partial = self._related(-1)
        if partial is None:
            raise self.cursor.unexpected()
        return partial

    def unit_alone(self) -> Partial | None:
        """Return "the month", which is this one; "settimana prossima"; "the week after next"; "год назад"."""
        cursor = self.cursor
        unit = cursor.token()
        if unit.sort is Sort.QUARTER and cursor.sort(1) in selecting.NUMBERS and not self.is_long_number(1):
            cursor.take()
            return Partial(Unit.CODE, parts.quarter(cursor.take().value), year=self.year())
        if unit.sort is Sort.DAY and cursor.sort(1) is not Sort.AGO:
            return None
        cursor.take()
        if unit.sort is Sort.MONTH_UNIT and cursor.sort() is Sort.MONTH:
            return self.month()
        return self._with_inside(relatives.unit(unit, self._which(), self.reference))

    def _which(self) -> int:
        """Return how many units on the words behind a unit say: "prossima", "after next", "ago"."""
        cursor = self.cursor
        if cursor.sort() is Sort.AFTER and cursor.sort(1) is Sort.RELATIVE:
            cursor.take(2)
            return 2
        if cursor.sort() is Sort.AGO:
            return cursor.take().value or -1
        return cursor.take().value if cursor.sort() is Sort.RELATIVE else 0

    def _with_inside(self, partial: Partial) -> Partial:
        """Return a unit; where it is a year that a month or season follows, that of the year."""
        if partial.unit is Unit.YEAR and partial.year is not None:
            return self.inside_year(partial.year) or partial
        return partial

    def relative_day(self) -> Partial:
        """Return "tomorrow"."""
        day = relatives.required(self.reference) + timedelta(days=self.cursor.take().value)
        return Partial(Unit.FORM, form=forms.unit(points.of_day(day)), has_year=True)

    def this_year(self) -> Partial:
        """Return «с.г.»."""
        self.cursor.take()
        return Partial(Unit.YEAR, year=self.reference_year())

    def duration(self) -> Partial:
        """Return "in two months", «через неделю»."""
        return relatives.duration(self.cursor, self.reference)

    def short_year(self) -> Partial:
        """Refuse '26."""
        raise refusals.two_digit_year(self.cursor.token().value)


_UNITS: dict[Sort, Callable[[Atoms], Partial | None]] = {
    **dict.fromkeys((Sort.NUMBER, Sort.ORDINAL, Sort.CARDINAL), Atoms.number),
    **dict.fromkeys((Sort.THROUGH, Sort.IN, Sort.A, Sort.BETWEEN), Atoms.duration),
    **dict.fromkeys((Sort.QUARTER, Sort.MONTH_UNIT, Sort.HALF_YEAR, Sort.DECADE, Sort.DAY), Atoms.unit_alone),
    **dict.fromkeys((Sort.WEEK, Sort.WEEK_STARTING), Atoms.week),
    Sort.LAST: Atoms.last,
    Sort.MONTH: Atoms.month,
    Sort.SEASON: Atoms.season,
    Sort.LETTER: Atoms.letter,
    Sort.YEAR: Atoms.year_word,
    Sort.RELATIVE: Atoms.relative,
    Sort.RELATIVE_DAY: Atoms.relative_day,
    Sort.THIS_YEAR: Atoms.this_year,
    Sort.SHORT_YEAR: Atoms.short_year,
}
_STARTS = frozenset(_UNITS) | {Sort.WEEKDAY, Sort.PART, Sort.MIDDLE_OR_HALF, Sort.FROM}
