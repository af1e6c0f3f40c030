"""The short forms of an event's life: each says what it will do, asks for what it needs, and does it."""

import re
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field is called `date`
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain import lifecycle as life
from calendar_service.domain.dates import places
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.events import Event
from calendar_service.services import events, faces, history, recording, steps
from calendar_service.services.steps import Asked
from calendar_service.web import account, csrf, forms, labels, language, page
from calendar_service.web.editing import dating, effects, telling
from calendar_service.web.editing.effects import Effect
from calendar_service.web.editing.telling import Reading, Standing
from calendar_service.web.forms import Typed

_REASONS = tuple(f"reason-{lang}" for lang in LANGUAGES)
_DATES = ("date", "stated_on", "start", "end", "zone", "correction")
_FIELDS = {
    "name-day": (*_DATES, *_REASONS),
    "move": (*_DATES, *_REASONS),
    "postpone": (*_DATES, *_REASONS),
    "cancel": _REASONS,
    "no-news": ("ask_again_on",),
}
_CARRIED = ("event", "version", "line", "seen", "do", "discard")
_SAID = {
    "publish": "published", "name-day": "named", "move": "moved", "confirm": "confirmed", "plan": "planned", "held": "held",
    "postpone": "postponed", "cancel": "cancelled", "reinstate": "reinstated", "withdraw": "withdrawn",
    "delete": "deleted", "no-news": "checked",
}  # fmt: skip
_LABELS = {
    "date": _("Date"), "stated_on": _("Stated on"), "start": _("Start"), "end": _("End"), "zone": _("Time zone"),
    "ask_again_on": _("Ask again on"), **{name: _("Public reason") for name in _REASONS},
}  # fmt: skip
_SILENCE = timedelta(days=30)  # that is proposed before a person is asked again


@dataclass(slots=True)
class Read:
    """What a form of a step says, and what is wrong with it."""

    asked: Asked = field(default_factory=Asked)
    reading: Reading | None = None
    errors: dict[str, str] = field(default_factory=dict)


def ask(event_id: UUID, step: str) -> Response:
    """Show what a step will do, and what it asks for."""
    page.asked()
    if away := _away(event_id, step):
        return away
    return _form(event_id, step)


def take(event_id: UUID, step: str) -> Response:
    """Take a step, or show what it would do as the form stands."""
    page.asked()
    if away := _away(event_id, step):
        return away
    typed = forms.sent()
    try:
        csrf.check()
        forms.only(*_CARRIED, *_FIELDS.get(step, ()))
        if typed.has("discard"):
            return forms.discard(f"{faces.event_path(event_id)}/{step}")
        forms.keep(typed)
        if typed.text("do") != "save":
            return _form(event_id, step, typed)
        return _save(event_id, step, typed)
    except (Forbidden, InvalidInput, Conflict) as error:
        return _form(event_id, step, typed, error=error)


def _away(event_id: UUID, step: str) -> Response | None:
    """Return the way to sign in where nobody is; raises where there is no such step, or it is not for this person."""
    if step not in life.STEPS:
        raise NotFound(_("There is no page at this address."))
    if not page.actor().role and (away := forms.require("editor")):
        return away
    with page.database().reading() as session:
        recording.get(session, event_id, to=page.actor())
    return forms.require("editor")


def _save(event_id: UUID, step: str, typed: Typed) -> Response:
    with page.database().writing() as session:
        event = recording.editable(session, event_id, page.actor(), version=_version(typed))
        life.check_possible(step, steps.standing(session, event, page.now()))
        read = _read(session, event, step, typed)
        if not read.errors and read.asked.date is not None and typed.text("seen") != _signature(typed):
            read.errors = {}
            return _answer(session, event, step, typed, read, asks_again=True)
        if read.errors:
            return _answer(session, event, step, typed, read, status=422)
        is_public = event.visibility == "published"
        steps.take(session, event_id, step, read.asked, by=page.actor(), at=page.now())
        forms.drop(session)
    said = "moved" if step == "postpone" and read.asked.date is not None else _SAID[step]
    if step == "delete":
        return page.sent("/calendar", "said=deleted")
    is_quiet = not is_public and said in {"moved", "named"}
    return page.sent(faces.event_path(event_id), f"said={'saved' if is_quiet else said}")


