"""Which part of a unit: "early", «вторая половина», "the last Friday of", «в первой декаде».

    selector := part | number (half | week | ten days | third | weekday | day | month) | first|last number days

A selector is passed only where a unit follows that it can be of; "last week" alone is not one.
"""

from calendar_service.domain.dates import parts, refusals
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.parts import LAST, Selector
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token
from calendar_service.domain.dates.years import QUIET, SHORT_DIGITS

NUMBERS = frozenset({Sort.NUMBER, Sort.ORDINAL, Sort.LAST, Sort.CARDINAL})
_PARTS = frozenset({Sort.PART, Sort.MIDDLE_OR_HALF})
_HALVES = frozenset({Sort.HALF, Sort.MIDDLE_OR_HALF})
_LENGTHS = {Sort.DAY: 1, Sort.WEEK: parts.WEEK}
_AFTER_TEN_YEARS_WORD = frozenset({Sort.MONTH, Sort.RELATIVE, Sort.MONTH_UNIT})
_THIRD_WORDS = frozenset({"third", "terzo"})
_PLURAL_SUFFIXES = frozenset({"х", "ых", "е", "ые"})
_PLURALS = frozenset(
    {
        "days",
        "дня",
        "дней",
        "суток",
        "giorni",
        "weeks",
        "недель",
        "settimane",
        "quarters",
        "кварталов",
        "полугодий",
        "trimestri",
        "лет",
        "years",
    }
)
COUNTED_WHOLE = frozenset({Sort.DAY, Sort.WEEK, Sort.QUARTER, Sort.HALF_YEAR, Sort.YEAR})
_JOINTS = frozenset({Sort.DASH, Sort.AND, Sort.OR, Sort.COMMA, Sort.TO})
_COUNTED_UNITS = frozenset({Sort.QUARTER, Sort.HALF_YEAR, Sort.HALF, Sort.LETTER, Sort.DECADE, Sort.MONTH})
_SELECTED = frozenset(
    {
        Sort.HALF, Sort.MIDDLE_OR_HALF, Sort.TEN_DAYS, Sort.DECADE, Sort.WEEK, Sort.THIRD, Sort.ORDINAL, Sort.CARDINAL,
        Sort.NUMBER, Sort.WEEKDAY, Sort.DAY, Sort.MONTH_UNIT,
    }
)  # fmt: skip
_UNITS = frozenset(
    {
        Sort.MONTH, Sort.SEASON, Sort.YEAR, Sort.RELATIVE, Sort.THIS_YEAR, Sort.LETTER, Sort.QUARTER, Sort.MONTH_UNIT,
        Sort.HALF_YEAR, Sort.DECADE, Sort.COMMA, Sort.SHORT_YEAR,
    }
)  # fmt: skip


def selector(cursor: Cursor) -> Selector | None:
    """Return the selector that begins here and pass it; `None` where none does."""
    sort = cursor.sort()
    if sort in _PARTS:
        return _part(cursor)
    if sort in NUMBERS and (cursor.sort(1) in _SELECTED or cursor.token().suffix == "s"):
        return _counted(cursor)
    return None


def refuse_count(cursor: Cursor) -> None:
    """Refuse "two days in May", "three quarters of 2027" and «5 лет 2027», which say how many and not which."""
    number, unit = cursor.token(), cursor.token(1)
    is_cardinal = number.sort is Sort.CARDINAL
    if unit.sort not in COUNTED_WHOLE or not (is_cardinal or number.sort is Sort.NUMBER):
        return
    if unit.sort is Sort.YEAR and len(number.text) > SHORT_DIGITS and not is_cardinal:
        return
    is_joined = (
        unit.sort is not Sort.DAY and cursor.place > 0 and cursor.tokens[cursor.place - 1].sort in _JOINTS
    )  # I и 2 кварталов
    if is_cardinal or (unit.text in _PLURALS and not number.suffix and not is_joined):
        raise refusals.not_understood(f"{number.text} {unit.text}")


def is_plural(number: Token) -> bool:
    """Tell whether a number is of several: «15-х», «пятнадцатых»; of days, only 10-х and 20-х say something."""
    if number.sort is Sort.ORDINAL:
        return number.text.endswith(("ых", "их"))
    return number.suffix in {"х", "ых", "их", "x", "s"}


def half_alone(cursor: Cursor) -> Selector | None:
    """Return "first half" where nothing follows that it is of, as in «2026 год, первая половина»."""
    if (
        cursor.sort() in NUMBERS
        and cursor.sort(1) in _HALVES
        and cursor.sort(2) in {Sort.END, Sort.COMMA, Sort.PARENTHESIS}
    ):
        token = cursor.token()
        return _took(cursor, Selector(parts.HALF, _number(token), text=token.text))
    return None


