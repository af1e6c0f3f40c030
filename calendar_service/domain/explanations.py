"""Explanations: how a due date came about, in words that can be checked by hand."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_date
from num2words import num2words

from calendar_service.domain import countries, locales
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.deadlines import Deadline, Unit
from calendar_service.domain.words import _, pair, say, say_number
from calendar_service.domain.workdays import DayOff

_COUNTED = {  # what is counted, before and after the anchor
    (Unit.DAY, False): pair("%(number)s day before %(anchor)s", "%(number)s days before %(anchor)s"),
    (Unit.DAY, True): pair("%(number)s day after %(anchor)s", "%(number)s days after %(anchor)s"),
    (Unit.WEEK, False): pair("%(number)s week before %(anchor)s", "%(number)s weeks before %(anchor)s"),
    (Unit.WEEK, True): pair("%(number)s week after %(anchor)s", "%(number)s weeks after %(anchor)s"),
    (Unit.MONTH, False): pair("%(number)s month before %(anchor)s", "%(number)s months before %(anchor)s"),
    (Unit.MONTH, True): pair("%(number)s month after %(anchor)s", "%(number)s months after %(anchor)s"),
}


def explain(deadline: Deadline, lang: str) -> str:
    """Return how a due date was counted, what was passed over, and from where to where it was rolled."""
    parts = [_counted(deadline, lang)]
    if deadline.is_rolled:
        days = {
            "counted": _weekday(deadline.counted, deadline, lang, "from"),
            "due": _weekday(deadline.due, deadline, lang, "to"),
        }
        within = countries.within(deadline.countries, lang)
        parts.append(
            say(
                lang, _("moved from %(counted)s to %(due)s by the working days %(countries)s"), **days, countries=within
            )
        )
    if deadline.skipped:
        parts.append(say(lang, _("skipped: %(days)s"), days=", ".join(_skipped(deadline, lang))))
    return "; ".join(parts)


def _counted(deadline: Deadline, lang: str) -> str:
    anchor, number = write(StatedDate(deadline.anchor.isoformat()), lang), abs(deadline.offset.number)
    day = _day(deadline.counted, deadline, lang)
    if deadline.offset.unit is Unit.WORKING_DAY:
        return f"{_working_days(deadline, anchor, lang)}: {day}"
    if not number:
        return say(lang, _("on the day itself: %(day)s"), day=anchor)
    one, many = _COUNTED[deadline.offset.unit, deadline.offset.number > 0]
    return f"{say_number(lang, one, many, number, anchor=anchor)}: {day}"


def _working_days(deadline: Deadline, anchor: str, lang: str) -> str:
    number = abs(deadline.offset.number)
    message = (
        _("%(ordinal)s working day after %(anchor)s %(countries)s")
        if deadline.offset.number > 0
        else _("%(ordinal)s working day before %(anchor)s %(countries)s")
    )
    ordinal = f"{number}-й" if lang == "ru" else str(num2words(number, to="ordinal_num", lang=lang))
    within = countries.within(deadline.countries, lang) if deadline.countries else ""
    return say(lang, message, ordinal=ordinal, anchor=anchor, countries=within).strip()


def _day(day: date, deadline: Deadline, lang: str) -> str:
    """Return a day, with its year where that is not the anchor's."""
    if day.year != deadline.anchor.year:
        return write(StatedDate(day.isoformat()), lang)
    return format_date(day, "d MMMM", locale=locales.locale(lang))


def _weekday(day: date, deadline: Deadline, lang: str, direction: str) -> str:
    """Return a day with its weekday, in Russian in the case that goes with where it is moved from or to."""
    weekday = _CASES[direction][day.weekday()] if lang == "ru" else locales.weekdays(lang)[day.weekday()]
    return f"{weekday} {_day(day, deadline, lang)}"


_CASES = {
    "from": ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"),
    "to": ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
}


def _skipped(deadline: Deadline, lang: str) -> Iterator[str]:
    """Yield the holidays passed over: days that follow each other and rest in the same countries stand together."""
    by_day = [(day, [one.country for one in off]) for day, off in groupby(deadline.skipped, lambda one: one.date)]
    for codes, days in _runs(by_day):
        yield f"{_run(days[0], days[-1], deadline, lang)} ({', '.join(codes)})"


def _runs(by_day: Iterable[tuple[date, list[str]]]) -> Iterator[tuple[list[str], list[date]]]:
    held: tuple[list[str], list[date]] | None = None
    for day, codes in by_day:
        if held is not None and held[0] == codes and day - held[1][-1] == timedelta(days=1):
            held[1].append(day)
            continue
        if held is not None:
            yield held
        held = (codes, [day])
    if held is not None:
        yield held


def _run(first: date, last: date, deadline: Deadline, lang: str) -> str:
    if first == last:
        return _day(first, deadline, lang)
    if first.month == last.month:
        return f"{first.day}–{_day(last, deadline, lang)}"
    return f"{_day(first, deadline, lang)} – {_day(last, deadline, lang)}"


def names(skipped: Iterable[DayOff]) -> list[dict[str, str]]:
    """Return days off as plain values: date, country and name."""
    return [{"date": one.date.isoformat(), "country": one.country, "name": one.name} for one in skipped]
