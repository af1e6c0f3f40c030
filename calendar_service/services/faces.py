"""Faces: events as the outside sees them. One query with all that it shows, then `Entry` values.

Nothing of what an actor may not see gets into a face: not a draft that an event relates to, not a
private source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from babel import Locale
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from calendar_service.domain import summaries
from calendar_service.domain.access import ANYONE, Actor, may_see
from calendar_service.domain.dates import StatedDate, parse_edtf
from calendar_service.domain.entries import (
    CitationFace,
    Entry,
    HostFace,
    LinkFace,
    ParticipantFace,
    PartyFace,
    RelationFace,
    Said,
)
from calendar_service.domain.site import Site
from calendar_service.domain.text import LocalText
from calendar_service.domain.windows import Window
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event, Host, Participant
from calendar_service.models.formats import Series
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.models.sources import Source
from calendar_service.services import site as sites


def loaded() -> tuple[ORMOption, ...]:
    """Return the loading options for all that an entry shows of an event."""
    return (
        joinedload(Event.format),
        joinedload(Event.series).joinedload(Series.format),
        joinedload(Event.merged_into),
        selectinload(Event.hosts).joinedload(Host.party),
        selectinload(Event.participants).joinedload(Participant.party),
        selectinload(Event.links),
        selectinload(Event.relations).joinedload(Relation.to_event),
        selectinload(Event.relations).joinedload(Relation.to_series),
        selectinload(Event.sources).joinedload(Source.paragraph).joinedload(Paragraph.document),
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a set of events and is not theirs: relations that point at them, outcome documents."""

    inward: dict[UUID, list[Relation]] = field(default_factory=dict)
    documents: dict[UUID, list[Document]] = field(default_factory=dict)


def surroundings(session: Session, ids: Sequence[UUID], *, inward: bool) -> Surroundings:
    """Return what stands around events; `inward` relations only where they are asked for."""
    found = Surroundings()
    query = select(Document).where(Document.event_id.in_(ids)).order_by(Document.slug)
    for document in session.scalars(query):
        found.documents.setdefault(document.event_id or document.id, []).append(document)
    if inward:
        relations = select(Relation).where(Relation.to_event_id.in_(ids)).options(joinedload(Relation.from_event))
        for relation in session.scalars(relations.order_by(Relation.id)):
            found.inward.setdefault(relation.to_event_id or relation.id, []).append(relation)
    return found


def entries(
    session: Session, events: Iterable[Event], lang: str, *, to: Actor = ANYONE, inward: bool = False
) -> list[Entry]:
    """Return the entries of events in a language, as an actor may see them.

    The events come with `loaded()`. With `inward` an entry also names what points at it.
    """
    chosen = list(events)
    around = surroundings(session, [event.id for event in chosen], inward=inward)
    maker = _Maker(sites.of(session), lang, to, around)
    return [maker.entry(event) for event in chosen]


def said(text: LocalText, lang: str) -> Said:
    """Return a text as it is said to a reader of a language."""
    return Said(text.get(lang), text.language_for(lang))


def party_face(party: Party, lang: str) -> PartyFace:
    """Return a party's face; a state without a name of its own has the one that CLDR gives it."""
    name = said(party.names, lang)
    if not party.names and party.kind == "state":
        name = Said(country_name(party.code, lang), lang)
    return PartyFace(code=party.code, name=name or Said(party.code, lang), contact=party.contact)


def country_name(code: str, lang: str) -> str:
    """Return the name of a country in a language, as CLDR has it; nothing for no country."""
    return str(Locale(lang).territories.get(code, code)) if code else ""


def event_path(event_id: UUID) -> str:
    """Return the path of an event's page."""
    return f"/events/{event_id}"


def paragraph_path(document: Document, number: int) -> str:
    """Return the path of a paragraph on its document's page."""
    return f"/documents/{document.slug}#p{number}"


