"""Entry: the public face of an event in one language, made once and rendered many times.

The values here say everything a feed or a page shows of an event; where an entry stands in a
calendar is decided by `placed`. How that becomes bytes is the business of `render`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - a field is called `date`
from enum import StrEnum
from uuid import UUID

from calendar_service.domain.dates import StatedDate, zones
from calendar_service.domain.windows import Window

UID_DOMAIN = "calendar-service.events"  # a constant that never follows the host name


def uid_of(event_id: UUID) -> str:
    """Return the iCalendar UID of an event made here (RFC 7986, section 5.3)."""
    return f"{event_id}@{UID_DOMAIN}"


class DateMode(StrEnum):
    """How a feed shows a date that is not firm (`ical.md`)."""

    MARKER = "marker"
    SPAN = "span"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it really stands in, which may not be the one asked for."""

    text: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFace:
    """A party as an entry shows it: its code, its name, and its office's contact where there is one."""

    code: str
    name: Said
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFace:
    """A host and its role (a key of `kinds.HOST_ROLES`)."""

    party: PartyFace
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFace:
    """A participant: role, level, answer and basis are keys of the vocabularies in `kinds`, or empty."""

    party: PartyFace
    role: str = "member"
    level: str = ""
    name: Said = Said()
    office: Said = Said()
    answer: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFace:
    """A relation seen from this entry. `outward` is false where the other event or series points here."""

    type: str
    outward: bool
    title: Said
    url: str
    uid: str = ""  # empty for a series
    date: StatedDate = field(default_factory=StatedDate)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFace:
    """The words that announced an event. `clause` is the printed number, else the counted paragraph."""

    quote: str
    lang: str
    document: Said
    document_url: str
    paragraph: int
    clause: str
    url: str  # of the paragraph
    mention: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFace:
    """A typed link (a key of `kinds.LINK_TYPES`) of the event, or one to where a fact was seen."""

    type: str
    title: str
    url: str
    publisher: str = ""
    seen: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything public of one event in one language.

    `date` is the event's own stated date, or (`is_carried`) the one carried to it by the relation
    `carried` where it has none. `window` is what the journal last recorded, so that nothing changes unrecorded.
    `previous` is the date it was moved from last; `reason` the public reason of the last move,
    postponement or cancellation. Instants are aware, in UTC.
    """

    id: UUID
    uid: str
    lang: str
    url: str
    kind: str
    status: str
    title: Said
    sequence: int
    created: datetime
    modified: datetime
    visibility: str = "published"
    description: Said = Said()
    date: StatedDate = field(default_factory=StatedDate)
    is_carried: bool = False
    carried: RelationFace | None = None
    stated_on: Day | None = None
    window: Window = Window.NONE
    previous: StatedDate | None = None
    reason: Said = Said()
    last_checked: Day | None = None
    ordinal: int | None = None
    ordinal_is_inferred: bool = False
    format_slug: str = ""
    format_name: Said = Said()
    format_colour: str = ""
    format_position: int = 0
    series_slug: str = ""
    series_name: Said = Said()
    city: Said = Said()
    venue: Said = Said()
    country: str = ""  # ISO 3166-1 alpha-2
    country_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    mode: str = ""
    timezone: str = ""  # the venue's, where known
    languages: tuple[str, ...] = ()
    hosts: tuple[HostFace, ...] = ()
    participants: tuple[ParticipantFace, ...] = ()
    relations: tuple[RelationFace, ...] = ()
    citations: tuple[CitationFace, ...] = ()
    links: tuple[LinkFace, ...] = ()
    documents: tuple[LinkFace, ...] = ()  # outcome documents
    merged_into: RelationFace | None = None

    @property
    def is_firm(self) -> bool:
        """Whether the event's day is known: what is carried from another event never is."""
        return self.date.is_firm and not self.is_carried and self.carried is None

    @property
    def is_marked(self) -> bool:
        """Whether the entry stands in a calendar for a day that nobody has named."""
        return self.date.is_known and not self.is_firm


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an entry stands in a calendar.

    All-day: `first` and `last`, both included. Timed: also `starts` and `ends`, local and naive, in
    the IANA zone `timezone`; a time that clocks skip has been shifted. `ends` is absent where no end was
    stated.
    """

    first: Day
    last: Day
    starts: datetime | None = None
    ends: datetime | None = None
    timezone: str = ""

    @property
    def sort_key(self) -> str:
        """A text by which placements order: by day, all-day entries first, then by instant (UTC)."""
        if self.starts is None:
            return self.first.isoformat()
        moment = zones.resolve(self.starts.date(), self.starts.time(), self.timezone)
        return f"{self.first.isoformat()}T{moment.utc.astimezone(UTC):%Y%m%d%H%M}"


def placed(entry: Entry, mode: DateMode) -> Placement | None:
    """Return where an entry stands, or `None` where it stands nowhere in this mode (`ical.md`).

    A date that is not firm: `MARKER`, one day (the first of the window; its last once the window has
    opened without a day, or where only that is known); `SPAN`, the whole window, or the marker where
    one end is open; `FIRM`, nowhere.
    """
    if not entry.date.is_known:
        return None
    if entry.is_firm:
        return _placed_firm(entry)
    if mode is DateMode.FIRM:
        return None
    return _placed_window(entry, mode)


def _placed_firm(entry: Entry) -> Placement | None:
    first, last = entry.date.earliest, entry.date.latest
    if first is None or last is None:
        return None
    zone = entry.date.timezone or entry.timezone
    if entry.date.start_time is None or not zone:
        return Placement(first, last)
    starts = zones.taken(first, entry.date.start_time, zone)
    ends = zones.taken(last, entry.date.end_time, zone) if entry.date.end_time else None
    if ends is not None and ends < starts:
        ends += timedelta(days=1)
    return Placement(first, last, starts, ends if ends != starts else None, zone)


def _placed_window(entry: Entry, mode: DateMode) -> Placement | None:
    first, last = entry.date.earliest, entry.date.latest
    if first is not None and last is not None and mode is DateMode.SPAN:
        return Placement(first, last)
    has_begun = entry.window in {Window.OPEN, Window.CLOSED} and entry.status != "held"
    day = last if (has_begun and last is not None) or first is None else first
    return None if day is None else Placement(day, day)


def is_tentative(entry: Entry) -> bool:
    """Tell whether an entry is shown as not yet settled (RFC 5545, section 3.8.1.11)."""
    if entry.status in {"held", "cancelled"}:
        return False
    return entry.status != "confirmed" or not entry.is_firm
