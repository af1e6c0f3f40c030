"""Facts of an event as its form shows them: typed fields, in the language of the page."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.dates import places
from calendar_service.domain.facts import EventFacts, ParticipantFacts, SourceFacts
from calendar_service.domain.words import LANGUAGES
from calendar_service.models.documents import Paragraph
from calendar_service.web import labels
from calendar_service.web.editing import dating
from calendar_service.web.editing.known import Known, local_of
from calendar_service.web.editing.names import ROWS
from calendar_service.web.forms import Typed

Fields = dict[str, list[str]]


def new() -> Typed:
    """Return the form of an event of which nothing is known yet."""
    return Typed({"status": ["planned"]})


def typed_of(session: Session, facts: EventFacts, known: Known) -> Typed:
    """Return the form of an event as it stands."""
    lang = known.lang
    zone = facts.date.timezone or facts.timezone
    fields: Fields = {
        "series": [str(facts.series_id or "")],
        "format": [str(facts.format_id or "")],
        "ordinal": [str(facts.ordinal or "")],
        "ordinal_is_inferred": ["yes"] if facts.ordinal_is_inferred else [],
        "kind": [facts.kind],
        "date": [dating.shown(facts.date, lang)],
        "date_words": [facts.date.stated],
        "stated_on": [labels.day(facts.stated_on, lang) if facts.stated_on else ""],
        "start": [f"{facts.date.start_time:%H:%M}" if facts.date.start_time else ""],
        "end": [f"{facts.date.end_time:%H:%M}" if facts.date.end_time else ""],
        "zone": [places.name_of(zone, lang) if zone else ""],
        "country": [facts.country],
        "mode": [facts.mode],
        "languages": list(facts.languages),
        "latitude": ["" if facts.latitude is None else str(facts.latitude)],
        "longitude": ["" if facts.longitude is None else str(facts.longitude)],
        "owner": [_owner(facts)],
        "private_note": [facts.private_note],
        **local_of(facts.titles, "title"),
        **local_of(facts.descriptions, "description"),
        **local_of(facts.cities, "city"),
        **local_of(facts.venues, "venue"),
        **_rows("hosts", ({"host-party": known.of_party(one.party_id), "host-role": one.role} for one in facts.hosts)),
        **_rows("participants", (_participant(one, known) for one in facts.participants)),
        **_rows("links", ({"link-url": one.url, "link-title": one.title, "link-type": one.type} for one in facts.links)),
        **_rows("external_ids", ({"id-system": one.system, "id-value": one.value, "id-url": one.url} for one in facts.external_ids)),
        **_sources(session, facts.sources, lang),
    }  # fmt: skip
    return Typed(fields)


def _owner(facts: EventFacts) -> str:
    if facts.owner_id:
        return f"user:{facts.owner_id}"
    return f"role:{facts.owner_role}" if facts.owner_role else ""


def _participant(one: ParticipantFacts, known: Known) -> Mapping[str, str]:
    texts = {f"participant-name-{lang}": one.names.texts.get(lang, "") for lang in LANGUAGES}
    texts |= {f"participant-office-{lang}": one.offices.texts.get(lang, "") for lang in LANGUAGES}
    return texts | {
        "participant-party": known.of_party(one.party_id),
        "participant-role": one.role,
        "participant-level": one.level,
        "participant-answer": one.answer,
        "participant-basis": one.basis,
    }


def _sources(session: Session, sources: Iterable[SourceFacts], lang: str) -> Fields:
    ids = [one.paragraph_id for one in sources if one.paragraph_id]
    paragraphs = {one.id: one for one in session.scalars(select(Paragraph).where(Paragraph.id.in_(ids)))}
    cited, seen, notes = [], [], []
    for one in sources:
        if one.paragraph_id is not None:
            cited.append(_cited(one, paragraphs))
        elif one.sort == "link":
            day = labels.day(one.seen_on, lang) if one.seen_on else ""
            seen.append(
                {"seen-url": one.url, "seen-title": one.title, "seen-publisher": one.publisher, "seen-day": day}
            )
        else:
            day = labels.day(one.dated_on, lang) if one.dated_on else ""
            notes.append({"note-text": one.note, "note-number": one.number, "note-day": day})
    return {**_rows("paragraphs", cited), **_rows("seen", seen), **_rows("notes", notes)}


def _cited(one: SourceFacts, paragraphs: Mapping[UUID, Paragraph]) -> Mapping[str, str]:
    paragraph = paragraphs.get(one.paragraph_id) if one.paragraph_id else None
    return {
        "paragraph-document": str(paragraph.document_id) if paragraph else "",
        "paragraph-clause": (paragraph.clause or f"¶{paragraph.number}") if paragraph else "",
        "paragraph-quote": one.quote,
        "paragraph-mention": "yes" if one.is_mention else "",
    }


def _rows(noun: str, rows: Iterable[Mapping[str, str]]) -> Fields:
    found = list(rows)
    return {name: [row[name] for row in found] for name in ROWS[noun].names}
