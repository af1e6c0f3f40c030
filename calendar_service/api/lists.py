"""Lists: a page at a time, by a cursor that only this service can make."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from calendar_service.api.calls import Answer, Call, settings
from calendar_service.api.operations import Parameter
from calendar_service.api.problems import Refused
from calendar_service.domain.words import LANGUAGES, _

MOST, USUAL = 100, 50
_SIGNATURE = 8  # octets
LANG = Parameter("The language of sentences in problems.", {"type": "string", "enum": list(LANGUAGES), "default": "en"})
PAGING: Mapping[str, Parameter] = {
    "limit": Parameter(
        "How many a page has at most.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    ),
    "cursor": Parameter("Where the page begins, as the page before says in `next`.", {"type": "string"}),
    "lang": LANG,
}


def limit(call: Call) -> int:
    """Return how many a page is to have; raises `Refused`."""
    text = call.one("limit", str(USUAL))
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(MOST)) or not 1 <= int(text) <= MOST:
        raise Refused(422, "invalid", _("“limit” takes a number from 1 to %(most)s."), most=MOST)
    return int(text)


def start(call: Call) -> str:
    """Return the key after which the page begins, nothing for the first; raises `Refused` for a cursor that is none."""
    given = call.one("cursor")
    if not given:
        return ""
    try:
        kept = urlsafe_b64decode(given.encode("ascii"))
        key = kept[_SIGNATURE:].decode()
    except ValueError:
        kept, key = b"", ""
    if not kept or not hmac.compare_digest(kept[:_SIGNATURE], _signature(call, key)):
        raise Refused(400, "bad_request", _("This cursor was not made for this list. Begin without one."))
    return key


def page(call: Call, items: Sequence[Any], last: str) -> Answer:
    """Return a page; `last` is the key of its last item where the list goes on."""
    if not last:
        return Answer({"items": list(items), "next": None})
    cursor = urlsafe_b64encode(_signature(call, last) + last.encode()).decode()
    pairs = [(name, value) for name, values in call.query.items() if name != "cursor" for value in values]
    address = f"{settings().base_url}/api/v1{call.operation.path}?{urlencode([*pairs, ('cursor', cursor)])}"
    return Answer({"items": list(items), "next": address}, headers={"Link": f'<{address}>; rel="next"'})


def _signature(call: Call, key: str) -> bytes:
    message = f"{call.operation.name} {key}".encode()
    return hmac.new(settings().secret_key.encode(), message, sha256).digest()[:_SIGNATURE]
