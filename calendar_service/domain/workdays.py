"""Working days of several countries together: their weekends, public holidays and days moved by decree.

Public holidays come from the `holidays` library; days off and working days that it lacks are added by
hand. A day is a working day if it is one in every country, each on its own weekend
(`playbooks.md`, "How a due date is counted", 4).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib import metadata
from typing import TYPE_CHECKING

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _

if TYPE_CHECKING:
    from holidays import HolidayBase

ORGANISATIONS = frozenset({"EU", "UN"})  # without a country: they add no calendar of their own
FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_DAYS = 20_000  # that a search for working days may pass over
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday on which a country does not work: its ISO 3166-1 code, and the name of the holiday in English."""

    date: date
    country: str
    name: str


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of some countries together; `off` and `worked` are what was added by hand, by country."""

    countries: tuple[str, ...]
    off: Mapping[str, Collection[date]] = field(default_factory=dict)
    worked: Mapping[str, Collection[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code in self.countries:
            _library(code)
        for code in {*self.off, *self.worked}:
            twice = set(self.off.get(code, ())) & set(self.worked.get(code, ()))
            if twice:
                raise InvalidInput(
                    _("%(day)s is added for %(country)s both as a day off and as a working day. Keep one of the two."),
                    day=min(twice).isoformat(),
                    country=code,
                )

    def are_worked(self, day: date) -> bool:
        """Tell whether a day is a working day in every country."""
        return all(self._is_worked(code, day) for code in self.countries)

    def days_off(self, day: date) -> list[DayOff]:
        """Return the holidays for which a day is no working day; a weekend is none."""
        named = ((code, self._holiday(code, day)) for code in self.countries)
        return [DayOff(day, code, name) for code, name in named if name is not None]

    def before(self, day: date) -> date:
        """Return the last working day strictly before a day."""
        return self.counted(day, -1)

    def after(self, day: date) -> date:
        """Return the first working day strictly after a day."""
        return self.counted(day, 1)

    def counted(self, anchor: date, number: int) -> date:
        """Return the `number`th working day strictly after the anchor, or before it where the number is negative.

        Raises `InvalidInput` where that lies outside the years that are known.
        """
        step, left, day = (_DAY if number > 0 else -_DAY), abs(number), anchor
        for _passed in range(MOST_DAYS):
            if left == 0:
                return day
            day = check_year(day, step)
            left -= self.are_worked(day)
        raise InvalidInput(_("There are not that many working days. Give a smaller number."), field="offset")

    def _is_worked(self, code: str, day: date) -> bool:
        if day in self.worked.get(code, ()):
            return True
        if day in self.off.get(code, ()):
            return False
        return _is_worked_by_law(_library(code), day)

    def _holiday(self, code: str, day: date) -> str | None:
        """Return the name of what takes a day off; `None` on a working day and on a weekend's day of rest."""
        library = _library(code)
        if day in self.worked.get(code, ()):
            return None
        if day not in self.off.get(code, ()):
            return None if library is None or _rests(library, day) else library.get(day)
        if library is not None and _rests(library, day):
            return None
        return (library.get(day) if library is not None else None) or "Day off"


def _is_worked_by_law(library: "HolidayBase | None", day: date) -> bool:
    if library is None:
        return True
    is_holiday = day in library  # this also makes the library learn the year, with its working weekends
    return library.is_working_day(day) and not (is_holiday and not _is_weekend(library, day))


def _rests(library: "HolidayBase", day: date) -> bool:
    """Tell whether a day is one of rest by its weekday alone."""
    return _is_weekend(library, day) and not _is_worked_by_law(library, day)


def _is_weekend(library: "HolidayBase", day: date) -> bool:
    return library._is_weekend(day)  # noqa: SLF001 - it has no public name


def check_year(day: date, step: timedelta) -> date:
    """Return a day moved by a step; raises `InvalidInput` outside the years of which holidays are known."""
    try:
        moved = day + step
    except OverflowError:
        moved = None
    if moved is None or not FIRST_YEAR <= moved.year <= LAST_YEAR:
        raise InvalidInput(
            _("Working days are known from %(first)s to %(last)s. Give a day or a number within those years."),
            first=FIRST_YEAR,
            last=LAST_YEAR,
            field="offset",
        )
    return moved


def passed_over(workdays: Workdays, days: Iterable[date]) -> Sequence[DayOff]:
    """Return the holidays among some days, in order."""
    return [off for day in days for off in workdays.days_off(day)]


@lru_cache(maxsize=256)
def _library(code: str) -> "HolidayBase | None":
    """Return a country's calendar, `None` for an organisation; raises `InvalidInput` for a code that is neither."""
    from holidays import country_holidays

    if code in ORGANISATIONS:
        return None
    try:
        language = _language(code)
    except NotImplementedError:
        raise InvalidInput(
            _("The public holidays of “%(code)s” are not known. Give the two-letter code of a country, such as IT."),
            code=code[:20],
            field="days_of",
        ) from None
    try:  # Saudi Arabia marks its estimated dates only where that is asked for; most countries do not know the option
        return country_holidays(code, language=language, islamic_show_estimated=True)
    except ValueError:
        return country_holidays(code, language=language)


def _language(code: str) -> str | None:
    from holidays import country_holidays

    known = country_holidays(code).supported_languages
    return "en_US" if "en_US" in known else None


def version() -> str:
    """Return which holiday data this is: the library's version."""
    return f"holidays {metadata.version('holidays')}"
