"""Events: find them, record them, change what is said of them, give them a date.

Steps of an event's life (confirm, cancel, publish …) are in `lifecycle`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from calendar_service.domain import checks, lifecycle
from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.dates import StatedDate, compare
from calendar_service.domain.entries import uid_of
from calendar_service.domain.errors import Conflict, InvalidInput
from calendar_service.domain.facts import (
    EventFacts,
    ExternalIdFacts,
    HostFacts,
    LinkFacts,
    ParticipantFacts,
    RelationFacts,
)
from calendar_service.domain.text import LocalText, local
from calendar_service.domain.windows import leaves_feeds_on
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.documents import Paragraph
from calendar_service.models.events import Event, EventLink, ExternalId, Host, Participant
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.models.sources import Source
from calendar_service.services import indexing, journal, pointing, recording, records, sources
from calendar_service.services import site as sites

get = recording.get
_PLAIN = (
    "kind", "titles", "descriptions", "format_id", "series_id", "ordinal", "ordinal_is_inferred", "stated_on",
    "timezone", "cities", "venues", "country", "latitude", "longitude", "mode", "owner_id", "owner_role",
    "private_note",
)  # fmt: skip
REASON_LENGTH = 2000


def create(
    session: Session,
    facts: EventFacts,
    *,
    by: Actor,
    at: datetime,
    status: str = "planned",
    publish: bool = False,
    event_id: UUID | None = None,
    reasons: LocalText | None = None,
) -> Event:
    """Record an event as a draft, or published at once, and return it.

    `reasons` is the public reason of one that is entered as cancelled. Raises `InvalidInput` where
    the facts, or a status for them, cannot stand.
    """
    require_rank(by, "editor")
    journal.begin(session)
    checked = checks.check_event(facts)
    event = Event(id=event_id or uuid4(), created_at=at, content_at=at, updated_at=at, status=status)
    event.uid = uid_of(event.id)
    today = sites.of(session).day(at, checked.timezone)
    lifecycle.check_entry(status, checked.date, today)
    _apply(session, event, checked)
    if status == "cancelled":
        event.cancelled_on, event.status_before, event.reasons = today, "planned", check_reasons(reasons)
    if publish:
        event.visibility, event.published_at = "published", at
    recording.tell(session, event, "published" if publish else "created", by=by, at=at)
    return event


def change(
    session: Session,
    event_id: UUID,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    reasons: LocalText | None = None,
    correction: bool = False,
) -> Event:
    """Replace some facts of an event (by the names of `EventFacts`) and return it.

    A date that changes is told as what it is: narrowed, slipped, widened. Nothing is recorded where
    nothing changes. Raises `Conflict` where `version` is no longer the event's.
    """
    event = recording.editable(session, event_id, by, version=version)
    facts = facts_of(event)
    checked = checks.check_event(replace(facts, **changes))
    if checked == facts:
        return event
    said = check_reasons(reasons)
    if event.status == "held":
        lifecycle.check_entry("held", checked.date, sites.day_of(session, event, at))
    facts_told: dict[str, Any] = {}
    verb = "changed"
    if checked.date.edtf != facts.date.edtf:
        verb, facts_told = "moved", _redate(event, facts.date, checked.date, said, correction=correction)
    _apply(session, event, checked)
    _return_to_feeds(session, event, at)
    recording.tell(session, event, verb, by=by, at=at, reasons=said, facts=facts_told, correction=correction)
    return event


def move(
    session: Session,
    event_id: UUID,
    date: StatedDate,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    reasons: LocalText | None = None,
    stated_on: date | None = None,
    timezone: str | None = None,
    correction: bool = False,
) -> Event:
    """Give an event another stated date, and say how the new one stands to the old: see `change`.

    `timezone` is the zone of the place, where it is named anew.
    """
    changes: dict[str, Any] = {"date": date, "stated_on": stated_on}
    if timezone is not None:
        changes["timezone"] = timezone
    return change(session, event_id, changes, by=by, at=at, version=version, reasons=reasons, correction=correction)


def _return_to_feeds(session: Session, event: Event, at: datetime) -> None:
    """Have feeds send a cancelled event again whose last day lies ahead once more."""
    if event.has_left_feeds and event.status == "cancelled" and event.cancelled_on is not None:
        today = sites.day_of(session, event, at)
        event.has_left_feeds = today >= leaves_feeds_on(event.cancelled_on, event.date)


def delete(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> None:
    """Delete a draft that was never published; raises `Conflict` for any other event."""
    event = recording.editable(session, event_id, by, version=version)
    if event.visibility != "draft" or event.published_at is not None:
        raise Conflict(_("What was published is not deleted. Cancel it, or withdraw it if it was a mistake."))
    if pointing.is_pointed_at(session, event.id):
        raise Conflict(_("Other records lead to this draft: relations, documents or commitments. Change those first."))
    indexing.forget(session, event)
    session.delete(event)
    journal.record(session, event, "deleted", by=by, at=at, public=False)


def check_reasons(reasons: LocalText | None) -> LocalText:
    """Return a public reason, cleaned."""
    return local(reasons, field="reason", limit=REASON_LENGTH, lines=True)


def _redate(
    event: Event, before: StatedDate, after: StatedDate, reasons: LocalText, *, correction: bool
) -> dict[str, Any]:
    """Set what a new date brings with it, and return what the journal says of the shift.

    What is only corrected was not moved: feeds do not say so.
    """
    shift = compare(before, after)
    if event.visibility == "draft":  # nobody had the date it is moved from
        event.previous_edtf = ""
    elif event.status == "postponed" or (shift.kind == "slipped" and not correction):
        event.previous_edtf, event.reasons = before.edtf, reasons or event.reasons
    event.status = lifecycle.status_after_dating(event.status, after)
    event.asked_again_on = None
    kind = "narrowed" if shift.kind == "named" else shift.kind
    told = {"before": before.edtf, "after": after.edtf, "shift": kind, "days": shift.days}
    return {**told, "names_day": after.is_firm and not before.is_firm}


def facts_of(event: Event) -> EventFacts:
    """Return what is said of an event now."""
    return EventFacts(
        **{name: getattr(event, name) for name in _PLAIN},
        date=event.date,
        languages=tuple(event.languages),
        hosts=tuple(HostFacts(party_id=one.party_id, role=one.role) for one in event.hosts),
        participants=tuple(
            ParticipantFacts(
                party_id=one.party_id,
                role=one.role,
                level=one.level,
                names=one.names,
                offices=one.offices,
                answer=one.answer,
                basis=one.basis,
            )
            for one in event.participants
        ),
        relations=tuple(
            RelationFacts(type=one.type, event_id=one.to_event_id, series_id=one.to_series_id)
            for one in event.relations
        ),
        sources=sources.facts_of(event.sources),
        links=tuple(LinkFacts(type=one.type, url=one.url, title=one.title) for one in event.links),
        external_ids=tuple(
            ExternalIdFacts(system=one.system, value=one.value, url=one.url) for one in event.external_ids
        ),
    )


def _apply(session: Session, event: Event, facts: EventFacts) -> None:
    """Set an event's fields and children to checked facts; children that stay the same stay the same rows."""
    lifecycle.check_date(event.status, facts.date)
    _check_references(session, event, facts)
    for name in _PLAIN:
        setattr(event, name, getattr(facts, name))
    event.date = facts.date
    event.languages = list(facts.languages)
    records.replace(session, event.hosts, Host, [{"party_id": one.party_id, "role": one.role} for one in facts.hosts])
    records.replace(session, event.participants, Participant, [_fields(one) for one in facts.participants])
    records.replace(session, event.links, EventLink, [_fields(one) for one in facts.links])
    records.replace(session, event.external_ids, ExternalId, [_fields(one) for one in facts.external_ids])
    rows = [{"type": one.type, "to_event_id": one.event_id, "to_series_id": one.series_id} for one in facts.relations]
    records.replace(session, event.relations, Relation, rows)
    records.replace(session, event.sources, Source, [sources.fields_of(one) for one in facts.sources])
    session.add(event)
    session.flush()
    session.refresh(event)


