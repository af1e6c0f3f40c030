"""What time brings about, recorded once by the daily step, so that nothing in a feed changes unrecorded."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import SERVICE
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import KEPT_AFTER_CANCELLATION, Window, cut_on, leaves_feeds_on, pass_day
from calendar_service.models.events import Event
from calendar_service.services import components, faces, journal, recording
from calendar_service.services import site as sites

_WIDEST_ZONE = timedelta(days=1)  # somewhere it is tomorrow already


def tick(session: Session, at: datetime) -> int:
    """Record what has come about by a moment, and return the number of lines that took.

    Windows open and close, confirmed events are held, cancelled and withdrawn ones leave the feeds,
    the cut of large feeds moves. Doing it again on the same day changes nothing.
    """
    head = journal.begin(session)
    before = head.number
    for step in (_pass_windows, _leave_feeds):
        step(session, at)
    cut = cut_on(sites.of(session).day(at))
    if head.cut_on is None or cut > head.cut_on:
        facts = {"before": head.cut_on.isoformat() if head.cut_on else None, "after": cut.isoformat()}
        head.cut_on = cut
        journal.record_calendar(session, "cut_moved", by=SERVICE, at=at, facts=facts)
    head.passed_at = max(at, head.passed_at or at)
    session.flush()
    return head.number - before


def _pass_windows(session: Session, at: datetime) -> None:
    horizon = sites.of(session).day(at) + _WIDEST_ZONE
    awaiting = and_(Event.window == Window.AHEAD.value, Event.earliest <= horizon, Event.is_firm.is_(False))
    open_ = and_(Event.window.in_([Window.AHEAD.value, Window.OPEN.value]), Event.latest < horizon)
    confirmed = and_(Event.status == "confirmed", Event.latest < horizon)
    awaited = Event.status.in_(sorted(AWAITED))
    _each(session, and_(awaited, or_(awaiting, open_, confirmed)), at, _pass_window)


def _each(session: Session, condition: object, at: datetime, step: Callable[[Session, Event, datetime], None]) -> None:
    query = select(Event.id).where(condition, Event.visibility != "withdrawn").order_by(Event.earliest, Event.id)  # type: ignore[arg-type]
    for event_id in session.scalars(query).all():
        found = select(Event).where(Event.id == event_id).options(*faces.loaded())
        event = session.scalars(found.execution_options(populate_existing=True)).one()
        journal.watch(session, event)
        step(session, event, at)


def _pass_window(session: Session, event: Event, at: datetime) -> None:
    shown = faces.entries(session, [event], "en")[0]
    date = shown.date
    passing = pass_day(event.status if shown.is_firm else "", date, sites.day_of(session, event, at))
    if passing.status == "held" and event.status == "confirmed":
        event.status_before, event.status = event.status, "held"
        recording.tell(session, event, "held", by=SERVICE, at=at)
        return
    if passing.window.value == event.window or (shown.is_firm and passing.window is Window.OPEN):
        return
    event.window = passing.window.value
    verb = "window_closed" if passing.window is Window.CLOSED else "window_opened"
    recording.tell(session, event, verb, by=SERVICE, at=at)


def _leave_feeds(session: Session, at: datetime) -> None:
    long_ago = sites.of(session).day(at) + _WIDEST_ZONE - KEPT_AFTER_CANCELLATION
    cancelled = and_(Event.status == "cancelled", Event.cancelled_on < long_ago)
    _each(session, and_(cancelled, Event.has_left_feeds.is_(False)), at, _leave)
    withdrawn = select(Event).where(
        Event.visibility == "withdrawn", Event.withdrawn_on < long_ago, Event.has_left_feeds.is_(False)
    )
    for event in session.scalars(withdrawn.options(*faces.loaded()).order_by(Event.id)).all():
        journal.watch(session, event)
        _leave(session, event, at)


def _leave(session: Session, event: Event, at: datetime) -> None:
    gone_on = event.cancelled_on if event.visibility != "withdrawn" else event.withdrawn_on
    assert gone_on is not None
    today = sites.day_of(session, event, at)
    shown = faces.entries(session, [event], "en")[0].date if event.visibility != "withdrawn" else None
    if today < leaves_feeds_on(gone_on, shown):
        return
    event.has_left_feeds = True
    components.remove(session, event)
    public = event.visibility != "draft"
    journal.record(session, event, "left_feeds", by=SERVICE, at=at, public=public, correction=True)
