"""Who hosts: a table of parties and years, and on a phone a list for each party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response

from calendar_service.domain import selection
from calendar_service.domain.dates.points import LAST_YEAR
from calendar_service.domain.entries import PartyFace
from calendar_service.domain.kinds import HOST_ROLES
from calendar_service.domain.words import _, say, say_number
from calendar_service.services import hosting, selecting
from calendar_service.services.hosting import Hosted, Line, Matrix
from calendar_service.web import filters, language, links, months, page, rows, timeline
from calendar_service.web.rows import Row

PATH = "/calendar/hosts"


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting as its cell shows it, with what the party is there where that is not simply its host."""

    row: Row
    role: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table: a party (or none, where no host is named) and its cells, one list a year."""

    party: PartyFace | None
    cells: Sequence[Sequence[Cell]]

    @property
    def has_any(self) -> bool:
        """Whether anything stands in it."""
        return any(self.cells)


def show() -> Response:
    """Show who hosts in the years that the address asks for; without any, in those around the present one."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        today = links.know(session).day(at)
        asked = selection.read(given, lang=language.current())
        selecting.check_names(session, asked)
        first, last = timeline.years(asked, today)
        found = hosting.read(session, asked, first, last, to=page.actor(), at=at)
        span = range(first, last + 1)
        return page.respond(
            "hosts.html",
            session,
            path=PATH,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=months.within(asked, date(first, 1, 1), date(min(last, LAST_YEAR), 12, 31)),
            lead=_lead(found, asked.lang),
            years=list(span),
            this_year=today.year,
            lines=[_shown(line, span, at) for line in found.lines],
            unnamed=_shown(found.unnamed, span, at),
            awaiting=found.awaiting,
            found=found.found,
            roles=HOST_ROLES,
            steps=timeline.steps(asked, first, last),
            filters=filters.of(session, given, asked, path=PATH),
        )


def _shown(line: Line, span: Sequence[int], at: datetime) -> Shown:
    return Shown(line.party, [[_cell(one, at) for one in line.years.get(year, ())] for year in span])


def _cell(one: Hosted, at: datetime) -> Cell:
    return Cell(rows.row(one.entry, at), "" if one.role == "host" else one.role)


def _lead(found: Matrix, lang: str) -> str:
    """Return how many parties host in these years, and how many meetings still have no host that anybody has named."""
    hosts = [line for line in found.lines if line.has_any]
    if not hosts and not found.unnamed.has_any:
        return say(lang, _("No meeting of these years is on record."))
    said = [
        say_number(
            lang,
            "%(number)s party hosts a meeting of these years, or has hosted one.",
            "%(number)s parties host meetings of these years, or have hosted them.",
            len(hosts),
        )
    ]
    unnamed = sum(one.is_due for listed in found.unnamed.years.values() for one in listed)
    if unnamed:
        said.append(
            say_number(
                lang,
                "%(number)s meeting ahead has no host yet.",
                "%(number)s meetings ahead have no host yet.",
                unnamed,
            )
        )
    return " ".join(said)
