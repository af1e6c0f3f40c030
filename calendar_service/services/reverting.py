"""Reverting: a line of the journal taken back, as a new change, by the service that made it.

What goes back is decided in `domain.reverting`; all checks of the services hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import reverting
from calendar_service.domain.access import Actor, may_read_line, require_rank
from calendar_service.domain.errors import Conflict, NotFound
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.records import DocumentFacts
from calendar_service.domain.reverting import Line, Plan
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.base import Recorded
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.feeds import Feed
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change
from calendar_service.models.notes import Note
from calendar_service.models.parties import Party
from calendar_service.services import (
    accounts,
    commitments,
    documents,
    events,
    formats,
    journal,
    lifecycle,
    notes,
    parties,
    restoring,
    saved_feeds,
)
from calendar_service.services.snapshots import snapshot
from calendar_service.services.visibility import lines_visible_to

NOUNS: Mapping[str, type[Recorded]] = {
    "event": Event,
    "document": Document,
    "format": Format,
    "series": Series,
    "party": Party,
    "commitment": Commitment,
    "feed": Feed,
    "user": User,
    "note": Note,
}
_CHANGE: Mapping[str, Callable[..., Any]] = {
    "document": documents.change,
    "format": formats.change_format,
    "series": formats.change_series,
    "party": parties.change,
    "commitment": commitments.change,
}


@dataclass(frozen=True, slots=True)
class Reversal:
    """A line, its record as it stands now (`None` where there is none any more), and how the line is taken back."""

    change: Change
    record: Any
    plan: Plan

    @property
    def version(self) -> int:
        """The version of the record."""
        return 0 if self.record is None else int(self.record.version)

    @property
    def asks_reason(self) -> bool:
        """Whether readers are told a reason: the meeting moves, or is called off again."""
        is_moved = self.plan.step == reverting.RESTORE and "date" in self.plan.fields
        return self.change.noun == "event" and (is_moved or self.plan.step == reverting.CANCEL)


def find(session: Session, number: int, *, by: Actor) -> Reversal:
    """Return how a line can be taken back; raises `NotFound` where the actor may not know of it."""
    change = session.scalar(select(Change).where(Change.number == number, lines_visible_to(by)))
    if change is None:
        raise NotFound(_("There is no such line in the journal."))
    noun = NOUNS.get(change.noun)
    record = None if noun is None else session.get(noun, change.record_id, populate_existing=True)
    line = Line(
        noun=change.noun,
        verb=change.verb,
        fields=change.fields,
        actor_kind=change.actor_kind,
        follows="because" in change.facts,
    )
    return Reversal(change, record, reverting.decide(line, None if record is None else snapshot(record)))


def revert(
    session: Session,
    number: int,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    reasons: LocalText | None = None,
) -> Reversal:
    """Take a line back as a new change, and return what was done.

    `reasons` is told to readers where a meeting moves or is called off again. Raises `Conflict` where
    that cannot be done, or `version` is no longer the record's.
    """
    require_rank(by, "editor")
    journal.begin(session)
    found = find(session, number, by=by)
    if not may_read_line(by, found.change.noun, is_changing=True):
        raise NotFound(_("There is no such line in the journal."))
    if version is not None and version != found.version:
        raise Conflict(_("Someone has saved this record since you opened it. Look at what changed, then save again."))
    if not found.plan.step:
        raise Conflict(found.plan.why)
    with journal.reverting(session, found.change):
        _TAKE[found.plan.step](session, found, reasons, by=by, at=at)
    return found


def _restore(session: Session, found: Reversal, reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    change, act = found.change, {"by": by, "at": at}
    facts = restoring.facts(change.noun, found.plan.fields)
    if change.noun == "event":
        _restore_event(session, found, facts, reasons, by=by, at=at)
    elif change.noun == "user":
        user = accounts.editable(session, change.record_id, by)
        accounts.edit(session, user.id, facts["role"], user.full_name, version=user.version, by=by, at=at)
    elif change.noun == "feed":
        saved_feeds.change(session, change.record_id, **facts, **act)  # type: ignore[arg-type]
    else:
        _CHANGE[change.noun](session, change.record_id, facts, **act)


def _restore_event(
    session: Session, found: Reversal, facts: dict[str, Any], reasons: LocalText | None, *, by: Actor, at: datetime
) -> None:
    """Set the facts of an event back, and with a date the status that went with it."""
    change = found.change
    event = events.change(
        session, change.record_id, facts, by=by, at=at, reasons=reasons, correction=change.is_correction
    )
    status = change.fields.get("status", [event.status])[0]
    if "date" not in found.plan.fields or status == event.status:
        return
    before = LocalText(change.fields.get("reasons", [{}])[0] or {})
    if status == "postponed":
        lifecycle.postpone(session, event.id, reasons=before or event.reasons, by=by, at=at)
    else:
        lifecycle.put_back(session, event.id, status, by=by, at=at)


def _step(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    change, back = found.change, found.plan.fields
    if "status" in back:
        pair = change.fields.get("reasons")
        reasons = LocalText(pair[0] or {}) if pair and snapshot(found.record)["reasons"] == pair[1] else None
        lifecycle.put_back(session, change.record_id, back["status"], reasons=reasons, by=by, at=at)
        return
    kept = snapshot(found.record) | back
    days = [date.fromisoformat(kept[name]) if kept[name] else None for name in ("last_checked_on", "asked_again_on")]
    lifecycle.uncheck(session, change.record_id, *days, by=by, at=at)


def _delete(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    delete = {"event": events.delete, "document": documents.delete}[found.change.noun]
    delete(session, found.change.record_id, by=by, at=at)


def _withdraw(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    services: Mapping[str, Callable[..., Any]] = {
        "event": lifecycle.withdraw,
        "document": documents.withdraw,
        "feed": saved_feeds.withdraw,
    }
    services[found.change.noun](session, found.change.record_id, by=by, at=at)


def _reinstate(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    lifecycle.reinstate(session, found.change.record_id, by=by, at=at)


def _cancel(session: Session, found: Reversal, reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    lifecycle.cancel(session, found.change.record_id, reasons=reasons, by=by, at=at)


def _record(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    """Record a deleted draft again, under the id that it had."""
    change = found.change
    fields = {name: pair[0] for name, pair in change.fields.items()}
    if change.noun == "document":
        said = _known(DocumentFacts, restoring.facts("document", fields))
        documents.create(session, DocumentFacts(**said), document_id=change.record_id, by=by, at=at)
        return
    said = _known(EventFacts, restoring.facts("event", restoring.dated(fields)))
    status, reasons = fields["status"], LocalText(fields.get("reasons") or {})
    facts = EventFacts(**said)
    events.create(session, facts, status=status, reasons=reasons, event_id=change.record_id, by=by, at=at)


def _known(kind: type[Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name in kind.__dataclass_fields__}


def _close(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    accounts.disable(session, found.change.record_id, by=by, at=at)


def _reopen(session: Session, found: Reversal, _reasons: LocalText | None, *, by: Actor, at: datetime) -> None:
    reopen: Callable[..., Any] = notes.reopen if found.change.noun == "note" else accounts.reopen
    reopen(session, found.change.record_id, by=by, at=at)


_TAKE: Mapping[str, Callable[..., None]] = {
    reverting.RESTORE: _restore,
    reverting.STEP: _step,
    reverting.DELETE: _delete,
    reverting.WITHDRAW: _withdraw,
    reverting.REINSTATE: _reinstate,
    reverting.CANCEL: _cancel,
    reverting.RECORD: _record,
    reverting.CLOSE: _close,
    reverting.REOPEN: _reopen,
}


def taken_back_by(session: Session, change: Change) -> int | None:
    """Return the number of the last line that takes a line back, if one does."""
    later = select(Change.number, Change.facts).where(
        Change.noun == change.noun, Change.record_id == change.record_id, Change.number > change.number
    )
    found = [number for number, facts in session.execute(later) if facts.get("reverts") == change.number]
    return max(found, default=None)
