"""Outcome documents and their paragraphs."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Recorded

if TYPE_CHECKING:
    from calendar_service.models.events import Event


class Document(Recorded, Base):
    """An outcome document. `dated_edtf` is the date it bears; `event_id` where it was adopted."""

    __tablename__ = "document"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    titles: Mapped[LocalText]
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(20))
    visibility: Mapped[str] = mapped_column(String(20), default="draft")
    dated_edtf: Mapped[str] = mapped_column(String(120), default="")
    url: Mapped[str] = mapped_column(String(2000), default="")
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("event.id"), index=True)

    event: Mapped["Event | None"] = relationship()
    paragraphs: Mapped[list["Paragraph"]] = relationship(
        cascade="all, delete-orphan", order_by="Paragraph.number", back_populates="document"
    )


class Paragraph(Base):
    """A paragraph: `number` counts from 1, `clause` is the number printed in the text, where there is one."""

    __tablename__ = "paragraph"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    number: Mapped[int]
    clause: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="paragraphs")
