"""Following the calendar: the lines of the journal after a number, with each record as it stands.

Whoever keeps the cursor that came last misses nothing, and is told nothing that may not be seen. A
cursor carries the epoch of the journal: after a restore it is known for one of another life.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.errors import Gone, InvalidInput
from calendar_service.domain.words import _
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change, Head
from calendar_service.models.parties import Party
from calendar_service.services import faces, resources

_EPOCH = 8  # letters of it that a cursor carries
_LONGEST = 18  # digits of a number
_OPEN = ("event", "document", "commitment", "format", "series", "party", "feed", "calendar")
_SHOWN: Mapping[str, tuple[type[Any], Callable[..., resources.Resource]]] = {
    "event": (Event, resources.event),
    "document": (Document, resources.document),
    "commitment": (Commitment, resources.commitment),
    "format": (Format, resources.format_),
    "series": (Series, resources.series),
    "party": (Party, resources.party),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """Lines in order, the cursor that comes after them, and whether there are more already."""

    items: Sequence[resources.Resource]
    cursor: str
    has_more: bool


def follow(session: Session, cursor: str, *, to: Actor, limit: int) -> Followed:
    """Return the lines after a cursor (or a bare number; nothing for the beginning), at most `limit`.

    Raises `InvalidInput` for what is no cursor, `Gone` for one that is from before a restore or ahead
    of this calendar: begin again by reading everything, then follow from the beginning.
    """
    head = session.get(Head, 1)
    epoch, last = (head.epoch[:_EPOCH], head.number) if head else ("", 0)
    after = _number(cursor, epoch, last)
    query = select(Change).where(Change.number > after, _told(to)).order_by(Change.number).limit(limit + 1)
    found = session.scalars(query).all()
    lines, has_more = found[:limit], len(found) > limit
    reached = lines[-1].number if has_more else last
    records = _records(session, lines, to)
    return Followed([_line(one, records, to) for one in lines], f"{epoch}.{reached}", has_more)


def _number(cursor: str, epoch: str, last: int) -> int:
    given, dot, number = cursor.rpartition(".")
    if not cursor:
        return 0
    if not (number.isascii() and number.isdecimal()) or len(number) > _LONGEST:
        raise InvalidInput(
            _("“after” takes the cursor that was answered last, or the number of a line."), field="after"
        )
    if (dot and given != epoch) or int(number) > last:
        raise Gone(
            _(
                "This cursor is of another life of this calendar: it was restored. Read everything again, then follow without “after”."
            )
        )
    return int(number)


def _told(to: Actor) -> ColumnElement[bool]:
    """Return the condition for the lines that an actor is told: planners also of drafts, administrators of accounts."""
    if to.has_rank("administrator"):
        return Change.number > 0
    of_nouns = Change.noun.in_(_OPEN)
    return of_nouns if to.has_rank("planner") else of_nouns & Change.is_public.is_(True)


def _records(session: Session, lines: Iterable[Change], to: Actor) -> Mapping[UUID, resources.Resource]:
    ids: dict[str, set[UUID]] = {}
    for line in lines:
        if line.noun in _SHOWN:
            ids.setdefault(line.noun, set()).add(line.record_id)
    found = {}
    for noun, wanted in ids.items():
        kind, shown = _SHOWN[noun]
        query = select(kind).where(kind.id.in_(wanted))
        for row in session.scalars(query.options(*faces.loaded()) if kind is Event else query):
            if _is_known(row, to):
                found[row.id] = shown(session, row, to=to)
    return found


def _is_known(row: Any, to: Actor) -> bool:
    """Tell whether an actor may know of a record: a draft by its rank alone, what was withdrawn as that."""
    if isinstance(row, Commitment):
        return may_see(to, row.document.visibility)
    return getattr(row, "visibility", "published") != "draft" or may_see(to, "draft")


def _line(line: Change, records: Mapping[UUID, resources.Resource], to: Actor) -> resources.Resource:
    record = records.get(line.record_id)
    is_told = record is not None and "version" in record
    return {
        "number": line.number,
        "at": resources.moment(line.at),
        "noun": line.noun,
        "id": str(line.record_id),
        "verb": line.verb,
        "correction": line.is_correction,
        "public": line.is_public,
        "reason": dict(line.reasons) if is_told or to.has_rank("editor") else {},
        "record": record,
    }
