"""A stated date: the EDTF, the words it was stated in, and times of day where the day is known."""

from dataclasses import dataclass, replace
from datetime import date, time

from calendar_service.domain.dates import edtf as notation
from calendar_service.domain.dates import refusals, zones
from calendar_service.domain.dates.forms import Form, Kind

_FIRM = frozenset({Kind.DAY, Kind.RUN})
SortKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """When, as precisely as anyone has said.

    `edtf` is canonical, `""` where nothing is determined; `stated` are the very words and `language`
    theirs (`ru`, `en`, `it` or `""`). Times are local, in the IANA zone `timezone` (`None`: the
    venue's). Made directly, EDTF is rewritten into its canonical form. Raises `DateRefused` where
    there is no such date, and where a time stands beside a date that is not firm.
    """

    edtf: str = ""
    stated: str = ""
    language: str = ""
    start_time: time | None = None
    end_time: time | None = None
    timezone: str | None = None

    def __post_init__(self) -> None:
        canonical = notation.canonical(self.edtf)
        if canonical != self.edtf:
            object.__setattr__(self, "edtf", canonical)
        if (self.start_time or self.end_time) is not None and (not self.is_firm or self.start_time is None):
            raise refusals.time_needs_firm_day()

    @property
    def form(self) -> Form:
        """What the EDTF says, taken apart."""
        return notation.form_of(self.edtf)

    @property
    def kind(self) -> Kind:
        """The sort of date, as a page may want to draw it."""
        return self.form.kind

    @property
    def earliest(self) -> date | None:
        """The first day it allows; `None` where that is open."""
        return self.form.first

    @property
    def latest(self) -> date | None:
        """The last day it allows; `None` where that is open."""
        return self.form.last

    @property
    def is_firm(self) -> bool:
        """Whether it is a day or a run of days, without a mark."""
        return self.form.kind in _FIRM

    @property
    def is_known(self) -> bool:
        """Whether it says anything."""
        return self.edtf != ""

    @property
    def mark(self) -> str:
        """The mark `~`, `?` or `%` of the whole date, else `""`."""
        return self.form.mark

    @property
    def sort_key(self) -> SortKey:
        """A key by which dates order: earliest day (where open, the latest), then latest; open latest last."""
        first, last = self.earliest, self.latest
        last_number = last.toordinal() if last else date.max.toordinal()
        return (0 if self.is_known else 1, first.toordinal() if first else last_number, last_number)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Tell whether it may fall between two days, both included (`None`: open); never where nothing is known."""
        if not self.is_known:
            return False
        begins, ends = self.earliest, self.latest
        starts_in_time = begins is None or last is None or begins <= last
        return starts_in_time and (ends is None or first is None or ends >= first)

    def is_same_as(self, other: "StatedDate") -> bool:
        """Tell whether another says the same, in whatever words."""
        mine, theirs = ((each.edtf, each.start_time, each.end_time, each.timezone) for each in (self, other))
        return mine == theirs

    def with_times(self, start: time | None, end: time | None = None, timezone: str | None = None) -> "StatedDate":
        """Return the date with local times; raises `DateRefused` for a date that is not firm or an unknown zone."""
        zone = zones.check(timezone) if timezone else None
        return replace(self, start_time=start, end_time=end, timezone=zone if start is not None else None)


UNKNOWN = StatedDate()


def parse_edtf(text: str) -> StatedDate:
    """Return the date of an EDTF text, canonical; `""` says nothing. Raises `DateRefused`.

    `2026-05-12T10:00` gives the day and a local time, `2026-W20` its window.
    """
    text = text.strip()
    timed = notation.clocked(text)
    if timed is not None:
        form, moment, zone = timed
        return StatedDate(form.edtf, start_time=moment, timezone=zone)
    if text and not notation.is_edtf(text):
        raise refusals.not_understood(text)
    return StatedDate(notation.form_of(text).edtf)
