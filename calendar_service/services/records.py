"""What the plain nouns have in common when they are recorded: a row to change, its children, its line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, InvalidInput, NotFound
from calendar_service.domain.words import _
from calendar_service.models.base import Recorded
from calendar_service.models.feeds import SlugAlias
from calendar_service.services import indexing, journal, recording

Noun = TypeVar("Noun", bound=Recorded)
Facts = TypeVar("Facts", bound=Any)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Generic[Noun, Facts]):
    """How a noun is shown: what its rows say, and which events show it."""

    noun: type[Noun]
    facts_of: Callable[[Noun], Facts]
    naming: Callable[[Session, Noun], Sequence[UUID]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Shown[Noun, Facts]):
    """How a plain noun is kept: besides, how facts get into a row."""

    apply: Callable[[Session, Noun, Facts], None]


def create(
    session: Session, kept: Kept[Noun, Facts], facts: Facts, *, by: Actor, at: datetime, id_: UUID | None = None
) -> Noun:
    """Record a row with facts, and return it."""
    row = make(session, kept.noun, by=by, at=at, id_=id_)
    kept.apply(session, row, facts.checked())
    save(session, row, "created", by=by, at=at)
    return row


def change(
    session: Session,
    kept: Kept[Noun, Facts],
    id_: UUID,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Noun:
    """Replace some facts of a row and return it; the events that show it are rendered again."""
    row = editable(session, kept.noun, id_, by, version=version)
    facts = kept.facts_of(row)
    checked = replaced(facts, **changes).checked()
    if checked == facts:
        return row
    kept.apply(session, row, checked)
    save(session, row, "changed", by=by, at=at)
    recording.restate(session, kept.naming(session, row), by=by, at=at, because=(row.__tablename__, row.id))
    return row


def make(session: Session, noun: type[Noun], *, by: Actor, at: datetime, id_: UUID | None = None) -> Noun:
    """Return a new row of a noun that the actor may record, not yet added."""
    require_rank(by, "editor")
    journal.begin(session)
    row = noun(created_at=at, updated_at=at)  # type: ignore[call-arg]
    if id_ is not None:
        row.id = id_
    return row


def editable(session: Session, noun: type[Noun], id_: UUID, by: Actor, *, version: int | None = None) -> Noun:
    """Return a row that the actor is about to change; raises `NotFound`, or `Conflict` for an old version."""
    require_rank(by, "editor")
    journal.begin(session)
    row = session.get(noun, id_, populate_existing=True)
    if row is None:
        raise NotFound(_("There is no such record in this calendar."))
    if version is not None and version != row.version:
        raise Conflict(_("Someone has saved this record since you opened it. Look at what changed, then save again."))
    journal.watch(session, row)
    return row


def save(
    session: Session,
    row: Recorded,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    public: bool = True,
    facts: dict[str, Any] | None = None,
) -> None:
    """Flush a row, have it be found by its words, and append its line."""
    row.updated_at = at
    session.add(row)
    session.flush()
    session.refresh(row)
    indexing.keep(session, row)
    journal.record(session, row, verb, by=by, at=at, public=public, facts=facts)


def require_free(session: Session, noun: type[Any], field: str, value: str, id_: UUID | None) -> None:
    """Raise `InvalidInput` where another row of a noun has a value that only one may have."""
    other = session.scalar(select(noun.id).where(getattr(noun, field) == value))
    if other is not None and other != id_:
        raise InvalidInput(
            _("“%(value)s” already stands for another record. Choose something different."), field=field, value=value
        )


def set_slug(session: Session, row: Any, slug: str, *, field: str = "slug") -> None:
    """Give a row its slug, or what else it goes by in addresses; one it had before redirects to it for good."""
    require_free(session, type(row), field, slug, row.id)
    noun, former = row.__tablename__, getattr(row, field)
    if former and former != slug:
        session.merge(SlugAlias(noun=noun, slug=former, record_id=row.id))
    again = session.get(SlugAlias, (noun, slug))
    if again is not None:
        session.delete(again)
    setattr(row, field, slug)


def align(rows: list[Any], kind: type[Any], field: str, ids: Sequence[UUID]) -> None:
    """Make a list of linking rows lead to these ids in this order, keeping the rows that do already."""
    kept = {getattr(row, field): row for row in rows}
    wanted = [kept.get(id_) or kind(**{field: id_}) for id_ in ids]
    for position, row in enumerate(wanted):
        if hasattr(kind, "position"):
            row.position = position
    rows[:] = wanted


def require_all(session: Session, noun: type[Any], ids: Iterable[UUID | None], *, field: str) -> None:
    """Raise `InvalidInput` unless a noun has rows with all these ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return
    found = set(session.scalars(select(noun.id).where(noun.id.in_(wanted))))
    if missing := wanted - found:
        raise InvalidInput(
            _("There is no %(noun)s with the id %(id)s."), field=field, noun=noun.__tablename__, id=min(missing)
        )


def replace(session: Session, kept: list[Any], kind: type[Any], wanted: list[dict[str, Any]]) -> None:
    """Make a list of rows say what is wanted, in that order, reusing the rows that say it already."""
    spare = list(kept)
    rows = []
    for position, fields in enumerate(wanted):
        row = next((one for one in spare if all(getattr(one, name) == fields[name] for name in fields)), None)
        if row is None:
            row = kind(**fields)
        else:
            spare.remove(row)
        if hasattr(kind, "position"):
            row.position = position
        rows.append(row)
    if spare:  # what goes, goes first: what comes may bear the same unique values
        kept[:] = [row for row in kept if row not in spare]
        session.flush()
    kept[:] = rows
