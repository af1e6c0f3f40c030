"""Years as they stand behind a month, season or quarter: 2026 г., next year, с.г., "2026–27 годы"."""

from datetime import date

from calendar_service.domain.dates import forms, numerals, refusals, relatives
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.sorts import Sort

QUIET = frozenset({Sort.IN, Sort.AT, Sort.A, Sort.DURING})
YEAR_DIGITS, SHORT_DIGITS = 4, 2
_NOT_AFTER_YEAR = frozenset({Sort.COLON, Sort.MONTH, Sort.HOURS, Sort.MERIDIAN})
_ENDS = frozenset({Sort.END, Sort.COMMA, Sort.PARENTHESIS})
_NOUNS_BEFORE_ADJECTIVES = frozenset({"anno", "year"})


class Years:
    """Reads years at a cursor. `reference` is the day the words were written, where it is known."""

    def __init__(self, cursor: Cursor, reference: date | None) -> None:
        self.cursor = cursor
        self.reference = reference
        self.weekday_inside: int | None = None  # of «21 мая (четверг) 2026 года»

    def skip_quiet(self) -> None:
        """Pass words that say nothing here; refuse "within 30 days", which counts from another event."""
        cursor = self.cursor
        while cursor.sort() in QUIET and not relatives.is_duration(cursor):
            if cursor.sort() is Sort.DURING and relatives.counts(cursor, 1):
                raise refusals.counted_from_event()
            cursor.take()

    def year(self, *, short: bool = False) -> int | None:
        """Return the year that follows and pass it; `None` where none does.

        With `short`, a number of two digits at the end is a year, and refused.
        """
        cursor = self.cursor
        if cursor.sort() is Sort.NUMBER:
            return self.year_here(short=short)
        start, inside = cursor.place, self.weekday_inside
        self.accept_weekday_inside()
        if cursor.sort() is Sort.DASH and cursor.token().glued and self.is_long_number(1) and cursor.token(1).glued:
            cursor.take()  # май-2026
        cursor.accept(Sort.COMMA)
        self.skip_quiet()
        year = self.year_here(short=short and cursor.place == start)
        if year is None:
            cursor.place, self.weekday_inside = start, inside
        return year

    def accept_weekday_inside(self) -> None:
        """Pass a weekday in parentheses, and remember it for the day that is being read."""
        cursor = self.cursor
        is_enclosed = cursor.sort() is Sort.PARENTHESIS and cursor.sort(2) is Sort.PARENTHESIS
        if is_enclosed and cursor.sort(1) is Sort.WEEKDAY:
            self.weekday_inside = cursor.token(1).value
            cursor.take(3)

    def year_here(self, *, short: bool = False) -> int | None:
        """Return the year at the very place of the cursor and pass it; `None` where none stands there."""
        cursor = self.cursor
        token, following = cursor.token(), cursor.sort(1)
        if token.sort is Sort.NUMBER:
            return self.year_in_numbers(short=short) if following not in _NOT_AFTER_YEAR else None
        if token.sort is Sort.SHORT_YEAR:
            raise refusals.two_digit_year(token.value)
        if token.sort is Sort.YEAR:
            return self._year_after_word()
        if token.sort is Sort.THIS_YEAR:
            cursor.take()
            return self.reference_year()
        if token.sort is Sort.RELATIVE and following is Sort.YEAR:
            cursor.take(2)
            return self.reference_year() + token.value
        return None

    def year_in_numbers(self, *, short: bool = False) -> int | None:
        """Return a year in digits, with the word behind it."""
        cursor = self.cursor
        token = cursor.token()
        is_numeral = cursor.sort(1) is Sort.DOT and cursor.sort(2) is Sort.NUMBER and cursor.token(2).glued
        if is_numeral or (token.suffix and numerals.is_decade(cursor)):
            return None
        if len(token.text) > SHORT_DIGITS:
            cursor.take()
            cursor.accept(Sort.YEAR)
            return token.value
        if cursor.sort(1) is Sort.YEAR or (short and cursor.sort(1) in _ENDS and not token.suffix):
            raise refusals.two_digit_year(token.value)
        return None

    def _year_after_word(self) -> int:
        cursor = self.cursor
        word = cursor.take()
        if self.is_long_number(0):
            return cursor.take().value
        if cursor.sort() is Sort.RELATIVE and word.text in _NOUNS_BEFORE_ADJECTIVES:
            return self.reference_year() + cursor.take().value
        return self.reference_year()

    def reference_year(self) -> int:
        """Return the year of the day of writing; raises `DateRefused` where that is not known."""
        return relatives.required(self.reference).year

    def is_long_number(self, ahead: int) -> bool:
        """Tell whether a number of more than two digits stands ahead."""
        token = self.cursor.token(ahead)
        return token.sort is Sort.NUMBER and len(token.text) > SHORT_DIGITS

    def span_with_short_end(self, year: int) -> Partial | None:
        """Return the span of "2026–27 годы"; refuse it without the word, for it may be a season's code."""
        cursor = self.cursor
        end = cursor.token(1)
        if cursor.sort() not in {Sort.DASH, Sort.SLASH} or end.sort is not Sort.NUMBER or len(end.text) != SHORT_DIGITS:
            return None
        if cursor.sort(2) in {Sort.DOT, Sort.MONTH, Sort.COLON}:
            return None
        before = cursor.tokens[cursor.place - 2].sort if cursor.place > 1 else Sort.END
        if cursor.sort(2) is not Sort.YEAR and before is not Sort.YEAR:
            raise refusals.ambiguous_years(year, end.value)
        cursor.take(2)
        cursor.accept(Sort.YEAR)
        last = forms.unit((year - year % 100 + end.value,))
        return Partial(Unit.FORM, form=forms.between(forms.unit((year,)), last), year=year)
