"""Editions: meetings as the pages of formats, series and parties list them, and who hosted in which year.

An entry made here says what such a list shows and no more: when, what, where, who hosts, how it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Entry, HostFace, PartyFace, Said
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.windows import Window
from calendar_service.models.events import Event, Host
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import agenda, faces, reading
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to

MOST_OF_SERIES = 8
_GATHERING = [key for key, kind in KINDS.items() if kind.gathers]


@dataclass(frozen=True, slots=True)
class Listed:
    """Meetings of a list, and whether it has no room for all."""

    entries: Sequence[Entry] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Hosting:
    """A meeting that a party hosts, chairs or organises."""

    party: PartyFace
    role: str
    title: Said
    url: str
    status: str


@dataclass(frozen=True, slots=True)
class Year:
    """Who hosts in a year; `year` is 0 for meetings without a date."""

    year: int
    hostings: list[Hosting] = field(default_factory=list)


def of_series(
    session: Session, series: Sequence[Series], lang: str, *, to: Actor, at: datetime
) -> Mapping[UUID, Listed]:
    """Return the latest editions of each series, the newest first."""
    ids = [one.id for one in series]
    if not ids:
        return {}
    place = func.row_number().over(partition_by=Event.series_id, order_by=_newest())
    ranked = select(Event.id, Event.series_id, place.label("place"))
    chosen = ranked.where(*_shown(to), Event.series_id.in_(ids)).subquery()
    query = select(chosen).where(chosen.c.place <= MOST_OF_SERIES + 1).order_by(chosen.c.series_id, chosen.c.place)
    rows = session.execute(query).all()
    entries = {entry.id: entry for entry in _entries(session, [row.id for row in rows], lang, at)}
    return {id_: _listed([row for row in rows if row.series_id == id_], entries) for id_ in ids}


def _listed(rows: Sequence[Any], entries: Mapping[UUID, Entry]) -> Listed:
    return Listed([entries[row.id] for row in rows[:MOST_OF_SERIES]], is_cut=len(rows) > MOST_OF_SERIES)


def listed(session: Session, condition: ColumnElement[bool], lang: str, *, to: Actor, at: datetime) -> Listed:
    """Return the latest meetings for which a condition holds, the newest first, as many as a page has."""
    ids = agenda.newest(session, [*_shown(to), condition])
    return Listed(_entries(session, ids[: agenda.PAGE_LENGTH], lang, at), is_cut=len(ids) > agenda.PAGE_LENGTH)


def in_series(series_id: UUID) -> ColumnElement[bool]:
    """Return the condition that a meeting is an edition of a series."""
    return Event.series_id == series_id


def hosted_by(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Return the condition that any of these parties hosts a meeting."""
    return Event.id.in_(select(Host.event_id).where(Host.party_id.in_(ids)))


def hostings(session: Session, format_: Format, lang: str, *, to: Actor) -> list[Year]:
    """Return who hosts the latest meetings of a format, by year, newest first.

    What was called off is left out, and so is what only marks a date.
    """
    of_series = select(Series.id).where(Series.format_id == format_.id)
    within = or_(Event.format_id == format_.id, and_(Event.format_id.is_(None), Event.series_id.in_(of_series)))
    hosted = (Event.id.in_(select(Host.event_id)), Event.status != "cancelled", Event.kind.in_(_GATHERING))
    ids = agenda.newest(session, [*_shown(to), within, *hosted])[: agenda.PAGE_LENGTH]
    query = select(Event, Host.role, Party).join(Host, Host.event_id == Event.id).join(Party, Party.id == Host.party_id)
    places = {id_: place for place, id_ in enumerate(ids)}
    found = session.execute(query.where(Event.id.in_(ids)).order_by(Host.position)).all()
    years: dict[int, Year] = {}
    for event, role, party in sorted(found, key=lambda row: places[row[0].id]):
        day = event.earliest or event.latest
        year = 0 if day is None or event.status == "postponed" else day.year
        years.setdefault(year, Year(year)).hostings.append(_hosting(session, event, role, party, lang))
    return sorted(years.values(), key=lambda one: -one.year)


def _hosting(session: Session, event: Event, role: str, party: Party, lang: str) -> Hosting:
    url = sites.of(session).url(faces.event_path(event.id))
    return Hosting(faces.party_face(party, lang), role, faces.said(event.titles, lang), url, event.status)


def _shown(to: Actor) -> Iterable[ColumnElement[bool]]:
    return visible_to(to), Event.visibility != "withdrawn", Event.merged_into_id.is_(None)


def _newest() -> Sequence[Any]:
    """Order meetings: the newest first; what has no date last, a higher ordinal before a lower one."""
    first = func.coalesce(Event.earliest, Event.latest)
    return first.is_(None), first.desc(), Event.ordinal.is_(None), Event.ordinal.desc(), Event.id


def _entries(session: Session, ids: Sequence[UUID], lang: str, at: datetime) -> list[Entry]:
    if not ids:
        return []
    query = (
        select(Event)
        .where(Event.id.in_(ids))
        .options(
            selectinload(Event.hosts).joinedload(Host.party),
            joinedload(Event.format),
            joinedload(Event.series).joinedload(Series.format),
        )
    )
    found = {event.id: event for event in session.scalars(query)}
    return [reading.seen(session, _entry(session, found[id_], lang), at) for id_ in ids]


def _entry(session: Session, event: Event, lang: str) -> Entry:
    hosts = tuple(HostFace(party=faces.party_face(one.party, lang), role=one.role) for one in event.hosts)
    named = next((one.party.name.text for one in hosts if one.party.code == event.country), "")
    format_ = event.format or (event.series.format if event.series else None)
    return Entry(
        id=event.id,
        uid=event.uid,
        lang=lang,
        url=sites.of(session).url(faces.event_path(event.id)),
        kind=event.kind,
        status=event.status,
        visibility=event.visibility,
        title=faces.said(event.titles, lang),
        sequence=event.sequence,
        created=event.published_at or event.created_at,
        modified=event.content_at,
        date=event.date if event.date_edtf else StatedDate(event.carried_edtf),
        is_carried=bool(event.carried_edtf) and not event.date_edtf,
        stated_on=event.stated_on,
        window=Window(event.window),
        ordinal=event.ordinal,
        ordinal_is_inferred=event.ordinal_is_inferred,
        city=faces.said(event.cities, lang),
        venue=faces.said(event.venues, lang),
        country=event.country,
        country_name=named or faces.country_name(event.country, lang),
        mode=event.mode,
        timezone=event.timezone,
        hosts=hosts,
        format_slug=format_.slug if format_ else "",
        format_name=faces.said(format_.names, lang) if format_ else Said(),
        format_position=format_.position if format_ else 0,
    )
