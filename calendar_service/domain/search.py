"""Search: what a reader typed, as terms that must all hold, and the places of a text that they find.

Nothing that is typed is an operator but quotation marks: signs between words only part them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calendar_service.domain import stems

MOST_TERMS = 20
EXCERPT = 280  # characters
BEGINNING = 3  # letters of an unfinished word from which on it is completed
_COMMON = frozenset(stems.stem(word) for word in stems.COMMON)
_QUOTED = re.compile(r'"([^"]*)"|[“„]([^“”„]*)[”“]|«([^«»]*)»')


@dataclass(frozen=True, slots=True)
class Term:
    """Stems that follow one another; with `beginning`, any word whose stem begins so will do as well."""

    stems: tuple[str, ...]
    beginning: str = ""

    def holds(self, stem: str) -> bool:
        """Tell whether a stem is one of the term's."""
        return stem in self.stems or (bool(self.beginning) and stem.startswith(self.beginning))


@dataclass(frozen=True, slots=True)
class Query:
    """Terms, all of which must hold. Without any, nothing is found."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def holds(self, text: str) -> bool:
        """Tell whether a text by itself has every term."""
        found = stems.stems(text)
        return all(next(_runs(term, found), None) is not None for term in self.terms)


def read(text: str) -> Query:
    """Return the query that a text is.

    Words in quotation marks follow one another and are whole; of the others the last may be
    unfinished, as it is while one types. Words too common to choose by are passed over where there are others.
    """
    found: list[Term] = []
    done = 0
    for quoted in _QUOTED.finditer(text):
        found += _loose(text[done : quoted.start()])
        found.append(Term(tuple(stems.stems(next(part for part in quoted.groups() if part is not None)))))
        done = quoted.end()
    found += _loose(text[done:], is_last=True)
    given = list(dict.fromkeys(term for term in found if term.stems))
    telling = [term for term in given if len(term.stems) > 1 or term.stems[0] not in _COMMON]
    return Query(tuple((telling or given)[:MOST_TERMS]))


def _loose(text: str, *, is_last: bool = False) -> list[Term]:
    words = stems.words(text)
    terms = [Term((stems.stem(word),)) for word in words]
    if is_last and words and len(words[-1]) >= BEGINNING and words[-1] not in stems.COMMON:
        terms[-1] = Term(terms[-1].stems, words[-1])
    return terms


@dataclass(frozen=True, slots=True)
class Part:
    """A run of an excerpt; `is_found` marks what a query has found of it."""

    text: str
    is_found: bool = False


def excerpt(text: str, query: Query, *, start: int = 0, length: int = EXCERPT) -> list[Part]:
    """Return the part of a text that has most of what a query finds, whole words of it, in runs.

    `start` is where the text begins, past a number printed before it. What is left out is marked by dots.
    """
    found = [place for place in places(text, query) if place[0] >= start]
    first, last = _around(text, found, start, length)
    within = [place for place in found if place[0] >= first and place[1] <= last]
    parts: list[Part] = [Part("… ")] if first > start else []
    done = first
    for hit_first, hit_last in within:
        parts += [Part(text[done:hit_first]), Part(text[hit_first:hit_last], is_found=True)]
        done = hit_last
    parts += [Part(text[done:last]), Part(" …" if last < len(text) else "")]
    return [part for part in parts if part.text]


def _around(text: str, found: Sequence[tuple[int, int]], start: int, length: int) -> tuple[int, int]:
    """Return where an excerpt begins and ends: about a third of it stands before the first that is found."""
    if len(text) - start <= length:
        return start, len(text)
    hits = [first for first, _last in found] or [start]
    best = max(hits, key=lambda hit: (sum(hit <= other < hit + length * 2 // 3 for other in hits), -hit))
    first = max(start, best - length // 3)
    if first > start:
        space = text.find(" ", first, best)
        first = space + 1 if space >= 0 else best
    last = min(len(text), first + length)
    space = text.rfind(" ", best, last)
    return first, space if last < len(text) and space > best else last


def places(text: str, query: Query) -> list[tuple[int, int]]:
    """Return where a text has words that a query finds, in their order; what only spaces part is one place."""
    found = list(stems.placed(text)) if query.terms else []
    hits = sorted(
        {
            found[place][1:]
            for term in query.terms
            for first in _runs(term, [stem for stem, _first, _last in found])
            for place in range(first, first + len(term.stems))
        }
    )
    joined: list[tuple[int, int]] = []
    for first, last in hits:
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _runs(term: Term, found: Sequence[str]) -> Iterator[int]:
    """Yield where a term's stems begin to follow one another."""
    length = len(term.stems)
    if length == 1:
        yield from (place for place, stem in enumerate(found) if term.holds(stem))
        return
    for place in range(len(found) - length + 1):
        if tuple(found[place : place + length]) == term.stems:
            yield place
