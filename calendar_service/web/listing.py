"""The calendar as a list: every meeting that fits the filters, by year, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain.dates.points import FIRST_YEAR, LAST_YEAR
from calendar_service.domain.entries import Entry
from calendar_service.domain.kinds import DOCUMENT_KINDS, SERIES_STATUSES
from calendar_service.domain.selection import Selection, event_id, unknown
from calendar_service.domain.several import MOST
from calendar_service.domain.words import _, say
from calendar_service.services import agenda, reading
from calendar_service.services.agenda import Counts, Page, Start
from calendar_service.web import claims, filters, forms, labels, links, page, reasons, rows, several
from calendar_service.web.editing import known
from calendar_service.web.rows import Row

PATH = "/calendar"
MOST_YEARS = 15


@dataclass(frozen=True, slots=True)
class Group:
    """The meetings under one year, or (`year` is 0) those without a date; `notes` are why each stands there."""

    year: int
    heading: str
    note: str
    rows: Sequence[tuple[Row, str]]


def show() -> Response:
    """Show a page of the list that the filters in the address leave."""
    given = page.asked()
    start = _start(given)
    at = page.now()
    with page.database().reading() as session:
        site = links.know(session)
        asked, mistakes = filters.read(session, given)
        counts = agenda.count(session, asked, to=page.actor())
        found = agenda.page(session, asked, start, to=page.actor(), at=at)
        is_last = found.earlier is None
        query = asked.query(without=("lang",))
        may_change = page.actor().has_rank("editor")
        return page.respond(
            "list.html",
            session,
            status=400 if mistakes else 200,
            path=PATH,
            section=PATH,
            query=query,
            counts=counts,
            sum=claims.counted(counts, asked.lang),
            groups=_groups(found, at, site.day(at), asked.lang),
            found=found,
            years=_years(session, asked, counts, site.day(at).year),
            standing=reading.standing(session, asked, to=page.actor()) if is_last else [],
            filters=filters.of(session, given, asked, path=PATH, mistakes=mistakes),
            series_statuses=SERIES_STATUSES,
            document_kinds=DOCUMENT_KINDS,
            several=_several(session, asked.lang) if may_change and found.entries else None,
            most=MOST,
            back=several.back(urlencode([(name, value) for name, values in given.items() for value in values])),
            said=forms.said(given.get("said", [])),
            without_period=asked.query(without=("lang", "first", "last")) if asked.first or asked.last else None,
        )


def _several(session: Session, lang: str) -> Sequence[several.Group]:
    """Return what can be done with several meetings at once."""
    return several.choices(known.read(session, lang, to=page.actor()), lang)


def moved() -> Response:
    """Answer the address under which the API lists events: people read them here."""
    return page.moved(PATH)


def _start(given: Mapping[str, list[str]]) -> Start:
    """Return where the page begins; raises `InvalidInput` for what is no meeting, or no year."""
    year = next((text for text in reversed(given.get("year", [])) if text), "")
    if year and not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise unknown("year", year, [f"{FIRST_YEAR}–{LAST_YEAR}"])
    return Start(_meeting("after", given), _meeting("before", given), int(year) if year else None)


def _meeting(name: str, given: Mapping[str, list[str]]) -> UUID | None:
    text = next((text for text in reversed(given.get(name, [])) if text), "")
    found = event_id(text) if text else None
    if text and found is None:
        raise unknown(name, text, ["a UUID"])
    return found


def _years(session: Session, asked: Selection, counts: Counts, now: int) -> Sequence[int]:
    """Return the years that a list of several pages can begin with, the newest first: those around now and its ends."""
    if counts.total <= agenda.PAGE_LENGTH or asked.first or asked.last:
        return []
    ends = agenda.years(session, asked, to=page.actor())
    if ends is None:
        return []
    first, last = max(ends[0], FIRST_YEAR), min(ends[1], LAST_YEAR)
    around = range(max(first, now - MOST_YEARS // 2), min(last, now + MOST_YEARS // 2) + 1)
    return sorted({first, last, *around}, reverse=True)


def _groups(found: Page, at: datetime, today: date, lang: str) -> list[Group]:
    by_year = [(year, list(listed)) for year, listed in groupby(found.entries, _year_of)]
    made = []
    for place, (year, listed) in enumerate(by_year):
        is_whole = (place > 0 or found.later is None) and (place < len(by_year) - 1 or found.earlier is None)
        heading = str(year) if year else say(lang, _("No date"))
        note = _note(year, listed if is_whole else [], today, lang)
        made.append(Group(year, heading, note, [_row(entry, at, found.kinds) for entry in listed]))
    return made


def _year_of(entry: Entry) -> int:
    first = entry.date.earliest or entry.date.latest
    return first.year if first is not None else 0


def _row(entry: Entry, at: datetime, kinds: Mapping[str, str]) -> tuple[Row, str]:
    return rows.row(entry, at, kinds=kinds), reasons.under_year(entry)


def _note(year: int, whole: Sequence[Entry], today: date, lang: str) -> str:
    """Return what is to be said of a year: how far off it is, or how much of it has been held."""
    if not year:
        return say(lang, _("The sources do not say when."))
    if year > today.year:
        left = labels.in_days((date(year, 1, 1) - today).days, lang)
        return say(lang, _("From 1 January: %(left)s."), left=left)
    if year == today.year:
        return claims.ends(year, today, lang)
    if whole and all(entry.status == "held" for entry in whole):
        return claims.all_held(len(whole), lang)
    return ""
