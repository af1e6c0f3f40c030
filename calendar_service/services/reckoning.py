"""Reckoning: every promise that an actor may see, with what has become of it at a moment, in a handful of queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from calendar_service.domain import promises
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.promises import SETTLED, Outcome, Realising, State, Tally
from calendar_service.models.commitments import Commitment, CommitmentParty, Realisation
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.sources import Source
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A promise by what it is counted, chosen and ordered by."""

    id: UUID
    document_id: UUID
    format_id: UUID | None
    party_ids: Sequence[UUID]
    term: StatedDate
    outcome: Outcome
    order: tuple[str, str, int]  # of its document, then in it


def tally_of(
    session: Session, *within: ColumnElement[bool], to: Actor, at: datetime
) -> tuple[Tally, Sequence[Reckoned]]:
    """Return the tally of the promises for which conditions hold, and the promises themselves by their terms."""
    rows = sorted(reckon(session, *within, to=to, at=at), key=by_term)
    return promises.tally(row.outcome.state for row in rows), rows


def tallies(rows: Iterable[Reckoned], keys: Callable[[Reckoned], Iterable[UUID | None]]) -> dict[UUID | None, Tally]:
    """Return the tally of promises under each of the keys that they have."""
    found: dict[UUID | None, list[State]] = {}
    for row in rows:
        for key in keys(row):
            found.setdefault(key, []).append(row.outcome.state)
    return {key: promises.tally(states) for key, states in found.items()}


def of_documents(row: Reckoned) -> Iterable[UUID | None]:
    """Return the document that makes a promise, as a key to count by."""
    return (row.document_id,)


def of_formats(row: Reckoned) -> Iterable[UUID | None]:
    """Return the format in which a promise was made, as a key to count by."""
    return (row.format_id,)


def of_parties(row: Reckoned) -> Iterable[UUID | None]:
    """Return the parties that made a promise, as keys to count by."""
    return row.party_ids or (None,)


