"""The base of all tables, and the column types of our own values."""

from datetime import UTC, datetime, time
from datetime import date as Day  # noqa: N812 - a property of `Dated` is called `date`
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, MetaData, Time
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.text import LocalText

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Json = JSON().with_variant(JSONB(), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises `ValueError` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a zone cannot be kept"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment, aware and in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LocalTextColumn(TypeDecorator[LocalText]):
    """A text in several languages, kept as a JSON object from language code to text."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return JSONB on PostgreSQL, JSON elsewhere."""
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())

    def process_bind_param(self, value: LocalText | None, dialect: Dialect) -> dict[str, str]:
        """Return the object kept; nothing is an empty one."""
        del dialect
        return {} if value is None else dict(value)

    def process_result_value(self, value: dict[str, str] | None, dialect: Dialect) -> LocalText:
        """Return the text."""
        del dialect
        return LocalText(value or {})


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy at class creation
        datetime: Instant,
        LocalText: LocalTextColumn,
        dict[str, Any]: Json,
        list[str]: Json,
        int: BigInteger(),
        Day: Date,
        time: Time,
    }


class Recorded:
    """What people edit: an id made in Python, a version that every save checks, and two moments."""

    __tablename__: str
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Have SQLAlchemy refuse to save a row whose version is no longer the one read."""
        return {"version_id_col": cls.__dict__.get("version", cls.version)}


class Dated:
    """A stated date: the EDTF and the words it was stated in, and the bounds it is found by.

    `earliest`, `latest` and `is_firm` follow from the EDTF, or are carried from another event; they
    are written by whoever sets `date`. `order_first` and `order_last` sort as dates do, nothing last.
    """

    date_edtf: Mapped[str] = mapped_column(default="")
    date_stated: Mapped[str] = mapped_column(default="")
    date_language: Mapped[str] = mapped_column(default="")
    stated_on: Mapped[Day | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    date_timezone: Mapped[str] = mapped_column(default="")
    earliest: Mapped[Day | None]
    latest: Mapped[Day | None]
    is_firm: Mapped[bool] = mapped_column(default=False)

    @property
    def date(self) -> StatedDate:
        """The date as it was stated."""
        return StatedDate(
            self.date_edtf,
            stated=self.date_stated,
            language=self.date_language,
            start_time=self.start_time,
            end_time=self.end_time,
            timezone=self.date_timezone or None,
        )

    @date.setter
    def date(self, stated: StatedDate) -> None:
        self.date_edtf = stated.edtf
        self.date_stated = stated.stated
        self.date_language = stated.language
        self.start_time = stated.start_time
        self.end_time = stated.end_time
        self.date_timezone = stated.timezone or ""
        self.earliest = stated.earliest
        self.latest = stated.latest
        self.is_firm = stated.is_firm
