"""Dates in numerals: 11.10.2025, 25/12/2026, 2026-05-12, 05.2026; and numbers in words."""

from calendar_service.domain.dates import edtf, points, refusals
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.partials import Partial, Unit
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token

_MARKS = frozenset({Sort.DOT, Sort.SLASH, Sort.DASH})
_IN_WORDS = frozenset({Sort.CARDINAL, Sort.THOUSAND})
_YEAR_DIGITS, _SHORT_DIGITS = 4, 2
_LAST_MONTH = 12


def read(cursor: Cursor) -> Partial | None:
    """Return the date in numerals, or the week or decade of EDTF, that begins here and pass it; `None` where none does."""
    following = cursor.sort(1)
    if following is Sort.ORDINAL:
        return _decade(cursor)
    if following not in _MARKS:
        return None
    return _iso_week(cursor) if cursor.token(2).text == "w" else _numeric(cursor)


def _numeric(cursor: Cursor) -> Partial | None:
    first, sign, second = cursor.token(), cursor.token(1), cursor.token(2)
    if not _is_numeral(first) or not _is_numeral(second):
        return None
    if sign.sort is not Sort.DOT and not (sign.glued and second.glued):
        return None
    third = _third(cursor, sign)
    if len(first.text) >= _YEAR_DIGITS and first.sort is Sort.NUMBER:
        return _year_first(cursor, first, sign, second, third)
    if third is not None:
        return _of_three(cursor, first, sign, second, third)
    if len(second.text) == _YEAR_DIGITS and second.sort is Sort.NUMBER:
        return _month_and_year(cursor, first, sign, second)
    return _day_of_no_year(cursor, first, sign, second)


def _iso_week(cursor: Cursor) -> Partial | None:
    """Return 2026-W20, or a day of it, 2026-W20-3."""
    year, dash, letter, week = (cursor.token(ahead) for ahead in range(4))
    is_week = len(year.text) == _YEAR_DIGITS and len(week.text) == _SHORT_DIGITS
    if not is_week or (year.sort, dash.sort, week.sort) != (Sort.NUMBER, Sort.DASH, Sort.NUMBER):
        return None
    if not (dash.glued and letter.glued and week.glued) or week.suffix:
        return None
    cursor.take(4)
    day = cursor.token(1)
    has_day = cursor.sort() is Sort.DASH and day.sort is Sort.NUMBER and len(day.text) == 1
    weekday = cursor.take(2) and day.value if has_day and cursor.token().glued and day.glued else 0
    return Partial(Unit.FORM, form=edtf.week_of(year.value, week.value, weekday), year=year.value, is_numeric=True)


def _decade(cursor: Cursor) -> Partial | None:
    """Return 203X."""
    years, letter = cursor.token(), cursor.token(1)
    if years.sort is not Sort.NUMBER or len(years.text) != _YEAR_DIGITS - 1 or years.suffix:
        return None
    if letter.text != "x" or not letter.glued:
        return None
    cursor.take(2)
    return Partial(Unit.DECADE, year=years.value * 10, text=f"{years.text}X")


def _is_numeral(token: Token) -> bool:
    return (token.sort is Sort.NUMBER and not token.suffix) or (token.sort is Sort.ORDINAL and token.roman)


def _third(cursor: Cursor, sign: Token) -> Token | None:
    """Return the third number, parted from the second by the sign that parts it from the first."""
    if cursor.sort(3) is not sign.sort or cursor.sort(4) is not Sort.NUMBER:
        return None
    is_close = sign.sort is Sort.DOT or (cursor.token(3).glued and cursor.token(4).glued)
    return cursor.token(4) if is_close else None


def is_decade(cursor: Cursor) -> bool:
    """Tell whether a number is a decade: «2030-х», "2030s", «2030-е годы»."""
    token = cursor.token()
    if token.value % 10 or not token.suffix:
        return False
    if token.suffix in {"s", "х", "x", "ых", "ми", "м"}:
        return token.suffix not in {"м", "х", "ых"} or len(token.text) == _YEAR_DIGITS or cursor.sort(1) is Sort.YEAR
    return token.suffix in {"е", "ые"} and (len(token.text) == _YEAR_DIGITS or cursor.sort(1) is Sort.YEAR)


def _year_first(cursor: Cursor, first: Token, sign: Token, second: Token, third: Token | None) -> Partial | None:
    """Return 2026-05-12, 2026/05/12, 2026.05, 2026-21; leave two years to the grammar."""
    if len(second.text) > _SHORT_DIGITS or second.sort is not Sort.NUMBER or cursor.sort(3) is Sort.YEAR:
        return None
    if third is not None and len(third.text) <= _SHORT_DIGITS:
        cursor.take(5)
        _accept_year_word(cursor)
        points.check((first.value, second.value, third.value))
        return Partial(Unit.DAY, third.value, second.value, first.value, text=first.text, is_numeric=True)
    if cursor.sort(3) in {Sort.MONTH, Sort.COLON} or (cursor.sort(3) is Sort.DOT and sign.sort is Sort.DASH):
        return None
    if second.value > _LAST_MONTH and sign.sort is not Sort.DASH:
        is_later = second.value > first.value % 100
        raise refusals.ambiguous_years(first.value, second.value) if is_later else refusals.no_such_month(second.value)
    cursor.take(3)
    form = edtf.form_of(f"{first.value:04d}-{second.value:02d}")
    return Partial(Unit.FORM, form=form, year=first.value, is_numeric=True)


