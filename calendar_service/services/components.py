"""Components: iCalendar pieces rendered when an event changes, and kept for feeds to join.

An event's stamps are set here and nowhere else: `content_at` (DTSTAMP, LAST-MODIFIED) when anything
that its face shows has changed, `sequence` when its date, place, status or title has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from calendar_service.domain import summaries
from calendar_service.domain.entries import DateMode, Entry
from calendar_service.domain.words import LANGUAGES
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component
from calendar_service.render import ical
from calendar_service.services import faces

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_BATCH = 500


def is_in_feeds(event: Event) -> bool:
    """Tell whether feeds still send an event: published, or withdrawn or cancelled not long ago."""
    return event.visibility in {"published", "withdrawn"} and not event.has_left_feeds


def settle(session: Session, events: Sequence[Event], at: datetime) -> list[Event]:
    """Render what has changed of these events and return the events that have.

    Events that are not in feeds lose their components; drafts are left alone.
    """
    session.flush()
    changed = []
    by_lang = {lang: faces.entries(session, events, lang) for lang in LANGUAGES}
    for number, event in enumerate(events):
        entries = [by_lang[lang][number] for lang in LANGUAGES]
        if event.visibility == "draft" or not _stamp(event, entries, at):
            continue
        stamped = [replace(entry, sequence=event.sequence, modified=event.content_at) for entry in entries]
        _keep(session, event, stamped)
        changed.append(event)
    session.flush()
    return changed


def rebuild(session: Session, ids: Sequence[UUID], tell: Callable[[int], object] = lambda _number: None) -> None:
    """Render events anew, leaving SEQUENCE and DTSTAMP alone; `tell` hears how many more are done."""
    for batch in _batches(ids):
        events = session.scalars(select(Event).where(Event.id.in_(batch)).options(*faces.loaded())).all()
        by_lang = {lang: faces.entries(session, events, lang) for lang in LANGUAGES}
        for number, event in enumerate(events):
            entries = [by_lang[lang][number] for lang in LANGUAGES]
            event.content_hash, event.signature = _content_hash(entries), _signature(event, entries)
            _keep(session, event, entries)
        session.flush()
        for event in events:
            session.expunge(event)
        tell(len(batch))


def _batches(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _stamp(event: Event, entries: list[Entry], at: datetime) -> bool:
    """Set an event's stamps if its face has changed, and tell whether it has."""
    content_hash, signature = _content_hash(entries), _signature(event, entries)
    if content_hash == event.content_hash:
        return False
    if event.content_hash:
        event.content_at = max(at, event.content_at)
        event.sequence += signature != event.signature
    else:  # published just now: subscribers see it for the first time
        event.content_at = at
    event.content_hash, event.signature = content_hash, signature
    return True


def _content_hash(entries: list[Entry]) -> str:
    bare = [
        repr(replace(entry, sequence=0, modified=_NO_MOMENT, format_colour="", format_position=0)) for entry in entries
    ]
    return sha256("\n".join(bare).encode()).hexdigest()


def _signature(event: Event, entries: list[Entry]) -> str:
    """Return a hash of what raises SEQUENCE: date, window, place, status and title, in any language."""
    first = entries[0]
    parts = [event.status, event.visibility, repr(first.date), event.country, first.is_firm]
    parts += [event.latitude, event.longitude]
    parts += [dict(text) for text in (event.titles, event.cities, event.venues)]
    parts += [first.window.value if first.is_marked else ""]
    for entry in entries:
        parts += [summaries.summary(entry), summaries.location(entry)]
    return sha256(repr(parts).encode()).hexdigest()


def remove(session: Session, event: Event) -> None:
    """Take an event out of every feed."""
    session.execute(delete(Component).where(Component.event_id == event.id))


def _keep(session: Session, event: Event, entries: list[Entry]) -> None:
    remove(session, event)
    if is_in_feeds(event):
        rows = [row for entry in entries for row in _rows(entry)]
        if rows:
            session.execute(insert(Component), rows)


def _rows(entry: Entry) -> Iterable[dict[str, object]]:
    marker = ical.component(entry, DateMode.MARKER)
    if marker is None:
        return
    span = (ical.component(entry, DateMode.SPAN) if entry.is_marked else None) or marker
    zone = marker.zone
    yield {
        "event_id": entry.id,
        "lang": entry.lang,
        "uid": entry.uid,
        "marker_key": marker.sort_key,
        "marker_text": marker.text,
        "span_key": span.sort_key,
        "span_text": None if span.text == marker.text else span.text,
        "rich_text": ical.rich(entry),
        "summary": summaries.summary(entry),
        "zone": "" if zone is None else f"{zone.tzid} {zone.first.isoformat()} {zone.last.isoformat()}",
        "size": len(marker.text.encode()),
        "is_firm": entry.is_firm,
        "is_cancelled": entry.status == "cancelled" or entry.visibility == "withdrawn",
    }
