"""Promises: what has become of a commitment, reckoned from its term, what realises it, and the day.

Nobody enters a state: it follows from what is recorded. Only that a promise was dropped, or was not
kept (with a source that says so), is said by an editor. A term that has passed without word is that,
and never a breach.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field is called `date`
from enum import StrEnum
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import CitationFace, LinkFace, PartyFace, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import Window, window_on
from calendar_service.domain.words import _


class State(StrEnum):
    """What has become of a commitment, in the order in which a tally shows them."""

    KEPT = "kept"
    LATE = "late"
    PASSED = "passed"  # without word
    DEFERRED = "deferred"  # the term has passed, but there is word: the meeting is still to come
    BROKEN = "broken"
    RUNNING = "running"
    AHEAD = "ahead"
    UNDATED = "undated"
    DROPPED = "dropped"


STATES: dict[State, str] = {
    State.KEPT: _("kept"),
    State.LATE: _("kept late"),
    State.PASSED: _("term passed, no word"),
    State.DEFERRED: _("term passed, meeting ahead"),
    State.BROKEN: _("not kept"),
    State.RUNNING: _("term running"),
    State.AHEAD: _("term ahead"),
    State.UNDATED: _("no term"),
    State.DROPPED: _("dropped"),
}
_UNSAID = Said()
SETTLED = frozenset({State.KEPT, State.LATE, State.BROKEN, State.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Realising:
    """What realises a commitment, as it is reckoned: a meeting, or the first edition held of a series.

    `today` is the venue's day. A series of which no edition has been held has the status `""`.
    """

    status: str
    today: Day
    date: StatedDate = field(default_factory=StatedDate)
    is_firm: bool = False
    is_series: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What has become of a commitment.

    `days` is how late it was kept, how long ago the term passed, how long it still runs, or how far
    ahead it lies; `None` where that cannot be said. `is_least` marks a delay that may have been
    longer, `is_in_time` what was kept within a term, for certain.
    """

    state: State
    days: int | None = None
    is_least: bool = False
    is_in_time: bool = False


def outcome(
    term: StatedDate,
    realised_by: Iterable[Realising],
    today: Day,
    *,
    is_dropped: bool = False,
    is_broken: bool = False,
) -> Outcome:
    """Return what has become of a commitment on a day: the calendar's, where no venue has one.

    What editors say comes first. It is kept once every meeting that realises it has been held; a
    cancelled one realises nothing. It is in time if each began by the term's last day. A series
    keeps a promise that has a term by its first edition; one without a term it never settles.
    """
    if is_dropped or is_broken:
        return Outcome(state=State.DROPPED if is_dropped else State.BROKEN)
    standing = [one for one in realised_by if one.status != "cancelled" and (term.is_known or not one.is_series)]
    if standing and all(is_held(one) for one in standing):
        return _kept(term, standing)
    return _open(term, standing, min((one.today for one in standing), default=today))


def is_held(one: Realising) -> bool:
    """Tell whether a meeting has been held: a confirmed one has the day after its last day (`domain.md`)."""
    if one.status == "confirmed" and one.is_firm:
        return window_on(one.date, one.today) is Window.CLOSED
    return one.status == "held"


def _kept(term: StatedDate, held: Sequence[Realising]) -> Outcome:
    delays = [_delay(term, one) for one in held]
    if term.latest is None:
        return Outcome(state=State.KEPT, is_in_time=term.is_known)
    late = [(days, not one.is_firm) for one, days in zip(held, delays, strict=True) if days is not None and days > 0]
    if late:
        days, is_least = max(late)
        return Outcome(state=State.LATE, days=days, is_least=is_least or None in delays)
    return Outcome(state=State.KEPT, is_in_time=None not in delays)


def _delay(term: StatedDate, one: Realising) -> int | None:
    """Return by how many days a meeting began after a term's last day, 0 or less for in time, `None` for unknown.

    Of one whose day is not recorded, the first it may have begun on counts, where even that was late.
    """
    first, last = one.date.earliest, one.date.latest
    if term.latest is None:
        return 0
    if first is not None and (one.is_firm or first > term.latest):
        return (first - term.latest).days
    return 0 if last is not None and last <= term.latest else None


def _open(term: StatedDate, standing: Sequence[Realising], today: Day) -> Outcome:
    window = window_on(term, today)
    if window is Window.NONE:
        return Outcome(state=State.UNDATED)
    if window is Window.AHEAD:
        return Outcome(state=State.AHEAD, days=(term.earliest - today).days if term.earliest else None)
    days = (term.latest - today).days if term.latest else None
    if window is Window.OPEN:
        return Outcome(state=State.RUNNING, days=days)
    is_heard_of = any(_is_to_come(one) for one in standing)
    return Outcome(state=State.DEFERRED if is_heard_of else State.PASSED, days=-days if days else None)


def _is_to_come(one: Realising) -> bool:
    """Tell whether there is word of a meeting that has not been held: it is postponed, or stands for later."""
    if one.status == "postponed":
        return True
    return one.status in AWAITED and window_on(one.date, one.today) in {Window.AHEAD, Window.OPEN}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises there are in each state."""

    numbers: Mapping[State, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.numbers.values())


def tally(states: Iterable[State]) -> Tally:
    """Return how many promises are in each state, those with none too."""
    found = Counter(states)
    return Tally({state: found[state] for state in STATES})


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisingFace:
    """What realises a commitment, as a page shows it: an event, or a series (`noun`), with where it stands today."""

    noun: str
    title: Said
    url: str
    status: str
    date: StatedDate = field(default_factory=StatedDate)
    is_firm: bool = False
    window: Window = Window.NONE
    visibility: str = "published"

    @property
    def is_unheard(self) -> bool:
        """Whether the time has passed without word."""
        return self.status in AWAITED and self.window is Window.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFace:
    """The document that makes a promise: `kind` and `state` are keys of the vocabularies in `kinds`."""

    slug: str
    title: Said
    url: str
    kind: str
    state: str
    visibility: str = "published"
    dated: StatedDate = field(default_factory=StatedDate)
    city: Said = _UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFace:
    """Everything public of a commitment in one language. `reports` are the links that say it was not kept."""

    id: UUID
    lang: str
    title: Said
    term: StatedDate
    outcome: Outcome
    document: DocumentFace
    url: str
    stated_on: Day | None = None
    citations: tuple[CitationFace, ...] = ()
    parties: tuple[PartyFace, ...] = ()
    realised_by: tuple[RealisingFace, ...] = ()
    reports: tuple[LinkFace, ...] = ()
    format_slug: str = ""
    format_name: Said = _UNSAID
    format_position: int = 0
