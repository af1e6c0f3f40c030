"""One VEVENT of an entry: made when the event changes, and kept.

A parser that refuses one property costs a subscriber the whole feed, so that what is not in
`ical.md` is not here either.
"""

from datetime import timedelta
from mimetypes import guess_type
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Event

from calendar_service.domain import summaries
from calendar_service.domain.entries import DateMode, Entry, Placement, is_tentative, placed
from calendar_service.domain.kinds import KINDS
from calendar_service.render.faces import Component, ZoneUse
from calendar_service.render.ical.properties import lines_of, put_raw, put_text, put_texts, put_uri
from calendar_service.render.ical.timezones import UTC_NAMES

MERGED_INTO = "X-CALENDAR-SERVICE-MERGED-INTO"
_DAY = timedelta(days=1)
_RELATION_TYPES = {"sidelines_of": "PARENT", "timed_to": "SIBLING"}


def component(entry: Entry, mode: DateMode) -> Component | None:
    """Return the VEVENT of an entry; `None` where it stands nowhere in a calendar in this mode."""
    placement = placed(entry, mode)
    if placement is None:
        return None
    event = Event()
    _put_identity(event, entry)
    if entry.visibility == "withdrawn":
        _put_start(event, placement)
    else:
        _put_times(event, placement)
        _put_texts(event, entry)
        _put_links(event, entry)
        _put_marks(event, entry)
    return Component(uid=entry.uid, sort_key=placement.sort_key, text=lines_of(event), zone=_zone_use(placement))


def _put_identity(event: Event, entry: Entry) -> None:
    """Add what even a withdrawn entry keeps."""
    put_text(event, "UID", entry.uid)
    event.add("DTSTAMP", entry.modified)
    event.add("SEQUENCE", entry.sequence)
    put_text(event, "SUMMARY", summaries.summary(entry), LANGUAGE=entry.lang)
    put_raw(event, "STATUS", _status(entry))


def _status(entry: Entry) -> str:
    if entry.status == "cancelled" or entry.visibility == "withdrawn" or entry.merged_into is not None:
        return "CANCELLED"
    return "TENTATIVE" if is_tentative(entry) else "CONFIRMED"


def _put_start(event: Event, placement: Placement) -> None:
    if placement.starts is None or _loses_days(placement):
        event.add("DTSTART", placement.first)
    else:
        event.add("DTSTART", placement.starts.replace(tzinfo=_zone(placement)))


def _put_times(event: Event, placement: Placement) -> None:
    _put_start(event, placement)
    if placement.starts is None or _loses_days(placement):
        event.add("DTEND", placement.last + _DAY)
    elif placement.ends is not None:
        event.add("DTEND", placement.ends.replace(tzinfo=_zone(placement)))


def _loses_days(placement: Placement) -> bool:
    """Tell whether a start without an end would hide the later days of a run."""
    return placement.ends is None and placement.first != placement.last


def _zone(placement: Placement) -> ZoneInfo:
    return ZoneInfo("UTC" if placement.timezone in UTC_NAMES else placement.timezone)


def _zone_use(placement: Placement) -> ZoneUse | None:
    if placement.starts is None or placement.timezone in UTC_NAMES or _loses_days(placement):
        return None
    last = placement.ends.date() if placement.ends else placement.last
    return ZoneUse(placement.timezone, placement.first, max(last, placement.last))


def _put_texts(event: Event, entry: Entry) -> None:
    put_text(event, "DESCRIPTION", summaries.description(entry), LANGUAGE=entry.lang)
    put_text(event, "LOCATION", summaries.location(entry), LANGUAGE=entry.lang)
    put_texts(event, "CATEGORIES", (KINDS[entry.kind].category, summaries.marked(entry.format_name, entry.lang)))
    for contact in dict.fromkeys(host.party.contact for host in entry.hosts):
        put_text(event, "CONTACT", contact)


def _put_links(event: Event, entry: Entry) -> None:
    put_uri(event, "URL", entry.url)
    for relation in entry.relations:
        if relation.outward and relation.uid and relation.type in _RELATION_TYPES:
            put_text(event, "RELATED-TO", relation.uid, RELTYPE=_RELATION_TYPES[relation.type])
    cited = [citation.document_url for citation in entry.citations]
    outcome = [document.url for document in entry.documents]
    for url in dict.fromkeys([*cited, *outcome]):
        if urlsplit(url).scheme in {"http", "https"}:
            put_uri(event, "ATTACH", url, {"FMTTYPE": media_type(url)})


def media_type(url: str) -> str:
    """Return the media type that an address promises by its ending; a page where it promises none."""
    return guess_type(urlsplit(url).path)[0] or "text/html"


def _put_marks(event: Event, entry: Entry) -> None:
    event.add("CREATED", entry.created)
    event.add("LAST-MODIFIED", entry.modified)
    put_raw(event, "CLASS", "PUBLIC" if entry.visibility == "published" else "PRIVATE")
    put_raw(event, "TRANSP", "TRANSPARENT")
    put_raw(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    if entry.latitude is not None and entry.longitude is not None:
        put_raw(event, "GEO", f"{entry.latitude:.6f};{entry.longitude:.6f}")
    if entry.is_marked:
        put_raw(event, "X-CALENDAR-SERVICE-EDTF", entry.date.edtf)
    if entry.merged_into is not None:
        put_raw(event, MERGED_INTO, entry.merged_into.uid)