def by_party(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Return the condition that any of these parties made a promise."""
    return Commitment.id.in_(select(CommitmentParty.commitment_id).where(CommitmentParty.party_id.in_(ids)))


def reckon(session: Session, *within: ColumnElement[bool], to: Actor, at: datetime) -> list[Reckoned]:
    """Return every promise that an actor may see, reckoned at a moment; `within` are conditions of commitments."""
    shown = (visible_to(to, Document), Document.visibility != "withdrawn", *within)
    ids = select(Commitment.id).join(Document).where(*shown)
    rows = session.execute(_made(to).where(*shown)).all()
    realising, formats = _realising(session, ids, to, at) if rows else ({}, {})
    parties = _parties(session, ids) if rows else {}
    said = _said_broken(session, [row.id for row in rows if row.is_broken], to)
    today = sites.of(session).day(at)
    return [
        Reckoned(
            id=row.id,
            document_id=row.document_id,
            format_id=row.format_id or formats.get(row.id),
            party_ids=parties.get(row.id, ()),
            term=_stated(row.date_edtf),
            outcome=promises.outcome(
                _stated(row.date_edtf),
                realising.get(row.id, ()),
                today,
                is_dropped=row.is_dropped,
                is_broken=row.id in said,
            ),
            order=(row.dated_edtf, row.slug, row.position),
        )
        for row in rows
    ]


def _made(to: Actor) -> Select[*tuple[Any, ...]]:
    """Return the query for commitments, with the format in which the document of each was adopted."""
    adopted, series = aliased(Event), aliased(Series)
    return (
        select(
            Commitment.id,
            Commitment.date_edtf,
            Commitment.is_dropped,
            Commitment.is_broken,
            Commitment.position,
            Commitment.document_id,
            Document.slug,
            Document.dated_edtf,
            func.coalesce(adopted.format_id, series.format_id).label("format_id"),
        )
        .join(Document, Document.id == Commitment.document_id)
        .outerjoin(adopted, and_(adopted.id == Document.event_id, _is_shown(adopted, to)))
        .outerjoin(series, series.id == adopted.series_id)
    )


def _is_shown(event: type[Event], to: Actor) -> ColumnElement[bool]:
    return and_(visible_to(to, event), event.visibility != "withdrawn")


def _realising(
    session: Session, ids: Select[Any], to: Actor, at: datetime
) -> tuple[dict[UUID, list[Realising]], dict[UUID, UUID]]:
    """Return what realises commitments, and the format of that."""
    event, series = aliased(Event), aliased(Series)
    query = (
        select(
            Realisation.commitment_id,
            Realisation.series_id,
            Commitment.date_edtf.label("term"),
            event.status,
            func.coalesce(func.nullif(event.date_edtf, ""), event.carried_edtf).label("edtf"),
            event.is_firm,
            event.timezone,
            func.coalesce(event.format_id, series.format_id).label("format_id"),
        )
        .join(Commitment, Commitment.id == Realisation.commitment_id)
        .outerjoin(event, and_(event.id == Realisation.event_id, _is_shown(event, to)))
        .outerjoin(series, series.id == func.coalesce(Realisation.series_id, event.series_id))
        .where(Realisation.commitment_id.in_(ids))
        .order_by(Realisation.commitment_id, Realisation.id)
    )
    rows = session.execute(query).all()
    editions = _first_editions(session, {row.series_id for row in rows if row.series_id and row.term}, to)
    site = sites.of(session)
    found: dict[UUID, list[Realising]] = {}
    formats: dict[UUID, UUID] = {}
    for row in rows:
        said = editions.get(row.series_id) if row.series_id else row
        if said is None or said.status is not None:
            one = _realising_one(said, site.day(at, said.timezone if said else ""), is_series=bool(row.series_id))
            found.setdefault(row.commitment_id, []).append(one)
        if row.format_id:
            formats.setdefault(row.commitment_id, row.format_id)
    return found, formats


def _realising_one(row: Any, today: date, *, is_series: bool) -> Realising:
    if row is None:
        return Realising(status="", today=today, is_series=is_series)
    date_ = _stated(row.edtf)
    return Realising(status=row.status, date=date_, is_firm=row.is_firm, today=today, is_series=is_series)


def _first_editions(session: Session, ids: set[UUID], to: Actor) -> Mapping[UUID, Any]:
    """Return the first edition that has been held of each series, where there is one."""
    if not ids:
        return {}
    place = func.row_number().over(partition_by=Event.series_id, order_by=(Event.latest.is_(None), Event.latest))
    held = (
        select(Event.series_id, Event.status, Event.date_edtf.label("edtf"), Event.is_firm, Event.timezone, place.label("place"))
        .where(Event.series_id.in_(ids), Event.status == "held", _is_shown(Event, to), Event.merged_into_id.is_(None))
        .subquery()
    )  # fmt: skip
    return {row.series_id: row for row in session.execute(select(held).where(held.c.place == 1))}


def _parties(session: Session, ids: Select[Any]) -> Mapping[UUID, Sequence[UUID]]:
    query = select(CommitmentParty.commitment_id, CommitmentParty.party_id)
    found: dict[UUID, list[UUID]] = {}
    ordered = query.where(CommitmentParty.commitment_id.in_(ids)).order_by(CommitmentParty.position)
    for commitment_id, party_id in session.execute(ordered):
        found.setdefault(commitment_id, []).append(party_id)
    return found


def _said_broken(session: Session, ids: Sequence[UUID], to: Actor) -> set[UUID]:
    """Return the commitments of which a source that the actor may see says that they were not kept."""
    if not ids:
        return set()
    seen = ["link", "private"] if to.has_rank("planner") else ["link"]
    query = select(Source.commitment_id).where(Source.commitment_id.in_(ids), Source.sort.in_(seen))
    return {id_ for id_ in session.scalars(query) if id_ is not None}


@lru_cache(maxsize=4096)
def _stated(edtf: str) -> StatedDate:
    return StatedDate(edtf)


def by_term(row: Reckoned) -> tuple[Any, ...]:
    """Order promises: those not settled first, by their terms, the nearest first; then the settled, the latest first."""
    if row.outcome.state in SETTLED:
        last = row.term.latest or date.min
        return True, -last.toordinal(), 0, 0, *row.order, row.id
    return False, *row.term.sort_key, *row.order, row.id
