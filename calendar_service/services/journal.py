"""The journal: every write passes here, in the transaction that makes it.

Lines are numbered in commit order: the writer locks the one row that holds the last number, so that
a reader who has seen line N has seen all before it. A line that changes anything published advances
the public version, which versions every public feed and page.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.text import LocalText
from calendar_service.models.base import Recorded
from calendar_service.models.journal import Change, Head
from calendar_service.services.snapshots import difference, is_private, snapshot

CALENDAR = UUID(int=0)  # the record of lines about the calendar as a whole
_TRANSACTION, _BEFORE, _ADVANCED, _REVERTS = "transaction_id", "before", "public_advanced", "reverts"


def begin(session: Session) -> Head:
    """Lock the journal's head for the rest of the transaction, and return it.

    Whoever changes anything calls this before reading what it will change: writers then queue, and
    each sees what the one before it committed. The head is made on first use.
    """
    if _TRANSACTION in session.info:
        return session.get_one(Head, 1)
    session.info[_TRANSACTION] = uuid4()
    session.info[_BEFORE] = {}
    head = session.scalar(select(Head).with_for_update().execution_options(populate_existing=True))
    if head is None:
        head = Head(id=1, public_modified=datetime(1970, 1, 1, tzinfo=UTC), epoch=token_hex(8))
        session.add(head)
        session.flush()
    return head


def watch(session: Session, record: Recorded) -> None:
    """Remember how a record stands, so that the line about it says what it was before."""
    session.info[_BEFORE][_key(record)] = snapshot(record)


@contextmanager
def reverting(session: Session, change: Change) -> Iterator[None]:
    """Have the lines about a change's record say, for as long as the block lasts, that they take it back."""
    session.info[_REVERTS] = ((change.noun, change.record_id), change.number)
    try:
        yield
    finally:
        del session.info[_REVERTS]


def record(
    session: Session,
    record: Recorded,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    public: bool,
    reasons: LocalText | None = None,
    facts: dict[str, Any] | None = None,
    correction: bool = False,
) -> Change:
    """Append a line about a record as it now stands, against what `watch` saw, and return it.

    `public` tells whether the record is, or was until now, published. A line about private fields
    alone is never public.
    """
    head = begin(session)
    session.flush()
    before = session.info[_BEFORE].get(_key(record), {})
    after = {} if record in session.deleted or verb == "deleted" else snapshot(record)
    changes = difference(before, after)
    session.info[_BEFORE][_key(record)] = after
    return _append(
        session,
        head,
        public=public and not is_private(changes),
        at=at,
        by=by,
        line={
            "noun": record.__tablename__,
            "record_id": record.id,
            "verb": verb,
            "fields": changes,
            "facts": {**(facts or {}), **_reverted(session, record)},
            "reasons": reasons or LocalText(),
            "is_correction": correction,
        },
    )


def record_calendar(session: Session, verb: str, *, by: Actor, at: datetime, facts: dict[str, Any]) -> Change:
    """Append a public line about the calendar as a whole: where large feeds are cut, a new rendering."""
    line = {
        "noun": "calendar",
        "record_id": CALENDAR,
        "verb": verb,
        "fields": {},
        "facts": facts,
        "reasons": LocalText(),
    }
    return _append(session, begin(session), public=True, at=at, by=by, line=line)


def lines_after(session: Session, number: int, *, limit: int = 100) -> Sequence[Change]:
    """Return the lines that follow a number, in order, at most `limit`."""
    query = select(Change).where(Change.number > number).order_by(Change.number).limit(limit)
    return session.scalars(query).all()


def _append(session: Session, head: Head, *, public: bool, at: datetime, by: Actor, line: dict[str, Any]) -> Change:
    head.number += 1
    if public:
        _advance(session, head, at)
    change = Change(
        number=head.number,
        transaction_id=session.info[_TRANSACTION],
        at=at,
        is_public=public,
        actor_kind=by.kind,
        actor_id=by.user_id,
        actor_role=by.role,
        request_id=by.request_id,
        token_id=by.token_id,
        **line,
    )
    session.add(change)
    session.flush()
    return change


def _advance(session: Session, head: Head, at: datetime) -> None:
    """Raise the public version, and once a transaction its moment, by a second at least."""
    head.public_version += 1
    if not session.info.get(_ADVANCED):
        session.info[_ADVANCED] = True
        whole = at.astimezone(UTC).replace(microsecond=0)
        head.public_modified = max(whole, head.public_modified + timedelta(seconds=1))


def _reverted(session: Session, record: Recorded) -> dict[str, int]:
    key, number = session.info.get(_REVERTS, (None, 0))
    return {"reverts": number} if key == _key(record) else {}


def _key(record: Recorded) -> tuple[str, UUID]:
    return record.__tablename__, record.id
