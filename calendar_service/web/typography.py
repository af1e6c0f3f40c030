"""Typography of what is shown: spaces at which a line must not break. Stored texts are never touched."""

import re

from markupsafe import Markup

NO_BREAK = "\u00a0"
_JOINER = "\u2060"  # no space at all, and no end of a line either
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_RULES = (
    (re.compile(r" (?=[–—]|\+ )"), NO_BREAK),  # before a dash, and before the plus of a format
    (re.compile(rf"(?<![\d.,:])(\d{{1,3}}) (?=[a-zа-яё]|(?:{_MONTHS})\b)"), r"\1" + NO_BREAK),  # what is counted
    (re.compile(r"(?<=\d) (?=(?:год|года|году|лет)\b)"), NO_BREAK),
    (re.compile(r"(?<=\d)–(?=\d)(?![^<>]*>)"), "–" + _JOINER),  # within a range, but not in a tag
    (re.compile(r"(?<=\d) (?=гг?\.)"), NO_BREAK),
    (
        re.compile(r"(?<![\w-])(в|к|с|о|у|и|а|на|по|до|от|из|за|об|во|ко|со|не|ни) (?=\w|«)", re.IGNORECASE),
        r"\1" + NO_BREAK,
    ),
    (re.compile(r"(?<=[п]\.) (?=\d)"), NO_BREAK),
    (re.compile(r"(?<=№) (?=\d)"), NO_BREAK),
)


def tidy(text: object) -> str:
    """Return a text with no-break spaces where a line must not end; markup stays markup."""
    said = str(text)
    for pattern, replacement in _RULES:
        said = pattern.sub(replacement, said)
    return Markup(said) if isinstance(text, Markup) else said  # noqa: S704 - it was markup before


def opened(text: object) -> str:
    """Return a text with its first letter as a capital, past an opening quotation mark."""
    said = str(text)
    place = next((number for number, letter in enumerate(said) if letter.isalnum()), 0)
    made = said[:place] + said[place : place + 1].upper() + said[place + 1 :]
    return Markup(made) if isinstance(text, Markup) else made  # noqa: S704 - it was markup before
