"""Warnings: what whoever enters an event may want to know, and what never stops anybody from saving.

Likely duplicates, days off of the parties, meetings of the same parties on the same days, and promises
that the event would keep too late. Reads only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain import clashes, likeness
from calendar_service.domain.access import Actor
from calendar_service.domain.clashes import Clash
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.likeness import Likened, Reason
from calendar_service.domain.workdays import FIRST_YEAR, LAST_YEAR, DayOff, Workdays
from calendar_service.models.commitments import Commitment, Realisation
from calendar_service.models.documents import Document
from calendar_service.models.events import Event, Host, Participant
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.services.visibility import visible_to

MOST_COMPARED = 400  # events that are looked at one by one
MOST_TOLD = 8
MOST_DAYS = 31  # of a firm run whose holidays are looked up
_NOBODY_GATHERS = [key for key, kind in KINDS.items() if not kind.gathers]


@dataclass(frozen=True, slots=True)
class Likely:
    """An event that may be the same meeting, and why one would think so."""

    event: Event
    reason: Reason


@dataclass(frozen=True, slots=True)
class Clashing:
    """A meeting of parties that take part here too, and how sure it is that the two share a day."""

    event: Event
    sureness: Clash
    parties: Sequence[Party]


@dataclass(frozen=True, slots=True)
class RestDay:
    """A day that is a weekend, and the holidays on it by country."""

    day: date
    is_weekend: bool
    holidays: Sequence[DayOff]


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that the event realises, whose term the date would miss by so many days."""

    commitment: Commitment
    days: int


def duplicates(session: Session, facts: EventFacts, *, event_id: UUID | None, to: Actor) -> list[Likely]:
    """Return the events that may be the same meeting, the surest first."""
    mine = _likened(facts)
    found = []
    for other in session.scalars(_candidates(facts, event_id, to).options(selectinload(Event.hosts))):
        reason = likeness.reason_for(mine, _likened_event(other))
        if reason is not None:
            found.append(Likely(other, reason))
    order = list(Reason)
    return sorted(found, key=lambda one: order.index(one.reason))[:MOST_TOLD]


def clashing(session: Session, facts: EventFacts, *, event_id: UUID | None, to: Actor) -> list[Clashing]:
    """Return the meetings of the same parties that fall on the same days, or may; the certain ones first."""
    parties = _parties(facts)
    if not parties or not facts.date.is_known or facts.kind in _NOBODY_GATHERS:
        return []
    hosting = select(Host.event_id).where(Host.party_id.in_(parties))
    attending = select(Participant.event_id).where(Participant.party_id.in_(parties))
    query = _others(event_id, to).where(
        *_overlapping(facts.date),
        or_(Event.id.in_(hosting), Event.id.in_(attending)),
        Event.status.not_in(["cancelled", "postponed"]),
        Event.kind.not_in(_NOBODY_GATHERS),
    )
    loaded = (
        selectinload(Event.hosts).joinedload(Host.party),
        selectinload(Event.participants).joinedload(Participant.party),
    )
    found = []
    for other in session.scalars(query.options(*loaded)):
        sureness = clashes.between(facts.date, _date_of(other))
        if sureness is not Clash.NONE:
            found.append(Clashing(other, sureness, _shared(other, parties)))
    return sorted(found, key=lambda one: one.sureness is not Clash.CERTAIN)[:MOST_TOLD]


def rest_days(session: Session, facts: EventFacts) -> list[RestDay]:
    """Return the weekends and public holidays among the days of a firm date, in the countries that take part."""
    first, last = facts.date.earliest, facts.date.latest
    if not facts.date.is_firm or first is None or last is None:
        return []
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        return []
    days = [first + timedelta(days=number) for number in range(min((last - first).days + 1, MOST_DAYS))]
    calendars = _calendars(_countries(session, facts))
    found = [_rest_day(day, calendars) for day in days]
    return [one for one in found if one.is_weekend or one.holidays]


def missed(session: Session, facts: EventFacts, *, event_id: UUID | None, to: Actor) -> list[Promised]:
    """Return the promises that an event realises and that its date would keep too late."""
    begins = facts.date.earliest
    if event_id is None or begins is None:
        return []
    query = (
        select(Commitment)
        .join(Realisation, Realisation.commitment_id == Commitment.id)
        .join(Document, Document.id == Commitment.document_id)
        .where(Realisation.event_id == event_id, Commitment.latest < begins, visible_to(to, Document))
        .options(joinedload(Commitment.document), selectinload(Commitment.sources))
    )
    return [Promised(one, (begins - one.latest).days) for one in session.scalars(query).unique() if one.latest]


