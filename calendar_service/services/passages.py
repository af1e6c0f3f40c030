"""Passages: the places of a document that announce or mention something, each with what it speaks of.

A quotation is found where it first stands in its paragraph. Quotations may overlap and repeat: a
paragraph is cut at every end of one, and each piece knows all that speaks through it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Entry, Said
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.sources import Source
from calendar_service.services import documents, faces, reading
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to

NOUNS = ("event", "series", "format", "commitment")  # what a piece leads to first, where it speaks of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a passage speaks of. `entry` is there for an event, `url` is empty where there is no page."""

    noun: str
    id: UUID
    title: Said
    url: str
    position: int = 0  # of the format's colour
    date: StatedDate | None = None
    entry: Entry | None = None
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quotation and its target; `first` and `last` are places in the paragraph's text, the last left out."""

    target: Target
    quote: str
    is_mention: bool
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paragraph's text and the passages it belongs to, the one to lead to first."""

    text: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A paragraph as the page shows it: its text in pieces, without the printed number before it."""

    number: int
    clause: str
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as the page shows it.

    `event` is where it was adopted, if that may be seen; `places` counts what is marked, whatever
    it speaks of, and `commitments` what it undertakes.
    """

    document: Document
    title: Said
    event: Entry | None
    paragraphs: tuple[Shown, ...]
    places: int
    commitments: int


def read(session: Session, name: str, lang: str, *, to: Actor, at: datetime) -> Reading:
    """Return a document by slug or id, with its passages; raises `NotFound` or `Gone`."""
    document = documents.get(session, name, to=to)
    rows = _sources(session, document, to)
    targets = _targets(session, rows, document, lang, to=to, at=at)
    found: dict[UUID, list[Passage]] = {}
    for source, *_records in rows:
        target = targets.get(_target_id(source))
        if target is not None and source.paragraph_id is not None:
            passage = Passage(target=target, quote=source.quote, is_mention=source.is_mention)
            found.setdefault(source.paragraph_id, []).append(passage)
    paragraphs = tuple(shown(one, found.get(one.id, [])) for one in document.paragraphs)
    return Reading(
        document=document,
        title=faces.said(document.titles, lang),
        event=next((one.entry for one in targets.values() if one.id == document.event_id), None),
        paragraphs=paragraphs,
        places=sum(_places(one.pieces) for one in paragraphs),
        commitments=sum(one.noun == "commitment" for one in targets.values()),
    )


Row = tuple[Source, Event | None, Series | None, Format | None, Commitment | None]


def _sources(session: Session, document: Document, to: Actor) -> Sequence[Row]:
    query = (
        select(Source, Event, Series, Format, Commitment)
        .join(Paragraph, Paragraph.id == Source.paragraph_id)
        .outerjoin(Event, (Event.id == Source.event_id) & visible_to(to))
        .outerjoin(Series, Series.id == Source.series_id)
        .outerjoin(Format, Format.id == Source.format_id)
        .outerjoin(Commitment, Commitment.id == Source.commitment_id)
        .where(Paragraph.document_id == document.id)
        .options(joinedload(Series.format), *faces.loaded())
        .order_by(Paragraph.number, Source.is_mention, Source.position, Source.id)
    )
    return list(session.execute(query).unique())


def _target_id(source: Source) -> UUID:
    return source.event_id or source.series_id or source.format_id or source.commitment_id or source.id


def _targets(
    session: Session, rows: Sequence[Row], document: Document, lang: str, *, to: Actor, at: datetime
) -> dict[UUID, Target]:
    events = {event.id: event for _source, event, *_rest in rows if event is not None}
    if document.event is not None and may_see(to, document.event.visibility):
        events.setdefault(document.event.id, document.event)
    entries = faces.entries(session, events.values(), lang, to=to)
    targets = [_of_event(reading.seen(session, entry, at)) for entry in entries]
    site = sites.of(session)
    for _source, _event, series, format_, commitment in rows:
        if series is not None:
            targets.append(_of_series(series, lang, site.url(f"/series/{series.slug}")))
        if format_ is not None:
            targets.append(_of_format(format_, lang, site.url(f"/formats/{format_.slug}")))
        if commitment is not None:
            targets.append(
                _of_commitment(commitment, lang, site.url(f"/documents/{document.slug}#promise-{commitment.id}"))
            )
    return {target.id: target for target in targets}


