"""Files that pages are made with: style, fonts, the icon. Their address holds a digest of them all.

Whatever changes gets a new address, so that each may be kept for a year; under an old address the
present file is sent, to be asked for again.
"""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response, request

from calendar_service.domain.errors import NotFound
from calendar_service.domain.words import _
from calendar_service.web import headers, links

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_YEAR = 365 * 24 * 3600  # seconds


@cache
def files() -> dict[str, bytes]:
    """Return every file by its name; a few small ones, read once."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


@cache
def version() -> str:
    """Return the digest of all files that stands in their addresses."""
    digest = sha256()
    for name, body in files().items():
        digest.update(name.encode() + b"\0" + body)
    return digest.hexdigest()[:12]


@cache
def _zipped(name: str) -> bytes:
    return gzip.compress(files()[name], 9, mtime=0)


def address(name: str) -> str:
    """Return the address of a file."""
    return f"{links.prefix()}/static/{version()}/{name}"


def show(digest: str, name: str) -> Response:
    """Answer with a file; raises `NotFound` for what there is none of."""
    if name not in files():
        raise NotFound(_("There is no such file."))
    is_present = digest == version()
    suffix = Path(name).suffix
    response = Response(files()[name], content_type=_TYPES[suffix])
    if suffix != ".woff2":
        response.headers["Vary"] = "Accept-Encoding"
        if headers.takes_gzip(request):
            response.data = _zipped(name)
            response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if is_present else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def robots() -> Response:
    """Tell machines that pages and feeds may be read, but neither doors nor what has no end.

    Lists in other sites' frames may be: whoever reads those sites reads them too, and they ask not to be indexed.
    """
    closed = "".join(f"Disallow: {links.prefix()}{path}\n" for path in ("/sign-in", "/sign-out", "/search"))
    words = f"User-agent: *\n{closed}Allow: {links.prefix()}/\nAllow: {links.prefix()}/feeds/\n"
    return told(f"{words}Sitemap: {links.whole('/sitemap.xml')}\n", "text/plain; charset=utf-8")


def told(text: str, content_type: str) -> Response:
    """Answer with a text for machines that they may keep for a day."""
    response = Response(text, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={24 * 3600}"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return headers.packed(response, request)
