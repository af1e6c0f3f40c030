"""The map of the site for search engines (sitemaps.org, protocol 0.9)."""

from flask import Response
from markupsafe import escape

from calendar_service.domain.words import LANGUAGES
from calendar_service.services import addresses
from calendar_service.web import links, page, statics

PAGES = (
    "/",
    "/calendar",
    "/changes",
    "/formats",
    "/parties",
    "/documents",
    "/promises",
    "/subscribe",
    "/feeds",
    "/about",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def show() -> Response:
    """Name the pages there are, in each language; of events those that changed last."""
    with page.database().reading() as session:
        links.know(session)
        paths = [*PAGES, *addresses.paths(session)]
    urls = (links.whole(path, f"lang={lang}") for path in paths for lang in LANGUAGES)
    body = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)
    return statics.told(f"{_HEAD}{body}</urlset>\n", "application/xml; charset=utf-8")
