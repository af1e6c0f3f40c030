"""What an actor may see, as a condition of a query: the same rule as `domain.access.may_see`."""

from sqlalchemy import ColumnElement

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.lifecycle import VISIBILITIES
from calendar_service.models.documents import Document
from calendar_service.models.events import Event


def visible_to(actor: Actor, noun: type[Event] | type[Document] = Event) -> ColumnElement[bool]:
    """Return the condition that holds for the events, or documents, that an actor may see."""
    return noun.visibility.in_([visibility for visibility in VISIBILITIES if may_see(actor, visibility)])
