"""Writing: a stated date in the reader's language, standing alone ("весна 2026 г.", "spring 2026").

Whatever is written here is read by `reading` as the same date. Bounds in words are for showing
beside it, and are days.
"""

from calendar_service.domain.dates import forms, places, points
from calendar_service.domain.dates.forms import Form, Kind
from calendar_service.domain.dates.points import Point
from calendar_service.domain.dates.stated import StatedDate
from calendar_service.domain.dates.tongues import ROMAN, Style, Tongue, tongue, with_article, with_of

_DASH = "–"
_THIRD_STARTS = {1: 10, 11: 20, 21: 0}  # first day of a third of a month: its last day, 0 for the month's
_HALF_STARTS = {1: 15, 16: 0}
_SUNDAY = 6


def write(date: StatedDate, lang: str, *, style: Style = "long") -> str:
    """Return a date in words: «дата не определена», "12 May 2026, 10:00–13:30 (Rome)".

    `short` writes months in short and leaves «г.» out. A language in which dates are not written is
    answered in English.
    """
    return _Writer(tongue(lang), style).dated(date)


def bounds_in_words(date: StatedDate, lang: str) -> str:
    """Return the days between which a date lies: «1 марта – 31 мая 2026 г.», "not before 1 January 2027"."""
    first, last = date.earliest, date.latest
    writer = _Writer(tongue(lang), "long")
    if first is None and last is None:
        return writer.tongue.unknown
    low, high = (points.of_day(day) if day else None for day in (first, last))
    if low and high:
        return writer.form(forms.span(low, high))
    return writer.form(Form(Kind.BY if high else Kind.NOT_BEFORE, low, high))


