"""Steps of documents and promises: publish, withdraw, delete, each a short page that says what will happen."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.words import _
from calendar_service.models.documents import Document
from calendar_service.services import commitments, documents, faces
from calendar_service.web import csrf, forms, language, links, page
from calendar_service.web.registry import saving

_Take = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What can be done with a document or a promise: from which visibility, what it brings about, how it is taken."""

    heading: str
    told: tuple[str, ...]
    button: str
    visibility: str
    take: _Take
    said: str


STEPS = {
    "publish": Step(
        heading=_("Publish the document"),
        told=(
            _("Everyone sees its text, and the promises that were taken from it are counted."),
            _("What is published does not become a draft again: a mistake is withdrawn."),
        ),
        button=_("Publish"),
        visibility="draft",
        take=documents.publish,
        said="published",
    ),
    "withdraw": Step(
        heading=_("Withdraw the document"),
        told=(
            _("It was published by mistake. Its page says that it is gone, and its promises are no longer shown."),
            _("What cites it stays, without the citation. This cannot be undone."),
        ),
        button=_("Withdraw"),
        visibility="published",
        take=documents.withdraw,
        said="withdrawn",
    ),
    "delete": Step(
        heading=_("Delete the draft"),
        told=(_("Nobody outside has seen it. Its text is gone for good; the journal keeps that it was there."),),
        button=_("Delete"),
        visibility="draft",
        take=documents.delete,
        said="deleted",
    ),
}
DELETING = Step(
    heading=_("Delete the promise"),
    told=(_("Its document is a draft, so nobody outside has seen it. The journal keeps that it was there."),),
    button=_("Delete"),
    visibility="draft",
    take=commitments.delete,
    said="removed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stands:
    """A record before a step: where its page is, what it is called, and its document."""

    row: Any
    title: Any
    back: str
    document: Document
    naming: int


def ask_document(name: str, step: str) -> Response:
    """Show what a step will do to a document."""
    return _ask(f"/documents/{name}", _known(step), lambda session: _document(session, name))


def take_document(name: str, step: str) -> Response:
    """Take a step with a document."""
    return _take(f"/documents/{name}", _known(step), lambda session: _document(session, name))


def ask_commitment(commitment_id: UUID) -> Response:
    """Show what becomes of a promise that is deleted."""
    return _ask(f"/commitments/{commitment_id}", DELETING, lambda session: _commitment(session, commitment_id))


def take_commitment(commitment_id: UUID) -> Response:
    """Delete a promise."""
    return _take(f"/commitments/{commitment_id}", DELETING, lambda session: _commitment(session, commitment_id))


def _known(step: str) -> Step:
    if step not in STEPS:
        raise NotFound(_("There is no such step."))
    return STEPS[step]


def _document(session: Session, name: str) -> _Stands:
    row = documents.get(session, name, to=page.actor())
    naming = saving.shown_in(session, documents.naming(session, row))
    title = faces.said(row.titles, language.current())
    return _Stands(row=row, title=title, back=f"/documents/{row.slug}", document=row, naming=naming)


def _commitment(session: Session, commitment_id: UUID) -> _Stands:
    row = commitments.get(session, commitment_id, to=page.actor())
    title = faces.said(row.titles, language.current())
    return _Stands(row=row, title=title, back=f"/documents/{row.document.slug}", document=row.document, naming=0)


def _ask(path: str, step: Step, find: Callable[[Session], _Stands], error: CalendarError | None = None) -> Response:
    page.asked()
    if away := forms.require("editor", onward=path):
        return away
    with page.database().reading() as session:
        one = find(session)
        if error is None and one.document.visibility != step.visibility:
            raise Conflict(_("This step does not follow from how the record stands."))
        return page.respond(
            "paper_step.html",
            session,
            status=forms.status_of(error) if error else 200,
            section="/documents",
            one=one,
            step=step,
            action=links.link(request.path),
            errors=forms.errors_of(error) if error else {},
            version=one.row.version,
        )


def _take(path: str, step: Step, find: Callable[[Session], _Stands]) -> Response:
    page.asked()
    if away := forms.require("editor", onward=path):
        return away
    try:
        csrf.check()
        version = forms.only("version").text("version")
        number = int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0
        with page.database().writing() as session:
            one = find(session)
            back = one.back
            step.take(session, one.row.id, by=page.actor(), at=page.now(), version=number)
    except (Conflict, Forbidden, InvalidInput) as error:
        return _ask(path, step, find, error)
    return page.sent("/documents" if step.said == "deleted" else back, f"said={step.said}")
