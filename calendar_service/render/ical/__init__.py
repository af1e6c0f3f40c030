"""iCalendar (RFC 5545, RFC 7986), exactly as `ical.md` says.

A component is made when an event changes and kept; a feed is joined from kept texts, unread, with
what a subscriber asks for besides spliced into them.
"""

from calendar_service.render.ical.components import component, media_type
from calendar_service.render.ical.feed import calendar, copy
from calendar_service.render.ical.splices import cancelled_shown, lead_time, rich, with_alarm, with_extra

__all__ = [
    "calendar",
    "cancelled_shown",
    "component",
    "copy",
    "lead_time",
    "media_type",
    "rich",
    "with_alarm",
    "with_extra",
]
