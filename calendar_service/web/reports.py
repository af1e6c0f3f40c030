"""Reports of readers: the form on every event, without an account, and the list that editors work off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, current_app, request
from sqlalchemy.orm import Session

from calendar_service.config import Settings
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, TooMany
from calendar_service.domain.selection import event_id as id_of
from calendar_service.services import dossier, faces, notes, private_notes, throttle
from calendar_service.services.throttle import Limit
from calendar_service.web import account, csrf, forms, language, links, page, visitor
from calendar_service.web.forms import Typed

LIMITS = (
    Limit("report", 10, timedelta(hours=1)),  # from one address
    Limit("all-reports", 300, timedelta(days=1)),
)
_FIELDS = ("text", "contact")
_TRAP = "website"  # a field that people do not see; what fills it in is no reader


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be taken as it is: the field, where it is one, and what to do."""

    field: str
    words: str


def ask(event_id: UUID) -> Response:
    """Show the form, or that a report was received."""
    page.asked()
    return _form(event_id, dict.fromkeys(_FIELDS, ""), None)


def send(event_id: UUID) -> Response:
    """Keep a report and say so; what cannot be taken is shown again as it was typed."""
    page.asked()
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    if request.form.get(_TRAP):
        return _received(event_id)
    try:
        csrf.check()
        with page.database().writing() as session:
            for limit in LIMITS:
                throttle.take(session, limit, _source(limit), key=_key(), at=page.now())
            notes.report(session, event_id, typed["text"], contact=typed["contact"], by=page.actor(), at=page.now())
    except (Forbidden, InvalidInput, TooMany) as error:
        return _refused(event_id, typed, error)
    return _received(event_id)


def _source(limit: Limit) -> str:
    """Return whose attempts are counted: an address's, or everybody's together."""
    return visitor.address() if limit.sort == "report" else "all"


def _key() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key


def _refused(event_id: UUID, typed: Mapping[str, str], error: Forbidden | InvalidInput | TooMany) -> Response:
    status = 429 if isinstance(error, TooMany) else 403 if isinstance(error, Forbidden) else 422
    response = _form(event_id, typed, Wrong(error.field, error.sentence(language.current())), status=status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _received(event_id: UUID) -> Response:
    return page.sent(f"/events/{event_id}/report", "sent=yes")


def _form(event_id: UUID, typed: Mapping[str, str], error: Wrong | None, *, status: int = 200) -> Response:
    with page.database().reading() as session:
        links.know(session)
        entry = dossier.entry(session, event_id, language.current(), to=page.actor(), at=page.now())
        return page.respond(
            "report.html",
            session,
            status=status,
            path=f"{faces.event_path(event_id)}/report",
            section="/calendar",
            feed=f"event/{event_id}",
            event_path=faces.event_path(event_id),
            entry=entry,
            typed=typed,
            error=error,
            is_sent=request.method == "GET" and request.args.get("sent") == "yes",
            text_length=notes.TEXT_LENGTH,
            contact_length=notes.CONTACT_LENGTH,
        )


def listed() -> Response:
    """List the reports that are open, or settled, to planners and up."""
    given = page.asked()
    is_settled = given.get("settled", [""])[-1] == "yes"
    with page.database().reading() as session:
        links.know(session)
        before = id_of(given.get("before", [""])[-1])
        found = notes.page(session, language.current(), to=page.actor(), settled=is_settled, before=before)
        further = f"before={found.before}" + ("&settled=yes" if is_settled else "")
        return page.respond(
            "reports.html",
            session,
            reports=found.reports,
            is_settled=is_settled,
            may_settle=page.actor().has_rank("editor"),
            moment=account.moment,
            open_=notes.count_open(session, to=page.actor()),
            earlier=links.link("/reports", further) if found.before else "",
        )


def show(note_id: UUID) -> Response:
    """Show a report to who works it off."""
    page.asked()
    return forms.require("planner") or _shown(note_id)


def work_off(note_id: UUID) -> Response:
    """Note something on a report, settle it with a word of what was done, or open it again."""
    page.asked()
    if away := forms.require("planner"):
        return away
    path = f"/reports/{note_id}"
    try:
        csrf.check()
        typed = forms.only("text", "outcome", "version", "do", "discard")
        if typed.has("discard"):
            return forms.discard(path)
        with page.database().writing() as session:
            said = _take(session, note_id, typed)
            forms.drop(session)
    except (Forbidden, InvalidInput, Conflict) as error:
        return _shown(note_id, forms.sent(), error)
    return page.sent(path, f"said={said}")


def _take(session: Session, note_id: UUID, typed: Typed) -> str:
    act: dict[str, Any] = {"by": page.actor(), "at": page.now()}
    if typed.text("do") == "settle":
        notes.settle(session, note_id, outcome=typed.text("outcome"), version=forms.version(typed), **act)
        return "settled"
    if typed.text("do") == "reopen":
        notes.reopen(session, note_id, version=forms.version(typed), **act)
        return "report_reopened"
    notes.comment(session, note_id, typed.text("text"), **act)
    return "noted"


def _shown(note_id: UUID, typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        links.know(session)
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "report_page.html",
            session,
            status=forms.status_of(error) if error else 200,
            section="/reports",
            action=f"/reports/{note_id}",
            one=notes.find(session, note_id, language.current(), to=page.actor()),
            typed=typed or (kept.typed if kept else Typed()),
            kept=account.moment(kept.at) if kept else "",
            errors=forms.errors_of(error) if error else {},
            said=forms.said(request.args.getlist("said")),
            may_settle=page.actor().has_rank("editor"),
            moment=account.moment,
            outcome_length=notes.OUTCOME_LENGTH,
            note_length=private_notes.TEXT_LENGTH,
        )


def settle(note_id: UUID) -> Response:
    """Mark a report as settled, and go back to the list."""
    page.asked()
    csrf.check()
    with page.database().writing() as session:
        notes.settle(session, note_id, by=page.actor(), at=page.now())
    return page.sent("/reports")