def _fields(facts: ParticipantFacts | LinkFacts | ExternalIdFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _check_references(session: Session, event: Event, facts: EventFacts) -> None:
    """Raise `InvalidInput` unless all that the facts refer to exists and may be referred to."""
    parties = {*(one.party_id for one in facts.hosts), *(one.party_id for one in facts.participants)}
    records.require_all(session, Party, parties, field="participants")
    records.require_all(session, Format, {facts.format_id}, field="format")
    records.require_all(session, Series, {facts.series_id, *(one.series_id for one in facts.relations)}, field="series")
    records.require_all(session, Event, {one.event_id for one in facts.relations}, field="relations")
    records.require_all(session, User, {facts.owner_id}, field="owner")
    _check_unique(session, event, facts)
    if event.id in {one.event_id for one in facts.relations}:
        raise InvalidInput(_("An event cannot relate to itself."), field="relations")
    records.require_all(session, Paragraph, {one.paragraph_id for one in facts.sources}, field="sources")
    sources.check_quotes(session, facts.sources)


def _check_unique(session: Session, event: Event, facts: EventFacts) -> None:
    """Raise `InvalidInput` for a host named twice in one role, or a foreign id that is given already."""
    hosts = [(one.party_id, one.role) for one in facts.hosts]
    if len(set(hosts)) < len(hosts):
        raise InvalidInput(_("A host is named twice in the same role. Remove one."), field="hosts")
    ids = [(one.system, one.value) for one in facts.external_ids]
    taken = select(ExternalId.id).where(
        tuple_(ExternalId.system, ExternalId.value).in_(ids), ExternalId.event_id != event.id
    )
    if len(set(ids)) < len(ids) or (ids and session.scalar(taken) is not None):
        raise InvalidInput(
            _(
                "An id of another system belongs to one event, once. Correct it, or look whether the other is the same meeting."
            ),
            field="external_ids",
        )