def starts_unit(cursor: Cursor, ahead: int) -> bool:
    """Tell whether a unit follows that a part can be of, or a part."""
    while cursor.sort(ahead) in QUIET:
        ahead += 1
    if cursor.sort(ahead) in NUMBERS:
        return len(cursor.token(ahead).text) > SHORT_DIGITS or cursor.sort(ahead + 1) in _COUNTED_UNITS
    return cursor.sort(ahead) in _UNITS


def _part(cursor: Cursor) -> Selector:
    token = cursor.take()
    is_hyphenated = cursor.sort() is Sort.DASH and cursor.sort(1) not in {*_PARTS, Sort.DASH}
    if is_hyphenated:  # mid-May
        cursor.take()
    return Selector(parts.PART, 1 if token.sort is Sort.MIDDLE_OR_HALF else token.value, text=token.text)


def _counted(cursor: Cursor) -> Selector | None:
    token, unit = cursor.token(), cursor.token(1)
    if token.sort is Sort.CARDINAL:
        return None
    is_ordinal = token.sort is not Sort.NUMBER or bool(token.suffix)
    if is_ordinal and unit.sort in {Sort.CARDINAL, Sort.NUMBER}:
        return _several(cursor)
    if token.sort is Sort.LAST and not starts_unit(cursor, 2):
        return None
    return _tens(cursor) or _of_unit(cursor) or (_of_named(cursor) if is_ordinal else None)


def _tens(cursor: Cursor) -> Selector | None:
    """Return «в 20-х числах», "in the 20s of May"."""
    token, unit = cursor.token(), cursor.token(1)
    is_plural = (token.suffix or token.text[-2:]) in _PLURAL_SUFFIXES
    if unit.sort is Sort.DAY and is_plural and token.value % 10 == 0 and unit.text[:3] == "чис":
        return _took(cursor, Selector(parts.TENS, token.value, text=token.text))
    if token.suffix == "s" and token.value < 100 and unit.sort is Sort.MONTH:  # noqa: PLR2004
        return _took(cursor, Selector(parts.TENS, token.value, text=token.text), 1)
    return None


def _of_unit(cursor: Cursor) -> Selector | None:
    """Return a half, a third, ten days, or a week."""
    token, unit = cursor.token(), cursor.token(1)
    name = ""
    if unit.sort in _HALVES:
        name = parts.HALF
    elif unit.sort is Sort.TEN_DAYS or (unit.sort is Sort.DECADE and cursor.sort(2) in _AFTER_TEN_YEARS_WORD):
        name = parts.TEN_DAYS
    elif unit.sort is Sort.WEEK and not unit.value and starts_unit(cursor, 2):
        name = parts.WEEK_OF
    elif unit.sort is Sort.THIRD or (unit.text in _THIRD_WORDS and starts_unit(cursor, 2)):
        return _third(cursor)
    return _took(cursor, Selector(name, _number(token), text=f"{token.text} {unit.text}")) if name else None


def _of_named(cursor: Cursor) -> Selector | None:
    """Return "the second Tuesday", "the last day", "the first month"."""
    token, unit = cursor.token(), cursor.token(1)
    name = {Sort.WEEKDAY: parts.WEEKDAY, Sort.DAY: parts.DAY, Sort.MONTH_UNIT: parts.MONTH}.get(unit.sort)
    if name is None or not starts_unit(cursor, 2) or (name == parts.DAY and is_plural(token)):
        return None
    return _took(cursor, Selector(name, _number(token), unit.value, text=f"{token.text} {unit.text}"))


def _third(cursor: Cursor) -> Selector:
    token = cursor.token()
    place = 2 if token.sort is Sort.LAST else token.value - 1
    return _took(cursor, Selector(parts.PART, place, text=token.text))


def _several(cursor: Cursor) -> Selector | None:
    """Return "last two weeks", "first ten days"."""
    token, count, unit = (cursor.token(ahead) for ahead in range(3))
    length, number = _LENGTHS.get(unit.sort), _number(token)
    if length is None or not starts_unit(cursor, 3):
        return None
    text = f"{token.text} {count.text} {unit.text}"
    if unit.sort is Sort.DAY and count.value == parts.DAYS_IN_PART:
        return _took(cursor, Selector(parts.TEN_DAYS, number, text=text), 3)
    return (
        _took(cursor, Selector(parts.DAYS, number, count.value * length, text=text), 3) if number in {1, LAST} else None
    )


def _number(token: Token) -> int:
    return LAST if token.sort is Sort.LAST else token.value


def _took(cursor: Cursor, selected: Selector, count: int = 2) -> Selector:
    cursor.take(count)
    return selected
