"""Lanes: the meetings of a run of years, for pictures that show many at once. Bounded, and says what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event
from calendar_service.services import agenda, reading, selecting
from calendar_service.services.reading import Standing

MOST_DATED = 240
MOST_UNDATED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The meetings whose dates touch a period, in order; those without any date; and what recurs.

    `left_out` is how many more there are than are shown. `kinds` are those of the documents cited, by their addresses.
    """

    dated: Sequence[Entry] = ()
    undated: Sequence[Entry] = ()
    standing: Sequence[Standing] = ()
    left_out: int = 0
    kinds: Mapping[str, str] = field(default_factory=dict)


def read(
    session: Session,
    asked: Selection,
    first: date,
    last: date,
    *,
    to: Actor,
    at: datetime,
    gathering: bool = False,
) -> Lanes:
    """Return the meetings of a period and those without a date; `gathering` leaves out acts for which nobody meets."""
    whole = replace(asked, first=None, last=None)
    shown = agenda.shown(session, whole, to)
    if gathering:
        shown = [*shown, Event.kind.in_([kind.key for kind in KINDS.values() if kind.gathers])]
    within = [*shown, *selecting.within(first, last)]
    in_order = (func.coalesce(Event.earliest, Event.stated_on, Event.latest), Event.latest, Event.uid)
    dated = session.scalars(select(Event.id).where(*within).order_by(*in_order).limit(MOST_DATED)).all()
    without = [*shown, Event.earliest.is_(None), Event.latest.is_(None)]
    undated = session.scalars(select(Event.id).where(*without).order_by(Event.uid).limit(MOST_UNDATED)).all()
    left_out = 0
    if len(dated) == MOST_DATED:
        left_out = (session.scalar(select(func.count()).select_from(Event).where(*within)) or 0) - MOST_DATED
    entries, kinds = reading.entries_of(session, [*dated, *undated], asked.lang, to=to, at=at)
    return Lanes(
        dated=entries[: len(dated)],
        undated=entries[len(dated) :],
        standing=reading.standing(session, whole, to=to),
        left_out=left_out,
        kinds=kinds,
    )
