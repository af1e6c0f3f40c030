"""Saving what the form of an event says: read it, compare it with what others have saved, write it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.services import events, faces, journal, lifecycle, recording
from calendar_service.web import conflicts, forms, language, page
from calendar_service.web.conflicts import Comparison
from calendar_service.web.editing import known, showing, sides
from calendar_service.web.editing.gathering import Gathered, gather
from calendar_service.web.forms import Typed


@dataclass(slots=True)
class Read:
    """A form as it was read: what it says, and whether somebody has saved since it was opened."""

    typed: Typed
    gathered: Gathered
    event: Event | None
    comparison: Comparison | None = None
    theirs: Typed | None = None


def read(session: Session, event_id: UUID | None, typed: Typed) -> Read:
    """Read a form; where somebody has saved since it was opened, or choices were made, compare both versions."""
    lang = language.current()
    found = known.read(session, lang, to=page.actor())
    if event_id is None:
        return Read(typed, gather(session, typed, found, None), None)
    event = recording.get(session, event_id, to=page.actor())
    present = events.facts_of(event)
    is_settling = typed.text("do") == "settle"
    is_of_now = typed.text("compared") == str(event.version)
    if typed.text("version") == str(event.version) and not is_settling:
        return Read(typed, gather(session, typed, found, present), event)
    theirs, units = showing.typed_of(session, present, found), sides.units(found)
    asked = typed if is_settling else Typed()
    base = conflicts.unpacked(typed.text("base"))
    typed = _in_own_words(typed, base)
    comparison = conflicts.compare(units, base, typed, theirs, asked)
    if not comparison.choices:  # sent twice, or both have come to the same
        values = {**typed.values, "version": [str(event.version)]}
        return Read(Typed(values), gather(session, typed, found, present), event)
    merged = conflicts.merged(units, comparison, typed, theirs)
    if is_settling and is_of_now and not comparison.left:
        values = {**merged.values, "base": [conflicts.packed(theirs)], "version": [str(event.version)], "do": ["save"]}
        return Read(Typed(values), gather(session, merged, found, present), event)
    return Read(typed, gather(session, merged, found, present), event, comparison, theirs)


def _in_own_words(typed: Typed, base: Typed) -> Typed:
    """Return a form whose date, where it was changed, is no longer in the words of the one before."""
    is_left = typed.text("date_words").strip() == base.text("date_words").strip()
    if typed.text("date").strip() == base.text("date").strip() or not is_left:
        return typed
    return Typed({**typed.values, "date_words": [typed.text("date").strip()]})


def write(event_id: UUID | None, form: Read) -> tuple[str, str]:
    """Save what was read; returns the path of the event and the word for what was done."""
    typed, facts = form.typed, form.gathered.facts
    with page.database().writing() as session:
        if event_id is None:
            event, said = _create(session, typed, facts)
        else:
            event, said = _change(session, event_id, typed, facts)
        forms.drop(session)
        return faces.event_path(event.id), said


def _create(session: Session, typed: Typed, facts: EventFacts) -> tuple[Event, str]:
    """Record an event; a form that is sent twice records it once."""
    journal.begin(session)
    if typed.text("status") == "postponed":
        raise InvalidInput(_("Record it with the date it had; then postpone it."), field="status")
    key = _key(typed)
    existing = session.get(Event, key) if key else None
    is_public = typed.text("do") == "publish"
    said = "published" if is_public else "created"
    if existing is not None:
        return existing, said
    event = events.create(
        session, facts, by=page.actor(), at=page.now(), status=typed.text("status") or "planned", publish=is_public,
        event_id=key, reasons=typed.local("reason"),
    )  # fmt: skip
    return event, said


def _change(session: Session, event_id: UUID, typed: Typed, facts: EventFacts) -> tuple[Event, str]:
    changes = {name: getattr(facts, name) for name in EventFacts.__dataclass_fields__}
    version = int(typed.text("version")) if typed.text("version").isdecimal() else 0
    by, at = page.actor(), page.now()
    before = recording.editable(session, event_id, by, version=version).date
    event = events.change(
        session, event_id, changes, reasons=typed.local("why"), correction=typed.has("correction"), by=by, at=at
    )
    if typed.text("do") == "publish" and event.visibility == "draft":
        return lifecycle.publish(session, event_id, by=by, at=at), "published"
    if event.visibility != "published":
        return event, "saved"
    return event, "moved" if event.date.edtf != before.edtf else "changed"


def attempt(session: Session, event_id: UUID | None, form: Read) -> Event:
    """Save and publish for as long as the transaction lasts."""
    publishing = Typed({**form.typed.values, "do": ["publish"]})
    if event_id is None:
        return _create(session, publishing, form.gathered.facts)[0]
    return _change(session, event_id, publishing, form.gathered.facts)[0]


def exists(session: Session, key: str) -> bool:
    """Tell whether the event that the form of a new one would record is recorded already."""
    try:
        return session.get(Event, UUID(key)) is not None
    except ValueError:
        return False


def _key(typed: Typed) -> UUID | None:
    """Return the id that the form of a new event was given, so that it is recorded once."""
    try:
        return UUID(typed.text("event"))
    except ValueError:
        return None
