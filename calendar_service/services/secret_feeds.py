"""Secret feeds: a person's own selection at an address that nobody else knows. Made, changed, replaced, ended, found.

The address is shown once; a hash of it is kept. What a feed shows is what its owner may see at the
moment it is read, so that a role taken away, or a closed account, counts at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain import selection
from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, NotFound
from calendar_service.domain.text import require
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.services import journal, selecting, sessions
from calendar_service.services import site as sites

MOST_OWN = 20
MOST_LISTED = 500
_TOKEN = 32  # octets


@dataclass(frozen=True, slots=True)
class Made:
    """A feed whose address was just made: its token, which is known here and never again, and its row."""

    token: str
    row: SecretFeed


def create(
    session: Session,
    note: str,
    chosen: Mapping[str, Sequence[str]],
    *,
    has_drafts: bool = False,
    by: Actor,
    at: datetime,
) -> Made:
    """Make a secret feed of whoever acts. Raises `Conflict` where there are as many as one may have."""
    journal.begin(session)
    owner = _owner(session, by)
    number = session.scalar(select(func.count()).select_from(SecretFeed).where(SecretFeed.owner_id == owner.id)) or 0
    if number >= MOST_OWN:
        raise Conflict(_("You have %(most)s secret feeds. End one that you no longer use."), most=MOST_OWN)
    token = token_urlsafe(_TOKEN)
    row = SecretFeed(owner_id=owner.id, token_hash=sessions.hashed(token), created_at=at)
    _fill(session, row, note, chosen, has_drafts=has_drafts, by=by)
    _save(session, row, "created", by=by, at=at)
    return Made(token, row)


def change(
    session: Session,
    feed_id: UUID,
    note: str,
    chosen: Mapping[str, Sequence[str]],
    *,
    has_drafts: bool,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> SecretFeed:
    """Change what a feed of one's own holds, and what for; its address stays."""
    row = _editable(session, feed_id, by, version)
    if row.owner_id != by.user_id:
        raise _unknown()
    before = (row.note, row.selection, row.has_drafts)
    _fill(session, row, note, chosen, has_drafts=has_drafts, by=by)
    if (row.note, row.selection, row.has_drafts) != before:
        _save(session, row, "changed", by=by, at=at)
    return row


def replace(session: Session, feed_id: UUID, *, by: Actor, at: datetime) -> Made:
    """Give a feed of one's own another address; the one of before ends at once."""
    row = _editable(session, feed_id, by)
    if row.owner_id != by.user_id:
        raise _unknown()
    token = token_urlsafe(_TOKEN)
    row.token_hash, row.used_on = sessions.hashed(token), None
    _save(session, row, "address_replaced", by=by, at=at)
    return Made(token, row)


def end(session: Session, feed_id: UUID, *, by: Actor, at: datetime) -> None:
    """End a feed at once: one's own, or anyone's by an administrator. Its address then leads nowhere."""
    row = _editable(session, feed_id, by)
    session.delete(row)
    journal.record(session, row, "ended", by=by, at=at, public=False)


def find(session: Session, token: str) -> SecretFeed | None:
    """Return the feed at an address, with its owner; `None` where there is none, or its owner's account is closed."""
    query = select(SecretFeed).where(SecretFeed.token_hash == sessions.hashed(token))
    row = session.scalar(query.options(joinedload(SecretFeed.owner)))
    return None if row is None or row.owner.disabled_at is not None else row


def reader(row: SecretFeed) -> Actor:
    """Return who reads by a feed: its owner, in the role that the account has now."""
    return Actor(user_id=row.owner_id, name=row.owner.name, role=row.owner.role)


def shows_drafts(row: SecretFeed) -> bool:
    """Tell whether a feed shows drafts: where its owner wants it to, and may still see them."""
    return row.has_drafts and reader(row).has_rank("planner")


def see(session: Session, feed_id: UUID, day: date) -> None:
    """Note that a feed was read on a day."""
    session.execute(update(SecretFeed).where(SecretFeed.id == feed_id).values(used_on=day))


def get(session: Session, feed_id: UUID, *, by: Actor) -> SecretFeed:
    """Return a feed for its owner or an administrator; raises `NotFound` for anyone else."""
    row = session.scalar(select(SecretFeed).where(SecretFeed.id == feed_id).options(joinedload(SecretFeed.owner)))
    if row is None or not (row.owner_id == by.user_id or by.has_rank("administrator")):
        raise _unknown()
    return row


def own(session: Session, *, by: Actor) -> Sequence[SecretFeed]:
    """Return the feeds of whoever acts, the newest first."""
    query = select(SecretFeed).where(SecretFeed.owner_id == by.user_id)
    return session.scalars(query.order_by(SecretFeed.created_at.desc(), SecretFeed.id)).all()


def every(session: Session, *, by: Actor) -> Sequence[SecretFeed]:
    """Return the feeds of all persons for an administrator, by owner: at most `MOST_LISTED`."""
    require_rank(by, "administrator")
    query = select(SecretFeed).join(SecretFeed.owner).options(joinedload(SecretFeed.owner))
    return session.scalars(query.order_by(User.name, SecretFeed.created_at.desc()).limit(MOST_LISTED)).all()


def _owner(session: Session, by: Actor) -> User:
    require_rank(by, "reader")
    owner = session.get(User, by.user_id) if by.user_id else None
    if owner is None or owner.disabled_at is not None:
        raise NotFound(_("There is no such user."))
    return owner


def _editable(session: Session, feed_id: UUID, by: Actor, version: int | None = None) -> SecretFeed:
    journal.begin(session)
    row = session.get(SecretFeed, feed_id, populate_existing=True)
    if row is None or not (row.owner_id == by.user_id or by.has_rank("administrator")):
        raise _unknown()
    if version is not None and version != row.version:
        raise Conflict(_("Someone has saved this record since you opened it. Look at what changed, then save again."))
    journal.watch(session, row)
    return row


def _unknown() -> NotFound:
    return NotFound(_("There is no such feed. The feeds there are stand at /feeds."))


def _fill(
    session: Session, row: SecretFeed, note: str, chosen: Mapping[str, Sequence[str]], *, has_drafts: bool, by: Actor
) -> None:
    kept: dict[str, Any] = {name: list(values) for name, values in chosen.items()}
    read = selection.read(kept, lang=sites.of(session).language)
    selecting.check_names(session, read)
    row.note = require(note, field="note")
    row.selection = kept
    row.has_drafts = has_drafts and by.has_rank("planner")


def _save(session: Session, row: SecretFeed, verb: str, *, by: Actor, at: datetime) -> None:
    row.updated_at = at
    session.add(row)
    session.flush()
    journal.record(session, row, verb, by=by, at=at, public=False)
