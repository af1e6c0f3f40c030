"""Users: people who sign in."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.models.base import Base, Recorded


class User(Recorded, Base):
    """A person with an account. The password is kept as an argon2 hash only."""

    __tablename__ = "user"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8), default="")
    password_hash: Mapped[str] = mapped_column(String(300), default="")
    disabled_at: Mapped[datetime | None]
