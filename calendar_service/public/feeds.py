"""The view of feeds: `/feeds/<name>.<extension>`, for every renderer there is.

A feed never answers with a page, sets no cookie, and ignores who asks.
"""

from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers

from calendar_service.config import Settings
from calendar_service.domain.errors import CalendarError, Gone, InvalidInput, NotFound, Unavailable
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.models.database import Database
from calendar_service.public import tags
from calendar_service.public.bodies import Bodies, zipped
from calendar_service.public.front import Front, Kept, wants_gzip
from calendar_service.render import RENDERERS, Renderer
from calendar_service.services import feeds

blueprint = Blueprint("public", __name__)
MAX_AGE = 900  # seconds
_STATUSES: tuple[tuple[type[CalendarError], int], ...] = (
    (NotFound, 404), (Gone, 410), (InvalidInput, 400), (Unavailable, 503),
)  # fmt: skip


@blueprint.route("/feeds/<path:name>", methods=["OPTIONS"])
def options(name: str) -> Response:
    """Say what may be done with a feed: only read it."""
    del name
    response = plain(204, "")
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    return response


@blueprint.get("/feeds/<path:name>")
def feed(name: str) -> Response:
    """Answer with a feed in the format that the address ends in, or say that nothing has changed."""
    try:
        return _feed(name)
    except feeds.Moved as moved:
        return _moved(moved.slug, name)
    except CalendarError as error:
        return refusal(error)


def _feed(name: str) -> Response:
    slug, _dot, extension = name.rpartition(".")
    renderer = RENDERERS.get(extension)
    if renderer is None or not slug:
        raise NotFound(_("There is no such feed. The feeds there are stand at /feeds."))
    database: Database = current_app.extensions["database"]
    with database.reading() as session:
        found = feeds.find(session, slug, asked())
        encoding = "gzip" if wants_gzip(request.headers.get("Accept-Encoding", "")) else ""
        version = _version(session)
        parts = (found.slug, found.scope.query(), found.asked.query(), extension, encoding)
        etag = tags.tag(_settings().secret_key, version, *parts)
        described = content_headers(renderer, found.slug, encoding)
        front: Front = current_app.extensions["front"]
        front.remember(request.environ, Kept(version, etag, _unchanging(etag), described))
        if tags.is_known(request.headers, etag, version.modified):
            return _not_modified(etag)
        bodies: Bodies = current_app.extensions["bodies"]
        body = bodies.get(etag, lambda: _body(session, found, renderer, encoding))
    response = Response(body)
    response.headers = Headers([*_unchanging(etag), *described])
    response.headers["Last-Modified"] = tags.http(tags.stated(version.modified, datetime.now(UTC)))
    return response


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def asked() -> dict[str, list[str]]:
    """Return the parameters of the address; raises `InvalidInput` where they are not UTF-8."""
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise InvalidInput(_("The address is not UTF-8. Write it anew.")) from None
    return request.args.to_dict(flat=False)


def _version(session: Session) -> tags.Version:
    head = feeds.head(session)
    return tags.Version(head.epoch, head.public_version, head.generation, head.rendered_as, head.public_modified)


def _body(session: Session, found: feeds.FoundFeed, renderer: Renderer, encoding: str) -> bytes:
    body = feeds.render(session, found, renderer)
    return zipped(body) if encoding else body


def _unchanging(etag: str) -> list[tuple[str, str]]:
    """Return the headers that every answer of a version has, also one without a body."""
    return [
        ("ETag", f'"{etag}"'),
        ("Cache-Control", f"public, max-age={MAX_AGE}"),
        ("Vary", "Accept-Encoding"),
    ]


def _not_modified(etag: str) -> Response:
    """Return an answer without a body; the tag is enough to know it by (RFC 9110, section 15.4.5)."""
    response = Response(status=304)
    response.headers = Headers(_unchanging(etag))
    return response


def content_headers(renderer: Renderer, slug: str, encoding: str) -> list[tuple[str, str]]:
    """Return the headers of an answer with a body besides, but for its length."""
    filename = f"{slug.replace('/', '-')}.{renderer.extension}"
    headers = [
        ("Content-Type", renderer.media_type),
        ("Content-Disposition", f'inline; filename="{filename}"'),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return [*headers, ("Content-Encoding", encoding)] if encoding else headers


def _moved(slug: str, name: str) -> Response:
    extension = name.rpartition(".")[2]
    query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    response = plain(301, "")
    response.headers["Location"] = f"/feeds/{slug}.{extension}{query}"
    return response


def refusal(error: CalendarError) -> Response:
    """Return an error as plain text, in the language of the address, else in every language."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    chosen = request.args.get("lang", "")
    langs = (chosen,) if chosen in LANGUAGES else LANGUAGES
    response = plain(status, "".join(f"{error.sentence(lang)}\n" for lang in langs))
    if status == 503:  # noqa: PLR2004
        response.headers["Retry-After"] = "30"
    return response


def plain(status: int, text: str) -> Response:
    """Return an answer in plain text that nothing keeps."""
    response = Response(text, status=status, content_type="text/plain; charset=utf-8")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache" if status != 301 else f"public, max-age={MAX_AGE}"  # noqa: PLR2004
    return response
