"""Conflicts: two versions of one form, field by field, when somebody else has saved while one was typing.

Any form can use it: it says which of its fields belong together, what they are called, and how to put
them into words. The macros are in `templates/conflict.html`. What only one side has changed is chosen
beforehand; what both have changed has to be chosen.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from calendar_service.domain.words import _, say
from calendar_service.web.forms import Typed

MINE, THEIRS = "mine", "theirs"
_BOTH_CHANGED = _("Choose one of the two: both of you have changed this.")
_WORDS = re.compile(r"\s*\S+")
Piece = tuple[str, bool]  # a stretch of text, and whether the other version lacks it


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Fields of a form that are compared as one; `words` says them in lines, equal `key` means the same is said.

    Of what `is_long` only the lines that differ are shown.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    words: Callable[[Typed], Sequence[str]]
    key: Callable[[Typed], object]
    is_long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A field that differs: both versions with their differences marked, and which is chosen (nothing yet: empty)."""

    name: str
    label: str
    mine: Sequence[Sequence[Piece]]
    theirs: Sequence[Sequence[Piece]]
    chosen: str

    @property
    def field(self) -> str:
        """The name of the field by which it is chosen."""
        return field_of(self.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a form: what differs, and what is the same in both, in words."""

    choices: Sequence[Choice]
    same: Sequence[tuple[str, Sequence[str]]]

    @property
    def left(self) -> Sequence[Choice]:
        """What has not been chosen yet."""
        return [one for one in self.choices if not one.chosen]


def of(label: str, *fields: str) -> Compared:
    """Return fields that are compared as they are typed, by the name of the first."""

    def words(typed: Typed) -> list[str]:
        return [text for name in fields for text in typed.texts(name) if text.strip()]

    def key(typed: Typed) -> object:
        return tuple(tuple(filter(None, map(normal, typed.texts(name)))) for name in fields)

    return Compared(name=fields[0], label=label, fields=fields, words=words, key=key)


def compare(units: Iterable[Compared], base: Typed, mine: Typed, theirs: Typed, asked: Typed) -> Comparison:
    """Return how two versions that began from `base` differ; `asked` holds what has been chosen so far."""
    choices, same = [], []
    for unit in units:
        keys = [unit.key(typed) for typed in (base, mine, theirs)]
        if keys[1] != keys[2]:
            choices.append(_choice(unit, mine, theirs, asked.text(field_of(unit.name)) or _supported(*keys)))
        elif unit.words(mine) and not unit.is_long:
            same.append((unit.label, unit.words(mine)))
    return Comparison(choices, same)


def merged(units: Iterable[Compared], comparison: Comparison, mine: Typed, theirs: Typed) -> Typed:
    """Return a form that says in each field what was chosen; where both versions agree it stays as it was typed."""
    chosen = {one.name: one.chosen for one in comparison.choices}
    values = dict(mine.values)
    for unit in units:
        if chosen.get(unit.name) == THEIRS:
            values |= {name: theirs.texts(name) for name in unit.fields}
    return Typed(values)


def packed(typed: Typed) -> str:
    """Return a form as one text, for the form to carry how it stood when it was opened."""
    return json.dumps(dict(typed.values), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Typed:
    """Return a form from such a text; an empty one where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return Typed()
    if not isinstance(found, dict):
        return Typed()
    return Typed({str(name): [str(one) for one in texts] for name, texts in found.items() if isinstance(texts, list)})


def field_of(name: str) -> str:
    """Return the name of the field by which one of two versions is chosen."""
    return f"choose-{name}"


def errors(comparison: Comparison, lang: str, sentence: str = _BOTH_CHANGED) -> dict[str, str]:
    """Return what is left to choose, as sentences by the fields."""
    return {one.field: say(lang, sentence) for one in comparison.left}


def normal(text: str) -> str:
    """Return a text without what does not show: line ends as browsers send them, white space around it."""
    return text.replace("\r\n", "\n").strip()


def _supported(base: object, mine: object, theirs: object) -> str:
    """Return which version is chosen beforehand: the one that was changed, where only one was."""
    if mine == base:
        return THEIRS
    return MINE if theirs == base else ""


def _choice(unit: Compared, mine: Typed, theirs: Typed, chosen: str) -> Choice:
    ours, others = list(unit.words(mine)), list(unit.words(theirs))
    if unit.is_long:
        ours, others = [one for one in ours if one not in others], [one for one in others if one not in ours]
    return Choice(
        name=unit.name,
        label=unit.label,
        mine=_marked(ours, others),
        theirs=_marked(others, ours),
        chosen=chosen if chosen in {MINE, THEIRS} else "",
    )


def _marked(lines: Sequence[str], others: Sequence[str]) -> list[list[Piece]]:
    """Return lines in pieces, marked where the other version lacks them."""
    if len(lines) == len(others) == 1:
        return [_words_marked(lines[0], others[0])]
    return [[(line, line not in others)] for line in lines]


def _words_marked(text: str, other: str) -> list[Piece]:
    mine, theirs = _WORDS.findall(text), _WORDS.findall(other)
    matcher = SequenceMatcher(None, [one.strip() for one in mine], [one.strip() for one in theirs], autojunk=False)
    pieces = []
    for tag, start, end, _from, _to in matcher.get_opcodes():
        if start < end:
            pieces.append(("".join(mine[start:end]), tag != "equal"))
    return pieces or [(text, False)]
