"""Events over the API: find, record, change them, and take the steps of their life."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from calendar_service.api import lists, schemas
from calendar_service.api.calls import Answer, Call, database, settings
from calendar_service.api.operations import Parameter, operation
from calendar_service.api.problems import Refused
from calendar_service.domain import selection
from calendar_service.domain.errors import InvalidInput, NotFound
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.lifecycle import STATUSES, VISIBILITIES
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _
from calendar_service.models.events import Event, ExternalId
from calendar_service.parse.bodies import EventChange, EventNew, StepBody
from calendar_service.services import (
    agenda,
    bodies,
    events,
    faces,
    journal,
    lifecycle,
    recording,
    resources,
    search,
    selecting,
)
from calendar_service.services.visibility import visible_to

_TEXT = {"type": "string"}
FILTERS = {
    "kind": Parameter("Kinds of events.", {"type": "string", "enum": list(KINDS)}, repeats=True),
    "status": Parameter("Statuses.", {"type": "string", "enum": list(STATUSES)}, repeats=True),
    "format": Parameter("Slugs of formats; `outside` for events that belong to none.", _TEXT, repeats=True),
    "series": Parameter("Slugs of series.", _TEXT, repeats=True),
    "party": Parameter("Codes of parties, as host or participant.", _TEXT, repeats=True),
    "host": Parameter("Codes of host parties.", _TEXT, repeats=True),
    "event": Parameter("Ids of events.", {"type": "string", "format": "uuid"}, repeats=True),
    "q": Parameter("Words to be found, in any of their forms.", _TEXT, repeats=True),
    "from": Parameter("Only what may fall on this day (or month, or year) or later.", _TEXT),
    "to": Parameter("Only what may fall on this day (or month, or year) or earlier.", _TEXT),
}
_LIST = {
    **FILTERS,
    "visibility": Parameter(
        "What one may see is listed but for what was withdrawn; this chooses among it.",
        {"type": "string", "enum": list(VISIBILITIES)},
        repeats=True,
    ),
    "sort": Parameter(
        "By date, what has none last; with a minus the latest first.",
        {"type": "string", "enum": ["date", "-date"], "default": "date"},
    ),
    **lists.PAGING,
}
_LANG = {"lang": lists.LANG}


@operation("GET", "/events", name="list_events", tag="Events", answer=schemas.Events, parameters=_LIST, errors=(422,))
def listed(call: Call) -> Answer:
    """List events, by their dates.

    The filters are those of the feeds: values of one name are alternatives, different names must all
    hold. What was merged into another is left out.
    """
    asked = selection.read(call.query)
    sort = call.one("sort", "date")
    if sort not in {"date", "-date"}:
        raise selection.unknown("sort", sort, ["date", "-date"])
    most, after = lists.limit(call), lists.start(call)
    with database().reading() as session:
        selecting.check_names(session, asked)
        conditions = search.narrowed(session, [*_shown(call), *selecting.conditions(session, asked)], asked.q)
        ids = agenda.following(
            session, conditions, UUID(after) if after else None, ascending=sort == "date", limit=most + 1
        )
        rows = _loaded(session, ids[:most])
        last = str(ids[most - 1]) if len(ids) > most else ""
        return lists.page(call, resources.events(session, rows, to=call.actor), last)


def _shown(call: Call) -> list[ColumnElement[bool]]:
    wanted = call.query.get("visibility", [])
    for one in wanted:
        if one not in VISIBILITIES:
            raise selection.unknown("visibility", one, VISIBILITIES)
    chosen = Event.visibility.in_(wanted) if wanted else Event.visibility != "withdrawn"
    return [visible_to(call.actor), chosen, Event.merged_into_id.is_(None)]


def _loaded(session: Session, ids: Sequence[UUID]) -> list[Event]:
    places = {event_id: place for place, event_id in enumerate(ids)}
    query = select(Event).where(Event.id.in_(ids)).options(*faces.loaded())
    return sorted(session.scalars(query), key=lambda row: places[row.id])


@operation(
    "GET",
    "/events/{event_id}",
    name="get_event",
    tag="Events",
    answer=schemas.Event,
    parameters=_LANG,
    errors=(404, 410),
)
def get(call: Call) -> Answer:
    """Read an event.

    Its ETag begins with its version, which is what `If-Match` is compared with. What was withdrawn is
    a 410; what may not be seen does not exist.
    """
    with database().reading() as session:
        return _answer(session, recording.get(session, call.id("event_id"), to=call.actor), call)


@operation(
    "POST",
    "/events",
    name="create_event",
    tag="Events",
    answer=schemas.Event,
    body=EventNew,
    status=201,
    scope="write",
    parameters=_LANG,
    errors=(403, 409, 422),
)
def create(call: Call) -> Answer:
    """Record an event, as a draft or published at once.

    A date is written as EDTF or as people write it, in Russian or English. What lay in the past may
    be entered as held or cancelled.
    """
    body = call.body(EventNew)
    with database().writing() as session:
        facts = _facts(session, body)
        row = events.create(
            session, facts, by=call.actor, at=call.at, status=body.status, publish=body.publish, reasons=LocalText(body.reason or {})
        )  # fmt: skip
        return _created(session, row, call)


@operation(
    "PATCH",
    "/events/{event_id}",
    name="change_event",
    tag="Events",
    answer=schemas.Event,
    body=EventChange,
    scope="write",
    matches=True,
    parameters=_LANG,
    errors=(403, 404, 409, 410, 422),
)
def change(call: Call) -> Answer:
    """Change what is said of an event.

    Only what is named changes; a list is replaced as a whole, and null empties. With `correction` it
    is in the journal and in feeds, but no news. `reason` is public.
    """
    body = call.body(EventChange)
    with database().writing() as session:
        row = _matched(session, call)
        changes = bodies.changes_of(session, body, events.facts_of(row))
        row = events.change(
            session, row.id, changes, by=call.actor, at=call.at, reasons=LocalText(body.reason or {}), correction=body.correction
        )  # fmt: skip
        return _answer(session, row, call)


@operation(
    "DELETE",
    "/events/{event_id}",
    name="delete_event",
    tag="Events",
    answer=None,
    status=204,
    scope="write",
    matches=True,
    parameters=_LANG,
    errors=(403, 404, 409, 410),
)
def delete(call: Call) -> Answer:
    """Delete a draft that was never published.

    What was published is not deleted: cancel it, or withdraw it where it was a mistake.
    """
    with database().writing() as session:
        events.delete(session, _matched(session, call).id, by=call.actor, at=call.at)
    return Answer()


@operation(
    "PUT",
    "/events/external/{system}/{external_id}",
    name="put_event",
    tag="Events",
    answer=schemas.Event,
    body=EventNew,
    scope="write",
    parameters=_LANG,
    errors=(403, 409, 410, 422),
)
def put(call: Call) -> Answer:
    """Record or change the event of another system, by its id there.

    So that a nightly synchronisation needs no table of its own: the first time the event is made
    (201), from then on it is changed (200), and nothing is written where nothing has changed.
    `status` and `publish` count when it is made; later steps have operations of their own.
    """
    body = call.body(EventNew)
    own = (call.arguments["system"], call.arguments["external_id"])
    named = _named(body, *own)
    with database().writing() as session:
        journal.begin(session)
        query = select(ExternalId.event_id).where(ExternalId.system == own[0], ExternalId.value == own[1])
        event_id = session.scalar(query)
        if event_id is None:
            facts = _facts(session, named)
            row = events.create(session, facts, by=call.actor, at=call.at, status=body.status, publish=body.publish)
            return _created(session, row, call)
        row = recording.get(session, event_id, to=call.actor)
        changes = bodies.changes_of(session, named, events.facts_of(row))
        row = events.change(session, row.id, changes, by=call.actor, at=call.at, reasons=LocalText(body.reason or {}))
        return _answer(session, row, call)


def _facts(session: Session, body: EventNew) -> EventFacts:
    empty = EventFacts(kind="", titles=LocalText())
    return replace(empty, **bodies.changes_of(session, body, empty))


def _named(body: EventNew, system: str, value: str) -> EventNew:
    """Return a body that names the event's id in the system by which it came; it may name other ones besides."""
    others = [one.model_dump() for one in body.external_ids or () if (one.system, one.id) != (system, value)]
    sent = body.model_dump(exclude_unset=True) | {"external_ids": [{"system": system, "id": value}, *others]}
    return EventNew.model_validate(sent)


