"""Dossier: all that the page of an event shows of it, in few queries.

An entry is what feeds send as well; here stands beside it what only a page has room for: the sentence
around what is quoted, what stands beside the event, its history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain import paragraphs
from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import CitationFace, Entry, RelationFace, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import leaves_feeds_on
from calendar_service.models.events import Event
from calendar_service.models.formats import Series
from calendar_service.models.sources import Source
from calendar_service.services import components, faces, history, reading, recording
from calendar_service.services import site as sites
from calendar_service.services.feeds import BY_DATE
from calendar_service.services.history import Line
from calendar_service.services.visibility import visible_to

MOST_BESIDE = 12  # events that the same paragraphs announce
_FRAMED = (joinedload(Event.format), joinedload(Event.series).joinedload(Series.format))


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation, and what stands before and after the quoted words in their sentence."""

    citation: CitationFace
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An event or series that stands beside an event.

    `relation` is a key of `kinds.RELATIONS`, seen from this event or (`outward` false) from the other;
    or `agreed_at`, where a document that announces the event was adopted (`spoken_of_at`, where it looks back at it); or `announced_with`, by
    the same paragraph. A series has no status.
    """

    relation: str
    title: Said
    url: str
    outward: bool = True
    date: StatedDate | None = None
    status: str = ""
    format_position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the page of an event shows."""

    entry: Entry
    sent_until: date | None  # the last day on which feeds hold what was cancelled, where they still do
    quotations: Sequence[Quotation]
    neighbours: Sequence[Neighbour]
    lines: Sequence[Line]


def read(session: Session, event_id: UUID, lang: str, *, to: Actor, at: datetime) -> Dossier:
    """Return the dossier of an event; raises `NotFound` and `Gone` as `recording.get` does."""
    event = recording.get(session, event_id, to=to)
    made = faces.entries(session, [event], lang, to=to, inward=True)[0]
    sources = [source for source in event.sources if _is_shown(source, to)]
    return Dossier(
        entry=reading.seen(session, made, at),
        sent_until=_sent_until(session, event, made, at),
        quotations=[_quotation(source, session, lang) for source in sources],
        neighbours=_neighbours(session, event, made, sources, to),
        lines=history.of_event(session, event, lang, to=to),
    )


def entry(session: Session, event_id: UUID, lang: str, *, to: Actor, at: datetime) -> Entry:
    """Return the entry of an event alone, as it stands at a moment; raises as `read` does."""
    event = recording.get(session, event_id, to=to)
    return reading.seen(session, faces.entries(session, [event], lang, to=to)[0], at)


def _sent_until(session: Session, event: Event, made: Entry, at: datetime) -> date | None:
    if event.status != "cancelled" or event.cancelled_on is None or not components.is_in_feeds(event):
        return None
    last = leaves_feeds_on(event.cancelled_on, made.date) - timedelta(days=1)
    return last if sites.day_of(session, event, at) <= last else None


def _is_shown(source: Source, to: Actor) -> bool:
    return source.paragraph is not None and may_see(to, source.paragraph.document.visibility)


def _quotation(source: Source, session: Session, lang: str) -> Quotation:
    assert source.paragraph is not None
    face = faces.citation(source, source.paragraph, sites.of(session), lang)
    return Quotation(face, *paragraphs.around(source.paragraph.text, source.quote))


def _neighbours(
    session: Session, event: Event, made: Entry, sources: Iterable[Source], to: Actor
) -> Sequence[Neighbour]:
    """Return what the event is related to, where it was agreed on, and what was announced with it."""
    announcing = [source.paragraph for source in sources if source.paragraph is not None and not source.is_mention]
    agreed = {paragraph.document.event_id for paragraph in announcing} - {None, event.id}
    cited = [paragraph.id for paragraph in announcing]
    beside = select(Source.event_id).where(Source.paragraph_id.in_(cited), Source.is_mention.is_(False))
    uids = [one.uid for one in made.relations if one.uid]
    wanted = or_(Event.uid.in_(uids), Event.id.in_(agreed), Event.id.in_(beside))
    found = _around(session, wanted, event, to)
    related = [_of_relation(one, found) for one in _in_order(made.relations)]
    others = [one for one in found if one.uid not in uids]
    was_over = [_was_over(event, one) for one in others if one.id in agreed]
    told = [
        _beside(session, one, "spoken_of_at" if _was_over(event, one) else "agreed_at", made.lang)
        for one in others
        if one.id in agreed
    ]
    beside_it = "named_with" if any(was_over) else "announced_with"
    with_it = [_beside(session, one, beside_it, made.lang) for one in others if one.id not in agreed]
    return [*related, *told, *with_it[:MOST_BESIDE]]


def _was_over(event: Event, meeting: Event) -> bool:
    """Tell whether an event was over when a meeting spoke of it: it looked back, and announced nothing."""
    if event.latest is None or event.status in AWAITED:
        return False
    return meeting.latest is None or event.latest <= meeting.latest


def _around(session: Session, wanted: ColumnElement[bool], event: Event, to: Actor) -> Sequence[Event]:
    query = select(Event).where(wanted, Event.id != event.id, Event.merged_into_id.is_(None))
    query = query.where(visible_to(to), Event.visibility != "withdrawn")
    return session.scalars(query.options(*_FRAMED).order_by(*BY_DATE).limit(100)).all()


def _in_order(relations: Iterable[RelationFace]) -> list[RelationFace]:
    return sorted(relations, key=lambda one: (not one.outward, one.type))


def _of_relation(face: RelationFace, found: Iterable[Event]) -> Neighbour:
    other = next((one for one in found if one.uid == face.uid), None)
    return Neighbour(
        relation=face.type,
        outward=face.outward,
        title=face.title,
        url=face.url,
        date=face.date if face.uid else None,
        status=other.status if other else "",
        format_position=_position(other) if other else 0,
    )


def _beside(session: Session, other: Event, relation: str, lang: str) -> Neighbour:
    return Neighbour(
        relation=relation,
        title=faces.said(other.titles, lang),
        url=sites.of(session).url(faces.event_path(other.id)),
        date=other.date if other.date_edtf else StatedDate(other.carried_edtf),
        status=other.status,
        format_position=_position(other),
    )


def _position(event: Event) -> int:
    """Return the place of an event's format in their order; 0 outside any."""
    found = event.format or (event.series.format if event.series else None)
    return found.position if found else 0
