"""The first page: what is ahead, what is awaited, what has no day, what changed, what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from calendar_service.domain import selection
from calendar_service.domain.kinds import DOCUMENT_KINDS, KINDS, SERIES_STATUSES
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import _, say
from calendar_service.services import reading, selecting
from calendar_service.services.reading import Choice, Choices, Overview
from calendar_service.web import claims, labels, language, links, page, rows, strips
from calendar_service.web.rows import Row
from calendar_service.web.typography import opened

_NAMES = {
    "q": _("Words"),
    "kind": _("Kind"),
    "format": _("Format"),
    "series": _("Series"),
    "party": _("Party"),
    "host": _("Host"),
    "status": _("Status"),
    "event": _("Event"),
    "from": _("From"),
    "to": _("To"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the form: its choices, the one that is set, and further values that stay set."""

    name: str
    label: str
    choices: Sequence[Choice]
    chosen: str
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Applied:
    """A value that is set: in words, and the address of the page without it."""

    label: str
    words: str
    href: str


def show() -> Response:
    """Show what the filters in the address leave of the calendar."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        site = links.know(session)
        asked = selection.read(given, lang=language.current())
        selecting.check_names(session, asked)
        view = reading.overview(session, asked, to=page.actor(), at=at)
        today = site.day(at)
        axis = strips.axis_of(view.awaited, today)
        choices = reading.choices(session, asked.lang)
        filters = filters_of(asked, choices)
        return page.respond(
            "home.html",
            session,
            path="/",
            query=asked.query(without=("lang",)),
            view=view,
            claim=claims.claim(view, asked.lang, today),
            today=labels.long_day(today, asked.lang),
            axis=axis,
            fixed=[rows.row(entry, at, kinds=view.kinds) for entry in view.fixed],
            awaited=[rows.row(entry, at, axis, view.kinds) for entry in view.awaited],
            undated=[rows.row(entry, at, kinds=view.kinds) for entry in view.undated],
            last=_last_known(view, at),
            past=[rows.row(entry, at, kinds=view.kinds) for entry in view.past],
            standing=reading.standing(session, asked, to=page.actor()),
            news=reading.news(session, asked, to=page.actor()),
            filters=filters,
            given={name: given.get(name, [""])[-1] for name in ("q", "from", "to")},
            applied=applied(given, filters, choices, asked.lang),
            kept=_kept(given),
            series_statuses=SERIES_STATUSES,
            document_kinds=DOCUMENT_KINDS,
        )


def _last_known(view: Overview, at: datetime) -> Row | None:
    """Return the last meeting that was held on a known day."""
    held = [entry for entry in view.past if entry.is_firm and entry.status == "held"]
    return rows.row(held[0], at) if held else None


def filters_of(asked: Selection, choices: Choices) -> list[Filter]:
    """Return the filters that choose from a list, as the address sets them."""
    lang = asked.lang
    kinds = [Choice(kind.key, opened(say(lang, kind.label))) for kind in KINDS.values()]
    statuses = [Choice(key, opened(say(lang, label))) for key, label in STATUSES.items()]
    lists = {
        "kind": kinds,
        "format": choices.formats,
        "series": choices.series,
        "party": choices.parties,
        "host": choices.parties,
        "status": statuses,
    }
    return [_filter(name, getattr(asked, name), listed, lang) for name, listed in lists.items()]


def _filter(name: str, chosen: tuple[str, ...], listed: Sequence[Choice], lang: str) -> Filter:
    return Filter(name, say(lang, _NAMES[name]), listed, chosen[0] if chosen else "", chosen[1:])


def applied(
    given: Mapping[str, list[str]], filters: Sequence[Filter], choices: Choices, lang: str
) -> Sequence[Applied]:
    """Return every value that is set, in words."""
    words = {(one.name, choice.value): choice.name for one in filters for choice in one.choices}
    words |= {("series", choice.value): choice.name for choice in choices.series}
    return [
        Applied(
            say(lang, _NAMES[name]), words.get((name, value), value), links.link("/", links.without(given, name, value))
        )
        for name in _NAMES
        for value in dict.fromkeys(given.get(name, []))
        if value
    ]


def _kept(given: Mapping[str, list[str]]) -> Sequence[tuple[str, str]]:
    """Return what the form does not ask but the address says, which stays as it is."""
    names = ("lang", "event", "dates", "cancelled", "profile", "alarm")
    return [(name, value) for name in names for value in given.get(name, []) if value]
