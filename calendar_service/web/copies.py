"""Copies: one event taken over into a calendar by hand, which then stays where it is; and the ways to subscribe instead.

A copy is offered of what has a firm day alone. It holds the same component as the feed, without what
would make a calendar program look for changes, and without a name, of which Outlook would make a
calendar of its own.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta
from urllib.parse import quote, urlencode
from uuid import UUID

from flask import Response, request

from calendar_service.domain import summaries
from calendar_service.domain.entries import DateMode, Entry, Placement, placed
from calendar_service.domain.errors import NotFound
from calendar_service.domain.words import _, say
from calendar_service.services import copies, dossier
from calendar_service.web import clocks, headers, language, links, page

_DAY = timedelta(days=1)
_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0"


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses by which a calendar takes something."""

    file: str
    google: str
    outlook: str


def subscriptions(address: str) -> Ways:
    """Return the ways to subscribe to a feed: `file` opens whatever program takes calendars."""
    webcal = links.webcal(address)
    return Ways(
        file=webcal,
        google=f"{_GOOGLE}?cid={quote(webcal, safe='')}",
        outlook=f"{_OUTLOOK}/addfromweb?url={quote(address, safe='')}",
    )


def of(entry: Entry) -> Ways | None:
    """Return the ways to take a copy of an event; `None` where it has no day to be copied to."""
    stands = placed(entry, DateMode.FIRM)
    is_standing = entry.status not in {"cancelled", "postponed"} and entry.merged_into is None
    if stands is None or not is_standing or entry.visibility != "published":
        return None
    path = links.link(f"/events/{entry.id}/copy.ics")
    return Ways(path, _google(entry, stands), _outlook(entry, stands))


def show(event_id: UUID) -> Response:
    """Answer with an event as a file to import; raises `NotFound` where it has no day to be copied to."""
    page.asked()
    lang = language.current()
    with page.database().reading() as session:
        links.know(session)
        entry = dossier.entry(session, event_id, lang, to=page.actor(), at=page.now())
        stands = placed(entry, DateMode.FIRM)
        if of(entry) is None or stands is None:
            raise NotFound(
                _(
                    "A copy can be taken once a day is fixed. Subscribe instead: the entry then comes and moves by itself."
                )
            )
        body = copies.calendar_file(session, entry.id, lang)
    response = Response(body, content_type="text/calendar; charset=utf-8")
    name = f"{stands.first.isoformat()}-{entry.kind.replace('_', '-')}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return headers.packed(headers.secure(response), request)


def _google(entry: Entry, stands: Placement) -> str:
    if not _is_timed(stands):
        dates, zone = f"{stands.first:%Y%m%d}/{stands.last + _DAY:%Y%m%d}", ""
    else:
        starts, ends = stands.starts, stands.ends or stands.starts
        dates, zone = f"{starts:%Y%m%dT%H%M%S}/{ends:%Y%m%dT%H%M%S}", stands.timezone
    asked = {
        "action": "TEMPLATE",
        "text": summaries.summary(entry),
        "dates": dates,
        "ctz": zone,
        "location": summaries.location(entry),
        "details": _details(entry),
    }
    return f"{_GOOGLE}?{urlencode({name: value for name, value in asked.items() if value})}"


def _outlook(entry: Entry, stands: Placement) -> str:
    asked = {"path": "/calendar/action/compose", "rru": "addevent", "subject": summaries.summary(entry)}
    if not _is_timed(stands):
        last = stands.last + _DAY
        asked |= {"startdt": stands.first.isoformat(), "enddt": last.isoformat(), "allday": "true"}
    else:
        moments = [f"{one.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for one in clocks.moments(stands)]
        asked |= {"startdt": moments[0], "enddt": moments[-1]}
    asked |= {"location": summaries.location(entry), "body": _details(entry)}
    return f"{_OUTLOOK}/deeplink/compose?{urlencode({name: value for name, value in asked.items() if value}, quote_via=quote)}"


def _is_timed(stands: Placement) -> bool:
    """Tell whether a copy has times: a start without an end would hide the later days of a run."""
    return stands.starts is not None and (stands.ends is not None or stands.first == stands.last)


def _details(entry: Entry) -> str:
    return say(entry.lang, _("This copy does not move by itself. How things stand: %(url)s"), url=entry.url)
