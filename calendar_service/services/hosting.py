"""Hosting: who hosts what, by party and year; and which members of a format have not hosted yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry, PartyFace, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event, Host
from calendar_service.models.formats import Format, FormatMember, Series
from calendar_service.services import faces, lanes
from calendar_service.services.lanes import Lanes
from calendar_service.services.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """A meeting in the cell of a party and a year, and what the party is there (a key of `kinds.HOST_ROLES`)."""

    entry: Entry
    role: str = "host"

    @property
    def is_due(self) -> bool:
        """Whether it is still to be held."""
        return self.entry.status in AWAITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A party with its meetings by year; without a party, those whose host nobody has named."""

    party: PartyFace | None
    years: Mapping[int, Sequence[Hosted]]

    @property
    def has_any(self) -> bool:
        """Whether anything stands in it."""
        return any(self.years.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """A format, and its members that have hosted none of its meetings on record, nor are named for one ahead."""

    slug: str
    name: Said
    position: int
    members: Sequence[PartyFace]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The lines of hosts, those who host most recently named first, then members without any, then the unnamed."""

    lines: Sequence[Line]
    unnamed: Line
    found: Lanes
    awaiting: Sequence[Awaiting]


def read(session: Session, asked: Selection, first: int, last: int, *, to: Actor, at: datetime) -> Matrix:
    """Return who hosts in the years from `first` to `last`; acts for which nobody meets are left out."""
    found = lanes.read(session, asked, date(first, 1, 1), date(last, 12, 31), to=to, at=at, gathering=True)
    held: dict[str, dict[int, list[Hosted]]] = {}
    parties: dict[str, PartyFace] = {}
    unnamed: dict[int, list[Hosted]] = {}
    for entry in found.dated:
        year = min(max(year_of(entry), first), last)
        for host in entry.hosts:
            parties[host.party.code] = host.party
            held.setdefault(host.party.code, {}).setdefault(year, []).append(Hosted(entry=entry, role=host.role))
        if not entry.hosts:
            unnamed.setdefault(year, []).append(Hosted(entry=entry))
    shown = _formats(session, {entry.format_slug for entry in found.dated if entry.format_slug})
    for format_ in shown:
        for member in format_.members:
            parties.setdefault(member.party.code, faces.party_face(member.party, asked.lang))
    hosts = _hosts(session, shown, to)
    in_order = sorted(parties.values(), key=lambda party: (party.code not in held, party.name.text.casefold()))
    return Matrix(
        lines=[Line(party=party, years=held.get(party.code, {})) for party in in_order],
        unnamed=Line(party=None, years=unnamed),
        found=found,
        awaiting=list(filter(None, (_awaiting(format_, hosts, asked.lang) for format_ in shown))),
    )


def year_of(entry: Entry) -> int:
    """Return the year under which a meeting stands: of its first day; where that is open, of its last."""
    day = entry.date.earliest or entry.date.latest
    assert day is not None
    return day.year


def _formats(session: Session, slugs: set[str]) -> Sequence[Format]:
    query = select(Format).where(Format.slug.in_(slugs)).order_by(Format.position, Format.slug)
    return session.scalars(query.options(selectinload(Format.members).joinedload(FormatMember.party))).all()


def _hosts(session: Session, formats: Sequence[Format], to: Actor) -> set[tuple[UUID, UUID]]:
    """Return who has hosted a meeting of which format, or is named for one ahead: pairs of ids."""
    format_id = func.coalesce(Event.format_id, Series.format_id)
    query = (
        select(format_id, Host.party_id)
        .join(Event, Event.id == Host.event_id)
        .outerjoin(Series, Series.id == Event.series_id)
        .where(format_id.in_([one.id for one in formats]))
        .where(visible_to(to), Event.visibility != "withdrawn", Event.status != "cancelled")
        .distinct()
    )
    return {(of_format, party) for of_format, party in session.execute(query)}


def _awaiting(format_: Format, hosts: Collection[tuple[UUID, UUID]], lang: str) -> Awaiting | None:
    """Return who of a format's states has not hosted; `None` where nobody has, or all have: there is nothing to say."""
    states = [member.party for member in format_.members if member.party.kind == "state"]
    left = [party for party in states if (format_.id, party.id) not in hosts]
    if not left or len(left) == len(states):
        return None
    return Awaiting(
        slug=format_.slug,
        name=faces.said(format_.names, lang),
        position=format_.position,
        members=[faces.party_face(party, lang) for party in left],
    )
