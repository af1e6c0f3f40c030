"""Texts that people write: the one door they enter by, and a text in several languages.

What a text may hold is decided here and nowhere else; escaping is the business of each exit.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import LANGUAGES, _

TITLE_LENGTH = 200
NOTE_LENGTH = 10_000
PARAGRAPH_LENGTH = 50_000
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_LINE_ENDS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
_BLANKS = frozenset("\u3164\u115f\u1160\uffa0\u2800\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e")
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
    text = unicodedata.normalize("NFC", text).strip()
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
    return all(character.isspace() or character in _BLANKS for character in text)


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
    """Return a `LocalText` whose texts have all passed `clean`."""
    if texts is None:
        return LocalText()
    pairs = texts if isinstance(texts, LocalText) else texts.items()
    return LocalText({lang: clean(text, field=f"{field}.{lang}", limit=limit, lines=lines) for lang, text in pairs})
