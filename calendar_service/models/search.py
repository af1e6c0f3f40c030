"""What records are found by: their words, stemmed, one row for each record of any noun.

The words are looked up by what each engine has for that, made by migrations: a table `search_words`
of SQLite's FTS5 that triggers on this one keep, an index `search_words` on PostgreSQL. A migration
that copies this table has to make the triggers anew.
"""

from uuid import UUID

from sqlalchemy import BigInteger, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from calendar_service.models.base import Base


class SearchEntry(Base):
    """The stems of a record's texts in their order; texts are parted by a stroke. `number` is FTS5's row id."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("record_id", "noun"),)

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[UUID]
    words: Mapped[str] = mapped_column(Text)
