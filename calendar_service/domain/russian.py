"""Russian grammar, as far as titles need it: the head of a name, its gender, its cases, ordinals that agree.

A name of a meeting begins with adjectives and the noun they go with, in the nominative:
"министерская конференция «Центральная Азия + Италия»". Only this beginning is declined; what follows
stands in cases of its own. The noun is singular, or one of those that are used in the plural only.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LAST_IN_WORDS = 19


class Case(StrEnum):
    """The six cases; the values are those of `num2words`."""

    NOMINATIVE = "n"
    GENITIVE = "g"
    DATIVE = "d"
    ACCUSATIVE = "a"
    INSTRUMENTAL = "i"
    PREPOSITIONAL = "p"


class Gender(StrEnum):
    """The three genders, and the plural, which has none."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"
    PLURAL = "p"


_ADJECTIVE_ENDINGS = {
    "ый": Gender.MASCULINE,
    "ий": Gender.MASCULINE,
    "ой": Gender.MASCULINE,
    "ая": Gender.FEMININE,
    "яя": Gender.FEMININE,
    "ое": Gender.NEUTER,
    "ее": Gender.NEUTER,
    "ые": Gender.PLURAL,
    "ие": Gender.PLURAL,
}
_SHORTEST_ADJECTIVE = 4
_WORD = re.compile(r"[А-Яа-яЁё-]+,?")
_NEUTER_NOUN = re.compile(r"([аеиоуыюя][нт]|ств)ие$")  # заседание, мероприятие, путешествие; but летние
_PLURAL_NOUN = re.compile(r"([ае]н|[яы]т)ия$")  # учения, слушания, мероприятия; but сессия, церемония
_FEMININE_IN_ANIA = frozenset({"кампания", "компания"})
_MASCULINE_IN_SOFT_SIGN = frozenset({"день", "фестиваль", "календарь", "спектакль", "контроль", "июнь", "июль"})
_INDECLINABLE = frozenset({"бюро", "турне", "ралли", "жюри", "интервью", "шоу", "ревю", "кафе"})
_LEADING_PARTS = frozenset(
    {"встреча", "форум", "сессия", "заседание", "конференция", "диалог", "совещание", "семинар", "выставка", "саммит"}
)

