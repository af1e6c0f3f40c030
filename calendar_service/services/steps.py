"""Steps of an event's life as one asks for them: which are possible now, what each would bring, and taking one.

What a step does is in `lifecycle` and `events`; which may follow is decided in `domain.lifecycle`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a field is called `date`
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import lifecycle as life
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Entry
from calendar_service.domain.errors import CalendarError
from calendar_service.domain.lifecycle import Standing
from calendar_service.domain.text import LocalText
from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from calendar_service.services import chronicle, events, faces, journal, lifecycle, recording
from calendar_service.services import site as sites
from calendar_service.services.chronicle import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is said with a step: a date (with its zone, where named anew), reasons, a day to ask again on."""

    date: StatedDate | None = None
    stated_on: Day | None = None
    timezone: str | None = None
    reasons: LocalText | None = None
    ask_again_on: Day | None = None
    correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a step would bring: the lines of its event, its entry in calendars before and after, and what moves along.

    An entry is none where calendars have none. `along` are the other events whose date changes.
    """

    lines: Sequence[Line] = ()
    before: Entry | None = None
    after: Entry | None = None
    along: Sequence[tuple[Entry, Entry]] = ()
    error: CalendarError | None = None


def standing(session: Session, event: Event, at: datetime) -> Standing:
    """Return how an event stands at a moment."""
    return Standing(
        status=event.status,
        visibility=event.visibility,
        date=event.date if event.date_edtf else StatedDate(event.carried_edtf),
        is_firm=event.is_firm,
        today=sites.day_of(session, event, at),
        is_merged=event.merged_into_id is not None,
    )


def possible(session: Session, event_id: UUID, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Return the steps that an actor may take now, the most likely first."""
    if not by.has_rank("editor"):
        return ()
    return life.possible_steps(standing(session, recording.get(session, event_id, to=by), at))


def take(
    session: Session, event_id: UUID, step: str, asked: Asked, *, by: Actor, at: datetime, version: int | None = None
) -> None:
    """Take a step; raises `Conflict` where it may not follow, or the event has been saved since `version`."""
    event = recording.editable(session, event_id, by, version=version)
    life.check_possible(step, standing(session, event, at))
    if asked.date is not None:
        events.move(
            session, event_id, asked.date, by=by, at=at, reasons=asked.reasons, stated_on=asked.stated_on,
            timezone=asked.timezone, correction=asked.correction,
        )  # fmt: skip
        return
    _TAKEN[step](session, event_id, by=by, at=at, **_said(step, asked))


def foresee(
    session: Session, event_id: UUID, step: str, asked: Asked, lang: str, *, by: Actor, at: datetime
) -> Foreseen:
    """Return what a step would bring, found out by taking it and undoing it in the same transaction."""
    journal.begin(session)
    nested = session.begin_nested()
    try:
        last = session.get_one(Head, 1).number
        take(session, event_id, step, asked, by=by, at=at)
        written = session.scalars(select(Change).where(Change.number > last).order_by(Change.number)).all()
        own = [one for one in written if one.record_id == event_id]
        lines = chronicle.lines(session, own, lang, to=by)
        ids = [event_id, *(one.record_id for one in written if one.noun == "event" and one.record_id != event_id)]
        after = _entries(session, ids, lang)
    except CalendarError as error:
        return Foreseen(error=error)
    finally:
        nested.rollback()
    before = _entries(session, ids, lang)
    along = [
        (before[one], after[one])
        for one in dict.fromkeys(ids[1:])
        if one in before and one in after and before[one].date != after[one].date
    ]
    return Foreseen(lines=lines, before=before.get(event_id), after=after.get(event_id), along=along)


def _said(step: str, asked: Asked) -> dict[str, Any]:
    if step in {"postpone", "cancel"}:
        return {"reasons": asked.reasons}
    return {"ask_again_on": asked.ask_again_on} if step == "no-news" else {}


def _entries(session: Session, ids: Sequence[UUID], lang: str) -> dict[UUID, Entry]:
    """Return entries as calendars have them, by the ids of their events."""
    query = select(Event).where(Event.id.in_(list(ids)), Event.visibility != "draft", Event.has_left_feeds.is_(False))
    found = session.scalars(query.options(*faces.loaded()).execution_options(populate_existing=True)).all()
    return {one.id: one for one in faces.entries(session, found, lang)}


_TAKEN: dict[str, Callable[..., object]] = {
    "publish": lifecycle.publish,
    "confirm": lifecycle.confirm,
    "plan": lifecycle.plan,
    "held": lifecycle.hold,
    "postpone": lifecycle.postpone,
    "cancel": lifecycle.cancel,
    "reinstate": lifecycle.reinstate,
    "withdraw": lifecycle.withdraw,
    "no-news": lifecycle.check,
    "delete": events.delete,
}
