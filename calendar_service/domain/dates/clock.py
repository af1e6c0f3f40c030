"""Times of day beside a date: 10:00–13:30 (Астана), 2:30 pm, «в 15 часов по московскому времени»."""

from datetime import time
from typing import NamedTuple

from calendar_service.domain.dates import places, refusals, zones
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.sorts import Sort

_INTRODUCING = frozenset({Sort.AT, Sort.FROM, Sort.IN, Sort.PART, Sort.BETWEEN, Sort.TIME, Sort.A, Sort.LOCAL})
_NUMBERS = frozenset({Sort.NUMBER, Sort.CARDINAL})
_CONNECTORS = frozenset({Sort.DASH, Sort.TO, Sort.UNTIL, Sort.A, Sort.AND, Sort.AT, Sort.BY})
_ZONES = frozenset({Sort.FIXED, Sort.UTC, Sort.ZONE})
_UNITS = frozenset({Sort.HOURS, Sort.MERIDIAN, Sort.DAY_PART, Sort.NOON})
_ZONE_GLUE = frozenset(
    {
        Sort.PARENTHESIS,
        Sort.COMMA,
        Sort.TIME,
        Sort.TO,
        Sort.IN,
        Sort.A,
        Sort.AT,
        Sort.DATE_NOUN,
        Sort.DASH,
        Sort.UNTIL,
        Sort.COLON,
    }
)
_DATES = frozenset(
    {
        Sort.NUMBER,
        Sort.MONTH,
        Sort.WEEKDAY,
        Sort.RELATIVE,
        Sort.RELATIVE_DAY,
        Sort.END,
        Sort.ORDINAL,
        Sort.MARK,
        Sort.YEAR,
    }
)
_ENDS = frozenset(
    {Sort.END, Sort.PARENTHESIS, Sort.LOCAL, Sort.WORD, Sort.UTC, Sort.COMMA, Sort.TIME, Sort.TO, Sort.ZONE, Sort.FIXED}
)
_BEFORE_MINUTES = frozenset({Sort.COLON, Sort.DOT})
_AFTER_HOURS = _UNITS | _ZONES | _BEFORE_MINUTES | _CONNECTORS | _ENDS | {Sort.LETTER}
_MORNING, _AFTERNOON, _NIGHT = 0, 1, 2
_NOON, _HOURS, _MINUTES = 12, 24, 60


class Times(NamedTuple):
    """Local times of one day, and the IANA zone where one is said."""

    start: time
    end: time | None = None
    zone: str | None = None


class _Clock(NamedTuple):
    hour: int
    minute: int
    half: int | None  # 0 a.m., 1 p.m., 2 of the night
    text: str


def starts(cursor: Cursor, ahead: int = 0, *, loose: bool = False) -> bool:
    """Tell whether a time begins ahead; `loose` where a date has been read, so that 10.30 can be nothing else."""
    is_introduced = False
    while cursor.sort(ahead) in _INTRODUCING:
        is_introduced |= cursor.sort(ahead) is Sort.AT or cursor.token(ahead).text in {"at", "alle", "ore"}
        ahead += 1
    token, following = cursor.token(ahead), cursor.sort(ahead + 1)
    if token.sort is Sort.NOON:
        return True
    if token.sort not in _NUMBERS or following not in _AFTER_HOURS:
        return False
    if following in _UNITS or _is_h(cursor, ahead + 1) or (loose and following in _ZONES and token.value < _HOURS):
        return True
    if following in _BEFORE_MINUTES:
        return _is_with_minutes(cursor, ahead, loose=loose)
    if following in _CONNECTORS and cursor.sort(ahead + 2) in {Sort.NUMBER, Sort.AT}:
        later = ahead + 2 + (cursor.sort(ahead + 2) is Sort.AT)
        after = cursor.sort(later + 1)
        return after in _UNITS or after is Sort.COLON or (is_introduced and loose and after in _ENDS)
    return is_introduced and loose and token.value < _HOURS and following in _ENDS


def _is_h(cursor: Cursor, ahead: int) -> bool:
    token = cursor.token(ahead)
    is_half_year = len(cursor.token(ahead + 1).text) == len("2026")
    return token.sort is Sort.LETTER and token.text == "h" and token.glued and not is_half_year


def _is_with_minutes(cursor: Cursor, ahead: int, *, loose: bool) -> bool:
    minutes = cursor.token(ahead + 2)
    if minutes.sort is not Sort.NUMBER or len(cursor.token(ahead).text) > 2:  # noqa: PLR2004
        return False
    if cursor.sort(ahead + 1) is Sort.COLON:
        return True
    if len(minutes.text) != 2 or (cursor.sort(ahead + 3) is Sort.DOT and cursor.sort(ahead + 4) is Sort.NUMBER):  # noqa: PLR2004
        return False
    return loose or minutes.value > _NOON or not minutes.value