Step = Callable[[Session, UUID, Call, StepBody], Event]


def _plain(service: Callable[..., Event]) -> Step:
    return lambda session, event_id, call, _body: service(session, event_id, by=call.actor, at=call.at)


def _with_reason(service: Callable[..., Event]) -> Step:
    return lambda session, event_id, call, body: service(
        session, event_id, by=call.actor, at=call.at, reasons=LocalText(body.reason or {})
    )


def _move(session: Session, event_id: UUID, call: Call, body: StepBody) -> Event:
    if body.date is None:
        raise InvalidInput(_("This member is missing. Add it."), field="date")
    facts = events.facts_of(recording.get(session, event_id, to=call.actor))
    changes = bodies.dated(body.date, facts)
    return events.change(session, event_id, changes, by=call.actor, at=call.at, reasons=LocalText(body.reason or {}))


def _check(session: Session, event_id: UUID, call: Call, body: StepBody) -> Event:
    if body.ask_again_on is None:
        raise InvalidInput(_("This member is missing. Add it."), field="ask_again_on")
    return lifecycle.check(session, event_id, by=call.actor, at=call.at, ask_again_on=body.ask_again_on)


def _merge(session: Session, event_id: UUID, call: Call, body: StepBody) -> Event:
    into = selection.event_id(body.into or "")
    if into is None:
        raise InvalidInput(_("Name the event that stays, by its id."), field="into")
    return lifecycle.merge(session, event_id, into, by=call.actor, at=call.at)


