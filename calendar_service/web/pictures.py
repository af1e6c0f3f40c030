"""Pictures: a lane for each format, and in it every meeting with its mark, its label and its place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_service.domain.entries import Entry, Said
from calendar_service.services.lanes import Lanes
from calendar_service.services.reading import Standing
from calendar_service.web import packing
from calendar_service.web.packing import Piece, Place
from calendar_service.web.rows import Row

ROW_HEIGHT = 58  # pixels
MOST_ROWS = 24  # of a lane
MOST_UNDATED = 6  # of a lane's column; all stand in the list below
LABEL = 330  # pixels that a label is wide at most; the whole title stands in the list below
_NO_POSITION = 10_000  # what is outside any format comes last


@dataclass(frozen=True, slots=True)
class Drawn:
    """A meeting in a lane: its place, and the two lines of its label."""

    row: Row
    place: Place
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A format with its meetings: those drawn and how many do not fit, those without a date, and what recurs."""

    slug: str
    name: Said
    position: int
    drawn: Sequence[Drawn]
    left_out: int
    undated: Sequence[Entry]
    standing: Sequence[Standing]

    @property
    def rows(self) -> list[list[Drawn]]:
        """The meetings drawn, row by row: each is a picture of its own, so that paper can break between them."""
        number = max((one.place.row for one in self.drawn), default=-1) + 1
        return [[one for one in self.drawn if one.place.row == row] for row in range(number)]

    @property
    def undated_left_out(self) -> int:
        """How many have no room in the column of what has no date."""
        return max(0, len(self.undated) + len(self.standing) - MOST_UNDATED)


def lanes(found: Lanes, listed: Sequence[Row], today: date) -> list[Lane]:
    """Return the lanes of all formats that have something, in the order of formats; meetings outside any come last."""
    named: dict[str, tuple[Said, int]] = {}
    for entry in (*found.dated, *found.undated):
        named.setdefault(entry.format_slug, (entry.format_name, entry.format_position))
    for one in found.standing:
        named.setdefault(one.format_slug, (one.format_name, one.format_position))
    by_format = _by_format(listed)
    in_order = sorted(named.items(), key=lambda pair: (pair[1][1] or _NO_POSITION, pair[0] == "", pair[0]))
    made = []
    for slug, (name, position) in in_order:
        there = by_format.get(slug, [])
        marks = drawn(there, today)
        undated = [entry for entry in found.undated if entry.format_slug == slug]
        standing = [series for series in found.standing if series.format_slug == slug]
        made.append(Lane(slug, name, position, marks, len(there) - len(marks), undated, standing))
    return made


def _by_format(listed: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in listed:
        found.setdefault(row.entry.format_slug, []).append(row)
    return found


def drawn(listed: Sequence[Row], today: date) -> list[Drawn]:
    """Return meetings with their places in a lane, in their order, so that no label touches another.

    Where they take more rows than a lane has, those nearest to today stay.
    """
    places = packing.packed([piece(row) for row in listed])
    if any(place is not None and place.row >= MOST_ROWS for place in places):
        nearest = sorted(listed, key=lambda row: _distance(row.entry, today))
        fitting = zip(nearest, packing.packed([piece(row) for row in nearest], MOST_ROWS), strict=True)
        kept = {row.entry.id for row, place in fitting if place is not None}
        listed = [row for row in listed if row.entry.id in kept]
        places = packing.packed([piece(row) for row in listed], MOST_ROWS)
    pairs = zip(listed, places, strict=True)
    return [Drawn(row, place, *label(row)) for row, place in pairs if place is not None]


def piece(row: Row) -> Piece:
    """Return how much room a meeting takes: its mark from where to where, and its label."""
    title, words = label(row)
    return Piece(
        min((stroke.x for stroke in row.strip), default=0.0),
        max((max(stroke.x, stroke.x2) for stroke in row.strip), default=0.0),
        max(packing.width_of(title), packing.width_of(words)),
    )


def _distance(entry: Entry, today: date) -> int:
    """Return how many days a date is from today; none where today is within it."""
    first = entry.date.earliest or entry.stated_on or entry.date.latest or today
    return max((first - today).days, (today - (entry.date.latest or date.max)).days, 0)


def label(row: Row) -> tuple[str, str]:
    """Return the two lines of a label: a short title; the date, and what is pressing or no longer so."""
    parts = [row.label.words]
    if row.status in {"unheard", "cancelled", "postponed"}:
        parts.append(row.status_words.partition(",")[0])
    elif row.label.is_pressing:
        parts.append(row.label.left)
    return shortened(short_title(row.entry)), shortened(" · ".join(dict.fromkeys(part for part in parts if part)))


def short_title(entry: Entry) -> str:
    """Return a title for a lane, which names the format already: without it, and with the place where that fits."""
    title, name = entry.title.text, entry.format_name.text
    if name:
        bare = re.sub(rf"\s*[«‘“]{re.escape(name)}[»’”]", "", title).strip()
        title = bare if bare and bare != title else title
    where = entry.city.text or entry.country_name
    placed = f"{title}, {where}"
    return placed if where and where not in title and packing.width_of(placed) <= LABEL else title


def shortened(text: str) -> str:
    """Return a text that is no wider than a label, cut between words where it is longer, and in no open quotation."""
    if packing.width_of(text) <= LABEL:
        return text
    words = text.split(" ")
    while len(words) > 1 and packing.width_of(_cut(words)) > LABEL:
        words.pop()
    cut = _cut(words)
    while packing.width_of(cut) > LABEL:  # a single word that is too long
        cut = f"{cut[:-2]}…"
    return cut


def _cut(words: Sequence[str]) -> str:
    said = " ".join(words)
    opened = max(said.rfind(mark) for mark in "«‘“")
    if opened > 0 and not any(mark in said[opened:] for mark in "»’”"):
        said = said[:opened]
    return f"{said.rstrip(' ,–—:;(«‘“')}…"
