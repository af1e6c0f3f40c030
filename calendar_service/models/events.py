"""Events: meetings of people, with their hosts, participants, links and foreign ids."""

from datetime import date as Day  # noqa: N812 - a property of `Dated` is called `date`
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Dated, Recorded
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party

if TYPE_CHECKING:
    from calendar_service.models.relations import Relation
    from calendar_service.models.sources import Source


_SHOWN: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("merged_into_id IS NULL"))


class Event(Recorded, Dated, Base):
    """One meeting.

    `earliest`, `latest` and `is_firm` are those of its own date, or carried by the relation
    `carried_by_id` where it has none (then in `carried_edtf`). `window`, `sequence` and `content_at` are what the journal
    last recorded. `date` of a postponed event is the one it no longer has.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_visibility_latest", "visibility", "latest"),
        Index("ix_event_window_latest", "window", "latest"),
        Index("ix_event_day", "visibility", "is_firm", "earliest", "latest", "status", "kind", **_SHOWN),
        Index("ix_event_order", "visibility", "earliest", "latest", "status", "kind", "is_firm", **_SHOWN),
        Index("ix_event_status_order", "visibility", "status", "earliest", "latest", **_SHOWN),
    )

    uid: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(String(30), index=True)
    format_id: Mapped[UUID | None] = mapped_column(ForeignKey("format.id"), index=True)
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"), index=True)
    ordinal: Mapped[int | None]
    ordinal_is_inferred: Mapped[bool] = mapped_column(default=False)
    titles: Mapped[LocalText]
    descriptions: Mapped[LocalText]

    carried_by_id: Mapped[UUID | None]
    carried_edtf: Mapped[str] = mapped_column(String(120), default="")
    previous_edtf: Mapped[str] = mapped_column(String(120), default="")
    reasons: Mapped[LocalText]
    timezone: Mapped[str] = mapped_column(String(60), default="")
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    window: Mapped[str] = mapped_column(String(10), default="none")

    cities: Mapped[LocalText]
    venues: Mapped[LocalText]
    country: Mapped[str] = mapped_column(String(2), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    mode: Mapped[str] = mapped_column(String(20), default="")
    languages: Mapped[list[str]]

    status: Mapped[str] = mapped_column(String(20), index=True)
    status_before: Mapped[str] = mapped_column(String(20), default="")
    reasons_before: Mapped[LocalText]
    cancelled_on: Mapped[Day | None]
    visibility: Mapped[str] = mapped_column(String(20), default="draft")
    published_at: Mapped[datetime | None]
    withdrawn_on: Mapped[Day | None]
    has_left_feeds: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    owner_role: Mapped[str] = mapped_column(String(20), default="")
    asked_again_on: Mapped[Day | None]
    last_checked_on: Mapped[Day | None]
    private_note: Mapped[str] = mapped_column(default="")

    sequence: Mapped[int] = mapped_column(default=0)
    content_at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    signature: Mapped[str] = mapped_column(String(64), default="")

    format: Mapped[Format | None] = relationship()
    series: Mapped[Series | None] = relationship()
    merged_into: Mapped["Event | None"] = relationship(remote_side="Event.id")
    hosts: Mapped[list["Host"]] = relationship(cascade="all, delete-orphan", order_by="Host.position")
    participants: Mapped[list["Participant"]] = relationship(
        cascade="all, delete-orphan", order_by="Participant.position"
    )
    links: Mapped[list["EventLink"]] = relationship(cascade="all, delete-orphan", order_by="EventLink.position")
    external_ids: Mapped[list["ExternalId"]] = relationship(cascade="all, delete-orphan", order_by="ExternalId.system")
    relations: Mapped[list["Relation"]] = relationship(
        cascade="all, delete-orphan",
        foreign_keys="Relation.from_event_id",
        order_by="Relation.position",
        back_populates="from_event",
    )
    sources: Mapped[list["Source"]] = relationship(cascade="all, delete-orphan", order_by="Source.position")


class Host(Base):
    """A party on whose ground, or by whose invitation, an event takes place."""

    __tablename__ = "host"
    __table_args__ = (UniqueConstraint("event_id", "party_id", "role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    role: Mapped[str] = mapped_column(String(20), default="host")
    position: Mapped[int] = mapped_column(default=0)

    party: Mapped[Party] = relationship()


class Participant(Base):
    """A party that attends, with who represents it. What the source does not say is empty."""

    __tablename__ = "participant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    role: Mapped[str] = mapped_column(String(20), default="member")
    level: Mapped[str] = mapped_column(String(30), default="")
    names: Mapped[LocalText]
    offices: Mapped[LocalText]
    answer: Mapped[str] = mapped_column(String(20), default="")
    basis: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[int] = mapped_column(default=0)

    party: Mapped[Party] = relationship()


class EventLink(Base):
    """A typed link of an event: its official page, accreditation, webcast, registration, press contact."""

    __tablename__ = "event_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    type: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(2000))
    position: Mapped[int] = mapped_column(default=0)


class ExternalId(Base):
    """The id an event has in another system; unique within that system."""

    __tablename__ = "external_id"
    __table_args__ = (UniqueConstraint("system", "value"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    system: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(2000), default="")
