"""Tokens: a typed text cut into numbers, words with their meaning, and signs.

Words get their meaning from `vocabulary`, the longest phrase first. What typography varies (spaces,
dashes, quotation marks, soft hyphens, ё, capitals, Roman numerals) is levelled here.
"""

import re
import unicodedata
from typing import NamedTuple

from calendar_service.domain.dates import refusals
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.text import is_refused, name_of

LIMIT = 300  # characters; the longest date in use is far shorter
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("–—−‒―‐‑", "-"),
        **dict.fromkeys('«»“”„‟"″‹›', None),
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        **dict.fromkeys("ºª", "°"),
    }
)
_AREAS = "africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc|us|canada|brazil"
_SUFFIXES = "ого|его|ому|ему|ыми|ими|го|му|ое|ее|ый|ий|ой|ая|ую|ые|ие|ых|их|ым|им|ом|ем|ми|ти|е|й|я|х|м|ю"
_TOKEN = re.compile(
    rf"""
    \s*(?:
    (?P<number>[0-9]+)(?P<suffix>-?(?:{_SUFFIXES})(?![^\W\d_])|-x(?![^\W\d_])|(?:st|nd|rd|th)(?![^\W\d_])|'?s(?![^\W\d_])|°)?
  | (?P<zone>(?:{_AREAS})/[a-z_+0-9/-]+)
  | (?P<fixed>(?:utc|gmt|мск|msk)\s?[+-]\s?[0-9]{{1,2}}(?::?[0-9]{{2}})?(?![0-9])|\+\s?[0-9]{{1,2}}(?::?[0-9]{{2}})?(?![0-9]))
  | (?P<thisyear>(?<![^\W_])[ст]\.\s?г(?![^\W\d_])\.?)
  | (?P<meridian>(?<![^\W\d_])[ap]\.?\s?m(?![^\W\d_])\.?)
  | (?P<short>'[0-9]{{2}}(?![0-9'°]))
  | (?P<elided>(?:dell|nell|sull|dall|all|quest|quell|un|l|d)'(?=\w|$))
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
  | (?P<dash>-+|\.{{2,}})
  | (?P<dot>(?<=\w)\.(?=\s?[0-9ivxіхӏ]))
  | (?P<sign>[,:;/()&~?%≈\[\]…])
  | (?P<quiet>[.'])
  | (?P<other>\S)
    )
    """,
    re.VERBOSE,
)
_ENDINGS = " .,;\u1680"
_TRAILING = re.compile(r"(?<![/.])[.,;\s]+$")  # but not the points of 2027/..
_LEVEL = re.compile("[ -!#-&(-_a-~а-я]*")  # what typography does not vary: nothing is left to be done
_ORDINARY = re.compile("[ -~а-яА-ЯёЁ«»–—\u00a0àèéìòù’№]*")
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_LOOK_ALIKE = str.maketrans("іхӏѵ", "ixiv")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_SHORT_MONTHS = {"ago": 8, "set": 9}  # of Italian, and English words as well
_ERA, _YEAR_DIGITS = "ad", 4
_BEFORE_ENGLISH = (
    "be", "not", "yet", "is", "are", "was", "were", "date", "year", "month", "week", "day", "decade", "quarter", "fortnight",
)  # fmt: skip
_SIGNS = {
    **dict.fromkeys(",;", (Sort.COMMA, 0)),
    **dict.fromkeys("()[]", (Sort.PARENTHESIS, 0)),
    "~": (Sort.MARK, 0),
    "≈": (Sort.MARK, 0),
    "?": (Sort.MARK, 1),
    "%": (Sort.MARK, 2),
    ":": (Sort.COLON, 0),
    "/": (Sort.SLASH, 0),
    "&": (Sort.AND, 0),
    "…": (Sort.DASH, 0),
}
_SORTS = {
    "zone": Sort.ZONE,
    "fixed": Sort.FIXED,
    "thisyear": Sort.THIS_YEAR,
    "meridian": Sort.MERIDIAN,
    "short": Sort.SHORT_YEAR,
    "dot": Sort.DOT,
    "other": Sort.WORD,
}
_WORDS, _NUMBERS = frozenset({"word", "elided"}), frozenset({"number", "suffix"})
_LARGEST = 10**9  # what any longer number is taken for


class Token(NamedTuple):
    """A piece of text with its meaning: `value` depends on the sort.

    For a number `suffix` is what stands at its end (`-го`, `th`, `s`); `glued` tells that no space
    stands before the token; `roman` that it is a Roman numeral.
    """

    sort: Sort
    value: int
    text: str
    suffix: str = ""
    glued: bool = False
    roman: bool = False


Piece = Token | tuple[str, bool]


class Branch(NamedTuple):
    """What may follow a word in a phrase, and the token of the words so far where a phrase may end here."""

    branches: "Branches"
    token: Token | None


Branches = dict[str, Branch]


