"""What machines read of an event's page: schema.org's Event as JSON-LD, and the page's description in words.

Nothing is invented: what has no firm day has no `startDate`.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from calendar_service.domain import summaries
from calendar_service.domain.dates import StatedDate, bounds_in_words, write
from calendar_service.domain.entries import DateMode, Entry, HostFace, placed
from calendar_service.domain.words import _, say
from calendar_service.services import reading
from calendar_service.web import clocks, labels
from calendar_service.web.typography import opened

_SCHEMA = "https://schema.org"
_MODES = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(entry: Entry) -> Markup:
    """Return an event as JSON-LD that can stand between the tags of a script, whatever its texts hold."""
    written = json.dumps(linked_data(entry), ensure_ascii=False, indent=1)
    return Markup(written.translate(_ESCAPED))  # noqa: S704 - no angle bracket or ampersand is left in it


def linked_data(entry: Entry) -> Mapping[str, Any]:
    """Return an event as schema.org has it; what is not known is left out."""
    said = {
        "@context": _SCHEMA,
        "@type": "Event",
        "@id": entry.url,
        "url": entry.url,
        "name": entry.title.text,
        "description": entry.description.text or description(entry),
        **_times(entry),
        "eventAttendanceMode": f"{_SCHEMA}/{_MODES[entry.mode]}EventAttendanceMode" if entry.mode else "",
        "location": _location(entry),
        "organizer": [_organiser(host) for host in entry.hosts],
        "inLanguage": list(entry.languages),
        "superEvent": _beside(entry),
        "sameAs": [link.url for link in entry.links if link.type == "official" and link.url.startswith("http")],
        "mainEntityOfPage": {"@type": "WebPage", "@id": entry.url, "inLanguage": entry.lang},
    }
    return {name: value for name, value in said.items() if value}


def description(entry: Entry) -> str:
    """Return where an event stands, in a line of words: its date and what that leaves open, status, place, hosts."""
    lang = entry.lang
    hosts = ", ".join(summaries.marked(host.party.name, lang) for host in entry.hosts)
    parts = [
        _dated(entry),
        summaries.status_words(entry),
        summaries.location(entry) or say(lang, _("place not stated")),
        say(lang, _("Hosts: %(hosts)s"), hosts=hosts) if hosts else "",
    ]
    return " ".join(f"{opened(part).rstrip('.')}." for part in parts if part)


def _dated(entry: Entry) -> str:
    written = write(StatedDate(entry.date.edtf), entry.lang)
    if not entry.date.is_known:
        return labels.of_entry(entry, date.min).words
    if not entry.is_marked or entry.date.earliest == entry.date.latest:
        return written
    return f"{written} ({bounds_in_words(entry.date, entry.lang)})"


def _times(entry: Entry) -> dict[str, Any]:
    """Return when, and whether that still holds: a date that no longer holds is the previous one."""
    previous = _day(entry.previous.earliest) if entry.previous is not None and entry.previous.is_firm else ""
    if entry.status == "postponed":
        return _status("Postponed", previousStartDate=_day(entry.date.earliest) if entry.is_firm else "")
    starts, ends = _moments(entry)
    known = {"startDate": starts, "endDate": ends}
    if entry.status == "cancelled":
        return _status("Cancelled", **known)
    if previous:  # it had a day: now it has another one, or none yet
        return _status("Rescheduled" if starts else "Postponed", **known, previousStartDate=previous)
    is_open = not starts or reading.is_unheard(entry) or entry.status == "proposed"
    return known if is_open else _status("Scheduled", **known)  # what nobody has settled has no status


def _status(name: str, **dates: str) -> dict[str, Any]:
    return {**dates, "eventStatus": f"{_SCHEMA}/Event{name}"}


def _moments(entry: Entry) -> tuple[str, str]:
    stands = placed(entry, DateMode.FIRM)
    if stands is None:
        return "", ""
    if stands.starts is None:
        return _day(stands.first), _day(stands.last)
    starts, *ends = clocks.moments(stands)
    last = stands.last.isoformat() if stands.last != stands.first else ""
    return starts.isoformat(), ends[0].isoformat() if ends else last


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _location(entry: Entry) -> Any:
    places = [one for one in (_place(entry), _online(entry)) if one]
    return places[0] if len(places) == 1 else places


def _place(entry: Entry) -> dict[str, Any]:
    if not (entry.venue or entry.city or entry.country):
        return {}
    address = {
        "@type": "PostalAddress",
        "addressLocality": entry.city.text,
        "addressCountry": entry.country,
    }
    place: dict[str, Any] = {
        "@type": "Place",
        "name": entry.venue.text or entry.city.text or entry.country_name,
        "address": {name: value for name, value in address.items() if value},
    }
    if entry.latitude is not None and entry.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": entry.latitude, "longitude": entry.longitude}
    return place


def _online(entry: Entry) -> dict[str, Any]:
    if entry.mode not in {"online", "hybrid"}:
        return {}
    watched = [link.url for link in entry.links if link.type == "webcast"]
    return {"@type": "VirtualLocation", "url": watched[0]} if watched else {}


def _organiser(host: HostFace) -> dict[str, Any]:
    return {"@type": "Organization", "name": host.party.name.text}


def _beside(entry: Entry) -> dict[str, Any]:
    """Return the event on whose sidelines this one is held."""
    for relation in entry.relations:
        if relation.outward and relation.uid and relation.type == "sidelines_of":
            return {"@type": "Event", "@id": relation.url, "url": relation.url, "name": relation.title.text}
    return {}
