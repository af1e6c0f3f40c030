"""EDTF as it is typed or stored (ISO 8601-2, levels 0 to 2 as far as the convention takes them).

Text in, `Form` out; what is taken is rewritten into its canonical form, what is not is refused with
what could be typed instead. `is_edtf` tells EDTF from words and numerals.
"""

import re
from datetime import date, time, timedelta
from functools import lru_cache

from calendar_service.domain.dates import forms, points, refusals
from calendar_service.domain.dates.forms import Form
from calendar_service.domain.words import _

_POINT = r"(?:\.\.|[~?%]?[+-]?[0-9X]{4,6}[~?%]?(?:-[~?%]?[0-9X]{2}[~?%]?){0,2}[~?%]*|[0-9]{4}-W[0-9]{2}(?:-[0-9])?)"
_TIMED = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]*(?:Z|[+-][0-9:]+)?"
_WIDE = r"Y-?[0-9E]+|-?[0-9]+S[0-9]+"
_SHAPE = re.compile(
    rf"(?:{_POINT}|{_TIMED}|{_WIDE}|unknown|open)?(?:/(?:{_POINT}|{_TIMED}|{_WIDE}|unknown|open)?)?|\[.*\][~?%]*|\{{.*\}}",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"[\[{]|[0-9+\-./~?%xysewztunkop:,\s]+$", re.IGNORECASE)  # quick: most texts are words
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([~?%]?)")
_DECADE = re.compile(r"([0-9]{3})X([~?%]?)")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})(?:-([0-9]))?")
_SIGNED = re.compile(r"[+-]?[0-9]{4,6}(?:-[0-9]{2}){0,2}[~?%]?")
_CLOCK = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})(?::?([0-9]{2}))?(?::?([0-9]{2})(?:\.0+)?)?(Z|[+-].*)?")
_SPACES = re.compile(r"\s*(/|,|\.\.)\s*")
_ODD_SEASONS = range(25, 43)
_DAYS_IN_WEEK = 7
_TWO_DIGITS = 100

Clocked = tuple[Form, time, str | None]


def is_edtf(text: str) -> bool:
    """Tell whether a text has the shape of EDTF, be it accepted or not."""
    if len(text) < len("..") or not _LIKELY.match(text):
        return False
    return _SHAPE.fullmatch(_SPACES.sub(r"\1", text)) is not None


@lru_cache(maxsize=8192)
def form_of(text: str) -> Form:
    """Return the form of an EDTF text, `""` being the date that says nothing; raises `DateRefused`.

    A text with a time of day is not a form: see `clocked`.
    """
    text = _SPACES.sub(r"\1", text.strip())
    if not text:
        return forms.NONE
    if text[0] == "{":
        raise refusals.edtf(
            "all members, several events",
            _("A set in braces means every one of its days: several events. For one of them write [A,B]."),
        )
    if text[0] == "[":
        return _set(text)
    if text.lower() in {"unknown", "open"}:
        raise refusals.edtf("leave the date empty", _EMPTY)
    first, slash, last = text.partition("/")
    return _interval(first, last) if slash else _point(text)


@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """Return the canonical form of an EDTF text; raises `DateRefused`."""
    return form_of(text).edtf


def clocked(text: str) -> Clocked | None:
    """Return the day, the local time and `UTC` or nothing of `2026-05-12T10:00`; `None` for other texts."""
    found = _CLOCK.fullmatch(text.upper())
    if found is None:
        return None
    day, hour, minute, second, zone = found.groups()
    if zone not in {None, "Z"}:
        raise refusals.fixed_offset(zone)
    if int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:  # noqa: PLR2004
        raise refusals.no_such_time(text.upper().partition("T")[2])
    return _point(day), time(int(hour), int(minute or 0), int(second or 0)), "UTC" if zone else None


_EMPTY = _("This says nothing. Leave the date empty: “date not set”.")


def _interval(first: str, last: str) -> Form:
    is_open = [end in {"", ".."} for end in (first, last)]
    if all(is_open):
        raise refusals.edtf("leave the date empty", _EMPTY)
    if is_open[0]:
        return forms.by(_point(last))
    if is_open[1]:
        return forms.not_before(_point(first))
    if first == last:
        return _point(first)
    low, high = _point(first), _point(last)
    return forms.between(low, high)


def _set(text: str) -> Form:
    inside = text[1:-1]
    if re.search("[~?%]", text):
        raise refusals.edtf("a set takes no mark", _("A set takes no mark: write it without ~, ? and %."))
    if not text.endswith("]") or not inside.strip():
        raise refusals.edtf("a set is [A,B] or [A..B]")
    members = inside.split(",")
    if len(members) == 1:
        return _lone(members[0].strip())
    return forms.alternatives(tuple(_member(member.strip()) for member in members))


