"""Reading: a date as people write it, in Russian, English, Italian, numerals or EDTF."""

import re
from datetime import date

from calendar_service.domain.dates import clock, edtf, forms, numerals, refusals, surroundings, tokens
from calendar_service.domain.dates.cursor import Cursor
from calendar_service.domain.dates.forms import Form, Kind
from calendar_service.domain.dates.grammar import Grammar
from calendar_service.domain.dates.sorts import Sort
from calendar_service.domain.dates.stated import StatedDate, parse_edtf
from calendar_service.domain.dates.surroundings import Surroundings
from calendar_service.domain.dates.tokens import Token
from calendar_service.domain.dates.vocabulary import italian_alone

_SEPARATORS = frozenset({Sort.COMMA, Sort.PARENTHESIS, Sort.COLON})
_EMPTY = frozenset({*_SEPARATORS, Sort.DASH, Sort.AT, Sort.IN, Sort.A})
_TIMED = frozenset(
    {
        Sort.COLON,
        Sort.HOURS,
        Sort.MERIDIAN,
        Sort.NOON,
        Sort.DAY_PART,
        Sort.AT,
        Sort.DOT,
        Sort.LOCAL,
        Sort.UTC,
        Sort.ZONE,
        Sort.FIXED,
    }
)
_ONWARDS_ALONE, _MARKS_ALONE = {Sort.ONWARDS}, {Sort.MARK}
_YEARS = re.compile("([0-9]{4})[–—―‒−]([0-9]{2})")  # with a dash these are years, unless they are a code
_NO_CODES = range(25, 33)
_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-zà-ü]")
_WORD = re.compile(r"[^\W\d_]+'?")


def read(text: str, *, reference: date | None = None) -> StatedDate:
    """Return the date that a text states; a text that says nothing is not refused: `""`, "TBD", «дата уточняется».

    `reference` is the day the words were written; what depends on it ("next spring", "12 May" without
    a year) is refused where it is not known. Raises `DateRefused` with the reason, and with what could
    be typed instead.
    """
    levelled = tokens.levelled(text)
    stated = text.strip()
    years = _YEARS.fullmatch(stated)
    if years and int(years[2]) in _NO_CODES:
        raise refusals.ambiguous_years(int(years[1]), int(years[2]))
    if stated == "..":
        return parse_edtf("..")
    if edtf.is_edtf(levelled):
        return parse_edtf(levelled)
    form, times = _read(levelled, reference)
    return StatedDate(
        form.edtf,
        stated=stated if levelled else "",
        language=language_of(levelled),
        start_time=times.start if times else None,
        end_time=times.end if times else None,
        timezone=times.zone if times else None,
    )


def language_of(levelled: str) -> str:
    """Return the language of words: `ru` for Cyrillic, `it` where a word is Italian alone, else `en`; `""` for numerals."""
    if _CYRILLIC.search(levelled):
        return "ru"
    if not _LATIN.search(levelled):
        return ""
    return "en" if italian_alone().isdisjoint(_WORD.findall(levelled)) else "it"


def _read(levelled: str, reference: date | None) -> tuple[Form, clock.Times | None]:
    found = surroundings.settle(numerals.merged(tokens.tokens_of(levelled)))
    sorts = {token.sort for token in found.core}
    said = sorts - _EMPTY
    if not said:
        return _of_nothing(found), None
    if found.is_no_date or said == _ONWARDS_ALONE:
        raise refusals.not_a_date()
    if said == _MARKS_ALONE:
        return _of_marks(found.core), None
    if Sort.WORD in sorts and sorts.isdisjoint(_TIMED):  # after a time, a word may name its zone
        raise refusals.not_understood(next(token.text for token in found.core if token.sort is Sort.WORD))
    form, times = _Sentence(found.core, reference).read()
    form = _settled(form, found)
    if times is not None and form.kind is not Kind.DAY:
        raise refusals.time_needs_firm_day()
    return form, times


def _of_nothing(found: Surroundings) -> Form:
    if found.is_no_date and not found.is_open:
        raise refusals.not_a_date()
    if found.is_held and not found.is_open and not found.is_to_be_confirmed:
        raise refusals.not_a_date()
    return forms.NONE


def _of_marks(core: list[Token]) -> Form:
    if any(token.text != "?" for token in core if token.sort is Sort.MARK):
        raise refusals.not_a_date()
    return forms.NONE


def _settled(form: Form, found: Surroundings) -> Form:
    """Return a form as what is not settled yet leaves it."""
    if found.is_to_be_confirmed:
        form = forms.marked(form, "?")
    if not found.is_open:
        return form
    if found.open_dates == 1:
        form = forms.as_window(form)
    return forms.marked(form, "?") if form.kind in {Kind.DAY, Kind.RUN, Kind.ABOUT} else form


class _Sentence:
    """Reads a date with the times that stand before or after it."""

    def __init__(self, core: list[Token], reference: date | None) -> None:
        self.cursor = Cursor(core)
        self.grammar = Grammar(self.cursor, reference)
        self.times: clock.Times | None = None
        self.zone: str | None = None

    def read(self) -> tuple[Form, clock.Times | None]:
        cursor = self.cursor
        cursor.skip(_SEPARATORS)
        if clock.starts(cursor):
            self.times = clock.read(cursor)
            cursor.skip(_SEPARATORS)
            if cursor.at_end():
                raise refusals.time_needs_firm_day()
        form = self.grammar.date()
        while not cursor.at_end():
            form = forms.marked(form, self._rest())
        if self.zone and self.times and not self.times.zone:
            return form, clock.Times(self.times.start, self.times.end, self.zone)
        return form, self.times

    def _rest(self) -> str:
        """Pass what may follow a date, and return a mark where that is one; raises `DateRefused` for anything else."""
        cursor = self.cursor
        mark = self.grammar.trailing_marks()
        if mark or cursor.skip(_SEPARATORS):
            return mark
        if cursor.sort() is Sort.DASH and clock.starts(cursor, 1, loose=True):
            cursor.take()
        if self.times is None and clock.starts(cursor, loose=True):
            self.times = clock.read(cursor)
        elif self._names_zone():
            self.zone = clock.zone(cursor)
        else:
            raise self.grammar.unexpected()
        return ""

    def _names_zone(self) -> bool:
        """Tell whether a zone stands apart from its time: "12 May 2026 (Astana), 10:00"."""
        cursor = self.cursor
        is_zone = cursor.sort() in {Sort.WORD, Sort.UTC, Sort.ZONE, Sort.LOCAL, Sort.FIXED, Sort.TIME} or (
            cursor.sort() is Sort.TO and cursor.sort(1) in {Sort.WORD, Sort.TIME}
        )
        has_time = self.times is not None or any(clock.starts(cursor, ahead, loose=True) for ahead in range(1, 5))
        return is_zone and has_time and self.zone is None
