"""The form of the builder: every choice there is for a feed, and which are taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from calendar_service.domain.entries import Said
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.selection import OUTSIDE, Selection
from calendar_service.domain.words import LANGUAGE_NAMES, _, say
from calendar_service.services import previews, reading
from calendar_service.services.reading import Choice
from calendar_service.web import memory
from calendar_service.web.typography import opened

DATES = {  # the first of these is as it is without it, and stands in no address
    "": _("One entry on the first day of the window, marked “date to be confirmed”"),
    "span": _("An entry as long as the window"),
    "firm": _("Leave them out until a day is named"),
}
CANCELLED = {
    "": _("As cancelled, with the word in the title; some programs then hide them"),
    "show": _("As ordinary entries with the word in the title"),
    "omit": _("Leave them out"),
}
ALARMS = {
    "": _("none"),
    "P1D": _("1 day before"),
    "P3D": _("3 days before"),
    "P7D": _("7 days before"),
    "P14D": _("14 days before"),
}
_FOLDS = {
    "kind": _("Kinds of meeting"),
    "series": _("Series of meetings"),
    "party": _("Parties that host or take part"),
    "host": _("Parties that host"),
    "status": _("Statuses"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A box to tick. `number` counts the meetings of a format; `position` is the format's in the order of colours."""

    value: str
    label: Said
    is_chosen: bool
    number: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Fold:
    """A filter whose boxes are folded away; `chosen` counts those that are ticked."""

    name: str
    heading: str
    picks: Sequence[Pick]
    chosen: int


@dataclass(frozen=True, slots=True)
class Option:
    """One of several choices of which one holds."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All that the builder asks. `kept` are pairs that it does not ask but the address says."""

    formats: Sequence[Pick]
    folds: Sequence[Fold]
    dates: Sequence[Option]
    cancelled: Sequence[Option]
    languages: Sequence[Option]
    alarms: Sequence[Option]
    typed: Mapping[str, str]
    kept: Sequence[tuple[str, str]]


def form(session: Session, given: Mapping[str, list[str]], asked: Selection, lang: str) -> Form:
    """Return the form as the address fills it; `given` says what was typed, understood or not."""
    return Form(
        formats=_formats(session, asked, lang),
        folds=list(_folds(session, asked, lang)),
        dates=_options(DATES, _unless(asked.dates, "marker"), lang),
        cancelled=_options(CANCELLED, _unless(asked.cancelled, "mark"), lang),
        languages=[Option(_unless(code, lang), name, code == asked.lang) for code, name in LANGUAGE_NAMES.items()],
        alarms=_options(_alarms(asked.alarm, lang), asked.alarm, lang),
        typed={name: given.get(name, [""])[-1] for name in ("q", "from", "to")},
        kept=[
            *(("event", value) for value in asked.event),
            *(("q", value) for value in given.get("q", [])[:-1] if value),
            *([("profile", asked.profile)] if asked.profile != "plain" else []),
        ],
    )


def _formats(session: Session, asked: Selection, lang: str) -> list[Pick]:
    outside = Said(say(lang, _("Outside any format")), lang)
    return [
        Pick(
            value=one.slug or OUTSIDE,
            label=one.name if one.slug else outside,
            is_chosen=(one.slug or OUTSIDE) in asked.format,
            number=one.number,
            position=one.position,
        )
        for one in memory.of(session, ("formats", lang), lambda: previews.formats(session, lang))
    ]


def _folds(session: Session, asked: Selection, lang: str) -> Iterable[Fold]:
    choices = reading.choices(session, lang)
    listed: dict[str, Sequence[Choice]] = {
        "kind": [Choice(kind.key, opened(say(lang, kind.label))) for kind in KINDS.values()],
        "series": choices.series,
        "party": choices.parties,
        "host": choices.parties,
        "status": [Choice(key, opened(say(lang, label))) for key, label in STATUSES.items()],
    }
    for name, heading in _FOLDS.items():
        chosen = getattr(asked, name)
        picks = [
            Pick(value=one.value, label=Said(one.name, lang), is_chosen=one.value in chosen) for one in listed[name]
        ]
        yield Fold(name, say(lang, heading), picks, len(chosen))


def _unless(value: str, usual: str) -> str:
    return "" if value == usual else value


def _options(known: Mapping[str, str], chosen: str, lang: str) -> list[Option]:
    return [Option(value, say(lang, label), value == chosen) for value, label in known.items()]


def _alarms(chosen: str, lang: str) -> Mapping[str, str]:
    """Return the reminders there are to choose, with one that only an address can ask for."""
    if chosen in ALARMS:
        return ALARMS
    return {**ALARMS, chosen: say(lang, _("%(time)s before the start"), time=chosen)}
