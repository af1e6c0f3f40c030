"""Notes: what readers report of an event. Never public: planners and up read them, editors settle them.

The journal says that there was a report, and that it was settled; its words stay in the note alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.entries import Said
from calendar_service.domain.errors import NotFound
from calendar_service.domain.text import clean, require
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.models.notes import Note
from calendar_service.services import faces, journal, recording
from calendar_service.services import site as sites

TEXT_LENGTH = 2000
CONTACT_LENGTH = 200
MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as planners read it."""

    id: UUID
    at: datetime
    text: str
    contact: str
    is_settled: bool
    title: Said
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Reports, newest first, and the one before which the next page begins; none where there is no more."""

    reports: Sequence[Report]
    before: UUID | None


def report(session: Session, event_id: UUID, text: str, *, contact: str = "", by: Actor, at: datetime) -> Note:
    """Keep what a reader reports of an event that they may see.

    Raises `InvalidInput` for an empty or too long text, or one with characters that cannot stand in it;
    `NotFound` and `Gone` as `recording.get` does.
    """
    said = require(text, field="text", limit=TEXT_LENGTH, lines=True)
    reply_to = clean(contact, field="contact", limit=CONTACT_LENGTH)
    journal.begin(session)
    event = recording.get(session, event_id, to=by)
    note = Note(event_id=event.id, text=said, contact=reply_to, created_at=at, updated_at=at)
    session.add(note)
    session.flush()
    journal.record(session, note, "reported", by=by, at=at, public=False, facts={"event": str(event.id)})
    return note


def settle(session: Session, note_id: UUID, *, by: Actor, at: datetime) -> Note:
    """Mark a report as settled; one that is already stays as it is."""
    require_rank(by, "editor")
    journal.begin(session)
    note = session.get(Note, note_id, populate_existing=True)
    if note is None:
        raise NotFound(_("There is no such report."))
    if note.settled_at is None:
        journal.watch(session, note)
        note.settled_at, note.settled_by_id, note.updated_at = at, by.user_id, at
        journal.record(session, note, "settled", by=by, at=at, public=False, facts={"event": str(note.event_id)})
    return note


def of_event(session: Session, event_id: UUID, lang: str, *, to: Actor) -> Sequence[Report]:
    """Return the open reports of an event, newest first, to who may read them; to others none."""
    if not to.has_rank("planner"):
        return []
    query = _newest().where(Note.event_id == event_id, Note.settled_at.is_(None))
    return [_report(session, note, event, lang) for note, event in session.execute(query.limit(MOST_LISTED))]


def page(session: Session, lang: str, *, to: Actor, settled: bool = False, before: UUID | None = None) -> Page:
    """Return a page of reports, open or settled; raises `NotFound` for who may not read any."""
    if not to.has_rank("planner"):
        raise NotFound(_("There is no page at this address."))
    query = _newest().where(Note.settled_at.is_not(None) if settled else Note.settled_at.is_(None))
    last = session.get(Note, before) if before is not None else None
    if last is not None:
        query = query.where(tuple_(Note.created_at, Note.id) < tuple_(last.created_at, last.id))
    rows = session.execute(query.limit(MOST_LISTED + 1)).all()
    shown = [_report(session, note, event, lang) for note, event in rows[:MOST_LISTED]]
    return Page(shown, shown[-1].id if len(rows) > MOST_LISTED else None)


def _newest() -> Select[Note, Event]:
    query = select(Note, Event).join(Event, Event.id == Note.event_id)
    return query.order_by(Note.created_at.desc(), Note.id.desc())


def _report(session: Session, note: Note, event: Event, lang: str) -> Report:
    return Report(
        id=note.id,
        at=note.created_at,
        text=note.text,
        contact=note.contact,
        is_settled=note.settled_at is not None,
        title=faces.said(event.titles, lang),
        url=sites.of(session).url(faces.event_path(event.id)),
    )
