"""Snapshots: a record and what belongs to it as plain JSON values, for the journal's before and after."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

from calendar_service.domain.text import LocalText
from calendar_service.models.base import Base, Recorded

# What follows from other fields, or belongs to the keeping of the row, is no change of the record.
DERIVED = frozenset(
    {
        "id", "version", "created_at", "updated_at", "content_at", "content_hash", "signature", "sequence",
        "starts_at", "ends_at", "carried_by_id", "carried_edtf", "earliest", "latest", "is_firm", "password_hash",
    }
)  # fmt: skip
CHILDREN = frozenset(
    {
        "hosts", "participants", "links", "external_ids", "relations", "sources", "members", "paragraphs",
        "parties", "realisations",
    }
)  # fmt: skip

PRIVATE_FIELDS = frozenset({"private_note", "owner_id", "owner_role", "asked_again_on"})


def snapshot(record: Recorded) -> dict[str, Any]:
    """Return a record's own fields, and its children's, as JSON values."""
    mapper = inspect(type(record))
    taken = _columns(record)
    for name in sorted(CHILDREN & set(mapper.relationships.keys())):
        taken[name] = [_child(child, record) for child in getattr(record, name)]
    return taken


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what differs, as `{field: [before, after]}`."""
    names = sorted(before.keys() | after.keys())
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}


def is_private(changes: dict[str, list[Any]]) -> bool:
    """Tell whether nothing but what readers never see has changed, private sources included."""
    return bool(changes) and all(_is_private_field(name, *pair) for name, pair in changes.items())


def _is_private_field(name: str, before: Any, after: Any) -> bool:
    if name != "sources":
        return name in PRIVATE_FIELDS
    return _public_sources(before) == _public_sources(after)


def _public_sources(sources: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return [source for source in sources or [] if source["sort"] != "private"]


def _columns(record: Recorded | Base) -> dict[str, Any]:
    mapper = inspect(type(record))
    left_out = DERIVED | getattr(type(record), "UNTOLD", frozenset())
    return {
        attribute.key: _plain(getattr(record, attribute.key))
        for attribute in mapper.column_attrs
        if attribute.key not in left_out
    }


def _child(child: Base, parent: Recorded) -> dict[str, Any]:
    taken = _columns(child)
    foreign = {
        column.key
        for column in inspect(type(child)).columns
        for key in column.foreign_keys
        if key.column.table is inspect(type(parent)).local_table and taken.get(column.key) == str(parent.id)
    }
    return {name: value for name, value in taken.items() if name not in foreign and name != "position"}


def _plain(value: Any) -> Any:
    if isinstance(value, LocalText):
        return dict(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value
