"""One's own account: name, language, password, and where one is signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.dates import places
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, TooMany
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _, say
from calendar_service.models.accounts import User
from calendar_service.services import accounts, passwords, sessions, throttle
from calendar_service.services.throttle import Limit
from calendar_service.web import browsers, csrf, forms, labels, language, links, page, visitor
from calendar_service.web.forms import Typed

_PASSWORDS = Limit("own_password", 10, timedelta(minutes=1))
_REFUSED = (Forbidden, InvalidInput, Conflict, TooMany)


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which the account is signed in."""

    id: UUID
    browser: str
    began: str
    seen: str
    is_this: bool


def show() -> Response:
    """Show the account of whoever is signed in."""
    page.asked()
    return forms.require("reader") or _shown()


def describe() -> Response:
    """Save full name and language, which this browser then speaks."""
    page.asked()
    if away := forms.require("reader"):
        return away
    try:
        csrf.check()
        typed = forms.only("full_name", "language", "discard")
        if typed.has("discard"):
            return forms.discard("/account")
        name, lang = typed.text("full_name"), typed.text("language")
        with page.database().writing() as session:
            accounts.describe(session, name, lang, by=page.actor(), at=page.now())
            forms.drop(session)
    except _REFUSED as error:
        return _shown(forms.sent(), error)
    return speak(page.sent("/account", "said=saved"), lang)


def speak(response: Response, lang: str) -> Response:
    """Have the browser speak the language of an account, if it is one in particular, from the next page on."""
    if not lang:
        return response
    response.headers["Location"] = response.headers["Location"].replace(f"lang={language.in_address()}", f"lang={lang}")
    return page.speak(response, lang)


def ask_password() -> Response:
    """Show the form for another password."""
    page.asked()
    return forms.require("reader") or _password_form()


def change_password() -> Response:
    """Change the password, which ends every sign-in but a new one in this browser."""
    page.asked()
    if away := forms.require("reader"):
        return away
    try:
        csrf.check()
        typed = forms.only("password-old", *NEW)
        new = new_password(typed)
        _count()
        with page.database().writing() as session:
            user = accounts.change_password(session, typed.text("password-old"), new, by=page.actor(), at=page.now())
            agent = request.headers.get("User-Agent", "")
            token, name = sessions.begin(session, user, at=page.now(), agent=agent), user.name
    except _REFUSED as error:
        return _password_form(error)
    return visitor.sign_in(page.sent("/account", "said=password_set"), token, name)


NEW = ("password-new", "password-again")  # the fields of a new password


def new_password(typed: Typed) -> str:
    """Return the new password that was typed; raises `InvalidInput` where it was typed differently the second time."""
    first, again = (typed.text(name) for name in NEW)
    if first != again and len(first) <= passwords.LONGEST:
        raise InvalidInput(_("The two are not the same. Type the new password once more."), field="password-again")
    return first


def end() -> Response:
    """End one sign-in of the account, or all but this one."""
    page.asked()
    if away := forms.require("reader", onward="/account"):
        return away
    csrf.check()
    chosen, user_id = forms.only("sign_in").text("sign_in"), page.actor().user_id
    if user_id is not None:
        with page.database().writing() as session:
            if chosen == "others":
                sessions.end_all(session, user_id, but=visitor.token())
            else:
                sessions.end_one(session, _id(chosen), user_id)
    return page.sent("/account", "said=signed_out")


def moment(at: datetime) -> str:
    """Return a moment in words, by the calendar's own clock."""
    return labels.moment(at, links.site().timezone, language.current())


def clock() -> str:
    """Return where the clock stands by which moments are told."""
    return places.name_of(links.site().timezone, language.current())


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(_("There is no such sign-in.")) from None


def _count() -> None:
    with page.database().writing() as session:
        throttle.take(session, _PASSWORDS, str(page.actor().user_id), key=visitor.key(), at=page.now())


def _shown(typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        links.know(session)
        user = session.get_one(User, page.actor().user_id)
        stored = Typed({"full_name": [user.full_name], "language": [user.language]})
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "account.html",
            session,
            status=forms.status_of(error) if error else 200,
            path="/account",
            user=user,
            called=accounts.called(user, language.current()),
            role=say(language.current(), USER_ROLES[user.role]),
            is_elsewhere=not user.password_hash,
            typed=typed or (kept.typed if kept else stored),
            kept=moment(kept.at) if kept else "",
            errors=forms.errors_of(error) if error else {},
            said=forms.said(request.args.getlist("said")),
            tongues=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
            places=_places(session, user.id),
            clock=clock(),
        )


def _places(session: Session, user_id: UUID) -> list[Place]:
    this = sessions.hashed(visitor.token())
    return [
        Place(one.id, browsers.words(one.agent), moment(one.began_at), moment(one.seen_at), one.token_hash == this)
        for one in sessions.of_user(session, user_id, at=page.now())
    ]


def _password_form(error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        response = page.respond(
            "password.html",
            session,
            status=forms.status_of(error) if error else 200,
            path="/account/password",
            section="/account",
            name=page.actor().name,
            typed=Typed(),
            errors=forms.errors_of(error) if error else {},
            least=passwords.SHORTEST,
        )
    return forms.waiting(response, error)
