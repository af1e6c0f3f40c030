"""The vocabulary: every word and phrase that dates are made of, in all languages at once.

A reader needs no hint of the language, so the words of all languages lie in one table; what a word
means is a `Sort` and a number. The tables of the languages stand beside this module.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from calendar_service.domain.dates import words_en, words_it, words_ru
from calendar_service.domain.dates.sorts import Sort

Entry = tuple[Sort, int, str]  # words and phrases that mean the same, parted by "|"
Phrase = tuple[tuple[str, ...], Sort, int]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[Phrase, ...]]:
    """Return all phrases by their first word, the longest first."""
    from calendar_service.domain.dates.tokens import words_of

    found: dict[str, list[Phrase]] = defaultdict(list)
    for entries in (words_ru.ENTRIES, words_en.ENTRIES, words_it.ENTRIES):
        for sort, value, phrase in _phrases(entries):
            words = words_of(phrase)
            found[words[0]].append((words, sort, value))
    return {first: tuple(sorted(phrases, key=lambda phrase: -len(phrase[0]))) for first, phrases in found.items()}


@lru_cache(maxsize=1)
def italian_alone() -> frozenset[str]:
    """Return the words that are Italian and not English."""
    english = {phrase for _sort, _value, phrase in _phrases(words_en.ENTRIES)}
    return frozenset(phrase for _sort, _value, phrase in _phrases(words_it.ENTRIES) if phrase not in english)


def _phrases(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for sort, value, phrases in entries:
        for phrase in phrases.split("|"):
            for inflected in words_ru.inflected(phrase.strip()):
                yield sort, value, inflected
