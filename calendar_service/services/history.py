"""History: lines of the journal in words, for one event, for the first page, and for the page of changes.

Readers are told roles, never names; what is not public, or only follows from another line, is not told.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from calendar_service.domain import changes
from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.selection import Selection
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.services import faces, reading, recording
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to

MOST_NEWS = 6
_QUIET = ("restated", "left_feeds")  # lines that only follow from others
_FIELDS = {
    "titles": _("title"),
    "descriptions": _("description"),
    "kind": _("kind"),
    "format_id": _("format"),
    "series_id": _("series"),
    "ordinal": _("number in its series"),
    "date_edtf": _("date"),
    "start_time": _("times"),
    "end_time": _("times"),
    "stated_on": _("day it was stated"),
    "timezone": _("time zone"),
    "cities": _("place"),
    "venues": _("place"),
    "country": _("place"),
    "mode": _("mode"),
    "languages": _("working languages"),
    "hosts": _("hosts"),
    "participants": _("participants"),
    "relations": _("related events"),
    "links": _("links"),
}
_KINDS_OF_ACTOR = {
    "service": _("the service, by itself"),
    "seed": _("from the calendar’s first records"),
    "import": _("by import"),
    "command": _("an administrator"),
}
_ROLES_OF_PERSON = {
    "editor": _("an editor"),
    "administrator": _("an administrator"),
    "planner": _("a planner"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A public line of the journal in words. `who` is a role, never a name."""

    number: int
    at: datetime
    verb: str
    detail: str
    reason: Said
    who: str
    is_correction: bool
    title: Said
    url: str


def news(session: Session, asked: Selection, *, to: Actor, limit: int = MOST_NEWS) -> list[Line]:
    """Return what changed lately in the events that are asked for, newest first."""
    query = (
        select(Change, Event)
        .join(Event, and_(Change.noun == "event", Change.record_id == Event.id))
        .where(Change.is_public, Change.is_correction.is_(False), Change.verb.in_(changes.NEWS))
        .where(visible_to(to), Event.visibility != "withdrawn", *reading.asked_of(session, asked))
        .order_by(Change.number.desc())
        .limit(limit)
    )
    return [_line(session, change, event, asked.lang) for change, event in session.execute(query)]


def event(session: Session, event_id: UUID, lang: str, *, to: Actor, at: datetime) -> tuple[Entry, list[Line]]:
    """Return an event, with what points at it, and its public history, newest first.

    Raises `NotFound` and `Gone` as `recording.get` does.
    """
    found = recording.get(session, event_id, to=to)
    entry = faces.entries(session, [found], lang, to=to, inward=True)[0]
    query = (
        select(Change)
        .where(Change.noun == "event", Change.record_id == event_id, Change.is_public, Change.verb.not_in(_QUIET))
        .order_by(Change.number.desc())
    )
    lines = [_line(session, change, found, lang) for change in session.scalars(query)]
    return reading.seen(session, entry, at), lines


def _line(session: Session, change: Change, event: Event, lang: str) -> Line:
    told = changes.tell(change.verb, change.facts, LocalText(), lang)
    return Line(
        number=change.number,
        at=change.at,
        verb=told.verb,
        detail=told.detail or _detail(change, lang),
        reason=faces.said(change.reasons, lang),
        who=_who(change, lang),
        is_correction=change.is_correction,
        title=faces.said(event.titles, lang),
        url=sites.of(session).url(faces.event_path(event.id)),
    )


def _detail(change: Change, lang: str) -> str:
    """Return which fields of an event have changed, in words; what readers never see is left out."""
    if change.verb != "changed":
        return ""
    names = dict.fromkeys(say(lang, _FIELDS[name]) for name in _FIELDS if name in change.fields)
    return ", ".join(names)


def _who(change: Change, lang: str) -> str:
    known = _KINDS_OF_ACTOR.get(change.actor_kind) or _ROLES_OF_PERSON.get(change.actor_role, "")
    return say(lang, known)
