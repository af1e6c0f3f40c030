"""Commitments: what a paragraph of a document undertakes to do, by whom, by when."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Dated, Recorded
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.parties import Party

if TYPE_CHECKING:
    from calendar_service.models.sources import Source


class Commitment(Recorded, Dated, Base):
    """A commitment. `is_dropped` and `is_broken` are said by an editor, the latter only with a source."""

    __tablename__ = "commitment"

    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    titles: Mapped[LocalText]
    is_dropped: Mapped[bool] = mapped_column(default=False)
    is_broken: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)

    document: Mapped[Document] = relationship()
    parties: Mapped[list["CommitmentParty"]] = relationship(
        cascade="all, delete-orphan", order_by="CommitmentParty.position"
    )
    realisations: Mapped[list["Realisation"]] = relationship(cascade="all, delete-orphan")
    sources: Mapped[list["Source"]] = relationship(cascade="all, delete-orphan", order_by="Source.position")


class CommitmentParty(Base):
    """A party that undertakes a commitment."""

    __tablename__ = "commitment_party"

    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    party: Mapped[Party] = relationship()


class Realisation(Base):
    """What realises a commitment: an event, or a series set up to do so."""

    __tablename__ = "realisation"
    __table_args__ = (CheckConstraint("(event_id IS NULL) <> (series_id IS NULL)", name="one_target"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"), index=True)

    event: Mapped[Event | None] = relationship()
    series: Mapped[Series | None] = relationship()
