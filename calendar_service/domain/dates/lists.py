"""Lists of dates: 3–4 апреля, "12 or 19 May", "from May to June, and July 2026".

    list     := range ((and | or | comma) range)*
    range    := from? atom (to atom)*

"To" binds before "and", "and" before "or".
"""

from datetime import date

from calendar_service.domain.dates import clock, forms, parts, points, refusals, relatives
from calendar_service.domain.dates.atoms import MARKS, Atoms
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.forms import Form
from calendar_service.domain.dates.partials import Partial, Unit, complete, resolved
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.tokens import Token
from calendar_service.domain.dates.words_ru import GENITIVES
from calendar_service.domain.dates.years import QUIET

RANGE_SIGNS = frozenset({Sort.DASH, Sort.TO, Sort.UNTIL, Sort.SLASH, Sort.A})
SEPARATORS = frozenset({Sort.COMMA, Sort.PARENTHESIS})
_JOINTS = frozenset({Sort.AND, Sort.OR})
_ENDS = SEPARATORS | {Sort.END}
_JOINING = _JOINTS | {Sort.BETWEEN, Sort.BY, Sort.FROM, Sort.NOT_BEFORE, Sort.AFTER, Sort.BEFORE}
_LEFT_OPEN = _JOINING | RANGE_SIGNS
_DIVIDED = frozenset({Unit.MONTH, Unit.CODE, Unit.YEAR, Unit.DECADE})
_NAMED = frozenset({Sort.MONTH, Sort.SEASON, Sort.QUARTER, Sort.HALF_YEAR, Sort.YEAR, Sort.DECADE})
_WITHOUT_OF = frozenset({"early", "mid", "late", "inizio", "inizi", "metà", "fine"})
_UNTIL_START = "до начала"

Item = tuple[Sort, list[Partial], bool]  # how it is joined to the one before; a range; whether "from" stood before it


class Lists:
    """Reads lists at a cursor. `reference` is the day the words were written, where it is known."""

    def __init__(self, cursor: Cursor, reference: date | None) -> None:
        self.cursor = cursor
        self.reference = reference
        self.atoms = Atoms(cursor, reference)

    def items(self) -> list[Item]:
        """Return the ranges of a list with what joins them."""
        cursor = self.cursor
        items: list[Item] = []
        joint: Sort | None = Sort.COMMA
        while joint is not None:
            has_from = cursor.accept(Sort.FROM) is not None
            start = cursor.place
            partials = [self._end()]
            while not cursor.at_end() and self._is_ranged(partials[-1], has_from=has_from):
                partials.append(self._end())
            if items:
                _share_part(items[-1][1], partials, cursor.tokens[start : cursor.place])
            items.append((joint, partials, has_from))
            joint = None if cursor.at_end() else self._joint(partials[-1])
        return items

    def _end(self) -> Partial:
        """Return an atom, with the mark of one end behind it: "июнь (~) – август"."""
        cursor = self.cursor
        partial = self.atoms.atom()
        is_enclosed = cursor.sort() is Sort.PARENTHESIS and cursor.sort(2) is Sort.PARENTHESIS
        if is_enclosed and cursor.sort(1) is Sort.MARK and cursor.sort(3) in RANGE_SIGNS:
            partial.mark = forms.joined_marks(partial.mark, MARKS[cursor.token(1).value])
            cursor.take(3)
        return partial

    def _is_ranged(self, left: Partial, *, has_from: bool) -> bool:
        """Tell whether the range goes on, and pass what joins its ends."""
        cursor = self.cursor
        start = cursor.place
        cursor.accept(Sort.COMMA)
        if has_from:
            cursor.accept(Sort.AND)
        if cursor.sort() is Sort.BEFORE and cursor.token().text == _UNTIL_START:
            cursor.replace(Token(Sort.PART, 0, _UNTIL_START))  # с середины мая до начала июня
            return True
        while cursor.sort() in RANGE_SIGNS and not (cursor.sort() is Sort.A and cursor.token().text == "an"):
            cursor.take()
        is_sign = cursor.place > start and cursor.tokens[cursor.place - 1].sort in RANGE_SIGNS
        if is_sign and self.atoms.starts() and not clock.starts(cursor, loose=_is_whole(left)):
            return True
        cursor.place = start
        return False

    def _joint(self, left: Partial) -> Sort | None:
        """Return `AND`, `OR` or `COMMA` where another range follows, and pass it."""
        cursor = self.cursor
        start = cursor.place
        joint = Sort.COMMA if cursor.accept(Sort.COMMA) else None
        if cursor.sort() in _JOINTS:
            joint = cursor.take().sort
        if joint is not None:
            cursor.accept(Sort.EITHER)
            if self.atoms.starts() and not clock.starts(cursor, loose=_is_whole(left)):
                return joint
        cursor.place = start
        return None

    def listed(self, items: list[Item]) -> Form:
        """Return the form of a list: a run or span, or the alternatives."""
        self.complete([partial for _joint, partials, _has_from in items for partial in partials])
        self._refuse_rest(items)
        if len(items) == 1:
            form = self._ranged(items[0][1])
            return forms.not_before(form) if items[0][2] and len(items[0][1]) == 1 else form
        _share_week(items)
        ranges = [self._ranged(partials) for _joint, partials, _has_from in items]
        joints = [joint for joint, _partials, _has_from in items[1:]]
        if Sort.OR not in joints:
            return _joined(ranges)
        groups: list[list[Form]] = [[ranges[0]]]
        for joint, following in zip(joints, ranges[1:], strict=True):
            if joint is Sort.AND:
                groups[-1].append(following)
            else:
                groups.append([following])
        return forms.alternatives(tuple(_joined(group) for group in groups))

    def complete(self, partials: list[Partial]) -> None:
        """Let partials take what they lack from each other: "this or next year", "12 или 13 мая"."""
        if len(partials) == 1:
            return
        for place, partial in enumerate(partials):
            if partial.relative is not None and partial.unit is Unit.NONE:
                others = [*partials[place + 1 :], *partials[place - 1 :: -1]] if place else partials[1:]
                unit = next((other.unit_sort for other in others if other.unit_sort), None)
                if unit is not None:
                    found = relatives.unit(Token(unit, 0, partial.text), partial.relative, self.reference)
                    partial.unit, partial.year, partial.form = found.unit, found.year, found.form
        complete(partials)

    def _refuse_rest(self, items: list[Item]) -> None:
        """Refuse the word that stands where a unit was due, "12 мяа 2026"; and where a year was, another date or its joint."""
        cursor = self.cursor
        if cursor.sort() in _ENDS:
            return
        partials = [partial for _joint, partials, _has_from in items for partial in partials]
        if any(partial.unit is Unit.NONE for partial in partials):
            raise cursor.unexpected()
        lacks_year = self.reference is None and any(partial.needs_year() for partial in partials)
        if lacks_year and (self._is_left_open() or (self._is_at_another() and not clock.starts(cursor, loose=True))):
            raise self.unexpected()

    def unexpected(self) -> refusals.DateRefused:
        """Return the refusal of what stands behind a date: of a second date, or of a word by name."""
        is_second = self._is_at_another() and not self._is_left_open()
        return refusals.two_dates() if is_second else self.cursor.unexpected()

    def _is_at_another(self) -> bool:
        """Tell whether another date stands here, or a word that joins it to the one before."""
        sort = self.cursor.sort()
        return sort is not Sort.IN and (sort in _JOINING or self.atoms.starts())

    def _is_left_open(self) -> bool:
        """Tell whether the text ends with what should join another date: «апрель или»."""
        return self.cursor.sort(1) is Sort.END and self.cursor.sort() in _LEFT_OPEN

    def _ranged(self, partials: list[Partial]) -> Form:
        first = resolved(partials[0], self.reference)
        if len(partials) == 1:
            return first
        last = resolved(partials[-1], self.reference)
        low, high = first.low or (), last.high or ()
        if len(low) > points.YEAR and len(high) > points.YEAR and low[0] == high[0] and low[1] > high[1]:
            raise refusals.reversed_over_new_year(high[0])
        return forms.between(first, last)


