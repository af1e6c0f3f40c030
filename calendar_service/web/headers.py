"""Headers of pages: what they may load, who may keep them, and how they are packed."""

import gzip

from flask import Request, Response

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; "
        "frame-ancestors *; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FRAMED_AGE = 900  # seconds
_LEAST = 500  # bytes; packing less gains nothing


def takes_gzip(request: Request) -> bool:
    """Tell whether a request takes gzip."""
    return request.accept_encodings.quality("gzip") > 0


def secure(response: Response, *, is_known: bool = False) -> Response:
    """Give a page its headers. It depends on who asks, so that only the reader's own browser keeps it.

    What is shown to who `is_known` by a sign-in is not kept at all.
    """
    response.headers.update(SECURITY)
    response.headers["Cache-Control"] = "private, no-store" if is_known else "private, no-cache"
    response.headers["Vary"] = "Accept-Language, Cookie, Accept-Encoding"
    return response


def framed(response: Response) -> Response:
    """Give a page that others may show in a frame its headers. It is the same for all: anybody may keep it a while."""
    response.headers.update(FRAMED)
    response.headers["Cache-Control"] = f"public, max-age={FRAMED_AGE}"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def packed(response: Response, request: Request) -> Response:
    """Pack a page where that is asked for, and let a browser ask whether its copy is still good."""
    body = response.get_data()
    if takes_gzip(request) and len(body) >= _LEAST:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    if response.status_code == 200:  # noqa: PLR2004
        response.add_etag(weak=True)
        response.make_conditional(request)
    return response
