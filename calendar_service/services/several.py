"""Several events at once: one wish for all of them, saved whole or not at all.

What it would bring is found out by doing it and undoing it in the same transaction, event by event,
so that a preview shows exactly the lines that will be written, and which events refuse and why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.errors import CalendarError, InvalidInput
from calendar_service.domain.selection import Selection
from calendar_service.domain.several import MOST, Wish
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from calendar_service.services import agenda, chronicle, events, faces, journal, lifecycle, recording
from calendar_service.services.chronicle import Line
from calendar_service.services.visibility import visible_to

_STEPS: Mapping[str, Callable[..., Any]] = {
    "planned": lifecycle.plan,
    "confirmed": lifecycle.confirm,
    "held": lifecycle.hold,
    "postponed": lifecycle.postpone,
    "cancelled": lifecycle.cancel,
    "reinstated": lifecycle.reinstate,
    "published": lifecycle.publish,
    "withdrawn": lifecycle.withdraw,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An event that is chosen, and its version as it was looked at; none where it was not yet."""

    id: UUID
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a wish would bring for one event: the lines about it, and its entry as calendars have it before and after.

    `error` is why it refuses. `is_stale` tells that somebody has saved it since it was looked at.
    """

    id: UUID
    version: int
    title: Said
    entry: Entry
    lines: Sequence[Line] = ()
    before: Entry | None = None
    after: Entry | None = None
    error: CalendarError | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a wish would bring, in the order of the list; `others` counts further events that are shown anew.

    `lost` counts those chosen that are not there any more.
    """

    outcomes: Sequence[Outcome] = ()
    others: int = 0
    lost: int = 0

    @property
    def changing(self) -> list[Outcome]:
        """Those that will change."""
        return [one for one in self.outcomes if one.error is None and one.lines]

    @property
    def staying(self) -> list[Outcome]:
        """Those that are as wished already."""
        return [one for one in self.outcomes if one.error is None and not one.lines]

    @property
    def refusing(self) -> list[Outcome]:
        """Those that refuse."""
        return [one for one in self.outcomes if one.error is not None]

    @property
    def is_stale(self) -> bool:
        """Whether any was saved since it was looked at, or is gone."""
        return bool(self.lost) or any(one.is_stale for one in self.outcomes)


def within(session: Session, asked: Selection, *, to: Actor) -> list[UUID]:
    """Return the events that filters leave, the earliest first, at most one more than can be chosen."""
    query = select(Event.id).where(*agenda.shown(session, asked, to))
    return list(session.scalars(query.order_by(Event.earliest, Event.latest, Event.id).limit(MOST + 1)))


def preview(
    session: Session, chosen: Sequence[Chosen], wish: Wish | None, lang: str, *, by: Actor, at: datetime
) -> Preview:
    """Return what a wish would bring; nothing is kept of it. Without a wish, only what is chosen is told.

    Raises `InvalidInput` for none, or too many.
    """
    require_rank(by, "editor")
    journal.begin(session)
    found = _find(session, chosen, by)
    order = [one for one in chosen if one.id in found]
    entries = _entries(session, list(found.values()), lang, by)
    so_far = {
        one.id: Outcome(
            id=one.id,
            version=found[one.id].version,
            title=faces.said(found[one.id].titles, lang),
            entry=entries[one.id],
            is_stale=one.version not in {None, found[one.id].version},
        )
        for one in order
    }
    lost = len(chosen) - len(order)
    if wish is None:
        return Preview(outcomes=list(so_far.values()), lost=lost)
    nested = session.begin_nested()
    try:
        outcomes, others = _tried(session, so_far, wish, lang, by=by, at=at)
    finally:
        nested.rollback()
    return Preview(outcomes=outcomes, others=others, lost=lost)


