"""Units of the calendar by their names and numbers: 12 мая, May 12, весна 2026, Q3, II квартал, 2030-е."""

from abc import ABC, abstractmethod

from calendar_service.domain.dates import forms, numerals, parts, points, refusals, relatives, selecting
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.parts import LAST, Selector
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.years import QUIET, SHORT_DIGITS, YEAR_DIGITS, Years

_LAST_DAY = 31
_FIRST_YEAR_OF_DECADES = 1000
_BEFORE_MONTH = frozenset({Sort.IN, Sort.AT})
_DECADE_SUFFIXES = frozenset({"х", "е", "s"})
_NOT_AFTER_DAY = frozenset({Sort.COLON, Sort.HOURS, Sort.MERIDIAN, Sort.QUARTER, Sort.MONTH})
_IN_YEAR = frozenset({Sort.MONTH, Sort.SEASON, Sort.LETTER, Sort.QUARTER, Sort.PART})
_COUNTED_IN_YEAR = frozenset(
    {Sort.QUARTER, Sort.HALF, Sort.HALF_YEAR, Sort.MONTH, Sort.LETTER, Sort.WEEK, Sort.MIDDLE_OR_HALF}
)
_NUMBERED = frozenset({Sort.QUARTER, Sort.HALF_YEAR})
_TIME_SIGNS = frozenset({Sort.COLON, Sort.HOURS, Sort.MERIDIAN})
_JOINTS_OF_WINTER = frozenset({Sort.DASH, Sort.SLASH, Sort.TO, Sort.A})


