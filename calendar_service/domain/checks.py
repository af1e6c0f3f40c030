"""Checks of facts that need no database: what an event may hold, cleaned by the door of `domain.text`."""

import re
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from babel import Locale

from calendar_service.domain import kinds
from calendar_service.domain.dates import DateRefused, StatedDate, refusals, zones
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
from calendar_service.domain.text import NOTE_LENGTH, clean, local, require
from calendar_service.domain.words import _

T = TypeVar("T")
URL_LENGTH = 2000
OWNER_LENGTH = 20
MOST_OF_A_KIND = 200  # hosts, participants, links … of one event
LONGEST_ORDINAL = 9999
LONGEST_EVENT = 366  # days
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset(  # CLDR has them, ISO 3166-1 has not
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


def check_event(facts: EventFacts) -> EventFacts:
    """Return the facts of an event, cleaned; raises `InvalidInput`, which names the field at fault."""
    titles = local(facts.titles, field="title")
    if not titles:
        raise InvalidInput(_("The title is empty. Give one in Russian or in English."), field="title")
    return replace(
        facts,
        kind=kinds.require(facts.kind, kinds.KINDS, field="kind"),
        titles=titles,
        descriptions=local(facts.descriptions, field="description", limit=NOTE_LENGTH, lines=True),
        ordinal=check_ordinal(facts.ordinal),
        date=check_date(facts.date),
        timezone=check_zone(facts.timezone),
        cities=local(facts.cities, field="city"),
        venues=local(facts.venues, field="venue"),
        country=check_country(facts.country),
        mode=kinds.require(facts.mode, kinds.MODES, field="mode") if facts.mode else "",
        owner_role=clean(facts.owner_role, field="owner", limit=OWNER_LENGTH),
        private_note=clean(facts.private_note, field="private_note", limit=NOTE_LENGTH, lines=True),
        participants=tuple(check_participant(one) for one in bounded(facts.participants, field="participants")),
        relations=tuple(check_relation(one) for one in bounded(facts.relations, field="relations")),
        sources=tuple(check_source(one) for one in bounded(facts.sources, field="sources")),
        links=tuple(check_link(one) for one in bounded(facts.links, field="links")),
        external_ids=tuple(check_external_id(one) for one in bounded(facts.external_ids, field="external_ids")),
        hosts=check_hosts(facts.hosts),
        latitude=check_degrees(facts.latitude, limit=90, field="latitude"),
        longitude=check_degrees(facts.longitude, limit=180, field="longitude"),
        languages=check_languages(facts.languages),
    )


def check_hosts(hosts: tuple[HostFacts, ...]) -> tuple[HostFacts, ...]:
    """Return hosts whose roles are known."""
    for host in bounded(hosts, field="hosts"):
        kinds.require(host.role, kinds.HOST_ROLES, field="hosts")
    return hosts


def check_languages(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return language codes that CLDR knows, each once."""
    return tuple(dict.fromkeys(check_language(one, field="languages") for one in languages))


def check_language(code: str, *, field: str) -> str:
    """Return a language code that CLDR knows."""
    if code not in Locale("en").languages:
        raise InvalidInput(_("“%(value)s” is not a language code such as ru, en or fr."), field=field, value=code[:80])
    return code


def check_date(date: StatedDate) -> StatedDate:
    """Return a stated date, its words and its zone cleaned.

    Raises `InvalidInput` where it ends on the day it begins but earlier, or lasts for more than a year.
    """
    if date.is_firm and date.earliest and date.latest:
        if (date.latest - date.earliest).days >= LONGEST_EVENT:
            raise InvalidInput(
                _("An event of more than %(limit)s days is not one meeting. Record its parts, or give a window."),
                field="date",
                limit=LONGEST_EVENT,
            )
        if date.earliest == date.latest and date.start_time and date.end_time and date.end_time < date.start_time:
            raise refusals.reversed_range(f"{date.start_time:%H:%M}", f"{date.end_time:%H:%M}")
    words = clean(date.stated, field="date", limit=NOTE_LENGTH, lines=True)
    return replace(date, stated=words, timezone=date.timezone and check_zone(date.timezone))


def check_zone(name: str) -> str:
    """Return the name of a zone as the IANA database spells it, or nothing; fixed offsets are refused."""
    if not name:
        return ""
    try:
        return zones.check(name)
    except DateRefused as refusal:
        refusal.field = "timezone"
        raise


def bounded(values: tuple[T, ...], *, field: str) -> tuple[T, ...]:
    """Return the values, unless there are more than an event can have."""
    if len(values) > MOST_OF_A_KIND:
        raise InvalidInput(
            _("There are %(number)s entries; %(limit)s at most can be kept. Remove some."),
            field=field,
            number=len(values),
            limit=MOST_OF_A_KIND,
        )
    return values


def check_ordinal(ordinal: int | None) -> int | None:
    """Return an ordinal between 1 and 9999."""
    if ordinal is not None and not 1 <= ordinal <= LONGEST_ORDINAL:
        raise InvalidInput(_("An ordinal is a whole number from 1 to 9999. Write its digits alone."), field="ordinal")
    return ordinal


def check_degrees(value: float | None, *, limit: int, field: str) -> float | None:
    """Return a latitude or longitude in degrees within ±`limit`."""
    if value is not None and not -limit <= value <= limit:
        raise InvalidInput(_("Degrees run from -%(limit)s to %(limit)s."), field=field, limit=limit)
    return value


def check_country(code: str) -> str:
    """Return an ISO 3166-1 alpha-2 code, or nothing."""
    if code and (not _COUNTRY.fullmatch(code) or code in _NO_COUNTRIES or code not in Locale("en").territories):
        raise InvalidInput(_("“%(value)s” is not a country code such as KZ or IT."), field="country", value=code[:80])
    return code


def check_participant(facts: ParticipantFacts) -> ParticipantFacts:
    """Return a participant, cleaned."""
    kinds.require(facts.role, kinds.PARTICIPANT_ROLES, field="participants")
    for value, known in ((facts.level, kinds.LEVELS), (facts.answer, kinds.ANSWERS), (facts.basis, kinds.BASES)):
        if value:
            kinds.require(value, known, field="participants")
    return replace(
        facts,
        names=local(facts.names, field="participants"),
        offices=local(facts.offices, field="participants"),
    )


def check_relation(facts: RelationFacts) -> RelationFacts:
    """Return a relation that has one target."""
    kinds.require(facts.type, kinds.RELATIONS, field="relations")
    if (facts.event_id is None) == (facts.series_id is None):
        raise InvalidInput(_("A relation leads to one event or to one series."), field="relations")
    return facts


def check_source(facts: SourceFacts) -> SourceFacts:
    """Return a source, cleaned; it must say something."""
    checked = replace(
        facts,
        quote=clean(facts.quote, field="sources", limit=NOTE_LENGTH, lines=True),
        url=check_url(facts.url, field="sources"),
        title=clean(facts.title, field="sources"),
        publisher=clean(facts.publisher, field="sources"),
        note=clean(facts.note, field="sources", limit=NOTE_LENGTH, lines=True),
        number=clean(facts.number, field="sources", limit=80),
    )
    is_told = bool(checked.note or checked.number)
    if [checked.paragraph_id is not None, bool(checked.url), is_told].count(True) > 1:
        raise InvalidInput(
            _("A source is a paragraph, a link or a private note: one of the three. Enter each on its own."),
            field="sources",
        )
    if checked.sort == "document" and not checked.quote:
        raise InvalidInput(_("Quote the words of the paragraph that say so."), field="sources")
    if checked.sort == "private" and not is_told:
        raise InvalidInput(_("Say what the source is: a paragraph, a link or a note."), field="sources")
    return checked


def check_link(facts: LinkFacts) -> LinkFacts:
    """Return a typed link, cleaned."""
    kinds.require(facts.type, kinds.LINK_TYPES, field="links")
    url = check_url(facts.url, field="links", schemes=("http", "https", "mailto"))
    if not url:
        raise InvalidInput(_("Give the address of the page, or empty the other fields of the link."), field="links")
    return replace(facts, url=url, title=clean(facts.title, field="links"))


def check_external_id(facts: ExternalIdFacts) -> ExternalIdFacts:
    """Return a foreign id, cleaned."""
    return ExternalIdFacts(
        system=require(facts.system, field="external_ids", limit=80),
        value=require(facts.value, field="external_ids"),
        url=check_url(facts.url, field="external_ids"),
    )


def check_url(url: str, *, field: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return an address of one of the schemes, or nothing; `javascript:` and `data:` are refused."""
    url = clean(url, field=field, limit=URL_LENGTH)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        has_place = bool(parts.hostname) if parts.scheme != "mailto" else "@" in parts.path
    except ValueError:
        has_place = False
    if not has_place or parts.scheme not in schemes or any(character.isspace() for character in url):
        raise InvalidInput(
            _("“%(url)s” is not an address that can be linked. It begins with https:// or http://."),
            field=field,
            url=url[:80],
        )
    return url


def check_slug(slug: str, *, field: str = "slug") -> str:
    """Return a slug: Latin letters, digits and single hyphens, 80 characters at most."""
    if not _SLUG.fullmatch(slug) or len(slug) > 80:  # noqa: PLR2004
        raise InvalidInput(
            _("“%(slug)s” cannot stand in an address. Use small Latin letters, digits and hyphens."),
            field=field,
            slug=slug[:80],
        )
    if slug == "new":
        raise InvalidInput(_("At “new” stands the form of a new record. Choose a different address."), field=field)
    return slug
