"""Codes: an address as black and white squares that a phone's camera reads (QR, ISO/IEC 18004)."""

from dataclasses import dataclass
from itertools import groupby

import segno

MARGIN = 4  # modules of white on each side, as the standard asks


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A code as a path of SVG, in modules; `side` is that of the whole, its margin included."""

    side: int
    path: str


def of(text: str) -> SquareCode:
    """Return the code of a text, corrected for a seventh of it lost."""
    modules = segno.make_qr(text, error="m").matrix
    return SquareCode(len(modules) + 2 * MARGIN, "".join(_row(row, y + MARGIN) for y, row in enumerate(modules)))


def _row(row: bytearray, y: int) -> str:
    """Return the dark runs of a row, each as a rectangle."""
    drawn, x = "", MARGIN
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            drawn += f"M{x} {y}h{length}v1h-{length}z"
        x += length
    return drawn
