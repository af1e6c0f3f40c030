"""Bodies: what a program sends of an event, as facts. Names are looked up, dates read as people write them.

Used wherever events come in as JSON: over the API and from files of lines.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.dates import UNKNOWN, StatedDate, parse_edtf, read, refusals, zones
from calendar_service.domain.dates.reading import language_of
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import (
    EventFacts,
    ExternalIdFacts,
    HostFacts,
    LinkFacts,
    ParticipantFacts,
    RelationFacts,
    SourceFacts,
)
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.selection import event_id as id_of
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.feeds import SlugAlias
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.parse.bodies import (
    DateBody,
    EventChange,
    ExternalIdBody,
    HostBody,
    LinkBody,
    OwnerBody,
    ParticipantBody,
    PlaceBody,
    RelationBody,
    SourceBody,
)

Noun = TypeVar("Noun", Format, Series)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PLAIN = {"kind": "kind", "ordinal": "ordinal", "mode": "mode", "private_note": "private_note"}
_TEXTS = {"title": "titles", "description": "descriptions"}


def changes_of(session: Session, body: EventChange, present: EventFacts) -> dict[str, Any]:
    """Return what a body changes, by the names of `EventFacts`; what it does not name stays.

    Raises `InvalidInput`, which names the member at fault by its path: `hosts.0.party`.
    """
    sent = body.model_fields_set
    found: dict[str, Any] = {
        _PLAIN[name]: getattr(body, name) if name == "ordinal" else getattr(body, name) or ""
        for name in _PLAIN
        if name in sent
    }
    found |= {_TEXTS[name]: LocalText(getattr(body, name) or {}) for name in _TEXTS if name in sent}
    if "ordinal_inferred" in sent:
        found["ordinal_is_inferred"] = bool(body.ordinal_inferred)
    if "format" in sent:
        found["format_id"] = _by_slug(session, Format, body.format, "format")
    if "series" in sent:
        found["series_id"] = _by_slug(session, Series, body.series, "series")
    if "date" in sent:
        found |= dated(body.date, present)
    if "place" in sent:
        found |= _place(body.place or PlaceBody(), present)
    if "languages" in sent:
        found["languages"] = tuple(body.languages or ())
    if "owner" in sent:
        found |= _owner(session, body.owner)
    return found | _lists(session, body, sent)


def dated(said: DateBody | None, present: EventFacts, *, field: str = "date") -> dict[str, Any]:
    """Return the date that a body says, and the day on which it was stated, by the names of `EventFacts`."""
    if said is None:
        return {"date": UNKNOWN, "stated_on": None}
    stated = _with_times(_stated(said, field), said, field)
    kept = present.stated_on if stated == present.date else None
    return {"date": stated, "stated_on": said.stated_on if "stated_on" in said.model_fields_set else kept}


def _stated(said: DateBody, field: str) -> StatedDate:
    try:
        if said.edtf is None:
            return read(said.stated or "", reference=said.stated_on) if said.stated else UNKNOWN
        stated = parse_edtf(said.edtf)
    except InvalidInput as error:
        error.field = field
        raise
    words = said.stated or ""
    language = said.language or (language_of(words.lower()) if words else "")
    return replace(stated, stated=words, language=language)


def _with_times(stated: StatedDate, said: DateBody, field: str) -> StatedDate:
    start, end = (
        _time(text, f"{field}.{name}") for name, text in (("start_time", said.start_time), ("end_time", said.end_time))
    )
    zone = _zone(said.timezone, f"{field}.timezone")
    if start is None and end is None:
        return stated
    return replace(stated, start_time=start, end_time=end, timezone=zone or stated.timezone)


def _time(text: str | None, field: str) -> time | None:
    if not text:
        return None
    if _CLOCK.fullmatch(text) is None:
        error: InvalidInput = refusals.no_such_time(text[:20])
        error.field = field
        raise error
    return time.fromisoformat(text)


def _zone(name: str | None, field: str) -> str | None:
    if not name:
        return None
    try:
        return zones.check(name)
    except InvalidInput as error:
        error.field = field
        raise


def _place(body: PlaceBody, present: EventFacts) -> dict[str, Any]:
    """Return the place that a body says; a place is replaced as a whole."""
    return {
        "cities": LocalText(body.city or {}),
        "venues": LocalText(body.venue or {}),
        "country": body.country or "",
        "latitude": body.latitude,
        "longitude": body.longitude,
        "timezone": present.timezone if body.timezone is None else _zone(body.timezone, "place.timezone") or "",
    }


def _owner(session: Session, body: OwnerBody | None) -> dict[str, Any]:
    if body is None or (body.user is None and body.role is None):
        return {"owner_id": None, "owner_role": ""}
    if body.user is not None and body.role is not None:
        raise InvalidInput(_("An owner is a user or a role, not both."), field="owner")
    if body.user is None:
        if body.role not in USER_ROLES:
            raise _unknown("owner.role", str(body.role))
        return {"owner_id": None, "owner_role": body.role}
    user_id = session.scalar(select(User.id).where(User.name == body.user, User.disabled_at.is_(None)))
    if user_id is None:
        raise _unknown("owner.user", body.user)
    return {"owner_id": user_id, "owner_role": ""}


def _lists(session: Session, body: EventChange, sent: set[str]) -> dict[str, Any]:
    parties = _Parties(session, [one.party for one in (*(body.hosts or ()), *(body.participants or ()))])
    found: dict[str, Any] = {}
    if "hosts" in sent:
        found["hosts"] = tuple(_host(one, parties, number) for number, one in enumerate(body.hosts or ()))
    if "participants" in sent:
        found["participants"] = tuple(
            _participant(one, parties, number) for number, one in enumerate(body.participants or ())
        )
    if "relations" in sent:
        found["relations"] = tuple(
            _relation(session, one, f"relations.{number}") for number, one in enumerate(body.relations or ())
        )
    if "sources" in sent:
        found["sources"] = tuple(
            _source(session, one, f"sources.{number}") for number, one in enumerate(body.sources or ())
        )
    if "links" in sent:
        found["links"] = tuple(_link(one) for one in body.links or ())
    if "external_ids" in sent:
        found["external_ids"] = tuple(_external_id(one) for one in body.external_ids or ())
    return found


class _Parties:
    """The parties that a body names, by their codes, found with one query."""

    def __init__(self, session: Session, codes: Sequence[str]) -> None:
        query = select(Party.code, Party.id).where(Party.code.in_({code.upper() for code in codes} | set(codes)))
        self._ids: dict[str, UUID] = dict(session.execute(query).all()) if codes else {}

    def id(self, code: str, field: str) -> UUID:
        found = self._ids.get(code) or self._ids.get(code.upper())
        if found is None:
            raise _unknown(field, code)
        return found


def _host(body: HostBody, parties: _Parties, number: int) -> HostFacts:
    return HostFacts(party_id=parties.id(body.party, f"hosts.{number}.party"), role=body.role)


def _participant(body: ParticipantBody, parties: _Parties, number: int) -> ParticipantFacts:
    return ParticipantFacts(
        party_id=parties.id(body.party, f"participants.{number}.party"),
        role=body.role,
        level=body.level,
        names=LocalText(body.name),
        offices=LocalText(body.office),
        answer=body.answer,
        basis=body.basis,
    )


def _relation(session: Session, body: RelationBody, field: str) -> RelationFacts:
    if (body.event is None) == (body.series is None):
        raise InvalidInput(_("A relation leads to an event or to a series: name one of the two."), field=field)
    if body.series is not None:
        return RelationFacts(type=body.type, series_id=_by_slug(session, Series, body.series, f"{field}.series"))
    found = id_of(body.event or "")
    if found is None:
        raise _unknown(f"{field}.event", body.event or "")
    return RelationFacts(type=body.type, event_id=found)


def _source(session: Session, body: SourceBody, field: str) -> SourceFacts:
    paragraph_id = None
    if body.document is not None:
        query = select(Paragraph.id).join(Document).where(Paragraph.number == body.paragraph)
        paragraph_id = session.scalar(query.where(Document.slug == body.document))
        if paragraph_id is None:
            raise _unknown(f"{field}.paragraph", f"{body.document} {body.paragraph or ''}".strip())
    return SourceFacts(
        paragraph_id=paragraph_id,
        quote=body.quote,
        url=body.url,
        title=body.title,
        publisher=body.publisher,
        seen_on=body.seen_on,
        note=body.note,
        number=body.number,
        dated_on=body.dated_on,
        is_mention=body.mention,
    )


def _link(body: LinkBody) -> LinkFacts:
    return LinkFacts(type=body.type, url=body.url, title=body.title)


def _external_id(body: ExternalIdBody) -> ExternalIdFacts:
    return ExternalIdFacts(system=body.system, value=body.id, url=body.url)


def _by_slug(session: Session, noun: type[Noun], slug: str | None, field: str) -> UUID | None:
    """Return the id of a format or series by its slug, one that it had before, or its id; nothing for nothing."""
    if not slug:
        return None
    former = select(SlugAlias.record_id).where(SlugAlias.noun == noun.__tablename__, SlugAlias.slug == slug)
    id_ = id_of(slug)
    wanted = [noun.slug == slug, noun.id.in_(former)] if id_ is None else [noun.id == id_]
    found = next(iter(_first(session, noun, wanted)), None)
    if found is None:
        raise _unknown(field, slug)
    return found


def _first(session: Session, noun: type[Noun], wanted: Iterable[Any]) -> Iterable[UUID]:
    for condition in wanted:
        yield from session.scalars(select(noun.id).where(condition).limit(1))


def _unknown(field: str, value: str) -> InvalidInput:
    return InvalidInput(
        _("“%(value)s” is not known to this calendar. Record it first, or name it as it is recorded."),
        field=field,
        value=value[:80],
    )
