"""Properties of an iCalendar component: how their values are escaped and their lines folded, in one place.

`icalendar` writes the rest. Its own escaping of TEXT turns a backslash before an N into a line end,
so that a text would not come back as it went in; its folding takes half the time of a component.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from icalendar import Component
from icalendar.prop import vInline, vUri

LINE_LENGTH = 75  # octets
_CONTINUATION = range(0x80, 0xC0)  # octets of UTF-8 that begin no character
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_URI_SAFE = "%:/?#[]@!$&'()*+,;=~"


def plain(text: str) -> str:
    """Return a text without control characters, its lines ended by LF alone."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def escaped(text: str) -> str:
    """Return a text as a value of type TEXT (RFC 5545, section 3.3.11)."""
    return plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def lines_of(component: Component) -> str:
    """Return a component as text: folded lines that end in CRLF."""
    lines: list[str] = component.content_lines()
    return "".join([f"{folded(line)}\r\n" for line in lines if line])


def folded(line: str) -> str:
    """Fold a line at 75 octets (RFC 5545, section 3.1): never inside a character, nor beside a space."""
    octets, pieces, start, room = line.encode(), [], 0, LINE_LENGTH
    while len(octets) - start > room:
        end = _fold_before(octets, start, start + room)
        pieces.append(octets[start:end])
        start, room = end, LINE_LENGTH - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode()


def _fold_before(octets: bytes, start: int, limit: int) -> int:
    """Return where to fold: some calendars trim lines, and would eat a space that begins or ends one."""
    end = limit
    while end > start and (octets[end] in _CONTINUATION or b" " in octets[end - 1 : end + 1]):
        end -= 1
    if end > start:
        return end
    end = limit  # nothing but spaces
    while octets[end] in _CONTINUATION:
        end -= 1
    return end


def put_text(component: Component, name: str, text: str, **parameters: str) -> None:
    """Add a property of type TEXT; nothing where the text is empty."""
    if text:
        component.add(name, vInline(escaped(text), params=parameters))


def put_texts(component: Component, name: str, texts: Iterable[str]) -> None:
    """Add one property with several values of type TEXT, leaving out the empty ones."""
    values = [escaped(text) for text in texts if text]
    if values:
        component.add(name, vInline(",".join(values)))


def put_raw(component: Component, name: str, value: str, **parameters: str) -> None:
    """Add a property whose value stands as it is, on one line; nothing where it is empty."""
    line = plain(value).replace("\n", " ")
    if line:
        component.add(name, vInline(line, params=parameters))


def put_uri(component: Component, name: str, url: str, parameters: Mapping[str, str] | None = None) -> None:
    """Add a property of type URI, percent-encoding what cannot stand in one; nothing where it is empty."""
    if url:
        component.add(name, vUri(quote(url, safe=_URI_SAFE, errors="replace"), params=dict(parameters or {})))
