"""The page of promises: what documents undertake, by whom and by when, and what has become of it. And its exports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from calendar_service.domain import promise_selection
from calendar_service.domain.promise_selection import ORDERS, PromiseSelection
from calendar_service.domain.promises import STATES, PromiseFace
from calendar_service.domain.selection import OUTSIDE
from calendar_service.domain.words import _, say
from calendar_service.render import promises as rendered
from calendar_service.services import faces, promise_faces, promises
from calendar_service.services.promises import Found
from calendar_service.services.reading import Choice
from calendar_service.web import headers, language, links, outcomes, page
from calendar_service.web.filters import Applied, Filter
from calendar_service.web.typography import opened

PATH = "/promises"
PAGE_LENGTH = 50
MOST_LINES = 30  # of a table
_LABELS = {
    "q": _("Words"),
    "document": _("Document"),
    "format": _("Format"),
    "party": _("Party"),
    "state": _("State"),
}
_HEADINGS = {"document": _("By document"), "format": _("By format"), "party": _("By party")}
_NOTES = {
    "document": "",
    "format": _("A promise counts for the format in which its document was adopted."),
    "party": _("A promise of several parties counts for each of them."),
}
_ORDER_NOTES = {
    "term": _("Those still open first, the nearest term on top."),
    "document": _("The newest document first."),
    "party": _("By the first party named."),
}


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list this is, of how many."""

    number: int
    last: int


def show() -> Response:
    """Show the promises that the address asks for, their tally, and their tallies by document, format and party."""
    asked = promise_selection.read(page.asked())
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        found = promises.find(session, asked, lang, to=to, at=at)
        pages = _pages(asked, len(found.rows))
        first = (pages.number - 1) * PAGE_LENGTH
        return page.respond(
            "promises.html",
            session,
            path=PATH,
            section=PATH,
            query=asked.query(page=pages.number),
            feed=_feed(asked),
            feed_query="",
            asked=asked,
            found=found,
            tally=found.tally,
            sentence=outcomes.sentence(found.tally, lang),
            columns=outcomes.columns(found.tally),
            shown=outcomes.shown(session, found.rows[first : first + PAGE_LENGTH], lang, to=to, at=at),
            pages=pages,
            filters=_filters(asked, found, lang),
            applied=_applied(asked, found, lang),
            called=lambda one: outcomes.called(one, lang),
            orders=ORDERS,
            headings=_HEADINGS,
            notes=_NOTES,
            order_notes=_ORDER_NOTES,
            heads=_LABELS,
            most_lines=MOST_LINES,
        )


def table() -> Response:
    """Send the promises that the page of the same address shows, all of them, as CSV."""
    return _sent("text/csv; charset=utf-8", lambda shown, _asked, _lang: rendered.table(shown))


def document() -> Response:
    """Send the promises that the page of the same address shows, all of them, as JSON."""

    def made(shown: Sequence[PromiseFace], asked: PromiseSelection, lang: str) -> bytes:
        url = links.whole(PATH, f"lang={lang}", asked.query())
        return rendered.document(shown, lang=lang, url=url)

    return _sent("application/json", made)


def _sent(media_type: str, made: Callable[[Sequence[PromiseFace], PromiseSelection, str], bytes]) -> Response:
    asked = promise_selection.read(page.asked())
    at, lang, to = page.now(), language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        found = promises.find(session, asked, lang, to=to, at=at)
        body = made(promise_faces.of(session, found.rows, lang, to=to, at=at), asked, lang)
    response = Response(body, content_type=media_type)
    response.headers["Content-Language"] = lang
    return headers.packed(headers.secure(response, is_known=bool(to.role)), request)


def _pages(asked: PromiseSelection, number: int) -> Pages:
    last = max(1, -(-number // PAGE_LENGTH))
    return Pages(min(asked.page, last), last)


def _feed(asked: PromiseSelection) -> str:
    """Return the feed of the meetings nearest to what is shown: of its one format or party."""
    if len(asked.format) == 1 and OUTSIDE not in asked.format:
        return f"format/{asked.format[0]}"
    return f"party/{asked.party[0]}" if len(asked.party) == 1 else "all"


def _filters(asked: PromiseSelection, found: Found, lang: str) -> list[Filter]:
    return [
        Filter(name, say(lang, _LABELS[name]), choices, *_chosen(getattr(asked, name)))
        for name, choices in _choices(found, lang).items()
    ]


def _chosen(values: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    return (values[0], tuple(values[1:])) if values else ("", ())


def _choices(found: Found, lang: str) -> Mapping[str, Sequence[Choice]]:
    """Return what the filters can be set to: documents, formats and parties that have a promise at all."""
    names = found.names
    documents = sorted(names.documents.values(), key=lambda one: (one.dated.sort_key, one.slug), reverse=True)
    formats = sorted(names.formats.values(), key=lambda one: (one.position, one.slug))
    parties = sorted(names.parties.values(), key=lambda one: promises.alphabetical(one.name.text))
    return {
        "document": [Choice(one.slug, outcomes.called(one, lang)) for one in documents],
        "format": [
            *(Choice(one.slug, faces.said(one.names, lang).text) for one in formats),
            Choice(OUTSIDE, say(lang, _("Outside any format"))),
        ],
        "party": [Choice(one.code, one.name.text) for one in parties],
        "state": [Choice(state.value, opened(say(lang, words))) for state, words in STATES.items()],
    }


def _applied(asked: PromiseSelection, found: Found, lang: str) -> list[Applied]:
    words = {(name, one.value): one.name for name, choices in _choices(found, lang).items() for one in choices}
    pairs: list[tuple[str, str]] = [
        (name, str(value)) for name in _LABELS if name != "q" for value in getattr(asked, name)
    ]
    if asked.q:
        pairs.append(("q", asked.q))
    return [
        Applied(
            say(lang, _LABELS[name]), words.get((name, value), value), links.link(PATH, _without(asked, name, value))
        )
        for name, value in pairs
    ]


def _without(asked: PromiseSelection, name: str, value: str) -> str:
    held: Any = getattr(asked, name)
    left = tuple(one for one in held if one != value) if isinstance(held, tuple) else ""
    return asked.query(**{name: left})


def address(name: str, value: str, **others: str) -> str:
    """Return the address of the promises of a document, a format or a party."""
    return links.link(PATH, urlencode({name: value, **others}))
