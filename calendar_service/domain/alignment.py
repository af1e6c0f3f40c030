"""Alignment: which paragraph of a changed text is which of the one before, and where the words quoted from it have gone.

A paragraph that stays keeps its citations. Words that are quoted may move to another paragraph, as when
two are joined; where they stand nowhere any more, they are lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.5  # of the words of two texts
_NEAR = 20  # paragraphs: how far from its place one that nobody cites is looked for


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that are quoted from a paragraph, by its place before."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each paragraph now, the place of the one that it was (`None`: it is new); where quotations stand now."""

    kept: tuple[int | None, ...]
    placed: Mapping[Quote, int]
    lost: tuple[Quote, ...]


def align(before: Sequence[str], after: Sequence[str], quotes: Sequence[Quote]) -> Alignment:
    """Return which paragraphs stay, and what becomes of the words that are quoted from them."""
    kept: dict[int, int] = {}  # by the place now
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, now, end in matcher.get_opcodes():
        if tag == "equal":
            kept |= dict(zip(range(now, end), range(first, last), strict=True))
    _keep_moved(kept, before, after)
    for tag, first, last, now, end in matcher.get_opcodes():
        if tag == "replace":
            _keep_edited(kept, before, after, range(first, last), range(now, end), quotes)
    placed, lost = {}, []
    for quote in quotes:
        place = _place(quote, kept, after)
        if place is None:
            lost.append(quote)
        else:
            placed[quote] = place
    return Alignment(tuple(kept.get(place) for place in range(len(after))), placed, tuple(lost))


def _keep_moved(kept: dict[int, int], before: Sequence[str], after: Sequence[str]) -> None:
    """Keep what says the same in another place."""
    taken = set(kept.values())
    spare: dict[str, list[int]] = {}
    for place, text in enumerate(before):
        if place not in taken:
            spare.setdefault(text, []).append(place)
    for now, text in enumerate(after):
        if now not in kept and spare.get(text):
            kept[now] = spare[text].pop(0)


def _keep_edited(
    kept: dict[int, int],
    before: Sequence[str],
    after: Sequence[str],
    olds: Sequence[int],
    news: Sequence[int],
    quotes: Sequence[Quote],
) -> None:
    """Keep what was edited: what holds all the words quoted from it first, then what is most alike in order."""
    cited: dict[int, list[str]] = {}
    for quote in quotes:
        cited.setdefault(quote.place, []).append(quote.words)
    taken = set(kept.values())
    left = [old for old in olds if old not in taken]
    for old in sorted(left, key=lambda old: old not in cited):
        free = [new for new in news if new not in kept]
        wanted = cited.get(old, [])
        if wanted:
            holding = [new for new in free if all(words in after[new] for words in wanted)]
        else:
            holding = [new for new in free if abs(new - news[0] - old + olds[0]) <= _NEAR]
        alike = [(_likeness(before[old], after[new]), -abs(new - old), new) for new in holding]
        best = max(alike, default=(0.0, 0, -1))
        if best[0] >= _ALIKE or (wanted and best[2] >= 0):
            kept[best[2]] = old


def _likeness(first: str, second: str) -> float:
    words, others = set(first.split()), set(second.split())
    return len(words & others) / max(len(words | others), 1)


def _place(quote: Quote, kept: Mapping[int, int], after: Sequence[str]) -> int | None:
    """Return where quoted words stand now: in the paragraph that was theirs, else in the nearest that has them."""
    own = next((now for now, old in kept.items() if old == quote.place), None)
    if own is not None and quote.words in after[own]:
        return own
    near = own if own is not None else quote.place
    holding = [now for now, text in enumerate(after) if quote.words in text]
    return min(holding, key=lambda now: abs(now - near), default=None)
