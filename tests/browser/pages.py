"""The pages of the site by name: what the browser's tests open, and what `make screenshots` renders.

A path may hold the names of `World`'s meetings. `MAIN` are those that stand beside the drawn design.
"""

DECLARATION = "/documents/declaration-central-asia-italy-2025"
PAGES = {
    "home": "/",
    "list": "/calendar",
    "list-filtered": "/calendar?format=central-asia-italy&from=2026",
    "list-empty": "/calendar?q=zebra",
    "list-mistaken": "/calendar?kind=picnic&from=yesterday",
    "month": "/calendar/month/2025-10",
    "year": "/calendar/year/2025",
    "timeline": "/calendar/timeline",
    "hosts": "/calendar/hosts",
    "event": "/events/{held}",
    "event-closed": "/events/{closed}",
    "event-undated": "/events/{undated}",
    "event-timed": "/events/{timed}",
    "event-cancelled": "/events/{cancelled}",
    "event-postponed": "/events/{postponed}",
    "event-moved": "/events/{moved}",
    "report": "/events/{held}/report",
    "changes": "/changes",
    "formats": "/formats",
    "format": "/formats/central-asia-italy",
    "series": "/series/summits-central-asia-italy",
    "parties": "/parties",
    "party": "/parties/KZ",
    "documents": "/documents",
    "document": DECLARATION,
    "communique": "/documents/communique-expert-forum-2025",
    "promises": "/promises",
    "subscribe": "/subscribe",
    "subscribe-chosen": "/subscribe?format=central-asia-italy&dates=span&alarm=P1D",
    "feeds": "/feeds",
    "embed": "/embed/list",
    "search": "/search?q=саммитов",
    "search-nothing": "/search?q=zebra",
    "about": "/about",
    "sign-in": "/sign-in",
    "error-404": "/nowhere",
    "error-400": "/calendar?dates=never",
}
MAIN = (
    "home",
    "list",
    "month",
    "year",
    "timeline",
    "hosts",
    "event",
    "event-closed",
    "event-timed",
    "format",
    "series",
    "party",
    "document",
    "promises",
    "subscribe",
    "search",
    "about",
    "sign-in",
    "error-404",
)
FAILING = {"error-404": 404, "error-400": 400, "list-mistaken": 400}


def address(name, world, lang):
    """Return the path of a page in a language."""
    path = PAGES[name].format(**vars(world))
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"