def save(session: Session, chosen: Sequence[Chosen], wish: Wish, *, by: Actor, at: datetime) -> int:
    """Do to every event what is wished, and return how many have changed.

    Raises what the first of them objects, `Conflict` also where one was saved since it was looked at;
    then nothing may be committed.
    """
    require_rank(by, "editor")
    journal.begin(session)
    check_number(chosen)
    for one in chosen:  # all before any: what one brings may show another anew
        recording.editable(session, one.id, by, version=one.version)
    last = session.get_one(Head, 1).number
    for one in chosen:
        _do(session, one.id, wish, by=by, at=at)
    ids = [one.id for one in chosen]
    changed = select(Change.record_id).where(Change.number > last, Change.record_id.in_(ids), Change.verb != "restated")
    return len(set(session.scalars(changed)))


def check_number(chosen: Sequence[Chosen]) -> None:
    """Raise `InvalidInput` where no event is chosen, or too many are."""
    if not chosen:
        raise InvalidInput(_("No meeting is ticked. Go back to the list and tick those that are meant."))
    if len(chosen) > MOST:
        raise InvalidInput(_("At most %(most)s meetings can be changed at once. Choose fewer."), most=MOST)


def _find(session: Session, chosen: Sequence[Chosen], by: Actor) -> dict[UUID, Event]:
    check_number(chosen)
    query = select(Event).where(Event.id.in_([one.id for one in chosen]), visible_to(by)).options(*faces.loaded())
    return {one.id: one for one in session.scalars(query.execution_options(populate_existing=True))}


def _entries(session: Session, found: Sequence[Event], lang: str, by: Actor) -> dict[UUID, Entry]:
    return {one.id: one for one in faces.entries(session, found, lang, to=by)}


def _tried(
    session: Session, so_far: Mapping[UUID, Outcome], wish: Wish, lang: str, *, by: Actor, at: datetime
) -> tuple[list[Outcome], int]:
    before = _standing(session, list(so_far), lang)
    last = session.get_one(Head, 1).number
    errors = {id_: error for id_ in so_far if (error := _attempt(session, id_, wish, by=by, at=at))}
    written = session.scalars(select(Change).where(Change.number > last).order_by(Change.number)).all()
    told = [one for one in written if one.record_id in so_far and one.verb != "restated"]
    lines = chronicle.lines(session, told, lang, to=by)
    after = _standing(session, list(so_far), lang)
    others = {one.record_id for one in written if one.verb == "restated"} - {one.record_id for one in told}
    outcomes = [
        replace(
            one,
            lines=[line for line in lines if line.record_id == id_],
            before=before.get(id_),
            after=after.get(id_),
            error=errors.get(id_),
        )
        for id_, one in so_far.items()
    ]
    return outcomes, len(others)


def _attempt(session: Session, event_id: UUID, wish: Wish, *, by: Actor, at: datetime) -> CalendarError | None:
    """Do to an event what is wished, and return what it objects; then it stays as it was."""
    nested = session.begin_nested()
    try:
        _do(session, event_id, wish, by=by, at=at)
    except CalendarError as error:
        nested.rollback()
        return error
    nested.commit()
    return None


def _do(session: Session, event_id: UUID, wish: Wish, *, by: Actor, at: datetime) -> None:
    if wish.sort == "step":
        event = recording.editable(session, event_id, by)
        if wish.value not in {event.status, event.visibility}:
            told = {"reasons": wish.reasons} if wish.is_reasoned else {}
            _STEPS[wish.value](session, event_id, by=by, at=at, **told)
        return
    changes: dict[str, Any] = {"format_id": wish.id}
    if wish.sort == "owner":
        role = wish.value.removeprefix("role:") if wish.value.startswith("role:") else ""
        changes = {"owner_id": wish.id, "owner_role": role}
    events.change(session, event_id, changes, by=by, at=at)


def _standing(session: Session, ids: Sequence[UUID], lang: str) -> dict[UUID, Entry]:
    """Return the entries of events as calendars have them, of those that any calendar has."""
    query = select(Event).where(Event.id.in_(ids), Event.visibility != "draft", Event.has_left_feeds.is_(False))
    found = session.scalars(query.options(*faces.loaded()).execution_options(populate_existing=True)).all()
    return {one.id: one for one in faces.entries(session, found, lang)}