def _of_event(entry: Entry) -> Target:
    return Target(
        noun="event",
        id=entry.id,
        title=entry.title,
        url=entry.url,
        position=entry.format_position,
        date=entry.date,
        entry=entry,
        status=entry.status,
    )


def _of_series(series: Series, lang: str, url: str) -> Target:
    position = series.format.position if series.format else 0
    title = faces.said(series.names, lang)
    return Target(noun="series", id=series.id, title=title, url=url, position=position, status=series.status)


def _of_format(format_: Format, lang: str, url: str) -> Target:
    title = faces.said(format_.names, lang)
    return Target(noun="format", id=format_.id, title=title, url=url, position=format_.position)


def _of_commitment(commitment: Commitment, lang: str, url: str) -> Target:
    title = faces.said(commitment.titles, lang)
    return Target(noun="commitment", id=commitment.id, title=title, url=url, date=commitment.date)


def shown(paragraph: Paragraph, passages: Iterable[Passage]) -> Shown:
    """Return a paragraph cut where its quotations begin and end."""
    start = printed(paragraph)
    placed = [_placed(passage, paragraph.text) for passage in passages]
    found = [passage for passage in placed if passage.last > passage.first]
    return Shown(
        number=paragraph.number,
        clause=paragraph.clause,
        pieces=tuple(cut(paragraph.text, found, start=start)),
        passages=tuple(_once(placed)),
    )


def printed(paragraph: Paragraph) -> int:
    """Return where the text begins after the number printed before it."""
    clause = paragraph.clause
    if not clause or not paragraph.text.startswith(clause):
        return 0
    rest = paragraph.text[len(clause) :]
    return len(paragraph.text) - len(rest.lstrip(".) \u00a0\t"))


def _placed(passage: Passage, text: str) -> Passage:
    first = text.find(passage.quote) if passage.quote else -1
    last = first + len(passage.quote) if first >= 0 else 0
    return Passage(
        target=passage.target, quote=passage.quote, is_mention=passage.is_mention, first=max(first, 0), last=last
    )


def cut(text: str, passages: Sequence[Passage], *, start: int = 0) -> Iterable[Piece]:
    """Yield a text in pieces that together are the text from `start` on, none of them empty."""
    start = min([start, *(passage.first for passage in passages)])
    ends = {start, len(text), *(end for one in passages for end in (one.first, one.last))}
    places = sorted(end for end in ends if end >= start)
    for first, last in pairwise(places):
        over = [one for one in passages if one.first <= first and one.last >= last]
        yield Piece(text[first:last], tuple(sorted(over, key=_rank)))


def _places(pieces: Sequence[Piece]) -> int:
    """Return how many places are marked: what adjoins is one."""
    marked = [bool(piece.passages) for piece in pieces]
    return sum(now and not before for before, now in pairwise([False, *marked]))


def _rank(passage: Passage) -> tuple[bool, int, int]:
    """Order passages: what is announced before what is mentioned, then by noun, the shorter first."""
    return passage.is_mention, NOUNS.index(passage.target.noun), passage.last - passage.first


def _once(passages: Iterable[Passage]) -> list[Passage]:
    """Return one passage for each target, in the order of their ranks."""
    first: dict[UUID, Passage] = {}
    for passage in sorted(passages, key=_rank):
        first.setdefault(passage.target.id, passage)
    return sorted(first.values(), key=lambda one: (NOUNS.index(one.target.noun), one.first))