def read(cursor: Cursor) -> Times:
    """Return the times that begin here, with their zone, and pass them; raises `DateRefused`."""
    cursor.skip(_INTRODUCING)
    first = _clock(cursor)
    last = _second(cursor)
    if last is not None and first.half is None and last.half is not None and 0 < first.hour <= _NOON:
        first = first._replace(half=last.half)
    start, end = _time(first), _time(last) if last else None
    if end is not None and end < start:
        raise refusals.reversed_range(f"{start:%H:%M}", f"{end:%H:%M}")
    return Times(start, None if end == start else end, zone(cursor))


def _second(cursor: Cursor) -> _Clock | None:
    ahead = 0
    while cursor.sort(ahead) in _CONNECTORS and ahead < 2:  # noqa: PLR2004
        ahead += 1
    if not ahead or cursor.sort(ahead) not in {Sort.NUMBER, Sort.NOON, Sort.CARDINAL}:
        return None
    if len(cursor.token(ahead).text) > 2 and cursor.sort(ahead) is Sort.NUMBER:  # noqa: PLR2004
        return None
    if cursor.sort(ahead + 1) in {Sort.MONTH, Sort.YEAR}:
        return None
    cursor.take(ahead)
    return _clock(cursor)


def _clock(cursor: Cursor) -> _Clock:
    """Return one time: 10:00, 10.00, 15 ч. 30 мин., 2:30 pm, noon."""
    if cursor.sort() is Sort.NOON:
        return _Clock(cursor.take().value, 0, None, "")
    hour = cursor.take()
    minute, text = 0, hour.text
    if cursor.sort() in {Sort.COLON, Sort.DOT} and cursor.sort(1) is Sort.NUMBER:
        minute, text = _minutes(cursor, hour.text)
    if cursor.accept(Sort.HOURS) or (_is_h(cursor, 0) and cursor.take()):
        if cursor.sort() is Sort.NUMBER and (cursor.sort(1) is Sort.MINUTES or cursor.token().glued):
            minute = cursor.take().value
            text = f"{hour.text}:{minute:02d}"
        cursor.accept(Sort.MINUTES)
    half = _half(cursor)
    if half is None and cursor.sort() is Sort.NOON:
        return _Clock(cursor.take().value, minute, None, text)
    return _Clock(hour.value, minute, half, text)


def _minutes(cursor: Cursor, hour: str) -> tuple[int, str]:
    cursor.take()
    minute = cursor.take()
    text = f"{hour}:{minute.text}"
    if cursor.sort() is Sort.COLON and cursor.sort(1) is Sort.NUMBER:
        cursor.take()
        seconds = cursor.take()
        if seconds.value >= _MINUTES:
            raise refusals.no_such_time(f"{text}:{seconds.text}")
    if len(minute.text) != len("00"):
        raise refusals.no_such_time(text)
    return minute.value, text


def _half(cursor: Cursor) -> int | None:
    token = cursor.token()
    if token.sort in {Sort.MERIDIAN, Sort.DAY_PART}:
        cursor.take()
        if cursor.sort() is Sort.HOURS:
            cursor.take()
        return token.value
    if token.sort is Sort.DAY and token.text == "дня":
        cursor.take()
        return _AFTERNOON
    return None


def _time(clock: _Clock) -> time:
    """Return a time of day; 12 a.m. is 00:00, 12 p.m. is 12:00."""
    hour = clock.hour
    if clock.half is not None:
        if not (0 if clock.half == _NIGHT else 1) <= hour <= _NOON:
            raise refusals.no_such_half_day(f"{clock.text} {('a.m.', 'p.m.', 'ночи')[clock.half]}")
        is_late = clock.half == _AFTERNOON or (clock.half == _NIGHT and 8 <= hour < _NOON)  # noqa: PLR2004
        hour = hour % _NOON + (_NOON if is_late else 0)
    if hour >= _HOURS or clock.minute >= _MINUTES:
        raise refusals.no_such_time(clock.text if ":" in clock.text else f"{clock.text}:{clock.minute:02d}")
    return time(hour, clock.minute)


def zone(cursor: Cursor) -> str | None:
    """Return the IANA zone said here and pass it; `None` for none, or for the venue's."""
    start, found, words = cursor.place, None, list[str]()
    while cursor.sort() not in _DATES or (cursor.token().text == "г" and cursor.sort(1) is Sort.WORD):
        token = cursor.token()
        if token.sort is Sort.FIXED:
            raise refusals.fixed_offset(token.text)
        if token.sort in {Sort.UTC, Sort.ZONE}:
            found = zones.check("UTC" if token.sort is Sort.UTC else token.text)
        elif token.sort is Sort.PARENTHESIS and (words or found):
            break
        elif token.sort not in _ZONE_GLUE and token.sort is not Sort.LOCAL and token.text != "г":
            words.append(token.text)
        cursor.take()
    if words:
        found = places.find(" ".join(words))
        if found is None:
            cursor.place = start
            cursor.skip(_ZONE_GLUE)
            raise refusals.not_understood(" ".join(words))
    return found
