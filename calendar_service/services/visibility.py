"""What an actor may see, as a condition of a query: the same rules as `domain.access` has for one record."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from calendar_service.domain.access import PERSONAL, Actor, may_read_line, may_see
from calendar_service.domain.lifecycle import VISIBILITIES
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.models.notes import Note


def visible_to(actor: Actor, noun: type[Event] | type[Document] = Event) -> ColumnElement[bool]:
    """Return the condition that holds for the events, or documents, that an actor may see."""
    return noun.visibility.in_([visibility for visibility in VISIBILITIES if may_see(actor, visibility)])


def lines_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that holds for the lines of the whole journal that an actor may read."""
    if not may_read_line(actor, "event"):
        return false()
    conditions: list[ColumnElement[bool]] = []
    if not may_read_line(actor, "user"):
        conditions.append(Change.noun.not_in(PERSONAL))
    if not may_read_line(actor, "event", "withdrawn"):
        events = select(Event.id).where(~visible_to(actor))
        papers = select(Document.id).where(~visible_to(actor, Document))
        hidden = {
            "event": events,
            "document": papers,
            "commitment": select(Commitment.id).where(Commitment.document_id.in_(papers)),
            "note": select(Note.id).where(Note.event_id.in_(events)),
        }
        conditions += [or_(Change.noun != noun, Change.record_id.not_in(ids)) for noun, ids in hidden.items()]
    return and_(True, *conditions)
