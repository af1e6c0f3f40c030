"""Form drafts: what someone has typed and not saved yet."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.models.base import Base


class FormDraft(Base):
    """The typed text of a form: of a person, or, while their sign-in has run out, of a browser (a keyed hash)."""

    __tablename__ = "form_draft"
    __table_args__ = (Index("ix_form_draft_kept_at", "kept_at"), Index("ix_form_draft_user_id_path", "user_id", "path"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    browser: Mapped[str] = mapped_column(String(64), index=True)
    path: Mapped[str] = mapped_column(String(300))
    typed: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
