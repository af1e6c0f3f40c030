"""Titles proposed for events: from a series' edition and an ordinal, and editions from a kind and a format.

A proposal saves typing; whoever records an event may write another title.
"""

import re

from calendar_service.domain import russian
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import KINDS, require
from calendar_service.domain.russian import Case
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say

# How one edition of a kind is called, where its label alone would not do.
_EDITIONS = {
    "ministerial": {"ru": "министерская встреча", "en": "ministerial meeting"},
    "consultative": {"ru": "консультативная встреча", "en": "consultative meeting"},
    "summit": {"ru": "саммит", "en": "summit"},
    "forum": {"ru": "форум", "en": "forum"},
    "conference": {"ru": "конференция", "en": "conference"},
    "round_table": {"ru": "круглый стол", "en": "round table"},
    "dialogue": {"ru": "диалог", "en": "dialogue"},
    "session": {"ru": "сессия", "en": "session"},
    "meeting": {"ru": "встреча", "en": "meeting"},
    "visit": {"ru": "визит", "en": "visit"},
    "signing": {"ru": "церемония подписания", "en": "signing ceremony"},
    "exercise": {"ru": "учения", "en": "exercise"},
    "other": {"ru": "мероприятие", "en": "event"},
    "milestone": {"ru": "веха", "en": "milestone"},
}
_RUSSIAN_WORD = re.compile("[А-ЯЁ]?[а-яё]+(-[а-яё]+)*,?")
_IN_SK = re.compile(r"(.*(?<!иче)(?<!ече)ск|.*арктическ)(ий|ая|ое|ие)")  # каспийский, астанинский, арктический
_OF_NO_PLACE = frozenset(
    {
        "министерск",
        "межминистерск",
        "парламентск",
        "межпарламентск",
        "президентск",
        "премьерск",
        "консульск",
        "посольск",
        "гражданск",
        "морск",
        "военно-морск",
        "городск",
        "сельск",
        "университетск",
        "женск",
        "детск",
        "издательск",
        "учительск",
        "исследовательск",
        "предпринимательск",
        "потребительск",
        "директорск",
        "кадетск",
        "офицерск",
        "командирск",
    }
)


def propose(editions: LocalText, ordinal: int | None, *, case: Case = Case.NOMINATIVE) -> LocalText:
    """Return the title of an edition with this ordinal, in Russian and English as far as the edition is.

    `editions` names one edition without its ordinal: "министерская конференция «Центральная Азия +
    Италия»", in the nominative, becomes "Четвёртая министерская конференция …". Without an ordinal the
    edition itself is the title. `case` puts the Russian title into a case, for use inside a sentence.
    Raises `InvalidInput` for an ordinal below one.
    """
    if ordinal is not None and ordinal < 1:
        raise InvalidInput(_("Editions are counted from one. Give a number of 1 or more, or none."), field="ordinal")
    titles = {"ru": _russian(editions.texts.get("ru", ""), ordinal, case)}
    titles["en"] = _english(editions.texts.get("en", ""), ordinal)
    return LocalText(titles)


def edition_for(kind: str, names: LocalText) -> LocalText:
    """Return how an edition of a kind is called in a format: "министерская встреча «Центральная Азия + Италия»".

    `names` are the format's; a language in which it has none is left out, unless it has none at all.
    Raises `InvalidInput` for an unknown kind.
    """
    require(kind, KINDS, field="kind")
    languages = [lang for lang in LANGUAGES if lang in names.texts or not names]
    return LocalText({lang: _edition(lang, _called(lang, kind), names.texts.get(lang, "")) for lang in languages})


def _russian(edition: str, number: int | None, case: Case) -> str:
    if not edition:
        return ""
    head = russian.head_of(edition)
    declined = head.declined(case)
    if number is None:
        return _capitalised(declined)
    ordinal = russian.ordinal(number, head.gender, case)
    return f"{_capitalised(ordinal)} {declined if _is_proper(edition) else _lowered(declined)}"


def _english(edition: str, number: int | None) -> str:
    from num2words import num2words

    if not edition or number is None:
        return _capitalised(edition)
    in_words = number <= russian.LAST_IN_WORDS
    ordinal = str(num2words(number, lang="en", to="ordinal" if in_words else "ordinal_num"))
    return f"{_capitalised(ordinal)} {edition}"


def _is_proper(edition: str) -> bool:
    """Tell whether a Russian edition begins with a name, which keeps its capital: "Каспийский саммит"."""
    first, _space, rest = edition.partition(" ")
    if not _RUSSIAN_WORD.fullmatch(first):
        return True
    if not russian.is_adjective(first):
        return False
    return rest[:1].isupper() or _is_of_a_place(first.lower())


def _is_of_a_place(adjective: str) -> bool:
    """Tell whether an adjective comes, by its looks, from the name of a place."""
    match = _IN_SK.fullmatch(adjective)
    return match is not None and match[1] not in _OF_NO_PLACE


def _called(lang: str, kind: str) -> str:
    known = _EDITIONS.get(kind)
    return known[lang] if known else say(lang, KINDS[kind].label)


def _edition(lang: str, called: str, name: str) -> str:
    if lang == "ru":
        return f"{called} «{name.translate(_INNER_RUSSIAN)}»" if name else called
    return f"‘{name.translate(_INNER_ENGLISH)}’ {called.title()}" if name else called.title()


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


_INNER_RUSSIAN = str.maketrans("«»", "„“")
_INNER_ENGLISH = str.maketrans("‘’", "“”")
