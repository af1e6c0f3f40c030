"""Relations of events and series, to events or series."""

from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.base import Base
from calendar_service.models.events import Event
from calendar_service.models.formats import Series


class Relation(Base):
    """A relation from one event or series to another, by type (a key of `kinds.RELATIONS`)."""

    __tablename__ = "relation"
    __table_args__ = (
        CheckConstraint("(from_event_id IS NULL) <> (from_series_id IS NULL)", name="one_origin"),
        CheckConstraint("(to_event_id IS NULL) <> (to_series_id IS NULL)", name="one_target"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    from_event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    from_series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    type: Mapped[str] = mapped_column(String(20))
    to_event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id"), index=True)
    to_series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    from_event: Mapped[Event | None] = relationship(foreign_keys=[from_event_id], back_populates="relations")
    from_series: Mapped[Series | None] = relationship(foreign_keys=[from_series_id], back_populates="relations")
    to_event: Mapped[Event | None] = relationship(foreign_keys=[to_event_id])
    to_series: Mapped[Series | None] = relationship(foreign_keys=[to_series_id])
