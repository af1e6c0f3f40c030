"""The timeline: a lane for each format, and in it every meeting as surely placed as its date is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Response

from calendar_service.domain.dates import compare, write
from calendar_service.domain.dates.points import FIRST_YEAR, LAST_YEAR
from calendar_service.domain.entries import Entry
from calendar_service.domain.kinds import DOCUMENT_KINDS, SERIES_STATUSES
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import _, say
from calendar_service.services import lanes
from calendar_service.services.lanes import Lanes
from calendar_service.web import filters, links, months, page, pictures, rows, strips
from calendar_service.web.rows import Row
from calendar_service.web.strips import Axis, Stroke

PATH = "/calendar/timeline"
YEARS_BACK, YEARS_ON = 2, 1  # that are shown around this one where no period is asked for
MOST_YEARS = strips.MOST_YEARS


@dataclass(frozen=True, slots=True)
class Step:
    """A way to earlier or later years, or the word that nothing is there."""

    words: str
    query: str = ""


def show() -> Response:
    """Show the years that the address asks for; without any, those around the present one."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        today = links.know(session).day(at)
        asked, mistakes = filters.read(session, given)
        first, last = years(asked, today)
        axis = Axis(date(first, 1, 1), date(last + 1, 1, 1), today)
        found = lanes.read(session, asked, *period(asked, first, last), to=page.actor(), at=at)
        listed = [_row(entry, at, axis, found) for entry in found.dated]
        return page.respond(
            "timeline.html",
            session,
            status=400 if mistakes else 200,
            path=PATH,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=months.within(asked, *period(asked, first, last)),
            any_years=asked.query(without=("lang", "first", "last")),
            years=in_words(first, last),
            axis=axis,
            lanes=pictures.lanes(found, listed, today),
            listed=[(row, _slipped_from(row.entry)) for row in listed],
            undated=[rows.row(entry, at, kinds=found.kinds) for entry in found.undated],
            found=found,
            steps=steps(asked, found, first, last),
            rest_of_years=rest_of_years(asked, last),
            most_years=MOST_YEARS,
            statuses=SERIES_STATUSES,
            document_kinds=DOCUMENT_KINDS,
            key=[(say(asked.lang, words), say(asked.lang, note), strip) for words, note, strip in KEY],
            row_height=pictures.ROW_HEIGHT,
            most_undated=pictures.MOST_UNDATED,
            filters=filters.of(session, given, asked, path=PATH, mistakes=mistakes),
        )


def _row(entry: Entry, at: datetime, axis: Axis, found: Lanes) -> Row:
    """Return the row of a meeting; one that has slipped is drawn with its old place and the way from there."""
    row = rows.row(entry, at, axis, found.kinds)
    if entry.previous is None or not _slipped_from(entry):
        return row
    return replace(row, strip=tuple(strips.slip(replace(entry, date=entry.previous), entry, axis)))


def _slipped_from(entry: Entry) -> str:
    """Return in words from when a meeting has slipped; nothing where it has not, or has no date any more."""
    old = entry.previous
    if old is None or not old.is_known or entry.is_carried or entry.status in {"cancelled", "postponed"}:
        return ""
    if compare(old, entry.date).kind != "slipped":
        return ""
    return say(entry.lang, _("was: %(date)s"), date=write(old, entry.lang))


def in_words(first: int, last: int) -> str:
    """Return a run of years: 2024–2027."""
    return f"{first}–{last}" if first != last else str(first)


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


def period(asked: Selection, first: int, last: int) -> tuple[date, date]:
    """Return from when to when meetings are shown: whole years, but for days that the address asks for."""
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    begins = max(asked.first or begins, begins)
    return begins, max(begins, min(asked.last or ends, ends))


def rest_of_years(asked: Selection, last: int) -> Step | None:
    """Return the way to the years that are asked for but not shown, since there are too many; `None` where all are."""
    if asked.last is None or asked.last.year <= last or last >= LAST_YEAR:
        return None
    kept = asked.query(without=("lang", "first", "last"))
    until = min(asked.last.year, LAST_YEAR)
    return Step(in_words(last + 1, until), f"{kept}{'&' if kept else ''}from={last + 1}&to={until}")


def steps(asked: Selection, found: Lanes, first: int, last: int) -> Sequence[Step]:
    """Return the ways to earlier and to later years; where nothing begins there, that is said instead."""
    length = last - first + 1
    kept = asked.query(without=("lang", "first", "last"))
    spans = (
        (_("Earlier"), _("nothing earlier"), found.has_earlier, max(first - length, FIRST_YEAR), first - 1),
        (_("Later"), _("nothing later"), found.has_later, last + 1, min(last + length, LAST_YEAR)),
    )
    return [
        Step(say(asked.lang, words), f"{kept}{'&' if kept else ''}from={begins}&to={ends}")
        if is_there and begins <= ends
        else Step(say(asked.lang, nothing))
        for words, nothing, is_there, begins, ends in spans
    ]


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
        _("part of the window is gone"),
        _("short strokes: time that is no longer there"),
        [Stroke("window", 0, 50, "season", is_gone=True), Stroke("window", 52, 100, "season")],
    ),
    (
        _("window closed, no word"),
        _("neither held nor cancelled: we do not know"),
        [Stroke("window", 0, 62, "season", is_gone=True), Stroke("ask", 64)],
    ),
    (
        _("moved"),
        _("its old place as an outline, and a line to the new one"),
        _sample(("slip", 12, 88, ""), ("off", 12, 12, ""), ("day", 88, 0, "")),
    ),
    (_("cancelled"), _("an outline, and the title struck through"), _sample(("off", 50, 50, ""))),
    (_("postponed, no new date"), _("a dotted ring at the old place, and an arrow"), _sample(("moved", 25, 0, ""))),
    (_("no date"), _("on no axis; in a column of its own"), _sample(("none", 50, 0, ""))),
)
