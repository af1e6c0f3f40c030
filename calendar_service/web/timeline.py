"""The timeline: a lane for each format, and in it every meeting as surely placed as its date is known."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Response

from calendar_service.domain import selection
from calendar_service.domain.dates.points import FIRST_YEAR, LAST_YEAR
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.kinds import DOCUMENT_KINDS, SERIES_STATUSES
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import _, say
from calendar_service.services import lanes, selecting
from calendar_service.services.lanes import Lanes
from calendar_service.services.reading import Standing
from calendar_service.web import filters, language, links, months, packing, page, rows, strips
from calendar_service.web.packing import Piece, Place
from calendar_service.web.rows import Row
from calendar_service.web.strips import Axis, Stroke

PATH = "/calendar/timeline"
YEARS_BACK, YEARS_ON = 2, 1  # that are shown around this one where no period is asked for
MOST_YEARS = strips.MOST_YEARS
MOST_LETTERS = 40  # of a label; the whole title stands in the list below
ROW_HEIGHT = 58  # pixels
_LEAST_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class Drawn:
    """A meeting in a lane: its place, and the two lines of its label."""

    row: Row
    place: Place
    title: str
    words: str

    @property
    def y(self) -> int:
        """How far down its row begins, in pixels."""
        return self.place.row * ROW_HEIGHT


@dataclass(frozen=True, slots=True)
class Lane:
    """A format with its meetings: those drawn, those without a date, and what recurs."""

    slug: str
    name: Said
    position: int
    drawn: Sequence[Drawn]
    undated: Sequence[Entry]
    standing: Sequence[Standing]

    @property
    def height(self) -> int:
        """How high the lane's picture is, in pixels."""
        return max([_LEAST_HEIGHT, *(one.y + ROW_HEIGHT + 6 for one in self.drawn)])


