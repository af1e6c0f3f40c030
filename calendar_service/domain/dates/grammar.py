"""The grammar of dates: how lists of atoms become windows and bounds.

    date     := between | one-of list | turn | bound (and bound)? | list suffix?
    bound    := (by | before | not-before | after | from) list
    between  := "between" atom "and" atom

Lists are in `lists`, what they consist of in `atoms`.
"""

from calendar_service.domain.dates import forms, parts, points, refusals, relatives
from calendar_service.domain.dates.atoms import MARKS
from calendar_service.domain.dates.forms import Form, Kind
from calendar_service.domain.dates.lists import RANGE_SIGNS, SEPARATORS, Item, Lists
from calendar_service.domain.dates.partials import Partial, Unit, resolved
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.years import QUIET

_LOWER = frozenset({Sort.NOT_BEFORE, Sort.AFTER, Sort.FROM})
_UPPER = frozenset({Sort.BY, Sort.UNTIL, Sort.TO, Sort.BEFORE})
_BOUNDS = _LOWER | _UPPER
_LEADING = QUIET | {Sort.MARK}
_EITHER = frozenset({Sort.EITHER, Sort.OR})
_UNIT_WORDS = frozenset({Sort.DAY, Sort.MONTH_UNIT, Sort.YEAR, Sort.WEEK})
_WEEKS = frozenset({"weeks", "недель", "settimane"})
_VERY_END = 2


