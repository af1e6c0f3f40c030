"""Notes: what readers report of an event, and what planners note of it for themselves. Planners and up read them."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.accounts import User
from calendar_service.models.base import Base, Recorded
from calendar_service.models.events import Event


class Note(Recorded, Base):
    """A report of a reader (`sort` is `report`), or a planner's note on an event, or on a report of it (`about_id`).

    A report has what they wrote, how to reach them where they have said so, and what came of it. No words are
    copied to the journal, so that a note can be taken out with all that it says of a person.
    """

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_settled_at_created_at", "settled_at", "created_at"),)

    UNTOLD: ClassVar[frozenset[str]] = frozenset(
        {"text", "contact", "outcome", "sort", "author_id", "about_id"}
    )  # by the journal, which knows who wrote by the line itself

    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    sort: Mapped[str] = mapped_column(String(20), default="report")
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(200), default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str] = mapped_column(Text, default="")

    event: Mapped[Event] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
