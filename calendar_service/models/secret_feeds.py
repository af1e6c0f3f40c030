"""Secret feeds: a person's own selections, at addresses that nobody else knows."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from calendar_service.models.accounts import User
from calendar_service.models.base import Base, Recorded


class SecretFeed(Recorded, Base):
    """A selection of a person's own. `selection` maps filters to lists of values.

    Of the token in its address only a hash is kept. `used_on` is the last day on which it was read. The
    journal tells that there is such a feed and whose, neither what it holds nor what for.
    """

    __tablename__ = "secret_feed"
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"note", "selection", "token_hash", "used_on"})

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(String(200))
    selection: Mapped[dict[str, Any]]
    has_drafts: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_on: Mapped[date | None]

    owner: Mapped[User] = relationship()
