"""What can be done to several events at once: one wish for all of them."""

from dataclasses import dataclass, field
from uuid import UUID

from calendar_service.domain.access import RANKS
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _

MOST = 200  # events at once
STEPS = {
    "planned": _("Status: planned"),
    "confirmed": _("Status: confirmed"),
    "held": _("Status: held"),
    "postponed": _("Status: postponed, without a new date"),
    "cancelled": _("Status: cancelled"),
    "reinstated": _("Reinstate what was cancelled"),
    "published": _("Publish"),
    "withdrawn": _("Withdraw"),
}
REASONED = frozenset({"postponed", "cancelled"})  # readers are told why


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of every event: a step of its life, an owner, or a format.

    Of `owner` and `format`, an empty `value` says that there is none.
    """

    sort: str  # `step`, `owner` or `format`
    value: str = ""
    reasons: LocalText = field(default_factory=LocalText)

    @property
    def is_reasoned(self) -> bool:
        """Whether readers are told a reason with it."""
        return self.sort == "step" and self.value in REASONED

    @property
    def id(self) -> UUID | None:
        """The record that the value names, none where it names none."""
        named = self.value.removeprefix("user:")
        return UUID(named) if named and not named.startswith("role:") else None


def read(text: str, reasons: LocalText) -> Wish:
    """Return the wish that a choice names: `step:held`, `owner:user:…`, `owner:role:editor`, `format:…`.

    Raises `InvalidInput` where it names none.
    """
    sort, _colon, value = text.partition(":")
    if not text:
        raise InvalidInput(_("Choose what is to be done with them."), field="step")
    if not _is_known(sort, value):
        raise InvalidInput(_("This cannot be done with several events. Choose from the list."), field="step")
    wish = Wish(sort, value)
    return Wish(sort, value, reasons) if wish.is_reasoned else wish


def _is_known(sort: str, value: str) -> bool:
    if sort == "step":
        return value in STEPS
    if sort == "owner" and value.startswith("role:"):
        role = value.removeprefix("role:")
        return role in USER_ROLES and RANKS[role] >= RANKS["planner"]
    named = value.removeprefix("user:") if sort == "owner" else value
    return sort in {"owner", "format"} and (not value or (_is_id(named) and (sort == "format" or named != value)))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
