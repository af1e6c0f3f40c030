"""Links: every address on a page is the calendar's own, from its settings, never from the request's host.

Pages link to each other without a host, so that they work wherever they are read; feeds and other
languages are linked with the full address. A language chosen in the address stays in it.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

from flask import Response, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.routing import RequestRedirect

from calendar_service.config import Settings
from calendar_service.domain.site import Site
from calendar_service.services import site as sites
from calendar_service.web import language


def site() -> Site:
    """Return the calendar as this request knows it: from its settings, until a session says more."""
    if "site" not in g:
        settings: Settings = current_app.extensions["settings"]
        g.site = Site(
            base_url=settings.base_url,
            names=settings.site_name,
            timezone=settings.timezone,
            language=settings.language,
        )
    known: Site = g.site
    return known


def know(session: Session) -> Site:
    """Learn from a session where the calendar is served, and return it."""
    known: Site = sites.of(session)
    g.site = known
    return known


def prefix() -> str:
    """Return the path that the calendar's address itself has, without a slash at its end."""
    return urlsplit(site().base_url).path.rstrip("/")


def is_secure() -> bool:
    """Tell whether the calendar is served over TLS."""
    return site().base_url.startswith("https:")


def link(path: str, query: str = "", *, fragment: str = "") -> str:
    """Return the address of a page without a host, in the language that the address now names."""
    lang = language.in_address()
    parts = [f"lang={lang}" if lang else "", query]
    joined = "&".join(part for part in parts if part)
    return f"{prefix()}{path}" + (f"?{joined}" if joined else "") + (f"#{fragment}" if fragment else "")


def local(url: str) -> str:
    """Return a full address of this calendar as `link` has it; another's stays as it is."""
    base = site().base_url
    if not url.startswith((f"{base}/", f"{base}?")):
        return url
    parts = urlsplit(url[len(base) :])
    return link(parts.path or "/", parts.query, fragment=parts.fragment)


def here(*, lang: str) -> str:
    """Return the address of this page without a host, in another language."""
    given = [(name, value) for name, value in request.args.items(multi=True) if name != "lang" and value]
    pairs = [("lang", lang), *given]
    path = "/" + quote(request.path.lstrip("/"))  # two slashes would be another host
    return f"{prefix()}{path}?{urlencode(pairs)}"


def whole(path: str, *queries: str) -> str:
    """Return the full address of a page."""
    query = "&".join(one for one in queries if one)
    return site().url(path) + (f"?{query}" if query else "")


def outside(url: str) -> str:
    """Return an address that leads elsewhere, if it is of a sort that may be followed; else nothing."""
    return url if url.startswith(("https://", "http://", "mailto:")) else ""


def without(args: Mapping[str, Sequence[str]], name: str, value: str) -> str:
    """Return the query of this page without one value of one filter."""
    pairs = [(key, one) for key, values in args.items() for one in values if one and (key, one) != (name, value)]
    return urlencode([pair for pair in pairs if pair[0] != "lang"])


def feed(slug: str, extension: str, lang: str, query: str = "") -> str:
    """Return the full address of a feed in a language."""
    return whole(f"/feeds/{slug}.{extension}", f"lang={lang}", query)


def webcal(url: str) -> str:
    """Return an address by which calendar programs take a feed: webcal instead of http or https."""
    return f"webcal:{url.partition(':')[2]}"


def stay() -> Response | None:
    """Answer a redirect that routing asks for without the host of the request, which it would name."""
    error = request.routing_exception
    if not isinstance(error, RequestRedirect):
        return None
    parts = urlsplit(error.new_url)
    query = f"?{parts.query}" if parts.query else ""
    return Response(status=308, headers={"Location": f"{prefix()}/{parts.path.lstrip('/')}{query}"})
