"""Selecting: a selection as conditions of a query, and the names that it may use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from calendar_service.domain.selection import OUTSIDE, Selection, event_id, unknown
from calendar_service.models.events import Event, Host, Participant
from calendar_service.models.feeds import SlugAlias
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import search


def check_names(session: Session, selection: Selection) -> None:
    """Raise `InvalidInput` for a format, series or party that the calendar does not have."""
    formats = [slug for slug in selection.format if slug != OUTSIDE]
    _check(session, "format", formats, Format.slug, alias="format")
    _check(session, "series", selection.series, Series.slug, alias="series")
    _check(session, "party", selection.party, Party.code, alias="party")
    _check(session, "host", selection.host, Party.code, alias="party")
    for text in selection.event:
        if event_id(text) is None:
            raise unknown("event", text, ["a UUID"])


def _check(
    session: Session, name: str, values: Sequence[str], column: InstrumentedAttribute[str], alias: str = ""
) -> None:
    if not values:
        return
    known = list(session.scalars(select(column).order_by(column)))
    former = list(session.scalars(select(SlugAlias.slug).where(SlugAlias.noun == alias))) if alias else []
    for value in values:
        if value not in known and value not in former:
            raise unknown(name, value, known)


def renamed(session: Session, selection: Selection) -> Selection:
    """Return a selection in which formats and series go by the slugs they have today."""
    return replace(
        selection,
        format=_present(session, Format, selection.format),
        series=_present(session, Series, selection.series),
    )


def _present(session: Session, noun: type[Format] | type[Series], slugs: tuple[str, ...]) -> tuple[str, ...]:
    if not slugs:
        return slugs
    query = (
        select(SlugAlias.slug, noun.slug)
        .join(noun, noun.id == SlugAlias.record_id)
        .where(SlugAlias.noun == noun.__tablename__, SlugAlias.slug.in_(slugs))
    )
    now = dict(session.execute(query).all())
    return tuple(sorted({now.get(slug, slug) for slug in slugs}))


def conditions(session: Session, selection: Selection) -> list[ColumnElement[bool]]:
    """Return what must hold for the events of a selection; visibility is not among it."""
    chosen: list[ColumnElement[bool]] = []
    if selection.kind:
        chosen.append(Event.kind.in_(selection.kind))
    if selection.status:
        chosen.append(Event.status.in_(selection.status))
    if selection.series:
        chosen.append(Event.series_id.in_(_ids(session, Series, selection.series)))
    if selection.format:
        of_formats = _in_formats(_ids(session, Format, selection.format))
        chosen.append(or_(of_formats, _outside_formats()) if OUTSIDE in selection.format else of_formats)
    if selection.party:
        chosen.append(_of_parties(party_ids(session, selection.party), hosts_only=False))
    if selection.host:
        chosen.append(_of_parties(party_ids(session, selection.host), hosts_only=True))
    if selection.event:
        chosen.append(Event.id.in_([found for text in selection.event if (found := event_id(text))]))
    if selection.q:
        asked = [search.finds(session, text) for text in selection.q]
        chosen.append(or_(*(one if one is not None else false() for one in asked)))
    chosen += within(selection.first, selection.last)
    return chosen


def within(first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a date's bounds overlap a period; what has no date never does.

    A date that is open at its start begins on the day it was stated, where that is known.
    """
    chosen: list[ColumnElement[bool]] = []
    if first is not None:
        chosen.append(or_(Event.latest >= first, and_(Event.latest.is_(None), Event.earliest.is_not(None))))
    if last is not None:
        was_stated = or_(Event.stated_on.is_(None), Event.stated_on <= last)
        open_start = and_(Event.earliest.is_(None), Event.latest.is_not(None), was_stated)
        chosen.append(or_(Event.earliest <= last, open_start))
    return chosen


def _ids(session: Session, noun: type[Format] | type[Series], slugs: Sequence[str]) -> list[UUID]:
    own = select(noun.id).where(noun.slug.in_(slugs))
    former = select(SlugAlias.record_id).where(SlugAlias.noun == noun.__tablename__, SlugAlias.slug.in_(slugs))
    return [*session.scalars(own), *session.scalars(former)]


def _in_formats(ids: Sequence[UUID]) -> ColumnElement[bool]:
    of_series = select(Series.id).where(Series.format_id.in_(ids))
    return or_(Event.format_id.in_(ids), and_(Event.format_id.is_(None), Event.series_id.in_(of_series)))


def _outside_formats() -> ColumnElement[bool]:
    of_series = select(Series.id).where(Series.format_id.is_not(None))
    return and_(Event.format_id.is_(None), or_(Event.series_id.is_(None), Event.series_id.not_in(of_series)))


def party_ids(session: Session, codes: Sequence[str]) -> list[UUID]:
    """Return the ids of parties and of all their institutions, at any depth."""
    former = select(SlugAlias.record_id).where(SlugAlias.noun == "party", SlugAlias.slug.in_(codes))
    own = select(Party.id).where(or_(Party.code.in_(codes), Party.id.in_(former))).cte("own", recursive=True)
    below = own.union_all(select(Party.id).join(own, Party.parent_id == own.c.id))
    return list(session.scalars(select(below.c.id)))


def _of_parties(ids: Sequence[UUID], *, hosts_only: bool) -> ColumnElement[bool]:
    hosted = Event.id.in_(select(Host.event_id).where(Host.party_id.in_(ids)))
    if hosts_only:
        return hosted
    return or_(hosted, Event.id.in_(select(Participant.event_id).where(Participant.party_id.in_(ids))))
