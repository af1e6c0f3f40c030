"""Sources: where a fact comes from. A paragraph with the quoted words, a link, or a private note."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.base import Base
from calendar_service.models.documents import Paragraph

_TARGETS = ("event_id", "commitment_id", "format_id", "series_id")
_ONE_TARGET = " + ".join(f"(CASE WHEN {target} IS NULL THEN 0 ELSE 1 END)" for target in _TARGETS)


class Source(Base):
    """A source of an event, commitment, format or series.

    `sort` is `document` (paragraph, quote), `link` (title, publisher, url, seen_on) or `private`
    (note, number, dated_on). `is_mention` marks a further place that speaks of the same thing.
    """

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint(f"{_ONE_TARGET} = 1", name="one_target"),
        CheckConstraint("(sort = 'document') = (paragraph_id IS NOT NULL)", name="paragraph_of_document"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    commitment_id: Mapped[UUID | None] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    format_id: Mapped[UUID | None] = mapped_column(ForeignKey("format.id", ondelete="CASCADE"), index=True)
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    sort: Mapped[str] = mapped_column(String(10))
    paragraph_id: Mapped[UUID | None] = mapped_column(ForeignKey("paragraph.id"), index=True)
    quote: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(String(300), default="")
    publisher: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    seen_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(String(80), default="")
    dated_on: Mapped[date | None]
    is_mention: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)

    paragraph: Mapped[Paragraph | None] = relationship()
