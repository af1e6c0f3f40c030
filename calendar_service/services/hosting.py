"""Hosting: who hosts what, by party and year; and which members of a format have not hosted yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Entry, PartyFace, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.selection import Selection
from calendar_service.models.events import Event, Host
from calendar_service.models.formats import Format, FormatMember, Series
from calendar_service.models.parties import Party
from calendar_service.services import faces, lanes, reading
from calendar_service.services.lanes import Lanes
from calendar_service.services.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """A meeting in the cell of a party and a year, and what the party is there (a key of `kinds.HOST_ROLES`)."""

    entry: Entry
    role: str = "host"

    @property
    def is_held(self) -> bool:
        """Whether it has been held."""
        return self.entry.status == "held"

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held, and may be yet."""
        return self.entry.status in AWAITED and not self.is_unheard

    @property
    def is_unheard(self) -> bool:
        """Whether its time has passed without word."""
        return reading.is_unheard(self.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A party with its meetings by year; without a party, those whose host nobody has named."""

    party: PartyFace | None
    years: Mapping[int, Sequence[Hosted]]

    @property
    def has_any(self) -> bool:
        """Whether anything stands in it."""
        return any(self.years.values())

    @property
    def all(self) -> list[Hosted]:
        """All that stands in it."""
        return [one for listed in self.years.values() for one in listed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """A format, and its members that have hosted none of its meetings on record, nor are named for one ahead."""

    slug: str
    name: Said
    position: int
    members: Sequence[PartyFace]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The lines of hosts by name, then of members of their formats that host nothing; what has no host named; who has not hosted."""

    lines: Sequence[Line]
    unnamed: Line
    found: Lanes
    awaiting: Sequence[Awaiting]


def read(session: Session, asked: Selection, first: date, last: date, *, to: Actor, at: datetime) -> Matrix:
    """Return who hosts from one day to another; acts for which nobody meets are left out.

    What begins before the first year shown stands under it, and what ends beyond the last under that.
    """
    found = lanes.read(session, asked, first, last, to=to, at=at, gathering=True)
    held: dict[str, dict[int, list[Hosted]]] = {}
    parties: dict[str, PartyFace] = {}
    unnamed: dict[int, list[Hosted]] = {}
    for entry in found.dated:
        year = min(max(year_of(entry), first.year), last.year)
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
    in_order = sorted(parties.values(), key=lambda party: (party.code not in held, _sorted_by(party.name.text)))
    return Matrix(
        lines=[Line(party=party, years=held.get(party.code, {})) for party in in_order],
        unnamed=Line(party=None, years=unnamed),
        found=found,
        awaiting=list(filter(None, (_awaiting(format_, hosts, asked.lang) for format_ in shown))),
    )


def _sorted_by(name: str) -> str:
    return name.casefold().replace("ё", "е").lstrip("«‘“")


def year_of(entry: Entry) -> int:
    """Return the year under which a meeting stands: of its first day; where that is open, of its last."""
    day = entry.date.earliest or entry.date.latest
    assert day is not None
    return day.year


def _formats(session: Session, slugs: set[str]) -> Sequence[Format]:
    query = select(Format).where(Format.slug.in_(slugs)).order_by(Format.position, Format.slug)
    return session.scalars(query.options(selectinload(Format.members).joinedload(FormatMember.party))).all()


def _hosts(session: Session, formats: Sequence[Format], to: Actor) -> set[tuple[UUID, UUID]]:
    """Return which members of formats host a meeting, held or ahead, themselves or by an institution: pairs of ids."""
    if not formats:
        return set()
    institution = aliased(Party)
    hosted = (
        select(Host.id)
        .join(institution, institution.id == Host.party_id)
        .join(Event, Event.id == Host.event_id)
        .outerjoin(Series, Series.id == Event.series_id)
        .where(or_(institution.id == FormatMember.party_id, institution.parent_id == FormatMember.party_id))
        .where(func.coalesce(Event.format_id, Series.format_id) == FormatMember.format_id)
        .where(Event.kind.in_(lanes.GATHERING), Event.status != "cancelled", Event.merged_into_id.is_(None))
        .where(visible_to(to), Event.visibility != "withdrawn")
    )
    members = select(FormatMember.format_id, FormatMember.party_id)
    query = members.where(FormatMember.format_id.in_([one.id for one in formats]), hosted.exists())
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
