"""Saved feeds, the ready pieces of which feeds are joined, and slugs that were renamed."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Recorded


class Feed(Recorded, Base):
    """A saved selection under a name, for everybody. `selection` maps filters to lists of values."""

    __tablename__ = "feed"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    names: Mapped[LocalText]
    descriptions: Mapped[LocalText]
    selection: Mapped[dict[str, Any]]
    visibility: Mapped[str] = mapped_column(String(20), default="published")


class SlugAlias(Base):
    """A slug that something had before it was renamed, which redirects for good."""

    __tablename__ = "slug_alias"

    noun: Mapped[str] = mapped_column(String(20), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    record_id: Mapped[UUID] = mapped_column(index=True)


class Component(Base):
    """An event's iCalendar component in one language, as it was rendered when the event last changed.

    Only what stands in feeds has one. `marker_key` and `span_key` put components in the order of a
    feed; `span_text` is absent where it is the same. `zone` holds the IANA zone that it names, with the
    first and last day on which it does; `size` counts the bytes of `marker_text`.
    """

    __tablename__ = "component"
    __table_args__ = (
        Index("ix_component_lang_marker_key_uid", "lang", "marker_key", "uid"),
        Index("ix_component_lang_span_key_uid", "lang", "span_key", "uid"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    lang: Mapped[str] = mapped_column(String(8), primary_key=True)
    uid: Mapped[str] = mapped_column(String(255))
    marker_key: Mapped[str] = mapped_column(String(40))
    marker_text: Mapped[str] = mapped_column(Text)
    span_key: Mapped[str] = mapped_column(String(40))
    span_text: Mapped[str | None] = mapped_column(Text)
    rich_text: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(String(120), default="")
    size: Mapped[int]
    is_firm: Mapped[bool] = mapped_column(default=False)
    is_cancelled: Mapped[bool] = mapped_column(default=False)
