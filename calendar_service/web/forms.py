"""Forms: what was typed, what is wrong with it, and what is said when it was taken.

What a form asks is checked by the domain; here is only how what was typed comes in and goes back out
unchanged. The macros that draw fields are in `templates/forms.html`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.access import RANKS
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, TooMany
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.services import drafts
from calendar_service.web import csrf, language, page

SAID = {  # what a page says after a form was taken, by the word in its address
    "saved": _("Saved."),
    "recorded": _("Recorded."),
    "readdressed": _("Saved. The former address leads here for good."),
    "created": _("Recorded as a draft. Nobody outside sees it yet."),
    "published": _("Published. Subscribers see it when their calendar next looks."),
    "changed": _("Saved. Subscribers see the change when their calendar next looks."),
    "moved": _("Saved. Subscribers see the move when their calendar next looks."),
    "named": _("The day is named. Subscribers see it when their calendar next looks."),
    "confirmed": _("Confirmed."),
    "planned": _("Planned again."),
    "postponed": _("Postponed. The entry stays at its old date, marked, until there is a new one."),
    "cancelled": _("Cancelled. It stays in feeds as cancelled, so that every calendar learns of it."),
    "held": _("Marked as held."),
    "reinstated": _("Reinstated."),
    "withdrawn": _("Withdrawn. Its page says that it is gone."),
    "checked": _("Noted: checked, no news."),
    "merged": _("Merged. The other record leads here."),
    "several": _("Saved, all of them together. Subscribers see it when their calendar next looks."),
    "unchanged": _("All of them stood so already. Nothing was changed."),
    "noted": _("Noted. Only planners and editors see it."),
    "note_deleted": _("The note is deleted."),
    "settled": _("The report is settled."),
    "report_reopened": _("The report is open again."),
    "deleted": _("The draft is deleted."),
    "removed": _("The promise is deleted."),
    "reverted": _("Reverted, as a new change."),
    "password_set": _("The password is set. Everywhere else that account was signed in, it is no longer."),
    "revoked": _("The token is revoked. What it is used by is refused from now on."),
    "signed_out": _("Signed out there."),
    "closed": _("The account is closed. Its sign-ins have ended."),
    "feed_made": _("The feed stands here now, and anyone may subscribe."),
    "feed_withdrawn": _("The feed is withdrawn. Its address says that it is gone."),
    "feed_ended": _("The feed has ended. Its address leads nowhere."),
    "reopened": _("The account is open again."),
    "anonymised": _("Nothing tells any more who it was. The journal stays."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form: texts by the names of their fields, as they came."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a field, nothing where there is none."""
        return (self.values.get(name) or [""])[-1]

    def texts(self, name: str) -> list[str]:
        """Return every text of a field that stands there several times, in order."""
        return list(self.values.get(name, []))

    def has(self, name: str) -> bool:
        """Tell whether a box was ticked."""
        return bool(self.text(name))

    def local(self, name: str) -> LocalText:
        """Return a text in several languages, from the fields `name-ru`, `name-en`."""
        said = {lang: self.text(f"{name}-{lang}").strip() for lang in LANGUAGES}
        return LocalText({lang: text for lang, text in said.items() if text})

    def groups(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield rows of fields that stand there as often as there are rows; a row that is empty is left out."""
        columns = [self.texts(name) for name in names]
        for number in range(max(map(len, columns), default=0)):
            row = tuple(column[number].strip() if number < len(column) else "" for column in columns)
            if any(row):
                yield row


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed into a form and not saved, and when."""

    typed: Typed
    at: datetime


def sent() -> Typed:
    """Return what was typed into the form that this request sends."""
    return Typed(request.form.to_dict(flat=False))


def only(*names: str) -> Typed:
    """Return what was typed into a form that has these fields; raises `InvalidInput` where others were sent too."""
    strange = sorted(request.form.keys() - {*names, csrf.FIELD})
    if strange:
        raise InvalidInput(_("This form has no field “%(name)s”. Nothing was saved."), name=strange[0][:80])
    return sent()


def version(typed: Typed) -> int:
    """Return the version of the record that a form was opened with; none that any record has where it says nothing."""
    text = typed.text("version")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004 - digits


def status_of(error: CalendarError) -> int:
    """Return the status of a page that shows a form again because of an error."""
    statuses = ((Forbidden, 403), (Conflict, 409), (TooMany, 429))
    return next((status for kind, status in statuses if isinstance(error, kind)), 422)


def waiting(response: Response, error: CalendarError | None) -> Response:
    """Say in the header of an answer after how long what was tried too often may be tried again."""
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def errors_of(error: CalendarError) -> dict[str, str]:
    """Return what is wrong as a sentence at its field; under no name where it concerns the whole form.

    A text in several languages is at fault in one of them: `title.ru` is the field `title-ru`.
    """
    return {error.field.replace(".", "-"): error.sentence(language.current())}


def require(role: str, *, onward: str = "") -> Response | None:
    """Return the way to sign in where nobody is; raises `Forbidden` where the role does not suffice.

    What is sent by a form whose sign-in has run out is kept, and stands in it again after signing in;
    a mere button leads to the page `onward` on which it stands.
    """
    actor = page.actor()
    if RANKS[actor.role] >= RANKS[role]:
        return None
    if actor.role:
        raise Forbidden(_("Your account may not do this. Ask an administrator for the role that it needs."))
    if request.method == "POST" and not onward and csrf.is_valid():
        keep(sent())
    return page.sent("/sign-in", urlencode({"next": onward or request.path}))


def keep(typed: Typed) -> None:
    """Keep what was typed into this form until it is saved."""
    with page.database().writing() as session:
        drafts.keep(session, request.path, typed.values, by=page.actor(), browser=csrf.browser(), at=page.now())


def kept(session: Session) -> Kept | None:
    """Return what is kept of this form for whoever opens it, `None` where nothing is."""
    found = drafts.find(session, request.path, by=page.actor(), browser=csrf.browser())
    return None if found is None else Kept(Typed(found.typed), found.kept_at)


def drop(session: Session) -> None:
    """Throw away what is kept of this form: it was saved, or is not wanted."""
    drafts.drop(session, request.path, by=page.actor(), browser=csrf.browser())


def discard(path: str) -> Response:
    """Throw away what is kept of this form, as its sender asks, and show the form at a path as it would be without."""
    with page.database().writing() as session:
        drop(session)
    return page.sent(path)


def said_here() -> str:
    """Return what the page of this request says of the form that led to it."""
    return said(request.args.getlist("said"))


def said(words: Iterable[str]) -> str:
    """Return the sentence for the word that an address brings after a form was taken, if it is one of ours."""
    found = word(words)
    return say(language.current(), SAID[found]) if found else ""


def word(words: Iterable[str]) -> str:
    """Return the word of ours among those that an address brings, nothing where there is none."""
    return next((one for one in words if one in SAID), "")