def carried(session: Session, event_id: UUID, *, to: Actor) -> list[Event]:
    """Return the events without a date of their own that have it from this one: its date moves theirs."""
    query = (
        select(Event)
        .join(Relation, Relation.id == Event.carried_by_id)
        .where(Relation.to_event_id == event_id, visible_to(to), Event.visibility != "withdrawn")
    )
    return list(session.scalars(query.order_by(Event.created_at, Event.id).limit(MOST_TOLD)))


def _candidates(facts: EventFacts, event_id: UUID | None, to: Actor) -> Select[Event]:
    """Return the query for the events that could be likened: the same edition, or near in time and subject."""
    near: list[ColumnElement[bool]] = list(_overlapping(facts.date))
    of_a_sort = [Event.kind == facts.kind]
    if facts.format_id:
        of_a_sort.append(Event.format_id == facts.format_id)
    if facts.series_id:
        of_a_sort.append(Event.series_id == facts.series_id)
    if facts.country:
        of_a_sort.append(Event.country == facts.country)
    wanted = or_(*of_a_sort) if not near else or_(*of_a_sort) & near[0] & near[1]
    if facts.series_id and facts.ordinal:
        wanted = or_(wanted, (Event.series_id == facts.series_id) & (Event.ordinal == facts.ordinal))
    return _others(event_id, to).where(wanted)


def _others(event_id: UUID | None, to: Actor) -> Select[Event]:
    query = select(Event).where(visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None))
    if event_id is not None:
        query = query.where(Event.id != event_id)
    return query.order_by(Event.is_firm.desc(), Event.earliest.desc(), Event.id).limit(MOST_COMPARED)


def _overlapping(stated: StatedDate) -> tuple[ColumnElement[bool], ...]:
    if not stated.is_known:
        return ()
    first, last = stated.earliest or date.min, stated.latest or date.max
    return (
        or_(Event.earliest.is_(None), Event.earliest <= last),
        or_(Event.latest.is_(None), Event.latest >= first),
    )


def _date_of(event: Event) -> StatedDate:
    return event.date if event.date_edtf else StatedDate(event.carried_edtf)


def _likened(facts: EventFacts) -> Likened:
    return Likened(
        titles=facts.titles,
        date=facts.date,
        series_id=facts.series_id,
        ordinal=facts.ordinal,
        country=facts.country,
        hosts=[one.party_id for one in facts.hosts],
    )


def _likened_event(event: Event) -> Likened:
    return Likened(
        titles=event.titles,
        date=_date_of(event),
        series_id=event.series_id,
        ordinal=event.ordinal,
        country=event.country,
        hosts=[one.party_id for one in event.hosts],
    )


def _shared(event: Event, parties: set[UUID]) -> list[Party]:
    found = [*(one.party for one in event.hosts), *(one.party for one in event.participants)]
    return list({one.id: one for one in found if one.id in parties}.values())


def _parties(facts: EventFacts) -> set[UUID]:
    return {*(one.party_id for one in facts.hosts), *(one.party_id for one in facts.participants)}


def _countries(session: Session, facts: EventFacts) -> list[str]:
    """Return the codes of the states that host or take part, and of the country where it is; each once."""
    query = select(Party.code).where(Party.id.in_(_parties(facts)), Party.kind == "state").order_by(Party.code)
    codes = [facts.country] if facts.country else []
    return list(dict.fromkeys([*codes, *session.scalars(query)]))


def _calendars(codes: Iterable[str]) -> dict[str, Workdays]:
    """Return the working days of each country of which they are known."""
    found = {}
    for code in codes:
        try:
            found[code] = Workdays((code,))
        except InvalidInput:
            continue
    return found


def _rest_day(day: date, calendars: dict[str, Workdays]) -> RestDay:
    holidays = [off for calendar in calendars.values() for off in calendar.days_off(day)]
    resting = {off.country for off in holidays}
    at_rest = [code for code, calendar in calendars.items() if code not in resting and not calendar.are_worked(day)]
    is_weekend = bool(at_rest) if calendars else day.isoweekday() > 5  # noqa: PLR2004 - Saturday and Sunday
    return RestDay(day, is_weekend, holidays)
