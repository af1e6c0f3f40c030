"""Why a date is refused: the reason for programs, and the sentence that says what to type instead.

A reason is English and begins with its kind, one of the kinds of the convention: "two-digit year:
say 2025". The sentence is for people, in their language. Every refusal is made by a function here.
"""

from calendar import isleap
from datetime import date
from typing import Any

from calendar_service.domain.dates import names
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import SOURCE_LANGUAGE, _, say

MONTHS = 12
_FEBRUARY_29 = (2, 29)
_ISLAMIC_YEARS = range(1340, 1600)  # the Solar Hijri calendar counts in the 1400s as well
_BUDDHIST_YEARS = range(2443, 2743)
SHOWN = 60  # characters of what was typed


class DateRefused(InvalidInput):
    """What was typed is no date that can be kept.

    `kind` is the sort of reason, `detail` what of it, both English; `sentence` says what to type.
    """

    code = "date_refused"

    def __init__(self, kind: str, message: str, /, *, detail: str = "", joint: str = ": ", **values: Any) -> None:
        super().__init__(message, field="date", **values)
        self.kind = kind
        self.detail = detail
        self.joint = joint

    @property
    def reason(self) -> str:
        """The kind of the reason and its detail: "no such day: April has 30"."""
        return f"{self.kind}{self.joint}{self.detail}" if self.detail else self.kind

    def sentence(self, lang: str = SOURCE_LANGUAGE) -> str:
        """Return the sentence for people in a language; months and days are named in it, too."""
        values = {name: value(lang) if callable(value) else value for name, value in self.values.items()}
        return say(lang, self.message, **values)

    def __str__(self) -> str:
        return self.reason


def ambiguous_season(year: int, end: int) -> DateRefused:
    """Refuse "spring 2026–2028": only a winter lies in two years."""
    return DateRefused(
        "ambiguous",
        _("Only a winter lies in two years. Write the season of each end: spring %(year)s – spring %(end)s."),
        detail=f"a season of {year}, or of each year to {end}",
        year=year,
        end=end,
    )


def ambiguous_day(one: tuple[int, int], other: tuple[int, int], year: int | None) -> DateRefused:
    """Refuse a day in numerals whose month is not certain; each reading is (day, month)."""
    suffix = f" {year}" if year else ""
    first, second = (f"{names.day_and_month(*each, 'en')}" for each in (one, other))
    return DateRefused(
        "ambiguous",
        _("This can be read in two ways: %(first)s or %(second)s. Write the month as a word."),
        detail=f"{first} or {second}{suffix}",
        first=lambda lang: names.day_and_month(*one, lang),
        second=lambda lang: names.day_and_month(*other, lang),
    )


def ambiguous_years(year: int, code: int) -> DateRefused:
    """Refuse `2026-27`."""
    end = year - year % 100 + code
    return DateRefused(
        "ambiguous",
        _("%(year)s–%(code)s can be two years or the code of a season. For the years write %(year)s–%(end)s."),
        detail=f"years {year}–{end}, or a season code",
        year=year,
        code=code,
        end=end,
    )


def ambiguous_century() -> DateRefused:
    """Refuse a decade without its century."""
    return DateRefused(
        "ambiguous",
        _("Which century is not said. Write the decade with its four digits: the 2030s."),
        detail="which century?",
    )


def ambiguous_weekday() -> DateRefused:
    """Refuse a weekday that says no week."""
    return DateRefused(
        "ambiguous",
        _("Which week is not said. Add the day: for example, Thursday, 14 May 2026."),
        detail="which week?",
    )


def two_digit_year(year: int) -> DateRefused:
    """Refuse a year of two digits."""
    full = 2000 + year % 100
    return DateRefused(
        "two-digit year",
        _("The year has two digits. Write all four: %(full)s."),
        detail=f"say {full}",
        full=full,
    )


