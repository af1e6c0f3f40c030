"""Who reads: the sign-in of this request, and the cookies by which a browser is known."""

import contextlib
import hmac
import ipaddress
import re
from datetime import UTC, datetime
from hashlib import sha256
from secrets import compare_digest, token_hex

from flask import Response, current_app, g, request

from calendar_service import logs
from calendar_service.config import Settings
from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.errors import Unavailable
from calendar_service.models.database import Database
from calendar_service.services import sessions
from calendar_service.web import cookies

_DEVICE = "device"
_DEVICE_AGE = 365 * 24 * 3600  # seconds
_DEVICE_ID = 16  # octets
MOST_COOKIE = 200  # characters


def actor() -> Actor:
    """Return who reads, as the account stands now; asked of the database once a request, and only with a cookie."""
    if "actor" not in g:
        g.actor = _actor() if token() else ANYONE
    return known()


def known() -> Actor:
    """Return who reads as far as that has been asked already; the database is not."""
    found: Actor = g.get("actor", ANYONE)
    return found


def token() -> str:
    """Return the token of the sign-in that the browser has, or nothing."""
    kept = request.cookies.get(cookie(), "")
    return kept if len(kept) <= MOST_COOKIE else ""


def cookie() -> str:
    """Return what the cookie of a sign-in is called."""
    return cookies.called("session")


def sign_in(response: Response, given: str, name: str) -> Response:
    """Have the browser keep the token of a sign-in, and know itself again as one in which this account was used."""
    cookies.keep(response, cookie(), given)
    device = _device().partition(".")[0] or token_hex(_DEVICE_ID)
    return cookies.keep(response, _DEVICE, f"{device}.{_proof(device, name)}", age=_DEVICE_AGE)


def sign_out(response: Response) -> Response:
    """Have the browser forget its sign-in."""
    return cookies.drop(response, cookie())


def device_of(name: str) -> str:
    """Return the id of this browser where the account of that name was signed in before, else nothing."""
    device, _dot, proof = _device().partition(".")
    return device if device and compare_digest(proof.encode(), _proof(device, name).encode()) else ""


def address() -> str:
    """Return the address the request came from, by which tries are counted and nothing else is decided.

    Behind proxies it is what the outermost one that is trusted has seen; what stands left of that in
    the header anybody could have written. Who has one IPv6 address has all that begin with the same 64 bits.
    """
    settings: Settings = current_app.extensions["settings"]
    seen = [request.remote_addr or "", *reversed(request.headers.get("X-Forwarded-For", "").split(","))]
    found = _address(seen[settings.proxies]) if settings.proxies < len(seen) else None
    return found or _address(seen[0]) or ""


def key() -> str:
    """Return the secret under which who tries something is hashed."""
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key


def _address(text: str) -> str | None:
    bare = re.sub(r"^\[(.*)\](:\d+)?$|^(\d+(?:\.\d+){3}):\d+$", r"\1\3", text.strip())
    try:
        read = ipaddress.ip_address(bare)
    except ValueError:
        return None
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read.packed[:8] + bytes(8), 64)))


def _actor() -> Actor:
    at = datetime.now(UTC)
    database: Database = current_app.extensions["database"]
    with database.reading() as session:
        found = sessions.find(session, token(), at=at)
        reader = sessions.actor_of(found, logs.request_id())
        seen = found.id if found is not None and sessions.is_to_be_seen(found, at=at) else None
    if seen is not None:
        with contextlib.suppress(Unavailable), database.writing() as session:
            sessions.see(session, seen, at=at)
    return reader


def _device() -> str:
    kept = request.cookies.get(_DEVICE, "")
    return kept if len(kept) <= MOST_COOKIE else ""


def _proof(device: str, name: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), f"device {device} {name}".encode(), sha256).hexdigest()
