"""Packing: marks and their labels put into rows, so that no two ever touch, however narrow the picture.

Places are per cents of the picture's width, labels are pixels wide. What does not collide at the
narrowest width collides at none: labels keep their width while the distances between marks grow.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST = 520  # pixels: the picture's least width, at which it is still shown
GAP = 12  # pixels between neighbours
_BESIDE = 32  # pixels that a mark may take beyond its end: a ring with a question mark, an arrow
_BEFORE = 15  # and before its beginning: half a disc, a whisker
_WHOLE = 100  # per cent
# Pixels that letters take in the bold line of a label: the most in any of the fonts that pages are set in.
_WIDTHS = {
    letter: width
    for width, letters in {
        4: " \u00a0\"'iłı",
        5: "!(),-.:;[]`fjl|‘’·",
        6: "Irt{}İ°",
        7: "*/\\zгт„“”",
        8: "+12357<=>?FJ^_abcdeghknopqsuvxy~авезийкнопрсухчьэяё«»–éèüöäñçßąőқғҷҳўӯөү±",
        9: "#$04689ELPSTZГЕЗРТбдлцЁң",
        10: "ABCDNRUVXYАБВДКЛСУХЧЬЭЯмъ",
        11: "&GHKOQwИЙНОПЦжш",
        12: "mФЪфщыю",
        13: "%@MWМЫ—…",
        14: "Ж",
        15: "ШЩЮ№",
    }.items()
    for letter in letters
}
_OTHER, _FULL = 11, 15  # a letter that is not listed, and one as wide as it is high


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be placed: from where to where its mark goes, in per cent, and how wide its label is, in pixels."""

    x: float
    x2: float
    width: float


@dataclass(frozen=True, slots=True)
class Place:
    """A row, counted from 0, and where its label begins (`start`) or ends (`end`), in per cent."""

    row: int
    anchor: str
    x: float


def width_of(text: str) -> int:
    """Return how many pixels a line of a label takes at most."""
    return sum(
        _WIDTHS.get(letter) or (_FULL if unicodedata.east_asian_width(letter) in "WF" else _OTHER) for letter in text
    )


def packed(pieces: Sequence[Piece], most: int | None = None) -> list[Place | None]:
    """Return a place for each piece, in their order: the first row in which it touches nothing.

    With `most`, there are no more rows than that, and what does not fit has no place.
    """
    rows: list[list[tuple[float, float]]] = []
    places: list[Place | None] = []
    for piece in pieces:
        anchor, x = _anchored(piece)
        extent = extent_of(piece, anchor, x)
        row = next((number for number, held in enumerate(rows) if _is_free(held, extent)), len(rows))
        if row == most:
            places.append(None)
            continue
        if row == len(rows):
            rows.append([])
        rows[row].append(extent)
        places.append(Place(row, anchor, x))
    return places


def extent_of(piece: Piece, anchor: str, x: float, width: float = NARROWEST) -> tuple[float, float]:
    """Return from where to where a mark with its label goes, in pixels of a picture of some width."""
    begins = x / _WHOLE * width - (piece.width if anchor == "end" else 0)
    mark = (piece.x / _WHOLE * width - _BEFORE, piece.x2 / _WHOLE * width + _BESIDE)
    return min(begins, mark[0]), max(begins + piece.width, mark[1])


def _anchored(piece: Piece) -> tuple[str, float]:
    """Return where a label is held: at the beginning of its mark, else at its end, else at the picture's edge."""
    label = piece.width / NARROWEST * _WHOLE
    if piece.x + label <= _WHOLE:
        return "start", piece.x
    if piece.x2 - label >= 0:
        return "end", piece.x2
    return "start", 0.0


def _is_free(held: Sequence[tuple[float, float]], extent: tuple[float, float]) -> bool:
    return all(extent[1] + GAP <= begins or ends + GAP <= extent[0] for begins, ends in held)
