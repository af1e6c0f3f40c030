"""The journal as a page for who keeps the calendar: every line in words, filtered, paged by the number of a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain import changes, selection
from calendar_service.domain.access import PERSONAL, may_read_line
from calendar_service.domain.errors import InvalidInput, NotFound
from calendar_service.domain.words import _, say
from calendar_service.models.journal import Change
from calendar_service.services import chronicle, reverting
from calendar_service.services.chronicle import MACHINES, SORTS, Asked, Line
from calendar_service.web import account, errors, filters, forms, language, links, page
from calendar_service.web.changes import number_in
from calendar_service.web.typography import opened

PAGE_LENGTH = 50
MOST_RECENT = 5  # lines on the page of a record
LARGEST = 2**63 - 1  # of a number that a database takes
_NAMES = {
    "who": _("Who"),
    "noun": _("What"),
    "record": _("Record"),
    "verb": _("What happened"),
    "sort": _("Which lines"),
    "from": _("From"),
    "to": _("To"),
}
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line, and the moment and the record's page as they stand on a page."""

    line: Line
    moment: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The form of the page: its lists with their choices, what is typed and set, and what is wrong with it."""

    lists: Sequence[tuple[str, str, Choices, str]]
    typed: Mapping[str, str]
    applied: Sequence[filters.Applied]
    mistakes: Mapping[str, str]


def show() -> Response:
    """Show a page of the journal; to who may not read it there is none."""
    given = {name: values[-1].strip() for name, values in page.asked().items() if values[-1].strip()}
    lang, to = language.current(), page.actor()
    before = number_in(given.get("before", ""))
    with page.database().reading() as session:
        links.know(session)
        asked, mistakes = _asked(given, lang)
        found = chronicle.page(session, asked, lang, to=to, before=before, limit=PAGE_LENGTH)
        left = {name: value for name, value in given.items() if name in _NAMES and name not in mistakes}
        return page.respond(
            "journal.html",
            session,
            status=400 if mistakes else 200,
            section="/journal",
            lines=[shown(one, lang) for one in found.lines],
            filters=_filters(session, given, left, mistakes),
            newest=links.link("/journal", urlencode(left)) if before is not None else "",
            earlier=links.link("/journal", urlencode(left | {"before": found.before})) if found.before else "",
            clock=account.clock(),
        )


def line(number: int) -> Response:
    """Show one line with all that it says."""
    page.asked()
    lang, to = language.current(), page.actor()
    with page.database().reading() as session:
        links.know(session)
        found = chronicle.find(session, known(number), lang, to=to)
        return page.respond(
            "journal_line.html",
            session,
            section="/journal",
            one=shown(found, lang),
            beside=chronicle.beside(session, number, to=to),
            taken_back_by=reverting.taken_back_by(session, session.get_one(Change, number)),
            said=forms.said(request.args.getlist("said")),
            clock=account.clock(),
        )


def recent(session: Session, record: UUID) -> list[Shown]:
    """Return the latest lines about a record for its page; none for who may not read the journal."""
    lang, to = language.current(), page.actor()
    if not may_read_line(to, "event"):
        return []
    found = chronicle.page(session, Asked(record=record), lang, to=to, limit=MOST_RECENT)
    return [shown(one, lang) for one in found.lines]


def known(number: int) -> int:
    """Return the number of a line, as a database takes it; raises `NotFound` for one that no line has."""
    if number > LARGEST:
        raise NotFound(_("There is no such line in the journal."))
    return number


def shown(found: Line, lang: str) -> Shown:
    """Return a line as it stands on a page."""
    return Shown(
        line=found,
        moment=account.moment(found.at),
        noun=say(lang, changes.NOUNS.get(found.noun, found.noun)),
        href=links.local(found.url) if found.url else "",
    )


def _asked(given: Mapping[str, str], lang: str) -> tuple[Asked, dict[str, str]]:
    """Return what an address asks for, without what cannot be read, and what is wrong with that, by field."""
    mistakes = {
        name: say(lang, _("“%(name)s” does not know “%(value)s”. Choose from the list."), name=say(lang, _NAMES[name]), value=errors.shown(given[name][:80]))
        for name, is_known in _KNOWN.items() if name in given and not is_known(given[name])
    }  # fmt: skip
    period: dict[str, Any] = {}
    try:
        read = selection.read({name: [given[name]] for name in ("from", "to") if name in given})
        period = {"first": read.first, "last": read.last}
    except InvalidInput as error:
        mistakes[error.field] = filters.sentence(error, lang)
    kept = {name: value for name, value in given.items() if name not in mistakes}
    record = UUID(kept["record"]) if "record" in kept else None
    chosen: dict[str, Any] = {name: kept[name] for name in ("who", "noun", "verb", "sort") if name in kept}
    return Asked(**chosen, **period, record=record), mistakes


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


_KNOWN = {
    "who": lambda text: text in MACHINES or _is_id(text),
    "noun": changes.NOUNS.__contains__,
    "verb": changes.verbs().__contains__,
    "sort": SORTS.__contains__,
    "record": _is_id,
}


def _filters(
    session: Session, given: Mapping[str, str], left: Mapping[str, str], mistakes: Mapping[str, str]
) -> Filters:
    lang, to = language.current(), page.actor()
    choices: dict[str, Choices] = {
        "who": [*chronicle.people(session, lang, to=to), *_said(MACHINES, lang)],
        "noun": [
            pair for pair in _said(changes.NOUNS, lang) if pair[0] not in PERSONAL or to.has_rank("administrator")
        ],
        "verb": sorted(_said(changes.verbs(), lang), key=lambda pair: pair[1]),
        "sort": _said(SORTS, lang),
    }
    words = {name: dict(pairs).get(left.get(name, ""), "") for name, pairs in choices.items()}
    if "record" in left:
        named = chronicle.called(session, UUID(left["record"]), lang, to=to)
        words["record"] = named.text or left["record"]
    applied = [
        filters.Applied(say(lang, _NAMES[name]), words.get(name) or value, links.link("/journal", urlencode({key: other for key, other in left.items() if key != name})))
        for name, value in left.items()
    ]  # fmt: skip
    lists = [(name, say(lang, _NAMES[name]), pairs, left.get(name, "")) for name, pairs in choices.items()]
    return Filters(lists, {name: given.get(name, "") for name in ("from", "to", "record")}, applied, mistakes)


def _said(known_words: Mapping[str, str], lang: str) -> list[tuple[str, str]]:
    return [(key, opened(say(lang, message))) for key, message in known_words.items()]
