"""Private notes: what planners and editors note of an event, or of a reader's report, for each other. Never public.

The journal says that there was a note, who wrote it, and that it was changed; its words stay in the note alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, Forbidden, NotFound
from calendar_service.domain.text import require
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.notes import Note
from calendar_service.services import accounts, journal, recording

TEXT_LENGTH = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note as planners read it."""

    id: UUID
    event_id: UUID
    version: int
    text: str
    author: str
    at: datetime
    changed_at: datetime | None
    may_change: bool
    may_delete: bool


def write(session: Session, event_id: UUID, text: str, *, about: UUID | None = None, by: Actor, at: datetime) -> Note:
    """Write a note on an event, or on a report of it; raises `InvalidInput` for a text that cannot stand."""
    require_rank(by, "planner")
    journal.begin(session)
    event = recording.get(session, event_id, to=by)
    said = require(text, field="text", limit=TEXT_LENGTH, lines=True)
    note = Note(
        event_id=event.id, sort="note", text=said, author_id=by.user_id, about_id=about, created_at=at, updated_at=at
    )
    session.add(note)
    session.flush()
    _tell(session, note, "noted", by=by, at=at)
    return note


def change(session: Session, note_id: UUID, text: str, *, version: int, by: Actor, at: datetime) -> Note:
    """Put one's own note in other words; raises `Forbidden` for another's, `Conflict` where it was saved since."""
    note = _editable(session, note_id, by, version)
    if not _is_own(note, by):
        raise Forbidden(_("Only who wrote a note can change it. Write another."))
    said = require(text, field="text", limit=TEXT_LENGTH, lines=True)
    if said != note.text:
        note.text, note.updated_at = said, at
        _tell(session, note, "changed", by=by, at=at)
    return note


def delete(session: Session, note_id: UUID, *, version: int, by: Actor, at: datetime) -> UUID:
    """Delete one's own note, or as an editor anybody's; returns the event that it was on."""
    note = _editable(session, note_id, by, version)
    if not _may_delete(note, by):
        raise Forbidden(_("Only who wrote a note, or an editor, can delete it."))
    session.delete(note)
    _tell(session, note, "deleted", by=by, at=at)
    return note.event_id


def find(session: Session, note_id: UUID, lang: str, *, to: Actor) -> Written:
    """Return a note; raises `NotFound` for who may not read any."""
    return _written(_get(session, note_id, to), lang, to)


def of_event(session: Session, event_id: UUID, lang: str, *, to: Actor) -> Sequence[Written]:
    """Return the notes on an event itself, the oldest first, to who may read them; to others none."""
    if not to.has_rank("planner"):
        return []
    query = select(Note).where(Note.event_id == event_id, Note.sort == "note", Note.about_id.is_(None))
    found = session.scalars(query.options(joinedload(Note.author)).order_by(Note.created_at, Note.id))
    return [_written(note, lang, to) for note in found]


def of_reports(session: Session, ids: Iterable[UUID], lang: str, *, to: Actor) -> dict[UUID, list[Written]]:
    """Return the notes on reports, the oldest first, by report."""
    found: dict[UUID, list[Written]] = {}
    query = select(Note).where(Note.about_id.in_(list(ids))).options(joinedload(Note.author))
    for note in session.scalars(query.order_by(Note.created_at, Note.id)):
        found.setdefault(note.about_id or note.id, []).append(_written(note, lang, to))
    return found


def _get(session: Session, note_id: UUID, to: Actor) -> Note:
    note = session.get(Note, note_id, populate_existing=True) if to.has_rank("planner") else None
    if note is None or note.sort != "note":
        raise NotFound(_("There is no such note. It may have been deleted."))
    recording.get(session, note.event_id, to=to)
    return note


def _editable(session: Session, note_id: UUID, by: Actor, version: int) -> Note:
    require_rank(by, "planner")
    journal.begin(session)
    note = _get(session, note_id, by)
    if note.version != version:
        raise Conflict(_("This note was saved since you opened it. What it says now stands above; yours is below."))
    journal.watch(session, note)
    return note


def _tell(session: Session, note: Note, verb: str, *, by: Actor, at: datetime) -> None:
    journal.record(session, note, verb, by=by, at=at, public=False, facts={"event": str(note.event_id)})


def _is_own(note: Note, by: Actor) -> bool:
    return by.user_id is not None and note.author_id == by.user_id


def _may_delete(note: Note, by: Actor) -> bool:
    return _is_own(note, by) or by.has_rank("editor")


def _written(note: Note, lang: str, to: Actor) -> Written:
    return Written(
        id=note.id,
        event_id=note.event_id,
        version=note.version,
        text=note.text,
        author=_called(note.author, lang),
        at=note.created_at,
        changed_at=note.updated_at if note.updated_at != note.created_at else None,
        may_change=_is_own(note, to),
        may_delete=_may_delete(note, to),
    )


def _called(user: User | None, lang: str) -> str:
    return accounts.called(user, lang) if user else ""
