"""Playbooks: named templates of planning steps around a meeting, and the vocabularies their steps use.

What a step's anchor, offset, roll and conditions mean is decided in `planning` and `deadlines`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from calendar_service.domain import deadlines
from calendar_service.domain.deadlines import Roll
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _

ANCHORS = {
    "first_day": _("the first day"),
    "last_day": _("the last day"),
    "adopted": _("the day the outcome document is adopted"),
    "window_start": _("the earliest day of the date as stated"),
}
STEP = "step:"  # an anchor that is another step
DAYS_OF = {
    "host": _("the host’s working days"),
    "secretariat": _("the secretariat’s working days"),
    "participants": _("the working days of all participants"),
}
PRIORITIES = {"high": _("high"), "normal": _("normal"), "low": _("low")}
ROLES = {
    "host_protocol": _("host’s protocol"),
    "secretariat": _("secretariat (organising committee)"),
    "sherpa": _("host’s sherpa (national coordinator)"),
    "legal": _("legal department"),
    "press": _("press service"),
    "security": _("security service"),
    "consular": _("consular service"),
    "logistics": _("logistics"),
    "language_services": _("language services"),
    "expert_centre": _("organising expert centre"),
    "co_host": _("co-organiser"),
    "line_ministry": _("line ministry"),
    "depositary": _("depositary"),
    "owner": _("whoever keeps the record"),
}
CONDITIONS = {
    "imprecise": _("the date is not firm"),
    "firm": _("waits until the date is firm"),
    "outcome": _("an outcome document is foreseen"),
    "to_sign": _("something is to be signed, not only adopted"),
    "treaty": _("what was adopted is an international treaty"),
    "interpretation": _("there is more than one working language"),
    "media": _("the press is admitted"),
    "visas": _("someone needs a visa to enter the host country"),
    "org_serviced": _("an international organisation’s secretariat services the meeting"),
    "parent_earlier": _("the event it accompanies ends before this one begins"),
    "parent_later": _("the event it accompanies begins after this one ends"),
    "per_commitment": _("once for each recorded commitment"),
    "next_edition": _("the commitment is the next edition itself"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: what is to be done, what done means, and how its due date is counted.

    `anchor` is a key of `ANCHORS` or `step:` and another step's key; `reminders` are days before the
    due date; `source` tells where the number comes from.
    """

    key: str
    titles: LocalText
    done: LocalText = field(default_factory=LocalText)
    anchor: str = "first_day"
    offset: str = "0d"
    days_of: str = "host"
    roll: Roll = Roll.NONE
    role: str = "owner"
    priority: str = "normal"
    reminders: tuple[int, ...] = ()
    depends_on: tuple[str, ...] = ()
    conditions: frozenset[str] = frozenset()
    source: str = ""

    @property
    def follows(self) -> str:
        """The key of the step it counts from, or nothing."""
        return self.anchor.removeprefix(STEP) if self.anchor.startswith(STEP) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """A playbook in one version."""

    key: str
    names: LocalText
    steps: tuple[Step, ...]
    kind: str = ""
    version: int = 1

    def checked(self) -> "Playbook":
        """Return the playbook; raises `InvalidInput` where a step cannot stand."""
        keys = [step.key for step in self.steps]
        twice = next((key for key in keys if keys.count(key) > 1), "")
        if twice:
            raise InvalidInput(_("The step “%(key)s” stands there twice."), key=twice, field="steps")
        for step in self.steps:
            _check(step, keys)
        self.in_order()
        return self

    def in_order(self) -> list[Step]:
        """Return the steps so that each comes after the one it counts from; raises `InvalidInput` where they turn in a circle."""
        placed: dict[str, Step] = {}
        waiting = list(self.steps)
        while waiting:
            ready = [step for step in waiting if not step.follows or step.follows in placed]
            if not ready:
                raise InvalidInput(
                    _("The step “%(key)s” counts from itself in a circle."), key=waiting[0].key, field="steps"
                )
            placed |= {step.key: step for step in ready}
            waiting = [step for step in waiting if step.key not in placed]
        return list(placed.values())


def _check(step: Step, keys: Collection[str]) -> None:
    deadlines.read_offset(step.offset)
    _require(step.days_of, DAYS_OF, step)
    _require(step.priority, PRIORITIES, step)
    _require(step.role, ROLES, step)
    for condition in step.conditions:
        _require(condition, CONDITIONS, step)
    if not step.follows:
        _require(step.anchor, ANCHORS, step)
    for key in (*step.depends_on, *filter(None, [step.follows])):
        _require(key, keys, step)


def _require(value: str, known: Iterable[str], step: Step) -> None:
    if value not in known:
        raise InvalidInput(
            _("The step “%(key)s” names “%(value)s”, which is not known. Known are: %(known)s."),
            key=step.key,
            value=value[:80],
            known=", ".join(known),
            field="steps",
        )
