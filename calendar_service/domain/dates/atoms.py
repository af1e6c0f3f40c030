"""Atoms: one day, month, season, part or week, as it stands between the words that join dates.

    atom      := weekday? (selector* base? | selector+) weekday?
    selector  := part | number (half | week | ten days | weekday | day | month …) | last …
    base      := day month year? | month day? year? | month year? | season year? | number quarter year? …

What an atom lacks (the month of the 3 in "3–4 апреля") its neighbours give: see `partials`.
"""

from collections.abc import Callable
from datetime import date, timedelta

from calendar_service.domain.dates import forms, numerals, parts, points, refusals, relatives
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.parts import LAST, Selector
from calendar_service.domain.dates.sorts import Sort

QUIET = frozenset({Sort.IN, Sort.AT, Sort.A, Sort.DURING})
_NUMBERS = frozenset({Sort.NUMBER, Sort.ORDINAL, Sort.LAST, Sort.CARDINAL})
_BASES_AFTER_PART = frozenset({Sort.PART, Sort.TO, Sort.MIDDLE_OR_HALF, Sort.DASH})
_UNITS = relatives.UNITS
_LENGTHS = {Sort.DAY: 1, Sort.WEEK: parts.WEEK}
_SEPARATORS = frozenset({Sort.COMMA, Sort.PARENTHESIS})
MARKS = "~?%"
_LONGEST_SHORT_YEAR = 2
_LAST_DAY = 31


