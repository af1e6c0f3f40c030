"""Outcomes: what has become of promises, in words and as rows that a template shows.

A promise is in a state of `domain.promises`; here it gets the words that go with its days, the label of
its term, and the sentence that stands over many.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from num2words import num2words
from sqlalchemy.orm import Session

from calendar_service.domain import summaries
from calendar_service.domain.access import Actor
from calendar_service.domain.entries import CitationFace
from calendar_service.domain.kinds import DOCUMENT_KINDS, SERIES_STATUSES
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.promises import STATES, DocumentFace, Outcome, PromiseFace, RealisingFace, State, Tally
from calendar_service.domain.words import _, pair, say, say_number
from calendar_service.services import promise_faces
from calendar_service.services.reckoning import Reckoned
from calendar_service.web import labels, rows
from calendar_service.web.labels import Label
from calendar_service.web.typography import opened

IN_WORDS = 10  # larger numbers stand in figures
USUAL = (State.KEPT, State.PASSED, State.RUNNING, State.AHEAD, State.UNDATED)  # a table has a column for each


@dataclass(frozen=True, slots=True)
class RealisingRow:
    """What realises a promise: its date label, and its status as a mark and in words."""

    face: RealisingFace
    label: Label | None
    status: str
    status_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A promise of a list: the label of its term, its state in words, the words that make it, what realises it."""

    face: PromiseFace
    label: Label
    state: State
    words: str
    document: str
    citation: CitationFace | None
    quote: str
    realised_by: Sequence[RealisingRow]
    colour: int


def shown(session: Session, found: Sequence[Reckoned], lang: str, *, to: Actor, at: datetime) -> list[PromiseRow]:
    """Return the rows of promises in their order."""
    return [row(one) for one in promise_faces.of(session, found, lang, to=to, at=at)]


def row(face: PromiseFace) -> PromiseRow:
    """Return the row of a promise."""
    lang = face.lang
    label = labels.of_date(face.term, lang) if face.term.is_known else Label("none", say(lang, STATES[State.UNDATED]))
    announcing = [one for one in face.citations if not one.mention]
    return PromiseRow(
        face=face,
        label=label,
        state=face.outcome.state,
        words=words(face.outcome, lang, is_dated=face.term.is_known),
        document=called(face.document, lang),
        citation=announcing[0] if announcing else None,
        quote=inner(announcing[0]) if announcing else "",
        realised_by=[_realising(one, lang) for one in face.realised_by],
        colour=rows.colour(face.format_position),
    )


def _realising(face: RealisingFace, lang: str) -> RealisingRow:
    if face.noun == "series":
        mark = "standing" if face.status in {"standing", "running"} else face.status
        return RealisingRow(face, None, mark, say(lang, SERIES_STATUSES[face.status]))
    label = labels.of_date(face.date, lang)
    if face.is_unheard:
        silence = _("no word since") if face.is_firm else _("no day named, no word since")
        return RealisingRow(face, label, "unheard", say(lang, silence))
    return RealisingRow(face, label, face.status, say(lang, STATUSES[face.status]))


def inner(citation: CitationFace) -> str:
    """Return quoted words as they stand inside quotation marks: with the inner ones of their language."""
    return summaries.inner(citation.quote, citation.lang)


def called(document: DocumentFace, lang: str) -> str:
    """Return the short name of a document: what it is, where and when: "Declaration, Astana, 30 May 2025"."""
    dated = labels.of_date(document.dated, lang).words if document.dated.is_known else ""
    parts = [opened(say(lang, DOCUMENT_KINDS[document.kind])), document.city.text, dated]
    return ", ".join(part for part in parts if part)


