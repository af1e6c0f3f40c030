"""The views of the form of an event: enter one, change one; look, propose, preview and save.

One form with several buttons. What is sent is kept before anything is done with it, so that nothing
typed is lost; it is thrown away once it is saved.
"""

from dataclasses import replace
from uuid import UUID, uuid4

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain import summaries
from calendar_service.domain.access import ANYONE
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.words import _, say
from calendar_service.models.events import Event
from calendar_service.services import events, faces, history, recording
from calendar_service.web import conflicts, csrf, forms, labels, language, links, page
from calendar_service.web import events as event_pages
from calendar_service.web.editing import known, names, saving, showing, sides, suggesting
from calendar_service.web.editing.saving import Read
from calendar_service.web.editing.sheet import Sheet
from calendar_service.web.forms import Typed

_SAVING = ("save", "publish", "settle")
_GONE = _(
    "This draft was deleted while you were typing. What you typed stands here: save it as a new event, or leave it."
)


def ask_new() -> Response:
    """Show the form of a new event, with what was typed before and not saved."""
    page.asked()
    if away := forms.require("editor"):
        return away
    with page.database().reading() as session:
        kept = forms.kept(session)
        if kept is not None and saving.exists(session, kept.typed.text("event")):
            kept = None  # it was saved, and kept again by a page that was still open
        typed = kept.typed if kept else Typed(dict(showing.new().values) | {"event": [str(uuid4())]})
        return Sheet(session=session, typed=typed, kept=_moment(kept)).respond()


def take_new() -> Response:
    """Take the form of a new event."""
    page.asked()
    return forms.require("editor") or _take(None)


def ask(event_id: UUID) -> Response:
    """Show the form of an event, with what was typed before and not saved."""
    page.asked()
    if not page.actor().role and (away := forms.require("editor")):
        return away
    with page.database().reading() as session:
        event = recording.get(session, event_id, to=page.actor())
        forms.require("editor")
        _require_open(event)
        kept = _still_kept(session, event)
        typed = kept.typed if kept else _stored(session, event)
        return Sheet(session=session, typed=typed, event=event, kept=_moment(kept)).respond()


def take(event_id: UUID) -> Response:
    """Take the form of an event."""
    page.asked()
    if not page.actor().role and (away := forms.require("editor")):
        return away
    with page.database().reading() as session:
        try:
            recording.get(session, event_id, to=page.actor())
        except NotFound as error:
            if not page.actor().has_rank("editor"):
                raise
            return _gone(session, error)
    forms.require("editor")
    return _take(event_id)


def _take(event_id: UUID | None) -> Response:
    """Do what the button asks for that the form was sent by."""
    typed = forms.sent()
    try:
        csrf.check()
        choices = [name for name in request.form if name.startswith("choose-")]
        forms.only(*names.TYPED, *names.CARRIED, "correction", *choices)
        if typed.has("discard") or typed.text("do") == "theirs":
            return _discard(event_id, typed)
        forms.keep(typed)
    except (Forbidden, InvalidInput) as error:
        return _refuse(event_id, typed, error)
    do = typed.text("do")
    if do in _SAVING:
        return _save(event_id, typed)
    return _preview(event_id, typed) if do == "preview" else _again(event_id, typed, do)


def _discard(event_id: UUID | None, typed: Typed) -> Response:
    with page.database().writing() as session:
        forms.drop(session)
    if event_id is None:
        return page.sent("/events/new")
    path = faces.event_path(event_id)
    return page.sent(path if typed.text("do") == "theirs" else f"{path}/edit")


def _refuse(event_id: UUID | None, typed: Typed, error: CalendarError) -> Response:
    """Show the form again with what was typed and what is wrong with the whole of it."""
    with page.database().reading() as session:
        event = None if event_id is None else recording.get(session, event_id, to=page.actor())
        errors, status = forms.errors_of(error), forms.status_of(error)
        return Sheet(session=session, typed=typed, event=event, errors=errors, status=status).respond()


def _gone(session: Session, error: CalendarError) -> Response:
    """Show what was typed into the form of an event that is no more, as that of a new one."""
    if not csrf.is_valid():
        raise error
    values = {**forms.sent().values, "event": [str(uuid4())], "status": ["planned"]}
    errors = {"": say(language.current(), _GONE)}
    return Sheet(session=session, typed=Typed(values), errors=errors, status=404).respond()


def _again(event_id: UUID | None, typed: Typed, do: str) -> Response:
    """Show the form again as a button asks: with what is proposed in it, or with another row."""
    action, _dash, about = do.partition("-")
    with page.database().reading() as session:
        event = None if event_id is None else recording.get(session, event_id, to=page.actor())
        if action == "propose":
            found = known.read(session, language.current(), to=page.actor())
            suggested = suggesting.read(session, typed, found, to=page.actor())
            typed = suggesting.filled(typed, suggested, only=about) if suggested else typed
        adding = about if action == "add" and about in names.ROWS else ""
        proposes = action == "propose"
        return Sheet(session=session, typed=typed, event=event, adding=adding, proposes=proposes).respond()


