"""Attempts: how often something was tried of late, counted for all processes together."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.models.base import Base


class Attempt(Base):
    """A run of attempts of one sort by one source (a keyed hash), since the first of them."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_began_at", "began_at"),)

    sort: Mapped[str] = mapped_column(String(20), primary_key=True)
    source: Mapped[str] = mapped_column(String(64), primary_key=True)
    began_at: Mapped[datetime]
    number: Mapped[int]
