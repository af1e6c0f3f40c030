"""Signing in and out. Reading needs no account; editors and planners have one."""

import re
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import structlog
from flask import Response, current_app, request

from calendar_service.config import Settings
from calendar_service.domain.errors import TooMany
from calendar_service.domain.words import _, say
from calendar_service.services import accounts, sessions, throttle
from calendar_service.services.throttle import Limit
from calendar_service.web import csrf, language, page, visitor

_MINUTE = timedelta(minutes=1)
_PER_ADDRESS = Limit("sign_in_address", 10, _MINUTE)
_PER_ACCOUNT = Limit("sign_in_account", 10, _MINUTE)  # from browsers in which it was never used
_PER_DEVICE = Limit("sign_in_device", 10, _MINUTE)  # from one in which it was: nobody else uses this up
MOST_NAME = 200  # characters
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
_LOG = structlog.get_logger(__name__)


def ask() -> Response:
    """Show the form, or to whom is signed in how to sign out."""
    page.asked()
    return _form(request.args.get("next", ""))


def enter() -> Response:
    """Sign in and go on to where the reader was; what does not fit is said beside the form, which keeps the name."""
    page.asked()
    name, onward = request.form.get("name", "")[:MOST_NAME].strip(), request.form.get("next", "")
    if not csrf.is_valid():
        return _form(onward, name, _("The form has grown old. Send it once more."), status=403)
    try:
        _count(name)
    except TooMany as error:
        response = _form(onward, name, error.sentence(language.current()), status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    token = _signed_in(name, request.form.get("password", ""))
    if not token:
        return _form(onward, name, _("Name and password do not go together. Look at both, then try again."), status=422)
    return visitor.sign_in(_sent_on(local(onward)), token, name)


def leave() -> Response:
    """Sign out of this browser."""
    page.asked()
    csrf.check()
    with page.database().writing() as session:
        sessions.end(session, visitor.token())
    return visitor.sign_out(page.sent("/"))


def local(address: str) -> str:
    """Return an address within this site; the first page for any other."""
    return address if _LOCAL.fullmatch(address) else "/"


def _sent_on(address: str) -> Response:
    parts = urlsplit(address)
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] != "lang"]
    return page.sent(parts.path or "/", urlencode(pairs))


def _count(name: str) -> None:
    """Count the try; raises `TooMany`. It is counted before it is known whether it fails."""
    settings: Settings = current_app.extensions["settings"]
    device, at = visitor.device_of(name), page.now()
    with page.database().writing() as session:
        throttle.take(session, _PER_ADDRESS, visitor.address(), key=settings.secret_key, at=at)
        limit, source = (_PER_DEVICE, f"{name} {device}") if device else (_PER_ACCOUNT, name)
        throttle.take(session, limit, source, key=settings.secret_key, at=at)


def _signed_in(name: str, password: str) -> str:
    """Return the token of a new sign-in, nothing where name and password do not go together."""
    with page.database().reading() as session:
        user = accounts.verify(session, name, password)
        user_id = user.id if user is not None else None
    if user is None or user_id is None:
        _LOG.warning("A sign-in was refused.")
        return ""
    with page.database().writing() as session:
        sessions.end(session, visitor.token())
        token = sessions.begin(session, user, at=page.now(), agent=request.headers.get("User-Agent", ""))
    _LOG.info("A user has signed in.", user=str(user_id))
    return token


def _form(onward: str, name: str = "", error: str = "", *, status: int = 200) -> Response:
    with page.database().reading() as session:
        return page.respond(
            "sign_in.html",
            session,
            status=status,
            path="/sign-in",
            onward=local(onward),
            name=name,
            error=say(language.current(), error) if error else "",
        )
