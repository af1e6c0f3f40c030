"""Cookies: for this site's own requests alone, out of the reach of scripts, and never sent in the clear over TLS."""

from flask import Response

from calendar_service.web import links


def called(name: str) -> str:
    """Return what a cookie that nobody else may set is called.

    Browsers hold what begins so to TLS, and to this host (RFC 6265bis, section 4.1.3); what is served
    under a path of a host shares it with others, and is held to TLS alone.
    """
    if not links.is_secure():
        return name
    return f"__Secure-{name}" if links.prefix() else f"__Host-{name}"


def keep(response: Response, name: str, value: str, *, age: int | None = None) -> Response:
    """Have the browser keep a cookie, for `age` seconds or until it is closed."""
    response.set_cookie(
        name,
        value,
        max_age=age,
        path=links.prefix() or "/",
        secure=links.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def drop(response: Response, name: str) -> Response:
    """Have the browser forget a cookie."""
    response.delete_cookie(name, path=links.prefix() or "/", secure=links.is_secure(), httponly=True, samesite="Lax")
    return response
