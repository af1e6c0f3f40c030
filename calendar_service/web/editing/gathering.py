"""What was typed into the form of an event as facts, and what is wrong with it, field by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain import checks
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import EventFacts, ExternalIdFacts, HostFacts, LinkFacts, ParticipantFacts
from calendar_service.domain.kinds import KINDS, told_by
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.web.editing import dating, findings, sourcing
from calendar_service.web.editing.findings import Findings, choice
from calendar_service.web.editing.known import Known
from calendar_service.web.editing.names import ROWS
from calendar_service.web.forms import Typed

Row = Mapping[str, str]
_PLACES = {"title": "title-ru", "reason": "reason-ru", "text": "private_note"}  # where a domain's field stands


@dataclass(slots=True)
class Gathered(Findings):
    """The facts of an event as far as they are understood, and what is wrong."""

    facts: EventFacts = field(kw_only=True)

    @property
    def places(self) -> Mapping[str, str]:
        """Where a field of the domain stands in the form."""
        return _PLACES


def gather(session: Session, typed: Typed, known: Known, present: EventFacts | None) -> Gathered:
    """Return what was typed, understood against what the event has now; what the form does not show stays."""
    base = present or EventFacts(kind="", titles=LocalText())
    found = Gathered(known.lang, facts=base)
    dated = dating.understand(typed, present)
    found.errors |= {name: error.sentence(known.lang) for name, error in dated.errors.items()}
    found.facts = replace(
        base,
        **_plain(found, typed, known),
        date=dated.date,
        stated_on=dated.stated_on,
        timezone=dated.zone,
        hosts=_hosts(found, typed, known),
        participants=_participants(found, typed, known),
        sources=sourcing.read(session, found, typed, base.sources),
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


def _plain(found: Gathered, typed: Typed, known: Known) -> dict[str, Any]:
    text = typed.text
    owner, _colon, whose = text("owner").partition(":")
    return {
        "kind": text("kind") or known.kind_of(text("series")) or told_by(typed.local("title").texts.values()),
        "titles": _texts(found, typed, "title"),
        "descriptions": _texts(found, typed, "description", lines=True),
        "cities": _texts(found, typed, "city"),
        "venues": _texts(found, typed, "venue"),
        "series_id": found.take("series", lambda: choice(text("series")), None),
        "format_id": found.take("format", lambda: choice(text("format")), None),
        "ordinal": found.take("ordinal", lambda: _ordinal(text("ordinal")), None),
        "ordinal_is_inferred": typed.has("ordinal_is_inferred") and bool(text("ordinal").strip()),
        "country": text("country"),
        "latitude": found.take("latitude", lambda: _degrees(text("latitude")), None),
        "longitude": found.take("longitude", lambda: _degrees(text("longitude")), None),
        "mode": text("mode"),
        "languages": tuple(one for one in typed.texts("languages") if one),
        "owner_id": found.take("owner", lambda: choice(whose), None) if owner == "user" else None,
        "owner_role": whose if owner == "role" else "",
        "private_note": text("private_note").replace("\r\n", "\n").strip(),
    }


def _texts(found: Gathered, typed: Typed, name: str, *, lines: bool = False) -> LocalText:
    present = {"title": "titles", "description": "descriptions", "city": "cities", "venue": "venues"}[name]
    return findings.texts(typed, name, getattr(found.facts, present), lines=lines)


def _hosts(found: Gathered, typed: Typed, known: Known) -> tuple[HostFacts, ...]:
    hosts = []
    for number, row in enumerate(ROWS["hosts"].of(typed)):
        party_id = found.party(known, f"host-party-{number}", row["host-party"])
        if party_id is not None:
            hosts.append(HostFacts(party_id=party_id, role=row["host-role"]))
    return tuple(hosts)


def _participants(found: Gathered, typed: Typed, known: Known) -> tuple[ParticipantFacts, ...]:
    participants = []
    for number, row in enumerate(ROWS["participants"].of(typed)):
        party_id = found.party(known, f"participant-party-{number}", row["participant-party"])
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


def _links(typed: Typed) -> tuple[LinkFacts, ...]:
    rows = ROWS["links"].of(typed)
    return tuple(LinkFacts(type=row["link-type"], url=row["link-url"], title=row["link-title"]) for row in rows)


def _external_ids(typed: Typed) -> tuple[ExternalIdFacts, ...]:
    rows = ROWS["external_ids"].of(typed)
    return tuple(ExternalIdFacts(system=row["id-system"], value=row["id-value"], url=row["id-url"]) for row in rows)


def _local(row: Row, name: str, now: LocalText) -> LocalText:
    others = {lang: text for lang, text in now if lang not in LANGUAGES}
    return LocalText(others | {lang: row[f"{name}-{lang}"] for lang in LANGUAGES})


def _ordinal(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise InvalidInput(_("An ordinal is a whole number from 1 to 9999. Write its digits alone."))
    return checks.check_ordinal(int(text))


def _degrees(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text):
        raise InvalidInput(_("Degrees are a number such as 41.9028."))
    return float(text)
