"""VTIMEZONE components for the years that a feed covers, out of the IANA data (RFC 5545, section 3.6.5).

`icalendar` could write them, but dates the beginning of summer time an hour late.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from calendar_service.render.faces import ZoneUse
from calendar_service.render.ical.properties import lines_of

UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "Etc/Universal", "UCT", "Universal", "Zulu"})
_STEP = timedelta(days=1)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Onset:
    """A moment from which a zone keeps an offset: local time by the offset before it."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def vtimezones(uses: Iterable[ZoneUse]) -> str:
    """Return a VTIMEZONE for every zone in use but UTC, in the order of their names, as CRLF lines."""
    years: dict[str, tuple[int, int]] = {}
    for use in set(uses):
        if use.tzid not in UTC_NAMES:
            first, last = years.get(use.tzid, (use.first.year, use.last.year))
            years[use.tzid] = min(first, use.first.year), max(last, use.last.year)
    return "".join(_vtimezone(tzid, *years[tzid]) for tzid in sorted(years))


@lru_cache(maxsize=256)
def _vtimezone(tzid: str, first_year: int, last_year: int) -> str:
    timezone = Timezone()
    timezone.add("TZID", tzid)
    for onset in onsets(tzid, first_year, last_year):
        observance = TimezoneDaylight() if onset.is_summer else TimezoneStandard()
        observance.add("DTSTART", onset.local)
        observance.add("TZOFFSETFROM", onset.before)
        observance.add("TZOFFSETTO", onset.after)
        observance.add("TZNAME", onset.name)
        timezone.add_component(observance)
    return lines_of(timezone)


def onsets(tzid: str, first_year: int, last_year: int) -> Iterator[Onset]:
    """Yield what a zone keeps at the start of the first year, and every change to the end of the last."""
    zone = ZoneInfo(tzid)
    start = datetime(first_year, 1, 1, tzinfo=zone)
    offset = start.utcoffset() or _NONE
    yield Onset(start.replace(tzinfo=None), offset, offset, start.tzname() or tzid, bool(start.dst()))
    moment, end = start.astimezone(UTC), datetime(last_year, 12, 31, 23, 59, tzinfo=zone).astimezone(UTC)
    while moment < end:
        later = moment + _STEP
        if _kept(later, zone) != _kept(moment, zone):
            yield _onset(_change_between(moment, later, zone), zone)
        moment = later


def _kept(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset() or _NONE, local.tzname() or "", bool(local.dst())


def _change_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second at which a zone no longer keeps what it kept at `earlier`."""
    before = _kept(earlier, zone)
    while later - earlier > timedelta(seconds=1):
        middle = earlier + timedelta(seconds=(later - earlier).total_seconds() // 2)
        if _kept(middle, zone) == before:
            earlier = middle
        else:
            later = middle
    return later


def _onset(moment: datetime, zone: ZoneInfo) -> Onset:
    before, _, _ = _kept(moment - timedelta(seconds=1), zone)
    after, name, is_summer = _kept(moment, zone)
    return Onset((moment + before).replace(tzinfo=None), before, after, name, is_summer)
