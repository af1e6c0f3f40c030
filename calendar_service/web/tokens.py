"""Tokens of one's own account, by which programs act for one over the API: made, shown once, ended."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, request

from calendar_service.domain.access import RANKS, SCOPES
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput
from calendar_service.domain.words import _, say
from calendar_service.models.accounts import User
from calendar_service.models.tokens import Token
from calendar_service.services import tokens
from calendar_service.web import account, csrf, forms, language, page
from calendar_service.web.forms import Typed

PATH = "/account/tokens"
_REFUSED = (Forbidden, InvalidInput, Conflict)
_SCOPES = {
    "read": _("read: sees what you see"),
    "write": _("write: also records and changes, as far as your role goes"),
    "admin": _("admin: also keeps the accounts"),
}
_DAYS = {"30": _("30 days"), "90": _("90 days"), "365": _("a year"), "": _("until it is revoked")}
_USUAL = Typed({"scope": ["read"], "days": ["90"]})


@dataclass(frozen=True, slots=True)
class Row:
    """A token in words."""

    id: UUID
    note: str
    hint: str
    scope: str
    made: str
    used: str
    until: str


def ask() -> Response:
    """List the tokens of whoever is signed in, and show the form for another."""
    page.asked()
    return forms.require("reader") or _shown(_USUAL)


def make() -> Response:
    """Make a token and show it, this once: the calendar itself knows no more than its hash."""
    page.asked()
    if away := forms.require("reader", onward=PATH):
        return away
    try:
        csrf.check()
        typed = forms.only("note", "scope", "days")
        days = typed.text("days")
        if days not in _DAYS:
            raise InvalidInput(_("Choose how long the token is to hold."), field="days")
        with page.database().writing() as session:
            user = session.get_one(User, page.actor().user_id)
            made = tokens.make(
                session, user, typed.text("scope"), note=typed.text("note"), days=int(days) if days else None, by=page.actor(), at=page.now()
            )  # fmt: skip
    except _REFUSED as error:
        return _shown(forms.sent(), error)
    return _shown(_USUAL, made=made.text)


def revoke(token_id: UUID) -> Response:
    """End a token of one's own, or of anyone by an administrator."""
    page.asked()
    if away := forms.require("reader", onward=PATH):
        return away
    csrf.check()
    forms.only()
    with page.database().writing() as session:
        tokens.revoke(session, token_id, by=page.actor(), at=page.now())
    return page.sent(PATH, "said=revoked")


def _shown(typed: Typed, error: CalendarError | None = None, *, made: str = "") -> Response:
    lang, actor = language.current(), page.actor()
    with page.database().reading() as session:
        found = tokens.of_user(session, actor.user_id, by=actor, at=page.now()) if actor.user_id else []
        return page.respond(
            "tokens.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=PATH,
            section="/account",
            typed=typed,
            errors=forms.errors_of(error) if error else {},
            said=forms.said(request.args.getlist("said")),
            made=made,
            rows=[_row(one, lang) for one in found],
            scopes=[
                (scope, say(lang, _SCOPES[scope]))
                for scope, least in SCOPES.items()
                if RANKS[actor.role] >= RANKS[least]
            ],
            terms=[(days, say(lang, words)) for days, words in _DAYS.items()],
            clock=account.clock(),
        )


def _row(one: Token, lang: str) -> Row:
    until = say(lang, _("until it is revoked"))
    if one.expires_at is not None:
        until = say(lang, _("until %(moment)s"), moment=account.moment(one.expires_at))
    used = say(lang, _("never used"))
    if one.used_at is not None:
        used = say(lang, _("last used %(moment)s"), moment=account.moment(one.used_at))
    return Row(one.id, one.note, one.hint, one.scope, account.moment(one.made_at), used, until)
