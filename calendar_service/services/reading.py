"""Reading: what the pages show, each with few queries. Nothing is changed here; what changed is told in `history`.

What stands where on the first page is decided by status and by the venue's day, asked anew each
time: a page is right also where the daily step has not been taken yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, literal, select, union_all
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.entries import CitationFace, DateMode, Entry, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.domain.windows import Window, window_on
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series, SeriesParticipant
from calendar_service.models.parties import Party
from calendar_service.models.sources import Source
from calendar_service.services import faces, selecting
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A series that a source mentions as recurring, without naming an occurrence."""

    slug: str
    name: Said
    description: Said
    status: str
    format_name: Said
    format_slug: str
    format_position: int
    citations: tuple[CitationFace, ...]
    kinds: Mapping[str, str]  # of the documents cited, by their addresses


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter takes, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to, beside kinds and statuses."""

    formats: list[Choice]
    series: list[Choice]
    parties: list[Choice]


def entries_of(
    session: Session, ids: Sequence[UUID], lang: str, *, to: Actor, at: datetime
) -> tuple[list[Entry], Mapping[str, str]]:
    """Return events as they stand at a moment, in the order of their ids, and the kinds of the documents they cite.

    The kinds stand by the documents' addresses.
    """
    query = select(Event).where(Event.id.in_(ids)).options(*faces.loaded())
    places = {event_id: place for place, event_id in enumerate(ids)}
    events = sorted(session.scalars(query), key=lambda event: places[event.id])
    found = [seen(session, entry, at) for entry in faces.entries(session, events, lang, to=to)]
    return found, _kinds(session, [source for event in events for source in event.sources])


def is_seen(event: Event, to: Actor) -> bool:
    """Tell whether an actor sees an event in lists."""
    return may_see(to, event.visibility) and event.visibility != "withdrawn" and event.merged_into_id is None


def asked_of(session: Session, asked: Selection) -> list[ColumnElement[bool]]:
    """Return the conditions for the events that a page is asked for."""
    conditions = selecting.conditions(session, asked)
    if asked.dates == DateMode.FIRM:
        conditions.append(Event.is_firm.is_(True))
    if asked.cancelled == "omit":
        conditions.append(Event.status != "cancelled")
    return conditions


def _kinds(session: Session, sources: Iterable[Source]) -> Mapping[str, str]:
    site = sites.of(session)
    cited = [source.paragraph.document for source in sources if source.paragraph is not None]
    return {site.url(f"/documents/{document.slug}"): document.kind for document in cited}


def seen(session: Session, entry: Entry, at: datetime) -> Entry:
    """Return an entry as it stands at a moment: what is still awaited is in the window of the venue's day."""
    if entry.status not in AWAITED:
        return entry
    return replace(entry, window=window_on(entry.date, sites.of(session).day(at, entry.timezone)))


def standing(session: Session, asked: Selection, *, to: Actor) -> list[Standing]:
    """Return the standing series that filters leave; words, periods and statuses are asked of events alone."""
    if asked.q or asked.first or asked.last or asked.event or asked.status or asked.host:
        return []
    query = select(Series).where(Series.is_standing).options(joinedload(Series.format), _cited())
    for values, column in ((asked.kind, Series.kind), (asked.series, Series.slug)):
        query = query.where(column.in_(values)) if values else query
    if asked.format:
        query = query.where(Series.format_id.in_(select(Format.id).where(Format.slug.in_(asked.format))))
    if asked.party:
        meeting = select(SeriesParticipant.series_id).join(Party).where(Party.code.in_(asked.party))
        query = query.where(Series.id.in_(meeting))
    rows = session.scalars(query.order_by(Series.slug)).unique().all()
    made = [_standing(session, row, asked.lang, to) for row in rows]
    return sorted(made, key=lambda one: (one.format_position or 99, one.slug))


def _cited() -> ORMOption:
    return joinedload(Series.sources).joinedload(Source.paragraph).joinedload(Paragraph.document)


def _standing(session: Session, row: Series, lang: str, to: Actor) -> Standing:
    site = sites.of(session)
    cited = [
        faces.citation(source, source.paragraph, site, lang)
        for source in row.sources
        if source.paragraph is not None and may_see(to, source.paragraph.document.visibility)
    ]
    return Standing(
        slug=row.slug,
        name=faces.said(row.names, lang),
        description=faces.said(row.descriptions, lang),
        status=row.status,
        format_name=faces.said(row.format.names, lang) if row.format else Said(),
        format_slug=row.format.slug if row.format else "",
        format_position=row.format.position if row.format else 0,
        citations=tuple(cited),
        kinds=_kinds(session, row.sources),
    )


def choices(session: Session, lang: str) -> Choices:
    """Return what the filters can be set to, in one query."""
    query = union_all(
        select(literal("format").label("noun"), Format.slug.label("value"), Format.names, literal("").label("kind")),
        select(literal("series"), Series.slug, Series.names, literal("")),
        select(literal("party"), Party.code, Party.names, Party.kind),
    )
    found: dict[str, list[Choice]] = {"format": [], "series": [], "party": []}
    for noun, value, names, kind in session.execute(query):
        name = names.get(lang) or (faces.country_name(value, lang) if kind == "state" else value)
        found[noun].append(Choice(value, name))
    in_order: dict[str, Sequence[Choice]] = {
        noun: sorted(listed, key=lambda one: one.name.casefold().replace("ё", "е").lstrip("«‘“"))
        for noun, listed in found.items()
    }
    return Choices(list(in_order["format"]), list(in_order["series"]), list(in_order["party"]))


def is_unheard(entry: Entry) -> bool:
    """Tell whether an entry's time has passed without word."""
    return entry.status in AWAITED and entry.window is Window.CLOSED


def list_of_documents(session: Session, *, to: Actor) -> Sequence[Document]:
    """Return the documents that an actor may see, newest first."""
    shown = and_(visible_to(to, Document), Document.visibility != "withdrawn")
    query = select(Document).where(shown).options(joinedload(Document.event))
    return session.scalars(query.order_by(Document.dated_edtf.desc(), Document.slug)).all()