# Endings of the genitive, dative, accusative, instrumental and prepositional; "=" is the nominative.
_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_SINGULAR = {
    "hard": "ого ому = ым ом",
    "velar": "ого ому = им ом",
    "sibilant": "его ему = им ем",
    "soft": "его ему = им ем",
}
_ADJECTIVES = {
    Gender.MASCULINE: _SINGULAR,
    Gender.NEUTER: _SINGULAR,
    Gender.FEMININE: {
        "hard": "ой ой ую ой ой",
        "velar": "ой ой ую ой ой",
        "sibilant": "ей ей ую ей ей",
        "soft": "ей ей юю ей ей",
    },
    Gender.PLURAL: {
        "hard": "ых ым = ыми ых",
        "velar": "их им = ими их",
        "sibilant": "их им = ими их",
        "soft": "их им = ими их",
    },
}
_STRESSED = frozenset({"больш", "чуж"})  # большой, not -ей
_NOUNS = {
    Gender.MASCULINE: (
        ("ень$", "ня ню = нём не"),  # день
        ("[йь]$", "я ю = ем е"),
        ("(?<=[жшчщц])$", "а у = ем е"),
        ("$", "а у = ом е"),
    ),
    Gender.FEMININE: (
        ("ия$", "ии ии ию ией ии"),
        ("(?<=[кгх])а$", "и е у ой е"),
        ("(?<=[жшчщ])а$", "и е у ей е"),
        ("а$", "ы е у ой е"),
        ("я$", "и е ю ей е"),
        ("ь$", "и и = ью и"),
    ),
    Gender.NEUTER: (("ие$", "ия ию = ием ии"), ("о$", "а у = ом е"), ("е$", "я ю = ем е")),
    Gender.PLURAL: (
        ("и[яи]$", "ий иям = иями иях"),
        ("ы$", "ов ам = ами ах"),
        ("(?<=[кгх])и$", "ов ам = ами ах"),
        ("и$", "ей ям = ями ях"),
    ),
}


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a name that agrees and declines: adjectives, noun (`""` for none), and what follows.

    `adjectives` keeps the commas and the "и" between them.
    """

    adjectives: tuple[str, ...]
    noun: str
    rest: str

    @property
    def gender(self) -> Gender:
        """The gender that an ordinal before this head takes."""
        if self.adjectives:
            return _ADJECTIVE_ENDINGS[_letters(self.adjectives[0])[-2:]]
        return gender_of(self.noun)

    def declined(self, case: Case) -> str:
        """Return the whole name with its head in a case."""
        words = [decline_adjective(word, case) if is_adjective(word) else word for word in self.adjectives]
        if self.noun:
            words.append(decline_noun(self.noun, case))
        return " ".join((*words, self.rest)) if self.rest else " ".join(words)


def head_of(name: str) -> Head:
    """Return the head of a name in the nominative."""
    words = name.split()
    place = 0
    while place < len(words) and (is_adjective(words[place]) or (place and words[place] == "и")):
        place += 1
    has_noun = place < len(words) and _WORD.fullmatch(words[place]) is not None
    after = place + has_noun
    return Head(tuple(words[:place]), words[place] if has_noun else "", " ".join(words[after:]))


def is_adjective(word: str) -> bool:
    """Tell whether a word in the nominative is an adjective."""
    letters = _letters(word)
    if len(letters) < _SHORTEST_ADJECTIVE or not _WORD.fullmatch(word):
        return False
    return letters[-2:] in _ADJECTIVE_ENDINGS and not _NEUTER_NOUN.search(letters)


def gender_of(noun: str) -> Gender:
    """Return the gender of a noun in the nominative, or that it is plural; masculine where nothing tells."""
    word = _parts(_letters(noun))[0]
    if word in _INDECLINABLE or word[-1:] in {"о", "е", "ё", "у", "ю", "э"}:
        return Gender.NEUTER
    if word.endswith("ь"):
        return Gender.MASCULINE if word in _MASCULINE_IN_SOFT_SIGN else Gender.FEMININE
    if word[-1:] in {"ы", "и"} or (_PLURAL_NOUN.search(word) and word not in _FEMININE_IN_ANIA):
        return Gender.PLURAL
    return Gender.FEMININE if word[-1:] in {"а", "я"} else Gender.MASCULINE


def decline_adjective(word: str, case: Case) -> str:
    """Return an adjective in a case, for a thing; in the number and gender it has."""
    bare = word.rstrip(",")
    stem, ending = bare[:-2], bare[-2:].lower()
    gender = _ADJECTIVE_ENDINGS[ending]
    endings = _ADJECTIVES[gender][_sort_of(stem.lower(), ending)]
    return _in_case(bare, stem, endings, case) + word[len(bare) :]


def decline_noun(noun: str, case: Case) -> str:
    """Return a noun in a case; abbreviations and words such as "турне" stay as they are."""
    return "-".join(_decline_part(part, case) for part in _parts(noun))


def ordinal(number: int, gender: Gender, case: Case = Case.NOMINATIVE) -> str:
    """Return an ordinal that agrees, for a thing: in words up to nineteen, "четвёртая", then "21-я"."""
    from num2words import num2words

    word = str(
        num2words(
            number if number <= LAST_IN_WORDS else number % 100 or 100,
            lang="ru",
            to="ordinal",
            case=case.value,
            gender="m" if gender is Gender.PLURAL else gender.value,
            plural=gender is Gender.PLURAL,
            animate=False,
        )
    )
    return word if number <= LAST_IN_WORDS else f"{number}-{_suffix(word)}"


def _suffix(word: str) -> str:
    """Return the letters added to a number in digits: one after a vowel or й or ь, else two."""
    return word[-1] if word[-2] in "аеёийоуыьэюя" else word[-2:]


def _sort_of(stem: str, ending: str) -> str:
    """Return after which pattern an adjective declines."""
    if stem[-1] in "кгх" or stem in _STRESSED:
        return "velar"
    if stem[-1] in "жшчщ":
        return "sibilant"
    return "soft" if ending in {"ий", "яя", "ее", "ие"} else "hard"


def _decline_part(part: str, case: Case) -> str:
    if part.isupper() or part.lower() in _INDECLINABLE:
        return part
    for pattern, endings in _NOUNS[gender_of(part)]:
        if re.search(pattern, part):
            return _in_case(part, re.sub(pattern, "", part, count=1), endings, case)
    return part


def _in_case(word: str, stem: str, endings: str, case: Case) -> str:
    """Return a stem with the ending of a case; the word itself where it looks like its nominative."""
    if case is Case.NOMINATIVE:
        return word
    ending = endings.split()[_OBLIQUE.index(case)]
    return word if ending == "=" else stem + ending


def _letters(word: str) -> str:
    return word.rstrip(",").lower()


def _parts(noun: str) -> list[str]:
    """Return the parts of a compound that decline: both of "встреча-диалог", the whole of "бизнес-форум"."""
    first, hyphen, _rest = noun.partition("-")
    return noun.split("-") if hyphen and first.lower() in _LEADING_PARTS else [noun]
