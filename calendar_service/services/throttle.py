"""Throttle: how often a source may try something, counted in the database for all processes together.

A source is known by a keyed hash alone: who tried is not kept.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from calendar_service.domain.errors import TooMany
from calendar_service.domain.words import _
from calendar_service.models.throttle import Attempt
from calendar_service.services import journal

_KEPT = timedelta(days=2)  # longer than any window


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `number` attempts of a sort within a window of time."""

    sort: str
    number: int
    window: timedelta


def take(session: Session, limit: Limit, source: str, *, key: str, at: datetime) -> None:
    """Count an attempt; raises `TooMany` where the source has had as many as it may within the window.

    Writers queue at the journal's head, so that no two count the same attempt. `key` is the secret
    under which the source is hashed.
    """
    journal.begin(session)
    hashed = hmac.new(key.encode(), f"{limit.sort} {source}".encode(), sha256).hexdigest()
    run = session.get(Attempt, (limit.sort, hashed), populate_existing=True)
    if run is None or run.began_at + limit.window <= at:
        _begin(session, run, limit, hashed, at)
        return
    if run.number >= limit.number:
        left = run.began_at + limit.window - at
        raise TooMany(
            _("That was too often in a short time. Try again in %(minutes)s min."),
            retry_after=int(left.total_seconds()) + 1,
            minutes=int(left.total_seconds() // 60) + 1,
        )
    run.number += 1


def _begin(session: Session, run: Attempt | None, limit: Limit, hashed: str, at: datetime) -> None:
    """Begin a run anew, and forget those that are long over."""
    session.execute(delete(Attempt).where(Attempt.began_at < at - _KEPT, Attempt.source != hashed))
    if run is None:
        session.add(Attempt(sort=limit.sort, source=hashed, began_at=at, number=1))
    else:
        run.began_at, run.number = at, 1
    session.flush()
