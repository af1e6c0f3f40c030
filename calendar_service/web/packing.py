"""Packing: marks and their labels put into rows, so that no two ever touch, however narrow the picture.

Places are per cents of the picture's width, labels are pixels wide. What does not collide at the
narrowest width collides at none: labels keep their width while the distances between marks grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST = 540  # pixels: the picture's least width, at which it is still shown
LETTER = 8.0  # pixels: more than a letter of a label takes on average, in either script
GAP = 14  # pixels between neighbours
_BESIDE = 26  # pixels that a mark may take beyond its end: a ring with a question mark, an arrow
_BEFORE = 9  # and before its beginning: half a disc


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be placed: from where to where its mark goes, in per cent, and how long its longest line is, in letters."""

    x: float
    x2: float
    letters: int


@dataclass(frozen=True, slots=True)
class Place:
    """A row, counted from 0, and where its label begins (`start`) or ends (`end`), in per cent."""

    row: int
    anchor: str
    x: float


def packed(pieces: Sequence[Piece]) -> list[Place]:
    """Return a place for each piece, in their order: the first row in which it touches nothing."""
    rows: list[list[tuple[float, float]]] = []
    places = []
    for piece in pieces:
        anchor, x = _anchored(piece)
        extent = extent_of(piece, anchor, x)
        row = next((number for number, held in enumerate(rows) if _is_free(held, extent)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(extent)
        places.append(Place(row, anchor, x))
    return places


def extent_of(piece: Piece, anchor: str, x: float, width: float = NARROWEST) -> tuple[float, float]:
    """Return from where to where a mark with its label goes, in pixels of a picture of some width."""
    label = piece.letters * LETTER
    begins = x / 100 * width - (label if anchor == "end" else 0)
    mark = (piece.x / 100 * width - _BEFORE, piece.x2 / 100 * width + _BESIDE)
    return min(begins, mark[0]), max(begins + label, mark[1])


def _anchored(piece: Piece) -> tuple[str, float]:
    """Return where a label is held: at the beginning of its mark, else at its end, else at the picture's edge."""
    label = piece.letters * LETTER / NARROWEST * 100
    if piece.x + label <= 100:  # noqa: PLR2004 - per cent
        return "start", piece.x
    if piece.x2 - label >= 0:
        return "end", piece.x2
    return "start", 0.0


def _is_free(held: Sequence[tuple[float, float]], extent: tuple[float, float]) -> bool:
    return all(extent[1] + GAP <= begins or ends + GAP <= extent[0] for begins, ends in held)
