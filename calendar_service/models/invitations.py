"""Invitations: one-time links by which a person sets the password of an account."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.accounts import User
from calendar_service.models.base import Base


class Invitation(Base):
    """A link for one use, to a new account or to one whose password is lost. Of its token only a hash is kept."""

    __tablename__ = "invitation"
    __table_args__ = (Index("ix_invitation_expires_at", "expires_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
