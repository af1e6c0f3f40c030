"""Clocks: an event's times as clocks show them where the reader is, once the reader has said where that is.

The zone is named in the address by a city or by the IANA database, and kept in a cookie for the pages
that come after; an empty one is forgotten again.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, request

from calendar_service.domain.dates import places, zones
from calendar_service.domain.dates.refusals import DateRefused
from calendar_service.domain.entries import DateMode, Entry, Placement, placed
from calendar_service.web import cookies, labels

COOKIE = "zone"
_YEAR = 365 * 24 * 3600  # seconds
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Clock:
    """The reader's clock: its zone (empty where none is chosen), what was typed, and what is wrong with that."""

    zone: str = ""
    typed: str = ""
    error: str = ""


def chosen(lang: str) -> Clock:
    """Return the clock that the address names, else the one that is kept."""
    if COOKIE in request.args:
        return _read(request.args.getlist(COOKIE)[-1].strip(), lang)
    kept = request.cookies.get(COOKIE, "")
    return Clock(kept, places.name_of(kept, lang)) if kept in zones.known().values() else Clock()


def _read(typed: str, lang: str) -> Clock:
    if not typed:
        return Clock()
    try:
        zone = places.find(typed[:_LONGEST]) or zones.check(typed[:_LONGEST])
    except DateRefused as refusal:
        return Clock(typed=typed[:_LONGEST], error=refusal.sentence(lang))
    return Clock(zone, places.name_of(zone, lang))


def keep(response: Response, clock: Clock) -> Response:
    """Have the browser keep the clock that the address names; one that names none takes it back."""
    if COOKIE not in request.args or clock.error or request.cookies.get(COOKIE, "") == clock.zone:
        return response
    return cookies.keep(response, COOKIE, clock.zone, age=_YEAR) if clock.zone else cookies.drop(response, COOKIE)


def times(entry: Entry, zone: str) -> str:
    """Return an entry's times in a zone, each with its day where there are several or that is another there: "14:00–16:30, Almaty (UTC+5)"."""
    stands = placed(entry, DateMode.FIRM)
    if stands is None or stands.starts is None or not zone:
        return ""
    starts, *ends = (moment.astimezone(ZoneInfo(zone)) for moment in moments(stands))
    are_several = any(end.date() != starts.date() for end in ends)
    is_another = starts.date() != stands.first or stands.first != stands.last
    said = labels.hour(starts, entry.lang) if are_several or is_another else f"{starts:%H:%M}"
    for end in ends:
        said += f" – {labels.hour(end, entry.lang)}" if are_several else f"–{end:%H:%M}"
    name = places.name_of(zone, entry.lang)
    return f"{said}, {name}" if name == "UTC" else f"{said}, {name} ({labels.offset(starts)})"


def moments(stands: Placement) -> list[datetime]:
    """Return the moments at which what stands in a calendar begins and, where that is known, ends."""
    zone = ZoneInfo(stands.timezone)
    return [one.replace(tzinfo=zone) for one in (stands.starts, stands.ends) if one is not None]
