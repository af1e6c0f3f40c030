"""Sign-ins: where a person is signed in, so that each can be listed and ended."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.accounts import User
from calendar_service.models.base import Base


class SignIn(Base):
    """One browser in which a person is signed in. Of the token in its cookie only a hash is kept."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("ix_sign_in_expires_at", "expires_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    agent: Mapped[str] = mapped_column(String(300), default="")

    user: Mapped[User] = relationship()
