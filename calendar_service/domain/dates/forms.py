"""Forms: what a date can say, one form for each date (the convention of stated dates).

A form is spelled by its two ends, which are points; seasons, quarters, halves and thirds of a year
keep their EDTF code as long as they stand alone. Nothing here reads text: `edtf` and `reading` do,
and both build their answers from the functions below.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from calendar_service.domain.dates import points, refusals
from calendar_service.domain.dates.points import Point


class Kind(StrEnum):
    """The sorts of dates, as a page may want to draw them."""

    NONE = "none"
    DAY = "day"
    RUN = "run"
    ABOUT = "about"  # a day or a run of days with a mark
    WINDOW = "window"
    ALTERNATIVES = "alternatives"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    SPAN = "span"
    BY = "by"
    NOT_BEFORE = "not_before"


_POINT_KINDS = {points.YEAR: Kind.YEAR, points.MONTH: Kind.MONTH, points.DAY: Kind.DAY}
# EDTF code: the sort of unit, its first month and how many months it has
_CODES = {
    **{code: (Kind.SEASON, 3 * (code - 21) + 3, 3) for code in range(21, 25)},
    **{code: (Kind.QUARTER, 3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (Kind.THIRD, 4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{code: (Kind.HALF, 6 * (code - 40) + 1, 6) for code in range(40, 42)},
}
FIRST_SEASON, FIRST_QUARTER, FIRST_THIRD, FIRST_HALF, WINTER = 21, 33, 37, 40, 24
CODES = frozenset(_CODES)
_DECADE = 10
_WITHOUT_MARK = frozenset({Kind.NONE, Kind.WINDOW, Kind.ALTERNATIVES})


class Form(NamedTuple):
    """One date: its kind, the points of its ends (`None`: open), and the marks of the ends.

    `code` is the EDTF code of a season, quarter, third or half; `members` are those of alternatives.
    """

    kind: Kind
    low: Point | None
    high: Point | None
    marks: tuple[str, str] = ("", "")
    code: int = 0
    members: tuple["Form", ...] = ()

    @property
    def edtf(self) -> str:
        """The form in EDTF, canonical."""
        if self.kind is Kind.NONE:
            return ""
        if self.members:
            return f"[{','.join(_as_member(member) for member in self.members)}]"
        low = points.spelled(self.low) if self.low else ".."
        high = points.spelled(self.high) if self.high else ".."
        if self.code or self.kind is Kind.DECADE:
            return f"{low[:4]}-{self.code}" if self.code else f"{low[:3]}X{self.marks[0]}"
        if self.kind is Kind.WINDOW:
            return f"[{low}..{high}]"
        return f"{low}{self.marks[0]}" if low == high else f"{low}{self.marks[0]}/{high}{self.marks[1]}"

    @property
    def first(self) -> date | None:
        """The first day the form allows; `None` where it is open."""
        return points.first_day(self.low) if self.low else None

    @property
    def last(self) -> date | None:
        """The last day the form allows; `None` where it is open."""
        return points.last_day(self.high) if self.high else None

    @property
    def is_of_days(self) -> bool:
        """Whether both ends are days."""
        return self.low is not None and self.high is not None and len(self.low) == len(self.high) == points.DAY

    @property
    def mark(self) -> str:
        """The one mark of the whole form; `""` where the ends differ or there is none."""
        low, high = self.marks
        if self.kind in {Kind.BY, Kind.NOT_BEFORE}:
            return low or high
        return low if low == high else ""


NONE = Form(Kind.NONE, None, None)


def unit(point: Point) -> Form:
    """Return a day, month or year; raises `DateRefused` where there is none."""
    checked = points.check(point)
    return Form(_POINT_KINDS[len(checked)], checked, checked)


def coded(year: int, code: int) -> Form:
    """Return the season (21–24), quarter (33–36), third (37–39) or half (40, 41) of a year."""
    kind, month, length = _CODES[code]
    first = points.check((year, month))
    return Form(kind, first, points.shifted(first, length - 1), code=code)


def decade(first_year: int) -> Form:
    """Return the ten years from one that ends in 0."""
    low = points.check((first_year,))
    return Form(Kind.DECADE, low, points.shifted(low, _DECADE - 1))


def window(low: Point, high: Point) -> Form:
    """Return "some day in it"; one day where both are the same."""
    if low == high:
        return unit(low)
    _require_order(low, high)
    return Form(Kind.WINDOW, low, high)


def span(low: Point, high: Point, marks: tuple[str, str] = ("", "")) -> Form:
    """Return an interval: a run where both ends are days, else a span; the unit where both are the same."""
    if low == high:
        return marked(unit(low), joined_marks(*marks))
    _require_order(low, high)
    is_run = len(low) == len(high) == points.DAY
    kind = (Kind.ABOUT if any(marks) else Kind.RUN) if is_run else Kind.SPAN
    return Form(kind, low, high, marks)


def between(first: Form, last: Form) -> Form:
    """Return everything from one form's start to another's end: a window where one of them is a window."""
    if first.low is None or last.high is None:
        raise refusals.not_understood("..")
    if first == last:
        return first
    is_window = Kind.WINDOW in {first.kind, last.kind} and len(first.low) == len(last.high) == points.DAY
    return window(first.low, last.high) if is_window else span(first.low, last.high, (first.marks[0], last.marks[1]))


def as_window(form: Form) -> Form:
    """Return a run of days as the window of its days, which takes no mark; any other form as it is."""
    if form.is_of_days and form.kind in {Kind.RUN, Kind.ABOUT} and form.low and form.high and form.low != form.high:
        return window(form.low, form.high)
    return form


def by(form: Form) -> Form:
    """Return "by": until the very end of a form."""
    return Form(Kind.BY, None, form.high, ("", form.marks[1]))


def before(form: Form) -> Form:
    """Return "before": until the day, month or year that precedes a form."""
    return Form(Kind.BY, None, points.shifted(_end(form.low), -1), ("", form.marks[0]))


def not_before(form: Form) -> Form:
    """Return "not before": from the first day of a form on."""
    return Form(Kind.NOT_BEFORE, form.low, None, (form.marks[0], ""))


def after(form: Form) -> Form:
    """Return "after": from the day, month or year on that follows a form."""
    return Form(Kind.NOT_BEFORE, points.shifted(_end(form.high), 1), None, (form.marks[1], ""))


def alternatives(members: tuple[Form, ...]) -> Form:
    """Return one of several: members ascend, each once, without marks; a single one stands alone.

    A range of months or years stays a member: `[2024..2026]`.
    """
    once = {_as_member(member): member for member in members}
    ordered = sorted(once.values(), key=lambda member: (_end_day(member.first), _end_day(member.last)))
    if len(ordered) == 1:
        return ordered[0]
    last = max(ordered, key=lambda member: _end_day(member.last))
    return Form(Kind.ALTERNATIVES, ordered[0].low, last.high, members=tuple(ordered))


def one_of(low: Point, high: Point) -> Form:
    """Return one day, month or year of a range: a window where they are days."""
    if low == high or len(low) == len(high) == points.DAY:
        return window(low, high)
    return Form(Kind.ALTERNATIVES, low, high, members=(span(low, high),))


def marked(form: Form, mark: str) -> Form:
    """Return a form with a mark at its end or ends; a set takes none, and a code is spelled in months."""
    if not mark or form.kind in _WITHOUT_MARK:
        return form
    if form.kind is Kind.BY:
        return form._replace(marks=("", joined_marks(form.marks[1], mark)))
    if form.kind is Kind.NOT_BEFORE:
        return form._replace(marks=(joined_marks(form.marks[0], mark), ""))
    kind = Kind.SPAN if form.code else Kind.ABOUT if form.kind in {Kind.DAY, Kind.RUN} else form.kind
    low, high = form.marks
    return form._replace(kind=kind, code=0, marks=(joined_marks(low, mark), joined_marks(high, mark)))


def joined_marks(one: str, other: str) -> str:
    """Return the mark that says both: approximate and uncertain together are `%`."""
    return one if one == other or not other else other if not one else "%"


def _as_member(form: Form) -> str:
    """Return a form inside a set: seasons in months, a range with two dots."""
    low, high = points.spelled(_end(form.low)), points.spelled(_end(form.high))
    return low if low == high else f"{low}..{high}"


def _end(point: Point | None) -> Point:
    if point is None:
        raise refusals.not_understood("..")
    return point


def _end_day(day: date | None) -> date:
    return day or date.max


def _require_order(low: Point, high: Point) -> None:
    if points.first_day(low) > points.last_day(high):
        raise refusals.reversed_range(points.spelled(low), points.spelled(high))
