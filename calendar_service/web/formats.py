"""The page of a format, and the list of formats: members, series and editions, who hosts, what is due."""

from datetime import datetime
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.models.formats import Format
from calendar_service.services import editions, faces, reading, reckoning, registry
from calendar_service.web import journal, language, links, page, prospects, rows


def listed() -> Response:
    """Show the list of formats."""
    page.asked()
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        known = registry.formats(session)
        made = reckoning.tallies(reckoning.reckon(session, to=to, at=at), reckoning.of_formats)
        return page.respond(
            "formats.html",
            session,
            path="/formats",
            section="/calendar",
            lines=known,
            said=lambda text: faces.said(text, lang),
            tallies=made,
        )


def show(name: str) -> Response:
    """Show a format under its slug; asked for by a former one or its id, it is moved there."""
    page.asked()
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        site = links.know(session)
        found = registry.format_of(session, name)
        if found.slug != name:
            return page.moved(f"/formats/{found.slug}")
        asked = Selection(lang=lang, format=(found.slug,))
        return page.respond(
            "format.html",
            session,
            history=journal.recent(session, found.id),
            path=f"/formats/{found.slug}",
            section="/calendar",
            feed=f"format/{found.slug}",
            found=found,
            name=faces.said(found.names, lang),
            description=faces.said(found.descriptions, lang),
            members=[faces.party_face(one.party, lang) for one in found.members],
            secretariat=faces.party_face(found.secretariat, lang) if found.secretariat else None,
            sources=registry.sources_of(session, found.sources, lang, to),
            years=editions.hostings(session, found, lang, to=to),
            ahead=prospects.ahead(session, asked, to=to, at=at, today=site.day(at)),
            standing=reading.standing(session, asked, to=to),
            **_series(session, found, lang, to=to, at=at),
            **_promised(session, found, lang, to=to, at=at),
            **prospects.VOCABULARIES,
        )


def _series(session: Session, found: Format, lang: str, *, to: Actor, at: datetime) -> dict[str, Any]:
    """Return the series of a format of which editions are known, each with its latest editions."""
    known = [one for one in registry.series_in(session, found.id) if not one.is_standing]
    of_each = editions.of_series(session, known, lang, to=to, at=at)
    made = [
        (one, faces.said(one.names, lang), of_each[one.id], [rows.row(entry, at) for entry in of_each[one.id].entries])
        for one in known
    ]
    return {"series": made, "is_awaited": lambda listed: any(row.entry.status in AWAITED for row in listed)}


def _promised(session: Session, found: Format, lang: str, *, to: Actor, at: datetime) -> dict[str, Any]:
    made = (row for row in reckoning.reckon(session, to=to, at=at) if row.format_id == found.id)
    return prospects.told(session, made, lang, to=to, at=at)
