"""The page of a document, with each cited passage marked and linked, and the list of documents."""

from datetime import datetime

from flask import Response

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Said
from calendar_service.domain.kinds import DOCUMENT_KINDS, DOCUMENT_STATES
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.words import _
from calendar_service.models.documents import Document
from calendar_service.services import faces, passages, reading
from calendar_service.services.passages import Target
from calendar_service.web import labels, language, links, page, rows
from calendar_service.web.labels import Label

NOUNS = {
    "event": "",
    "series": _("series"),
    "format": _("format"),
    "commitment": _("promise"),
}


def listed() -> Response:
    """Show the list of documents."""
    page.asked()
    lang = language.current()
    with page.database().reading() as session:
        found = reading.list_of_documents(session, to=page.actor())
        return page.respond(
            "documents.html",
            session,
            path="/documents",
            documents=[(one, faces.said(one.titles, lang), dated(one, lang)) for one in found],
            kinds=DOCUMENT_KINDS,
            states=DOCUMENT_STATES,
        )


def show(name: str) -> Response:
    """Show a document under its slug; asked for by its id, it is moved there."""
    page.asked()
    lang, at = language.current(), page.now()
    with page.database().reading() as session:
        links.know(session)
        read = passages.read(session, name, lang, to=page.actor(), at=at)
        if read.document.slug != name:
            return page.moved(f"/documents/{read.document.slug}")
        return page.respond(
            "document.html",
            session,
            path=f"/documents/{read.document.slug}",
            read=read,
            document=read.document,
            venue=_venue(read),
            dated=dated(read.document, lang),
            label_of=lambda target: label_of(target, lang, at),
            kinds=DOCUMENT_KINDS,
            nouns=NOUNS,
            statuses=STATUSES,
        )


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
