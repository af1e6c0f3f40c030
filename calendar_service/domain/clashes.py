"""Clashes: whether two events that share a party fall on the same days, where their dates may be imprecise.

Who asks knows which parties take part; here only dates are compared. A `milestone` gathers nobody and
clashes with nothing (`domain.md`): whoever calls leaves it out.
"""

from datetime import date
from enum import StrEnum

from calendar_service.domain.dates import StatedDate


class Clash(StrEnum):
    """How sure it is that two events fall on one day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


def between(one: StatedDate, other: StatedDate) -> Clash:
    """Return how sure it is that two stated dates share a day.

    Certain: both are firm and overlap, or one is firm and fills the whole window of the other.
    Possible: the bounds overlap, and a day may be chosen that does. An event without any date clashes
    with nothing that could be told.
    """
    if not (one.is_known and other.is_known) or not _overlap(one, other):
        return Clash.NONE
    if one.is_firm and other.is_firm:
        return Clash.CERTAIN
    if (one.is_firm and _fills(one, other)) or (other.is_firm and _fills(other, one)):
        return Clash.CERTAIN
    return Clash.POSSIBLE


def _overlap(one: StatedDate, other: StatedDate) -> bool:
    first = max(one.earliest or date.min, other.earliest or date.min)
    last = min(one.latest or date.max, other.latest or date.max)
    return first <= last


def _fills(firm: StatedDate, window: StatedDate) -> bool:
    """Tell whether a firm date has every day that a window leaves open: whichever is chosen, they meet."""
    if firm.earliest is None or firm.latest is None or window.earliest is None or window.latest is None:
        return False
    return firm.earliest <= window.earliest and window.latest <= firm.latest