def _is_whole(partial: Partial) -> bool:
    """Tell whether a number after a partial can only be a time."""
    return partial.year is not None or partial.has_year or (partial.unit is not Unit.NONE and not partial.is_numeric)


def _share_part(before: list[Partial], partials: list[Partial], tokens: list[Token]) -> None:
    """Let a unit take the part that is said before "or": «в начале мая или июня», "the last Friday of May or June".

    `tokens` are those of the unit. In «в начале мая или в июне» and "early May or June" it is the whole month.
    """
    (left, *others), partial = before, partials[0]
    is_alike = left.unit in {partial.unit, Unit.NONE} and partial.unit in _DIVIDED
    if others or len(partials) > 1 or not left.selectors or partial.selectors or not is_alike:
        return
    outer = left.selectors[0]
    if outer.text[-1:] > "z":
        is_of = next((token.text in GENITIVES for token in tokens if token.sort in _NAMED), False)
    else:
        is_of = tokens[0].sort not in QUIET and outer.text not in _WITHOUT_OF
    if is_of and outer.name != parts.WEEK_WITH:
        partial.selectors = left.selectors


def _share_week(items: list[Item]) -> None:
    """Let the days that a list goes on with be those of weeks too: "the week of 17 or 24 May"."""
    week = next((selector for selector in items[0][1][0].selectors if selector.name == parts.WEEK_WITH), None)
    for _joint, (partial, *others), _has_from in items[1:]:
        if week is not None and partial.unit is Unit.DAY and not partial.selectors and not others:
            partial.selectors = (week,)


def _joined(ranges: list[Form]) -> Form:
    """Return what "and" makes of adjoining ranges; refuse two dates."""
    whole = ranges[0]
    for following in ranges[1:]:
        if whole == following:
            continue
        if whole.last is None or following.first is None or (following.first - whole.last).days != 1:
            raise refusals.two_dates()
        whole = forms.between(whole, following)
    return whole