class Units(Years, ABC):
    """Reads named units at a cursor; `body` is the whole of an atom, which may stand behind a year."""

    @abstractmethod
    def body(self) -> Partial:
        """Return the partial that begins here."""

    # what begins with a number

    def number(self) -> Partial | None:
        """Return what a number begins: a day, a quarter, a year, numerals, a duration, or the number alone."""
        cursor = self.cursor
        token, following = cursor.token(), cursor.sort(1)
        if following in relatives.UNITS and relatives.is_duration(cursor):
            return relatives.duration(cursor, self.reference)
        numeric = numerals.read(cursor)
        if numeric is not None:
            return numeric
        if following in _NUMBERED or (following is Sort.LETTER and self._is_letter_behind()):
            return self._numbered()
        if token.sort is Sort.NUMBER and numerals.is_decade(cursor):
            return self._decade()
        digits = YEAR_DIGITS if following is Sort.MONTH else SHORT_DIGITS + 1
        if token.sort is Sort.NUMBER and len(token.text) >= digits:
            return self._starting_with_year()
        return self._day_or_bare()

    def _is_letter_behind(self) -> bool:
        """Tell whether 3Q or 2H stands here."""
        letter = self.cursor.token(1)
        return letter.text in {"q", "h"} and self.cursor.token().value <= 4  # noqa: PLR2004

    def _numbered(self) -> Partial:
        number, unit = self.cursor.token(), self.cursor.token(1)
        self.cursor.take(2)
        is_quarter = unit.sort is Sort.QUARTER or unit.text == "q"
        code = parts.quarter(number.value) if is_quarter else parts.half(number.value)
        return Partial(Unit.CODE, code, year=self.year(short=True))

    def _decade(self) -> Partial:
        token = self.cursor.take()
        self.cursor.accept(Sort.YEAR)
        return _decade_of(token.value)

    def _day_or_bare(self) -> Partial:
        """Return "12 мая 2026", "12-го числа следующего месяца", or a number without its unit."""
        cursor = self.cursor
        token = cursor.take()
        has_day_word = cursor.accept(Sort.DAY) is not None
        if (has_day_word or cursor.sort() is Sort.MONTH) and selecting.is_plural(token):
            raise refusals.not_understood(f"{token.text}{token.suffix and '-'}{token.suffix}")
        if cursor.sort(3) is Sort.MONTH:
            self.accept_weekday_inside()
        cursor.skip(_BEFORE_MONTH)
        if (
            cursor.sort() is Sort.DASH
            and cursor.sort(1) is Sort.MONTH
            and cursor.token(1).glued
            and token.sort is Sort.NUMBER
        ):
            cursor.take()  # 15-May-2026
        if cursor.sort() is Sort.MONTH:
            return Partial(Unit.DAY, token.value, cursor.take().value, self.year(short=True), text=token.text)
        if cursor.token().roman and cursor.sort(1) is Sort.NUMBER and token.sort is Sort.NUMBER:
            month = points.check((points.FIRST_YEAR, cursor.take().value))[1]
            return Partial(Unit.DAY, token.value, month, self.year(short=True), text=token.text)
        if cursor.sort() is Sort.RELATIVE and cursor.sort(1) is Sort.MONTH_UNIT:
            return self._day_of_relative_month(token.value)
        if cursor.sort() is Sort.YEAR and not has_day_word and token.sort is Sort.NUMBER:
            is_decade = token.suffix in _DECADE_SUFFIXES
            raise refusals.ambiguous_century() if is_decade else refusals.two_digit_year(token.value)
        partial = Partial(bare=token.value, text=token.text)
        if cursor.sort() is Sort.COMMA and self.is_long_number(1):
            partial.year = self.year()
        return partial

    def _day_of_relative_month(self, day: int) -> Partial:
        which, unit = self.cursor.token(), self.cursor.token(1)
        self.cursor.take(2)
        form = relatives.unit(unit, which.value, self.reference).form or forms.NONE
        year, month = form.low or (0, 0)
        return Partial(Unit.DAY, day, month, year)

    def _starting_with_year(self) -> Partial | None:
        """Return a year, or what follows it: "2026, весна", "2026 Q2"."""
        year = self.year_in_numbers()
        if year is None:
            return None
        return self.span_with_short_end(year) or self.inside_year(year) or Partial(Unit.YEAR, year=year)

    def inside_year(self, year: int) -> Partial | None:
        """Return the month, season or part that follows its year, and pass it; `None` where none does."""
        cursor = self.cursor
        start = cursor.place
        is_time = cursor.sort() is Sort.COMMA and cursor.sort(1) is Sort.NUMBER and cursor.sort(2) in _TIME_SIGNS
        if cursor.sort() is Sort.DASH and cursor.sort(1) is Sort.LETTER:
            cursor.take()
        cursor.skip({Sort.COMMA, Sort.PARENTHESIS})
        inner = None if is_time else self._unit_of_year()
        if inner is None or inner.year is not None:
            cursor.place = start
            return None
        inner.year = year
        return inner

    def _unit_of_year(self) -> Partial | None:
        cursor = self.cursor
        self.skip_quiet()
        sort = cursor.sort()
        half = selecting.half_alone(cursor)
        if half is not None:
            return Partial(Unit.YEAR, selectors=(half,))
        if sort is Sort.PART and cursor.sort(1) in {Sort.END, Sort.AT, Sort.PARENTHESIS}:
            part = selecting.selector(cursor)
            return Partial(Unit.YEAR, selectors=(part,) if part else ())
        if sort in _IN_YEAR or (sort in selecting.NUMBERS and cursor.sort(1) in _COUNTED_IN_YEAR):
            return self.body()
        return None

    # what begins with a name

    def month(self) -> Partial:
        """Return "May 2026", or "May 12, 2026"."""
        cursor = self.cursor
        month = cursor.take().value
        cursor.accept(Sort.MONTH_UNIT)
        if (
            cursor.sort() is Sort.RELATIVE
            and cursor.sort(1) not in {Sort.YEAR, Sort.MONTH_UNIT}
            and cursor.token().value
        ):
            return relatives.month(month, cursor.take().value, self.reference)  # maggio prossimo
        return self._day_after_month(month) or Partial(Unit.MONTH, month=month, year=self.year())

    def _day_after_month(self, month: int) -> Partial | None:
        cursor = self.cursor
        day = cursor.token()
        is_number = day.sort is Sort.NUMBER and len(day.text) <= SHORT_DIGITS
        if not (is_number or (day.sort is Sort.ORDINAL and not day.roman)) or cursor.sort(1) in _NOT_AFTER_DAY:
            return None
        if cursor.sort(1) is Sort.YEAR:
            raise refusals.two_digit_year(day.value)
        cursor.take()
        year = self.year()
        if day.value > _LAST_DAY:
            raise refusals.no_such_day(day.value, month, year or points.FIRST_YEAR)
        return Partial(Unit.DAY, day.value, month, year, text=day.text)

    def season(self) -> Partial:
        """Return "spring 2026", "winter 2026–2027", "primavera prossima"."""
        cursor = self.cursor
        season = cursor.take().value
        if cursor.sort() is Sort.RELATIVE and cursor.sort(1) is not Sort.YEAR:
            return relatives.season(season, cursor.take().value, self.reference)
        if (
            season == forms.WINTER
            and cursor.sort() is Sort.FROM
            and cursor.sort(2) in {Sort.TO, Sort.NUMBER, Sort.YEAR}
        ):
            cursor.take()  # зимой с 2026 на 2027 год
        year = self.year(short=True)
        if year is not None:
            self._accept_second_year(season, year)
        return Partial(Unit.CODE, season, year=year)

    def _accept_second_year(self, season: int, year: int) -> None:
        """Pass the second year of "winter 2026–2027"; refuse any other pair of years."""
        cursor = self.cursor
        is_winter = season == forms.WINTER
        ahead = 1 if cursor.sort() in _JOINTS_OF_WINTER else 0
        end = cursor.token(ahead)
        if end.sort is not Sort.NUMBER or len(end.text) not in {SHORT_DIGITS, YEAR_DIGITS}:
            return
        is_long = len(end.text) == YEAR_DIGITS
        if (not ahead and not (is_winter and is_long)) or cursor.sort(ahead + 1) in {Sort.MONTH, Sort.DOT, Sort.COLON}:
            return
        full = end.value if is_long else year - year % 100 + end.value
        if full < year:
            raise refusals.reversed_range(str(year), str(full))
        if not is_winter or full != year + 1:
            raise refusals.ambiguous_season(year, full)
        cursor.take(ahead + 1)
        cursor.accept(Sort.YEAR)

    def letter(self) -> Partial | None:
        """Return Q3 2026, H1 2026, W20 2026."""
        cursor = self.cursor
        number = cursor.token(1)
        if number.sort is not Sort.NUMBER:
            return None
        letter = cursor.take(2)
        if cursor.sort() is Sort.SLASH and self.is_long_number(1):
            cursor.take()
        if chr(letter.value) == "w":
            selectors = (Selector(parts.WEEK_OF, number.value, text=number.text),)
            return Partial(Unit.YEAR, year=self.year() or self.reference_year(), selectors=selectors)
        code = parts.quarter(number.value) if letter.text == "q" else parts.half(number.value)
        return Partial(Unit.CODE, code, year=self.year(short=True))

    def last_unit(self) -> Partial | None:
        """Return "the last quarter of 2026"; `None` for "last quarter", which is relative."""
        cursor = self.cursor
        unit = cursor.sort(1)
        if unit not in {Sort.QUARTER, Sort.HALF_YEAR} or not selecting.starts_unit(cursor, 2):
            return None
        cursor.take(2)
        code = parts.quarter(LAST) if unit is Sort.QUARTER else parts.half(LAST)
        return Partial(Unit.CODE, code, year=self.year())

    def decade_after_word(self) -> Partial | None:
        """Return "anni 2030"."""
        cursor = self.cursor
        number = cursor.token(1)
        is_decade = number.sort in {Sort.NUMBER, Sort.CARDINAL, Sort.SHORT_YEAR} and number.value % 10 == 0
        if cursor.token().text != "anni" or not is_decade:
            return None
        cursor.take(2)
        return _decade_of(number.value)

    def week_number(self) -> Partial | None:
        """Return "week 20 of 2026" behind its first word; `None` where no number of a week stands there."""
        cursor = self.cursor
        number, after = cursor.token(), cursor.sort(1)
        ahead = 2 if after is Sort.COMMA or after in QUIET else 1
        is_numbered = after in {Sort.END, Sort.YEAR, Sort.RELATIVE, Sort.THIS_YEAR} or self.is_long_number(ahead)
        if number.sort not in {Sort.NUMBER, Sort.ORDINAL} or not is_numbered:
            return None
        cursor.take()
        selectors = (Selector(parts.WEEK_OF, number.value, text=number.text),)
        return Partial(Unit.YEAR, year=self.year() or self.reference_year(), selectors=selectors)


def _decade_of(number: int) -> Partial:
    if number < _FIRST_YEAR_OF_DECADES:
        raise refusals.ambiguous_century()
    return Partial(Unit.DECADE, year=number)
