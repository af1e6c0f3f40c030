"""jCal (RFC 7265): the very feed of `ical`, as JSON."""

import json
from collections.abc import Iterable

from icalendar import Calendar

from calendar_service.render import ical
from calendar_service.render.faces import FeedFace, ZoneUse


def calendar(face: FeedFace, components: Iterable[str], zones: Iterable[ZoneUse]) -> bytes:
    """Return a feed as jCal; see `ical.calendar`."""
    feed = Calendar.from_ical(ical.calendar(face, components, zones))
    return json.dumps(feed.to_jcal(), ensure_ascii=False, separators=(",", ":")).encode()
