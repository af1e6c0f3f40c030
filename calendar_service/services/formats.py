"""Formats and series: record one, change one. What is renamed is shown anew by all that names it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from calendar_service.domain import titles
from calendar_service.domain.access import Actor
from calendar_service.domain.facts import RelationFacts
from calendar_service.domain.records import FormatFacts, SeriesFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, FormatMember, Series, SeriesParticipant
from calendar_service.models.parties import Party
from calendar_service.models.relations import Relation
from calendar_service.models.sources import Source
from calendar_service.services import records, sources

_FORMAT_FIELDS = ("names", "descriptions", "colour", "position", "secretariat_id")
_SERIES_FIELDS = ("names", "editions", "descriptions", "kind", "format_id", "is_standing", "status")


def create_format(
    session: Session, facts: FormatFacts, *, by: Actor, at: datetime, format_id: UUID | None = None
) -> Format:
    """Record a format and return it."""
    return records.create(session, FORMATS, facts, by=by, at=at, id_=format_id)


def change_format(
    session: Session, format_id: UUID, changes: dict[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Format:
    """Replace some facts of a format and return it; a former slug redirects for good."""
    return records.change(session, FORMATS, format_id, changes, by=by, at=at, version=version)


def naming_format(session: Session, row: Format) -> Sequence[UUID]:
    """Return the ids of the events that show a format's name."""
    of_series = select(Series.id).where(Series.format_id == row.id)
    naming = select(Event.id).where(or_(Event.format_id == row.id, Event.series_id.in_(of_series)))
    return session.scalars(naming).all()


def facts_of_format(row: Format) -> FormatFacts:
    """Return what is said of a format now."""
    return FormatFacts(
        slug=row.slug,
        **{name: getattr(row, name) for name in _FORMAT_FIELDS},
        members=tuple(member.party_id for member in row.members),
        sources=sources.facts_of(row.sources),
    )


def _apply_format(session: Session, row: Format, facts: FormatFacts) -> None:
    records.require_all(session, Party, [*facts.members, facts.secretariat_id], field="members")
    sources.check_quotes(session, facts.sources)
    records.set_slug(session, row, facts.slug)
    for name in _FORMAT_FIELDS:
        setattr(row, name, getattr(facts, name))
    records.align(row.members, FormatMember, "party_id", facts.members)
    records.replace(session, row.sources, Source, [sources.fields_of(one) for one in facts.sources])


def create_series(
    session: Session, facts: SeriesFacts, *, by: Actor, at: datetime, series_id: UUID | None = None
) -> Series:
    """Record a series and return it."""
    return records.create(session, SERIES, facts, by=by, at=at, id_=series_id)


def change_series(
    session: Session, series_id: UUID, changes: dict[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Series:
    """Replace some facts of a series and return it; a former slug redirects for good."""
    return records.change(session, SERIES, series_id, changes, by=by, at=at, version=version)


def naming_series(session: Session, row: Series) -> Sequence[UUID]:
    """Return the ids of the events that show a series' name: its editions, and what is related to it."""
    related = select(Relation.from_event_id).where(Relation.to_series_id == row.id, Relation.from_event_id.is_not(None))
    naming = select(Event.id).where(or_(Event.series_id == row.id, Event.id.in_(related)))
    return session.scalars(naming).all()


def facts_of_series(row: Series) -> SeriesFacts:
    """Return what is said of a series now."""
    return SeriesFacts(
        slug=row.slug,
        **{name: getattr(row, name) for name in _SERIES_FIELDS},
        participants=tuple(one.party_id for one in row.participants),
        relations=tuple(
            RelationFacts(type=one.type, event_id=one.to_event_id, series_id=one.to_series_id) for one in row.relations
        ),
        sources=sources.facts_of(row.sources),
    )


def _apply_series(session: Session, row: Series, facts: SeriesFacts) -> None:
    records.require_all(session, Party, facts.participants, field="participants")
    records.require_all(session, Format, [facts.format_id], field="format")
    records.require_all(session, Event, [one.event_id for one in facts.relations], field="relations")
    records.require_all(session, Series, [one.series_id for one in facts.relations], field="relations")
    sources.check_quotes(session, facts.sources)
    records.set_slug(session, row, facts.slug)
    for name in _SERIES_FIELDS:
        setattr(row, name, getattr(facts, name))
    records.align(row.participants, SeriesParticipant, "party_id", facts.participants)
    wanted = [{"type": one.type, "to_event_id": one.event_id, "to_series_id": one.series_id} for one in facts.relations]
    records.replace(session, row.relations, Relation, wanted)
    records.replace(session, row.sources, Source, [sources.fields_of(one) for one in facts.sources])


def propose_title(session: Session, series_id: UUID, ordinal: int | None) -> LocalText:
    """Return the title that an edition of a series would have, in Russian and English."""
    row = session.get_one(Series, series_id)
    return titles.propose(row.editions, ordinal)


FORMATS = records.Kept(noun=Format, facts_of=facts_of_format, apply=_apply_format, naming=naming_format)
SERIES = records.Kept(noun=Series, facts_of=facts_of_series, apply=_apply_series, naming=naming_series)
