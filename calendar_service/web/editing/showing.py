"""Facts of an event as its form shows them: typed fields, in the language of the page."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from calendar_service.domain.dates import places
from calendar_service.domain.facts import EventFacts, ParticipantFacts
from calendar_service.domain.words import LANGUAGES
from calendar_service.web import labels
from calendar_service.web.editing import dating, sourcing
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
        **ROWS["hosts"].fields({"host-party": known.of_party(one.party_id), "host-role": one.role} for one in facts.hosts),
        **ROWS["participants"].fields(_participant(one, known) for one in facts.participants),
        **ROWS["links"].fields({"link-url": one.url, "link-title": one.title, "link-type": one.type} for one in facts.links),
        **ROWS["external_ids"].fields({"id-system": one.system, "id-value": one.value, "id-url": one.url} for one in facts.external_ids),
        **sourcing.shown(session, facts.sources, lang),
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
