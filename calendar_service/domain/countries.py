"""Names of countries in sentences: as CLDR has them, and after "in" where Russian changes them."""

import re
from collections.abc import Sequence

from babel.lists import format_list

from calendar_service.domain import locales
from calendar_service.domain.words import _, say

_ORGANISATIONS = {"EU": _("European Union"), "UN": _("United Nations")}
_LOCATIVE = (  # of one word: what a name ends in, and what it then ends in after «в»
    (re.compile(r"ия$"), "ии"),
    (re.compile(r"[ая]$"), "е"),
    (re.compile(r"ай$"), "ае"),
    (re.compile(r"ь$"), "и"),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])$"), "е"),
)
_UNCHANGED = re.compile(r"([оуыиеэюё]|[А-Я]{2,})$")
_WITH_ADJECTIVE = re.compile(r"(\w+)ая (\w+?)(ия|[ая])$")
_NEEDS_VO = re.compile(r"[ВФ][бвгджзклмнпрстфхцчшщ]")


def name(code: str, lang: str) -> str:
    """Return what a country, by its ISO 3166-1 code, or an organisation is called."""
    if code in _ORGANISATIONS:
        return say(lang, _ORGANISATIONS[code])
    return str(locales.locale(lang).territories.get(code, code))


def listed(codes: Sequence[str], lang: str) -> str:
    """Return the names of countries as a list in words."""
    return format_list([name(code, lang) for code in codes], locale=locales.locale(lang))


def within(codes: Sequence[str], lang: str) -> str:
    """Return the countries as they stand in a sentence: "in Italy and Kyrgyzstan".

    In Russian a name changes after «в»; where it is not sure how, all stand in brackets unchanged.
    """
    if lang != "ru":
        return say(lang, _("in %(countries)s"), countries=listed(codes, lang))
    changed = [_locative(name(code, lang)) for code in codes]
    if not all(changed):
        return f"({listed(codes, lang)})"
    preposition = "во" if _NEEDS_VO.match(changed[0]) else "в"
    return f"{preposition} {format_list(changed, locale=locales.locale(lang))}"


def _locative(named: str) -> str:
    """Return a name as it stands after «в», or `""` where that is not sure."""
    adjective = _WITH_ADJECTIVE.fullmatch(named)
    if adjective:
        first, noun, ending = adjective.groups()
        return f"{first}ой {noun}{'ии' if ending == 'ия' else 'е'}"
    if not re.fullmatch(r"[А-Яа-яЁё]+", named) or named.endswith(("ы", "ины")):
        return ""
    if _UNCHANGED.search(named):
        return named
    for ending, changed in _LOCATIVE:
        if ending.search(named):
            return ending.sub(changed, named, count=1)
    return ""
