"""The journal: its lines, and the one row that holds the last number and the versions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base


class Head(Base):
    """The journal's head, one row. Whoever writes locks it first, which puts writers in a queue.

    `public_modified` counts whole seconds and rises with every public version. `generation` counts
    the renderings of everything; `rendered_as` says with what they were made. `passed_at` is the
    moment up to which what time brings about has been recorded, `cut_on` where large feeds begin, and
    `seeded_with` a digest of the seed data loaded last. `indexed_as` says by what rules the words of
    records were taken for search.
    """

    __tablename__ = "head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(default=0)
    public_version: Mapped[int] = mapped_column(default=0)
    public_modified: Mapped[datetime]
    epoch: Mapped[str] = mapped_column(String(32))
    generation: Mapped[int] = mapped_column(default=1)
    rendered_as: Mapped[str] = mapped_column(String(500), default="")
    base_url: Mapped[str] = mapped_column(String(500), default="")
    seeded_with: Mapped[str] = mapped_column(String(80), default="")
    indexed_as: Mapped[str] = mapped_column(String(80), default="")
    passed_at: Mapped[datetime | None]
    cut_on: Mapped[date | None]


class Change(Base):
    """One line of the journal. Lines are only ever added.

    `fields` maps a field to its value before and after; `facts` holds what was decided (how far a
    date slipped). The lines of one transaction share `transaction_id`.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_noun_record_id_number", "noun", "record_id", "number"),
        Index("ix_change_is_public_number", "is_public", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    transaction_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    noun: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[UUID]
    verb: Mapped[str] = mapped_column(String(30))
    fields: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    reasons: Mapped[LocalText]
    is_correction: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=False)
    actor_kind: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id"))
    actor_role: Mapped[str] = mapped_column(String(20), default="")
    request_id: Mapped[str] = mapped_column(String(64), default="")
    token_id: Mapped[UUID | None]
