"""Messages in the reader's language, out of the one catalogue that pages, feeds and errors share.

A message is written in English and looked up with `say`. `_` only marks a message for extraction
where it is defined in one place and said in another. A new language is a catalogue under
`translations/`, nothing here.
"""

import gettext
from functools import lru_cache
from pathlib import Path

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE_LANGUAGE = "en"
LANGUAGES = ("ru", "en")  # complete: interface, feeds, errors
LANGUAGE_NAMES = {"ru": "Русский", "en": "English"}


def _(message: str) -> str:
    """Mark a message for extraction and return it unchanged."""
    return message


def pair(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a message that goes with a number for extraction, and return them unchanged."""
    return one, many


class Term(str):
    """A value of a message that is a message itself, and is said in the same language."""

    __slots__ = ()


@lru_cache(maxsize=16)
def catalogue(lang: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; one that translates nothing where there is none."""
    if lang == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation("messages", str(TRANSLATIONS), languages=[lang], fallback=True)


def say(lang: str, message: str, /, **values: object) -> str:
    """Return a message in a language, its `%(name)s` places filled with `values`."""
    said = catalogue(lang).gettext(message) if message else ""
    return said % _said(lang, values) if values else said


def say_number(lang: str, one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of a message that goes with a number, which fills `%(number)s`."""
    said = catalogue(lang).ngettext(one, many, number)
    return said % {"number": number, **_said(lang, values)}


def _said(lang: str, values: dict[str, object]) -> dict[str, object]:
    return {name: say(lang, value) if isinstance(value, Term) else value for name, value in values.items()}
