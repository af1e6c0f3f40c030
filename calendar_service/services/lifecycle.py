"""The steps of an event's life: publish, confirm, hold, postpone, cancel, reinstate, withdraw, merge, check.

Which step may follow which is decided in `domain.lifecycle`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain import lifecycle
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import Conflict, InvalidInput
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.services import events, pointing, recording
from calendar_service.services import site as sites


def publish(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Make a draft public; raises `Conflict` where it is no draft."""
    event = recording.editable(session, event_id, by, version=version)
    if event.visibility != "draft":
        raise Conflict(_("This event is published already."))
    event.visibility, event.published_at = "published", at
    event.previous_edtf = ""  # nobody had the date it may have been moved from as a draft
    recording.tell(session, event, "published", by=by, at=at)
    return event


def confirm(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Say that an event with a firm date is certain to take place on it."""
    return _step(session, event_id, "confirmed", by=by, at=at, version=version)


def plan(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Say that an event is agreed or announced, with or without a day."""
    return _step(session, event_id, "planned", by=by, at=at, version=version)


def hold(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Say that an event has been held."""
    return _step(session, event_id, "held", by=by, at=at, version=version)


def postpone(
    session: Session,
    event_id: UUID,
    *,
    by: Actor,
    at: datetime,
    reasons: LocalText | None = None,
    version: int | None = None,
) -> Event:
    """Put an event off without a new date: it keeps its place in feeds, marked, until it is given one.

    With a new date it is `events.move` that says so.
    """
    event = recording.editable(session, event_id, by, version=version)
    lifecycle.check_step(event.status, "postponed", event.date, sites.day_of(session, event, at))
    event.status_before, event.status = event.status, "postponed"
    event.reasons = events.check_reasons(reasons)
    recording.tell(session, event, "postponed", by=by, at=at, reasons=event.reasons)
    return event


def cancel(
    session: Session,
    event_id: UUID,
    *,
    by: Actor,
    at: datetime,
    reasons: LocalText | None = None,
    version: int | None = None,
) -> Event:
    """Cancel an event, with a reason that everyone will see; it stays in feeds as cancelled for a while."""
    event = recording.editable(session, event_id, by, version=version)
    today = sites.day_of(session, event, at)
    lifecycle.check_step(event.status, "cancelled", event.date, today)
    event.status_before, event.status = event.status, "cancelled"
    event.reasons_before, event.cancelled_on = event.reasons, today
    event.reasons = events.check_reasons(reasons)
    recording.tell(session, event, "cancelled", by=by, at=at, reasons=event.reasons)
    return event


def reinstate(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Take a cancellation back: the event is where it was before."""
    event = recording.editable(session, event_id, by, version=version)
    if event.status != "cancelled":
        raise Conflict(_("Only a cancelled event can be reinstated."))
    event.status, event.status_before = lifecycle.status_with(event.status_before or "planned", event.date), ""
    event.reasons, event.reasons_before = event.reasons_before, LocalText()
    event.cancelled_on, event.has_left_feeds = None, False
    recording.tell(session, event, "reinstated", by=by, at=at)
    return event


def put_back(
    session: Session,
    event_id: UUID,
    status: str,
    *,
    by: Actor,
    at: datetime,
    reasons: LocalText | None = None,
    version: int | None = None,
) -> Event:
    """Take a step back: the event has a status that it had before, and where given the reasons it had then.

    Raises `InvalidInput` where its date does not allow that any more.
    """
    event = recording.editable(session, event_id, by, version=version)
    today = sites.day_of(session, event, at)
    wanted = lifecycle.status_put_back(status, event.status, event.date, today)
    lifecycle.check_entry(wanted, event.date, today)
    event.status_before, event.status = event.status, wanted
    event.reasons = event.reasons if reasons is None else events.check_reasons(reasons)
    recording.tell(session, event, wanted, by=by, at=at)
    return event


def withdraw(session: Session, event_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Event:
    """Take back what was published by mistake: its text leaves the public calendar and its history."""
    event = recording.editable(session, event_id, by, version=version)
    if event.visibility != "published":
        raise Conflict(_("Only what is published can be withdrawn. A draft can be deleted."))
    event.visibility, event.withdrawn_on = "withdrawn", sites.day_of(session, event, at)
    event.has_left_feeds = False
    recording.tell(session, event, "withdrawn", by=by, at=at)
    return event


def merge(
    session: Session,
    event_id: UUID,
    into_id: UUID,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    into_version: int | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Merge one of two records of one meeting into the other, which keeps its UID, and return that other.

    The one merged is cancelled with a pointer; what led to it leads to the one that stays: relations
    of events and series, documents adopted at it, commitments that it realises. `changes` are what the
    one that stays is to say from now on, as for `events.change`; ids of other systems are taken
    from the one merged where they are among them.
    """
    if event_id == into_id:
        raise InvalidInput(_("An event cannot be merged into itself. Choose the other record."), field="into")
    event = recording.editable(session, event_id, by, version=version)
    into = recording.editable(session, into_id, by, version=into_version)
    if event.visibility != "draft" and into.visibility == "draft":
        raise Conflict(_("Publish the event that stays before you merge a published one into it."))
    event.merged_into_id, event.cancelled_on = into.id, sites.day_of(session, event, at)
    if event.status != "cancelled":
        event.status_before, event.status = event.status, "cancelled"
    if changes and "external_ids" in changes:
        event.external_ids.clear()
    because = {"because": ["event", str(event.id)]}
    pointing.redirect(session, event, into, by=by, at=at, facts=because)
    recording.tell(session, event, "merged", by=by, at=at, facts={"into": str(into.id)})
    return events.change(session, into_id, changes, by=by, at=at) if changes else into


def check(
    session: Session,
    event_id: UUID,
    *,
    by: Actor,
    at: datetime,
    ask_again_on: date,
    version: int | None = None,
) -> Event:
    """Record that an editor looked and there is no news: readers see the day, and nobody asks until another."""
    event = recording.editable(session, event_id, by, version=version)
    today = sites.day_of(session, event, at)
    if ask_again_on <= today:
        raise InvalidInput(_("Choose a day after today on which to ask again."), field="ask_again_on")
    event.last_checked_on, event.asked_again_on = today, ask_again_on
    recording.tell(session, event, "checked", by=by, at=at, facts={"ask_again_on": ask_again_on.isoformat()})
    return event


def uncheck(
    session: Session,
    event_id: UUID,
    checked_on: date | None,
    ask_again_on: date | None,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Event:
    """Take back that an editor looked: the event was last checked when it was before, if it was."""
    event = recording.editable(session, event_id, by, version=version)
    event.last_checked_on, event.asked_again_on = checked_on, ask_again_on
    recording.tell(session, event, "unchecked", by=by, at=at)
    return event


def _step(session: Session, event_id: UUID, status: str, *, by: Actor, at: datetime, version: int | None) -> Event:
    event = recording.editable(session, event_id, by, version=version)
    if event.status == status:
        return event
    if event.status == "postponed":
        raise Conflict(_("This event is postponed. Give it a new date first; it is planned again then."))
    date = event.date if event.date_edtf else StatedDate(event.carried_edtf)
    if status == "confirmed" and not event.is_firm:
        lifecycle.check_date("confirmed", StatedDate())  # what is carried is never firm
    lifecycle.check_step(event.status, status, date, sites.day_of(session, event, at))
    event.status_before, event.status = event.status, status
    recording.tell(session, event, status, by=by, at=at)
    return event
