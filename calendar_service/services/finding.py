"""Finding: what a reader's words lead to in the whole calendar: meetings, passages of documents, promises, names.

Every list is bounded, and so is counting. Meetings are ordered by how well they fit while they are
few; else by date, as ordering many would take long and help nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain import search as searching
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.search import Part, Query
from calendar_service.domain.selection import Selection
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.models.sources import Source
from calendar_service.services import agenda, faces, passages, reading, search
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to

MOST_EVENTS = 30
MOST_RANKED = 200
MOST_PASSAGES = 12
MOST_NAMES = 12
MOST_PROMISES = 12
MOST_COUNTED = 1000
_SHOWN_ALIKE = ("lang", "q", "dates", "cancelled", "profile", "alarm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph that holds the words: an excerpt of it, in the document's language."""

    document: Said
    lang: str
    kind: str
    paragraph: int
    clause: str
    url: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A format, a series, a party or a document that is called so; `position` is of a format's colour."""

    noun: str
    title: Said
    url: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment, its term, and the passage that undertakes it."""

    title: Said
    date: StatedDate
    document: Said
    paragraph: int
    clause: str
    url: str


@dataclass(slots=True, kw_only=True)
class Found:
    """What was found. `numbers` are of all there is of each noun, counted up to `MOST_COUNTED` and one more.

    `kinds` are those of the documents that the entries cite, by their addresses.
    """

    entries: Sequence[Entry] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    passages: Sequence[Passage] = ()
    promises: Sequence[Promise] = ()
    names: Sequence[Name] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not any(self.numbers.values())


def find(session: Session, asked: Selection, *, to: Actor, at: datetime) -> Found:
    """Return what the words of a selection find; filters besides the words are of meetings, and leave only those."""
    queries = [query for text in asked.q if (query := searching.read(text))]
    if asked.q and not queries:
        return Found()
    ids, number = _events(session, asked, queries, to=to, today=sites.of(session).day(at))
    entries, kinds = reading.entries_of(session, ids, asked.lang, to=to, at=at)
    found = Found(entries=entries, kinds=kinds, numbers={"event": number})
    if queries and not asked.query(without=_SHOWN_ALIKE):
        finder = _Finder(session, queries, asked.lang, to)
        found.passages, passage_number = finder.passages()
        found.promises, promise_number = finder.promises()
        found.names, of_names = finder.names()
        found.numbers = {"event": number, "passage": passage_number, "promise": promise_number, **of_names}
    return found


def _events(
    session: Session, asked: Selection, queries: Sequence[Query], *, to: Actor, today: date
) -> tuple[list[UUID], int]:
    """Return the events to show, the best first, and how many there are."""
    conditions = agenda.shown(session, asked, to)
    number = _counted(session, select(Event.id).where(*conditions))
    if number <= MOST_RANKED:
        rows = session.execute(select(Event.id, Event.titles, Event.earliest, Event.latest).where(*conditions))
        ranked = sorted(rows, key=lambda row: _rank(row, queries, today))
        return [row[0] for row in ranked[:MOST_EVENTS]], number
    return _by_date(session, conditions, today), number


def _by_date(session: Session, conditions: Sequence[ColumnElement[bool]], today: date) -> list[UUID]:
    """Return the events that come next, then those that began last, then those of which only the last day is known."""
    chosen, keys = select(Event.id).where(*conditions), (Event.earliest, Event.latest, Event.id)
    ids: list[UUID] = []
    for query in (
        chosen.where(Event.earliest >= today).order_by(*keys),
        chosen.where(Event.earliest < today).order_by(*(key.desc() for key in keys)),
        chosen.where(Event.earliest.is_(None)).order_by(Event.latest.desc(), Event.id.desc()),
    ):
        if len(ids) < MOST_EVENTS:
            ids += session.scalars(query.limit(MOST_EVENTS - len(ids)))
    return ids


def _rank(row: Any, queries: Sequence[Query], today: date) -> tuple[bool, int, int, UUID]:
    """Order events: by whether the title says it, what is ahead before what was and what has no date, the nearest first."""
    id_, titles, earliest, latest = row
    text = f" {search.STROKE} ".join(said for _lang, said in titles)
    is_called = not queries or any(query.holds(text) for query in queries)
    if earliest is None and latest is None:
        return not is_called, 2, 0, id_
    if latest is not None and latest < today:
        return not is_called, 1, (today - latest).days, id_
    return not is_called, 0, max(((earliest or today) - today).days, 0), id_


def _counted(session: Session, query: Select[Any]) -> int:
    bounded = query.limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(bounded)) or 0


class _Finder:
    """Finds what is not a meeting: by queries of which one must hold, in a language, for an actor."""

    def __init__(self, session: Session, queries: Sequence[Query], lang: str, actor: Actor) -> None:
        self.session, self.queries, self.lang, self.actor = session, queries, lang, actor
        self.site = sites.of(session)
        self.is_shown = and_(visible_to(actor, Document), Document.visibility != "withdrawn")

    def passages(self) -> tuple[list[Passage], int]:
        """Return paragraphs of documents, those of the newest first."""
        query = select(Paragraph).join(Document).where(self.is_shown, self._holds(Paragraph.id, "paragraph"))
        ordered = query.order_by(Document.dated_edtf.desc(), Document.slug, Paragraph.number)
        rows = self.session.scalars(ordered.options(joinedload(Paragraph.document)).limit(MOST_PASSAGES)).all()
        return [self._passage(row) for row in rows], _counted(self.session, query)

    def _passage(self, row: Paragraph) -> Passage:
        query = next((one for one in self.queries if one.holds(row.text)), self.queries[0])
        return Passage(
            document=faces.said(row.document.titles, self.lang),
            lang=row.document.language,
            kind=row.document.kind,
            paragraph=row.number,
            clause=row.clause,
            url=self.site.url(faces.paragraph_path(row.document, row.number)),
            parts=searching.excerpt(row.text, query, start=passages.printed(row)),
        )

    def promises(self) -> tuple[list[Promise], int]:
        """Return commitments, by their terms."""
        query = select(Commitment).join(Document).where(self.is_shown, self._holds(Commitment.id, "commitment"))
        ordered = query.order_by(Commitment.latest.is_(None), Commitment.latest, Commitment.position, Commitment.id)
        cited = selectinload(Commitment.sources).joinedload(Source.paragraph)
        rows = self.session.scalars(ordered.options(joinedload(Commitment.document), cited).limit(MOST_PROMISES))
        return [self._promise(row) for row in rows.unique()], _counted(self.session, query)

    def _promise(self, row: Commitment) -> Promise:
        cited = [one.paragraph for one in row.sources if one.paragraph and one.paragraph.document_id == row.document_id]
        path = faces.paragraph_path(row.document, cited[0].number) if cited else f"/documents/{row.document.slug}"
        return Promise(
            title=faces.said(row.titles, self.lang),
            date=row.date,
            document=faces.said(row.document.titles, self.lang),
            paragraph=cited[0].number if cited else 0,
            clause=cited[0].clause if cited else "",
            url=self.site.url(path),
        )

    def names(self) -> tuple[list[Name], dict[str, int]]:
        """Return formats, series, parties and documents, and how many there are of each."""
        found: list[Name] = []
        numbers: dict[str, int] = {}
        for noun, kind, order in (
            ("format", Format, Format.position),
            ("series", Series, Series.slug),
            ("party", Party, Party.code),
            ("document", Document, Document.dated_edtf.desc()),
        ):
            query: Select[Any] = select(kind).where(self._holds(kind.id, noun))
            query = query.where(self.is_shown) if noun == "document" else query
            query = query.options(joinedload(Series.format)) if noun == "series" else query
            rows = self.session.scalars(query.order_by(order, kind.id).limit(MOST_COUNTED + 1)).all()
            numbers[noun] = len(rows)
            found += [self._name(noun, row) for row in rows[:MOST_NAMES]]
        return found, numbers

    def _name(self, noun: str, row: Any) -> Name:
        paths = {"format": "/formats/", "series": "/series/", "party": "/parties/", "document": "/documents/"}
        url = self.site.url(f"{paths[noun]}{row.code if noun == 'party' else row.slug}")
        if noun == "party":
            return Name(noun=noun, title=faces.party_face(row, self.lang).name, url=url)
        title = faces.said(row.titles if noun == "document" else row.names, self.lang)
        of_format = row.format if noun == "series" else row
        position = of_format.position if noun in {"format", "series"} and of_format is not None else 0
        return Name(noun=noun, title=title, url=url, position=position)

    def _holds(self, column: Any, noun: str) -> ColumnElement[bool]:
        return or_(*(column.in_(search.matching(self.session, query, noun)) for query in self.queries))
