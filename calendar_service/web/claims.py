"""The claim: where things stand, in a sentence or two, reckoned from what is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from num2words import num2words

from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import Window
from calendar_service.domain.words import _, say, say_number
from calendar_service.services.agenda import Counts
from calendar_service.services.overview import Bounds, Overview
from calendar_service.services.periods import Period
from calendar_service.web import labels
from calendar_service.web.typography import opened

IN_WORDS = 10  # larger numbers stand in figures
YEARS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said first and in bold, and the rest of it; either may be empty."""

    first: str
    rest: str = ""


def claim(view: Overview, lang: str, today: date) -> Claim:
    """Return where things stand: the days fixed, then the windows that have closed, close, or open."""
    if not (view.fixed_number or view.bounds):
        return _without_dates(view.undated_number, lang)
    return Claim(_fixed(view, lang, today), _windows(view.bounds, lang, today))


def counted(counts: Counts, lang: str) -> str:
    """Return how many meetings there are, and what is known of their dates: "16 meetings: 6 with a day, …"."""
    if not counts.total:
        return say(lang, _("No meeting fits."))
    number, of_postponed, of_cancelled = counts.total, counts.postponed, counts.cancelled
    parts = [
        say_number(lang, "%(number)s with a day", "%(number)s with a day", counts.firm),
        say_number(lang, "%(number)s with a window", "%(number)s with a window", counts.windows),
        say_number(lang, "%(number)s without a date", "%(number)s without a date", counts.undated),
    ]
    if of_postponed:
        parts.append(say_number(lang, "%(number)s postponed", "%(number)s postponed", of_postponed))
    if of_cancelled:
        parts.append(say_number(lang, "%(number)s cancelled", "%(number)s cancelled", of_cancelled))
    meetings = say_number(
        lang, "%(number)s meeting", "%(number)s meetings", number, number=f"{number:,}".replace(",", "\u00a0")
    )
    return f"{meetings}: {', '.join(parts)}."


def all_held(number: int, lang: str) -> str:
    """Return that all meetings of a year have been held: "Six meetings, all held."."""
    said = say_number(
        lang,
        "%(number)s meeting, held.",
        "%(number)s meetings, all held.",
        number,
        number=_of_meetings(number, lang),
    )
    return opened(said)


def of_month(found: Period, lang: str, today: date) -> str:
    """Return how many meetings have a day in a month, and how many may fall in it besides."""
    said = [_with_a_day(found.number, lang) if found.number else say(lang, _("No meeting has a day in this month."))]
    if found.windows_number:
        fallen = _may_have_fallen if found.last < today else _may_fall
        said.append(fallen(found.windows_number, lang, is_first=not found.number))
    return " ".join(opened(sentence) for sentence in said)


def _may_fall(number: int, lang: str, *, is_first: bool) -> str:
    words = _of_meetings(number, lang)
    if is_first:
        return say_number(
            lang, "%(number)s meeting may fall in it.", "%(number)s meetings may fall in it.", number, number=words
        )
    return say_number(
        lang,
        "%(number)s more meeting may fall in it.",
        "%(number)s more meetings may fall in it.",
        number,
        number=words,
    )


def _may_have_fallen(number: int, lang: str, *, is_first: bool) -> str:
    words = _of_meetings(number, lang)
    if is_first:
        return say_number(
            lang,
            "%(number)s meeting may have fallen in it.",
            "%(number)s meetings may have fallen in it.",
            number,
            number=words,
        )
    return say_number(
        lang,
        "%(number)s more meeting may have fallen in it.",
        "%(number)s more meetings may have fallen in it.",
        number,
        number=words,
    )


def of_year(found: Period, lang: str, today: date) -> str:
    """Return how many meetings have a day in a year, how many windows touch it, and when it ends."""
    year, number = found.first.year, found.windows_number
    said = [_with_a_day(found.number, lang) if found.number else say(lang, _("No meeting has a day in this year."))]
    if number:
        words = _of_windows(number, lang)
        said.append(
            say_number(lang, "%(number)s window touches it.", "%(number)s windows touch it.", number, number=words)
        )
    if year == today.year:
        said.append(say(lang, _("The year ends %(left)s."), left=_left_of(year, today, lang)))
    return " ".join(opened(sentence) for sentence in said)


def of_day(number: int, lang: str) -> str:
    """Return how many meetings a day has."""
    return say_number(lang, "%(number)s meeting", "%(number)s meetings", number)


def _with_a_day(number: int, lang: str) -> str:
    words = _of_meetings(number, lang)
    return say_number(lang, "%(number)s meeting with a day.", "%(number)s meetings with a day.", number, number=words)


def ends(year: int, today: date, lang: str) -> str:
    """Return when the present year ends: "Ends in 38 days."."""
    return say(lang, _("Ends %(left)s."), left=_left_of(year, today, lang))


