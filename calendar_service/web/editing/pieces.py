"""What the form of an event asks for while one types: the reading of the date, warnings, proposals; and keeping it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, current_app
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, NotFound

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _, say
from calendar_service.models.events import Event
from calendar_service.services import drafts, events, recording
from calendar_service.web import csrf, forms, language, page
from calendar_service.web.editing import known, sheet, suggesting
from calendar_service.web.editing.gathering import Gathered, gather
from calendar_service.web.forms import Typed

PATH = "kept-path"  # the field in which a page says which form it keeps
_AWAY = _("You are no longer signed in. Send the form: you can sign in then, and all you typed will be there.")


def read_date() -> Response:
    """Return what is understood of the date as it is typed."""
    return _piece("reading.html", _reading)


def read_beside() -> Response:
    """Return what is to be said beside the form as it is typed."""
    return _piece("beside.html", _beside)


def read_proposals() -> Response:
    """Return what the series that is chosen proposes."""
    return _piece("proposals.html", _proposals)


def keep() -> Response:
    """Keep what is typed into a form of this site, in the background."""
    page.asked()
    if not page.actor().role or not csrf.is_valid():
        return page.respond("piece_away.html", status=403, sentence=say(language.current(), _AWAY))
    typed = forms.sent()
    path = _form_path(typed.text(PATH))
    values = {name: texts for name, texts in typed.values.items() if name != PATH}
    with page.database().writing() as session:
        drafts.keep(session, path, values, by=page.actor(), browser=csrf.browser(), at=page.now())
    return Response(status=204)


def _form_path(path: str) -> str:
    """Return the path of a form of this site; raises `InvalidInput` for any other."""
    try:
        if "//" in path:
            raise NotFound
        current_app.url_map.bind("").match(path, method="POST")
    except HTTPException:
        raise InvalidInput(_("There is no form at this address.")) from None
    return path


def _piece(template: str, reading: Callable[[Session, Typed, Event | None, Gathered], dict[str, Any]]) -> Response:
    page.asked()
    lang = language.current()
    if gone := away():
        return gone
    typed = forms.sent()
    with page.database().reading() as session:
        event = _event(session, typed)
        found = known.read(session, lang, to=page.actor())
        present = None if event is None else events.facts_of(event)
        gathered = gather(session, typed, found, present)
        return page.respond(template, session, **reading(session, typed, event, gathered))


def away() -> Response | None:
    """Return what stands in place of a piece for whom it is not; nothing for an editor's own form."""
    if page.actor().has_rank("editor") and csrf.is_valid():
        return None
    return page.respond("piece_away.html", status=403, sentence=say(language.current(), _AWAY))


def _event(session: Session, typed: Typed) -> Event | None:
    """Return the event that the form changes; a new one has a version of none."""
    if not typed.text("version"):
        return None
    try:
        return recording.get(session, UUID(typed.text("event")), to=page.actor())
    except ValueError:
        return None


def _reading(session: Session, _typed: Typed, event: Event | None, gathered: Gathered) -> dict[str, Any]:
    return {"reading": sheet.reading_of(session, gathered, event, gathered.lang)}


def _beside(session: Session, _typed: Typed, event: Event | None, gathered: Gathered) -> dict[str, Any]:
    return {"beside": sheet.beside_of(session, gathered, event, gathered.lang)}


def _proposals(session: Session, typed: Typed, _event: Event | None, gathered: Gathered) -> dict[str, Any]:
    found = known.read(session, gathered.lang, to=page.actor())
    return {"suggested": suggesting.read(session, typed, found, to=page.actor())}
