"""The registry: formats, series and parties as their pages and lists read them. They are public, all of them.

What they are asked for by may be a former slug, or an id: who asks compares it with the slug that is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.entries import CitationFace, LinkFace
from calendar_service.domain.errors import NotFound
from calendar_service.domain.words import _
from calendar_service.models.documents import Paragraph
from calendar_service.models.feeds import SlugAlias
from calendar_service.models.formats import Format, FormatMember, Series, SeriesParticipant
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.models.sources import Source
from calendar_service.services import faces
from calendar_service.services import site as sites

Framework = TypeVar("Framework", Format, Series)
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class FormatLine:
    """A format of the list, and how many members and series it has."""

    format: Format
    members: int
    series: int


@dataclass(frozen=True, slots=True)
class Sources:
    """What a fact is known from: the passages that may be seen, and links."""

    citations: Sequence[CitationFace]
    links: Sequence[LinkFace]


def format_of(session: Session, name: str) -> Format:
    """Return a format with its members and sources; raises `NotFound`."""
    members = selectinload(Format.members).joinedload(FormatMember.party)
    found = _named(session, Format, name, members, joinedload(Format.secretariat), _cited(Format.sources))
    if found is None:
        raise NotFound(_("There is no such format in this calendar."))
    return found


def series_of(session: Session, name: str) -> Series:
    """Return a series with its format, participants, relations and sources; raises `NotFound`."""
    found = _named(
        session,
        Series,
        name,
        joinedload(Series.format),
        selectinload(Series.participants).joinedload(SeriesParticipant.party),
        selectinload(Series.relations).joinedload(Relation.to_series),
        selectinload(Series.relations).joinedload(Relation.to_event),
        _cited(Series.sources),
    )
    if found is None:
        raise NotFound(_("There is no such series in this calendar."))
    return found


def party_of(session: Session, name: str) -> Party:
    """Return a party by its code, also a former one, in capitals or not, or by its id; raises `NotFound`."""
    id_, code = _id(name), name.upper()
    former = select(SlugAlias.record_id).where(SlugAlias.noun == "party", SlugAlias.slug == code)
    wanted = or_(Party.code == code, Party.id.in_(former)) if id_ is None else Party.id == id_
    found = session.scalar(select(Party).where(wanted).options(joinedload(Party.parent)))
    if found is None:
        raise NotFound(_("There is no such party in this calendar."))
    return found


def _named(session: Session, noun: type[Framework], name: str, *options: ORMOption) -> Framework | None:
    former = select(SlugAlias.record_id).where(SlugAlias.noun == noun.__tablename__, SlugAlias.slug == name)
    id_ = _id(name)
    wanted = or_(noun.slug == name, noun.id.in_(former)) if id_ is None else noun.id == id_
    return session.scalar(select(noun).where(wanted).options(*options))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _cited(sources: Any) -> ORMOption:
    return selectinload(sources).joinedload(Source.paragraph).joinedload(Paragraph.document)


def sources_of(session: Session, rows: Sequence[Source], lang: str, to: Actor) -> Sources:
    """Return the sources of a format or series that an actor may see; private ones are in neither list."""
    site = sites.of(session)
    return Sources(
        citations=[
            faces.citation(one, one.paragraph, site, lang)
            for one in rows
            if one.paragraph is not None and may_see(to, one.paragraph.document.visibility)
        ],
        links=[
            LinkFace(type="source", title=one.title, url=one.url, publisher=one.publisher, seen=one.seen_on)
            for one in rows
            if one.sort == "link"
        ],
    )


def formats(session: Session) -> list[FormatLine]:
    """Return every format in the order of colours, with what it has."""
    members = _counted(select(func.count()).where(FormatMember.format_id == Format.id))
    series = _counted(select(func.count()).where(Series.format_id == Format.id))
    query = select(Format, members, series).order_by(Format.position, Format.slug).limit(MOST_LISTED)
    return [FormatLine(*row) for row in session.execute(query).all()]


def _counted(query: Select[Any]) -> Any:
    return query.correlate(Format).scalar_subquery()


def series_in(session: Session, format_id: UUID) -> Sequence[Series]:
    """Return the series of a format: those of which editions are named, then those that only recur."""
    query = select(Series).where(Series.format_id == format_id)
    return session.scalars(query.order_by(Series.is_standing, Series.kind, Series.slug).limit(MOST_LISTED)).all()


def parties(session: Session) -> Sequence[Party]:
    """Return the parties there are, each with the one it belongs to, as many as a list has room for."""
    query = select(Party).options(joinedload(Party.parent)).order_by(Party.kind.desc(), Party.code)
    return session.scalars(query.limit(MOST_LISTED)).all()


def institutions(session: Session, party_id: UUID) -> Sequence[Party]:
    """Return the institutions that belong to a party itself."""
    query = select(Party).where(Party.parent_id == party_id).order_by(Party.code)
    return session.scalars(query.limit(MOST_LISTED)).all()


def formats_of(session: Session, party_id: UUID) -> Sequence[Format]:
    """Return the formats of which a party is a member, or whose secretariat it is."""
    member = select(FormatMember.format_id).where(FormatMember.party_id == party_id)
    query = select(Format).where(or_(Format.id.in_(member), Format.secretariat_id == party_id))
    return session.scalars(query.order_by(Format.position, Format.slug).limit(MOST_LISTED)).all()
