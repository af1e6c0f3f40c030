"""What stands on every page: its frame, its languages, the feeds that match it, its headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, current_app, render_template, request
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.promises import STATES
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _, catalogue, say
from calendar_service.models.database import Database
from calendar_service.render import RENDERERS
from calendar_service.services import notes
from calendar_service.web import cookies, csrf, headers, labels, language, links, rows, statics, typography, visitor


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that shows what the page shows."""

    title: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in a language: its address without a host, and the full one."""

    code: str
    name: str
    href: str
    url: str
    is_current: bool


def prepare(app: Flask) -> None:
    """Give the templates their language, links and filters."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        link=links.link, local=links.local, static=statics.address, word=_word, colour=rows.colour,
        pennant=rows.pennant, source_words=rows.source_words, is_other=rows.is_other, webcal=links.webcal,
        feed_url=links.feed, territories=language.TERRITORIES,
        outside=links.outside,
        csrf_field=csrf.field,
        promise_states=STATES,
    )  # fmt: skip
    environment.filters.update(tidy=typography.tidy, opened=typography.opened, day=labels.day)


def _gettext(message: str) -> str:
    return catalogue(language.current()).gettext(message)


def _ngettext(one: str, many: str, number: int) -> str:
    said = catalogue(language.current()).ngettext(one, many, number)
    return said.replace("%(num)s ", f"%(num)s{typography.NO_BREAK}")


def _word(message: str) -> str:
    """Return a word of the domain's vocabularies in the language of the page."""
    return say(language.current(), message)


def database() -> Database:
    """Return the database of the application."""
    found: Database = current_app.extensions["database"]
    return found


def actor() -> Actor:
    """Return who reads."""
    return visitor.actor()


def now() -> datetime:
    """Return the moment of the request."""
    return datetime.now(UTC)


def asked() -> dict[str, list[str]]:
    """Return the parameters of the address; raises `InvalidInput` where they are not UTF-8."""
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise InvalidInput(_("The address is not UTF-8. Write it anew.")) from None
    language.check()
    return request.args.to_dict(flat=False)


def respond(
    template: str,
    session: Session | None = None,
    *,
    status: int = 200,
    path: str = "",
    section: str = "",
    feed: str = "all",
    query: str = "",
    feed_query: str | None = None,
    is_framed: bool = False,
    **values: Any,
) -> Response:
    """Return a page.

    `path` is its one address, where it has one, and `query` what of the address's parameters makes
    it this page; `section` is the part of the site that it belongs to; `feed` is the feed of what it shows, to which the same parameters apply,
    or `feed_query`. Without a session nothing is asked of the database. What `is_framed` may stand in other sites' pages: it is
    the same for whoever reads it, and sets no cookie.
    """
    if session is not None:
        links.know(session)
    lang = language.current()
    body = render_template(
        template,
        lang=lang,
        site=links.site(),
        languages=_languages(lang, path, query),
        path=path,
        section=section,
        whole=links.whole(path, query) if path else "",
        query=query,
        feeds=feed_links(feed, lang, query if feed_query is None else feed_query),
        visitor=ANYONE if is_framed else actor() if session is not None else visitor.known(),
        open_reports=0 if is_framed or session is None else notes.count_open(session, to=actor()),
        **values,
    )
    return _sealed(body, status, lang, is_framed=is_framed)


def _sealed(body: str, status: int, lang: str, *, is_framed: bool) -> Response:
    """Return the response of a page with its headers and cookies."""
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = lang
    if is_framed:
        return headers.packed(headers.framed(response), request)
    _remember(response)
    csrf.keep(response)
    is_known = bool(visitor.token())
    return headers.packed(headers.secure(response, is_known=is_known), request)


def feed_links(slug: str, lang: str, query: str = "") -> Sequence[FeedLink]:
    """Return the feed of a page in every format there is."""
    return [
        FeedLink(say(lang, one.label), one.media_type.partition(";")[0], links.feed(slug, one.extension, lang, query))
        for one in RENDERERS.values()
    ]


def _languages(lang: str, path: str, query: str) -> Sequence[LanguageLink]:
    return [
        LanguageLink(
            code=code,
            name=LANGUAGE_NAMES[code],
            href=links.here(lang=code),
            url=links.whole(path, f"lang={code}", query),
            is_current=code == lang,
        )
        for code in LANGUAGES
    ]


def _remember(response: Response) -> None:
    """Keep the language that the address names for the pages that name none."""
    chosen = language.in_address()
    if chosen and request.cookies.get(language.COOKIE) != chosen:
        speak(response, chosen)


def speak(response: Response, lang: str) -> Response:
    """Have the browser keep a language for the pages whose address names none."""
    return cookies.keep(response, language.COOKIE, lang, age=language.COOKIE_AGE)


def moved(path: str) -> Response:
    """Return a redirect for good to another page of this calendar, with the parameters of this address."""
    query = request.query_string.decode("ascii", "ignore")
    response = Response(status=301)
    response.headers["Location"] = f"{links.prefix()}{path}" + (f"?{query}" if query else "")
    return headers.secure(response)


def sent(path: str, query: str = "", *, fragment: str = "") -> Response:
    """Return a redirect to a page of this calendar after a form was taken, so that it is not sent twice."""
    response = Response(status=303)
    response.headers["Location"] = links.link(path, query, fragment=fragment)
    return headers.secure(response)
