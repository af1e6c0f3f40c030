"""The page of feeds: every one there is, and how to subscribe."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request

from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _
from calendar_service.render import RENDERERS
from calendar_service.services import feeds as known_feeds
from calendar_service.services import saved_feeds
from calendar_service.web import forms, language, page

_GROUPS = {
    "": _("Chosen by the editors"),
    "format": _("By format"),
    "series": _("By series"),
    "party": _("By party"),
    "kind": _("By kind"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Feeds of one sort: its heading, and each feed's name in an address and in words."""

    sort: str
    heading: str
    feeds: Sequence[tuple[str, str]]
    ids: Mapping[str, UUID]  # of those that can be changed, by their names in addresses


def show() -> Response:
    """Show every feed, with its addresses in each language and format."""
    page.asked()
    lang = language.current()
    with page.database().reading() as session:
        known = known_feeds.known(session, lang)
        ids = {one.slug: one.id for one in saved_feeds.published(session)}
        return page.respond(
            "feeds.html",
            session,
            path="/feeds",
            section="/subscribe",
            groups=list(_grouped(known, ids)),
            renderers=list(RENDERERS.values()),
            names=LANGUAGE_NAMES,
            said=forms.said(request.args.getlist("said")),
            is_editor=page.actor().has_rank("editor"),
            codes=sorted(LANGUAGES, key=lambda code: code != lang),
        )


def _grouped(known: Sequence[tuple[str, str]], ids: Mapping[str, UUID]) -> Iterable[Group]:
    for sort, heading in _GROUPS.items():
        chosen = [feed for feed in known if feed[0] != "all" and feed[0].rpartition("/")[0] == sort]
        if chosen:
            yield Group(sort, heading, chosen, ids if not sort else {})
