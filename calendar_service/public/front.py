"""The front of the feeds: a conditional request for a feed that has not changed is answered before Flask wakes up.

What the view has answered is remembered by address; as long as the public version is the same, so
is the answer's tag. One read of the journal's head tells. Whatever is not that simple goes on to the
view, which stays the reference: both answer with the same headers.
"""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Headers
from werkzeug.http import parse_accept_header

from calendar_service.models.database import Database
from calendar_service.public import tags
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


class Front:
    """A WSGI layer around the application."""

    def __init__(self, application: WSGIApplication, database: Database) -> None:
        self._application, self._database = application, database
        self._known: dict[Address, tuple[Version, str, Pairs]] = {}
        self._lock = threading.Lock()

    def remember(self, environ: WSGIEnvironment, version: Version, etag: str, headers: Pairs) -> None:
        """Keep what a feed was answered with, for as long as the version holds; the oldest goes first."""
        with self._lock:
            self._known[address(environ)] = (version, etag, headers)
            while len(self._known) > MOST_ADDRESSES:
                del self._known[next(iter(self._known))]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a conditional request with 304 if nothing has changed, else pass it on."""
        headers = self._not_modified(environ)
        if headers is None:
            return self._application(environ, start_response)
        start_response("304 NOT MODIFIED", headers)
        return []

    def _not_modified(self, environ: WSGIEnvironment) -> Pairs | None:
        conditions = _conditions(environ)
        if conditions is None:
            return None
        kept = self._known.get(address(environ))
        if kept is None:
            return None
        version, etag, headers = kept
        if self._version() != version or not tags.is_known(conditions, etag, version.modified):
            return None
        return headers

    def _version(self) -> Version | None:
        """Return the public version there is now; nothing where the database does not answer."""
        try:
            with self._database.engine.connect() as connection:
                row: Any = connection.exec_driver_sql(_QUERY).one_or_none()
        except SQLAlchemyError:
            return None
        return None if row is None else Version(row[0], row[1], row[2], row[3], _moment(row[4]))


_QUERY = "SELECT epoch, public_version, generation, rendered_as, public_modified FROM head"


def _moment(kept: str | datetime) -> datetime:
    """Return a moment as the column type would: SQLite keeps text in UTC."""
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _conditions(environ: WSGIEnvironment) -> Headers | None:
    """Return the conditions of a request for a feed; nothing for any other request."""
    if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"} or not environ.get("PATH_INFO", "").startswith(PREFIX):
        return None
    headers = Headers()
    for name, key in (("If-None-Match", "HTTP_IF_NONE_MATCH"), ("If-Modified-Since", "HTTP_IF_MODIFIED_SINCE")):
        if key in environ:
            headers[name] = environ[key]
    return headers or None
