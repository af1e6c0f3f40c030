"""What was typed into the form of an event as facts, and what is wrong with it, field by field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import checks
from calendar_service.domain.errors import CalendarError, InvalidInput
from calendar_service.domain.facts import (
    EventFacts,
    ExternalIdFacts,
    HostFacts,
    LinkFacts,
    ParticipantFacts,
    SourceFacts,
)
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.documents import Paragraph
from calendar_service.web.editing import dating
from calendar_service.web.editing.known import Known
from calendar_service.web.editing.names import ROWS
from calendar_service.web.forms import Typed

T = TypeVar("T")
Row = Mapping[str, str]
_PLACES = {"title": "title-ru", "reason": "reason-ru", "text": "private_note"}  # where a domain's field stands


@dataclass(slots=True)
class Gathered:
    """The facts as far as they are understood, and what is wrong: sentences by the ids of fields."""

    lang: str
    facts: EventFacts
    errors: dict[str, str] = field(default_factory=dict)
    passages: dict[int, Paragraph] = field(default_factory=dict)  # what the rows of paragraphs lead to

    def take(self, name: str, reading: Callable[[], T], other: T) -> T:
        """Return what a field says; where it cannot be read, something else, and the error is noted."""
        try:
            return reading()
        except InvalidInput as error:
            self.errors[name] = error.sentence(self.lang)
            return other

    def note(self, error: CalendarError) -> None:
        """Note an error that the domain found."""
        name = error.field.replace(".", "-")
        self.errors.setdefault(_PLACES.get(name, name), error.sentence(self.lang))


def gather(session: Session, typed: Typed, known: Known, present: EventFacts | None) -> Gathered:
    """Return what was typed, understood against what the event has now; what the form does not show stays."""
    base = present or EventFacts(kind="", titles=LocalText())
    found = Gathered(known.lang, base)
    dated = dating.understand(typed, present)
    found.errors |= {name: error.sentence(known.lang) for name, error in dated.errors.items()}
    found.facts = replace(
        base,
        **_plain(found, typed),
        date=dated.date,
        stated_on=dated.stated_on,
        timezone=dated.zone,
        hosts=_hosts(found, typed, known),
        participants=_participants(found, typed, known),
        sources=_in_place(_sources(session, found, typed), base.sources),
        links=_links(typed),
        external_ids=_external_ids(typed),
    )
    _check(found)
    return found


def _check(found: Gathered) -> None:
    """Note what the domain has against the facts, all that can be told at once."""
    if not found.facts.titles:
        found.errors["title-ru"] = say(found.lang, _("The title is empty. Give one in Russian or in English."))
    if found.facts.kind not in KINDS:
        found.errors["kind"] = say(found.lang, _("Choose what kind of meeting it is."))
    if found.errors:
        return
    try:
        checks.check_event(found.facts)
    except InvalidInput as error:
        found.note(error)


def _plain(found: Gathered, typed: Typed) -> dict[str, Any]:
    text = typed.text
    owner, _colon, whose = text("owner").partition(":")
    return {
        "kind": text("kind"),
        "titles": _texts(found, typed, "title"),
        "descriptions": _texts(found, typed, "description", lines=True),
        "cities": _texts(found, typed, "city"),
        "venues": _texts(found, typed, "venue"),
        "series_id": found.take("series", lambda: _id(text("series")), None),
        "format_id": found.take("format", lambda: _id(text("format")), None),
        "ordinal": found.take("ordinal", lambda: _ordinal(text("ordinal")), None),
        "ordinal_is_inferred": typed.has("ordinal_is_inferred") and bool(text("ordinal").strip()),
        "country": text("country"),
        "latitude": found.take("latitude", lambda: _degrees(text("latitude")), None),
        "longitude": found.take("longitude", lambda: _degrees(text("longitude")), None),
        "mode": text("mode"),
        "languages": tuple(one for one in typed.texts("languages") if one),
        "owner_id": found.take("owner", lambda: _id(whose), None) if owner == "user" else None,
        "owner_role": whose if owner == "role" else "",
        "private_note": text("private_note").replace("\r\n", "\n").strip(),
    }


def _texts(found: Gathered, typed: Typed, name: str, *, lines: bool = False) -> LocalText:
    """Return a text in the languages of the form, and in those that it does not show."""
    hidden = {"title": "titles", "description": "descriptions", "city": "cities", "venue": "venues"}[name]
    others = {lang: text for lang, text in getattr(found.facts, hidden) if lang not in LANGUAGES}
    said = dict(typed.local(name))
    if lines:
        said = {lang: text.replace("\r\n", "\n") for lang, text in said.items()}
    return LocalText(others | said)


def _hosts(found: Gathered, typed: Typed, known: Known) -> tuple[HostFacts, ...]:
    hosts = []
    for number, row in enumerate(ROWS["hosts"].of(typed)):
        party_id = _party(found, known, f"host-party-{number}", row["host-party"])
        if party_id is not None:
            hosts.append(HostFacts(party_id=party_id, role=row["host-role"]))
    return tuple(hosts)


def _participants(found: Gathered, typed: Typed, known: Known) -> tuple[ParticipantFacts, ...]:
    participants = []
    for number, row in enumerate(ROWS["participants"].of(typed)):
        party_id = _party(found, known, f"participant-party-{number}", row["participant-party"])
        if party_id is None:
            continue
        now = next((one for one in found.facts.participants if one.party_id == party_id), None)
        participants.append(
            ParticipantFacts(
                party_id=party_id,
                names=_local(row, "participant-name", now.names if now else LocalText()),
                offices=_local(row, "participant-office", now.offices if now else LocalText()),
                **{name: row[f"participant-{name}"] for name in ("role", "level", "answer", "basis")},
            )
        )
    return tuple(participants)


def _party(found: Gathered, known: Known, name: str, text: str) -> UUID | None:
    if not text:
        found.errors[name] = say(found.lang, _("Say which party this is, or empty the row."))
        return None
    party = found.take(name, lambda: known.party(text), None)
    return None if party is None else party.id


def _sources(session: Session, found: Gathered, typed: Typed) -> tuple[SourceFacts, ...]:
    sources = [*_cited(session, found, typed)]
    for number, row in enumerate(ROWS["seen"].of(typed)):
        day = found.take(f"seen-day-{number}", partial(dating.read_day, row["seen-day"]), None)
        if not row["seen-url"]:
            found.errors[f"seen-url-{number}"] = say(found.lang, _("A link has an address."))
            continue
        sources.append(
            SourceFacts(url=row["seen-url"], title=row["seen-title"], publisher=row["seen-publisher"], seen_on=day)
        )
    for number, row in enumerate(ROWS["notes"].of(typed)):
        day = found.take(f"note-day-{number}", partial(dating.read_day, row["note-day"]), None)
        text = row["note-text"].replace("\r\n", "\n")
        sources.append(SourceFacts(note=text, number=row["note-number"], dated_on=day))
    return tuple(sources)


def _cited(session: Session, found: Gathered, typed: Typed) -> list[SourceFacts]:
    sources = []
    for number, row in enumerate(ROWS["paragraphs"].of(typed)):
        paragraph = found.take(f"paragraph-clause-{number}", partial(_paragraph, session, row), None)
        if paragraph is None:
            continue
        found.passages[number] = paragraph
        name = f"paragraph-quote-{number}"
        quote = found.take(name, partial(quoted, row["paragraph-quote"], paragraph.text), "")
        if quote:
            sources.append(
                SourceFacts(paragraph_id=paragraph.id, quote=quote, is_mention=bool(row["paragraph-mention"]))
            )
    return sources


def _paragraph(session: Session, row: Row) -> Paragraph:
    """Return the paragraph that a document's clause names, or its counted number after "¶"."""
    document_id, clause = _id(row["paragraph-document"]), row["paragraph-clause"].rstrip(".")
    if document_id is None:
        raise InvalidInput(_("Choose the document that the paragraph stands in."))
    query = select(Paragraph).where(Paragraph.document_id == document_id).order_by(Paragraph.number)
    paragraphs = session.scalars(query).all()
    by_clause = next((one for one in paragraphs if clause and one.clause == clause), None)
    by_number = next((one for one in paragraphs if clause.lstrip("¶ ") == str(one.number)), None)
    chosen = by_clause if by_clause is not None else by_number
    if chosen is None:
        raise InvalidInput(
            _("That document has no paragraph “%(clause)s”. Give the number printed before it."), clause=clause[:20]
        )
    return chosen


