"""The view of secret feeds: `/feeds/s/<token>.<extension>`, for every renderer there is.

Whoever has the address reads the feed, as its owner may see it at that moment. Nothing of it gets into
what is held for public feeds, and nobody on the way may keep it. There is no Last-Modified: what is
shown also changes with the owner's role, which no moment of the calendar's tells; the tag does.
"""

import contextlib
import re
from datetime import UTC, datetime
from uuid import UUID

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags

from calendar_service.config import Settings
from calendar_service.domain.errors import CalendarError, NotFound, Unavailable
from calendar_service.domain.words import _
from calendar_service.models.database import Database
from calendar_service.public import tags
from calendar_service.public.bodies import zipped
from calendar_service.public.feeds import asked, content_headers, refusal
from calendar_service.public.front import wants_gzip
from calendar_service.render import RENDERERS
from calendar_service.services import private_feeds, secret_feeds
from calendar_service.services import site as sites

blueprint = Blueprint("secret", __name__)
_NAME = re.compile(r"([A-Za-z0-9_-]{43})\.([a-z]+)")
_ALWAYS = (("Cache-Control", "private, no-cache"), ("Vary", "Accept-Encoding"), ("Referrer-Policy", "no-referrer"))


@blueprint.get("/feeds/s/<path:name>")
def feed(name: str) -> Response:
    """Answer with a secret feed in the format that the address ends in, or say that nothing has changed."""
    try:
        return _feed(name)
    except CalendarError as error:
        response = refusal(error)
        response.headers.update(_ALWAYS)
        return response


def _feed(name: str) -> Response:
    token, extension = _read(name)
    renderer = RENDERERS[extension]
    with _database().reading() as session:
        row = secret_feeds.find(session, token)
        if row is None:
            raise _unknown()
        today = sites.of(session).day(datetime.now(UTC))
        unseen = row.id if row.used_on != today else None
        found = private_feeds.found(session, row, asked())
        encoding = "gzip" if wants_gzip(request.headers.get("Accept-Encoding", "")) else ""
        settings: Settings = current_app.extensions["settings"]
        parts = (found.scope.query(), found.asked.query(), extension, encoding)
        etag = tags.keyed(settings.secret_key, *private_feeds.version(session, row), *parts)
        headers = [("ETag", f'"{etag}"'), *_ALWAYS]
        body = None
        if not parse_etags(request.headers.get("If-None-Match")).contains_weak(etag):
            body = private_feeds.render(session, row, found, renderer)
    if unseen is not None:
        _see(unseen)
    if body is None:
        return Response(status=304, headers=Headers(headers))
    response = Response(zipped(body) if encoding else body)
    response.headers = Headers([*headers, *content_headers(renderer, "calendar", encoding)])
    return response


def _read(name: str) -> tuple[str, str]:
    """Return the token and the ending of an address; raises `NotFound` for what cannot be one."""
    found = _NAME.fullmatch(name)
    if found is None or found[2] not in RENDERERS:
        raise _unknown()
    return found[1], found[2]


def _see(feed_id: UUID) -> None:
    """Note that a feed was read today: once a day, and not at the price of an answer."""
    with contextlib.suppress(Unavailable), _database().writing() as session:
        secret_feeds.see(session, feed_id, sites.of(session).day(datetime.now(UTC)))


def _database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def _unknown() -> NotFound:
    return NotFound(_("There is no such feed. The feeds there are stand at /feeds."))
