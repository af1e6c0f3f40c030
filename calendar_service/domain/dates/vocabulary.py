"""The vocabulary: every word and phrase that dates are made of, in all languages at once.

A reader needs no hint of the language, so the words of all languages lie in one tree; what a phrase
means is a `Sort` and a number. The tables of the languages stand beside this module.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from calendar_service.domain.dates import words_en, words_it, words_ru
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Branch, Branches, Token, words_of

Entry = tuple[Sort, int, str]  # words and phrases that mean the same, parted by "|"
_TABLES: tuple[tuple[Entry, ...], ...] = (words_ru.ENTRIES, words_en.ENTRIES, words_it.ENTRIES)


@lru_cache(maxsize=1)
def vocabulary() -> Branches:
    """Return the tree of all phrases, word by word; where languages share a word, the first one's meaning."""
    tree: Branches = {}
    for entries in _TABLES:
        for sort, value, phrase in _phrases(entries):
            words = phrase.split(" ")
            _grow(tree, words if "".join(words).isalpha() else words_of(phrase), (sort, value))
    return tree


@lru_cache(maxsize=1)
def italian_alone() -> frozenset[str]:
    """Return the words that are Italian and not English."""
    english = {phrase for _sort, _value, phrase in _phrases(words_en.ENTRIES)}
    return frozenset(phrase for _sort, _value, phrase in _phrases(words_it.ENTRIES) if phrase not in english)


def _grow(tree: Branches, words: Sequence[str], meaning: tuple[Sort, int]) -> None:
    for word in words[:-1]:
        tree = tree.setdefault(word, Branch({}, None)).branches
    old = tree.get(words[-1])
    if old is None or old.token is None:
        tree[words[-1]] = Branch(old.branches if old else {}, Token(*meaning, " ".join(words)))


def _phrases(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for sort, value, phrases in entries:
        for phrase in phrases.split("|"):
            for inflected in words_ru.inflected(phrase.strip()):
                yield sort, value, inflected
