"""About: who keeps this calendar and how, from a text in Markdown, the operator's or our own.

Of Markdown there are headings, paragraphs, lists, quotations, code and links. Markup in it is shown as
it is written, pictures as the words that describe them, and links lead only where a reader would expect.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Response, current_app
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from calendar_service.config import Settings
from calendar_service.web import language, links, page, typography

FOLDER = Path(__file__).parent / "texts"
_LINKED = ("https://", "http://", "mailto:")
_DEEPEST = 6  # the levels of headings that HTML has


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it; the first part may have none."""

    heading: Markup
    body: Markup


def show() -> Response:
    """Show what is to be known of this calendar."""
    page.asked()
    with page.database().reading() as session:
        links.know(session)
        title, parts = read(_text(language.current()))
        return page.respond("about.html", session, path="/about", title=title, parts=parts)


def _text(lang: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.about.get(lang) or _own(lang)


@cache
def _own(lang: str) -> str:
    return (FOLDER / f"about.{lang}.md").read_text(encoding="utf-8")


@cache
def reader() -> MarkdownIt:
    """Return what reads Markdown here."""
    made = MarkdownIt("commonmark", {"html": False})
    made.validateLink = may_be_linked  # type: ignore[method-assign]
    made.add_render_rule("image", _described)
    return made


def may_be_linked(url: str) -> bool:
    """Tell whether a link may lead there: to the web, to a mailbox, or to a page of this calendar."""
    return url.lower().startswith(_LINKED) or (url.startswith("/") and not url.startswith(("//", "/\\", "/%5C")))


def _described(_renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: object) -> str:
    return str(escape(tokens[index].content))


def read(text: str) -> tuple[Markup, list[Part]]:
    """Return the title of a text, where it begins with one, and its parts; their headings are of the second level."""
    tokens = reader().parse(text)
    title: list[Token] = []
    if tokens and (tokens[0].type, tokens[0].tag) == ("heading_open", "h1"):
        title, tokens = tokens[1:2], tokens[3:]
    _put_headings_in_order(tokens)
    for token in tokens:
        for child in token.children or []:
            _finish(child)
    return _markup(title), _parts(tokens)


def _put_headings_in_order(tokens: Sequence[Token]) -> None:
    """Give headings the levels from the second on, none left out: the first of a page is its title."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    shallowest = min((int(token.tag[1]) for token in headings), default=2)
    level = 1
    for token in headings:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) - shallowest + 2, level + 1, _DEEPEST)
        token.tag = f"h{level}"


def _finish(token: Token) -> None:
    """Set a text's spaces, and have links to this calendar's pages keep its address and language."""
    if token.type == "text":
        token.content = typography.tidy(token.content)
    if token.type == "link_open":
        url = urlsplit(str(token.attrs["href"]))
        if url.scheme:
            token.attrs["rel"] = "external noopener"
        else:
            token.attrs["href"] = links.link(url.path, url.query, fragment=url.fragment)


def _parts(tokens: Sequence[Token]) -> list[Part]:
    starts = [
        place for place, token in enumerate(tokens) if (token.type, token.tag, token.level) == ("heading_open", "h2", 0)
    ]
    ends = [*starts, len(tokens)]
    before = tokens[: ends[0]]
    parts = [Part(Markup(), _markup(before))] if before else []
    for start, end in itertools.pairwise(ends):
        parts.append(Part(_markup(tokens[start + 1 : start + 2]), _markup(tokens[start + 3 : end])))
    return parts


def _markup(tokens: Sequence[Token]) -> Markup:
    made = reader()
    return Markup(made.renderer.render(tokens, made.options, {}))  # noqa: S704 - made here, of escaped text
