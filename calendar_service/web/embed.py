"""A list for other sites' pages: what is ahead of a selection, without form, script or cookie."""

from urllib.parse import parse_qs

from flask import Response, request

from calendar_service.domain import selection
from calendar_service.services import feeds, previews, reading, selecting
from calendar_service.web import language, links, memory, page, rows, subscribe

MOST = 30  # meetings; whoever wants more follows the link
_THEMES = ("light", "dark")


def show() -> Response:
    """Show the next meetings of the selection in the address: only what is public, whoever asks."""
    given = page.asked()
    at, lang = page.now(), language.settle()
    with page.database().reading() as session:
        links.know(session)
        asked = selection.read(given, lang=lang)
        selecting.check_names(session, asked)
        asked = selecting.renamed(session, asked)
        today = links.site().day(at)
        slug, rest = subscribe.named(asked)
        found = feeds.find(session, slug, parse_qs(rest.query()))
        ids = memory.of(
            session,
            ("list", today, found.slug, found.asked.query()),
            lambda: previews.upcoming(session, found, today=today, limit=MOST + 1, is_dated=False),
        )
        entries = previews.entries(session, ids[:MOST], lang)
        return page.respond(
            "embed.html",
            session,
            is_framed=True,
            query=asked.query(without=("lang",)),
            name=feeds.face(session, found, "ics").name,
            theme=next((theme for theme in _THEMES if request.args.get("theme") == theme), ""),
            rows=[rows.row(reading.seen(session, entry, at), at) for entry in entries],
            is_cut=len(ids) > MOST,
        )
