"""Resources: records as programs see them, as plain JSON values, as far as an actor may see.

The same for the API, for the changes that are followed, and for what is exported. Languages stand as
objects, names as codes and slugs, dates in every form that somebody may need.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.site import Site
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES
from calendar_service.models.accounts import User
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event, Participant
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.models.sources import Source
from calendar_service.services import faces
from calendar_service.services import site as sites

Resource = dict[str, Any]


def event(session: Session, row: Event, *, to: Actor) -> Resource:
    """Return an event; it comes with `faces.loaded()`. Who may not see its text is told that it was withdrawn."""
    if not may_see(to, row.visibility):
        return {"id": str(row.id), "uid": row.uid, "visibility": row.visibility}
    found = {
        "id": str(row.id),
        "uid": row.uid,
        "url": _site(session).url(faces.event_path(row.id)),
        "version": row.version,
        "visibility": row.visibility,
        "status": row.status,
        "kind": row.kind,
        "title": _local(row.titles),
        "description": _local(row.descriptions),
        "format": row.format.slug if row.format else None,
        "series": row.series.slug if row.series else None,
        "ordinal": row.ordinal,
        "ordinal_inferred": row.ordinal_is_inferred,
        "date": stated(row.date, row.stated_on),
        "date_carried": _carried(row, to),
        "window": row.window,
        "place": _place(row),
        "mode": row.mode or None,
        "languages": list(row.languages),
        "hosts": [{"party": one.party.code, "role": one.role} for one in row.hosts],
        "participants": [_participant(one) for one in row.participants],
        "relations": _relations(row.relations, to),
        "sources": _sources(row.sources, to),
        "links": [{"type": one.type, "url": one.url, "title": one.title} for one in row.links],
        "external_ids": [{"system": one.system, "id": one.value, "url": one.url} for one in row.external_ids],
        "moved_from": row.previous_edtf or None,
        "reason": _local(row.reasons),
        "last_checked_on": _day(row.last_checked_on),
        "merged_into": _merged_into(row, to),
        "sequence": row.sequence,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "published_at": moment(row.published_at),
    }
    return found | _private(session, row) if to.has_rank("planner") else found


def format_(session: Session, row: Format, *, to: Actor) -> Resource:
    """Return a format with its members."""
    return _frame(session, row, f"/formats/{row.slug}") | {
        "slug": row.slug,
        "name": _local(row.names),
        "description": _local(row.descriptions),
        "colour": row.colour or None,
        "position": row.position,
        "members": [one.party.code for one in row.members],
        "secretariat": row.secretariat.code if row.secretariat else None,
        "sources": _sources(row.sources, to),
    }


def series(session: Session, row: Series, *, to: Actor) -> Resource:
    """Return a series; `edition` names one edition without its ordinal."""
    return _frame(session, row, f"/series/{row.slug}") | {
        "slug": row.slug,
        "name": _local(row.names),
        "edition": _local(row.editions),
        "description": _local(row.descriptions),
        "format": row.format.slug if row.format else None,
        "kind": row.kind,
        "standing": row.is_standing,
        "status": row.status,
        "participants": [one.party.code for one in row.participants],
        "relations": _relations(row.relations, to),
        "sources": _sources(row.sources, to),
    }


def party(session: Session, row: Party, *, to: Actor) -> Resource:
    """Return a party; a state without a name of its own has the one that CLDR gives it."""
    del to
    return _frame(session, row, f"/parties/{row.code}") | {
        "code": row.code,
        "kind": row.kind,
        "name": {lang: faces.party_face(row, lang).name.text for lang in LANGUAGES},
        "parent": row.parent.code if row.parent else None,
        "contact": row.contact or None,
    }


def document(session: Session, row: Document, *, to: Actor) -> Resource:
    """Return a document without its text; who may not see it is told that it was withdrawn."""
    if not may_see(to, row.visibility):
        return {"id": str(row.id), "slug": row.slug, "visibility": row.visibility}
    is_seen = row.event is not None and may_see(to, row.event.visibility)
    return _frame(session, row, f"/documents/{row.slug}") | {
        "slug": row.slug,
        "visibility": row.visibility,
        "kind": row.kind,
        "title": _local(row.titles),
        "language": row.language,
        "state": row.state,
        "source_url": row.url or None,
        "event": str(row.event_id) if is_seen else None,
    }


def paragraph(row: Paragraph) -> Resource:
    """Return a paragraph; `clause` is the number printed in the text."""
    return {"number": row.number, "clause": row.clause or None, "text": row.text}


def commitment(session: Session, row: Commitment, *, to: Actor) -> Resource:
    """Return a commitment: what, by whom, by when, and what realises it."""
    seen = [one for one in row.realisations if one.event is None or may_see(to, one.event.visibility)]
    return _frame(session, row, f"/documents/{row.document.slug}") | {
        "document": row.document.slug,
        "title": _local(row.titles),
        "parties": [one.party.code for one in row.parties],
        "date": stated(row.date, row.stated_on),
        "events": [str(one.event_id) for one in seen if one.event_id],
        "series": [one.series.slug for one in seen if one.series],
        "dropped": row.is_dropped,
        "not_kept": row.is_broken,
        "sources": _sources(row.sources, to),
    }


def stated(date_: StatedDate, stated_on: date | None = None) -> Resource:
    """Return a stated date in every form: EDTF, the words it was stated in, bounds, and words in each language."""
    return {
        "edtf": date_.edtf,
        "stated": date_.stated or None,
        "language": date_.language or None,
        "stated_on": _day(stated_on),
        "earliest": _day(date_.earliest),
        "latest": _day(date_.latest),
        "firm": date_.is_firm,
        "start_time": f"{date_.start_time:%H:%M}" if date_.start_time else None,
        "end_time": f"{date_.end_time:%H:%M}" if date_.end_time else None,
        "timezone": date_.timezone or None,
        "words": {lang: write(date_, lang) for lang in LANGUAGES},
    }


def moment(at: datetime | None) -> str | None:
    """Return a moment in UTC (RFC 3339), to the second."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _frame(session: Session, row: Any, path: str) -> Resource:
    return {
        "id": str(row.id),
        "url": _site(session).url(path),
        "version": row.version,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def _site(session: Session) -> Site:
    return sites.of(session)


def _local(text: LocalText) -> dict[str, str]:
    return dict(text)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _place(row: Event) -> Resource:
    return {
        "city": _local(row.cities),
        "venue": _local(row.venues),
        "country": row.country or None,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "timezone": row.timezone or None,
    }


def _participant(one: Participant) -> Resource:
    return {
        "party": one.party.code,
        "role": one.role,
        "level": one.level,
        "name": _local(one.names),
        "office": _local(one.offices),
        "answer": one.answer,
        "basis": one.basis,
    }


def _relations(rows: Iterable[Relation], to: Actor) -> list[Resource]:
    found = []
    for one in rows:
        if one.to_series is not None:
            found.append({"type": one.type, "event": None, "series": one.to_series.slug})
        elif one.to_event is not None and may_see(to, one.to_event.visibility):
            found.append({"type": one.type, "event": str(one.to_event_id), "series": None})
    return found


def _sources(rows: Iterable[Source], to: Actor) -> list[Resource]:
    """Return sources as they are sent; passages of documents that an actor may not see, and private notes, are left out."""
    found = []
    for one in rows:
        if one.paragraph is not None:
            if may_see(to, one.paragraph.document.visibility):
                where = {"document": one.paragraph.document.slug, "paragraph": one.paragraph.number}
                found.append({**where, "quote": one.quote, "mention": one.is_mention})
        elif one.sort == "link":
            seen = {"publisher": one.publisher, "seen_on": _day(one.seen_on)}
            found.append({"url": one.url, "title": one.title, **seen, "mention": one.is_mention})
        elif to.has_rank("planner"):
            found.append({"note": one.note, "number": one.number, "dated_on": _day(one.dated_on)})
    return found


def _carried(row: Event, to: Actor) -> Resource | None:
    """Return the date that an event takes from another, and from which, where it has none of its own."""
    if row.date_edtf or not row.carried_edtf:
        return None
    relation = next((one for one in row.relations if one.id == row.carried_by_id), None)
    target = None if relation is None else relation.to_event
    if target is None or not may_see(to, target.visibility):
        return None
    return {**stated(StatedDate(row.carried_edtf)), "from": str(target.id), "firm": False}


def _merged_into(row: Event, to: Actor) -> str | None:
    into = row.merged_into
    return str(into.id) if into is not None and may_see(to, into.visibility) else None


def _private(session: Session, row: Event) -> Resource:
    """Return what planners and up see besides."""
    owner = session.get(User, row.owner_id) if row.owner_id else None
    return {
        "owner": {"user": owner.name if owner else None, "role": row.owner_role or None},
        "private_note": row.private_note or None,
        "ask_again_on": _day(row.asked_again_on),
    }


def events(session: Session, rows: Sequence[Event], *, to: Actor) -> list[Resource]:
    """Return events in their order."""
    return [event(session, row, to=to) for row in rows]
