"""An event's life: which status may follow which, and what each asks for (`domain.md`, "An event's life").

Visibility is apart from status and lives here too.
"""

from datetime import date

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import Conflict, InvalidInput
from calendar_service.domain.kinds import require
from calendar_service.domain.words import Term, _

STATUSES = {
    "proposed": _("proposed"),
    "planned": _("planned"),
    "confirmed": _("confirmed"),
    "held": _("held"),
    "postponed": _("postponed"),
    "cancelled": _("cancelled"),
}
VISIBILITIES = {"draft": _("draft"), "published": _("published"), "withdrawn": _("withdrawn")}
AWAITED = frozenset({"proposed", "planned", "confirmed"})  # word of them is still expected

_NEXT: dict[str, frozenset[str]] = {
    "proposed": frozenset({"planned", "confirmed", "held", "postponed", "cancelled"}),
    "planned": frozenset({"confirmed", "held", "postponed", "cancelled"}),
    "confirmed": frozenset({"planned", "held", "postponed", "cancelled"}),
    "postponed": frozenset({"planned", "confirmed", "cancelled"}),  # held only once it has a new date
    "held": frozenset(),
    "cancelled": frozenset(),
}


def check_entry(status: str, stated: StatedDate, today: date) -> None:
    """Raise unless an event may be entered at once with this status and date on this day.

    What lay in the past may be entered as held or cancelled with any stated date; nothing may be
    entered as held before its window has begun.
    """
    require(status, STATUSES, field="status")
    if status == "confirmed":
        _require_firm(stated)
    if status == "held" and stated.earliest is not None and stated.earliest > today:
        raise InvalidInput(
            _("An event that begins on %(day)s cannot have been held yet. Enter it as planned or confirmed."),
            field="status",
            day=stated.earliest.isoformat(),
        )


def check_step(before: str, after: str, stated: StatedDate, today: date) -> None:
    """Raise unless an event of status `before` may become `after` with this date on this day.

    Raises `Conflict` where the step does not follow, and `InvalidInput` where it lacks a firm date.
    """
    require(after, STATUSES, field="status")
    if after == before:
        return
    if after not in _NEXT[before]:
        raise Conflict(
            _("An event that is %(before)s cannot become %(after)s."),
            field="status",
            before=Term(STATUSES[before]),
            after=Term(STATUSES[after]),
        )
    check_entry(after, stated, today)


def check_date(status: str, stated: StatedDate) -> None:
    """Raise `InvalidInput` where an event of this status cannot have this date."""
    if status == "confirmed":
        _require_firm(stated)


def status_with(status: str, stated: StatedDate) -> str:
    """Return the status of an event that is reinstated with a date: confirmed only where that is firm."""
    return "planned" if status == "confirmed" and not stated.is_firm else status


def status_after_dating(status: str, stated: StatedDate) -> str:
    """Return the status of an event once it has been given a date.

    A postponed event goes on as planned. A confirmed one whose new date is not firm is planned again.
    """
    if status == "postponed" and stated.is_known:
        return "planned"
    return status_with(status, stated)


def status_put_back(status: str, now: str, stated: StatedDate, today: date) -> str:
    """Return the status of an event that a step is taken back from.

    A confirmed one whose last day has passed would be held by the next daily step: it is planned, and its owner asked.
    """
    is_over = stated.latest is not None and stated.latest < today
    return "planned" if status == "confirmed" and now == "held" and is_over else status


def _require_firm(stated: StatedDate) -> None:
    if not stated.is_firm:
        raise InvalidInput(
            _("A confirmed event has a firm date: a day or a run of days. Name the day, or enter it as planned."),
            field="date",
        )
