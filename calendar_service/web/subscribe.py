"""Subscribe: a feed put together by clicking. All that is chosen stands in the address of the page.

What is shown of the feed is asked of the very address that the page gives out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID

from flask import Response
from markupsafe import Markup
from sqlalchemy.orm import Session

from calendar_service.domain import selection
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import LANGUAGES
from calendar_service.render import RENDERERS
from calendar_service.services import feeds, previews, reading, selecting
from calendar_service.services.feeds import FoundFeed
from calendar_service.services.previews import Preview
from calendar_service.web import choosing, chosen, codes, filters, language, links, memory, page, rows

LONGEST_ADDRESS = 200  # characters; some programs cut what is longer
LONGEST_CODE = 600  # characters; a phone's camera reads no more from a screen
NEXT = 5
_TYPED = ("q", "from", "to", "alarm")  # what can be mistyped
_NOUNS = ("kind", "format", "series", "party", "event")
_CHOICES = frozenset({"lang", "dates", "cancelled", "profile", "alarm"})
_LOCAL_NAMES = (".local", ".localhost", ".internal", ".lan", ".test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The one address of a feed, and the links by which programs take it."""

    url: str
    webcal: str
    google: str
    outlook: str
    office: str
    is_too_long: bool
    code: codes.SquareCode | None
    others: Sequence[tuple[str, str]]  # labels and addresses in the other formats


@dataclass(frozen=True, slots=True)
class Saving:
    """Where a choice is saved: back in the form that it came from (`into`), or in a new one."""

    into: str
    href: str
    public: str
    is_back: bool


def show() -> Response:
    """Show the builder, and what the feed that is chosen would send now."""
    given = page.asked()
    at, lang = page.now(), language.current()
    with page.database().reading() as session:
        links.know(session)
        asked, mistakes = _read(session, given)
        slug, rest = named(asked)
        found = feeds.find(session, slug, parse_qs(rest.query()))
        preview, ids = _looked_at(session, found, links.site().day(at))
        query = asked.query(without=("lang",))
        return page.respond(
            "subscribe.html",
            session,
            status=400 if mistakes else 200,
            path="/subscribe",
            query=query,
            form=choosing.form(session, given, asked, lang),
            mistakes={name: filters.sentence(error, lang) for name, error in mistakes.items()},
            preview=preview,
            following=[rows.row(reading.seen(session, one, at), at) for one in previews.entries(session, ids, lang)],
            saving=_saving(given, asked),
            address=_address(slug, rest),
            atom=links.feed(slug, "atom", asked.lang, rest.query(without=("lang",))),
            snippet=_snippet(asked, feeds.face(session, found, "ics").name),
            most=feeds.MOST_ENTRIES,
            is_local=is_local(links.site().base_url),
        )


def _saving(given: Mapping[str, list[str]], asked: Selection) -> Saving:
    """Return where this choice can be saved, and what the form carries of that."""
    into = given.get("into", [""])[-1]
    query = chosen.builder_query(asked)
    is_editor = page.actor().has_rank("editor")
    if path := chosen.target(into):
        return Saving(into, links.link(path, query), "", is_back=True)
    public = links.link("/feeds/new", query) if is_editor else ""
    return Saving("", links.link("/account/feeds/new", query), public, is_back=False)


def _looked_at(session: Session, found: FoundFeed, today: date) -> tuple[Preview, list[UUID]]:
    """Return what a feed sends, and the ids of its next entries."""

    def look() -> tuple[Preview, list[UUID]]:
        preview = previews.preview(session, found)
        return preview, previews.upcoming(session, found, today=today, limit=NEXT, since=preview.cut_on)

    return memory.of(session, ("feed", today, found.slug, found.asked.query()), look)


def _read(session: Session, given: Mapping[str, list[str]]) -> tuple[Selection, dict[str, InvalidInput]]:
    """Return what is asked for, without what was mistyped, and the mistakes by field; raises for any other."""
    left = dict(given)
    left["lang"] = [_language_of_entries(given)]
    mistakes: dict[str, InvalidInput] = {}
    while True:
        try:
            asked = selection.read(left)
            selecting.check_names(session, asked)
            asked = selecting.renamed(session, asked)
            if asked.alarm:
                feeds.find(session, "all", {"alarm": [asked.alarm]})
        except InvalidInput as error:
            if error.field not in _TYPED or error.field in mistakes:
                raise
            mistakes[error.field] = error
            left.pop(error.field, None)
        else:
            return asked, mistakes


def _language_of_entries(given: Mapping[str, list[str]]) -> str:
    chosen = next((value for value in reversed(given.get("entries", [])) if value), language.current())
    if chosen not in LANGUAGES:
        raise selection.unknown("entries", chosen, LANGUAGES)
    return chosen


def named(asked: Selection) -> tuple[str, Selection]:
    """Return the feed that an only filter names, and what else is asked of it; else the whole calendar."""
    used = [one.name for one in fields(asked) if one.name not in _CHOICES and getattr(asked, one.name)]
    if len(used) == 1 and used[0] in _NOUNS:
        values: tuple[str, ...] = getattr(asked, used[0])
        if len(values) == 1 and values != (selection.OUTSIDE,):
            left: dict[str, Any] = {used[0]: ()}
            return f"{used[0]}/{values[0]}", replace(asked, **left)
    return "all", asked


def _address(slug: str, rest: Selection) -> Address:
    query = rest.query(without=("lang",))
    urls = {extension: links.feed(slug, extension, rest.lang, query) for extension in RENDERERS}
    url = urls.pop("ics")
    webcal = links.webcal(url)
    return Address(
        url=url,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?url={quote(url, safe='')}",
        office=f"https://outlook.office.com/calendar/0/addfromweb?url={quote(url, safe='')}",
        is_too_long=len(url) >= LONGEST_ADDRESS,
        code=codes.of(webcal) if len(webcal) <= LONGEST_CODE else None,
        others=[(RENDERERS[extension].label, other) for extension, other in urls.items() if extension != "atom"],
    )


def _snippet(asked: Selection, name: str) -> str:
    """Return what is pasted into another site to show the list there: markup, as text."""
    src = links.whole("/embed/list", f"lang={asked.lang}", asked.query(without=("lang", "alarm", "profile")))
    frame = Markup('<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>')
    return str(frame.format(src, name))


def is_local(base_url: str) -> bool:
    """Tell whether an address leads to this machine or its own network, so that services elsewhere cannot reach it."""
    host = urlsplit(base_url).hostname or ""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_LOCAL_NAMES)