def _form(event_id: UUID, step: str, typed: Typed | None = None, *, error: CalendarError | None = None) -> Response:
    with page.database().writing() as session:
        event = recording.get(session, event_id, to=page.actor())
        try:
            life.check_possible(step, steps.standing(session, event, page.now()))
        except (Conflict, InvalidInput) as refused:
            return _refuse(session, event, step, typed, refused)
        kept = forms.kept(session) if typed is None else None
        shown = typed or (kept.typed if kept else _empty(session, event, step))
        read = _read(session, event, step, shown)
        if error is None:
            read.errors = _partly(read, shown) if typed is not None or kept else {}
            return _answer(session, event, step, shown, read, kept=account.moment(kept.at) if kept else "")
        is_overtaken = isinstance(error, Conflict) and _version(shown) != event.version
        read.errors = {} if is_overtaken else forms.errors_of(error)
        status = forms.status_of(error)
        return _answer(
            session,
            event,
            step,
            shown,
            read,
            status=status,
            since=_since(session, event, shown) if is_overtaken else None,
        )


def _answer(
    session: Session,
    event: Event,
    step: str,
    typed: Typed,
    read: Read,
    *,
    status: int = 200,
    kept: str = "",
    since: list[history.Line] | None = None,
    asks_again: bool = False,
) -> Response:
    """Return the page of a step."""
    lang = language.current()
    shows_effect = not read.errors and (read.asked.date is not None or step not in {"name-day", "move"})
    frame = _frame(session, event, step, lang)
    is_current = since is not None or not typed.text("version")
    carried = {
        "event": str(event.id),
        "version": str(event.version) if is_current else typed.text("version"),
        "line": str(_last_line(session, event)) if is_current else typed.text("line"),
    }
    effect = effects.of(session, event, step, read.asked, lang) if shows_effect else Effect()
    return page.respond(
        "step.html", session, status=status, typed=typed, errors=read.errors, is_refused=status == 422,  # noqa: PLR2004 - of a form
        labels={name: say(lang, words) for name, words in _LABELS.items()}, reading=read.reading, effect=effect,
        seen=_signature(typed) if shows_effect else "", kept=kept, since=since, asks_again=asks_again,
        fields=_FIELDS.get(step, ()), carried=carried, clock=account.clock(), **frame,
    )  # fmt: skip


def _frame(session: Session, event: Event, step: str, lang: str) -> dict[str, Any]:
    """Return what stands on the page of a step whether it may follow or not."""
    lead, button = effects.TOLD[step]
    stands = steps.standing(session, event, page.now())
    path = f"{faces.event_path(event.id)}/{step}"
    return {
        "path": path,
        "section": "/calendar",
        "event_path": faces.event_path(event.id),
        "step": step,
        "heading": say(lang, life.STEPS[step]),
        "lead": say(lang, lead),
        "button": say(lang, button),
        "title": faces.said(event.titles, lang),
        "now": labels.of_date(stands.date, lang),
        "state": event.status,
        "state_words": say(lang, life.STATUSES[event.status]),
        "is_draft": event.visibility == "draft",
        "others": [(one, say(lang, life.STEPS[one])) for one in life.possible_steps(stands) if one != step],
    }


def _refuse(session: Session, event: Event, step: str, typed: Typed | None, error: CalendarError) -> Response:
    """Show why a step may not follow, what was typed for it, and what can be done instead."""
    lang = language.current()
    values = typed.values if typed else {}
    written = [(name, text) for name in _FIELDS.get(step, ()) for text in values.get(name, []) if text.strip()]
    return page.respond(
        "step_shut.html", session, status=409, why=error.sentence(lang),
        written=[(say(lang, _LABELS[name]), text) for name, text in written if name in _LABELS],
        since=_since(session, event, typed) if typed else [], clock=account.clock(), **_frame(session, event, step, lang),
    )  # fmt: skip