def _of_three(cursor: Cursor, first: Token, sign: Token, second: Token, third: Token) -> Partial | None:
    if len(third.text) < _YEAR_DIGITS:
        if len(third.text) > _SHORT_DIGITS or max(len(first.text), len(second.text)) > _SHORT_DIGITS:
            return None
        year = _year_of_range_start(cursor)
        if year is None:
            raise refusals.two_digit_year(third.value)
        third = third._replace(value=year - year % 100 + third.value)
    cursor.take(5)
    _accept_year_word(cursor)
    day, month = _day_and_month(first, second, sign, third.value)
    points.check((third.value, month, day))
    return Partial(Unit.DAY, day, month, third.value, text=first.text, is_numeric=True)


def _month_and_year(cursor: Cursor, first: Token, sign: Token, second: Token) -> Partial | None:
    """Return 05.2026, 05/2026."""
    is_hyphenated = sign.sort is Sort.DASH
    is_longer = is_hyphenated and cursor.sort(3) in _MARKS and cursor.token(3).glued and cursor.token(4).glued
    if is_longer or (first.roman and sign.sort is not Sort.DOT) or (is_hyphenated and first.value > _LAST_MONTH):
        return None
    cursor.take(3)
    _accept_year_word(cursor)
    points.check((second.value, first.value))
    return Partial(Unit.MONTH, month=first.value, year=second.value, is_numeric=True)


def _day_of_no_year(cursor: Cursor, first: Token, sign: Token, second: Token) -> Partial | None:
    """Return 12.05, a day of a year still to be said; 10.30 is left to be a time."""
    is_long = second.sort is Sort.NUMBER and len(second.text) > _SHORT_DIGITS
    if sign.sort is Sort.DASH or first.roman or is_long or len(first.text) > _SHORT_DIGITS:
        return None
    if sign.sort is Sort.SLASH and (second.roman or cursor.sort(3) in {Sort.MONTH, Sort.QUARTER}):
        return None
    is_time = second.value > _LAST_MONTH or len(second.text) < _SHORT_DIGITS
    if sign.sort is Sort.DOT and not second.roman and is_time:
        return None
    cursor.take(3)
    day, month = _day_and_month(first, second, sign, None)
    return Partial(Unit.DAY, day, month, text=first.text, is_numeric=True)


def _day_and_month(first: Token, second: Token, sign: Token, year: int | None) -> tuple[int, int]:
    """Return which number is the day; with a slash or a hyphen only where one reading is left."""
    one, other = (first.value, second.value), (second.value, first.value)
    if sign.sort is Sort.DOT or second.roman or one == other or first.value > _LAST_MONTH:
        return one
    if second.value > _LAST_MONTH:
        return other
    if not first.value or not second.value:
        return one
    raise refusals.ambiguous_day(one, other, year)


def _year_of_range_start(cursor: Cursor) -> int | None:
    """Return the year of four digits that ends just before a dash here: 12.05.2026–14.05.26."""
    if cursor.place < 2:  # noqa: PLR2004
        return None
    dash, year = cursor.tokens[cursor.place - 1], cursor.tokens[cursor.place - 2]
    is_start = dash.sort in {Sort.DASH, Sort.TO} and year.sort is Sort.NUMBER and len(year.text) == _YEAR_DIGITS
    return year.value if is_start else None


def _accept_year_word(cursor: Cursor) -> None:
    cursor.accept(Sort.YEAR)


# numbers in words


def merged(tokens: list[Token]) -> list[Token]:
    """Return tokens in which «двадцать первого», "twenty-first", "two thousand twenty-six" are one number."""
    if _IN_WORDS.isdisjoint([token.sort for token in tokens]):
        return tokens
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        number, place = _number_at(tokens, place)
        result.append(number)
    return result


def _number_at(tokens: list[Token], place: int) -> tuple[Token, int]:
    """Return the number in words that begins at a place, or the token there, and the next place."""
    first = tokens[place]
    if first.sort is not Sort.CARDINAL and first.sort is not Sort.THOUSAND:
        return first, place + 1
    total, current, last, end = 0, 0, first, place
    while end < len(tokens):
        step = _skipped(tokens, end, total) if end > place else 0
        token = tokens[end + step] if end + step < len(tokens) else first._replace(sort=Sort.END)
        if token.sort is Sort.THOUSAND:
            total, current = total + (current or 1) * token.value, 0
        elif _continues(token, current, last, is_first=end == place):
            current = current * 100 + token.value if _makes_century(token, current) else current + token.value
        else:
            break
        last, end = token, end + step + 1
        if token.sort is Sort.ORDINAL:
            break
    value = total + current
    sort = last.sort if last.sort is Sort.ORDINAL else Sort.CARDINAL
    text = " ".join(token.text for token in tokens[place:end])
    if value >= 1000:  # noqa: PLR2004
        return Token(Sort.NUMBER, value, str(value), glued=first.glued), end
    return Token(sort, value, text, glued=first.glued), end


def _skipped(tokens: list[Token], place: int, total: int) -> int:
    """Return 1 where a hyphen, or "and" after thousands, stands inside a number."""
    sort = tokens[place].sort
    if sort is Sort.DASH and tokens[place].glued:
        return 1
    return 1 if sort is Sort.AND and total and tokens[place].text == "and" else 0


def _continues(token: Token, current: int, last: Token, *, is_first: bool) -> bool:
    if (token.sort is not Sort.CARDINAL and token.sort is not Sort.ORDINAL) or token.roman:
        return False
    if is_first or last.sort is Sort.THOUSAND:
        return True
    return (current % 10 == 0 and token.value < 10 and current % 100 != 10) or _makes_century(token, current)  # noqa: PLR2004


def _makes_century(token: Token, current: int) -> bool:
    """Tell whether "twenty" goes before "twenty-six"."""
    return current in {19, 20, 21} and token.value >= 10  # noqa: PLR2004
