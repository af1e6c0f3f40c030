"""Facts: what an editor, an import or a seed file says of an event, before it is recorded.

References are by id; texts have not passed the door of `domain.text` yet. A change is these facts
with some of them replaced.
"""

from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - a field is called `date`
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.text import LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFacts:
    """A host party and its role (a key of `kinds.HOST_ROLES`)."""

    party_id: UUID
    role: str = "host"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFacts:
    """A participant; role, level, answer and basis are keys of the vocabularies in `kinds`, or empty."""

    party_id: UUID
    role: str = "member"
    level: str = ""
    names: LocalText = field(default_factory=LocalText)
    offices: LocalText = field(default_factory=LocalText)
    answer: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFacts:
    """A relation (a key of `kinds.RELATIONS`) to an event or to a series: one of the two."""

    type: str
    event_id: UUID | None = None
    series_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """A source: a paragraph with the quoted words, a link, or a private note; exactly one of the three."""

    paragraph_id: UUID | None = None
    quote: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    seen_on: Day | None = None
    note: str = ""
    number: str = ""
    dated_on: Day | None = None
    is_mention: bool = False

    @property
    def sort(self) -> str:
        """Which of the three sorts this is."""
        if self.paragraph_id is not None:
            return "document"
        return "link" if self.url else "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A typed link (a key of `kinds.LINK_TYPES`) to an http or https address, or a mailto."""

    type: str
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdFacts:
    """The id of an event in another system, unique within it."""

    system: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """All that is said of an event but its status and visibility, which have use cases of their own."""

    kind: str
    titles: LocalText
    descriptions: LocalText = field(default_factory=LocalText)
    format_id: UUID | None = None
    series_id: UUID | None = None
    ordinal: int | None = None
    ordinal_is_inferred: bool = False
    date: StatedDate = field(default_factory=StatedDate)
    stated_on: Day | None = None
    timezone: str = ""
    cities: LocalText = field(default_factory=LocalText)
    venues: LocalText = field(default_factory=LocalText)
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    mode: str = ""
    languages: tuple[str, ...] = ()
    owner_id: UUID | None = None
    owner_role: str = ""
    private_note: str = ""
    hosts: tuple[HostFacts, ...] = ()
    participants: tuple[ParticipantFacts, ...] = ()
    relations: tuple[RelationFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    external_ids: tuple[ExternalIdFacts, ...] = ()
