"""The page of a series: its editions in order with their hosts; of one that only recurs, the words that say so."""

from dataclasses import dataclass

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.entries import Said
from calendar_service.domain.kinds import RELATIONS
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.models.formats import Series
from calendar_service.services import editions, faces, registry
from calendar_service.services import site as sites
from calendar_service.web import journal, language, links, page, prospects, rows


@dataclass(frozen=True, slots=True)
class Related:
    """A series or an event to which a series stands in a relation (a key of `kinds.RELATIONS`)."""

    relation: str
    title: Said
    url: str


def show(name: str) -> Response:
    """Show a series under its slug; asked for by a former one or its id, it is moved there."""
    page.asked()
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        site = links.know(session)
        found = registry.series_of(session, name)
        if found.slug != name:
            return page.moved(f"/series/{found.slug}")
        listed = editions.listed(session, editions.in_series(found.id), lang, to=to, at=at)
        asked = Selection(lang=lang, series=(found.slug,))
        return page.respond(
            "series.html",
            session,
            history=journal.recent(session, found.id),
            path=f"/series/{found.slug}",
            section="/calendar",
            feed=f"series/{found.slug}",
            found=found,
            format=found.format,
            said=lambda text: faces.said(text, lang),
            name=faces.said(found.names, lang),
            description=faces.said(found.descriptions, lang),
            participants=[faces.party_face(one.party, lang) for one in found.participants],
            listed=listed,
            editions=[rows.row(entry, at) for entry in listed.entries],
            is_awaited=any(entry.status in AWAITED for entry in listed.entries),
            ahead=prospects.ahead(session, asked, to=to, at=at, today=site.day(at)),
            sources=registry.sources_of(session, found.sources, lang, to),
            related=_related(session, found, lang, to),
            relation_words=RELATIONS,
            **prospects.VOCABULARIES,
        )


def _related(session: Session, found: Series, lang: str, to: Actor) -> list[Related]:
    site, made = sites.of(session), []
    for one in found.relations:
        if one.to_series is not None:
            title = faces.said(one.to_series.names, lang)
            made.append(Related(one.type, title, site.url(f"/series/{one.to_series.slug}")))
        elif one.to_event is not None and may_see(to, one.to_event.visibility):
            title = faces.said(one.to_event.titles, lang)
            made.append(Related(one.type, title, site.url(faces.event_path(one.to_event.id))))
    return made