def words(outcome: Outcome, lang: str, *, is_dated: bool) -> str:
    """Return what has become of a promise, with the days that go with it."""
    if outcome.state in _WITH_DAYS and outcome.days:
        return _WITH_DAYS[outcome.state](lang, outcome)
    if outcome.state is State.KEPT and is_dated:
        return say(lang, _("kept in time") if outcome.is_in_time else _("kept; the day is not recorded"))
    if outcome.state is State.RUNNING and outcome.days == 0:
        return say(lang, _("term running: its last day is today"))
    return say(lang, STATES[outcome.state])


def _late(lang: str, one: Outcome) -> str:
    number = one.days or 0
    if one.is_least:
        return say_number(lang, "kept, at least %(number)s day late", "kept, at least %(number)s days late", number)
    return say_number(lang, "kept, %(number)s day late", "kept, %(number)s days late", number)


def _passed(lang: str, one: Outcome) -> str:
    number = one.days or 0
    return say_number(
        lang, "term passed %(number)s day ago, no word", "term passed %(number)s days ago, no word", number
    )


def _deferred(lang: str, one: Outcome) -> str:
    number = one.days or 0
    return say_number(
        lang,
        "term passed %(number)s day ago, meeting ahead",
        "term passed %(number)s days ago, meeting ahead",
        number,
    )


def _running(lang: str, one: Outcome) -> str:
    number = one.days or 0
    return say_number(lang, "term running: %(number)s day left", "term running: %(number)s days left", number)


_WITH_DAYS: dict[State, Callable[[str, Outcome], str]] = {
    State.LATE: _late,
    State.PASSED: _passed,
    State.DEFERRED: _deferred,
    State.RUNNING: _running,
}


def columns(tally: Tally) -> list[State]:
    """Return the states for which a table has a column: the usual ones, and those that occur."""
    return [state for state in STATES if state in USUAL or tally.numbers[state]]


def sentence(tally: Tally, lang: str) -> str:
    """Return how things stand with promises: "Of nine promises: the term of one has passed without word; …"."""
    number = tally.total
    if not number:
        return say(lang, _("No promise is recorded."))
    parts = "; ".join(_part(state, many, lang) for state, many in tally.numbers.items() if many)
    return say_number(
        lang,
        "Of %(of)s promise: %(parts)s.",
        "Of %(of)s promises: %(parts)s.",
        number,
        of=_of(number, lang),
        parts=parts,
    )


def _part(state: State, number: int, lang: str) -> str:
    one, many = _PARTS[state]
    return say_number(lang, one, many, number, number=_count(number, lang), of=_of(number, lang))


_PARTS: dict[State, tuple[str, str]] = {
    State.KEPT: pair("%(number)s is kept", "%(number)s are kept"),
    State.LATE: pair("%(number)s is kept late", "%(number)s are kept late"),
    State.PASSED: pair("the term of %(of)s has passed without word", "the terms of %(of)s have passed without word"),
    State.DEFERRED: pair(
        "the term of %(of)s has passed and the meeting is still ahead",
        "the terms of %(of)s have passed and the meetings are still ahead",
    ),
    State.BROKEN: pair("%(number)s is not kept", "%(number)s are not kept"),
    State.RUNNING: pair("the term of %(of)s is running", "the terms of %(of)s are running"),
    State.AHEAD: pair("the term of %(of)s lies ahead", "the terms of %(of)s lie ahead"),
    State.UNDATED: pair("for %(of)s no term is named", "for %(of)s no term is named"),
    State.DROPPED: pair("%(number)s is dropped", "%(number)s are dropped"),
}


def _count(number: int, lang: str) -> str:
    """Return a number in words where that is short, as it counts promises (a neuter word in Russian)."""
    if number > IN_WORDS:
        return str(number)
    return str(num2words(number, lang=lang, gender="n") if lang == "ru" else num2words(number, lang=lang))


def _of(number: int, lang: str) -> str:
    """Return a number of promises as it stands after "of"."""
    if number > IN_WORDS or lang != "ru":
        return _count(number, lang)
    return str(num2words(number, lang=lang, case="g", gender="n"))
