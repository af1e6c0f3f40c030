"""Formats in which parties meet, their members, and the series that run within them."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Recorded
from calendar_service.models.parties import Party

if TYPE_CHECKING:
    from calendar_service.models.relations import Relation
    from calendar_service.models.sources import Source


class Format(Recorded, Base):
    """A standing framework. `colour` is a CSS colour name; `position` its place in the order of colours."""

    __tablename__ = "format"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    names: Mapped[LocalText]
    descriptions: Mapped[LocalText]
    colour: Mapped[str] = mapped_column(String(30), default="")
    position: Mapped[int] = mapped_column(default=0)
    secretariat_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))

    secretariat: Mapped[Party | None] = relationship()
    members: Mapped[list["FormatMember"]] = relationship(
        cascade="all, delete-orphan", order_by="FormatMember.position", back_populates="format"
    )
    sources: Mapped[list["Source"]] = relationship(cascade="all, delete-orphan", order_by="Source.position")


class FormatMember(Base):
    """A party's membership of a format."""

    __tablename__ = "format_member"

    format_id: Mapped[UUID] = mapped_column(ForeignKey("format.id", ondelete="CASCADE"), primary_key=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    format: Mapped[Format] = relationship(back_populates="members")
    party: Mapped[Party] = relationship()


class Series(Recorded, Base):
    """The run of one kind of meeting. `editions` names one edition without its ordinal.

    `is_standing` marks what a source mentions as recurring without naming an occurrence; `status`
    then says how settled that is.
    """

    __tablename__ = "series"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    format_id: Mapped[UUID | None] = mapped_column(ForeignKey("format.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    names: Mapped[LocalText]
    editions: Mapped[LocalText]
    descriptions: Mapped[LocalText]
    is_standing: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(String(20), default="running")

    format: Mapped[Format | None] = relationship()
    participants: Mapped[list["SeriesParticipant"]] = relationship(
        cascade="all, delete-orphan", order_by="SeriesParticipant.position", back_populates="series"
    )
    sources: Mapped[list["Source"]] = relationship(cascade="all, delete-orphan", order_by="Source.position")
    relations: Mapped[list["Relation"]] = relationship(
        cascade="all, delete-orphan",
        foreign_keys="Relation.from_series_id",
        order_by="Relation.position",
        back_populates="from_series",
    )


class SeriesParticipant(Base):
    """A party that takes part in a series, where its source says so."""

    __tablename__ = "series_participant"

    series_id: Mapped[UUID] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), primary_key=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    series: Mapped[Series] = relationship(back_populates="participants")
    party: Mapped[Party] = relationship()