class _Writer:
    """Writes forms in one language and style."""

    def __init__(self, spoken: Tongue, style: Style) -> None:
        self.tongue = spoken
        self.style = style

    def dated(self, date: StatedDate) -> str:
        words = self.form(date.form)
        if date.start_time is None:
            return words
        hours = self._hours(date)
        zone = f" ({places.name_of(date.timezone, self.tongue.lang)})" if date.timezone else ""
        return f"{words}, {hours}{zone}"

    def _hours(self, date: StatedDate) -> str:
        """Return the times of a date; of several days, each with its day."""
        times = [(date.earliest, date.start_time), (date.latest, date.end_time)]
        if date.earliest == date.latest:
            return _DASH.join(f"{moment:%H:%M}" for _day, moment in times if moment)
        known = [(points.of_day(day), moment) for day, moment in times if day and moment]
        return f" {_DASH} ".join(f"{self.point(day, years=False)} {moment:%H:%M}" for day, moment in known)

    def form(self, form: Form) -> str:
        """Return a form in words, with its marks."""
        if form.kind is Kind.DECADE and form.low:
            decade = self.tongue.decade.format(year=form.low[0])
            return self.tongue.marks[form.mark].format(words=decade) if form.mark else decade
        if form.mark:
            return self.tongue.marks[form.mark].format(words=self.plain(_without_marks(form)))
        if any(form.marks):
            return self._unevenly_marked(form)
        return self.plain(form)

    def plain(self, form: Form) -> str:
        """Return a form without marks in words."""
        if form.kind is Kind.NONE:
            return self.tongue.unknown
        if form.members or form.code:
            return self._alternatives(form) if form.members else self._coded(form)
        low, high = form.low, form.high
        if low is None or high is None:
            return self._open(form.kind, high or low or ())
        if form.kind is Kind.WINDOW:
            return self._window(low, high)
        return self._range(low, high) if low != high else self.point(low)

    def point(self, point: Point, *, alone: bool = True, years: bool = True) -> str:
        """Return a day, month or year in words; without its year where `years` is false."""
        year = self._year(point[0]) if years else ""
        if len(point) == points.YEAR:
            return year
        is_day = len(point) == points.DAY
        month = self.tongue.month(point[1], self.style, alone=alone and not is_day)
        day = str(point[2]) if is_day else ""
        return " ".join(part for part in (day, month, year) if part)

    def _year(self, year: int) -> str:
        return (self.tongue.year if self.style == "long" else self.tongue.short_year).format(year=year)

    def _coded(self, form: Form) -> str:
        year = (form.low or (0,))[0]
        code, spoken = form.code, self.tongue
        if code == forms.WINTER:
            return spoken.winter.format(year=year, end=year + 1)
        if form.kind is Kind.SEASON:
            return f"{spoken.seasons[code - forms.FIRST_SEASON]} {self._year(year)}"
        number = code - {Kind.QUARTER: 33, Kind.THIRD: 37, Kind.HALF: 40}[form.kind]
        template = {
            Kind.QUARTER: spoken.quarter,
            Kind.THIRD: spoken.thirds[number % 3],
            Kind.HALF: spoken.halves[number % 2],
        }
        return template[form.kind].format(year=self._year(year), number=ROMAN[number], digit=number + 1)

    def _open(self, kind: Kind, point: Point) -> str:
        spoken = self.tongue
        words = self.point(point, alone=False)
        by = spoken.by_year if len(point) == points.YEAR and spoken.by_year else spoken.by
        return self._filled(by if kind is Kind.BY else spoken.not_before, words)

    def _filled(self, template: str, words: str) -> str:
        """Return a template with words in it, with or without an article."""
        lang = self.tongue.lang
        return template.format(words=words, the=with_article(words, lang), of=with_of(words, lang))

    def _window(self, low: Point, high: Point) -> str:
        part = self._part(low, high)
        if part:
            return part
        first, last = self._ends(low, high)
        lang = self.tongue.lang
        return self.tongue.between.format(
            first=first, last=last, the_first=with_article(first, lang), the_last=with_article(last, lang)
        )

    def _part(self, low: Point, high: Point) -> str:
        """Return a third or half of a month, or a week, in words; `""` for any other window."""
        month_end = points.last_day(low[:2]).day
        month = self.point(low[:2], alone=False)
        if low[:2] == high[:2]:
            for starts, templates in (
                (_THIRD_STARTS, self.tongue.month_thirds),
                (_HALF_STARTS, self.tongue.month_halves),
            ):
                if (starts.get(low[2], -1) or month_end) == high[2]:
                    return templates[list(starts).index(low[2])].format(words=month)
        monday, sunday = points.first_day(low), points.first_day(high)
        if monday.weekday() == 0 and (sunday - monday).days == _SUNDAY:
            return self._filled(self.tongue.week, self.point(low))
        return ""

    def _range(self, low: Point, high: Point) -> str:
        if len(low) == len(high) == points.YEAR:
            template = self.tongue.years if self.style == "long" else self.tongue.short_years
            return template.format(year=low[0], end=high[0])
        first, last = self._ends(low, high)
        return f"{first}{_DASH}{last}" if " " not in first else f"{first} {_DASH} {last}"

    def _ends(self, low: Point, high: Point) -> tuple[str, str]:
        """Return both ends of a range, without repeating the month or year they share."""
        if len(low) == len(high) == points.DAY and low[:2] == high[:2]:
            return str(low[2]), self.point(high)
        shares_year = len(low) == len(high) and low[0] == high[0]
        return self.point(low, years=not shares_year), self.point(high)

    def _alternatives(self, form: Form) -> str:
        members = form.members
        if len(members) == 1:
            return self._one_of(members[0])
        texts = [self._member(member, members) for member in members[:-1]]
        or_ = f" {self.tongue.or_} "
        lengths = {len(member.low or ()) for member in members}
        is_year_beside_others = points.YEAR in lengths and len(lengths) > 1  # "1973, May 2000" would be one month
        return f"{(or_ if is_year_beside_others else ', ').join(texts)}{or_}{self._spelled(members[-1])}"

    def _one_of(self, member: Form) -> str:
        low, high = member.low or (), member.high or ()
        template = {points.YEAR: self.tongue.one_of_years, points.MONTH: self.tongue.one_of_months}
        words = self.tongue.one_of_days if len(low) != len(high) else template[len(low)]
        return words.format(words=self._range(low, high))

    def _member(self, member: Form, members: tuple[Form, ...]) -> str:
        """Return one member but the last, without the month or year that all share."""
        low, high = member.low or (), member.high or ()
        ends = [end for each in members for end in (each.low or (), each.high or ())]
        if len({end[:2] for end in ends}) == 1 and {len(end) for end in ends} == {points.DAY}:
            return str(low[2]) if low == high else f"{low[2]}{_DASH}{high[2]}"
        if len({end[0] for end in ends}) > 1 or points.YEAR in {len(end) for end in ends} or len(low) != len(high):
            return self._spelled(member)
        first = self._ends(low, high)[0]
        without = self.point(high, years=False)
        return (
            without
            if low == high
            else f"{first}{'' if ' ' not in first else ' '}{_DASH}{'' if ' ' not in first else ' '}{without}"
        )

    def _spelled(self, member: Form) -> str:
        low, high = member.low or (), member.high or ()
        return self.point(low) if low == high else self._range(low, high)

    def _unevenly_marked(self, form: Form) -> str:
        """Return an interval whose ends have unlike marks: the first in parentheses, the last before it."""
        first, last = (self.point(end) for end in (form.low or (), form.high or ()))
        low, high = form.marks
        if low:
            first = f"{first} ({low})"
        if high:
            last = self.tongue.marks[high].format(words=last)
        return f"{first} {_DASH} {last}"


def _without_marks(form: Form) -> Form:
    """Return a marked form as its words say it: months that make a unit of the year as that unit."""
    low, high = form.low, form.high
    kind = {Kind.ABOUT: Kind.DAY if low == high else Kind.RUN}.get(form.kind, form.kind)
    if kind is Kind.SPAN and low and high and len(low) == len(high) == points.MONTH:
        for code in sorted(forms.CODES):
            unit = forms.coded(low[0], code)
            if (unit.low, unit.high) == (low, high):
                return unit
    return Form(kind, low, high)
