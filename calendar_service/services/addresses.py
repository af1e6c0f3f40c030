"""Addresses: the pages there are, as machines are told of them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party

MOST_EVENTS = 2000  # those that changed last; whoever wants all reads the calendar's lists
MOST_OTHERS = 1000


def paths(session: Session) -> Iterable[str]:
    """Yield the paths of the public pages of formats, series, parties, documents and events."""
    listed = (("formats", Format.slug), ("series", Series.slug), ("parties", Party.code))
    for noun, column in listed:
        yield from (f"/{noun}/{name}" for name in session.scalars(select(column).order_by(column).limit(MOST_OTHERS)))
    documents = select(Document.slug).where(Document.visibility == "published").order_by(Document.slug)
    yield from (f"/documents/{slug}" for slug in session.scalars(documents.limit(MOST_OTHERS)))
    events = select(Event.id).where(Event.visibility == "published", Event.merged_into_id.is_(None))
    newest = events.order_by(Event.content_at.desc(), Event.id).limit(MOST_EVENTS)
    yield from (f"/events/{event_id}" for event_id in session.scalars(newest))
