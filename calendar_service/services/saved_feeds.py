"""Saved feeds: a selection under a name of its own. Record one, change one, withdraw one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import checks, selection
from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, Gone, InvalidInput, NotFound
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.records import required
from calendar_service.domain.text import NOTE_LENGTH, LocalText, local
from calendar_service.domain.words import _
from calendar_service.models.feeds import Feed
from calendar_service.services import records, selecting
from calendar_service.services.snapshots import snapshot

_RESERVED = frozenset({"all", "kind", "format", "series", "party", "event"})


def create(
    session: Session,
    slug: str,
    names: LocalText,
    chosen: Mapping[str, Sequence[str]],
    *,
    by: Actor,
    at: datetime,
    descriptions: LocalText | None = None,
) -> Feed:
    """Record a public feed of a selection, given as filters with their values, and return it."""
    row = records.make(session, Feed, by=by, at=at)
    _apply(session, row, slug, names, chosen, descriptions or LocalText())
    records.save(session, row, "created", by=by, at=at)
    return row


def change(
    session: Session,
    feed_id: UUID,
    *,
    by: Actor,
    at: datetime,
    slug: str | None = None,
    names: LocalText | None = None,
    chosen: Mapping[str, Sequence[str]] | None = None,
    descriptions: LocalText | None = None,
    version: int | None = None,
) -> Feed:
    """Replace what is given of a feed and return it; a former slug redirects for good."""
    row = records.editable(session, Feed, feed_id, by, version=version)
    if row.visibility == "withdrawn":
        raise Conflict(_("This feed has been withdrawn already."))
    before = snapshot(row)
    _apply(
        session,
        row,
        row.slug if slug is None else slug,
        row.names if names is None else names,
        row.selection if chosen is None else chosen,
        row.descriptions if descriptions is None else descriptions,
    )
    if snapshot(row) == before:
        return row
    records.save(session, row, "changed", by=by, at=at)
    return row


def get(session: Session, feed_id: UUID, *, by: Actor) -> Feed:
    """Return a feed for whoever may change it; raises `NotFound`, and `Gone` where it was withdrawn."""
    require_rank(by, "editor")
    row = session.get(Feed, feed_id)
    if row is None:
        raise NotFound(_("There is no such feed. The feeds there are stand at /feeds."))
    if row.visibility == "withdrawn":
        raise Gone(_("This feed has been withdrawn already."))
    return row


def published(session: Session) -> Sequence[Feed]:
    """Return the feeds that editors have made, by their slugs."""
    return session.scalars(select(Feed).where(Feed.visibility == "published").order_by(Feed.slug)).all()


def withdraw(session: Session, feed_id: UUID, *, by: Actor, at: datetime, version: int | None = None) -> Feed:
    """Take a feed back: its address says from now on that it is gone."""
    row = records.editable(session, Feed, feed_id, by, version=version)
    if row.visibility == "withdrawn":
        raise Conflict(_("This feed has been withdrawn already."))
    row.visibility = "withdrawn"
    records.save(session, row, "withdrawn", by=by, at=at)
    return row


def _apply(
    session: Session,
    row: Feed,
    slug: str,
    names: LocalText,
    chosen: Mapping[str, Sequence[str]],
    descriptions: LocalText,
) -> None:
    if slug in _RESERVED or slug in KINDS:
        raise InvalidInput(
            _("“%(slug)s” is the name of a feed already. Choose a different one."), slug=slug, field="slug"
        )
    kept: dict[str, Any] = {name: list(values) for name, values in chosen.items()}
    selecting.check_names(session, selection.read(kept))
    records.set_slug(session, row, checks.check_slug(slug))
    row.names = required(names)
    row.descriptions = local(descriptions, field="description", limit=NOTE_LENGTH, lines=True)
    row.selection = kept
