"""What it means when one stated date follows another: the day named, narrowed, widened, slipped."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from calendar_service.domain.dates.forms import Kind
from calendar_service.domain.dates.stated import StatedDate

ShiftKind = Literal["same", "named", "narrowed", "widened", "slipped"]


@dataclass(frozen=True, slots=True)
class Shift:
    """How a later date stands to an earlier one; `days` is other than 0 for what has slipped.

    Positive days lie after the earlier date, negative ones before it.
    """

    kind: ShiftKind
    days: int = 0


def compare(earlier: StatedDate, later: StatedDate) -> Shift:
    """Return how `later` stands to `earlier`, by their bounds.

    - `same`: the same EDTF. Words and times do not count.
    - `named`: a firm date inside the bounds of one that was not firm, or where nothing was known.
    - `narrowed`: inside the earlier bounds, in any other case; also anything but a firm day where
      nothing was known.
    - `widened`: the bounds enclose the earlier ones, or are the same but no longer firm; also where
      nothing is known any more.
    - `slipped`: some of it lies outside the earlier bounds, and it does not enclose them. A deadline
      ("by 2026") that is put off has slipped too, though its bounds enclose the earlier ones.

    Days of a slip. Both firm: from first day to first day (12 May → 3 June: +22); where that is the
    same day, from last to last. Otherwise, where the two share no day: from the earlier last day to
    the later first day (spring 2026 → 4 June: +4), or from the earlier first day back to the later
    last day (spring 2026 → 27 February: −2). Where they share days: how far the later bounds go
    beyond the earlier last day, else (negative) beyond the first. Where the later date is open at
    the end it goes beyond, the days are counted to the bound it has, and are 0 where it has none.
    """
    if earlier.edtf == later.edtf:
        return Shift("same")
    if not earlier.is_known:
        return Shift("named" if later.is_firm else "narrowed")
    if not later.is_known:
        return Shift("widened")
    if earlier.kind is later.kind is Kind.BY and _last(later) > _last(earlier):
        return Shift("slipped", (_last(later) - _last(earlier)).days)
    return _by_bounds(earlier, later)


def _by_bounds(earlier: StatedDate, later: StatedDate) -> Shift:
    is_inside = _first(later) >= _first(earlier) and _last(later) <= _last(earlier)
    encloses = _first(later) <= _first(earlier) and _last(later) >= _last(earlier)
    if is_inside and later.is_firm and not earlier.is_firm:
        return Shift("named")
    if encloses and (not is_inside or earlier.is_firm):
        return Shift("widened")
    if is_inside:
        return Shift("narrowed")
    return Shift("slipped", _days(earlier, later))


def _days(earlier: StatedDate, later: StatedDate) -> int:
    if earlier.is_firm and later.is_firm:
        return (_first(later) - _first(earlier)).days or (_last(later) - _last(earlier)).days
    if _first(later) > _last(earlier):
        return (_first(later) - _last(earlier)).days
    if _last(later) < _first(earlier):
        return (_last(later) - _first(earlier)).days
    if _last(later) > _last(earlier):
        return 0 if later.latest is None else (later.latest - _last(earlier)).days
    return 0 if later.earliest is None else (later.earliest - _first(earlier)).days


def _first(stated: StatedDate) -> date:
    return stated.earliest or date.min


def _last(stated: StatedDate) -> date:
    return stated.latest or date.max
