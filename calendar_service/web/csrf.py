"""Forms that change something are taken from this site's own pages alone.

A form carries a token that goes with a cookie of the same browser; another site can have the cookie
sent, but neither read nor, over TLS, set it. The token looks different on each page, so that
compression tells nothing of it. It outlives a sign-in, so that a form can be sent after signing in
anew. What browsers say of where a form comes from is believed where it speaks against it.
"""

import hmac
from hashlib import sha256
from secrets import compare_digest, token_bytes, token_hex
from urllib.parse import urlsplit

from flask import Response, current_app, g, request
from markupsafe import Markup

from calendar_service.config import Settings
from calendar_service.domain.errors import Forbidden
from calendar_service.domain.words import _
from calendar_service.web import cookies, links

FIELD = "csrf"
_PAD = 16  # octets


class Stale(Forbidden):
    """A form was sent that this browser was not given by a page of this site, or long ago."""

    code = "stale_form"


def field() -> Markup:
    """Return the hidden field that every form with `method="post"` holds."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def token() -> str:
    """Return a token for a form of this page; the answer will bring the cookie that goes with it."""
    pad = token_bytes(_PAD)
    return (pad + _mixed(pad, _proof(_secret()))).hex()


def is_valid() -> bool:
    """Tell whether the form that was sent came from a page of this site, in this browser."""
    kept = request.cookies.get(cookie(), "")
    if not kept or not _is_from_here():
        return False
    try:
        sent = bytes.fromhex(request.form.get(FIELD, ""))
    except ValueError:
        return False
    return compare_digest(_mixed(sent[:_PAD], sent[_PAD:]), _proof(kept)) if len(sent) == 2 * _PAD else False


def check() -> None:
    """Raise `Stale` unless the form that was sent came from a page of this site."""
    if not is_valid():
        raise Stale(_("This form has grown old, or came from elsewhere. Load the page again and send it from there."))


def cookie() -> str:
    """Return what the cookie is called that goes with the tokens."""
    return cookies.called("form")


def browser() -> str:
    """Return by what this browser is known while nobody is signed in: a keyed hash of its cookie, else nothing."""
    kept = request.cookies.get(cookie(), "")
    return _proof(f"browser {kept}").hex() if kept else ""


def keep(response: Response) -> Response:
    """Have the browser keep the cookie that goes with a token, where one was made."""
    if "form_secret" in g and request.cookies.get(cookie()) != g.form_secret:
        cookies.keep(response, cookie(), g.form_secret)
    return response


def _is_from_here() -> bool:
    """Tell whether nothing that the browser says of where the form comes from speaks against this site.

    Behind a proxy the request may name another host than the browser's address does; one that is
    written in by the sender gains nothing, for a browser does not let a page write it.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    own = {request.headers.get("Host", "").lower(), urlsplit(links.site().base_url).netloc.lower()}
    return origin is None or origin.lower().partition("://")[2] in own


def _secret() -> str:
    if "form_secret" not in g:
        g.form_secret = request.cookies.get(cookie()) or token_hex(_PAD)
    secret: str = g.form_secret
    return secret


def _proof(secret: str) -> bytes:
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), f"form {secret}".encode(), sha256).digest()[:_PAD]


def _mixed(pad: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(pad, mask, strict=True))
