"""Texts that people write: the one door they enter by, and a text in several languages.

What a text may hold is decided here and nowhere else; escaping is the business of each exit.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from types import MappingProxyType

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import LANGUAGES, _

TITLE_LENGTH = 200
NOTE_LENGTH = 10_000
PARAGRAPH_LENGTH = 50_000
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_LINE_ENDS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
# white space, the empty Braille cell, and what Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties)
_BLANK = re.compile(
    r"[\s\u2800\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cn", "Co", "Cs"})


def clean(text: str, *, field: str, limit: int = TITLE_LENGTH, lines: bool = False) -> str:
    """Return a text as it may be kept: in NFC, without white space around it.

    `limit` counts code points. With `lines` a text may have several lines, ended by LF alone.
    Raises `InvalidInput`, which names the character and its place, where a text holds control or
    bidirectional characters, lone surrogates, non-characters, private-use or unassigned code
    points, or (without `lines`) a line end.
    """
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for place, character in enumerate(text, 1):
        if character in "\n\t" and lines:
            continue
        if is_refused(character):
            raise InvalidInput(
                _("Character %(place)s of the text, %(name)s, cannot stand here. Remove it and try again."),
                field=field,
                place=place,
                name=name_of(character),
            )
    text = normalize(text).strip()
    if len(text) > limit:
        raise InvalidInput(
            _("The text has %(length)s characters; %(limit)s at most can be kept. Shorten it."),
            field=field,
            length=len(text),
            limit=limit,
        )
    return "" if is_blank(text) else text


def require(text: str, *, field: str, limit: int = TITLE_LENGTH, lines: bool = False) -> str:
    """Return `clean` text that is not empty; raises `InvalidInput` where nothing can be seen in it."""
    cleaned = clean(text, field=field, limit=limit, lines=lines)
    if not cleaned:
        raise InvalidInput(_("This field is empty. Fill it in."), field=field)
    return cleaned


def is_refused(character: str) -> bool:
    """Tell whether a character can stand in no text of one line."""
    if character in _LINE_ENDS or character in _BIDIRECTIONAL:
        return True
    return unicodedata.category(character) in _REFUSED_CATEGORIES


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen."""
    return _BLANK.fullmatch(text) is not None


def normalize(text: str) -> str:
    """Return a text in NFC, in time that grows with its length however many marks are piled on a letter.

    Marks are put in their canonical order first (Unicode, section 3.11, D109): the library's own
    sort takes quadratic time, a minute for the marks that one paragraph can hold.
    """
    letters = chain.from_iterable(unicodedata.normalize("NFD", character) for character in text)
    runs = groupby(letters, key=lambda letter: unicodedata.combining(letter) > 0)
    ordered = (sorted(run, key=unicodedata.combining) if are_marks else run for are_marks, run in runs)
    return unicodedata.normalize("NFC", "".join(chain.from_iterable(ordered)))


def name_of(character: str) -> str:
    """Return how to call a character that cannot be shown: `U+202E`, with its name where it has one."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} {name}".rstrip()


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in several languages, keyed by language code; languages without a text are absent."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {lang: text for lang, text in self.texts.items() if text}
        object.__setattr__(self, "texts", MappingProxyType(kept))

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalText) and dict(self.texts) == dict(other.texts)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self.texts.items()))

    def get(self, lang: str) -> str:
        """Return the text in a language, else in the first other one there is; `""` where there is none."""
        return self.texts.get(self.language_for(lang), "")

    def language_for(self, lang: str) -> str:
        """Return the language in which `get` answers; `""` where there is no text."""
        for candidate in (lang, *LANGUAGES, *sorted(self.texts)):
            if candidate in self.texts:
                return candidate
        return ""


def local(
    texts: Mapping[str, str] | LocalText | None, *, field: str, limit: int = TITLE_LENGTH, lines: bool = False
) -> LocalText:
    """Return a `LocalText` whose texts have all passed `clean`; raises `InvalidInput` for a key that is no language."""
    if texts is None:
        return LocalText()
    pairs = list(texts if isinstance(texts, LocalText) else texts.items())
    for lang, _text in pairs:
        if not _LANGUAGE.fullmatch(lang):
            raise InvalidInput(
                _("“%(value)s” is not a language code such as ru, en or fr."), field=field, value=lang[:80]
            )
    return LocalText({lang: clean(text, field=f"{field}.{lang}", limit=limit, lines=lines) for lang, text in pairs})