class _Maker:
    """Makes entries for one reader: a language, an actor, an address."""

    def __init__(self, site: Site, lang: str, actor: Actor, around: Surroundings) -> None:
        self.site, self.lang, self.actor, self.around = site, lang, actor, around

    def entry(self, event: Event) -> Entry:
        """Return the entry of an event."""
        carrier = self._carrier(event)
        return Entry(
            id=event.id,
            uid=event.uid,
            lang=self.lang,
            url=self.site.url(event_path(event.id)),
            kind=event.kind,
            status=event.status,
            visibility=event.visibility,
            title=said(event.titles, self.lang),
            description=said(event.descriptions, self.lang),
            sequence=event.sequence,
            created=event.published_at or event.created_at,
            modified=event.content_at,
            date=event.date if event.date_edtf else StatedDate(event.carried_edtf),
            is_carried=bool(event.carried_edtf) and not event.date_edtf,
            carried=carrier,
            stated_on=event.stated_on,
            window=Window(event.window),
            previous=parse_edtf(event.previous_edtf) if event.previous_edtf else None,
            reason=said(event.reasons, self.lang),
            last_checked=event.last_checked_on,
            ordinal=event.ordinal,
            ordinal_is_inferred=event.ordinal_is_inferred,
            mode=event.mode,
            languages=tuple(event.languages),
            hosts=tuple(HostFace(party=party_face(one.party, self.lang), role=one.role) for one in event.hosts),
            participants=tuple(self._participant(one) for one in event.participants),
            relations=tuple(self._relations(event)),
            citations=tuple(self._citations(event)),
            links=tuple(self._links(event)),
            documents=tuple(self._documents(event)),
            merged_into=self._merged_into(event),
            **self._framework(event),
            **self._place(event),
        )

    def _framework(self, event: Event) -> dict[str, Any]:
        """Return the format and series that an event belongs to."""
        format_ = event.format or (event.series.format if event.series else None)
        found: dict[str, Any] = {}
        if format_ is not None:
            found |= {
                "format_slug": format_.slug,
                "format_name": said(format_.names, self.lang),
                "format_colour": format_.colour,
                "format_position": format_.position,
            }
        if event.series is not None:
            found |= {"series_slug": event.series.slug, "series_name": said(event.series.names, self.lang)}
        return found

    def _place(self, event: Event) -> dict[str, Any]:
        return {
            "city": said(event.cities, self.lang),
            "venue": said(event.venues, self.lang),
            "country": event.country,
            "country_name": self._country_name(event),
            "latitude": event.latitude,
            "longitude": event.longitude,
            "timezone": event.timezone,
        }

    def _country_name(self, event: Event) -> str:
        for host in event.hosts:  # the calendar's own name for the country, where it has one
            if host.party.code == event.country:
                return party_face(host.party, self.lang).name.text
        return country_name(event.country, self.lang)

    def _participant(self, one: Participant) -> ParticipantFace:
        return ParticipantFace(
            party=party_face(one.party, self.lang),
            role=one.role,
            level=one.level,
            name=said(one.names, self.lang),
            office=said(one.offices, self.lang),
            answer=one.answer,
            basis=one.basis,
        )

    def _carrier(self, event: Event) -> RelationFace | None:
        if event.date_edtf or event.carried_by_id is None:
            return None
        for relation in event.relations:
            target = relation.to_event
            if relation.id == event.carried_by_id and target is not None and may_see(self.actor, target.visibility):
                return self._towards_event(relation.type, target, outward=True)
        return None

    def _relations(self, event: Event) -> Iterable[RelationFace]:
        for relation in event.relations:
            if relation.to_event is not None and may_see(self.actor, relation.to_event.visibility):
                yield self._towards_event(relation.type, relation.to_event, outward=True)
            elif relation.to_series is not None:
                yield self._towards_series(relation.type, relation.to_series)
        for relation in self.around.inward.get(event.id, []):
            if relation.from_event is not None and may_see(self.actor, relation.from_event.visibility):
                yield self._towards_event(relation.type, relation.from_event, outward=False)

    def _towards_event(self, type_: str, other: Event, *, outward: bool) -> RelationFace:
        return RelationFace(
            type=type_,
            outward=outward,
            title=said(other.titles, self.lang),
            url=self.site.url(event_path(other.id)),
            uid=other.uid,
            date=other.date,
        )

    def _towards_series(self, type_: str, series: Series) -> RelationFace:
        url = self.site.url(f"/series/{series.slug}")
        return RelationFace(type=type_, outward=True, title=said(series.names, self.lang), url=url)

    def _citations(self, event: Event) -> Iterable[CitationFace]:
        for source in event.sources:
            paragraph = source.paragraph
            if paragraph is not None and may_see(self.actor, paragraph.document.visibility):
                yield citation(source, paragraph, self.site, self.lang)

    def _links(self, event: Event) -> Iterable[LinkFace]:
        for link in event.links:
            yield LinkFace(type=link.type, title=link.title, url=link.url)
        for source in event.sources:
            if source.sort == "link":
                yield LinkFace(
                    type="source", title=source.title, url=source.url, publisher=source.publisher, seen=source.seen_on
                )

    def _documents(self, event: Event) -> Iterable[LinkFace]:
        for document in self.around.documents.get(event.id, []):
            if may_see(self.actor, document.visibility):
                url = self.site.url(f"/documents/{document.slug}")
                title = summaries.marked(said(document.titles, self.lang), self.lang)
                yield LinkFace(type="document", title=title, url=url)

    def _merged_into(self, event: Event) -> RelationFace | None:
        if event.merged_into is None or not may_see(self.actor, event.merged_into.visibility):
            return None
        return self._towards_event("replaces", event.merged_into, outward=False)


def citation(source: Source, paragraph: Paragraph, site: Site, lang: str) -> CitationFace:
    """Return the citation of a paragraph, with the printed number where there is one."""
    document = paragraph.document
    return CitationFace(
        quote=source.quote,
        lang=document.language,
        document=said(document.titles, lang),
        document_url=site.url(f"/documents/{document.slug}"),
        paragraph=paragraph.number,
        clause=paragraph.clause,
        url=site.url(paragraph_path(document, paragraph.number)),
        mention=source.is_mention,
    )


def referring(session: Session, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Return the ids of the events whose faces name any of these events: by a relation, or merged into one."""
    related = select(Relation.from_event_id).where(Relation.to_event_id.in_(ids), Relation.from_event_id.is_not(None))
    merged = select(Event.id).where(Event.merged_into_id.in_(ids))
    query = select(Event.id).where(or_(Event.id.in_(related), Event.id.in_(merged)), Event.id.not_in(ids))
    return session.scalars(query.order_by(Event.id)).all()
