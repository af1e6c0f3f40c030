"""Planning: a playbook's steps and a stated date give dated tasks.

The rules are those of `playbooks.md`. From a date that is not firm a step has a *provisional* due date,
counted from the earliest day, and a *safe-by* date, counted from the latest; a step that needs a day
waits for it. Nothing here knows of tables or of today: a date that is past stays where it is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - a field is called `date`

from calendar_service.domain import deadlines
from calendar_service.domain.dates import Kind, StatedDate
from calendar_service.domain.deadlines import Deadline
from calendar_service.domain.playbooks import Playbook, Step
from calendar_service.domain.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """Whose working days count, by ISO 3166-1 codes. Without a secretariat the host's count.

    Without a host, the participants'.
    """

    host: tuple[str, ...] = ()
    secretariat: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()

    def of(self, days_of: str) -> tuple[str, ...]:
        """Return the countries in whose days a step counts."""
        host = self.host or self.participants
        chosen = {"host": host, "secretariat": self.secretariat or host, "participants": self.participants or host}
        return tuple(dict.fromkeys((*chosen[days_of], *(self.host if days_of == "participants" else ()))))

    def is_host_unknown(self, days_of: str) -> bool:
        """Tell whether a step counts in the participants' days only because nobody knows the host."""
        return not self.host and (days_of == "host" or (days_of == "secretariat" and not self.secretariat))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a plan is made for.

    `holds` are the conditions that the record, or whoever applies the playbook, says to hold; `done`
    and `set_by_hand` are dates of steps by their keys; `struck` are left out. `off` and `worked` are
    days added by hand, by country.
    """

    date: StatedDate
    is_firm: bool
    countries: Countries
    holds: Collection[str] = ()
    adopted: Day | None = None
    done: Mapping[str, Day] = field(default_factory=dict)
    set_by_hand: Mapping[str, Day] = field(default_factory=dict)
    struck: Collection[str] = ()
    off: Mapping[str, Collection[Day]] = field(default_factory=dict)
    worked: Mapping[str, Collection[Day]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A step in the plan.

    `due` is absent where there is no date to count from; `safe_by` where none is needed or none can be
    given. `waits_for_date` marks a step in the group "awaiting a date". `before` are the steps it depends
    on that fall due later than it does.
    """

    step: Step
    due: Deadline | None = None
    safe_by: Deadline | None = None
    is_provisional: bool = False
    waits_for_date: bool = False
    is_host_unknown: bool = False
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Days:
    """The days a plan counts from: the provisional or firm one, and the one for safe-by dates."""

    first: Day | None
    last: Day | None
    safe: Day | None
    window_start: Day | None
    is_provisional: bool


def plan(playbook: Playbook, to: Circumstances) -> list[Planned]:
    """Return the steps that are in the plan, in the playbook's order, each with its dates."""
    days = _days(to)
    counted: dict[str, tuple[Day | None, Day | None]] = {}
    made: dict[str, Planned] = {}
    for step in playbook.in_order():
        due, safe_by = _deadlines(step, to, days, counted)
        counted[step.key] = _counts_from(step, to, due, safe_by)
        made[step.key] = Planned(
            step=step,
            due=due,
            safe_by=safe_by,
            is_provisional=due is not None and days.is_provisional and due.anchor != to.adopted,
            waits_for_date="firm" in step.conditions and not to.is_firm,
            is_host_unknown=to.countries.is_host_unknown(step.days_of),
        )
    kept = {step.key for step in playbook.steps if is_in_plan(step, to)}
    return [_warned(made[step.key], made, kept) for step in playbook.steps if step.key in kept]


def is_in_plan(step: Step, to: Circumstances) -> bool:
    """Tell whether a step is in the plan: not struck, and all its conditions hold."""
    if step.key in to.struck:
        return False
    known = {"firm"} | ({"imprecise"} if not to.is_firm else set()) | set(to.holds)
    return step.conditions <= known


def _days(to: Circumstances) -> _Days:
    """Return the days to count from (`playbooks.md`, "When the date is not firm")."""
    first, last = to.date.earliest, to.date.latest
    if to.is_firm:
        return _Days(first, last, None, first, is_provisional=False)
    if to.date.kind is Kind.BY or first is None:
        return _Days(last, last, last, last, is_provisional=last is not None)
    return _Days(first, first, last, first, is_provisional=True)


def _deadlines(
    step: Step, to: Circumstances, days: _Days, counted: Mapping[str, tuple[Day | None, Day | None]]
) -> tuple[Deadline | None, Deadline | None]:
    """Return the due date of a step and its safe-by date, each where there is a day to count from."""
    from_day, safe_from = _anchors(step, to, days, counted)
    workdays = Workdays(to.countries.of(step.days_of), to.off, to.worked)
    offset = deadlines.read_offset(step.offset)
    due = deadlines.compute(from_day, offset, step.roll, workdays) if from_day else None
    if not days.is_provisional or safe_from is None:
        return due, None
    return due, deadlines.compute(safe_from, offset, step.roll, workdays)


def _anchors(
    step: Step, to: Circumstances, days: _Days, counted: Mapping[str, tuple[Day | None, Day | None]]
) -> tuple[Day | None, Day | None]:
    if step.follows:
        return counted[step.follows]
    if step.anchor == "adopted" and to.adopted is not None:
        return to.adopted, None
    if step.anchor == "window_start":
        return days.window_start, days.window_start
    return (days.first if step.anchor == "first_day" else days.last), days.safe


def _counts_from(
    step: Step, to: Circumstances, due: Deadline | None, safe_by: Deadline | None
) -> tuple[Day | None, Day | None]:
    """Return the day that steps chained to this one count from: done, set by hand, else before it was rolled."""
    fixed = to.done.get(step.key) or to.set_by_hand.get(step.key)
    if fixed is not None:
        return fixed, None
    return (due.counted if due else None), (safe_by.counted if safe_by else None)


def _warned(one: Planned, made: Mapping[str, Planned], kept: Collection[str]) -> Planned:
    """Return a step with the steps it waits for that fall due after it; one that is left out counts as met."""
    if one.due is None:
        return one
    late = [key for key in one.step.depends_on if key in kept and _is_after(made[key], one)]
    return replace(one, before=tuple(late))


def _is_after(other: Planned, one: Planned) -> bool:
    return other.due is not None and one.due is not None and other.due.due > one.due.due
