"""Stems: words as search compares them, so that one form of a word finds the others.

Endings are taken off, nothing is put on: a stem is what its word begins with. What somebody has
typed so far therefore finds the word it is becoming. Only cases, numbers and genders are undone, as
titles are made of nouns and adjectives: a stemmer that knows verbs too takes them for such («саммит»,
«залив» and «Узбекистан» end like verbs) and no longer finds them by their other cases.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 60  # characters of a word that count
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # stress marks are typed as characters of their own
_PIECE = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"[ʻʼ]|(?<=[og])['’‘`](?=\w)|['’]s\b", re.IGNORECASE)  # oʻzbek, o‘zbek, Italy’s

# Words whose forms have no common beginning, by the form that the rest goes by.
_FIXED = {
    "ден": ("день", "дня", "дню", "днем", "дне", "дни", "дней", "дням", "днями", "днях"),
    "май": ("мая", "маю", "маем", "мае"),
    "ош": ("оша", "ошу", "ошем", "оше"),
    "посл": ("посол",),
    "египт": ("египет",),
    "уровн": ("уровень",),
    "весн": ("весен",),
    "числ": ("чисел",),
    "китайц": ("китаец",),
    "organiz": (
        "organisation", "organisations", "organization", "organizations",
        "organise", "organised", "organiser", "organisers", "organize", "organized", "organizer", "organizers",
    ),
    "center": ("centre", "centres"),
    "program": ("programme", "programmes"),
    "defens": ("defence",),
}  # fmt: skip
_STEMS = {form: stem for stem, forms in _FIXED.items() for form in forms}

_RUSSIAN = re.compile(r"[а-я]+")
_ENGLISH = re.compile(r"[a-z]+")
_LEAST = "(?<=...)"  # letters that are left of a word
_RUSSIAN_ENDING = re.compile(
    _LEAST + "(?:[аяыи]ми|[ое](?:го|му)|[аяоеыи]м|[аяыи]х|[ое]в|[оеыи]й|[аеиоуыэюяйь])$",
)
_FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])[ое]к$")  # рынок, рынка; повесток, повестка
_LASTING = ("восток", "человек", "бишкек", "поток", "урок", "срок")
_SHORT = 5  # letters of «рынок»; what is shorter keeps its vowel: век, чек, ток
_ENGLISH_PLURAL = re.compile(_LEAST + "(?<![sui])s$")
_ENGLISH_ENDING = re.compile(_LEAST + "e$")
_ENGLISH_Y = re.compile("(?<=[a-z])(?<![aeiou])y$")

COMMON = frozenset(
    [
        "а",
        "без",
        "бы",
        "в",
        "во",
        "для",
        "до",
        "же",
        "за",
        "и",
        "из",
        "или",
        "к",
        "ко",
        "между",
        "на",
        "над",
        "не",
        "ни",
        "о",
        "об",
        "от",
        "по",
        "под",
        "при",
        "про",
        "с",
        "со",
        "у",
        "что",
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)  # too common to choose by


def fold(text: str) -> str:
    """Return a text without what search does not tell apart: case, ё and е, accents, stress marks, forms of width."""
    lowered = _APOSTROPHES.sub(_left_of_apostrophe, unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(_without_marks(unicodedata.normalize("NFD", lowered))))


def _left_of_apostrophe(found: re.Match[str]) -> str:
    return "s" if found[0].endswith("s") else ""


def _without_marks(decomposed: str) -> Iterator[str]:
    """Yield the characters that stay; й, ї and ў are letters of their own, other scripts' marks are vowels."""
    base = ""
    for character in decomposed:
        if not "\u0300" <= character <= "\u036f":
            base = character
            yield character
        elif character in "\u0306\u0308" and "а" <= base <= "ӿ" and base != "е":
            yield character


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stems of a text, each with where its word begins and ends in the text as it was given."""
    for found in _WORD.finditer(text):
        for piece in _PIECE.findall(fold(found[0])):
            yield stem(piece), found.start(), found.end()


def words(text: str) -> list[str]:
    """Return the words of a text, folded; letters and digits of any script make a word, and nothing else does."""
    return [word[:LONGEST] for word in _PIECE.findall(fold(text))]


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text, in their order."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word by its script; a word in another script, or with digits in it, is its own."""
    word = word[:LONGEST]
    if word in _STEMS:
        return _STEMS[word]
    if _RUSSIAN.fullmatch(word):
        return _russian(word)
    return _english(word) if _ENGLISH.fullmatch(word) else word


def _russian(word: str) -> str:
    shorter = _RUSSIAN_ENDING.sub("", word)
    while shorter != word:  # «режима» loses its «а», and «режим» then its «им», as it does by itself
        word, shorter = shorter, _RUSSIAN_ENDING.sub("", shorter)
    if len(word) >= _SHORT and not word.endswith(_LASTING) and _FLEETING.search(word):
        word = f"{word[:-2]}к"
    return _STEMS.get(word, word)


def _english(word: str) -> str:
    singular = _ENGLISH_ENDING.sub("", _ENGLISH_PLURAL.sub("", word))
    return _ENGLISH_Y.sub("i", singular)
