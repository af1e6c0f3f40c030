"""Naming: what the records are called that values of the journal lead to, and where their pages are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.words import _, say
from calendar_service.models.accounts import User
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import accounts, faces

_NOUNS: Mapping[str, type[Any]] = {
    "format_id": Format,
    **dict.fromkeys(("series_id", "to_series_id"), Series),
    **dict.fromkeys(("event_id", "to_event_id", "merged_into_id"), Event),
    **dict.fromkeys(("party_id", "parent_id", "secretariat_id"), Party),
    **dict.fromkeys(("owner_id", "settled_by_id"), User),
    "document_id": Document,
    "paragraph_id": Paragraph,
}


class Names:
    """The names of all that values lead to by their ids, with a query for each noun.

    What an actor may not see, or what is no longer there, is called just that.
    """

    def __init__(self, session: Session, values: Iterable[Mapping[str, Any]], lang: str, *, to: Actor) -> None:
        self.lang, self.to = lang, to
        self.found: dict[str, str] = {}
        wanted: dict[type[Any], set[UUID]] = {}
        for name, value in _led(values):
            wanted.setdefault(_NOUNS[name], set()).add(UUID(value))
        for noun, ids in wanted.items():
            query = select(noun).where(noun.id.in_(ids))
            if noun is Paragraph:
                query = query.options(joinedload(Paragraph.document))
            for row in session.scalars(query):
                self.found[str(row.id)] = self._called(row)

    def of(self, id_: str) -> str:
        """Return what a record is called."""
        return self.found.get(id_) or say(self.lang, _("a record that is no longer there"))

    def _called(self, row: Any) -> str:
        if isinstance(row, Party):
            return faces.party_face(row, self.lang).name.text
        if isinstance(row, User):
            return accounts.called(row, self.lang)
        if isinstance(row, Paragraph):
            return f"{self._called(row.document)}, {row.clause or f'¶{row.number}'}"
        if isinstance(row, (Event, Document)):
            is_seen = may_see(self.to, row.visibility)
            return row.titles.get(self.lang) if is_seen else say(self.lang, _("a record that was withdrawn"))
        named: str = row.names.get(self.lang)
        return named


def _led(values: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the ids in values, and in the rows that belong to them, by the names of their fields."""
    for fields in values:
        for name, value in fields.items():
            if name in _NOUNS and isinstance(value, str) and value:
                yield name, value
            elif isinstance(value, Sequence) and not isinstance(value, str):
                yield from _led(row for row in value if isinstance(row, Mapping))
