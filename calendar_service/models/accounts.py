"""Users: people who sign in, and by whom else they are known."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.base import Base, Recorded


class User(Recorded, Base):
    """A person with an account. The password is kept as an argon2 hash only; who has none cannot sign in by it.

    The journal knows a person by the id alone, so that it can stay when the name goes. Who has left
    and was made anonymous has a `former_number`.
    """

    __tablename__ = "user"
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"name", "full_name"})  # by the journal

    name: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8), default="")
    password_hash: Mapped[str] = mapped_column(String(300), default="")
    disabled_at: Mapped[datetime | None]
    former_number: Mapped[int | None] = mapped_column(unique=True)

    identities: Mapped[list["Identity"]] = relationship(back_populates="user", cascade="all, delete-orphan")


class Identity(Base):
    """By whom else a person is known: an OpenID Connect provider, and what it calls them for good."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(255))
    began_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="identities")