STEPS: dict[str, tuple[Step, frozenset[str]]] = {  # what each does, and the members it takes
    "publish": (_plain(lifecycle.publish), frozenset()),
    "plan": (_plain(lifecycle.plan), frozenset()),
    "confirm": (_plain(lifecycle.confirm), frozenset()),
    "move": (_move, frozenset({"date", "reason"})),
    "postpone": (_with_reason(lifecycle.postpone), frozenset({"reason"})),
    "cancel": (_with_reason(lifecycle.cancel), frozenset({"reason"})),
    "hold": (_plain(lifecycle.hold), frozenset()),
    "reinstate": (_plain(lifecycle.reinstate), frozenset()),
    "withdraw": (_plain(lifecycle.withdraw), frozenset()),
    "check": (_check, frozenset({"ask_again_on"})),
    "merge": (_merge, frozenset({"into"})),
}


@operation(
    "POST",
    "/events/{event_id}/{step}",
    name="step_event",
    tag="Events",
    answer=schemas.Event,
    body=StepBody,
    scope="write",
    matches=True,
    parameters=_LANG,
    errors=(403, 404, 409, 410, 422),
)
def step(call: Call) -> Answer:
    """Take a step of an event's life.

    `publish`, `plan`, `confirm`, `hold`, `reinstate` and `withdraw` take nothing; `move` takes a
    `date` (and a `reason`), `postpone` and `cancel` a `reason` that everyone will see, `check` the day
    to `ask_again_on` (checked, no news), `merge` the id of the event to merge `into`, which is answered.
    """
    found = STEPS.get(call.arguments["step"])
    if found is None:
        raise NotFound(_("There is no such step. There are: %(known)s."), known=", ".join(STEPS))
    take, members = found
    body = call.body(StepBody)
    if strange := sorted(body.model_fields_set - members):
        raise InvalidInput(
            _("The step “%(step)s” does not take this member."), field=strange[0], step=call.arguments["step"]
        )
    with database().writing() as session:
        row = take(session, _matched(session, call).id, call, body)
        return _answer(session, row, call)


def _matched(session: Session, call: Call) -> Event:
    """Return the event of the path for this transaction to change; raises `Refused` where it has another version by now."""
    journal.begin(session)
    row = recording.get(session, call.id("event_id"), to=call.actor)
    session.refresh(row)
    if call.version is not None and row.version != call.version:
        raise Refused(
            412, "version_mismatch", _("Someone has saved this event since it was read. Read it again, then change it.")
        )
    return row


def _created(session: Session, row: Event, call: Call) -> Answer:
    found = _answer(session, row, call)
    return replace(found, status=201, headers={"Location": f"{settings().base_url}/api/v1/events/{row.id}"})


def _answer(session: Session, row: Event, call: Call) -> Answer:
    session.flush()
    shown = session.scalar(
        select(Event).where(Event.id == row.id).options(*faces.loaded()).execution_options(populate_existing=True)
    )
    assert shown is not None
    return Answer(resources.event(session, shown, to=call.actor), version=shown.version)
