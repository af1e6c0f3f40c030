"""The page of a party, and the list of parties: what it hosts, takes part in and has promised, and its formats."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from calendar_service.domain.entries import PartyFace
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import _
from calendar_service.models.parties import Party
from calendar_service.services import editions, faces, promises, reckoning, registry, selecting
from calendar_service.web import journal, language, links, page, prospects, rows

MOST_HOSTED = 20
_HEADINGS = {"state": _("States"), "organisation": _("International organisations"), "institution": _("Institutions")}


@dataclass(frozen=True, slots=True)
class Group:
    """Parties of one kind, by the alphabet; each institution with the party it belongs to."""

    kind: str
    heading: str
    parties: Sequence[tuple[PartyFace, PartyFace | None]]


def listed() -> Response:
    """Show the list of parties."""
    page.asked()
    lang = language.current()
    with page.database().reading() as session:
        links.know(session)
        groups = _groups(registry.parties(session), lang)
        return page.respond("parties.html", session, path="/parties", section="/calendar", groups=groups)


def _groups(known: Sequence[Party], lang: str) -> list[Group]:
    groups = []
    for kind, heading in _HEADINGS.items():
        pairs = [
            (faces.party_face(one, lang), faces.party_face(one.parent, lang) if one.parent else None)
            for one in known
            if one.kind == kind
        ]
        pairs.sort(key=lambda pair: promises.alphabetical(pair[0].name.text))
        if pairs:
            groups.append(Group(kind, heading, pairs))
    return groups


def show(name: str) -> Response:
    """Show a party under its code; asked for in small letters or by its id, it is moved there."""
    page.asked()
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        site = links.know(session)
        found = registry.party_of(session, name)
        if found.code != name:
            return page.moved(f"/parties/{found.code}")
        ids = selecting.party_ids(session, (found.code,))
        hosted = editions.listed(session, editions.hosted_by(ids), lang, to=to, at=at)
        made = reckoning.reckon(session, reckoning.by_party(ids), to=to, at=at)
        asked = Selection(lang=lang, party=(found.code,))
        return page.respond(
            "party.html",
            session,
            history=journal.recent(session, found.id),
            path=f"/parties/{found.code}",
            section="/calendar",
            feed=f"party/{found.code}",
            found=found,
            face=faces.party_face(found, lang),
            parent=faces.party_face(found.parent, lang) if found.parent else None,
            said=lambda text: faces.said(text, lang),
            formats=registry.formats_of(session, found.id),
            institutions=[faces.party_face(one, lang) for one in registry.institutions(session, found.id)],
            has_hosted_more=hosted.is_cut or len(hosted.entries) > MOST_HOSTED,
            hosts=[rows.row(entry, at) for entry in hosted.entries[:MOST_HOSTED]],
            ahead=prospects.ahead(session, asked, to=to, at=at, today=site.day(at)),
            **prospects.told(session, made, lang, to=to, at=at),
            **prospects.VOCABULARIES,
        )