def _lone(member: str) -> Form:
    low, dots, high = member.partition("..")
    if not dots:
        return _point(member)
    if not low or not high:
        return _interval(low, high)
    return _ranged(low, high)


def _member(member: str) -> Form:
    low, dots, high = member.partition("..")
    if not dots:
        return _point(member)
    if not low or not high:
        raise refusals.edtf("a set of several members is closed at both ends")
    return _ranged(low, high)


def _ranged(low: str, high: str) -> Form:
    first, last = _point(low), _point(high)
    if first.low is None or last.high is None:
        raise refusals.edtf("a set is [A,B] or [A..B]")
    return forms.one_of(first.low, last.high)


def _point(text: str) -> Form:
    text = text.upper()
    plain = _PLAIN.fullmatch(text)
    if plain:
        year, month, day, mark = plain.groups()
        numbers = [int(number) for number in (year, month, day) if number]
        return forms.marked(_plain(numbers), mark)
    return _special(text)


def _plain(numbers: list[int]) -> Form:
    if len(numbers) == points.MONTH and numbers[1] > points.MONTHS:
        return _code(*numbers)
    return forms.unit(tuple(numbers))


def _code(year: int, code: int) -> Form:
    points.check((year,))
    if code in forms.CODES:
        return forms.coded(year, code)
    if code not in _ODD_SEASONS:
        raise refusals.no_such_month(code)
    if code == year % _TWO_DIGITS + 1:
        raise refusals.ambiguous_years(year, code)
    raise refusals.edtf(
        "seasons are 21–24",
        _("%(code)s is not taken. Seasons are 21–24, quarters 33–36, thirds 37–39, halves 40 and 41."),
        code=code,
    )


def _special(text: str) -> Form:
    decade = _DECADE.fullmatch(text)
    if decade:
        return forms.marked(forms.decade(int(decade[1]) * 10), decade[2])
    week = _WEEK.fullmatch(text)
    if week:
        return week_of(int(week[1]), int(week[2]), int(week[3] or 0))
    if _SIGNED.fullmatch(text):
        sign = -1 if text[0] == "-" else 1
        raise refusals.year_outside(sign * int(re.match("[0-9]+", text.lstrip("+-"))[0]))  # type: ignore[index]
    if "X" in text and not re.search("[~?%]", text):
        return _unspecified(text)
    raise _refused(text)


def week_of(year: int, week: int, weekday: int = 0) -> Form:
    """Return a week of ISO 8601 as the window of its days, or one day of it (Monday is 1)."""
    points.check((year,))
    try:
        monday = date.fromisocalendar(year, week, 1)
        if weekday:
            return forms.unit(points.of_day(date.fromisocalendar(year, week, weekday)))
    except ValueError as error:
        raise refusals.no_such_week(week) from error
    return forms.window(points.of_day(monday), points.of_day(monday + timedelta(days=_DAYS_IN_WEEK - 1)))


def _unspecified(text: str) -> Form:
    whole = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-XX){1,2}", text)
    if whole and len(text) <= len("2026-05-XX"):
        return _plain([int(number) for number in whole.groups() if number])
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2})-([0-3])X", text)
    if found:
        month, tens = found.groups()
        low, high = f"{month}-{max(1, int(tens) * 10):02d}", f"{month}-{tens}9"
        raise refusals.edtf(
            f"say [{low}..{high}]",
            _("A day with one digit left open cannot be kept. Write the window: [%(low)s..%(high)s]."),
            low=low,
            high=high,
        )
    if re.fullmatch(r"[0-9X]{4}", text):
        raise refusals.edtf(
            "a century is too wide", _("A century is too wide to plan by. Give a decade (203X) or years.")
        )
    raise refusals.edtf("partly unspecified: say the range of months or days")


def _refused(text: str) -> refusals.DateRefused:
    if re.search("[~?%]", text):
        return refusals.edtf("a mark stands at the end", _("A mark (~, ? or %) stands once, at the end: 2026-05-12~."))
    if text in {"UNKNOWN", "OPEN"}:
        return refusals.edtf("an open end is ..", _("An open end is written with two points: ../2026 or 2027/.. ."))
    if "T" in text:
        return refusals.edtf(
            "a time stands beside one day", _("A time can stand beside one day only: 2026-05-12T10:00.")
        )
    if re.search("[YS]", text):
        return refusals.edtf("a year has four digits", _("A year has four digits here, from 1900 to 2199."))
    return refusals.edtf("", "")
