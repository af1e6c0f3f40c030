"""Parties: states, international organisations, and institutions of either."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Recorded


class Party(Recorded, Base):
    """A party. `code` is ISO 3166-1 alpha-2 for a state, else a short code of our own."""

    __tablename__ = "party"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"), index=True)
    names: Mapped[LocalText]
    contact: Mapped[str] = mapped_column(String(500), default="")

    parent: Mapped["Party | None"] = relationship(remote_side="Party.id")
