"""Notes: what readers report of an event. Never public: planners and up read them, editors settle them.

The journal says that there was a report, that it was settled or reopened; its words stay in the note
alone. What planners note for each other is in `private_notes`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.entries import Said
from calendar_service.domain.errors import Conflict, NotFound
from calendar_service.domain.text import clean, require
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.models.notes import Note
from calendar_service.services import accounts, faces, journal, private_notes, recording
from calendar_service.services import site as sites
from calendar_service.services.private_notes import Written
from calendar_service.services.visibility import visible_to

TEXT_LENGTH = 2000
CONTACT_LENGTH = 200
OUTCOME_LENGTH = 500
MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as planners read it: `outcome` is what was done, once it is settled, and `settled_by` who did it."""

    id: UUID
    event_id: UUID
    version: int
    at: datetime
    text: str
    contact: str
    settled_at: datetime | None
    settled_by: str
    outcome: str
    title: Said
    url: str
    notes: Sequence[Written] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be done."""
        return self.settled_at is not None


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
    _tell(session, note, "reported", by=by, at=at)
    return note


def settle(
    session: Session, note_id: UUID, *, outcome: str = "", version: int | None = None, by: Actor, at: datetime
) -> Note:
    """Mark a report as settled, with a word of what was done; one that is already stays as it is.

    Raises `Conflict` where `version` is no longer the report's.
    """
    done = clean(outcome, field="outcome", limit=OUTCOME_LENGTH, lines=True)
    note = _editable(session, note_id, by, version)
    if note.settled_at is None:
        note.settled_at, note.settled_by_id, note.outcome, note.updated_at = at, by.user_id, done, at
        _tell(session, note, "settled", by=by, at=at)
    return note


def reopen(session: Session, note_id: UUID, *, version: int | None = None, by: Actor, at: datetime) -> Note:
    """Open a settled report again; what was done stays written as a note on it."""
    note = _editable(session, note_id, by, version)
    if note.settled_at is not None:
        if note.outcome:
            private_notes.write(session, note.event_id, note.outcome, about=note.id, by=by, at=at)
        note.settled_at, note.settled_by_id, note.outcome, note.updated_at = None, None, "", at
        _tell(session, note, "reopened", by=by, at=at)
    return note


def comment(session: Session, note_id: UUID, text: str, *, by: Actor, at: datetime) -> Note:
    """Note something on a report, for who works it off."""
    require_rank(by, "planner")
    note = _get(session, note_id, by)
    return private_notes.write(session, note.event_id, text, about=note.id, by=by, at=at)


def find(session: Session, note_id: UUID, lang: str, *, to: Actor) -> Report:
    """Return a report with the notes on it; raises `NotFound` for who may not read it."""
    note = _get(session, note_id, to)
    return _with_notes(session, [_report(session, note, note.event, lang)], lang, to)[0]


def of_event(session: Session, event_id: UUID, lang: str, *, to: Actor) -> Sequence[Report]:
    """Return the open reports of an event, newest first, to who may read them; to others none."""
    if not to.has_rank("planner"):
        return []
    query = _newest(to).where(Note.event_id == event_id, Note.settled_at.is_(None)).limit(MOST_LISTED)
    return _with_notes(
        session, [_report(session, note, event, lang) for note, event in session.execute(query)], lang, to
    )


def count_open(session: Session, *, to: Actor) -> int:
    """Return how many reports are open, to who may read them."""
    if not to.has_rank("planner"):
        return 0
    open_ = _newest(to).where(Note.settled_at.is_(None)).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(open_)) or 0


def page(session: Session, lang: str, *, to: Actor, settled: bool = False, before: UUID | None = None) -> Page:
    """Return a page of reports, open or settled; raises `NotFound` for who may not read any."""
    if not to.has_rank("planner"):
        raise NotFound(_("There is no page at this address."))
    query = _newest(to).where(Note.settled_at.is_not(None) if settled else Note.settled_at.is_(None))
    last = session.get(Note, before) if before is not None else None
    if last is not None:
        query = query.where(tuple_(Note.created_at, Note.id) < tuple_(last.created_at, last.id))
    rows = session.execute(query.limit(MOST_LISTED + 1)).all()
    shown = [_report(session, note, event, lang) for note, event in rows[:MOST_LISTED]]
    return Page(_with_notes(session, shown, lang, to), shown[-1].id if len(rows) > MOST_LISTED else None)


def _newest(to: Actor) -> Select[Note, Event]:
    query = select(Note, Event).join(Event, Event.id == Note.event_id).where(Note.sort == "report", visible_to(to))
    return query.options(joinedload(Note.settled_by)).order_by(Note.created_at.desc(), Note.id.desc())


def _get(session: Session, note_id: UUID, to: Actor) -> Note:
    note = session.get(Note, note_id, populate_existing=True) if to.has_rank("planner") else None
    if note is None or note.sort != "report":
        raise NotFound(_("There is no such report."))
    recording.get(session, note.event_id, to=to)
    return note


def _editable(session: Session, note_id: UUID, by: Actor, version: int | None) -> Note:
    require_rank(by, "editor")
    journal.begin(session)
    note = _get(session, note_id, by)
    if version is not None and version != note.version:
        raise Conflict(_("Somebody else has dealt with this report since you opened it. Look at how it stands now."))
    journal.watch(session, note)
    return note


def _tell(session: Session, note: Note, verb: str, *, by: Actor, at: datetime) -> None:
    journal.record(session, note, verb, by=by, at=at, public=False, facts={"event": str(note.event_id)})


def _with_notes(session: Session, reports: Sequence[Report], lang: str, to: Actor) -> list[Report]:
    found = private_notes.of_reports(session, [one.id for one in reports], lang, to=to) if reports else {}
    return [replace(one, notes=found.get(one.id, [])) for one in reports]


def _report(session: Session, note: Note, event: Event, lang: str) -> Report:
    return Report(
        id=note.id,
        event_id=event.id,
        version=note.version,
        at=note.created_at,
        text=note.text,
        contact=note.contact,
        settled_at=note.settled_at,
        settled_by=accounts.called(note.settled_by, lang) if note.settled_by else "",
        outcome=note.outcome,
        title=faces.said(event.titles, lang),
        url=sites.of(session).url(faces.event_path(event.id)),
    )