def quoted(quote: str, text: str) -> str:
    """Return a quotation as it stands in a paragraph, however it was broken into lines.

    Raises `InvalidInput` for none, and for words that do not stand there.
    """
    words = quote.split()
    if not words:
        raise InvalidInput(_("Quote the words of the paragraph that say so."))
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    if match is None:
        raise InvalidInput(
            _("The words “%(quote)s” do not stand in that paragraph. Copy them from it."), quote=quote[:80]
        )
    return match[0]


def _links(typed: Typed) -> tuple[LinkFacts, ...]:
    rows = ROWS["links"].of(typed)
    return tuple(LinkFacts(type=row["link-type"], url=row["link-url"], title=row["link-title"]) for row in rows)


def _external_ids(typed: Typed) -> tuple[ExternalIdFacts, ...]:
    rows = ROWS["external_ids"].of(typed)
    return tuple(ExternalIdFacts(system=row["id-system"], value=row["id-value"], url=row["id-url"]) for row in rows)


def _in_place(said: tuple[SourceFacts, ...], present: tuple[SourceFacts, ...]) -> tuple[SourceFacts, ...]:
    """Return sources in the order they have, where nothing but the order differs."""
    return present if len(said) == len(present) and set(said) == set(present) else said


def _local(row: Row, name: str, now: LocalText) -> LocalText:
    others = {lang: text for lang, text in now if lang not in LANGUAGES}
    return LocalText(others | {lang: row[f"{name}-{lang}"] for lang in LANGUAGES})


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput(_("This is none of those to choose from. Choose anew.")) from None


def _ordinal(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise InvalidInput(_("An ordinal is a whole number from 1 to 9999."))
    return checks.check_ordinal(int(text))


def _degrees(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text):
        raise InvalidInput(_("Degrees are a number such as 41.9028."))
    return float(text)
