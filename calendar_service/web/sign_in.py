"""Signing in and out. Reading needs no account; editors and planners have one.

How often a password may be tried holds who guesses up without locking anybody out: ten times a minute
from an address, whoever it tries to be. Of those tries at one account, the first two of each address
are its own, and all further ones together are eight, so that who uses these up still leaves the owner's
address two; thirty in all, which it takes eleven addresses to use up. A browser in which the account was
used before is counted by itself: nobody else can use up its tries, not even behind the same address.
"""

import re
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

import structlog
from flask import Response, current_app, request

from calendar_service.config import Settings
from calendar_service.domain.errors import TooMany
from calendar_service.domain.words import _, say
from calendar_service.services import accounts, sessions, throttle
from calendar_service.services.throttle import Limit
from calendar_service.web import account, csrf, forms, language, page, visitor

_MINUTE = timedelta(minutes=1)
_PER_ADDRESS = Limit("sign_in_address", 10, _MINUTE)
_FIRST = Limit("sign_in_first", 2, _MINUTE)  # of an address at an account
_PER_ACCOUNT = Limit("sign_in_account", 8, _MINUTE)  # beyond those
_IN_ALL = Limit("sign_in_all", 30, _MINUTE)  # at an account, from browsers in which it was never used
_PER_DEVICE = Limit("sign_in_device", 10, _MINUTE)  # from one in which it was
MOST_NAME = 200  # characters
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
_OLD = _("The form has grown old. Send it once more; if that does not help, allow this site to keep cookies.")
_LOG = structlog.get_logger(__name__)


def ask() -> Response:
    """Show the form, or to whom is signed in how to sign out."""
    page.asked()
    return form(request.args.get("next", ""))


def enter() -> Response:
    """Sign in and go on to where the reader was; what does not fit is said beside the form, which keeps the name."""
    page.asked()
    name, onward = request.form.get("name", "")[:MOST_NAME].strip(), request.form.get("next", "")
    if not csrf.is_valid():
        return form(onward, name, _OLD, status=403)
    try:
        _count(name)
    except TooMany as error:
        _LOG.warning("Sign-ins were put off.", seconds=error.retry_after)
        response = form(onward, name, error.sentence(language.current()), status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    token, lang = _signed_in(name, request.form.get("password", ""))
    if not token:
        return form(onward, name, _("Name and password do not go together. Look at both, then try again."), status=422)
    response = sent_on(local(onward))
    return visitor.sign_in(response if language.in_address() else account.speak(response, lang), token, name)


def leave() -> Response:
    """Sign out of this browser."""
    page.asked()
    csrf.check()
    user_id = page.actor().user_id
    with page.database().writing() as session:
        sessions.end(session, visitor.token())
    if user_id is not None:
        _LOG.info("A user has signed out.", user=str(user_id))
    return visitor.sign_out(page.sent("/"))


def local(address: str) -> str:
    """Return the address of a page within this site; the first page for any other, and for signing in and out itself."""
    is_own = _LOCAL.fullmatch(address) and not re.match(r"/sign-(in|out)([/?]|$)", address)
    return address if is_own else "/"


def sent_on(address: str) -> Response:
    """Return a redirect to a page within this site, after signing in."""
    parts = urlsplit(address)
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] != "lang"]
    return page.sent(parts.path or "/", urlencode(pairs))


def form(onward: str, name: str = "", error: str = "", *, status: int = 200) -> Response:
    """Return the page for signing in; what is typed and what is wrong stand in it."""
    settings: Settings = current_app.extensions["settings"]
    with page.database().reading() as session:
        return page.respond(
            "sign_in.html",
            session,
            status=status,
            path="/sign-in",
            onward=local(onward),
            name=name,
            error=say(language.current(), error) if error else "",
            said=forms.said(request.args.getlist("said")),
            elsewhere=settings.provider.name if settings.provider else "",
        )


def _count(name: str) -> None:
    """Count the try; raises `TooMany`. It is counted before it is known whether it fails."""
    settings: Settings = current_app.extensions["settings"]
    device, address = visitor.device_of(name), visitor.address()
    with page.database().writing() as session:
        take = partial(throttle.take, session, key=settings.secret_key, at=page.now())
        if device:
            take(_PER_DEVICE, f"{name} {device}")
            return
        take(_PER_ADDRESS, address)
        try:
            take(_FIRST, f"{name} {address}")
        except TooMany:
            take(_PER_ACCOUNT, name)
        take(_IN_ALL, name)


def _signed_in(name: str, password: str) -> tuple[str, str]:
    """Return the token of a new sign-in and the person's language; nothing where name and password do not go together."""
    with page.database().reading() as session:
        user = accounts.verify(session, name, password)
        user_id = user.id if user is not None else None
    if user is None or user_id is None:
        _LOG.warning("A sign-in was refused.")
        return "", ""
    with page.database().writing() as session:
        sessions.end(session, visitor.token())
        token = sessions.begin(session, user, at=page.now(), agent=request.headers.get("User-Agent", ""))
    _LOG.info("A user has signed in.", user=str(user_id))
    return token, user.language