def _save(event_id: UUID | None, typed: Typed) -> Response:
    with page.database().reading() as session:
        read = saving.read(session, event_id, typed)
        if read.gathered.errors or read.comparison is not None:
            return _unsaved(session, read)
    try:
        path, said = saving.write(event_id, read)
    except InvalidInput as error:
        read.gathered.note(error)
        return _with_errors(event_id, read, 422)
    except Conflict as error:
        return _overtaken(event_id, read, error)
    return page.sent(path, f"said={said}")


def _with_errors(event_id: UUID | None, read: Read, status: int) -> Response:
    with page.database().reading() as session:
        event = None if event_id is None else recording.get(session, event_id, to=page.actor())
        return Sheet(
            session=session, typed=read.typed, event=event, errors=read.gathered.errors, status=status
        ).respond()


def _overtaken(event_id: UUID | None, read: Read, error: Conflict) -> Response:
    """Show both versions where somebody has saved just now; else what stands against the step."""
    if event_id is not None:
        with page.database().reading() as session:
            again = saving.read(session, event_id, read.typed)
            if again.comparison is not None:
                return _conflict(session, again)
    read.gathered.note(error)
    return _with_errors(event_id, read, 409)


def _preview(event_id: UUID | None, typed: Typed) -> Response:
    """Show the event as readers will see it, and what feeds will say; nothing of it is kept."""
    with page.database().reading() as session:
        read = saving.read(session, event_id, typed)
        if read.gathered.errors or read.comparison is not None:
            return _unsaved(session, read)
    at = page.now()
    try:
        with page.database().writing() as session:
            event = saving.attempt(session, event_id, read)
            lang = language.current()
            entry = replace(faces.entries(session, [event], lang, to=ANYONE)[0], visibility="published")
            response = event_pages.answer(
                session, event.id, to=ANYONE, at=at, template="preview.html", is_preview=True, typed=typed, feed_summary=summaries.summary(entry),
                feed_place=summaries.location(entry), feed_text=summaries.description(entry),
                action="/events/new" if event_id is None else f"{faces.event_path(event_id)}/edit", was=read.event,
            )  # fmt: skip
            session.rollback()
            return response
    except (InvalidInput, Conflict) as error:
        read.gathered.note(error)
        return _with_errors(event_id, read, forms.status_of(error))


def _unsaved(session: Session, read: Read) -> Response:
    if read.comparison is not None:
        return _conflict(session, read)
    return Sheet(session=session, typed=read.typed, event=read.event, errors=read.gathered.errors, status=422).respond()


def _conflict(session: Session, read: Read) -> Response:
    """Show both versions; where choices were made already, say which are left."""
    assert read.comparison is not None
    assert read.event is not None
    lang = language.current()
    links.know(session)
    is_settling = read.typed.text("do") == "settle" and read.typed.text("compared") == str(read.event.version)
    line = next(iter(history.of_event(session, read.event, lang, to=page.actor())), None)
    return page.respond(
        "conflict.html",
        session,
        status=422 if is_settling else 409,
        section="/calendar",
        back=faces.event_path(read.event.id),
        action=f"{faces.event_path(read.event.id)}/edit",
        title=faces.said(read.event.titles, lang),
        comparison=read.comparison,
        errors=conflicts.errors(read.comparison, lang) if is_settling else {},
        labels={one.field: one.label for one in read.comparison.choices},
        carried=_carried(read),
        saved_at=labels.moment(line.at, links.site().timezone, lang) if line else "",
        saved_by=line.who if line else "",
    )


def _carried(read: Read) -> list[tuple[str, str]]:
    """Return what a page of two versions carries: all that was typed, and which version it was compared with."""
    assert read.event is not None
    kept = {
        name: texts
        for name, texts in read.typed.values.items()
        if name in {*names.TYPED, "base", "event", "version", "correction"}
    }
    pairs = [(name, text) for name, texts in kept.items() for text in texts]
    return [*pairs, ("compared", str(read.event.version))]


def _still_kept(session: Session, event: Event) -> forms.Kept | None:
    """Return what is kept of an event's form, unless it says what the event says by now."""
    kept = forms.kept(session)
    if kept is None:
        return None
    found = known.read(session, language.current(), to=page.actor())
    theirs = showing.typed_of(session, events.facts_of(event), found)
    same = all(unit.key(kept.typed) == unit.key(theirs) for unit in sides.units(found))
    return None if same and not kept.typed.local("why") else kept


def _stored(session: Session, event: Event) -> Typed:
    found = known.read(session, language.current(), to=page.actor())
    return showing.typed_of(session, events.facts_of(event), found)


def _moment(kept: forms.Kept | None) -> str:
    return labels.moment(kept.at, links.site().timezone, language.current()) if kept else ""


def _require_open(event: Event) -> None:
    if event.visibility == "withdrawn" or event.merged_into_id is not None:
        raise Conflict(_("This event was withdrawn or merged and can no longer be changed."))
