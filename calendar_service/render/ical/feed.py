"""A feed: a header and zones, and components joined as they were kept, unread."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from calendar_service.domain.entries import UID_DOMAIN
from calendar_service.domain.words import _, say
from calendar_service.render.faces import FeedFace, ZoneUse
from calendar_service.render.ical.properties import lines_of, put_raw, put_text, put_uri
from calendar_service.render.ical.timezones import vtimezones

PRODUCT = "-//Calendar Service//Feeds of dates as stated//EN"
REFRESH = "PT6H"
_END = "END:VCALENDAR\r\n"
_DAY = timedelta(days=1)


def calendar(face: FeedFace, components: Iterable[str], zones: Iterable[ZoneUse]) -> bytes:
    """Return a feed: a header, a VTIMEZONE for every zone in use, and the texts of its components, as given.

    A VCALENDAR without a component is invalid (RFC 5545, section 3.6): an empty feed carries a notice.
    """
    body = list(components) or [_notice(face)]
    return "".join([_header(face), vtimezones(zones), *body, _END]).encode()


def copy(components: Iterable[str], zones: Iterable[ZoneUse]) -> bytes:
    """Return a file to import: components and their zones, and nothing that asks a program to look for changes.

    Without a METHOD, as the feeds are, and without a name: Outlook makes a calendar of its own of what has one.
    """
    frame = Calendar()
    put_raw(frame, "VERSION", "2.0")
    put_raw(frame, "PRODID", PRODUCT)
    put_raw(frame, "CALSCALE", "GREGORIAN")
    return "".join([lines_of(frame).removesuffix(_END), vtimezones(zones), *components, _END]).encode()


def _header(face: FeedFace) -> str:
    feed = Calendar()
    put_raw(feed, "VERSION", "2.0")
    put_raw(feed, "PRODID", PRODUCT)
    put_raw(feed, "CALSCALE", "GREGORIAN")
    put_text(feed, "NAME", face.name, LANGUAGE=face.lang)
    put_text(feed, "X-WR-CALNAME", face.name)
    put_text(feed, "DESCRIPTION", face.description, LANGUAGE=face.lang)
    put_text(feed, "X-WR-CALDESC", face.description)
    put_text(feed, "X-WR-TIMEZONE", face.timezone)
    put_uri(feed, "URL", face.page_url)
    put_uri(feed, "SOURCE", face.self_url, {"VALUE": "URI"})
    put_raw(feed, "REFRESH-INTERVAL", REFRESH, VALUE="DURATION")
    put_raw(feed, "X-PUBLISHED-TTL", REFRESH)
    put_raw(feed, "COLOR", face.colour)
    feed.add("LAST-MODIFIED", face.modified)
    return lines_of(feed).removesuffix(_END)


def _notice(face: FeedFace) -> str:
    """Return the one event of an empty feed; its bytes follow from the feed's address and last change."""
    address = urlsplit(face.self_url)
    key = face.key or f"{address.path}?{address.query}"
    event = Event()
    put_text(event, "UID", f"{uuid5(NAMESPACE_URL, key)}@{UID_DOMAIN}")
    event.add("DTSTAMP", face.modified)
    put_text(event, "SUMMARY", say(face.lang, _("%(feed)s: nothing here yet"), feed=face.name), LANGUAGE=face.lang)
    words = say(
        face.lang, _("No entry matches this feed. As soon as one does, it appears here: %(url)s"), url=face.page_url
    )
    put_text(event, "DESCRIPTION", words, LANGUAGE=face.lang)
    event.add("DTSTART", face.modified.date())
    event.add("DTEND", face.modified.date() + _DAY)
    put_uri(event, "URL", face.page_url)
    put_raw(event, "STATUS", "CONFIRMED")
    put_raw(event, "CLASS", "PUBLIC")
    put_raw(event, "TRANSP", "TRANSPARENT")
    put_raw(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    return lines_of(event)
