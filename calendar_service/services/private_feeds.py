"""What a secret feed sends: what a public one of the same selection does, and drafts where its owner is to have them.

Drafts are rendered as they are asked for, each marked as one; nothing of them is kept among the pieces
of public feeds.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from calendar_service.domain import selection, summaries
from calendar_service.domain.entries import DateMode, Entry
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES
from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.render import Renderer, ical
from calendar_service.render.faces import Component, FeedFace
from calendar_service.services import faces, feeds, secret_feeds
from calendar_service.services import site as sites
from calendar_service.services.feeds import FoundFeed


def found(session: Session, row: SecretFeed, given: Mapping[str, list[str]]) -> FoundFeed:
    """Return a secret feed as public ones are found, with the filters asked for besides its own."""
    kept: dict[str, Any] = {name: list(values) for name, values in row.selection.items()}
    scope = selection.read(kept)
    names = LocalText(dict.fromkeys(LANGUAGES, row.note))
    bare = FoundFeed(
        slug=f"s/{row.id}", names=names, descriptions=LocalText(), colour="steelblue", scope=scope, asked=scope
    )
    return feeds.narrowed(session, bare, given)


def version(session: Session, row: SecretFeed) -> tuple[object, ...]:
    """Return all that a secret feed's bytes follow from besides what its address asks: another one, another tag.

    Drafts change with any line of the journal, everything else with the public ones alone.
    """
    head = feeds.head(session)
    has_drafts = secret_feeds.shows_drafts(row)
    number = head.number if has_drafts else head.public_version
    return (head.epoch, number, head.generation, head.rendered_as, str(row.id), row.version, has_drafts)


def render(session: Session, row: SecretFeed, asked: FoundFeed, renderer: Renderer) -> bytes:
    """Return a secret feed's bytes, as its owner may see them now."""
    has_drafts = secret_feeds.shows_drafts(row)
    shown = face(session, row, asked, has_drafts=has_drafts)
    if renderer.takes == "changes":
        return renderer.render(shown, feeds.news(session, asked))
    drafts = _drafts(session, row, asked) if has_drafts else []
    if renderer.takes == "entries":
        listed = [*feeds.entries(session, asked), *drafts]
        return renderer.render(shown, sorted(listed, key=lambda entry: (entry.date.sort_key, entry.uid)))
    pieces = [*feeds.pieces(session, asked), *(piece for one in drafts if (piece := _piece(one, asked)) is not None)]
    pieces.sort(key=lambda piece: (piece.sort_key, piece.uid))
    zones = [piece.zone for piece in pieces if piece.zone is not None]
    return renderer.render(shown, [piece.text for piece in pieces], zones)


def face(session: Session, row: SecretFeed, asked: FoundFeed, *, has_drafts: bool) -> FeedFace:
    """Return how a secret feed presents itself: without its address, which no file tells that is passed on."""
    shown = feeds.face(session, asked, "ics")
    page = sites.of(session).url("/account/feeds")
    modified = max(shown.modified, row.updated_at.replace(microsecond=0))
    if has_drafts:
        modified = max(modified, session.scalar(_LAST_LINE) or modified)
    return replace(shown, page_url=page, self_url="", key=f"/feeds/s/{row.id}?{asked.asked.query()}", modified=modified)


_LAST_LINE = select(Change.at).where(Change.number == select(Head.number).scalar_subquery())


def _drafts(session: Session, row: SecretFeed, asked: FoundFeed) -> list[Entry]:
    """Return the drafts that a feed finds, as its owner may see them."""
    conditions = [*feeds.shown(session, asked), Event.visibility == "draft", Event.merged_into_id.is_(None)]
    query = select(Event).where(and_(*conditions, *feeds.cut(session, asked))).options(*faces.loaded())
    events = session.scalars(query.order_by(*feeds.BY_DATE).limit(feeds.MOST_ENTRIES)).all()
    made = faces.entries(session, events, asked.asked.lang, to=secret_feeds.reader(row))
    return [
        replace(entry, created=event.created_at, modified=event.updated_at)
        for event, entry in zip(events, made, strict=True)
    ]


def _piece(entry: Entry, asked: FoundFeed) -> Component | None:
    """Return the VEVENT of a draft, as the address asks for it; `None` where it has no date to stand at."""
    piece = ical.component(entry, DateMode(asked.asked.dates))
    if piece is None:
        return None
    said, more = summaries.summary(entry), ical.rich(entry)
    text = feeds.varied(piece.text, asked.asked, said, more, is_cancelled=entry.status == "cancelled")
    return replace(piece, text=text)
