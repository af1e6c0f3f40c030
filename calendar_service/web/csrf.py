"""Forms that change something are taken from this site's own pages alone.

A form carries a token that goes with a cookie of the same browser; another site can send the cookie,
but not read it. The token looks different on each page, so that compression tells nothing of it.
"""

import hmac
from hashlib import sha256
from secrets import compare_digest, token_bytes, token_hex

from flask import Response, current_app, g, request
from markupsafe import Markup

from calendar_service.config import Settings
from calendar_service.domain.errors import Forbidden
from calendar_service.domain.words import _
from calendar_service.web import links

COOKIE = "form"
FIELD = "csrf"
_PAD = 16  # octets


def field() -> Markup:
    """Return the hidden field that every form with `method="post"` holds."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def token() -> str:
    """Return a token for a form of this page; the answer will bring the cookie that goes with it."""
    pad = token_bytes(_PAD)
    return (pad + _mixed(pad, _proof(_secret()))).hex()


def is_valid() -> bool:
    """Tell whether the form that was sent came from a page of this site, in this browser."""
    kept = request.cookies.get(COOKIE, "")
    if not kept or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    try:
        sent = bytes.fromhex(request.form.get(FIELD, ""))
    except ValueError:
        return False
    return compare_digest(_mixed(sent[:_PAD], sent[_PAD:]), _proof(kept)) if len(sent) == 2 * _PAD else False


def check() -> None:
    """Raise `Forbidden` unless the form that was sent came from a page of this site."""
    if not is_valid():
        raise Forbidden(
            _("This form has grown old, or came from elsewhere. Load the page again and send it from there.")
        )


def browser() -> str:
    """Return by what this browser is known while nobody is signed in: a keyed hash of its cookie, else nothing."""
    kept = request.cookies.get(COOKIE, "")
    return _proof(f"browser {kept}").hex() if kept else ""


def keep(response: Response) -> Response:
    """Have the browser keep the cookie that goes with a token, where one was made."""
    if "form_secret" in g and request.cookies.get(COOKIE) != g.form_secret:
        response.set_cookie(
            COOKIE,
            g.form_secret,
            path=links.prefix() or "/",
            secure=links.site().base_url.startswith("https:"),
            httponly=True,
            samesite="Lax",
        )
    return response


def _secret() -> str:
    if "form_secret" not in g:
        g.form_secret = request.cookies.get(COOKIE) or token_hex(_PAD)
    secret: str = g.form_secret
    return secret


def _proof(secret: str) -> bytes:
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), f"form {secret}".encode(), sha256).digest()[:_PAD]


def _mixed(pad: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(pad, mask, strict=True))
