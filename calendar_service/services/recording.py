"""Recording a change of an event: fetch it for change, and tell the journal and the feeds afterwards.

The use cases themselves are in `events` and `lifecycle`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, may_see, require_rank
from calendar_service.domain.carrying import CARRYING, carried
from calendar_service.domain.dates import StatedDate, zones
from calendar_service.domain.errors import Conflict, Gone, NotFound
from calendar_service.domain.text import LocalText
from calendar_service.domain.windows import Window, window_on
from calendar_service.domain.words import _
from calendar_service.models.events import Event
from calendar_service.models.relations import Relation
from calendar_service.services import components, faces, indexing, journal
from calendar_service.services import site as sites


def get(session: Session, event_id: UUID, *, to: Actor) -> Event:
    """Return an event with all that its face shows.

    Raises `Gone` for one that was withdrawn, and `NotFound` where the actor may not know of it.
    """
    event = session.scalar(select(Event).where(Event.id == event_id).options(*faces.loaded()))
    if event is None or (event.visibility == "draft" and not may_see(to, "draft")):
        raise NotFound(_("There is no such event in this calendar."))
    if not may_see(to, event.visibility):
        raise Gone(_("This event was published by mistake and has been withdrawn."))
    return event


def editable(session: Session, event_id: UUID, by: Actor, *, version: int | None = None) -> Event:
    """Return an event that the actor is about to change; no one else changes it until the commit.

    Raises `Conflict` where `version` is given and the event has been saved since.
    """
    require_rank(by, "editor")
    journal.begin(session)
    event = get(session, event_id, to=by)
    session.refresh(event)
    if version is not None and version != event.version:
        raise Conflict(_("Someone has saved this event since you opened it. Look at what changed, then save again."))
    if event.visibility == "withdrawn" or event.merged_into_id is not None:
        raise Conflict(_("This event was withdrawn or merged and can no longer be changed."))
    journal.watch(session, event)
    return event


def tell(
    session: Session,
    event: Event,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reasons: LocalText | None = None,
    facts: dict[str, Any] | None = None,
    correction: bool = False,
    was_public: bool | None = None,
) -> None:
    """Record a change of an event, render what shows it, and tell of every event it touches."""
    public = event.visibility != "draft" if was_public is None else was_public
    update_derived(session, event, at)
    event.updated_at = at
    changed = components.settle(session, [event], at)
    public = public and (verb != "changed" or bool(changed))  # what nobody is shown is no public change
    journal.record(
        session, event, verb, by=by, at=at, public=public, reasons=reasons, facts=facts, correction=correction
    )
    if public:
        restate(session, faces.referring(session, [event.id]), by=by, at=at, because=("event", event.id))


def restate(session: Session, ids: Sequence[UUID], *, by: Actor, at: datetime, because: tuple[str, UUID]) -> None:
    """Render events again that name something which has changed, and what names them in turn.

    Each that looks different now has a line of its own, which is no news: the cause has one.
    """
    facts = {"because": [because[0], str(because[1])]}
    told: set[UUID] = {because[1]}
    waiting = [one for one in ids if one not in told]
    while waiting:
        told.update(waiting)
        touched = _restate(session, waiting, by=by, at=at, facts=facts)
        waiting = [one for one in faces.referring(session, touched) if one not in told] if touched else []


def _restate(session: Session, ids: Iterable[UUID], *, by: Actor, at: datetime, facts: dict[str, Any]) -> list[UUID]:
    query = select(Event).where(Event.id.in_(list(ids))).options(*faces.loaded()).order_by(Event.id)
    events = session.scalars(query.execution_options(populate_existing=True)).all()
    for event in events:
        journal.watch(session, event)
        update_derived(session, event, at)
    drafts = [event for event in events if event.visibility == "draft"]
    changed = components.settle(session, events, at)
    for event in changed:
        event.updated_at = at
        journal.record(session, event, "restated", by=by, at=at, public=True, facts=facts, correction=True)
    return [event.id for event in [*changed, *drafts]]


def update_derived(session: Session, event: Event, at: datetime) -> None:
    """Set what follows from an event's facts: bounds (its own or carried), instants, window, words to be found by."""
    if event.status != "cancelled" or not event.content_hash:  # a cancelled event stays at its date
        carrier = _carrier(event)
        event.carried_by_id = None if carrier is None else carrier.id
        event.carried_edtf = "" if carrier is None else _carried_date(carrier).edtf
    date = event.date if event.date_edtf else StatedDate(event.carried_edtf)
    event.earliest, event.latest = date.earliest, date.latest
    event.is_firm = bool(event.date_edtf) and date.is_firm
    event.starts_at, event.ends_at = _instants(event)
    event.window = _window(session, event, date, at).value
    indexing.keep(session, event)


def _window(session: Session, event: Event, date: StatedDate, at: datetime) -> Window:
    """Return the window to keep: a cancelled or postponed event stays where it was."""
    kept = Window(event.window or Window.NONE)
    if event.status in {"cancelled", "postponed"} and kept is not Window.NONE and date.is_known:
        return kept
    window = window_on(date, sites.day_of(session, event, at))
    return Window.AHEAD if event.is_firm and window is Window.OPEN else window


def _carrier(event: Event) -> Relation | None:
    if event.date_edtf:
        return None
    for relation in event.relations:
        target = relation.to_event
        if relation.type not in CARRYING or target is None or not _carried_date(relation).is_known:
            continue
        if target.visibility == "published" or event.visibility == "draft":
            return relation
    return None


def _carried_date(relation: Relation) -> StatedDate:
    return StatedDate() if relation.to_event is None else carried(relation.type, relation.to_event.date)


def _instants(event: Event) -> tuple[datetime | None, datetime | None]:
    zone = event.date_timezone or event.timezone
    if not event.is_firm or event.start_time is None or not zone or event.earliest is None or event.latest is None:
        return None, None
    starts = zones.resolve(event.earliest, event.start_time, zone).utc
    ends = zones.resolve(event.latest, event.end_time, zone).utc if event.end_time else None
    return starts, ends
