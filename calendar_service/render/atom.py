"""Atom (RFC 4287): what has changed in a feed, newest first."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from calendar_service.domain.entries import UID_DOMAIN
from calendar_service.domain.words import _, say
from calendar_service.render.faces import ChangeFace, FeedFace

NAMESPACE = "http://www.w3.org/2005/Atom"
_FOUNDED = 2026  # the year from which tags are ours (RFC 4151)
_IMPOSSIBLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")


def feed(face: FeedFace, changes: Iterable[ChangeFace]) -> bytes:
    """Return a feed of changes; valid also where there are none."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": face.lang})
    address = urlsplit(face.self_url)
    path = f"{address.path}?{address.query}" if address.query else address.path
    _put(root, "id", f"tag:{UID_DOMAIN},{_FOUNDED}:{face.key or path}")
    _put(root, "title", face.name)
    if face.description:
        _put(root, "subtitle", face.description)
    _put(root, "updated", _instant(face.modified))
    if face.self_url:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _possible(face.self_url)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _possible(face.page_url)})
    author = SubElement(root, "author")
    _put(author, "name", face.site_name)
    _put(author, "uri", face.site_url)
    for change in sorted(changes, key=lambda change: change.number, reverse=True):
        _put_change(root, change, face.lang)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _put_change(root: Element, change: ChangeFace, lang: str) -> None:
    entry = SubElement(root, "entry")
    _put(entry, "id", change.id)
    _put(entry, "title", change.title)
    _put(entry, "updated", _instant(change.at))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _possible(change.url)})
    if change.corrected:
        SubElement(entry, "category", {"term": "correction", "label": say(lang, _("correction"))})
    _put(entry, "summary", change.summary or change.title)


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _possible(text)


def _possible(text: str) -> str:
    """Return a text without the characters that XML 1.0 has no way to write (section 2.2)."""
    return _IMPOSSIBLE.sub("", text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
