"""Windows: how far time has gone for an event whose day is not fixed, and what time alone brings about.

The day is always an argument: the venue's day, reckoned by whoever asks.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.lifecycle import AWAITED

KEPT_AFTER_CANCELLATION = timedelta(days=30)  # days; by then every subscriber's calendar has looked
CUT_MONTHS = 12


class Window(StrEnum):
    """Where a day stands to the bounds of a date."""

    NONE = "none"  # no date at all
    AHEAD = "ahead"
    OPEN = "open"  # it may fall on any day from now on, or has begun
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Passing:
    """What a day brings about for one event: the window it is in now, and whether it has been held."""

    window: Window
    status: str


def window_on(stated: StatedDate, today: date) -> Window:
    """Return where `today` stands to a date's bounds; an open earliest day is open from the start."""
    if not stated.is_known:
        return Window.NONE
    if stated.latest is not None and today > stated.latest:
        return Window.CLOSED
    if stated.earliest is not None and today < stated.earliest:
        return Window.AHEAD
    return Window.OPEN


def pass_day(status: str, stated: StatedDate, today: date) -> Passing:
    """Return what `today` makes of an event: a confirmed one is held the day after its last day."""
    window = window_on(stated, today)
    if status == "confirmed" and stated.is_firm and window is Window.CLOSED:
        return Passing(window, "held")
    return Passing(window, status)


def is_unheard(status: str, window: Window) -> bool:
    """Tell whether an event's window has closed without word."""
    return status in AWAITED and window is Window.CLOSED


def leaves_feeds_on(cancelled_on: date, stated: StatedDate | None) -> date:
    """Return the first day on which a cancelled entry is no longer sent.

    It is kept until 30 days after the later of its last day and the cancellation; what was withdrawn
    (`stated` is then left out) until 30 days after that.
    """
    last = (stated and (stated.latest or stated.earliest)) or cancelled_on
    return max(last, cancelled_on) + KEPT_AFTER_CANCELLATION + timedelta(days=1)


def cut_on(today: date) -> date:
    """Return the first day of the month twelve months back: where a large feed is cut."""
    return date(today.year - CUT_MONTHS // 12, today.month, 1)
