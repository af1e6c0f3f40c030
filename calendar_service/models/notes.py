"""Notes: what readers report of an event. Planners and up read them."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.base import Base, Recorded
from calendar_service.models.events import Event


class Note(Recorded, Base):
    """A report of a reader: what they wrote, and how to reach them where they have said so.

    Neither is copied to the journal, so that a note can be taken out with all that it says of a person.
    """

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_settled_at_created_at", "settled_at", "created_at"),)

    UNTOLD: ClassVar[frozenset[str]] = frozenset({"text", "contact"})  # by the journal

    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(200), default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))

    event: Mapped[Event] = relationship()
