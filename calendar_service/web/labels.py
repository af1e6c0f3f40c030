"""Date labels: a mark that looks as certain as the date is, the date in words, its bounds, the days left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location

from calendar_service.domain.dates import Kind, StatedDate, bounds_in_words, write
from calendar_service.domain.entries import DateMode, Entry, Placement, placed
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import Window, window_on
from calendar_service.domain.words import _, say, say_number

SOON = 90  # days; what closes later is not hurried


@dataclass(frozen=True, slots=True)
class Label:
    """A date label. `mark` is day, run, about, window, off or none; `iso` is there for a firm date only."""

    mark: str
    words: str
    bounds: str = ""
    left: str = ""
    is_pressing: bool = False
    iso: str = ""


def mark_of(stated: StatedDate, *, is_firm: bool) -> str:
    """Return which mark a date has; a day that only stands in for another date is about that day."""
    if stated.kind in {Kind.DAY, Kind.RUN}:
        return stated.kind.value if is_firm else "about"
    return stated.kind.value if stated.kind in {Kind.NONE, Kind.ABOUT} else "window"


def of_entry(entry: Entry, today: date) -> Label:
    """Return the label of an entry on the venue's day."""
    lang, stated = entry.lang, entry.date
    if not stated.is_known:
        return Label("none", say(lang, _("date not recorded") if entry.status == "held" else _("date not set")))
    words = write(StatedDate(stated.edtf), lang)  # times have a line of their own
    if entry.status == "postponed":
        return Label("none", say(lang, _("no new date")), say(lang, _("was: %(date)s"), date=words))
    mark = mark_of(stated, is_firm=entry.is_firm)
    if entry.status == "cancelled":
        mark = "off" if entry.is_firm else mark
    if entry.is_firm:
        left = _until(stated, today, lang) if entry.status in AWAITED else ""
        is_pressing = entry.status in AWAITED and entry.window is Window.CLOSED
        return Label(mark, words, weekdays(stated, lang), left, is_pressing, _iso(stated))
    bounds = say(lang, _("the day is not recorded")) if entry.status == "held" else bounds_in_words(stated, lang)
    left = _left(stated, today, lang) if entry.status in AWAITED else ""
    return Label(mark, words, bounds, left, is_pressing=bool(left))


def of_date(stated: StatedDate, lang: str, today: date | None = None) -> Label:
    """Return the label of a date that stands by itself; with `today`, the days left until it has passed."""
    if not stated.is_known:
        return Label("none", say(lang, _("date not set")))
    mark = mark_of(stated, is_firm=stated.is_firm)
    left = _left(stated, today, lang) if today is not None else ""
    if stated.is_firm:
        return Label(mark, write(stated, lang), "", left, bool(left), _iso(stated))
    return Label(mark, write(stated, lang), bounds_in_words(stated, lang), left, bool(left))


def weekdays(stated: StatedDate, lang: str) -> str:
    """Return the days of the week of a firm date: "Friday", "Thursday – Friday"."""
    days = dict.fromkeys(day for day in (stated.earliest, stated.latest) if day is not None)
    return " – ".join(format_date(day, "EEEE", locale=lang) for day in days)


def long_day(day: date, lang: str) -> str:
    """Return a day with its day of the week: "Monday, 23 November 2026"."""
    written = write(StatedDate(day.isoformat()), lang)
    return f"{format_date(day, 'EEEE', locale=lang)}, {written}"


def day(value: date, lang: str) -> str:
    """Return a day in words."""
    return write(StatedDate(value.isoformat()), lang)


def moment(at: datetime, zone: str, lang: str) -> str:
    """Return a moment in words, by the clock of a zone: "27 November 2026, 11:04"."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{day(there.date(), lang)}, {there:%H:%M}"


def _iso(stated: StatedDate) -> str:
    return "" if stated.earliest is None else stated.earliest.isoformat()


def _until(stated: StatedDate, today: date, lang: str) -> str:
    first, last = stated.earliest, stated.latest
    if first is None or last is None:
        return ""
    if today > last:
        return say_number(lang, "%(number)s day ago", "%(number)s days ago", (today - last).days)
    if first <= today:
        return say(lang, _("today")) if first == last else say(lang, _("going on now"))
    return in_days((first - today).days, lang)


def in_days(number: int, lang: str) -> str:
    """Return how far ahead a day is: "tomorrow", "in 38 days"."""
    if number == 1:
        return say(lang, _("tomorrow"))
    return say_number(lang, "in %(number)s day", "in %(number)s days", number)


def _left(stated: StatedDate, today: date, lang: str) -> str:
    """Return what is left of a window, where that is worth a reader's attention."""
    window = window_on(stated, today)
    if stated.latest is None or window is Window.AHEAD:
        return ""
    number = (stated.latest - today).days
    if window is Window.CLOSED:
        return say_number(lang, "window closed %(number)s day ago", "window closed %(number)s days ago", -number)
    if number > SOON:
        return ""
    if number == 0:
        return say(lang, _("its last day is today"))
    return say_number(lang, "%(number)s day left", "%(number)s days left", number)


def times(entry: Entry) -> str:
    """Return an entry's local times with their zone: "10:00–12:30, Rome (UTC+2)"; `""` without any.

    Of a meeting of several days each time stands with its day: "6 January 10:00 – 7 January 17:30, Rome (UTC+1)".
    """
    stands = placed(entry, DateMode.FIRM)
    if stands is None or stands.starts is None:
        return ""
    zone = ZoneInfo(stands.timezone)
    city = get_timezone_location(zone, locale=entry.lang, return_city=True)
    said = _clock(stands) if stands.first == stands.last else _days(stands, entry.lang)
    return f"{said}, {city} ({offset(stands.starts.replace(tzinfo=zone))})"


def hour(at: datetime, lang: str) -> str:
    """Return a time with its day, whose year is said elsewhere: "6 January 10:00"."""
    return f"{format_date(at, 'd MMMM', locale=lang)} {at:%H:%M}"


def _days(stands: Placement, lang: str) -> str:
    return " – ".join(hour(one, lang) for one in (stands.starts, stands.ends) if one is not None)


def _clock(stands: Placement) -> str:
    assert stands.starts is not None
    said = f"{stands.starts:%H:%M}"
    if stands.ends is None:
        return said
    until = f"{said}–{stands.ends:%H:%M}"
    is_overnight = stands.ends.date() > stands.last
    return f"{until} (+1)" if is_overnight else until


def offset(moment: datetime) -> str:
    """Return how far the clock of a moment is from UTC: "UTC+5:30"."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    sign, hours, rest = ("−" if minutes < 0 else "+"), abs(minutes) // 60, abs(minutes) % 60
    return f"UTC{sign}{hours}{f':{rest:02d}' if rest else ''}"