def no_such_day(day: int, month: int, year: int) -> DateRefused:
    """Refuse a day that its month does not have."""
    length = 31 if month in {1, 3, 5, 7, 8, 10, 12} else 30
    if month == _FEBRUARY_29[0]:
        length = 29 if isleap(year) else 28
    month_in_english = names.month(month, "en")
    detail = (
        f"{month_in_english} {year} has {length}" if month == _FEBRUARY_29[0] else f"{month_in_english} has {length}"
    )
    if (month, day) == _FEBRUARY_29:
        detail = f"{year} is not a leap year"
    return DateRefused(
        "no such day",
        _("There is no day %(day)s in this month: %(month)s has %(length)s days."),
        detail=detail,
        day=day,
        month=lambda lang: names.month_and_year(month, year, lang),
        length=length,
    )


def no_such_counted_day(detail: str) -> DateRefused:
    """Refuse a fifth Friday where there are four."""
    return DateRefused(
        "no such day",
        _("This month has no such day. Count again, or give the day itself: 29 May 2026."),
        detail=detail,
    )


def no_such_month(month: int) -> DateRefused:
    """Refuse a thirteenth month."""
    return DateRefused(
        "no such month",
        _("There is no month %(month)s. Months run from 1 to 12: for example, 05.2026 or May 2026."),
        detail=f"there is no month {month}",
        month=month,
    )


def no_such_quarter(quarter: int) -> DateRefused:
    """Refuse a fifth quarter."""
    return DateRefused(
        "no such quarter",
        _("There is no quarter %(quarter)s. A year has quarters I to IV."),
        detail="a year has four",
        quarter=quarter,
    )


def no_such_part(number: int, parts: int, *, unit: str) -> DateRefused:
    """Refuse a third half of a year (`unit` is what the parts are counted in: "quarter"), a fourth ten days of a month ("day")."""
    return DateRefused(
        f"no such {unit}",
        _("There is no part %(number)s: there are %(parts)s."),
        detail=f"there are {parts}",
        number=number,
        parts=parts,
    )


def no_such_week(week: int) -> DateRefused:
    """Refuse a week that its year or month does not have."""
    return DateRefused(
        "no such day",
        _("There is no week %(week)s here. Give the week by a day in it: the week of 11 May 2026."),
        detail=f"there is no week {week}",
        week=week,
    )


def no_such_time(text: str) -> DateRefused:
    """Refuse a time of day that clocks do not show."""
    return DateRefused(
        "no such time",
        _("There is no time %(text)s. Hours run from 0 to 23: for example, 10:30."),
        detail=text,
        text=text,
    )


def no_such_half_day(text: str) -> DateRefused:
    """Refuse 0 a.m. and 13 p.m."""
    return DateRefused(
        "no such time",
        _("There is no time “%(text)s”. With a.m. or p.m. the hours run from 1 to 12: for example, 2:30 p.m."),
        detail=text,
        text=text,
    )


def reversed_range(first: str, last: str, *, hint: str = "") -> DateRefused:
    """Refuse a range whose end lies before its start."""
    return DateRefused(
        "reversed",
        _("The end (%(last)s) lies before the start (%(first)s). Put the earlier one first, each with its year."),
        detail=hint or f"{last} lies before {first}",
        first=first,
        last=last,
    )


def reversed_over_new_year(year: int) -> DateRefused:
    """Refuse a range that begins late in a year and ends early in the same one."""
    return DateRefused(
        "reversed",
        _("A range over the turn of the year names both years: winter %(before)s – spring %(year)s."),
        detail=f"the range begins in {year}, after its end; say the year of each end: {year - 1} and {year}",
        before=year - 1,
        year=year,
    )


def year_outside(year: int) -> DateRefused:
    """Refuse a year that is not in 1900–2199, with a hint at other calendars."""
    detail, message = "", _("The year %(year)s is outside 1900–2199. Give a year within them.")
    if year in _ISLAMIC_YEARS:
        detail = "Islamic calendar?"
        message = _(
            "The year %(year)s is outside 1900–2199. If it is of the Islamic calendar, give it in the Gregorian."
        )
    elif year in _BUDDHIST_YEARS:
        detail = "Buddhist calendar?"
        message = _("The year %(year)s is outside 1900–2199. If it is of the Buddhist calendar, subtract 543.")
    return DateRefused("year outside 1900–2199", message, detail=detail, joint="; ", year=year)


