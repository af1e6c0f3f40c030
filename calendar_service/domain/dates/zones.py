"""Time zones: which names are taken, and what instant a local time is.

Only zones of the IANA database are kept, by `Area/City`, and `UTC`. A fixed offset or an
abbreviation is refused: it says nothing about clocks that change. Cities by name are in `places`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from calendar_service.domain.dates import refusals
from calendar_service.domain.dates.refusals import DateRefused
from calendar_service.domain.words import _, say

CONTINENTS = (
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/",
)  # fmt: skip
_AREAS = (*CONTINENTS, "Brazil/", "Canada/", "Chile/", "Mexico/", "US/")
_UTC = frozenset({"utc", "etc/utc", "etc/uct", "uct"})
_SHIFTED = _("Clocks are put forward there, and %(time)s does not occur; the moment taken is %(taken)s.")
_TWICE = _("%(time)s occurs twice there, since clocks are put back; the earlier one is taken.")
_TWICE_LATER = _("%(time)s occurs twice there, since clocks are put back; the later one is taken.")


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC. `note` is `gap` or `fold` where the local time does not occur, or occurs twice."""

    utc: datetime
    note: Literal["", "gap", "fold"] = ""
    stated: datetime | None = None
    taken: datetime | None = None

    def sentence(self, lang: str) -> str:
        """Return what is to be said of the note in a language; `""` where there is none."""
        if not self.note or self.stated is None or self.taken is None:
            return ""
        template = _SHIFTED if self.note == "gap" else _TWICE_LATER if self.taken.fold else _TWICE
        is_same_day = self.taken.date() == self.stated.date()
        return say(
            lang,
            template,
            time=f"{self.stated:%H:%M}",
            taken=f"{self.taken:{'%H:%M' if is_same_day else '%Y-%m-%d %H:%M'}}",
        )


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """Return the zones that are taken, by their names in small letters."""
    taken = {name.lower(): name for name in available_timezones() if name.startswith(_AREAS)}
    return taken | dict.fromkeys(_UTC, "UTC")


def check(name: str) -> str:
    """Return the name of a zone as the IANA database spells it.

    Raises `DateRefused` for a fixed offset, an abbreviation, or a name the database does not have.
    """
    found = known().get(name.strip().lower())
    if found is None:
        raise refused(name)
    return found


def refused(name: str) -> DateRefused:
    """Return the refusal of a name that is no zone."""
    is_short = "/" not in name and len(name) < len("Standard") and name.isascii()
    if is_short or any(character.isdigit() for character in name) or name.lower().startswith("etc/"):
        return refusals.fixed_offset(name)
    return refusals.unknown_zone(name)


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """Return the rules of a zone; raises `DateRefused` for a name that is not taken."""
    return ZoneInfo(check(name))


def resolve(day: date, moment: time, name: str, fold: int = 0) -> Moment:
    """Return the instant of a local time in a zone.

    A time that clocks skip is shifted forward by as much as they skip; of a time that occurs twice
    the earlier one is taken, or the later with `fold=1`. Both are said by the moment's `note`.
    """
    rules = zone(name)
    local = datetime.combine(day, moment.replace(tzinfo=None, fold=0))
    early, late = (local.replace(tzinfo=rules, fold=each) for each in (0, 1))
    before, after = _offset(early), _offset(late)
    if before == after:
        return Moment((local - before).replace(tzinfo=UTC), "", local, local)
    is_gap = before < after
    offset = before if is_gap or not fold else after
    utc = (local - offset).replace(tzinfo=UTC)
    return Moment(utc, "gap" if is_gap else "fold", local, utc.astimezone(rules).replace(tzinfo=None))


def taken(day: date, moment: time, name: str) -> datetime:
    """Return the local time that a stated one is taken for: the same, but for one that clocks skip."""
    found = resolve(day, moment, name).taken
    return (found or datetime.combine(day, moment)).replace(fold=0)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
