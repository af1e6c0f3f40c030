"""Taking a line of the journal back: what exactly will change, what subscribers will see, and one button."""

import re

from flask import Response, current_app

from calendar_service.domain import reverting as plans
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say, say_number
from calendar_service.models.journal import Change
from calendar_service.services import foresight, reverting
from calendar_service.services.foresight import Foreseen
from calendar_service.web import account, calendars, csrf, forms, journal, language, links, page
from calendar_service.web.calendars import Effect
from calendar_service.web.forms import Typed

_REFUSED = (Forbidden, InvalidInput, Conflict)
_REASON = _("The move has been taken back.")
_EFFECTS = {
    plans.WITHDRAW: _("It is withdrawn: its page says that it is gone, and its text leaves the public history. It cannot be published again."),
    plans.DELETE: _("The draft is deleted. Nobody outside has seen it."),
    plans.RECORD: _("The draft is recorded again as it was. Nobody outside sees it."),
    plans.CLOSE: _("This person can no longer sign in."),
    plans.REOPEN: _("This person can sign in again, with the role and the password of before."),
}  # fmt: skip
_IN_NO_FEED = {
    "note": {plans.REOPEN: _("Only planners and editors see it.")},
    "user": {plans.RESTORE: _("The role holds at once, also where this person is signed in now.")},
}


def ask(number: int) -> Response:
    """Show what taking a line back will do."""
    page.asked()
    return forms.require("editor") or _confirmation(number)


def take(number: int) -> Response:
    """Take a line back, and show the line that says so."""
    page.asked()
    if away := forms.require("editor"):
        return away
    try:
        csrf.check()
        typed = forms.only("version", *(f"reason-{lang}" for lang in LANGUAGES), "discard")
        if typed.has("discard"):
            return forms.discard(f"/journal/{number}/revert")
        with page.database().writing() as session:
            reverting.revert(
                session,
                journal.known(number),
                by=page.actor(),
                at=page.now(),
                version=_version(typed),
                reasons=typed.local("reason") or None,
            )
            forms.drop(session)
            made = reverting.taken_back_by(session, session.get_one(Change, number)) or number
    except _REFUSED as error:
        return _confirmation(number, forms.sent(), error)
    return page.sent(f"/journal/{made}", "said=reverted")


def _version(typed: Typed) -> int:
    text = typed.text("version")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1


def _confirmation(number: int, typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    lang = language.current()
    with page.database().writing() as session:
        links.know(session)
        seen = foresight.foresee(session, journal.known(number), lang, by=page.actor(), at=page.now())
        kept = forms.kept(session) if typed is None else None
        found = seen.found
        return page.respond(
            "revert.html",
            session,
            status=forms.status_of(error) if error else 200,
            path="",
            action=f"/journal/{number}/revert",
            section="/journal",
            seen=seen,
            one=journal.shown(seen.line, lang),
            lines=[journal.shown(each, lang) for each in seen.lines],
            effect=_effect(seen, lang),
            why=say(lang, found.plan.why) if not seen.error else seen.error.sentence(lang),
            edit=_form_of(seen),
            typed=typed or (kept.typed if kept else Typed(_reasons(seen))),
            kept=account.moment(kept.at) if kept else "",
            version=found.version,
            errors=forms.errors_of(error) if error else {},
            clock=account.clock(),
        )


def _reasons(seen: Foreseen) -> dict[str, list[str]]:
    """Return what stands in the fields of the reason: why it was called off before, or that a move is taken back."""
    if seen.found.plan.step == plans.CANCEL:
        before = LocalText(seen.found.change.fields.get("reasons", [{}])[0] or {})
        return {f"reason-{lang}": [before.texts.get(lang, "")] for lang in LANGUAGES}
    return {f"reason-{lang}": [say(lang, _REASON)] for lang in LANGUAGES}


def _form_of(seen: Foreseen) -> str:
    """Return where the form of the record stands, nothing where it has none."""
    line, record = seen.line, seen.found.record
    if record is None or getattr(record, "visibility", "") == "withdrawn":
        return ""
    path = line.url.removeprefix(links.site().base_url).partition("?")[0]
    if line.noun == "user":
        return path
    path = f"/feeds/{line.record_id}/edit" if line.noun == "feed" else f"{path}/edit"
    return path if current_app.url_map.bind("").test(path, method="GET") else ""


def _effect(seen: Foreseen, lang: str) -> Effect:
    """Return what subscribers, readers, or the person of an account will notice."""
    if not seen.can_be_taken:
        return Effect()
    step, noun = seen.found.plan.step, seen.line.noun
    sentence = say(lang, _EFFECTS.get(step, ""))
    before, after = calendars.standing(seen.before, lang), calendars.standing(seen.after, lang)
    if noun == "event":
        if seen.before is None and seen.after is None:
            return Effect(sentence or say(lang, _("Nobody outside sees this meeting.")))
        if calendars.is_same(seen.before, seen.after):
            return Effect(say(lang, _("Subscribers see nothing of this.")))
        return Effect(sentence, before, after)
    if noun in _IN_NO_FEED:
        return Effect(say(lang, _IN_NO_FEED[noun].get(step, "")) or sentence)
    return Effect(" ".join(part for part in (sentence, _anew(seen.shown_anew, lang)) if part))


def _anew(number: int, lang: str) -> str:
    if not number:
        return say(lang, _("No meeting in subscribers’ calendars changes by this."))
    return say_number(
        lang,
        "%(number)s meeting is shown anew in subscribers’ calendars.",
        "%(number)s meetings are shown anew in subscribers’ calendars.",
        number,
    )