def show() -> Response:
    """Show the years that the address asks for; without any, those around the present one."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        today = links.know(session).day(at)
        asked = selection.read(given, lang=language.current())
        selecting.check_names(session, asked)
        first, last = years(asked, today)
        axis = Axis(date(first, 1, 1), date(min(last, LAST_YEAR) + 1, 1, 1), today)
        found = lanes.read(session, asked, axis.first, date(last, 12, 31), to=page.actor(), at=at)
        listed = [_row(entry, at, axis, found) for entry in found.dated]
        return page.respond(
            "timeline.html",
            session,
            path=PATH,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=months.within(asked, axis.first, date(last, 12, 31)),
            period=f"{first}–{last}" if first != last else str(first),
            axis=axis,
            lanes=_lanes(found, listed),
            listed=listed,
            undated=[rows.row(entry, at, kinds=found.kinds) for entry in found.undated],
            found=found,
            steps=steps(asked, first, last),
            statuses=SERIES_STATUSES,
            document_kinds=DOCUMENT_KINDS,
            key=[(say(asked.lang, words), say(asked.lang, note), strip) for words, note, strip in KEY],
            row_height=ROW_HEIGHT,
            filters=filters.of(session, given, asked, path=PATH),
        )


def _row(entry: Entry, at: datetime, axis: Axis, found: Lanes) -> Row:
    """Return the row of a meeting; one that has moved is drawn with its old place and the way from there."""
    row = rows.row(entry, at, axis, found.kinds)
    has_moved = (
        entry.previous is not None and entry.previous.is_known and entry.status not in {"cancelled", "postponed"}
    )
    if entry.previous is None or not has_moved or entry.is_carried:
        return row
    return replace(row, strip=tuple(strips.slip(replace(entry, date=entry.previous), entry, axis)))


def years(asked: Selection, today: date) -> tuple[int, int]:
    """Return the first and the last year of a picture: those asked for, at most a dozen."""
    first = asked.first.year if asked.first else None
    last = asked.last.year if asked.last else None
    if first is None and last is None:
        first, last = today.year - YEARS_BACK, today.year + YEARS_ON
    elif first is None:
        first = (last or today.year) - YEARS_BACK - YEARS_ON
    elif last is None:
        last = first + YEARS_BACK + YEARS_ON
    first = max(first or FIRST_YEAR, FIRST_YEAR)
    return first, max(first, min(last or LAST_YEAR, first + MOST_YEARS - 1, LAST_YEAR))


def _sample(*strokes: tuple[str, float, float, str]) -> list[Stroke]:
    return [Stroke(sort, x, x2, spread) for sort, x, x2, spread in strokes]


KEY = (  # how each sort of date is drawn, in words and as a sample
    (_("a day"), _("a solid disc"), _sample(("day", 50, 0, ""))),
    (_("a run of days"), _("a solid bar"), _sample(("run", 38, 62, ""))),
    (_("about a day"), _("a ring with whiskers: a day, but not for certain"), _sample(("about", 50, 0, ""))),
    (
        _("a month"),
        _("close strokes between two hairlines"),
        _sample(("window", 35, 65, "month"), ("cap", 35, 0, ""), ("cap", 65, 0, "")),
    ),
    (
        _("a season"),
        _("wider apart, without hairlines: spring has no exact edges"),
        _sample(("window", 22, 78, "season")),
    ),
    (
        _("a quarter or a half-year"),
        _("as a season, but with exact edges"),
        _sample(("window", 15, 85, "quarter"), ("cap", 15, 0, ""), ("cap", 85, 0, "")),
    ),
    (
        _("a year or more"),
        _("widest apart: one meeting spread over all its days"),
        _sample(("window", 0, 100, "year"), ("cap", 0, 0, ""), ("cap", 100, 0, "")),
    ),
    (_("by a date"), _("a wall where the time ends"), _sample(("window", 0, 98, "by"), ("wall", 100, 0, ""))),
    (
        _("not before a date"),
        _("a wall at the start; the strokes thin out"),
        _sample(("wall", 0, 0, ""), ("window", 3, 100, "from")),
    ),
    (
        _("time that has gone"),
        _("short strokes; then a question mark where nobody has said what became of it"),
        [Stroke("window", 10, 60, "quarter", is_gone=True), Stroke("ask", 62)],
    ),
    (_("cancelled"), _("an outline, and the title struck through"), _sample(("off", 50, 50, ""))),
    (_("postponed, no new date"), _("a dotted ring at the old place, and an arrow"), _sample(("moved", 35, 0, ""))),
)


def steps(asked: Selection, first: int, last: int) -> Sequence[tuple[str, str]]:
    """Return the ways to earlier and to later years, each with its words."""
    length = last - first + 1
    spans = ((_("Earlier"), first - length, first - 1), (_("Later"), last + 1, last + length))
    kept = asked.query(without=("lang", "first", "last"))
    return [
        (say(asked.lang, words), f"{kept}{'&' if kept else ''}from={begins}&to={ends}")
        for words, begins, ends in spans
        if begins >= FIRST_YEAR and ends <= LAST_YEAR
    ]


def _lanes(found: Lanes, listed: Sequence[Row]) -> list[Lane]:
    named: dict[str, tuple[Said, int]] = {}
    for entry in (*found.dated, *found.undated):
        named.setdefault(entry.format_slug, (entry.format_name, entry.format_position))
    for one in found.standing:
        named.setdefault(one.format_slug, (one.format_name, one.format_position))
    by_format = _by_format(listed)
    in_order = sorted(named.items(), key=lambda pair: (pair[1][1] or 10_000, pair[0]))
    return [
        Lane(
            slug,
            name,
            position,
            drawn(by_format.get(slug, [])),
            [entry for entry in found.undated if entry.format_slug == slug],
            [one for one in found.standing if one.format_slug == slug],
        )
        for slug, (name, position) in in_order
    ]


def _by_format(listed: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in listed:
        found.setdefault(row.entry.format_slug, []).append(row)
    return found


def drawn(listed: Sequence[Row]) -> list[Drawn]:
    """Return meetings with their places in a lane, so that no label touches another."""
    labelled = [(row, shortened(short_title(row.entry)), _words(row)) for row in listed]
    pieces = [
        Piece(
            min((stroke.x for stroke in row.strip), default=0.0),
            max((max(stroke.x, stroke.x2) for stroke in row.strip), default=0.0),
            max(len(title), len(words)),
        )
        for row, title, words in labelled
    ]
    return [
        Drawn(row, place, title, words)
        for (row, title, words), place in zip(labelled, packing.packed(pieces), strict=True)
    ]


def _words(row: Row) -> str:
    """Return the second line of a label: the date, and what is pressing or no longer so."""
    parts = [row.label.words]
    if row.status in {"unheard", "cancelled", "postponed"}:
        parts.append(row.status_words.partition(",")[0])
    elif row.label.is_pressing:
        parts.append(row.label.left)
    return shortened(" · ".join(part for part in parts if part))


def short_title(entry: Entry) -> str:
    """Return a title for a lane, which names the format already: without it, and with the place where that fits."""
    title, name = entry.title.text, entry.format_name.text
    if name:
        bare = re.sub(rf"\s*[«‘“]{re.escape(name)}[»’”]", "", title).strip()
        title = bare if bare and bare != title else title
    where = entry.city.text or entry.country_name
    placed = f"{title}, {where}"
    return placed if where and where not in title and len(placed) <= MOST_LETTERS else title


def shortened(text: str) -> str:
    """Return a text of a label's length, cut between words where it is longer."""
    if len(text) <= MOST_LETTERS:
        return text
    cut = text[: MOST_LETTERS - 1].rsplit(" ", 1)[0].rstrip(" ,–—:«‘“(")
    return f"{cut}…"
