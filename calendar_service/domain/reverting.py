"""Reverting: what of a line of the journal can be taken back, as the record stands now, and by what step.

A revert is a new change. A field goes back where it still says what the line left there; one that was
changed since stays, and is named. What follows from a step (the window, the reason that stood before)
goes with the step and is not compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calendar_service.domain.words import _

RESTORE, STEP, DELETE, WITHDRAW, REINSTATE, CANCEL, RECORD, CLOSE, REOPEN = (
    "restore", "step", "delete", "withdraw", "reinstate", "cancel", "record", "close", "reopen",
)  # fmt: skip
DATE = ("date_edtf", "date_stated", "date_language", "start_time", "end_time", "date_timezone")  # go together
_FOLLOWING = frozenset(
    {
        "window", "previous_edtf", "reasons", "status", "status_before", "reasons_before", "cancelled_on",
        "has_left_feeds", "published_at", "withdrawn_on", "visibility", "uid", "merged_into_id", "asked_again_on",
        "last_checked_on",
    }
)  # fmt: skip
_STEPS = {
    "event": {
        "changed": RESTORE, "moved": RESTORE, "published": WITHDRAW, "created": DELETE, "deleted": RECORD, "checked": STEP,
        "unchecked": STEP, "proposed": STEP, "planned": STEP, "confirmed": STEP, "held": STEP, "postponed": STEP,
        "cancelled": REINSTATE, "reinstated": CANCEL,
    },
    "document": {"changed": RESTORE, "published": WITHDRAW, "created": DELETE, "deleted": RECORD},
    "format": {"changed": RESTORE},
    "series": {"changed": RESTORE},
    "party": {"changed": RESTORE},
    "commitment": {"changed": RESTORE},
    "feed": {"changed": RESTORE, "created": WITHDRAW},
    "note": {"settled": REOPEN},
    "user": {"changed": RESTORE, "disabled": REOPEN, "reopened": CLOSE},
}  # fmt: skip
_COMPARED = {  # fields that a step takes back; by default those that follow from nothing
    STEP: ("status", "last_checked_on", "asked_again_on"),
    REINSTATE: ("status",),
    CANCEL: ("status",),
    WITHDRAW: ("visibility",),
    CLOSE: ("disabled_at",),
    REOPEN: ("disabled_at", "settled_at"),
}
_WHY = {
    "withdrawn": _("What was withdrawn stays so: its readers have been told that it is gone. Record it anew."),
    "merged": _(
        "Two records merged are not taken apart: what led to the one leads to the other since. Record the meeting anew if they were two."
    ),
    "invited": _("An account is not deleted. Close it on its page."),
    "password_set": _("A password is not given back: nobody but its owner knew it. Make a link for a new one."),
    "link_made": _("A link that was made runs out by itself, or with the next one."),
    "signed_out": _("Sign-ins that were ended do not begin again. The person can sign in as before."),
    "anonymised": _("Nobody knows any more who it was. That cannot be undone."),
    "noted": _("A private note is not taken back. Delete it on its page."),
    "reported": _("What a reader has written is not taken back. Settle the report."),
}
_WHY_ADDED = {
    "format": _("A format is public from the first day and is not deleted. Change it instead."),
    "series": _("A series is public from the first day and is not deleted. Change it instead."),
    "party": _("A party is public from the first day and is not deleted. Change it instead."),
    "commitment": _("A promise is not deleted: its document still says it. Change it, or mark it as dropped."),
    "user": _("An account is not deleted. Close it on its page."),
}
_BY_ITSELF = _("Nobody did this: it follows from dates, or from another line. Change the record itself.")
_GONE = _("The record is no longer there.")
_NOT_KNOWN = _("This is not taken back by itself. Change the record instead.")
_WITHDRAWN = _("The record has been withdrawn since, and can no longer be changed.")
_MERGED = _("The record has been merged with another since. Change that one.")
_LEFT = _("The person has left, and the account was made anonymous.")
_PERSONAL = _("What people are called is not in the journal, and their language is theirs to choose.")
_DONE = _("The record stands as it did before this line already.")
_SINCE = _("All that this line changed has been changed again since.")
_DRAFT_SINCE = _("The draft has been changed since. Delete it from its own page if it is not wanted.")
_PUBLISHED_SINCE = _("It has been published since. Take back the publication: that withdraws it.")
_RECORDED_SINCE = _("There is a record with this identity again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What of a line of the journal counts for taking it back."""

    noun: str
    verb: str
    fields: Mapping[str, Sequence[Any]]
    actor_kind: str = "person"
    follows: bool = False  # from another line of the same transaction