def _left_of(year: int, today: date, lang: str) -> str:
    number = (date(year, 12, 31) - today).days
    return labels.in_days(number, lang) if number else say(lang, _("today"))


def _without_dates(number: int, lang: str) -> Claim:
    first = say(lang, _("Nothing ahead has a date."))
    if not number:
        return Claim(first)
    rest = say_number(
        lang,
        "%(number)s meeting is promised without one.",
        "%(number)s meetings are promised without one.",
        number,
        number=_of_meetings(number, lang),
    )
    return Claim(first, opened(rest))


def _fixed(view: Overview, lang: str, today: date) -> str:
    nearest = next((entry for entry in view.fixed if entry.status in AWAITED), None)
    if nearest is None:
        return say(lang, _("No meeting ahead has a day yet."))
    number, soonest = view.fixed_number, labels.of_entry(nearest, today)
    said = say_number(
        lang,
        "%(number)s meeting ahead has a day: %(day)s, %(left)s.",
        "%(number)s meetings ahead have a day; the next is %(day)s, %(left)s.",
        number,
        number=_of_meetings(number, lang),
        day=soonest.words,
        left=soonest.left,
    )
    return opened(said)


def _windows(bounds: Sequence[Bounds], lang: str, today: date) -> str:
    """Return what becomes of the windows: the first part names them, those that follow need not."""
    parts: list[str] = []
    for step in (_closed, _closing, _open, _opening):
        parts += step(bounds, lang, today, is_first=not parts)
    return f"{opened(', '.join(parts))}." if parts else ""


def _closed(bounds: Sequence[Bounds], lang: str, _today: date, *, is_first: bool) -> Iterable[str]:
    del is_first  # the one that always names them
    number = sum(one.number for one in bounds if one.window is Window.CLOSED)
    if number:
        words = _of_windows(number, lang)
        yield say_number(lang, "%(number)s window has closed", "%(number)s windows have closed", number, number=words)


def _closing(bounds: Sequence[Bounds], lang: str, today: date, *, is_first: bool) -> Iterable[str]:
    nearest = _nearest(bounds)
    if nearest is None:
        return
    number = sum(one.number for one in _opened(bounds) if one.last == nearest)
    left = labels.in_days((nearest - today).days, lang) if nearest > today else say(lang, _("today"))
    values = {"number": _of_windows(number, lang), "left": left}
    if is_first:
        yield say_number(
            lang, "%(number)s window closes %(left)s", "%(number)s windows close %(left)s", number, **values
        )
    else:
        yield say_number(lang, "%(number)s closes %(left)s", "%(number)s close %(left)s", number, **values)


def _open(bounds: Sequence[Bounds], lang: str, _today: date, *, is_first: bool) -> Iterable[str]:
    nearest = _nearest(bounds)
    number = sum(one.number for one in _opened(bounds) if nearest is None or one.last != nearest)
    words = _of_windows(number, lang)
    if number and is_first:
        yield say_number(lang, "%(number)s window is open", "%(number)s windows are open", number, number=words)
    elif number:
        yield say_number(lang, "%(number)s more is open", "%(number)s more are open", number, number=words)


def _opening(bounds: Sequence[Bounds], lang: str, _today: date, *, is_first: bool) -> Iterable[str]:
    years: Counter[int] = Counter()
    for one in bounds:
        if one.window is Window.AHEAD and one.first is not None:
            years[one.first.year] += one.number
    for year in sorted(years)[:YEARS_NAMED]:
        number, values = years[year], {"number": _of_windows(years[year], lang), "year": year}
        if is_first:
            yield say_number(
                lang, "%(number)s window opens in %(year)s", "%(number)s windows open in %(year)s", number, **values
            )
        else:
            yield say_number(lang, "%(number)s opens in %(year)s", "%(number)s open in %(year)s", number, **values)
        is_first = False


def _opened(bounds: Iterable[Bounds]) -> list[Bounds]:
    """Return the windows that are open."""
    return [one for one in bounds if one.window is Window.OPEN]


def _nearest(bounds: Iterable[Bounds]) -> date | None:
    return min((one.last for one in _opened(bounds) if one.last is not None), default=None)


def _of_windows(number: int, lang: str) -> str:
    """Return a number in words where that is short, as it counts windows (a masculine word in Russian)."""
    return str(num2words(number, lang=lang)) if number <= IN_WORDS else str(number)


def _of_meetings(number: int, lang: str) -> str:
    """Return a number in words where that is short, as it counts meetings (a feminine word in Russian)."""
    if lang == "ru" and number <= IN_WORDS:
        return str(num2words(number, lang=lang, gender="f"))
    return _of_windows(number, lang)
