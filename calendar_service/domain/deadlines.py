"""Deadlines: an anchor, an offset and a roll give a due date, with every day that was passed over.

The convention is that of `playbooks.md`, "How a due date is counted": `-180d` counts calendar days,
`-8w` weeks, `+6m` calendar months; `-10wd` is the tenth working day strictly before the anchor. A
roll moves what lands on a day off; a counted working day is never rolled.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from calendar_service.domain import workdays
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _
from calendar_service.domain.workdays import DayOff, Workdays

_OFFSET = re.compile(r"([+-]?)([0-9]{1,5})(wd|d|w|m)")
_WEEK = 7
_MONTHS = 12


class Unit(StrEnum):
    """What an offset counts."""

    DAY = "d"
    WEEK = "w"
    WORKING_DAY = "wd"
    MONTH = "m"


class Roll(StrEnum):
    """Where a due date goes that lands on a day off."""

    NONE = "none"
    BEFORE = "before"
    AFTER = "after"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units after an anchor, or before it where the number is negative."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number:+d}{self.unit}" if self.number else f"0{self.unit}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date and how it was found.

    `counted` is the day before it was rolled, from which steps chained to this one count. `skipped`
    are the holidays passed over while counting working days or rolling, in order.
    """

    anchor: date
    offset: Offset
    due: date
    counted: date
    countries: tuple[str, ...]
    skipped: tuple[DayOff, ...]

    @property
    def is_rolled(self) -> bool:
        """Whether the day that was counted was no working day, so that the due date lies beside it."""
        return self.due != self.counted


def read_offset(text: str) -> Offset:
    """Return the offset that a text such as `-30wd`, `+6m` or `0d` is; raises `InvalidInput`."""
    found = _OFFSET.fullmatch(text.strip().replace("−", "-"))
    if found is None:
        raise InvalidInput(
            _("An offset is written such as -180d, -8w, +6m or -10wd, not “%(text)s”."), text=text[:40], field="offset"
        )
    sign, number, unit = found.groups()
    offset = Offset(-int(number) if sign == "-" else int(number), Unit(unit))
    if offset.unit is Unit.WORKING_DAY and not offset.number:
        raise InvalidInput(_("There is no 0wd. Write 0d and a roll."), field="offset")
    return offset


def compute(anchor: date, offset: Offset, roll: Roll, days: Workdays) -> Deadline:
    """Return the deadline at an offset from an anchor; raises `InvalidInput` outside the years that are known."""
    workdays.check_year(anchor, timedelta())
    if offset.unit is Unit.WORKING_DAY:
        due = days.counted(anchor, offset.number)
        passed = workdays.passed_over(days, _between(anchor, due))
        return Deadline(anchor, offset, due, due, days.countries, tuple(passed))
    counted = workdays.check_year(_moved(anchor, offset), timedelta())
    due = _rolled(counted, roll, days)
    passed = workdays.passed_over(days, [counted, *_between(counted, due)]) if due != counted else []
    in_order = sorted(passed, key=lambda one: one.date)
    return Deadline(anchor, offset, due, counted, days.countries, tuple(in_order))


def _moved(anchor: date, offset: Offset) -> date:
    if offset.unit is Unit.MONTH:
        return _months_from(anchor, offset.number)
    number = offset.number * (_WEEK if offset.unit is Unit.WEEK else 1)
    return workdays.check_year(anchor, timedelta(days=number))


def _months_from(anchor: date, number: int) -> date:
    """Return the same day of another month, or that month's last day where it has no such day."""
    year, month = divmod(anchor.year * _MONTHS + anchor.month - 1 + number, _MONTHS)
    if not workdays.FIRST_YEAR <= year <= workdays.LAST_YEAR:
        return workdays.check_year(date.max if number > 0 else date.min, timedelta())
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


def _rolled(day: date, roll: Roll, days: Workdays) -> date:
    if roll is Roll.NONE or days.are_worked(day):
        return day
    if roll is Roll.BEFORE:
        return days.before(day)
    if roll is Roll.AFTER:
        return days.after(day)
    before, after = days.before(day), days.after(day)
    return before if day - before <= after - day else after


def _between(one: date, other: date) -> list[date]:
    """Return the days strictly between two, in the order of the calendar."""
    first, last = min(one, other), max(one, other)
    return [first + timedelta(days=number) for number in range(1, (last - first).days)]