def _read(session: Session, event: Event, step: str, typed: Typed) -> Read:
    """Return what a form says of a step, understood against how the event stands."""
    found, lang = Read(), language.current()
    asked: dict[str, Any] = {}
    if step in effects.DATED:
        asked = _date(session, event, step, typed, found)
    if step == "no-news":
        try:
            asked["ask_again_on"] = _day_to_ask(typed, steps.standing(session, event, page.now()).today)
        except InvalidInput as error:
            found.errors["ask_again_on"] = error.sentence(lang)
    try:
        asked["reasons"] = events.check_reasons(typed.local("reason")) or None
    except InvalidInput as error:
        found.errors |= forms.errors_of(error)
    found.asked = Asked(**asked)
    return found


def _date(session: Session, event: Event, step: str, typed: Typed, found: Read) -> dict[str, Any]:
    """Read the fields of the date, note what is wrong with them, and say what it means."""
    lang = language.current()
    dated = dating.understand(typed, events.facts_of(event))
    found.errors |= {name: error.sentence(lang) for name, error in dated.errors.items()}
    stands = steps.standing(session, event, page.now())
    if not typed.text("date").strip():
        if step != "postpone":
            found.errors["date"] = say(lang, _("Type the new date."))
        return {}
    if "date" not in found.errors:
        before = Standing(
            date=stands.date, is_carried=bool(event.carried_edtf) and not event.date_edtf, status=event.status,
            is_public=event.visibility == "published", is_new=False, timezone=dated.zone,
        )  # fmt: skip
        found.reading = telling.tell(dated.date, before, stands.today, lang)
        if step == "name-day" and not dated.date.is_firm:
            found.errors["date"] = say(lang, _("This is no day yet. Name a day, or several in a row: 14–15 May 2027."))
        elif dated.date == event.date:
            found.errors["date"] = say(lang, _("This is the date it has already."))
    if found.errors:
        return {}
    return {
        "date": dated.date,
        "stated_on": dated.stated_on,
        "timezone": dated.zone if typed.text("zone").strip() else None,
        "correction": typed.has("correction"),
    }


def _day_to_ask(typed: Typed, today: Day) -> Day:
    found = dating.read_day(typed.text("ask_again_on"))
    if found is None or found <= today:
        raise InvalidInput(_("Choose a day after today on which to ask again."))
    return found


def _partly(read: Read, typed: Typed) -> dict[str, str]:
    """Return what is wrong with what is typed so far: what is still empty is no mistake yet."""
    return {name: sentence for name, sentence in read.errors.items() if typed.text(name).strip() or name != "date"}


def _empty(session: Session, event: Event, step: str) -> Typed:
    lang = language.current()
    if step == "no-news":
        again = steps.standing(session, event, page.now()).today + _SILENCE
        return Typed({"ask_again_on": [labels.day(again, lang)]})
    zone = event.date_timezone or event.timezone
    return Typed({"zone": [places.name_of(zone, lang)]} if zone and step in effects.DATED else {})


def _signature(typed: Typed) -> str:
    """Return which date it was whose effect was shown."""
    return " | ".join(
        [*(typed.text(name).strip() for name in ("date", "start", "end", "zone")), typed.text("correction")]
    )


def _version(typed: Typed) -> int:
    text = typed.text("version")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1


def _last_line(session: Session, event: Event) -> int:
    found = history.of_event(session, event, "en", to=page.actor())
    return found[0].number if found else 0


def _since(session: Session, event: Event, typed: Typed) -> list[history.Line]:
    """Return what has happened to an event since its form was opened."""
    text = typed.text("line")
    last = int(text) if re.fullmatch(r"[0-9]{1,12}", text) else 0
    found = history.of_event(session, event, language.current(), to=page.actor())
    return [one for one in found if one.number > last] or found[:1]
