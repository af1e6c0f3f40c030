"""Private notes on an event: who plans reads and writes them, puts their own in other words, takes them away."""

from uuid import UUID

from flask import Response, request

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput
from calendar_service.services import dossier, faces, private_notes
from calendar_service.web import account, csrf, forms, language, links, page
from calendar_service.web.forms import Typed

_REFUSED = (Forbidden, InvalidInput, Conflict)


def ask(event_id: UUID) -> Response:
    """Show the notes on an event, and the form for another."""
    page.asked()
    return forms.require("planner") or _of_event(event_id)


def write(event_id: UUID) -> Response:
    """Write a note."""
    page.asked()
    if away := forms.require("planner"):
        return away
    path = f"{faces.event_path(event_id)}/notes"
    try:
        csrf.check()
        typed = forms.only("text", "do", "discard")
        if typed.has("discard"):
            return forms.discard(path)
        with page.database().writing() as session:
            private_notes.write(session, event_id, typed.text("text"), by=page.actor(), at=page.now())
            forms.drop(session)
    except _REFUSED as error:
        return _of_event(event_id, forms.sent(), error)
    return page.sent(path, "said=noted")


def show(note_id: UUID) -> Response:
    """Show a note, and the form for who may change it."""
    page.asked()
    return forms.require("planner") or _note(note_id)


def take(note_id: UUID) -> Response:
    """Save a note in other words, or delete it."""
    page.asked()
    if away := forms.require("planner"):
        return away
    try:
        csrf.check()
        typed = forms.only("text", "version", "do", "discard")
        if typed.has("discard"):
            return forms.discard(f"/notes/{note_id}")
        version, by, at = forms.version(typed), page.actor(), page.now()
        with page.database().writing() as session:
            if typed.text("do") == "delete":
                event_id = private_notes.delete(session, note_id, version=version, by=by, at=at)
            else:
                event_id = private_notes.change(
                    session, note_id, typed.text("text"), version=version, by=by, at=at
                ).event_id
            forms.drop(session)
    except _REFUSED as error:
        return _note(note_id, forms.sent(), error)
    said = "note_deleted" if typed.text("do") == "delete" else "noted"
    return page.sent(f"{faces.event_path(event_id)}/notes", f"said={said}")


def _of_event(event_id: UUID, typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    lang, to = language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "event_notes.html",
            session,
            status=forms.status_of(error) if error else 200,
            section="/calendar",
            event_path=faces.event_path(event_id),
            entry=dossier.entry(session, event_id, lang, to=to, at=page.now()),
            written=private_notes.of_event(session, event_id, lang, to=to),
            typed=typed or (kept.typed if kept else Typed()),
            kept=account.moment(kept.at) if kept else "",
            errors=forms.errors_of(error) if error else {},
            said=forms.said(request.args.getlist("said")),
            moment=account.moment,
            limit=private_notes.TEXT_LENGTH,
        )


def _note(note_id: UUID, typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    lang, to = language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        one = private_notes.find(session, note_id, lang, to=to)
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "note.html",
            session,
            status=forms.status_of(error) if error else 200,
            section="/calendar",
            action=f"/notes/{note_id}",
            one=one,
            event_path=faces.event_path(one.event_id),
            entry=dossier.entry(session, one.event_id, lang, to=to, at=page.now()),
            typed=typed or (kept.typed if kept else Typed({"text": [one.text]})),
            kept=account.moment(kept.at) if kept else "",
            errors=forms.errors_of(error) if error else {},
            is_stale=isinstance(error, Conflict),
            moment=account.moment,
            limit=private_notes.TEXT_LENGTH,
        )
