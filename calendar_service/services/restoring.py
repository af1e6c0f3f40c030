"""Restoring: facts made again from the values that the journal keeps (`snapshots`), by the names the services take."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import (
    ExternalIdFacts,
    HostFacts,
    LinkFacts,
    ParticipantFacts,
    RelationFacts,
    SourceFacts,
)
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.reverting import DATE
from calendar_service.domain.text import LocalText

Fields = Mapping[str, Any]
_RENAMED = {"dated_edtf": "dated", "selection": "chosen"}


def facts(noun: str, fields: Fields) -> dict[str, Any]:
    """Return the facts that fields of a record's snapshot say, by the names of the noun's facts.

    `date` holds the parts of a date, as `reverting` has it; a field without a value says nothing.
    """
    told: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "realisations":
            told |= _realisations(value or ())
        else:
            told[_RENAMED.get(name, name)] = _fact(noun, name, value)
    return told


def dated(fields: Fields) -> dict[str, Any]:
    """Return a whole snapshot with the parts of its date as one field."""
    left = {name: value for name, value in fields.items() if name not in DATE}
    return left | {"date": {name: fields.get(name) for name in DATE}}


def _fact(noun: str, name: str, value: Any) -> Any:
    maker = _OF_NOUN.get((noun, name)) or _MAKERS.get(name)
    return maker(value) if maker else value


def _local(value: Any) -> LocalText:
    return LocalText(value or {})


def _id(value: Any) -> UUID | None:
    return UUID(value) if value else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def date_of(value: Any) -> StatedDate:
    """Return the date of which these are the parts."""
    parts = value or {}
    return StatedDate(
        parts.get("date_edtf") or "",
        stated=parts.get("date_stated") or "",
        language=parts.get("date_language") or "",
        start_time=_time(parts.get("start_time")),
        end_time=_time(parts.get("end_time")),
        timezone=parts.get("date_timezone") or None,
    )


def _time(value: Any) -> time | None:
    return time.fromisoformat(value) if value else None


def _ids(rows: Any) -> tuple[UUID, ...]:
    return tuple(UUID(row["party_id"]) for row in rows or ())


def _realisations(rows: Iterable[Fields]) -> dict[str, Any]:
    return {
        "events": tuple(UUID(row["event_id"]) for row in rows if row.get("event_id")),
        "series": tuple(UUID(row["series_id"]) for row in rows if row.get("series_id")),
    }


def _children(kind: type[Any], **named: str) -> Callable[[Any], tuple[Any, ...]]:
    """Return what makes facts of a kind from rows; `named` says where a row calls a field otherwise."""
    names = {name: named.get(name, name) for name in kind.__dataclass_fields__}

    def made(rows: Any) -> tuple[Any, ...]:
        return tuple(
            kind(**{name: _MAKERS.get(key, _same)(row.get(key)) for name, key in names.items()}) for row in rows or ()
        )

    return made


def _same(value: Any) -> Any:
    return value


_MAKERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("titles", "names", "descriptions", "editions", "cities", "venues", "offices"), _local),
    **dict.fromkeys(
        (
            "format_id", "series_id", "owner_id", "party_id", "to_event_id", "to_series_id", "paragraph_id", "event_id",
            "parent_id", "secretariat_id", "document_id",
        ),
        _id,
    ),
    **dict.fromkeys(("stated_on", "seen_on", "dated_on"), _day),
    **dict.fromkeys(("members", "parties"), _ids),
    "date": date_of,
    "languages": tuple,
    "hosts": _children(HostFacts),
    "participants": _children(ParticipantFacts),
    "relations": _children(RelationFacts, event_id="to_event_id", series_id="to_series_id"),
    "sources": _children(SourceFacts),
    "links": _children(LinkFacts),
    "external_ids": _children(ExternalIdFacts),
    "paragraphs": _children(ParagraphFacts),
}  # fmt: skip
_OF_NOUN = {("series", "participants"): _ids}
