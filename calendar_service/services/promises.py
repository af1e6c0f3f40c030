"""Promises: those that are asked for, counted and put in order, all from one reckoning (`services.reckoning`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain import promises, search
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import PartyFace, Said
from calendar_service.domain.promise_selection import PromiseSelection
from calendar_service.domain.promises import DocumentFace, Tally
from calendar_service.domain.selection import OUTSIDE, Selection, unknown
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.feeds import SlugAlias
from calendar_service.models.formats import Format
from calendar_service.models.parties import Party
from calendar_service.services import faces, promise_faces, reckoning, selecting
from calendar_service.services import search as searching
from calendar_service.services.reckoning import Reckoned


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a document, format or party, and the tally of its promises."""

    key: str
    name: Said
    tally: Tally
    document: DocumentFace | None = None
    position: int = 0


@dataclass(slots=True, kw_only=True)
class Names:
    """What documents, formats and parties are called, by their ids."""

    documents: Mapping[UUID, DocumentFace]
    formats: Mapping[UUID, Format]
    parties: Mapping[UUID, PartyFace]


@dataclass(slots=True, kw_only=True)
class Found:
    """The promises that filters leave, in order, and what all that an actor may see are called by."""

    rows: Sequence[Reckoned]
    total: int
    names: Names
    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)

    @property
    def tally(self) -> Tally:
        """How many are in each state."""
        return promises.tally(row.outcome.state for row in self.rows)


def find(session: Session, asked: PromiseSelection, lang: str, *, to: Actor, at: datetime) -> Found:
    """Return the promises that are asked for; raises `InvalidInput` for a name that the calendar does not have."""
    asked_of = Selection(format=asked.format, party=asked.party)
    selecting.check_names(session, asked_of)
    known = reckoning.reckon(session, to=to, at=at)
    names = _names(session, known, lang, to)
    fits = _fitting(session, asked, selecting.renamed(session, asked_of).format, names)
    rows = sorted((row for row in known if fits(row)), key=_in_order(asked.sort, names))
    return Found(rows=rows, total=len(known), names=names, lines=_lines(rows, names, lang))


def _names(session: Session, rows: Sequence[Reckoned], lang: str, to: Actor) -> Names:
    documents = select(Document).where(Document.id.in_({row.document_id for row in rows}))
    formats = select(Format).where(Format.id.in_({row.format_id for row in rows if row.format_id}))
    parties = select(Party).where(Party.id.in_({id_ for row in rows for id_ in row.party_ids}))
    found = session.scalars(documents.options(joinedload(Document.event)))
    return Names(
        documents={one.id: promise_faces.of_document(session, one, lang, to) for one in found},
        formats={one.id: one for one in session.scalars(formats)},
        parties={one.id: faces.party_face(one, lang) for one in session.scalars(parties)},
    )


def _fitting(
    session: Session, asked: PromiseSelection, formats: tuple[str, ...], names: Names
) -> Callable[[Reckoned], bool]:
    """Return whether a promise is one that is asked for."""
    documents = _document_ids(session, asked.document, names)
    format_ids = {id_ for id_, one in names.formats.items() if one.slug in formats}
    parties = set(selecting.party_ids(session, asked.party)) if asked.party else set()
    words = set(session.scalars(_with_words(session, asked.q))) if asked.q else set()
    return lambda row: (
        (not asked.document or row.document_id in documents)
        and (not formats or row.format_id in format_ids or (OUTSIDE in formats and row.format_id is None))
        and (not asked.party or not parties.isdisjoint(row.party_ids))
        and (not asked.state or row.outcome.state in asked.state)
        and (not asked.q or row.id in words)
    )


def _document_ids(session: Session, slugs: Sequence[str], names: Names) -> set[UUID]:
    known = {one.slug: id_ for id_, one in names.documents.items()}
    wanted = [slug for slug in slugs if slug not in known]
    former: dict[str, UUID] = {}
    if wanted:
        query = select(SlugAlias.slug, SlugAlias.record_id).where(SlugAlias.noun == "document")
        former = dict(session.execute(query.where(SlugAlias.slug.in_(wanted))).all())
    for slug in wanted:
        if former.get(slug) not in names.documents:
            raise unknown("document", slug, sorted(known))
    return {known[slug] if slug in known else former[slug] for slug in slugs}


def _with_words(session: Session, text: str) -> Select[UUID]:
    query = search.read(text)
    return searching.matching(session, query, "commitment") if query else select(Commitment.id).where(false())


def _in_order(sort: str, names: Names) -> Callable[[Reckoned], Any]:
    if sort == "document":
        return lambda row: (_newest(names.documents[row.document_id].dated), *row.order, row.id)
    if sort == "party":
        return lambda row: (_of_first_party(row, names), reckoning.by_term(row))
    return reckoning.by_term


def _newest(stated: StatedDate) -> int:
    return -(stated.earliest or stated.latest or date.min).toordinal()


def _of_first_party(row: Reckoned, names: Names) -> tuple[bool, str]:
    first = next((names.parties[id_].name.text for id_ in row.party_ids if id_ in names.parties), "")
    return not first, alphabetical(first)


def alphabetical(name: str) -> str:
    """Return a name as it stands among others by the alphabet."""
    return name.casefold().replace("ё", "е").lstrip("«‘“")


def _lines(rows: Sequence[Reckoned], names: Names, lang: str) -> Mapping[str, Sequence[Line]]:
    """Return the tables: by document, the newest first; by format, in their order; by party, by the alphabet."""
    documents = [
        Line(face.slug, face.title, tally, document=face)
        for id_, tally in reckoning.tallies(rows, reckoning.of_documents).items()
        if id_ is not None and (face := names.documents[id_])
    ]
    formats = [
        _format_line(names.formats.get(id_) if id_ else None, tally, lang)
        for id_, tally in reckoning.tallies(rows, reckoning.of_formats).items()
    ]
    parties = [
        Line(face.code, face.name, tally) if face else Line("", Said(), tally)
        for id_, tally in reckoning.tallies(rows, reckoning.of_parties).items()
        for face in [names.parties.get(id_) if id_ else None]
    ]
    documents.sort(key=lambda one: (_newest(one.document.dated) if one.document else 0, one.key))
    formats.sort(key=lambda one: (not one.key, one.position, one.key))
    parties.sort(key=lambda one: (not one.key, alphabetical(one.name.text)))
    return {"document": documents, "format": formats, "party": parties}


def _format_line(format_: Format | None, tally: Tally, lang: str) -> Line:
    if format_ is None:
        return Line("", Said(), tally)
    return Line(format_.slug, faces.said(format_.names, lang), tally, position=format_.position)
