"""The front of the feeds: a feed that has not changed is answered before Flask wakes up.

What the view has answered is remembered by address; as long as the public version is the same, so
is the answer. One read of the journal's head tells. Whatever is not that simple goes on to the view,
which stays the reference: both answer with the same headers and bytes.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header

from calendar_service.models.database import Database
from calendar_service.public import tags
from calendar_service.public.bodies import Bodies
from calendar_service.public.tags import Version

PREFIX = "/feeds/"
MOST_ADDRESSES = 4096
Address = tuple[str, str, bool]
Pairs = list[tuple[str, str]]


def address(environ: WSGIEnvironment) -> Address:
    """Return all of a request that the tag of a feed follows from, besides the public version."""
    return (
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        wants_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


@lru_cache(maxsize=256)
def wants_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding asks for gzip (RFC 9110, section 12.5.3)."""
    return bool(accepted) and parse_accept_header(accepted).quality("gzip") > 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: the tag and version it has, the headers of every such answer, and those of one with a body."""

    version: Version
    etag: str
    headers: Pairs
    content_headers: Pairs


class Front:
    """A WSGI layer around the application."""

    def __init__(self, application: WSGIApplication, database: Database, bodies: Bodies) -> None:
        self._application, self._database = application, database
        self._bodies = bodies
        self._known: dict[Address, Kept] = {}
        self._lock = threading.Lock()

    def remember(self, environ: WSGIEnvironment, kept: Kept) -> None:
        """Keep what a feed was answered with, for as long as the version holds; the oldest goes first."""
        with self._lock:
            self._known[address(environ)] = kept
            while len(self._known) > MOST_ADDRESSES:
                del self._known[next(iter(self._known))]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with 304, or with the body that is held, if nothing has changed; else pass the request on."""
        kept = self._kept(environ)
        if kept is None:
            return self._application(environ, start_response)
        if tags.is_known(_conditions(environ), kept.etag, kept.version.modified):
            start_response("304 NOT MODIFIED", kept.headers)
            return []
        body = self._bodies.held(kept.etag)
        if body is None:
            return self._application(environ, start_response)
        modified = tags.http(tags.stated(kept.version.modified, datetime.now(UTC)))
        own = [("Last-Modified", modified), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*kept.headers, *kept.content_headers, *own])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _kept(self, environ: WSGIEnvironment) -> Kept | None:
        """Return what the view answered at this address, if the public version is still the same."""
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return None
        if not environ.get("PATH_INFO", "").startswith(PREFIX):
            return None
        kept = self._known.get(address(environ))
        return kept if kept is not None and self._version() == kept.version else None

    def _version(self) -> Version | None:
        """Return the public version there is now; nothing where the database does not answer."""
        try:
            connection = self._database.engine.raw_connection()
        except SQLAlchemyError:
            return None
        try:
            cursor: Any = connection.cursor()
            cursor.execute(_QUERY)
            row = cursor.fetchone()
        except self._database.engine.dialect.loaded_dbapi.Error:
            return None
        finally:
            connection.close()
        return None if row is None else Version(row[0], row[1], row[2], row[3], _moment(row[4]))


_QUERY = "SELECT epoch, public_version, generation, rendered_as, public_modified FROM head"


def _moment(kept: str | datetime) -> datetime:
    """Return a moment as the column type would: SQLite keeps text in UTC."""
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _conditions(environ: WSGIEnvironment) -> Headers:
    headers = Headers()
    for name, key in (("If-None-Match", "HTTP_IF_NONE_MATCH"), ("If-Modified-Since", "HTTP_IF_MODIFIED_SINCE")):
        if key in environ:
            headers[name] = environ[key]
    return headers
