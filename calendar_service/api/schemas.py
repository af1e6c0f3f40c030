"""Schemas of what is answered, for the description of the API; the values are made by `services.resources`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from calendar_service.domain.kinds import HOST_ROLES, KINDS, RELATIONS
from calendar_service.domain.lifecycle import STATUSES, VISIBILITIES

Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-05-12"])]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-27T12:00:00Z"])]
Id = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Languages = Annotated[
    dict[str, str], Field(description="A text by language code.", examples=[{"ru": "Саммит", "en": "Summit"}])
]


def _one_of(known: Any) -> Any:
    return Annotated[str, Field(json_schema_extra={"enum": list(known)})]


class Schema(BaseModel):
    """What every schema has in common: it names all that is answered."""

    model_config = ConfigDict(extra="forbid")


class StatedDate(Schema):
    """A date as it was stated, with its bounds. An open bound, or what was not said, is null; `edtf` is empty where no date is known."""

    edtf: str = Field(examples=["2026-21"])
    stated: str | None = Field(examples=["весной 2026 года"])
    language: str | None = Field(examples=["ru"])
    stated_on: Day | None
    earliest: Day | None
    latest: Day | None
    firm: bool
    start_time: str | None = Field(examples=["10:00"])
    end_time: str | None
    timezone: str | None = Field(examples=["Asia/Almaty"])
    words: Languages


class CarriedDate(StatedDate):
    """A date that an event takes from another, by the id in `from`; it is never firm."""

    from_: Id = Field(alias="from")


class Place(Schema):
    """Where an event takes place."""

    city: Languages
    venue: Languages
    country: str | None = Field(description="ISO 3166-1 alpha-2", examples=["KZ"])
    latitude: float | None
    longitude: float | None
    timezone: str | None = Field(description="A zone of the IANA database", examples=["Asia/Almaty"])


class Host(Schema):
    """A host party and its role."""

    party: str = Field(examples=["KZ"])
    role: _one_of(HOST_ROLES)  # type: ignore[valid-type]


class Participant(Schema):
    """A participant, and what is known of how it attends."""

    party: str
    role: str
    level: str
    name: Languages
    office: Languages
    answer: str
    basis: str


class Relation(Schema):
    """A relation to an event or to a series: one of the two."""

    type: _one_of(RELATIONS)  # type: ignore[valid-type]
    event: Id | None
    series: str | None


class DocumentSource(Schema):
    """A paragraph of a document, with the words that say it."""

    document: str
    paragraph: int
    quote: str
    mention: bool


class LinkSource(Schema):
    """A page elsewhere, and the day on which it was seen."""

    url: str
    title: str
    publisher: str
    seen_on: Day | None
    mention: bool


class PrivateSource(Schema):
    """A call, a note verbale: for planners and up."""

    note: str
    number: str
    dated_on: Day | None


Source = DocumentSource | LinkSource | PrivateSource


class Link(Schema):
    """A typed link."""

    type: str
    url: str
    title: str


class ExternalId(Schema):
    """The id of an event in another system."""

    system: str
    id: str
    url: str


class Owner(Schema):
    """Who answers for a record."""

    user: str | None
    role: str | None


class Event(Schema):
    """An event. `owner`, `private_note` and `ask_again_on` are there for planners and up."""

    id: Id
    uid: str
    url: str
    version: int
    visibility: _one_of(VISIBILITIES)  # type: ignore[valid-type]
    status: _one_of(STATUSES)  # type: ignore[valid-type]
    kind: _one_of(KINDS)  # type: ignore[valid-type]
    title: Languages
    description: Languages
    format: str | None
    series: str | None
    ordinal: int | None
    ordinal_inferred: bool
    date: StatedDate
    date_carried: CarriedDate | None
    window: str
    place: Place
    mode: str | None
    languages: list[str]
    hosts: list[Host]
    participants: list[Participant]
    relations: list[Relation]
    sources: list[Source]
    links: list[Link]
    external_ids: list[ExternalId]
    moved_from: str | None
    reason: Languages
    last_checked_on: Day | None
    merged_into: Id | None
    sequence: int
    created_at: Moment
    updated_at: Moment
    published_at: Moment | None
    owner: Owner | None = None
    private_note: str | None = None
    ask_again_on: Day | None = None


class Withdrawn(Schema):
    """What is left of a record that was withdrawn."""

    id: Id
    visibility: Literal["withdrawn"]
    uid: str | None = None
    slug: str | None = None


class Recorded(Schema):
    """What the plain nouns have in common."""

    id: Id
    url: str
    version: int
    created_at: Moment
    updated_at: Moment


class Format(Recorded):
    """A standing framework in which parties meet."""

    slug: str = Field(examples=["central-asia-italy"])
    name: Languages
    description: Languages
    colour: str | None
    position: int
    members: list[str] = Field(examples=[["IT", "KZ", "KG"]])
    secretariat: str | None
    sources: list[Source]


class Series(Recorded):
    """The run of one kind of meeting within a format."""

    slug: str
    name: Languages
    edition: Languages
    description: Languages
    format: str | None
    kind: str
    standing: bool
    status: str
    participants: list[str]
    relations: list[Relation]
    sources: list[Source]


class Party(Recorded):
    """A state, an organisation, or an institution of one (which has a `parent`)."""

    code: str = Field(examples=["KZ"])
    kind: str
    name: Languages
    parent: str | None
    contact: str | None


class Paragraph(Schema):
    """A paragraph; `clause` is the number printed in the text."""

    number: int
    clause: str | None
    text: str


class Document(Recorded):
    """An outcome document; `paragraphs` where it is asked for alone."""

    slug: str
    visibility: str
    kind: str
    title: Languages
    language: str
    state: str
    source_url: str | None
    event: Id | None
    paragraphs: list[Paragraph] | None = None


class Commitment(Recorded):
    """What a paragraph of a document undertakes to do, by whom, by when."""

    document: str
    title: Languages
    parties: list[str]
    date: StatedDate
    events: list[Id]
    series: list[str]
    dropped: bool
    not_kept: bool
    sources: list[Source]


class Change(Schema):
    """A line of the journal, with the record as it stands now; `record` is null where it is gone or not to be seen."""

    number: int
    at: Moment
    noun: str
    id: Id
    verb: str
    correction: bool
    public: bool
    reason: Languages
    record: dict[str, Any] | None


class Listed(Schema):
    """A page of a list; `next` is the address of the following one."""

    next: str | None


class Events(Listed):
    """A page of events."""

    items: list[Event]


class Formats(Listed):
    """A page of formats."""

    items: list[Format]


class SeriesList(Listed):
    """A page of series."""

    items: list[Series]


class Parties(Listed):
    """A page of parties."""

    items: list[Party]


class Documents(Listed):
    """A page of documents."""

    items: list[Document]


class Commitments(Listed):
    """A page of commitments."""

    items: list[Commitment]


class Changes(Schema):
    """Lines of the journal in order; `cursor` is what to ask `after` next, `more` whether to ask at once."""

    items: list[Change]
    cursor: str
    more: bool


class ReadDate(StatedDate):
    """A date as it was understood, with its bounds in words."""

    bounds: Languages