class Grammar(Lists):
    """Reads one date at a cursor."""

    def date(self) -> Form:
        """Return the form of the date that begins here and pass it; raises `DateRefused`."""
        cursor = self.cursor
        mark = self._leading_marks() if cursor.sort() in _LEADING else ""
        sort = cursor.sort()
        if sort is Sort.BETWEEN and not relatives.is_duration(cursor):
            form = self._between()
        elif sort is Sort.ONE_OF:
            form = self._one_of()
        elif sort is Sort.TURN:
            form = self._turn()
        elif sort in _BOUNDS:
            form = self._bounded()
        else:
            cursor.skip(_EITHER)
            form = self.listed(self.items())
        if not cursor.at_end():
            form = self._suffixed(form)
            mark = forms.joined_marks(mark, self.trailing_marks())
        return forms.marked(form, mark)

    def _leading_marks(self) -> str:
        mark = self._marks()
        self._skip_quiet()
        return forms.joined_marks(mark, self._marks())

    def _skip_quiet(self) -> None:
        cursor = self.cursor
        while cursor.sort() in {Sort.IN, Sort.AT, Sort.A} and not relatives.is_duration(cursor):
            cursor.take()
        while cursor.sort() is Sort.DURING and not relatives.counts(cursor, 1):
            cursor.take()

    def _marks(self) -> str:
        mark = ""
        while self.cursor.sort() is Sort.MARK:
            mark = forms.joined_marks(mark, MARKS[self.cursor.take().value])
            self.cursor.skip({Sort.COMMA, Sort.COLON, Sort.DASH, Sort.PARENTHESIS})
        return mark

    def trailing_marks(self) -> str:
        """Return the marks that follow, in parentheses or after a comma, and pass them."""
        cursor = self.cursor
        mark, start = "", cursor.place
        while cursor.skip(SEPARATORS) or cursor.sort() is Sort.MARK:
            if cursor.sort() is Sort.MARK:
                mark = forms.joined_marks(mark, MARKS[cursor.take().value])
                start = cursor.place
        cursor.place = start
        return mark

    # bounds

    def _bounded(self) -> Form:
        """Return one bound, or a window between two."""
        bounds = [self._bound()]
        cursor = self.cursor
        start = cursor.place
        cursor.accept(Sort.COMMA)
        cursor.accept(Sort.AND)
        if cursor.sort() in (_UPPER if bounds[0][0] in _LOWER else _LOWER):
            bounds.append(self._bound())
        else:
            cursor.place = start
        items = [item for _sort, listed in bounds for item in listed]
        self.complete([partial for _joint, partials, _has_from in items for partial in partials])
        found = [self._limit(sort, listed) for sort, listed in bounds]
        if len(found) == 1:
            return found[0]
        low, high = sorted(found, key=lambda form: form.low is None)
        return _between_limits(low, high)

    def _bound(self) -> tuple[Sort, list[Item]]:
        cursor = self.cursor
        sort = cursor.sort()
        if sort is not Sort.FROM:
            cursor.take()
            cursor.skip({Sort.FROM, Sort.BY, Sort.IN, Sort.AT, Sort.A, Sort.COMMA})
        self._refuse_counting()
        return sort, self.items()

    def _refuse_counting(self) -> None:
        """Refuse "by 30 days after"."""
        cursor = self.cursor
        if (
            relatives.counts(cursor, 0)
            and cursor.sort() in {Sort.NUMBER, Sort.CARDINAL}
            and cursor.sort(2) in {Sort.AFTER, Sort.FROM, Sort.BEFORE, Sort.UNTIL}
        ):
            raise refusals.counted_from_event()

    def _limit(self, sort: Sort, items: list[Item]) -> Form:
        if sort is Sort.FROM:
            return self.listed(items)
        is_very_end = sort is not Sort.NOT_BEFORE and self._strip_very_end(items[-1][1][-1])
        form = self.listed([(joint, partials, False) for joint, partials, _has_from in items])
        if form.low is None or form.high is None:
            raise refusals.not_understood(self.cursor.tokens[max(0, self.cursor.place - 1)].text)
        if sort is Sort.BEFORE and not is_very_end:
            return forms.before(form)
        if sort is Sort.NOT_BEFORE:
            return forms.not_before(form)
        return forms.after(form) if sort is Sort.AFTER else forms.by(form)

    def _strip_very_end(self, partial: Partial) -> bool:
        """Take "the end of" away where it means the very end, not the last third."""
        outer = partial.selectors[0] if partial.selectors else None
        is_very_end = (
            outer is not None
            and outer.name == parts.PART
            and outer.number == _VERY_END
            and not outer.text.startswith("late")
        )
        if is_very_end and partial.unit is not Unit.NONE:
            partial.selectors = partial.selectors[1:]
            return True
        return False

    def _suffixed(self, form: Form) -> Form:
        """Return a form with "or later", "onwards", "at the latest" behind it."""
        cursor = self.cursor
        ahead = 0
        while cursor.sort(ahead) in SEPARATORS:
            ahead += 1
        token = cursor.token(ahead)
        if token.sort is Sort.IN and token.value and form.kind is Kind.NOT_BEFORE:
            cursor.take(ahead + 1)
            return form
        if token.sort is not Sort.ONWARDS:
            return form
        cursor.take(ahead + 1)
        if form.kind in {Kind.NOT_BEFORE, Kind.BY}:
            return form
        return forms.not_before(form) if token.value > 0 else forms.by(form)

    # windows

    def _between(self) -> Form:
        cursor = self.cursor
        cursor.take()
        cursor.accept(Sort.FROM)
        first = self.atoms.atom()
        cursor.accept(Sort.COMMA)
        if cursor.sort() not in {Sort.AND, *RANGE_SIGNS}:
            raise cursor.unexpected()
        cursor.take()
        last = self.atoms.atom()
        self.complete([first, last])
        low, high = (resolved(partial, self.reference) for partial in (first, last))
        return forms.as_window(forms.between(low, high))

    def _one_of(self) -> Form:
        """Return one day of several: a window; one month or year: a set."""
        cursor = self.cursor
        cursor.take()
        self._skip_quiet()
        cursor.accept(Sort.CARDINAL)
        unit = cursor.take().sort if self._is_unit_of_choice() else Sort.DAY
        cursor.skip({Sort.COLON, Sort.IN, Sort.AT, Sort.A})
        form = self._between() if cursor.sort() is Sort.BETWEEN else self.listed(self.items())
        is_uneven = form.low is not None and form.high is not None and len(form.low) != len(form.high)
        if form.kind is Kind.SPAN and form.low and form.high and (is_uneven or unit in {Sort.MONTH_UNIT, Sort.YEAR}):
            return forms.one_of(form.low, form.high)
        return forms.as_window(form)

    def _is_unit_of_choice(self) -> bool:
        """Tell whether a word says what is chosen among: "one of the weeks", and not "one day in the week of"."""
        unit = self.cursor.token()
        if unit.sort is Sort.WEEK:
            return unit.text in _WEEKS
        return unit.sort in _UNIT_WORDS and not (unit.sort is Sort.YEAR and self.cursor.sort(1) is Sort.END)

    def _turn(self) -> Form:
        """Return the months on either side of a new year; of two months, the parts on either side."""
        cursor = self.cursor
        cursor.take()
        while cursor.sort() in QUIET or cursor.sort() in {Sort.BETWEEN, Sort.YEAR}:
            if cursor.sort() is Sort.YEAR and cursor.sort(1) is not Sort.NUMBER:
                break
            cursor.take()
        low, high = self._pair()
        if low.kind is high.kind is Kind.MONTH and low.low and high.high:
            ends = (parts.select(parts.Selector(parts.PART, place), form) for place, form in ((2, low), (0, high)))
            return forms.between(*ends)
        if low.kind is not Kind.YEAR or high.kind is not Kind.YEAR or not low.low or not high.low:
            raise refusals.not_understood(cursor.tokens[max(0, cursor.place - 1)].text)
        if high.low[0] != low.low[0] + 1:
            raise refusals.two_dates()
        return forms.span((low.low[0], points.MONTHS), (high.low[0], 1))

    def _pair(self) -> tuple[Form, Form]:
        """Return the two units of a turn; where one year is named, it and the year before."""
        cursor = self.cursor
        if (
            cursor.sort() is Sort.NUMBER
            and cursor.sort(1) in {Sort.DASH, Sort.SLASH}
            and len(cursor.token(2).text) == len("27")
        ):
            year = cursor.take(2).value
            last = year - year % 100 + cursor.take().value
            cursor.accept(Sort.YEAR)
            return forms.unit((year,)), forms.unit((last,))
        first = self.atoms.atom()
        if cursor.sort() in {Sort.AND, *RANGE_SIGNS}:
            cursor.take()
            last_partial = self.atoms.atom()
            self.complete([first, last_partial])
            return resolved(first, self.reference), resolved(last_partial, self.reference)
        only = resolved(first, self.reference)
        if only.kind is not Kind.YEAR or not only.low:
            raise refusals.not_understood(first.text)
        before = forms.unit(points.shifted(only.low, -1))
        return before, only


def _between_limits(low: Form, high: Form) -> Form:
    if low.low is None or high.high is None:
        raise refusals.two_dates()
    if len(low.low) == len(high.high) == points.DAY:
        return forms.window(low.low, high.high)
    return forms.span(low.low, high.high, (low.marks[0], high.marks[1]))
