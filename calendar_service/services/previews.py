"""Previews: what a feed will send to who subscribes now, what it leaves out and why, what comes next.

The conditions are those that feeds are made with, so that every number is that of entries really sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Case, ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.entries import DateMode, Entry, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import Window
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component
from calendar_service.models.formats import Format, Series
from calendar_service.services import faces, feeds
from calendar_service.services.feeds import FoundFeed

SENT = ("ahead", "unheard", "postponed", "held", "cancelled", "notices")
LEFT_OUT = ("undated", "unfixed", "off", "older", "gone")


@dataclass(frozen=True, slots=True)
class Preview:
    """How many entries a feed's calendar file holds, by how they stand, and what it leaves out, by why.

    Sent are those ahead or still possible, those whose time passed without word, postponed, held and
    cancelled ones, and notices that something was withdrawn. Left out are meetings without any date, those whose day is not
    named (`unfixed`), those called off that are not wanted, those older than `cut_on`, where a large feed
    is cut, and those that were cancelled long ago. What the filters find of published meetings is counted once.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    cut_on: date | None = None

    @property
    def sent(self) -> int:
        """How many entries are sent."""
        return sum(self.numbers.get(name, 0) for name in SENT)

    @property
    def left_out(self) -> int:
        """How many meetings that the filters find are not."""
        return sum(self.numbers.get(name, 0) for name in LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatCount:
    """A format and how many meetings it has now; without a slug, those outside any format."""

    slug: str = ""
    name: Said = field(default_factory=Said)
    position: int = 0
    number: int = 0


def preview(session: Session, found: FoundFeed) -> Preview:
    """Return what a feed sends and leaves out, by the public version there is."""
    numbers, size = _counted(session, found, feeds.sent(session, found))
    day = None if feeds.is_bounded(found) else feeds.cut_on(session, Preview(numbers).sent, size)
    if day is None:
        return Preview(numbers)
    numbers, _size = _counted(session, found, [*feeds.sent(session, found), feeds.not_over_before(day)])
    return Preview(numbers, day)


def _counted(session: Session, found: FoundFeed, sent: Sequence[ColumnElement[bool]]) -> tuple[dict[str, int], int]:
    """Return how many events there are of each sort, and how many bytes those have that are sent."""
    why = case((and_(Component.uid.is_not(None), *sent), _how_it_stands()), else_=_why_not(found))
    query = (
        select(why, func.count(), func.sum(Component.size))
        .select_from(Event)
        .outerjoin(Component, and_(Component.event_id == Event.id, Component.lang == found.asked.lang))
        .where(Event.visibility.in_(["published", "withdrawn"]), *feeds.chosen(session, found))
        .group_by(why)
    )
    counted = session.execute(query).all()
    size = sum(size for name, _number, size in counted if name in SENT)
    return {name: number for name, number, _size in counted if name}, size


def _how_it_stands() -> Case[str]:
    return case(
        (Event.visibility == "withdrawn", "notices"),
        (Event.status == "cancelled", "cancelled"),
        (Event.status == "held", "held"),
        (Event.status == "postponed", "postponed"),
        (_is_unheard(), "unheard"),
        else_="ahead",
    )


def _is_unheard() -> ColumnElement[bool]:
    return and_(Event.status.in_(sorted(AWAITED)), Event.window == Window.CLOSED.value)


def _why_not(found: FoundFeed) -> Case[str]:
    reasons: list[tuple[ColumnElement[bool], str]] = [
        (Event.visibility == "withdrawn", ""),
        (Event.has_left_feeds.is_(True), "gone"),
        (and_(Event.earliest.is_(None), Event.latest.is_(None)), "undated"),
    ]
    if found.asked.cancelled == "omit":
        reasons.append((Event.status == "cancelled", "off"))
    if found.asked.dates == DateMode.FIRM:
        reasons.append((Event.is_firm.is_(False), "unfixed"))
    return case(*reasons, else_="older")


def upcoming(
    session: Session, found: FoundFeed, *, today: date, limit: int, is_dated: bool = True, since: date | None = None
) -> list[UUID]:
    """Return the ids of the next entries of a feed: those ahead by date, then what passed without word or is postponed.

    Only what its calendar files hold (`since` is where they are cut), or unless `is_dated` also what
    has no date, last.
    """
    is_over = or_(Event.status == "held", and_(Event.status == "cancelled", func.coalesce(Event.latest < today, False)))
    conditions = [*feeds.shown(session, found), Event.visibility == "published", Event.has_left_feeds.is_(False)]
    conditions.append(Event.merged_into_id.is_(None))
    if is_dated:
        conditions.append(~_UNDATED)
    if since is not None:
        conditions.append(feeds.not_over_before(since))
    return list(session.scalars(select(Event.id).where(*conditions, ~is_over).order_by(*_BY_NEARNESS).limit(limit)))


def entries(session: Session, ids: Sequence[UUID], lang: str) -> list[Entry]:
    """Return the entries of events in the order of their ids."""
    events = {one.id: one for one in session.scalars(select(Event).where(Event.id.in_(ids)).options(*faces.loaded()))}
    return faces.entries(session, [events[id_] for id_ in ids if id_ in events], lang)


_UNDATED = and_(Event.earliest.is_(None), Event.latest.is_(None))
_IS_STALE = or_(_is_unheard(), Event.status == "postponed")
_BY_NEARNESS = (case((_UNDATED, 2), (_IS_STALE, 1), else_=0), *feeds.BY_DATE)


def formats(session: Session, lang: str) -> list[FormatCount]:
    """Return every format in order with the number of its published meetings; last, those outside any."""
    of = func.coalesce(Event.format_id, Series.format_id)
    query = (
        select(of, func.count())
        .select_from(Event)
        .outerjoin(Series, Series.id == Event.series_id)
        .where(Event.visibility == "published", Event.merged_into_id.is_(None))
        .group_by(of)
    )
    numbers: dict[UUID | None, int] = dict(session.execute(query).all())
    listed = [
        FormatCount(
            slug=one.slug, name=faces.said(one.names, lang), position=one.position, number=numbers.get(one.id, 0)
        )
        for one in session.scalars(select(Format).order_by(Format.position, Format.slug))
    ]
    return [*listed, FormatCount(number=numbers.get(None, 0))]
