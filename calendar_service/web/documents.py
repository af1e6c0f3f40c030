"""The page of a document, with each cited passage marked and linked, and the list of documents."""

from datetime import datetime
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain import promises
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Said
from calendar_service.domain.kinds import DOCUMENT_KINDS, DOCUMENT_STATES
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.words import _
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.services import faces, passages, reading, reckoning
from calendar_service.services.passages import Target
from calendar_service.web import journal, labels, language, links, outcomes, page, rows
from calendar_service.web.labels import Label

MARKED = "marked"  # as `only` in the address: the paragraphs in which something is marked
MOST_PROMISES = 100
NOUNS = {
    "event": "",
    "series": _("series"),
    "format": _("format"),
    "commitment": _("promise"),
}


def listed() -> Response:
    """Show the list of documents."""
    page.asked()
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        found = reading.list_of_documents(session, to=to)
        return page.respond(
            "documents.html",
            session,
            path="/documents",
            documents=[(one, faces.said(one.titles, lang), dated(one, lang)) for one in found],
            kinds=DOCUMENT_KINDS,
            states=DOCUMENT_STATES,
            tallies=reckoning.tallies(reckoning.reckon(session, to=to, at=at), reckoning.of_documents),
        )


def show(name: str) -> Response:
    """Show a document under its slug; asked for by its id, it is moved there."""
    only = page.asked().get("only", [""])[-1]
    lang, at, to = language.current(), page.now(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        read = passages.read(session, name, lang, to=to, at=at)
        if read.document.slug != name:
            return page.moved(f"/documents/{read.document.slug}")
        return page.respond(
            "document.html",
            session,
            history=journal.recent(session, read.document.id),
            path=f"/documents/{read.document.slug}",
            section="/documents",
            query=f"only={MARKED}" if only == MARKED else "",
            feed_query="",
            read=read,
            is_marked=only == MARKED,
            paragraphs=[one for one in read.paragraphs if one.passages or only != MARKED],
            document=read.document,
            venue=_venue(read),
            dated=dated(read.document, lang),
            label_of=lambda target: label_of(target, lang, at),
            kinds=DOCUMENT_KINDS,
            nouns=NOUNS,
            statuses=STATUSES,
            **_promised(session, read, lang, to=to, at=at),
        )


def _promised(session: Session, read: passages.Reading, lang: str, *, to: Actor, at: datetime) -> dict[str, Any]:
    """Return the promises of a document in its order, and their tally."""
    made = reckoning.reckon(session, Commitment.document_id == read.document.id, to=to, at=at)
    made.sort(key=lambda row: (row.order, row.id))
    counted = promises.tally(row.outcome.state for row in made)
    promised = outcomes.shown(session, made[:MOST_PROMISES], lang, to=to, at=at)
    return {
        "tally": counted,
        "sentence": outcomes.sentence(counted, lang),
        "promised": sorted(promised, key=lambda one: one.citation.paragraph if one.citation else 0),
        "outcome_of": {one.face.id: one for one in promised}.get,
    }


def dated(document: Document, lang: str) -> Label | None:
    """Return the label of the date that a document bears, if it bears any."""
    return labels.of_date(StatedDate(document.dated_edtf), lang) if document.dated_edtf else None


def label_of(target: Target, lang: str, at: datetime) -> Label | None:
    """Return the date label of what a passage speaks of; a format and a series have none."""
    if target.entry is not None:
        return labels.of_entry(target.entry, rows.today_of(target.entry, at))
    if target.date is None:
        return None
    return labels.of_date(target.date, lang, links.site().day(at) if target.date.latest else None)


def _venue(read: passages.Reading) -> Said:
    return read.event.city if read.event is not None else Said()
