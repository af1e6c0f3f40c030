"""Filters: what the address asks for, as a form shows it and as words that can be taken away again.

Every page that lists meetings has the same ones, with the same names as the feeds have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from calendar_service.domain import selection
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.selection import OUTSIDE, Selection
from calendar_service.domain.words import _, say
from calendar_service.services import reading, selecting
from calendar_service.services.reading import Choice, Choices
from calendar_service.web import errors, language, links
from calendar_service.web.typography import opened

_NAMES = {
    "q": _("Words"),
    "kind": _("Kind"),
    "format": _("Format"),
    "series": _("Series"),
    "party": _("Party (host or participant)"),
    "host": _("Host"),
    "status": _("Status"),
    "event": _("Event"),
    "from": _("From"),
    "to": _("To"),
}
_FIELDS = frozenset(_NAMES) - {"event"}  # of the form: what can be put right there
_NO_MISTAKES: Mapping[str, str] = MappingProxyType({})
_NOT_ASKED = ("lang", "event", "dates", "cancelled", "profile", "alarm")


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


@dataclass(frozen=True, slots=True)
class Filters:
    """The form of a page that can be narrowed, and what is set.

    `path` is the page's own; `typed` holds what was typed into text fields, as it was typed; `kept`
    are the pairs that the form does not ask but the address says; `mistakes` are sentences by field.
    """

    path: str
    lists: Sequence[Filter]
    typed: Mapping[str, str]
    applied: Sequence[Applied]
    kept: Sequence[tuple[str, str]]
    mistakes: Mapping[str, str]


def read(session: Session, given: Mapping[str, list[str]]) -> tuple[Selection, dict[str, str]]:
    """Return what an address asks for, without the fields that cannot be read, and what is wrong with those, by field.

    Raises `InvalidInput` for what no field of the form holds.
    """
    lang = language.current()
    left = dict(given)
    mistakes: dict[str, str] = {}
    while True:
        try:
            asked = selection.read(left, lang=lang)
            selecting.check_names(session, asked)
        except InvalidInput as error:
            if error.field not in _FIELDS or left.pop(error.field, None) is None:
                raise
            mistakes[error.field] = sentence(error, lang)
        else:
            return asked, mistakes


def sentence(error: InvalidInput, lang: str) -> str:
    """Return what is wrong with a field, which goes by its label; what it knows stands in its list."""
    message, values = error.message, dict(error.values)
    if "known" in values:
        message = _("“%(name)s” does not know “%(value)s”. Choose from the list.")
    values |= {key: say(lang, _NAMES[str(values[key])]) for key in ("name", "other") if values.get(key) in _NAMES}
    return errors.shown(say(lang, message, **values))


def of(
    session: Session,
    given: Mapping[str, list[str]],
    asked: Selection,
    *,
    path: str,
    kept: Sequence[str] = (),
    mistakes: Mapping[str, str] = _NO_MISTAKES,
) -> Filters:
    """Return the filters of a page as its address sets them.

    `kept` names parameters of the page's own that stay; `mistakes` are those that `read` has found.
    """
    understood = {name: values for name, values in given.items() if name not in mistakes}
    choices = reading.choices(session, asked.lang)
    lists = _lists(asked, choices)
    return Filters(
        path=path,
        lists=lists,
        typed={name: given.get(name, [""])[-1] for name in ("q", "from", "to")},
        applied=_applied(understood, lists, choices, asked.lang, path),
        kept=[(name, value) for name in (*_NOT_ASKED, *kept) for value in given.get(name, []) if value],
        mistakes=mistakes,
    )


def _lists(asked: Selection, choices: Choices) -> list[Filter]:
    lang = asked.lang
    kinds = [Choice(kind.key, opened(say(lang, kind.label))) for kind in KINDS.values()]
    statuses = [Choice(key, opened(say(lang, label))) for key, label in STATUSES.items()]
    lists = {
        "kind": kinds,
        "format": [*choices.formats, Choice(OUTSIDE, say(lang, _("Outside any format")))],
        "series": choices.series,
        "party": choices.parties,
        "host": choices.parties,
        "status": statuses,
    }
    return [_filter(name, getattr(asked, name), listed, lang) for name, listed in lists.items()]


def _filter(name: str, chosen: tuple[str, ...], listed: Sequence[Choice], lang: str) -> Filter:
    return Filter(name, say(lang, _NAMES[name]), listed, chosen[0] if chosen else "", chosen[1:])


def _applied(
    given: Mapping[str, list[str]], lists: Sequence[Filter], choices: Choices, lang: str, path: str
) -> Sequence[Applied]:
    words = {(one.name, choice.value): choice.name for one in lists for choice in one.choices}
    words |= {("series", choice.value): choice.name for choice in choices.series}
    return [
        Applied(
            say(lang, _NAMES[name]),
            words.get((name, value), value),
            links.link(path, links.without(given, name, value)),
        )
        for name in _NAMES
        for value in dict.fromkeys(given.get(name, []))
        if value
    ]
