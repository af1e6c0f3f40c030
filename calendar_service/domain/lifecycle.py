"""An event's life: which status may follow which, and what each asks for (`domain.md`, "An event's life").

Visibility is apart from status and lives here too.
"""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a field is called `date`

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import CalendarError, Conflict, InvalidInput
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

STEPS = {  # of an event's life, by the words of their addresses
    "publish": _("Publish"),
    "name-day": _("Name the day"),
    "move": _("Change the date"),
    "confirm": _("Confirm"),
    "held": _("Mark as held"),
    "postpone": _("Postpone"),
    "cancel": _("Cancel the meeting"),
    "no-news": _("No news"),
    "plan": _("Back to planned"),
    "reinstate": _("Reinstate"),
    "withdraw": _("Withdraw"),
    "delete": _("Delete the draft"),
}
_LIKELIEST = {  # which steps come first, by how an event stands
    "over": ("held", "postpone", "cancel", "no-news", "name-day"),
    "open": ("name-day", "move", "postpone", "cancel", "no-news"),
    "firm": ("confirm", "move", "postpone", "cancel"),
    "postponed": ("move", "cancel", "no-news"),
}
_BECOMES = {"confirm": "confirmed", "plan": "planned", "held": "held", "postpone": "postponed", "cancel": "cancelled"}
_NEXT: dict[str, frozenset[str]] = {
    "proposed": frozenset({"planned", "confirmed", "held", "postponed", "cancelled"}),
    "planned": frozenset({"confirmed", "held", "postponed", "cancelled"}),
    "confirmed": frozenset({"planned", "held", "postponed", "cancelled"}),
    "postponed": frozenset({"planned", "confirmed", "cancelled"}),  # held only once it has a new date
    "held": frozenset(),
    "cancelled": frozenset(),
}


def check_entry(status: str, stated: StatedDate, today: Day) -> None:
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


def check_step(before: str, after: str, stated: StatedDate, today: Day) -> None:
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


def status_put_back(status: str, now: str, stated: StatedDate, today: Day) -> str:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event stands on a day: what decides which steps may follow.

    `date` is its own or the one that a related event lends it; `is_firm` is true of its own alone.
    """

    status: str
    visibility: str
    date: StatedDate
    is_firm: bool
    today: Day
    is_merged: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the last day that its date allows has passed."""
        return self.date.latest is not None and self.date.latest < self.today


def possible_steps(standing: Standing) -> tuple[str, ...]:
    """Return the steps that may follow now, the most likely first."""
    return tuple(step for step in _order(standing) if _may(step, standing))


def check_possible(step: str, standing: Standing) -> None:
    """Raise unless a step may follow now, with what stands against it: `Conflict`, or `InvalidInput` for the date."""
    if standing.visibility == "withdrawn" or standing.is_merged:
        raise Conflict(_("This event was withdrawn or merged and can no longer be changed."))
    _OWN_CHECKS.get(step, _check_status)(standing, step)


def _order(standing: Standing) -> tuple[str, ...]:
    if standing.status == "postponed":
        first = _LIKELIEST["postponed"]
    elif standing.is_over:
        first = _LIKELIEST["over"]
    else:
        first = _LIKELIEST["firm" if standing.is_firm else "open"]
    published = ("publish",) if standing.visibility == "draft" else ()
    return tuple(dict.fromkeys((*published, *first, *STEPS)))


def _may(step: str, standing: Standing) -> bool:
    try:
        check_possible(step, standing)
    except CalendarError:
        return False
    return True


def _check_status(standing: Standing, step: str) -> None:
    """Raise unless the status that a step leads to may follow."""
    after = _BECOMES[step]
    if standing.status == after:
        raise Conflict(_("This event is %(status)s already."), status=Term(STATUSES[after]))
    if standing.status == "postponed" and after in AWAITED:
        raise Conflict(_("This event is postponed. Give it a new date first; it is planned again then."))
    if after == "confirmed" and standing.status in AWAITED and not standing.is_firm:
        check_date(after, StatedDate())  # what another event lends is never firm
    check_step(standing.status, after, standing.date, standing.today)


def _check_dating(standing: Standing, step: str) -> None:
    """Raise unless an event may be given another date, or its day be named."""
    if standing.status == "cancelled":
        raise Conflict(_("This event is cancelled. Reinstate it first, then change its date."))
    if step == "name-day" and standing.is_firm:
        raise Conflict(_("Its day is named already. If it is another one now, change the date."))
    if step == "name-day" and standing.status == "postponed":
        raise Conflict(_("This event is postponed. Give it a new date."))
    if step == "move" and standing.status == "held":
        raise Conflict(_("This event has been held. If its date is recorded wrongly, correct it in the form."))


def _check_asking(standing: Standing, _step: str) -> None:
    """Raise unless word of an event is still expected."""
    if standing.status not in AWAITED | {"postponed"}:
        raise Conflict(
            _("Word of this event is no longer expected: it is %(status)s."), status=Term(STATUSES[standing.status])
        )
    if standing.status == "confirmed" and not standing.is_over:
        raise Conflict(_("This event is confirmed: nobody is asked about it before its last day has passed."))


def _check_visibility(standing: Standing, step: str) -> None:
    """Raise unless an event may be published, withdrawn or deleted."""
    if step == "publish" and standing.visibility != "draft":
        raise Conflict(_("This event is published already."))
    if step == "withdraw" and standing.visibility != "published":
        raise Conflict(_("Only what is published can be withdrawn. A draft can be deleted."))
    if step == "delete" and standing.visibility != "draft":
        raise Conflict(_("What was published is not deleted. Cancel it, or withdraw it if it was a mistake."))


def _check_reinstating(standing: Standing, _step: str) -> None:
    if standing.status != "cancelled":
        raise Conflict(_("Only a cancelled event can be reinstated."))


_OWN_CHECKS = {
    "name-day": _check_dating,
    "move": _check_dating,
    "no-news": _check_asking,
    "publish": _check_visibility,
    "withdraw": _check_visibility,
    "delete": _check_visibility,
    "reinstate": _check_reinstating,
}
