"""Saving what the form of a plain noun says: read it, compare it with what others have saved, write it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from calendar_service.models.events import Event
from calendar_service.services import journal, records
from calendar_service.services.records import Kept
from calendar_service.web import conflicts, forms, language, page
from calendar_service.web.conflicts import Comparison
from calendar_service.web.editing import known
from calendar_service.web.forms import Typed
from calendar_service.web.registry.noun import Gathered, Noun


@dataclass(slots=True)
class Read:
    """A form as it was read: what it says, and whether somebody has saved since it was opened."""

    typed: Typed
    gathered: Gathered
    row: Any = None
    comparison: Comparison | None = None


def read(session: Session, noun: Noun, row: Any, typed: Typed) -> Read:
    """Read a form; where somebody has saved since it was opened, or choices were made, compare both versions."""
    found = known.read(session, language.current(), to=page.actor())
    if row is None:
        return Read(typed, noun.gather(session, typed, found, None))
    present, now = noun.kept.facts_of(row), str(row.version)
    is_settling = typed.text("do") == "settle"
    if typed.text("version") == now and not is_settling:
        return Read(typed, noun.gather(session, typed, found, present), row)
    theirs, units = noun.show(session, present, found), noun.units(found)
    base = conflicts.unpacked(typed.text("base"))
    comparison = conflicts.compare(units, base, typed, theirs, typed if is_settling else Typed())
    merged = conflicts.merged(units, comparison, typed, theirs)
    is_settled = is_settling and typed.text("compared") == now and not comparison.left
    if not comparison.choices or is_settled:
        values = {**merged.values, "base": [conflicts.packed(theirs)], "version": [now]}
        return Read(Typed(values), noun.gather(session, merged, found, present), row)
    return Read(typed, noun.gather(session, merged, found, present), row, comparison)


def write(noun: Noun, record: UUID | None, form: Read) -> tuple[str, str]:
    """Save what was read; returns the path of the record's page and the word for what was done."""
    facts = form.gathered.facts
    with page.database().writing() as session:
        if record is None:
            row, said = _create(session, noun, form.typed, facts), "recorded"
        else:
            row, said = _change(session, noun, record, form.typed, facts)
        forms.drop(session)
        return noun.page_of(row), said


def _change(session: Session, noun: Noun, record: UUID, typed: Typed, facts: Any) -> tuple[Any, str]:
    """Change a record; what is said then tells whether events were rendered again, or its address is another."""
    before = journal.begin(session).number
    was = noun.page_of(session.get_one(noun.kept.noun, record))
    version = int(typed.text("version")) if typed.text("version").isdecimal() else 0
    changes = {one.name: getattr(facts, one.name) for one in fields(facts)}
    row = _changed(session, noun, record, changes, version)
    if noun.page_of(row) != was:
        return row, "readdressed"
    return row, "changed" if journal.begin(session).number - before > 1 else "saved"


def _create(session: Session, noun: Noun, typed: Typed, facts: Any) -> Any:
    """Record a noun; a form that is sent twice records it once."""
    journal.begin(session)
    key = key_of(typed)
    existing = session.get(noun.kept.noun, key) if key else None
    if existing is not None:
        return existing
    if noun.create is not None:
        return noun.create(session, facts, key)
    assert isinstance(noun.kept, Kept)
    return records.create(session, noun.kept, facts, by=page.actor(), at=page.now(), id_=key)


def _changed(session: Session, noun: Noun, record: UUID, changes: dict[str, Any], version: int) -> Any:
    if noun.change is not None:
        return noun.change(session, record, changes, version)
    assert isinstance(noun.kept, Kept)
    return records.change(session, noun.kept, record, changes, by=page.actor(), at=page.now(), version=version)


def shown_in(session: Session, naming: Sequence[UUID]) -> int:
    """Return how many of these events are published."""
    published = select(func.count()).where(Event.id.in_(naming), Event.visibility == "published")
    return session.scalar(published) or 0


def key_of(typed: Typed) -> UUID | None:
    """Return the id that the form of a new record was given, so that it is recorded once."""
    try:
        return UUID(typed.text("record"))
    except ValueError:
        return None
