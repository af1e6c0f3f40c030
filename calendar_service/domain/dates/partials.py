"""Partials: dates of which something is still to be said by their neighbours.

In "3–4 апреля 2025" the 3 is a day only because of what follows it. Atoms are therefore read into
partials, which then take what they lack (`fill`), and become forms (`resolved`).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from calendar_service.domain.dates import forms, parts, points, refusals
from calendar_service.domain.dates.forms import Form, Kind
from calendar_service.domain.dates.members import Numbered
from calendar_service.domain.dates.parts import Selector
from calendar_service.domain.dates.sorts import Sort


class Unit(Numbered):
    """What sort of thing a partial names."""

    NONE: ClassVar["Unit"]
    DAY: ClassVar["Unit"]
    MONTH: ClassVar["Unit"]
    CODE: ClassVar["Unit"]  # a season, quarter or half: `number` is the EDTF code
    YEAR: ClassVar["Unit"]
    DECADE: ClassVar["Unit"]
    FORM: ClassVar["Unit"]  # already whole


@dataclass(slots=True)
class Partial:
    """A date as far as it has been said.

    `bare` is a number whose unit is not known; `selectors` are parts, the outermost first;
    `relative` is set where only "this" or "next" has been said.
    """

    unit: Unit = Unit.NONE
    number: int | None = None
    month: int | None = None
    year: int | None = None
    form: Form | None = None
    bare: int | None = None
    text: str = ""
    selectors: tuple[Selector, ...] = ()
    relative: int | None = None
    weekday: int | None = None
    mark: str = ""
    is_numeric: bool = False
    has_year: bool = False
    unit_of_relative: Sort | None = None

    @property
    def unit_sort(self) -> Sort | None:
        """The sort of the unit it names, such that "this" or "next" can be said of it."""
        return Sort.YEAR if self.unit is Unit.YEAR else self.unit_of_relative

    def needs_year(self) -> bool:
        """Tell whether a year would complete it."""
        return self.year is None and self.unit in {Unit.DAY, Unit.MONTH, Unit.CODE, Unit.NONE}


def complete(partials: list[Partial]) -> None:
    """Let each partial take what it lacks from its neighbours: from the right first, then from the left."""
    pairs = list(pairwise(partials))
    for left, right in reversed(pairs):
        _fill(left, right)
    for left, right in pairs:
        _fill(right, left)


def _fill(partial: Partial, neighbour: Partial) -> None:
    if partial.unit is Unit.NONE:
        _take_unit(partial, neighbour)
    if partial.unit is Unit.DAY and partial.month is None:
        partial.month = neighbour.month
    if partial.unit is Unit.YEAR and neighbour.unit is Unit.DECADE and (partial.year or 1) % 10 == 0:
        partial.unit = Unit.DECADE
    if partial.needs_year() and neighbour.unit is not Unit.YEAR:
        partial.year = neighbour.year


def _take_unit(partial: Partial, neighbour: Partial) -> None:
    if neighbour.unit is Unit.NONE:
        return
    if partial.bare is not None:
        _take_numbered_unit(partial, neighbour, partial.bare)
    elif partial.selectors and (neighbour.selectors or neighbour.unit is not Unit.FORM):
        partial.unit, partial.number = neighbour.unit, neighbour.number
        partial.month, partial.form = neighbour.month, neighbour.form
        if partial.unit in {Unit.YEAR, Unit.DECADE}:
            partial.year = neighbour.year


def _take_numbered_unit(partial: Partial, neighbour: Partial, number: int) -> None:
    """Make "I" a quarter in "I–II кварталы", "12" a day in "12 или 13 мая", "first" a week."""
    outer_name = neighbour.selectors[0].name if neighbour.selectors else ""
    if outer_name in {parts.PART, parts.WEEK_WITH}:
        if partial.selectors or outer_name == parts.WEEK_WITH:  # конец I – начало III квартала: I is a quarter, no part
            _take_numbered_unit(partial, replace(neighbour, selectors=neighbour.selectors[1:]), number)
        return
    if neighbour.selectors:
        outer, *inner = neighbour.selectors
        partial.selectors = (*partial.selectors, outer._replace(number=number), *inner)
        partial.unit, partial.number = neighbour.unit, neighbour.number
        partial.month, partial.form = neighbour.month, neighbour.form
        partial.year = neighbour.year if partial.unit in {Unit.YEAR, Unit.DECADE} else partial.year
    elif neighbour.unit is Unit.DAY:
        partial.unit, partial.number = Unit.DAY, number
    elif neighbour.unit is Unit.CODE and neighbour.number is not None and neighbour.number >= forms.FIRST_QUARTER:
        is_quarter = neighbour.number < forms.FIRST_THIRD
        partial.unit, partial.number = Unit.CODE, parts.quarter(number) if is_quarter else parts.half(number)
    elif (
        neighbour.unit is Unit.FORM
        and neighbour.form is not None
        and neighbour.form.kind is Kind.DAY
        and neighbour.form.low
    ):
        partial.unit, partial.number = Unit.DAY, number
        partial.year, partial.month = neighbour.form.low[0], partial.month or neighbour.form.low[1]


def resolved(partial: Partial, reference: date | None) -> Form:
    """Return the form of a complete partial; the year of `reference` where none is said."""
    form = _base(partial, reference)
    for selector in reversed(partial.selectors):
        form = parts.select(selector, form)
    if partial.weekday is not None:
        form = _on_weekday(form, partial.weekday)
    return forms.marked(form, partial.mark) if partial.mark else form


def _base(partial: Partial, reference: date | None) -> Form:
    unit, year = partial.unit, partial.year
    if unit is Unit.FORM and partial.form is not None:
        return partial.form
    if unit is Unit.NONE or (unit is Unit.DAY and partial.month is None):
        raise refusals.not_understood(partial.text)
    if year is None:
        if reference is None:
            raise refusals.needs_reference()
        year = reference.year
    if unit is Unit.DAY:
        return forms.unit((year, partial.month or 0, partial.number or 0))
    if unit is Unit.MONTH:
        return forms.unit((year, partial.month or 0))
    if unit is Unit.YEAR:
        return forms.unit((year,))
    return forms.decade(year) if unit is Unit.DECADE else forms.coded(year, partial.number or 0)


def _on_weekday(form: Form, weekday: int) -> Form:
    """Return a day after its weekday has been checked, or that day of a week."""
    if form.kind is Kind.DAY and form.first:
        if form.first.weekday() != weekday:
            raise refusals.weekday_disagrees(form.first)
        return form
    if form.first and form == parts.week_with(form.first):
        return forms.unit(points.of_day(form.first + timedelta(days=weekday)))
    raise refusals.ambiguous_weekday()