def levelled(text: str) -> str:
    """Return a text in one typography; raises `DateRefused` for characters that are not for texts."""
    if len(text) > LIMIT:
        raise refusals.too_long(LIMIT)
    level = text.lower().replace("ё", "е").replace("–", "-")
    if not _LEVEL.fullmatch(level):
        level = _without_variants(text)
    bare = level.rstrip(_ENDINGS)
    if bare.endswith("/"):
        bare = _TRAILING.sub("", level)
    return bare.lstrip(" ,;")


def _without_variants(text: str) -> str:
    if not _ORDINARY.fullmatch(text):
        _refuse_characters(text)
    text = unicodedata.normalize("NFKC", text.translate(_VARIANTS)).translate(_VARIANTS)
    return text.lower().replace("ё", "е")


def _refuse_characters(text: str) -> None:
    for character in text:
        if is_refused(character):
            code, _space, name = name_of(character).partition(" ")
            raise refusals.character(f"{name.lower()} {code}".strip())


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase of the vocabulary as they are cut from a text."""
    return _words(_pieces(phrase))


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a levelled text."""
    from calendar_service.domain.dates.vocabulary import vocabulary  # it cuts its phrases with this module

    pieces = _pieces(text)
    found: list[Token] = []
    place, known = 0, vocabulary()
    while place < len(pieces):
        piece = pieces[place]
        if isinstance(piece, Token):
            found.append(piece)
            place += 1
            continue
        word, glued = piece
        token, end = _phrase(pieces, place, known.get(word))
        if word in _SHORT_MONTHS and end == place + 1 and _is_short_month(pieces, place):
            token = Token(Sort.MONTH, _SHORT_MONTHS[word], word)
        elif word == _ERA and _is_before_year(pieces, end):
            token = None
        if token is None:
            found.append(_roman(word, glued=glued) or Token(Sort.WORD, 0, word, "", glued))
        elif token.sort is not Sort.NOISE:
            found.append(Token(token.sort, token.value, token.text, "", glued) if glued else token)
        place = end
    return found


def _phrase(pieces: list[Piece], place: int, branch: Branch | None) -> tuple[Token | None, int]:
    """Return the token of the longest phrase that begins at a place, `None` where none does, and the next place.

    `branch` is what the vocabulary has of the first word.
    """
    token, end, after = None, place + 1, place
    while branch is not None:
        after += 1
        if branch.token is not None:
            token, end = branch.token, after
        if not branch.branches or after == len(pieces):
            break
        piece = pieces[after]
        branch = branch.branches.get(piece.text if isinstance(piece, Token) else piece[0])
    return token, end


def _is_short_month(pieces: list[Piece], place: int) -> bool:
    """Tell whether "set" and "ago" are months: not in "to be set", "two years ago"."""
    before = pieces[place - 1] if place else ("", False)
    return isinstance(before, Token) or not before[0].startswith(_BEFORE_ENGLISH)


def _is_before_year(pieces: list[Piece], place: int) -> bool:
    """Tell whether "AD" stands before a year, and not Italian "ad" before a month or a day."""
    after = pieces[place] if place < len(pieces) else ("", False)
    return isinstance(after, Token) and after.sort is Sort.NUMBER and len(after.text) == _YEAR_DIGITS


def _words(pieces: list[Piece]) -> tuple[str, ...]:
    return tuple(piece.text if isinstance(piece, Token) else piece[0] for piece in pieces)


def _pieces(text: str) -> list[Piece]:
    """Return numbers and signs as tokens, and words, each with whether it is glued to what is before."""
    pieces: list[Piece] = []
    end = 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group in _WORDS:
            start, after = match.span(group)
            pieces.append((text[start:after], start == end))
        elif group in _NUMBERS:
            pieces.append(_number(match, end))
        elif group == "quiet" or (group == "dot" and not _is_between_numbers(pieces)):
            continue
        else:
            pieces.append(_token(str(group), match, end))
        end = match.end()
    return pieces


def _is_between_numbers(pieces: list[Piece]) -> bool:
    """Tell whether a full stop follows a number, be it Roman, and not an abbreviation."""
    before = pieces[-1] if pieces else ("", False)
    if isinstance(before, Token):
        return before.sort is Sort.NUMBER
    return _ROMAN.fullmatch(before[0].translate(_LOOK_ALIKE)) is not None


def _number(match: re.Match[str], end: int) -> Token:
    digits, suffix = match.group("number", "suffix")
    value = int(digits) if len(digits) <= len("999999999") else _LARGEST
    return Token(Sort.NUMBER, value, digits, suffix.lstrip("-'") if suffix else "", match.start("number") == end)


def _token(group: str, match: re.Match[str], end: int) -> Token:
    text, glued = match[group], match.start(group) == end
    if group == "sign":
        return Token(*_SIGNS[text], text, "", glued)
    if group == "dash":
        return Token(Sort.DASH, 0, "-", "", glued)
    value = int(text[1:]) if group == "short" else int(text[0] == "p")
    return Token(_SORTS[group], value, text, "", glued)


def _roman(word: str, *, glued: bool) -> Token | None:
    numeral = word.translate(_LOOK_ALIKE)
    if not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    total = sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return Token(Sort.ORDINAL, total, word, glued=glued, roman=True)
