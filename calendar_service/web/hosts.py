"""Who hosts: a table of parties and years, and on a phone a list for each party."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from calendar_service.domain import summaries
from calendar_service.domain.entries import Entry, PartyFace, Said
from calendar_service.domain.kinds import HOST_ROLES
from calendar_service.domain.words import _, pair, say, say_number
from calendar_service.services import hosting
from calendar_service.services.hosting import Hosted, Line, Matrix
from calendar_service.web import filters, links, months, page, rows, timeline
from calendar_service.web.rows import Row

PATH = "/calendar/hosts"
FEW_YEARS = 5  # that fit beside each other; more of them scroll
_NAMED = 4  # parties in a sentence, and the number of the others
HOSTED = pair("%(number)s party has hosted in these years.", "%(number)s parties have hosted in these years.")
CLOSED = pair(
    "%(number)s meeting with a named host has passed its time without word.",
    "%(number)s meetings with a named host have passed their time without word.",
)
UNNAMED = pair("%(number)s meeting ahead has no host yet.", "%(number)s meetings ahead have no host yet.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A meeting as its cell shows it: what the party is there where that is not simply its host, who hosts with it, where."""

    row: Row
    role: str
    others: str
    place: str

    @property
    def format_name(self) -> Said:
        """The name of its format, where the title does not say it."""
        name = self.row.entry.format_name
        return name if name.text not in self.row.entry.title.text else Said()


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
        asked, mistakes = filters.read(session, given)
        first, last = timeline.years(asked, today)
        begins, ends = timeline.period(asked, first, last)
        found = hosting.read(session, asked, begins, ends, to=page.actor(), at=at)
        span = range(first, last + 1)
        return page.respond(
            "hosts.html",
            session,
            status=400 if mistakes else 200,
            path=PATH,
            section="/calendar",
            query=asked.query(without=("lang",)),
            shown=months.within(asked, begins, ends),
            any_years=asked.query(without=("lang", "first", "last")),
            lead=_lead(found, asked.lang),
            period=timeline.in_words(first, last),
            years=list(span),
            few_years=FEW_YEARS,
            this_year=today.year,
            lines=[_shown(line, span, at) for line in found.lines],
            unnamed=_shown(found.unnamed, span, at),
            formats=_formats(found.found.dated),
            awaiting=found.awaiting,
            found=found.found,
            roles=HOST_ROLES,
            steps=timeline.steps(asked, found.found, first, last),
            rest_of_years=timeline.rest_of_years(asked, last),
            most_years=timeline.MOST_YEARS,
            filters=filters.of(session, given, asked, path=PATH, mistakes=mistakes),
        )


def _shown(line: Line, span: Sequence[int], at: datetime) -> Shown:
    return Shown(line.party, [[_cell(one, line.party, at) for one in line.years.get(year, ())] for year in span])


def _cell(one: Hosted, party: PartyFace | None, at: datetime) -> Cell:
    entry = one.entry
    others = {host.party.code: host.party for host in entry.hosts if party and host.party.code != party.code}
    return Cell(
        rows.row(entry, at), "" if one.role == "host" else one.role, _names(others.values(), entry.lang), _place(one)
    )


def _place(one: Hosted) -> str:
    """Return where a meeting takes place: its city alone, where known, for a cell is narrow; of a chair its role is said already."""
    entry = one.entry
    if one.role == "chair" and not summaries.location(entry):
        return say(entry.lang, _("city not stated"))
    return entry.city.text or rows.place(entry)


def _names(parties: Iterable[PartyFace], lang: str) -> str:
    names = [party.name.text for party in parties]
    shown = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return shown
    return say(lang, _("%(names)s and %(number)s more"), names=shown, number=len(names) - _NAMED)


def _formats(entries: Iterable[Entry]) -> Sequence[tuple[Said, str, int]]:
    """Return the formats of meetings, each with its name, slug and position; what is outside any has no slug and comes last."""
    found = {entry.format_slug: (entry.format_name, entry.format_slug, entry.format_position) for entry in entries}
    return sorted(found.values(), key=lambda one: (one[1] == "", one[2], one[1]))


def _lead(found: Matrix, lang: str) -> str:
    """Return who has hosted, who is named for meetings ahead, and how many have no host that anybody has named."""
    hosted = sum(any(one.is_held for one in line.all) for line in found.lines)
    named = [line.party for line in found.lines if line.party and any(one.is_ahead for one in line.all)]
    closed = {one.entry.id for line in found.lines for one in line.all if one.is_unheard}
    unnamed = sum(one.is_ahead for one in found.unnamed.all)
    said = [
        _counted(lang, HOSTED, hosted),
        say(lang, _("Named as hosts of meetings ahead: %(names)s."), names=_names(named, lang)) if named else "",
        _counted(lang, CLOSED, len(closed)),
        _counted(lang, UNNAMED, unnamed),
    ]
    return " ".join(filter(None, said)) or say(lang, _("Nobody is named as a host in these years."))


def _counted(lang: str, message: tuple[str, str], number: int) -> str:
    return say_number(lang, *message, number) if number else ""
