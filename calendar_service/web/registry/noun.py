"""What the form of a plain noun is made of: its fields, how they are read and shown, and how it is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain.entries import Said
from calendar_service.domain.errors import InvalidInput
from calendar_service.services.records import Shown
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing.fields import Rows
from calendar_service.web.editing.findings import Findings
from calendar_service.web.editing.known import Known
from calendar_service.web.forms import Typed

CARRIED = ("record", "version", "base", "compared", "do", "discard")  # what a form carries besides what is typed
_PLACES = {"name": "name-ru", "edition": "edition-ru", "description": "description-ru", "country": "code"}


@dataclass(slots=True)
class Gathered(Findings):
    """The facts of a noun as far as they are understood, and what is wrong."""

    facts: Any = None

    @property
    def places(self) -> Mapping[str, str]:
        """Where a field of the domain stands in the form."""
        return _PLACES

    def check(self) -> "Gathered":
        """Note what the domain has against the facts, beside what could not be read."""
        try:
            self.facts = self.facts.checked()
        except InvalidInput as error:
            self.note(error)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a form is called, and what its buttons and notices say."""

    new: str
    edit: str
    lead: str
    back: str
    address: str  # what becomes of a former address


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun as its form knows it."""

    path: str
    listed: str  # where it is found among others
    template: str
    words: Words
    kept: Shown[Any, Any]
    single: tuple[str, ...]
    rows: Mapping[str, Rows] = field(default_factory=dict)
    folds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str]
    find: Callable[[Session, str], Any]
    name_of: Callable[[Any], str]
    title_of: Callable[[Any, str], Said]
    begin: Callable[[Session, Mapping[str, Sequence[str]]], Mapping[str, list[str]]]
    gather: Callable[[Session, Typed, Known, Any], Gathered]
    show: Callable[[Session, Any, Known], Typed]
    units: Callable[[Known], list[Compared]]
    choices: Callable[[Known, Typed], Mapping[str, Any]]
    create: Callable[[Session, Any, UUID | None], Any] | None = None  # where it is not as for all plain nouns
    change: Callable[[Session, UUID, dict[str, Any], int], Any] | None = None
    fill: Callable[[Typed, Known], Typed] | None = None  # puts what is proposed into fields that are empty

    @property
    def typed(self) -> tuple[str, ...]:
        """The names of all fields one types into or chooses from."""
        return (*self.single, *(name for rows in self.rows.values() for name in rows.names))

    def page_of(self, row: Any) -> str:
        """Return the path of the page of a record."""
        return f"{self.path}/{self.name_of(row)}"


def named(found: Gathered, typed: Typed, known: Known, rows: Rows) -> tuple[UUID, ...]:
    """Return the parties that rows name, each in the one field of its row."""
    (name,) = rows.written
    ids = [found.party(known, f"{name}-{number}", row[name]) for number, row in enumerate(rows.of(typed))]
    return tuple(one for one in ids if one is not None)