def weekday_disagrees(day: date) -> DateRefused:
    """Refuse a day that is not the weekday said."""
    written = f"{names.day_and_month(day.day, day.month, 'en')} {day.year} is a {names.weekday(day.weekday(), 'en')}"
    return DateRefused(
        "weekday disagrees",
        _("The weekday disagrees with the date: %(date)s is a %(weekday)s. Correct one of them."),
        detail=written,
        date=lambda lang: f"{names.day_and_month(day.day, day.month, lang)} {day.year}",
        weekday=lambda lang: names.weekday(day.weekday(), lang),
    )


def not_a_date() -> DateRefused:
    """Refuse "soon"."""
    return DateRefused(
        "not a date",
        _("This is not a date. Leave the field empty: “date not set”. Or say by when: “by 2026”."),
        detail="leave it empty, or say by when",
    )


def not_understood(what: str) -> DateRefused:
    """Refuse by name what is no word of a date."""
    shown = what[:SHOWN] + ("…" if len(what) > SHOWN else "")
    return DateRefused(
        "not understood",
        _(
            "“%(what)s” is not understood. Write the date alone: “12 May 2026”, “spring 2026”, “by 2026”, "
            "“between 10 and 20 May 2026”."
        ),
        detail=f"«{shown}»",
        what=shown,
    )


def too_long(limit: int) -> DateRefused:
    """Refuse a text longer than any date."""
    return DateRefused(
        "not understood",
        _("This is longer than any date. Write the date alone, in %(limit)s characters at most."),
        detail=f"longer than {limit} characters",
        limit=limit,
    )


def needs_reference() -> DateRefused:
    """Refuse what depends on the day of writing where that is not known."""
    return DateRefused(
        "needs the date of writing",
        _("Which year is not said, and the day of writing is not known. Add the year: for example, spring 2026."),
        detail="which year?",
    )


def two_dates() -> DateRefused:
    """Refuse two dates that do not adjoin."""
    return DateRefused(
        "two dates",
        _("These are two dates. Record two events; or, if it is one or the other, join them by “or”."),
        detail="two events, or say «или»",
    )


def counted_from_event() -> DateRefused:
    """Refuse what is counted from another event."""
    return DateRefused(
        "counted from another event",
        _("This is counted from another event. Give the date that follows from it, or leave the field empty."),
        detail="give that date",
    )


def time_needs_firm_day() -> DateRefused:
    """Refuse a time where no single day is known."""
    return DateRefused(
        "a time needs a firm day",
        _("A time can stand only beside one firm day. Leave the time out, or name the day: 12 May 2026, 10:00."),
    )


def fixed_offset(text: str) -> DateRefused:
    """Refuse an offset or an abbreviation, which says nothing about clocks that change."""
    return DateRefused(
        "fixed offset",
        _("“%(text)s” is a fixed offset or an abbreviation. Name a city or a time zone: Astana, Asia/Almaty."),
        detail="name a city or a time zone",
        text=text[:SHOWN],
    )


def unknown_zone(name: str) -> DateRefused:
    """Refuse a time zone that the IANA database does not have."""
    return DateRefused(
        "not understood",
        _("“%(name)s” is not a time zone. Name a city or a zone of the IANA database: Astana, Asia/Almaty."),
        detail=f"time zone «{name[:SHOWN]}»",
        name=name[:SHOWN],
    )


def edtf(hint: str, message: str = "", **values: Any) -> DateRefused:
    """Refuse EDTF that says more, less or other than a date here can hold."""
    return DateRefused(
        "EDTF not accepted",
        message or _("This EDTF cannot be kept. Years, months, days, 21–24, 33–41, intervals A/B and sets [A,B] can."),
        **{"detail": hint, **values},
    )


def character(name: str) -> DateRefused:
    """Refuse a character that is not for texts; `name` is its code and name."""
    return DateRefused(
        "a character that cannot stand in a text",
        _("The text holds the character %(name)s, which cannot be seen. Type the date again."),
        detail=name,
        joint="; ",
        name=name,
    )
