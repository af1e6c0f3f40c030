"""A month of the calendar: days stand in their cells, and what may fall in the month stands beside them."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from babel.dates import format_date
from flask import Response

from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.dates.points import FIRST_YEAR, LAST_YEAR
from calendar_service.domain.errors import NotFound
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import _, say
from calendar_service.services import periods
from calendar_service.web import claims, filters, grids, links, page, reasons, rows, strips
from calendar_service.web.typography import opened

PATH = "/calendar/month"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """A month or a year to go to; `words` name it."""

    path: str
    words: str


def show(name: str = "") -> Response:
    """Show a month, such as 2026-05; without a name, the one that today is in."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        today = links.know(session).day(at)
        first = _first_day(name) if name else today.replace(day=1)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        asked, mistakes = filters.read(session, given)
        found = periods.month(session, asked, first, last, to=page.actor(), at=at)
        path = f"{PATH}/{name}" if name else PATH
        axis = strips.axis_of(found.windows, today)
        return page.respond(
            "month.html",
            session,
            status=400 if mistakes else 200,
            path=path,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=within(asked, first, last),
            heading=opened(write(StatedDate(f"{first:%Y-%m}"), asked.lang)),
            month=format_date(first, "LLLL", locale=asked.lang),
            lead=claims.of_month(found, asked.lang, today),
            found=found,
            at=at,
            statuses=STATUSES,
            during=partial(within, asked),
            weeks=grids.weeks(first, last, found.marks, found.on(), today=today, lang=asked.lang),
            weekdays=grids.weekdays(asked.lang, width="abbreviated"),
            axis=axis,
            windows=[
                (rows.row(entry, at, axis, found.kinds), reasons.in_period(entry, first, last))
                for entry in found.windows
            ],
            named=[rows.row(entry, at, kinds=found.kinds) for entry in found.named],
            steps=_steps(first, today, asked.lang),
            filters=filters.of(session, given, asked, path=path, mistakes=mistakes),
        )


def _first_day(name: str) -> date:
    """Return the first day of a month by its name; raises `NotFound` for what is none."""
    found = _MONTH.fullmatch(name)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotFound(
            _("There is no such month. Months are written like 2026-05, from %(first)s to %(last)s."),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return date(int(found[1]), int(found[2]), 1)


def within(asked: Selection, first: date, last: date) -> str:
    """Return the query for exactly what is shown: the filters, and of their period what lies within some days."""
    begins, ends = max(asked.first or first, first), min(asked.last or last, last)
    return replace(asked, first=begins, last=max(begins, ends)).query(without=("lang",))


def _steps(first: date, today: date, lang: str) -> Sequence[tuple[str, Step]]:
    """Return the months to go to, each with what it is of this one: `prev`, `next`, or nothing."""
    number = first.year * 12 + first.month - 1
    steps = []
    for relation, other in (("prev", number - 1), ("next", number + 1)):
        year, month = divmod(other, 12)
        if FIRST_YEAR <= year <= LAST_YEAR:
            day = date(year, month + 1, 1)
            pattern = "LLLL" if year == first.year else "LLLL y"
            words = opened(format_date(day, pattern, locale=lang))
            steps.append((relation, Step(f"{PATH}/{day:%Y-%m}", words)))
    if (today.year, today.month) != (first.year, first.month):
        now = write(StatedDate(f"{today:%Y-%m}"), lang)
        steps.append(("", Step(PATH, say(lang, _("Today, %(month)s"), month=now))))
    return steps
