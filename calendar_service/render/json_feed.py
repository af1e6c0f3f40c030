"""JSON Feed 1.1: entries for programs, undated ones too, with all that is public of each."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from calendar_service.domain import summaries
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.entries import CitationFace, Entry, LinkFace, ParticipantFace, RelationFace
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.words import say
from calendar_service.render.faces import FeedFace
from calendar_service.render.ical import media_type
from calendar_service.render.ical.properties import plain

VERSION = "https://jsonfeed.org/version/1.1"
EXTENSION = "_calendar_service"


def feed(face: FeedFace, entries: Iterable[Entry]) -> bytes:
    """Return a feed of entries; keys stand in a fixed order, and what is empty is left out."""
    document = {
        "version": VERSION,
        "title": face.name,
        "home_page_url": face.page_url,
        "feed_url": face.self_url,
        "description": face.description,
        "language": face.lang,
        "authors": [{"name": face.site_name, "url": face.site_url}],
        EXTENSION: {"modified": _instant(face.modified), "timezone": face.timezone},
    }
    items = [_item(entry) for entry in entries]
    return json.dumps(_filled(document) | {"items": items}, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: Entry) -> dict[str, Any]:
    if entry.visibility == "withdrawn":
        return _withdrawn(entry)
    item = {
        "id": entry.uid,
        "url": entry.url,
        "title": summaries.summary(entry),
        "content_text": plain(summaries.description(entry)),
        "date_published": _instant(entry.created),
        "date_modified": _instant(entry.modified),
        "language": entry.lang,
        "tags": [
            tag
            for tag in (say(entry.lang, KINDS[entry.kind].label), summaries.marked(entry.format_name, entry.lang))
            if tag
        ],
        "attachments": [_attachment(document) for document in entry.documents],
    }
    return _filled(item) | {EXTENSION: _extension(entry)}


def _withdrawn(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.uid,
        "content_text": summaries.summary(entry),
        "date_modified": _instant(entry.modified),
        EXTENSION: {"status": "withdrawn", "sequence": entry.sequence},
    }


def _extension(entry: Entry) -> dict[str, Any]:
    return _date_of(entry) | _filled(
        {
            "visibility": "" if entry.visibility == "published" else entry.visibility,
            "status": entry.status,
            "status_words": summaries.status_words(entry),
            "window": str(entry.window),
            "title": {"text": entry.title.text, "language": entry.title.lang},
            "sequence": entry.sequence,
            "kind": entry.kind,
            "format": _filled({"slug": entry.format_slug, "name": summaries.marked(entry.format_name, entry.lang)}),
            "series": _filled({"slug": entry.series_slug, "name": summaries.marked(entry.series_name, entry.lang)}),
            "ordinal": entry.ordinal,
            "place": _place(entry),
            "languages": list(entry.languages),
            "hosts": [
                _party(host.party.code, summaries.marked(host.party.name, entry.lang), role=host.role)
                for host in entry.hosts
            ],
            "participants": [_participant(participant) for participant in entry.participants],
            "relations": [_relation(relation) for relation in entry.relations],
            "citations": [_citation(citation) for citation in entry.citations],
            "links": [_link(link) for link in entry.links],
            "documents": [_link(link) for link in entry.documents],
            "moved_from": entry.previous.edtf if entry.previous else "",
            "reason": summaries.marked(entry.reason, entry.lang),
            "last_checked": entry.last_checked.isoformat() if entry.last_checked else "",
            "merged_into": _relation(entry.merged_into) if entry.merged_into else {},
        }
    )


def _date_of(entry: Entry) -> dict[str, Any]:
    """Return what is known of the date; an open or unknown bound is null, so that it cannot be overlooked."""
    stated = entry.date
    bounds: dict[str, Any] = {
        "edtf": stated.edtf,
        "earliest": stated.earliest.isoformat() if stated.earliest else None,
        "latest": stated.latest.isoformat() if stated.latest else None,
        "firm": entry.is_firm,
    }
    return bounds | _filled(
        {
            "date": write(stated, entry.lang) if stated.is_known else "",
            "stated": stated.stated,
            "stated_language": stated.language,
            "stated_on": entry.stated_on.isoformat() if entry.stated_on else "",
            "date_from": _relation(entry.carried) if entry.carried else {},
            **_times(stated, entry.timezone),
        }
    )


def _times(stated: StatedDate, venue_zone: str) -> dict[str, str]:
    return {
        "start_time": stated.start_time.isoformat("minutes") if stated.start_time else "",
        "end_time": stated.end_time.isoformat("minutes") if stated.end_time else "",
        "timezone": stated.timezone or venue_zone,
    }


def _place(entry: Entry) -> dict[str, Any]:
    return _filled(
        {
            "text": summaries.location(entry),
            "venue": summaries.marked(entry.venue, entry.lang),
            "city": summaries.marked(entry.city, entry.lang),
            "country": entry.country,
            "country_name": entry.country_name,
            "latitude": entry.latitude,
            "longitude": entry.longitude,
            "mode": entry.mode,
        }
    )


def _party(code: str, name: str, **more: str) -> dict[str, Any]:
    return _filled({"code": code, "name": name, **more})


def _participant(face: ParticipantFace) -> dict[str, Any]:
    return _party(
        face.party.code,
        face.party.name.text,
        role=face.role,
        level=face.level,
        represented_by=face.name.text,
        office=face.office.text,
        answer=face.answer,
        basis=face.basis,
    )


def _relation(face: RelationFace) -> dict[str, Any]:
    described = {"type": face.type, "title": face.title.text, "url": face.url, "uid": face.uid}
    return {"outward": face.outward} | _filled(described)


def _citation(face: CitationFace) -> dict[str, Any]:
    cited = {
        "quote": face.quote,
        "language": face.lang,
        "document": face.document.text,
        "document_url": face.document_url,
        "paragraph": face.paragraph,
        "clause": face.clause,
        "url": face.url,
    }
    return _filled(cited) | {"mention": face.mention}


def _link(face: LinkFace) -> dict[str, Any]:
    return _filled({"type": face.type, "title": face.title, "url": face.url, "publisher": face.publisher})


def _attachment(document: LinkFace) -> dict[str, str]:
    return _filled({"url": document.url, "mime_type": media_type(document.url), "title": document.title})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