@dataclass(frozen=True, slots=True)
class Back:
    """A field of a line: what stood there before it, what the line left there, what stands there now."""

    field: str
    before: Any
    after: Any
    now: Any

    @property
    def is_clean(self) -> bool:
        """Whether the field still says what the line left there, so that it goes back."""
        return bool(self.now == self.after)

    @property
    def is_back(self) -> bool:
        """Whether the field says what it said before the line."""
        return bool(self.now == self.before)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a line is taken back: by which step, which fields go back, which stay; or why it is not."""

    step: str = ""
    back: Sequence[Back] = ()
    stuck: Sequence[Back] = ()
    why: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """What the fields that go back will say."""
        return {one.field: one.before for one in self.back}


def decide(line: Line, now: Mapping[str, Any] | None) -> Plan:
    """Return how a line is taken back where the record stands as `now`, which is `None` where there is none."""
    step = _STEPS.get(line.noun, {}).get(line.verb, "")
    if why := _never(line, step):
        return Plan(why=why)
    if step == RECORD:
        return Plan(why=_RECORDED_SINCE) if now is not None else Plan(RECORD, _backs(line, line.fields, {}))
    if why := _no_longer(now):
        return Plan(why=why)
    assert now is not None
    if step == DELETE:
        return _deletion(line, now)
    names = [name for name in _COMPARED.get(step, ()) if name in line.fields] or _own(line)
    return _sorted(step, _backs(line, names, now)) if names else Plan(why=_PERSONAL if line.noun == "user" else _DONE)


def _never(line: Line, step: str) -> str:
    """Return why a line can never be taken back, whatever has become of its record."""
    if line.actor_kind == "service" or line.follows:
        return _BY_ITSELF
    if step:
        return ""
    if line.verb == "created" and line.noun in _WHY_ADDED:
        return _WHY_ADDED[line.noun]
    return _WHY.get(line.verb, _NOT_KNOWN)


def _no_longer(now: Mapping[str, Any] | None) -> str:
    if now is None:
        return _GONE
    if now.get("visibility") == "withdrawn":
        return _WITHDRAWN
    if now.get("merged_into_id"):
        return _MERGED
    return _LEFT if now.get("former_number") else ""


def _own(line: Line) -> list[str]:
    """Return the fields that a line changed by itself, those of a date together."""
    if line.noun == "user":
        return [name for name in line.fields if name == "role"]
    names = [name for name in line.fields if name not in _FOLLOWING]
    return [name for name in names if name not in DATE] + (["date"] if set(names) & set(DATE) else [])


def _backs(line: Line, names: Iterable[str], now: Mapping[str, Any]) -> list[Back]:
    return [_date(line, now) if name == "date" else _back(name, line.fields[name], now.get(name)) for name in names]


def _back(name: str, pair: Sequence[Any], now: Any) -> Back:
    return Back(name, pair[0], pair[1], now)


def _date(line: Line, now: Mapping[str, Any]) -> Back:
    """Return the parts of a date as one field; a part that the line left alone is as it is now."""
    parts = {name: line.fields.get(name, (now.get(name), now.get(name))) for name in DATE}
    before, after = ({name: pair[number] for name, pair in parts.items()} for number in (0, 1))
    return Back("date", before, after, {name: now.get(name) for name in DATE})


def _sorted(step: str, found: Sequence[Back]) -> Plan:
    back = [one for one in found if one.is_clean]
    stuck = [one for one in found if not one.is_clean and not one.is_back]
    if back:
        return Plan(step, back, stuck)
    return Plan(stuck=stuck, why=_SINCE if stuck else _DONE)


def _deletion(line: Line, now: Mapping[str, Any]) -> Plan:
    """Return how a record is taken back that was new with the line: whole, or not at all."""
    if now.get("visibility") != "draft" or now.get("published_at"):
        return Plan(why=_PUBLISHED_SINCE)
    stuck = [one for one in _backs(line, _own(line), now) if not one.is_clean]
    return Plan(stuck=stuck, why=_DRAFT_SINCE) if stuck else Plan(DELETE)