class Atoms:
    """Reads atoms at a cursor. `reference` is the day the words were written, where it is known."""

    def __init__(self, cursor: Cursor, reference: date | None) -> None:
        self.cursor = cursor
        self.reference = reference
        self._weekday_to_come: int | None = None
        self._bases: dict[Sort, Callable[[], Partial | None]] = {
            Sort.NUMBER: self._number,
            Sort.ORDINAL: self._number,
            Sort.CARDINAL: self._number,
            Sort.LAST: self._last,
            Sort.MONTH: self._month,
            Sort.SEASON: self._season,
            Sort.QUARTER: self._quarter,
            Sort.LETTER: self._letter,
            Sort.YEAR: self._year_word,
            Sort.WEEK: self._week,
            Sort.WEEK_STARTING: self._week,
            Sort.RELATIVE: self._relative,
            Sort.RELATIVE_DAY: self._relative_day,
            Sort.THIS_YEAR: self._this_year,
            Sort.THROUGH: self._duration,
            Sort.SHORT_YEAR: self._short_year,
            Sort.MONTH_UNIT: self._unit_alone,
            Sort.HALF_YEAR: self._unit_alone,
            Sort.DECADE: self._unit_alone,
        }

    def atom(self) -> Partial:
        """Return the partial that begins here; raises `DateRefused` where none does."""
        cursor = self.cursor
        mark = self._marks()
        self._skip_quiet()
        weekday = self._leading_weekday()
        partial = self._body()
        if weekday is None:
            weekday = self._trailing_weekday()
        partial.weekday = weekday
        partial.mark = mark
        if not partial.text:
            partial.text = cursor.tokens[max(0, cursor.place - 1)].text
        return partial

    def starts(self) -> bool:
        """Tell whether an atom may begin here."""
        ahead = 0
        while self.cursor.sort(ahead) in QUIET or self.cursor.sort(ahead) is Sort.MARK:
            ahead += 1
        sort = self.cursor.sort(ahead)
        return sort in self._bases or sort in {Sort.WEEKDAY, Sort.PART, Sort.MIDDLE_OR_HALF, Sort.FROM, Sort.WEEK}

    def _marks(self) -> str:
        mark = ""
        while self.cursor.sort() is Sort.MARK or (self.cursor.sort() in QUIET and self.cursor.sort(1) is Sort.MARK):
            token = self.cursor.take()
            if token.sort is Sort.MARK:
                mark = forms.joined_marks(mark, MARKS[token.value])
        return mark

    def _skip_quiet(self) -> None:
        cursor = self.cursor
        while cursor.sort() in QUIET and not relatives.is_duration(cursor):
            if cursor.sort() is Sort.DURING and relatives.counts(cursor, 1):
                raise refusals.counted_from_event()
            cursor.take()

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
        self._skip_quiet()
        cursor.accept(Sort.FROM)
        if not self.starts():
            raise refusals.ambiguous_weekday()
        return weekday

    def _trailing_weekday(self) -> int | None:
        cursor = self.cursor
        ahead = 0
        while cursor.sort(ahead) in _SEPARATORS or cursor.sort(ahead) in QUIET:
            ahead += 1
        after = ahead + 1
        if cursor.sort(ahead) is not Sort.WEEKDAY:
            return None
        while cursor.sort(after) is Sort.COMMA:
            after += 1
        if (
            cursor.sort(after) in _NUMBERS
            and cursor.sort(after + 1) is not Sort.COLON
            and cursor.sort(ahead - 1) is not Sort.PARENTHESIS
        ):
            return None  # the weekday of the next date
        weekday = cursor.token(ahead).value
        cursor.take(ahead + 1)
        if cursor.sort() is Sort.PARENTHESIS and cursor.sort(-ahead - 1 if ahead else 0) is not Sort.END:
            cursor.take()
        return weekday

    def _body(self) -> Partial:
        selectors: list[Selector] = []
        selector = self._selector()
        while selector is not None:
            selectors.append(selector)
            self._skip_quiet()
            selector = self._selector()
        base = self._bases.get(self.cursor.sort())
        partial = base() if base else None
        if partial is None:
            if not selectors:
                raise self.cursor.unexpected()
            partial = Partial(text=selectors[0].text)
        partial.selectors = [*selectors, *partial.selectors]
        return partial

    # parts

    def _selector(self) -> Selector | None:
        cursor = self.cursor
        sort = cursor.sort()
        if sort is Sort.PART or sort is Sort.MIDDLE_OR_HALF:
            token = cursor.take()
            if cursor.sort() is Sort.DASH and (cursor.sort(1) is Sort.TO or cursor.sort(1) not in _BASES_AFTER_PART):
                cursor.take()
            return Selector(parts.PART, 1 if sort is Sort.MIDDLE_OR_HALF else token.value, text=token.text)
        return self._counted() if sort in _NUMBERS else None

    def _counted(self) -> Selector | None:
        """Return "first half", «вторая неделя», "last Friday"; nothing where a unit follows that stands alone."""
        cursor = self.cursor
        token, unit = cursor.token(), cursor.token(1)
        number = LAST if token.sort is Sort.LAST else token.value
        text = f"{token.text} {unit.text}"
        if token.sort is Sort.CARDINAL or (token.sort is Sort.LAST and not self._starts_base(2)):
            return self._several() if token.sort is Sort.LAST else None
        is_ordinal = token.sort is not Sort.NUMBER or bool(token.suffix)
        if unit.sort in {Sort.CARDINAL, Sort.NUMBER} and is_ordinal:
            return self._several()
        if (
            unit.sort is Sort.DAY
            and token.value in {10, 20, 30}
            and token.suffix in {"х", "ых", "е", "ые"}
            and unit.text.startswith("чис")
        ):
            return self._took(Selector(parts.TENS, number, text=text))
        if token.suffix == "s" and token.value in {10, 20} and unit.sort is Sort.MONTH:
            return self._took(Selector(parts.TENS, number, text=token.text), 1)
        return self._with_unit(number, text, is_ordinal=is_ordinal)

    def _with_unit(self, number: int, text: str, *, is_ordinal: bool) -> Selector | None:
        cursor = self.cursor
        unit = cursor.token(1)
        if unit.sort in {Sort.HALF, Sort.MIDDLE_OR_HALF}:
            return self._took(Selector(parts.HALF, number, text=text))
        if unit.sort is Sort.TEN_DAYS or (
            unit.sort is Sort.DECADE and is_ordinal and cursor.sort(2) in {Sort.MONTH, Sort.RELATIVE, Sort.MONTH_UNIT}
        ):
            return self._took(Selector(parts.TEN_DAYS, number, text=text))
        if unit.sort is Sort.THIRD or (unit.text in {"third", "terzo"} and self._starts_base(2)):
            place = 2 if number == LAST else number - 1
            if not 0 <= place <= 2:  # noqa: PLR2004
                raise refusals.no_such_part(number, 3)
            return self._took(Selector(parts.PART, place, text=text))
        if unit.sort is Sort.WEEK and not unit.value and self._starts_base(2):
            return self._took(Selector(parts.WEEK_OF, number, text=text))
        if not is_ordinal or not self._starts_base(2):
            return None
        if unit.sort is Sort.WEEKDAY:
            return self._took(Selector(parts.WEEKDAY, number, unit.value, text=text))
        name = {Sort.DAY: parts.DAY, Sort.MONTH_UNIT: parts.MONTH}.get(unit.sort)
        return self._took(Selector(name, number, text=text)) if name else None

    def _several(self) -> Selector | None:
        """Return "last two weeks", "first five days"."""
        cursor = self.cursor
        token, count, unit = (cursor.token(ahead) for ahead in range(3))
        length = _LENGTHS.get(unit.sort)
        if count.sort not in {Sort.CARDINAL, Sort.NUMBER} or length is None or not self._starts_base(3):
            return None
        number = LAST if token.sort is Sort.LAST else token.value
        if number not in {1, LAST}:
            return None
        text = f"{token.text} {count.text} {unit.text}"
        return self._took(Selector(parts.DAYS, number, count.value * length, text=text), 3)

    def _took(self, selector: Selector, count: int = 2) -> Selector:
        self.cursor.take(count)
        return selector

    def _starts_base(self, ahead: int) -> bool:
        """Tell whether a unit follows that a part can be of, or a part."""
        sorts = self.cursor.sort
        while sorts(ahead) in QUIET:
            ahead += 1
        sort = sorts(ahead)
        if sort in {Sort.NUMBER, Sort.ORDINAL, Sort.CARDINAL, Sort.LAST}:
            return len(self.cursor.token(ahead).text) > _LONGEST_SHORT_YEAR or sorts(ahead + 1) in {
                Sort.QUARTER, Sort.HALF_YEAR, Sort.HALF, Sort.LETTER, Sort.DECADE, Sort.MONTH,
            }  # fmt: skip
        return sort in {
            Sort.MONTH, Sort.SEASON, Sort.YEAR, Sort.RELATIVE, Sort.THIS_YEAR, Sort.LETTER, Sort.QUARTER, Sort.MONTH_UNIT,
            Sort.HALF_YEAR, Sort.DECADE, Sort.COMMA, Sort.SHORT_YEAR,
        }  # fmt: skip

    # bases that begin with a number

    def _number(self) -> Partial | None:
        cursor = self.cursor
        token, following = cursor.token(), cursor.sort(1)
        if relatives.is_duration(cursor):
            return self._duration()
        numeric = numerals.numeric(cursor, self.reference)
        if numeric is not None:
            return numeric
        unit = {
            Sort.QUARTER: self._numbered_quarter,
            Sort.HALF_YEAR: self._numbered_half,
            Sort.LETTER: self._numbered_letter,
        }.get(following)
        if unit is not None and (following is not Sort.LETTER or token.value <= 4):  # noqa: PLR2004
            return unit()
        if token.sort is Sort.NUMBER and numerals.is_decade(cursor):
            return self._decade()
        if token.sort is Sort.NUMBER and len(token.text) > _LONGEST_SHORT_YEAR and following is not Sort.MONTH:
            return self._starting_with_year()
        return self._day_or_bare()

    def _numbered_quarter(self) -> Partial:
        number = self.cursor.take(2).value
        return Partial(Unit.CODE, parts.quarter(number), year=self.year())

    def _numbered_half(self) -> Partial:
        number = self.cursor.take(2).value
        return Partial(Unit.CODE, parts.half(number), year=self.year())

    def _numbered_letter(self) -> Partial | None:
        """Return 3Q 2026, 2H 2026."""
        letter = chr(self.cursor.token(1).value)
        if letter not in "qh":
            return None
        number = self.cursor.take(2).value
        return Partial(Unit.CODE, parts.quarter(number) if letter == "q" else parts.half(number), year=self.year())

    def _decade(self) -> Partial:
        token = self.cursor.take()
        self.cursor.accept(Sort.YEAR)
        if token.value < 1000:  # noqa: PLR2004
            raise refusals.ambiguous_century()
        return Partial(Unit.DECADE, year=token.value)

    def _day_or_bare(self) -> Partial:
        """Return "12 мая 2026", "12-го числа следующего месяца", or a number without its unit."""
        cursor = self.cursor
        token = cursor.take()
        had_day_word = cursor.sort() is Sort.DAY
        if had_day_word:
            cursor.take()
        self._skip_quiet()
        if cursor.sort() is Sort.MONTH:
            month = cursor.take().value
            return Partial(Unit.DAY, token.value, month, self.year(short=True), text=token.text)
        if (
            token.sort is Sort.NUMBER
            and cursor.sort() is Sort.ORDINAL
            and cursor.token().roman
            and cursor.sort(1) is Sort.NUMBER
        ):
            month = cursor.take().value
            return Partial(
                Unit.DAY, token.value, points.check((2000, month))[1], self.year(short=True), text=token.text
            )
        if cursor.sort() is Sort.RELATIVE and cursor.sort(1) is Sort.MONTH_UNIT:
            month_form = self._relative().form
            low = month_form.low if month_form and month_form.low else ()
            return Partial(Unit.DAY, token.value, low[1], low[0], text=token.text)
        if cursor.sort() is Sort.YEAR and not had_day_word and token.sort is Sort.NUMBER:
            raise (
                refusals.ambiguous_century()
                if token.suffix in {"х", "е", "s"}
                else refusals.two_digit_year(token.value)
            )
        partial = Partial(bare=token.value, text=token.text)
        if cursor.sort() is Sort.COMMA and len(cursor.token(1).text) > _LONGEST_SHORT_YEAR:
            partial.year = self.year()
        return partial

    # years

    def year(self, *, short: bool = False) -> int | None:
        """Return the year that follows and pass it; `None` where none does.

        With `short`, a number of two digits at the end is a year, and refused.
        """
        cursor = self.cursor
        start = cursor.place
        cursor.accept(Sort.COMMA)
        self._skip_quiet()
        year = self._year_here(short=short and cursor.place == start)
        if year is None:
            cursor.place = start
        return year

    def _year_here(self, *, short: bool) -> int | None:
        cursor = self.cursor
        token, following = cursor.token(), cursor.sort(1)
        if token.sort is Sort.SHORT_YEAR:
            raise refusals.two_digit_year(token.value)
        if token.sort is Sort.NUMBER and following not in {Sort.COLON, Sort.MONTH, Sort.HOURS, Sort.MERIDIAN}:
            return self._year_in_numbers(short=short)
        if token.sort is Sort.THIS_YEAR:
            cursor.take()
            return self._reference_year()
        if token.sort is Sort.YEAR:
            return self._year_after_word()
        if token.sort is Sort.RELATIVE and following is Sort.YEAR:
            cursor.take(2)
            return self._reference_year() + token.value
        return None

    def _year_in_numbers(self, *, short: bool) -> int | None:
        cursor = self.cursor
        token = cursor.token()
        if numerals.is_decade(cursor) or (
            cursor.sort(1) is Sort.DOT and cursor.sort(2) is Sort.NUMBER and cursor.token(2).glued
        ):
            return None
        if len(token.text) > _LONGEST_SHORT_YEAR:
            cursor.take()
            cursor.accept(Sort.YEAR)
            return token.value
        is_last = cursor.sort(1) in {Sort.END, Sort.COMMA, Sort.PARENTHESIS}
        if cursor.sort(1) is Sort.YEAR or (short and is_last and not token.suffix):
            raise refusals.two_digit_year(token.value)
        return None

    def _year_after_word(self) -> int | None:
        cursor = self.cursor
        if cursor.sort(1) is Sort.NUMBER and len(cursor.token(1).text) > _LONGEST_SHORT_YEAR:
            cursor.take()
            return cursor.take().value
        word = cursor.take()
        if cursor.sort() is Sort.RELATIVE and word.text in {"anno", "year"}:
            return self._reference_year() + cursor.take().value
        return self._reference_year()

    def _reference_year(self) -> int:
        return relatives.required(self.reference).year

    def _starting_with_year(self) -> Partial:
        """Return a year, or what follows it: "2026, весна", "2026 Q2"."""
        cursor = self.cursor
        year = self._year_here(short=False)
        short_end = self._short_end_of_years(year)
        if short_end is not None:
            return short_end
        start = cursor.place
        if cursor.sort() is not Sort.COMMA or not self._is_time(1):
            cursor.skip(
                {Sort.COMMA, Sort.PARENTHESIS, Sort.DASH} if self._is_letter_ahead() else {Sort.COMMA, Sort.PARENTHESIS}
            )
            inner = self._inside_year()
            if inner is not None and inner.year is None:
                inner.year = year
                return inner
        cursor.place = start
        return Partial(Unit.YEAR, year=year)

    def _is_letter_ahead(self) -> bool:
        return self.cursor.sort() is Sort.DASH and self.cursor.sort(1) is Sort.LETTER

    def _is_time(self, ahead: int) -> bool:
        return self.cursor.sort(ahead) is Sort.NUMBER and self.cursor.sort(ahead + 1) in {
            Sort.COLON,
            Sort.HOURS,
            Sort.MERIDIAN,
        }

    def _short_end_of_years(self, year: int | None) -> Partial | None:
        """Return the span of "2026–27 годы"; refuse it without the word, for it may be a season's code."""
        cursor = self.cursor
        end = cursor.token(1)
        if (
            cursor.sort() not in {Sort.DASH, Sort.SLASH}
            or end.sort is not Sort.NUMBER
            or len(end.text) != _LONGEST_SHORT_YEAR
            or year is None
        ):
            return None
        if cursor.sort(2) in {Sort.DOT, Sort.MONTH, Sort.COLON}:
            return None
        before = cursor.tokens[cursor.place - 2].sort if cursor.place > 1 else Sort.END
        if cursor.sort(2) is not Sort.YEAR and before is not Sort.YEAR:
            raise refusals.ambiguous_years(year, end.value)
        cursor.take(2)
        cursor.accept(Sort.YEAR)
        last = year - year % 100 + end.value
        return Partial(Unit.FORM, form=forms.between(forms.unit((year,)), forms.unit((last,))), year=year)

    def _inside_year(self) -> Partial | None:
        cursor = self.cursor
        self._skip_quiet()
        sort = cursor.sort()
        if sort in {Sort.MONTH, Sort.SEASON, Sort.LETTER, Sort.QUARTER, Sort.PART} or (
            sort in _NUMBERS
            and cursor.sort(1)
            in {Sort.QUARTER, Sort.HALF, Sort.HALF_YEAR, Sort.MONTH, Sort.LETTER, Sort.WEEK, Sort.MIDDLE_OR_HALF}
        ):
            if sort is Sort.PART and cursor.sort(1) in {Sort.END, Sort.AT}:
                return Partial(Unit.YEAR, selectors=[self._selector() or Selector(parts.PART)])
            return self._body_in_year()
        return None

    def _body_in_year(self) -> Partial:
        cursor = self.cursor
        if (
            cursor.sort() in _NUMBERS
            and cursor.sort(1) in {Sort.HALF, Sort.MIDDLE_OR_HALF}
            and cursor.sort(2) in {Sort.END, Sort.COMMA, Sort.PARENTHESIS}
        ):
            token = cursor.take(2)
            number = LAST if token.sort is Sort.LAST else token.value
            return Partial(Unit.YEAR, selectors=[Selector(parts.HALF, number, text=token.text)])
        return self._body()

    # bases that begin with a word

    def _month(self) -> Partial:
        """Return "May 2026", or "May 12, 2026"."""
        cursor = self.cursor
        month = cursor.take().value
        cursor.accept(Sort.MONTH_UNIT)
        if (
            cursor.sort() is Sort.RELATIVE
            and cursor.sort(1) not in {Sort.YEAR, Sort.MONTH_UNIT}
            and cursor.token().text.startswith(("prossim", "scors"))
        ):
            return relatives.month(month, cursor.take().value, self.reference)
        day = cursor.token()
        is_day = day.sort in {Sort.NUMBER, Sort.ORDINAL} and not day.roman and day.value <= _LAST_DAY
        if (is_day and len(day.text) <= _LONGEST_SHORT_YEAR) or (day.sort is Sort.ORDINAL and is_day):
            if cursor.sort(1) is Sort.YEAR:
                raise refusals.two_digit_year(day.value)
            if cursor.sort(1) not in {Sort.COLON, Sort.HOURS, Sort.MERIDIAN, Sort.QUARTER, Sort.MONTH}:
                cursor.take()
                return Partial(Unit.DAY, day.value, month, self.year(), text=day.text)
        if (
            day.sort is Sort.NUMBER
            and len(day.text) <= _LONGEST_SHORT_YEAR
            and cursor.sort(1) not in {Sort.COLON, Sort.MONTH}
        ):
            raise refusals.no_such_day(day.value, month, self.year() or relatives.DEFAULT_YEAR)
        return Partial(Unit.MONTH, month=month, year=self.year())

    def _season(self) -> Partial:
        cursor = self.cursor
        season = cursor.take().value
        if cursor.sort() is Sort.RELATIVE and cursor.sort(1) is not Sort.YEAR:
            return relatives.season(season, cursor.take().value, self.reference)
        first = cursor.sort() is Sort.FROM  # зимой с 2026 на 2027 год
        if first and season == forms.WINTER and cursor.sort(2) is Sort.NUMBER:
            cursor.take()
        year = self.year(short=True)
        partial = Partial(Unit.CODE, season, year=year)
        if year is not None:
            self._second_year_of_winter(season, year)
        return partial

    def _second_year_of_winter(self, season: int, year: int) -> None:
        """Pass the second year of "winter 2026–2027"; refuse any other pair of years."""
        cursor = self.cursor
        ahead = 1 if cursor.sort() in {Sort.DASH, Sort.SLASH, Sort.TO} else 0
        end = cursor.token(ahead)
        if end.sort is not Sort.NUMBER or (not ahead and not (season == forms.WINTER and len(end.text) == len("2026"))):
            return
        if len(end.text) not in {2, 4} or cursor.sort(ahead + 1) in {Sort.MONTH, Sort.DOT, Sort.COLON}:
            return
        full = end.value if len(end.text) > _LONGEST_SHORT_YEAR else year - year % 100 + end.value
        if full < year:
            raise refusals.reversed_range(str(year), str(full))
        if season != forms.WINTER or full != year + 1:
            raise refusals.ambiguous(f"one season of {year}", f"seasons of {year} to {full}")
        cursor.take(ahead + 1)
        cursor.accept(Sort.YEAR)

    def _quarter(self) -> Partial:
        """Return "quarter 3 of 2026", or the quarter of the day of writing."""
        cursor = self.cursor
        if cursor.sort(1) in {Sort.NUMBER, Sort.ORDINAL, Sort.CARDINAL} and len(cursor.token(1).text) < len("2026"):
            cursor.take()
            return Partial(Unit.CODE, parts.quarter(cursor.take().value), year=self.year())
        return self._unit_alone()

    def _letter(self) -> Partial | None:
        """Return Q3 2026, H1 2026, W20 2026."""
        cursor = self.cursor
        number = cursor.token(1)
        if number.sort is not Sort.NUMBER:
            return None
        letter = chr(cursor.take(2).value)
        if letter == "w":
            return Partial(
                Unit.YEAR, year=self.year(), selectors=[Selector(parts.WEEK_OF, number.value, text=number.text)]
            )
        code = parts.quarter(number.value) if letter == "q" else parts.half(number.value)
        cursor.accept(Sort.SLASH)
        if cursor.sort() is Sort.DASH and len(cursor.token(1).text) > _LONGEST_SHORT_YEAR:
            cursor.take()
        return Partial(Unit.CODE, code, year=self.year(short=True))

    def _year_word(self) -> Partial:
        cursor = self.cursor
        if cursor.token().text == "anni" and cursor.sort(1) in {Sort.NUMBER, Sort.CARDINAL, Sort.SHORT_YEAR}:
            number = cursor.token(1)
            if number.value % 10 == 0:
                cursor.take(2)
                if number.value < 1000:  # noqa: PLR2004
                    raise refusals.ambiguous_century()
                return Partial(Unit.DECADE, year=number.value)
        if cursor.sort(1) is Sort.AFTER or (cursor.sort(1) is Sort.RELATIVE and cursor.token().text != "anno"):
            return self._unit_alone()
        if cursor.sort(1) is Sort.NUMBER and len(cursor.token(1).text) > _LONGEST_SHORT_YEAR:
            cursor.take()
            return self._starting_with_year()
        return Partial(Unit.YEAR, year=self._year_here(short=False))

    def _week(self) -> Partial:
        """Return the week of a day, a numbered week, or the week of the day of writing."""
        cursor = self.cursor
        word = cursor.take()
        number = cursor.token()
        if number.sort in {Sort.NUMBER, Sort.ORDINAL} and self._is_week_number():
            cursor.take()
            selector = Selector(parts.WEEK_OF, number.value, text=number.text)
            return Partial(Unit.YEAR, year=self.year() or self._reference_year(), selectors=[selector])
        cursor.skip({Sort.COMMA, Sort.PARENTHESIS})
        cursor.accept(Sort.WEEK_STARTING)
        cursor.accept(Sort.FROM)
        if (
            self.starts()
            and cursor.sort() not in {Sort.RELATIVE, Sort.MONTH_UNIT}
            and not (cursor.sort() is Sort.WEEKDAY and cursor.sort(1) is Sort.END)
        ):
            partial = self.atom()
            partial.selectors = [Selector(parts.WEEK_WITH, text=word.text), *partial.selectors]
            return partial
        cursor.place -= 1
        while cursor.token() is not word:
            cursor.place -= 1
        return self._unit_alone()

    def _is_week_number(self) -> bool:
        cursor = self.cursor
        after = cursor.sort(1)
        if after in {Sort.END, Sort.YEAR, Sort.RELATIVE, Sort.THIS_YEAR}:
            return True
        ahead = 2 if after is Sort.COMMA or after in QUIET else 1
        return cursor.sort(ahead) is Sort.NUMBER and len(cursor.token(ahead).text) > _LONGEST_SHORT_YEAR

    # what is counted from the day of writing

    def _relative(self) -> Partial:
        cursor = self.cursor
        which = cursor.take()
        unit = cursor.token()
        if unit.sort in _UNITS:
            cursor.take()
            return self._with_weekday(relatives.unit(unit, which.value, self.reference))
        if unit.sort is Sort.SEASON:
            return self._named_after(which.value, relatives.season)
        if unit.sort is Sort.MONTH:
            return self._named_after(which.value, relatives.month)
        if unit.sort is Sort.WEEKDAY:
            cursor.take()
            return relatives.weekday(unit.value, which.value, self.reference)
        if unit.sort in {Sort.OR, Sort.AND, Sort.DASH}:
            return Partial(relative=which.value, text=which.text)
        if unit.sort in {Sort.END, Sort.PARENTHESIS, Sort.COMMA}:
            raise refusals.not_understood(which.text)
        raise cursor.unexpected()

    def _named_after(self, which: int, named: Callable[[int, int, date | None], Partial]) -> Partial:
        """Return "next spring"; where a year is said, that year's."""
        cursor = self.cursor
        token = cursor.take()
        following = cursor.token()
        if following.sort is Sort.NUMBER and len(following.text) > _LONGEST_SHORT_YEAR:
            year = self.year()
            is_month = token.sort is Sort.MONTH
            return (
                Partial(Unit.MONTH, month=token.value, year=year)
                if is_month
                else Partial(Unit.CODE, token.value, year=year)
            )
        return named(token.value, which, self.reference)

    def _last(self) -> Partial | None:
        """Return "last week", "last spring"; also "the last quarter of 2026"."""
        cursor = self.cursor
        unit = cursor.token(1)
        if unit.sort in {Sort.QUARTER, Sort.HALF_YEAR} and self._starts_base(2):
            cursor.take(2)
            code = parts.quarter(LAST) if unit.sort is Sort.QUARTER else parts.half(LAST)
            return Partial(Unit.CODE, code, year=self.year())
        cursor.take()
        if unit.sort in _UNITS:
            cursor.take()
            return self._with_weekday(relatives.unit(unit, -1, self.reference))
        named = {Sort.SEASON: relatives.season, Sort.MONTH: relatives.month}.get(unit.sort)
        if named is not None:
            return self._named_after(-1, named)
        if unit.sort is Sort.WEEKDAY:
            cursor.take()
            return relatives.weekday(unit.value, -1, self.reference)
        raise cursor.unexpected()

    def _relative_day(self) -> Partial:
        day = relatives.required(self.reference) + timedelta(days=self.cursor.take().value)
        return Partial(Unit.FORM, form=forms.unit(points.of_day(day)), has_year=True)

    def _this_year(self) -> Partial:
        self.cursor.take()
        return Partial(Unit.YEAR, year=self._reference_year())

    def _unit_alone(self) -> Partial:
        """Return "the month", which is this one; "settimana prossima"; "the week after next"."""
        cursor = self.cursor
        unit = cursor.take()
        if unit.sort is Sort.MONTH_UNIT and cursor.sort() is Sort.MONTH:
            return self._month()
        number = 0
        if cursor.sort() is Sort.AFTER and cursor.sort(1) is Sort.RELATIVE:
            cursor.take(2)
            number = 2
        elif cursor.sort() is Sort.RELATIVE:
            number = cursor.take().value
        return self._with_weekday(relatives.unit(unit, number, self.reference))

    def _with_weekday(self, partial: Partial) -> Partial:
        """Return a unit; where it is a year that a month or season follows, that of the year."""
        if partial.unit is Unit.YEAR and partial.year is not None:
            start = self.cursor.place
            self.cursor.skip({Sort.COMMA})
            inner = self._inside_year()
            if inner is not None and inner.year is None:
                inner.year = partial.year
                return inner
            self.cursor.place = start
        return partial

    def _duration(self) -> Partial:
        return relatives.duration(self.cursor, self.reference)

    def _short_year(self) -> Partial:
        raise refusals.two_digit_year(self.cursor.token().value)
