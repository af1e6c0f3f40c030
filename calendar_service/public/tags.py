"""Tags: a feed's strong ETag and its moment, and whether a request already has what it asks for.

A tag is a version, not a hash of the body: a keyed hash of the public version and of all that the
bytes follow from, so that it tells nobody how often the calendar changes. RFC 9110, sections 8.8 and 13.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from werkzeug.datastructures import ETags, Headers
from werkzeug.http import http_date, parse_date, parse_etags

from calendar_service import __version__


@dataclass(frozen=True, slots=True)
class Version:
    """The state that every public feed is a function of."""

    epoch: str
    number: int
    generation: int
    rendered_as: str
    modified: datetime


def tag(key: str, version: Version, *parts: str) -> str:
    """Return an opaque tag of a version and of what else the bytes follow from, without its quotes."""
    return keyed(key, version.epoch, version.number, version.generation, version.rendered_as, *parts)


def keyed(key: str, *said: object) -> str:
    """Return an opaque tag of all that the bytes of an answer follow from, without its quotes."""
    return hmac.new(key.encode(), repr((*said, __version__)).encode(), sha256).hexdigest()[:32]


def stated(modified: datetime, now: datetime) -> datetime:
    """Return the Last-Modified to send: never later than now (RFC 9110, section 8.8.2.1)."""
    return min(modified, now.astimezone(UTC).replace(microsecond=0))


def is_known(headers: Headers, etag: str, modified: datetime) -> bool:
    """Tell whether a request has this version: by If-None-Match, else by If-Modified-Since.

    `modified` rises by a second at least with every change, so that two changes in one second are
    two. What is malformed is ignored.
    """
    if (known := headers.get("If-None-Match")) is not None:
        return _matches(parse_etags(known), etag)
    since = parse_date(headers.get("If-Modified-Since"))
    return since is not None and since >= modified


def _matches(known: ETags, etag: str) -> bool:
    return known.contains_weak(etag)


def http(moment: datetime) -> str:
    """Return a moment as HTTP writes it."""
    return http_date(moment)
