"""Copies: one event as a calendar file that stands by itself."""

from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.render import ical
from calendar_service.services import feeds


def calendar_file(session: Session, event_id: UUID, lang: str) -> bytes:
    """Return an event as a file to import: the very component that its feed sends.

    Raises `NotFound` for an event that is not public, and `Gone` for one that was withdrawn.
    """
    found = feeds.find(session, f"event/{event_id}", {"lang": [lang]})
    chosen = feeds.pieces(session, found)
    zones = [piece.zone for piece in chosen if piece.zone is not None]
    return ical.copy([piece.text for piece in chosen], zones)
