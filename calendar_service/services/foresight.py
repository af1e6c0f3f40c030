"""Foresight: what taking a line back would bring, found out by doing it and undoing it in the same transaction.

So a confirmation shows exactly the lines that will be written, and what every check of the services says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry
from calendar_service.domain.errors import CalendarError
from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from calendar_service.services import chronicle, faces, journal, reverting
from calendar_service.services.chronicle import Line
from calendar_service.services.differences import Standing, Teller
from calendar_service.services.reverting import Reversal


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What taking a line back would bring: the lines of its record, and how many meetings are shown anew.

    `before` and `after` are the entry of a meeting as calendars have it, none where they have none.
    `stuck` are the fields that stay, each in words. `error` is what a service objects.
    """

    found: Reversal
    line: Line
    lines: Sequence[Line] = ()
    before: Entry | None = None
    after: Entry | None = None
    shown_anew: int = 0
    stuck: Sequence[Standing] = ()
    error: CalendarError | None = None

    @property
    def can_be_taken(self) -> bool:
        """Whether the line can be taken back."""
        return bool(self.found.plan.step) and self.error is None


def foresee(session: Session, number: int, lang: str, *, by: Actor, at: datetime) -> Foreseen:
    """Return what taking a line back would bring; nothing is kept of it.

    Raises `NotFound` where the actor may not know of the line.
    """
    journal.begin(session)
    line = chronicle.find(session, number, lang, to=by)
    found = reverting.find(session, number, by=by)
    values = [{one.field: value} for one in found.plan.stuck for value in (one.before, one.after, one.now)]
    teller = Teller(session, values, lang, to=by)
    stuck = [teller.standing(found.change.noun, one) for one in found.plan.stuck]
    if not found.plan.step:
        return Foreseen(found=found, line=line, stuck=stuck)
    before = _entry(session, found, lang)
    nested = session.begin_nested()
    try:
        return _tried(session, Foreseen(found=found, line=line, stuck=stuck, before=before), lang, by=by, at=at)
    except CalendarError as error:
        return Foreseen(found=found, line=line, stuck=stuck, error=error)
    finally:
        nested.rollback()


def _tried(session: Session, so_far: Foreseen, lang: str, *, by: Actor, at: datetime) -> Foreseen:
    found = so_far.found
    last = session.get_one(Head, 1).number
    reverting.revert(session, found.change.number, by=by, at=at)
    written = session.scalars(select(Change).where(Change.number > last).order_by(Change.number)).all()
    own = [one for one in written if one.record_id == found.change.record_id]
    return Foreseen(
        found=found,
        line=so_far.line,
        lines=chronicle.lines(session, own, lang, to=by),
        before=so_far.before,
        after=_entry(session, found, lang),
        shown_anew=len(written) - len(own),
        stuck=so_far.stuck,
    )


def _entry(session: Session, found: Reversal, lang: str) -> Entry | None:
    """Return the entry of a meeting as calendars have it, if any does."""
    if found.change.noun != "event":
        return None
    query = select(Event).where(Event.id == found.change.record_id, Event.visibility != "draft")
    event = session.scalar(query.options(*faces.loaded()).execution_options(populate_existing=True))
    return None if event is None or event.has_left_feeds else faces.entries(session, [event], lang)[0]
