"""Bodies: what programs send of a record, as JSON: which members there are, and of what type.

What a value means is for the domain to say; names of parties, formats and documents are looked up by
`services.bodies`. A member that there is none of is refused.
"""

from datetime import date as Day  # noqa: N812 - a field is called `date`
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr

Text = StrictStr
Languages = Annotated[dict[str, Text], Field(examples=[{"ru": "Саммит", "en": "Summit"}])]


def _is_day(value: Any) -> Any:
    """Return a day as it was sent; only a text is one, a number is not."""
    return value if isinstance(value, str) else ""


IsoDay = Annotated[Day, BeforeValidator(_is_day, json_schema_input_type=str)]


class Body(BaseModel):
    """What every body has in common: nothing that it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DateBody(Body):
    """A stated date. `edtf`, or `stated` as people write it, or both; the rest of it that is answered may stay.

    `earliest`, `latest`, `firm` and `words` follow from the others and are ignored.
    """

    edtf: Text | None = None
    stated: Text | None = None
    language: Text | None = None
    stated_on: IsoDay | None = None
    start_time: Text | None = None
    end_time: Text | None = None
    timezone: Text | None = None
    earliest: Any = None
    latest: Any = None
    firm: Any = None
    words: Any = None


def _in_words(value: Any) -> Any:
    """Return a date that is sent as words, or as EDTF, as an object."""
    return {"stated": value} if isinstance(value, str) else value


Dated = Annotated[DateBody, BeforeValidator(_in_words, json_schema_input_type=DateBody | str)]


class PlaceBody(Body):
    """Where an event takes place: `country` is an ISO 3166-1 alpha-2 code, `timezone` an IANA name."""

    city: Languages | None = None
    venue: Languages | None = None
    country: Text | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: Text | None = None


class HostBody(Body):
    """A host: the code of a party, and its role."""

    party: Text
    role: Text = "host"


class ParticipantBody(Body):
    """A participant: the code of a party, and what is known of how it attends."""

    party: Text
    role: Text = "member"
    level: Text = ""
    name: Languages = Field(default_factory=dict)
    office: Languages = Field(default_factory=dict)
    answer: Text = ""
    basis: Text = ""


class RelationBody(Body):
    """A relation to an event, by its id, or to a series, by its slug."""

    type: Text
    event: Text | None = None
    series: Text | None = None


class SourceBody(Body):
    """A source: a paragraph of a document with the words quoted; or a link; or a private note."""

    document: Text | None = None
    paragraph: StrictInt | None = None
    quote: Text = ""
    mention: StrictBool = False
    url: Text = ""
    title: Text = ""
    publisher: Text = ""
    seen_on: IsoDay | None = None
    note: Text = ""
    number: Text = ""
    dated_on: IsoDay | None = None


class LinkBody(Body):
    """A typed link."""

    type: Text
    url: Text
    title: Text = ""


class ExternalIdBody(Body):
    """The id of an event in another system."""

    system: Text
    id: Text
    url: Text = ""


class OwnerBody(Body):
    """Who answers for an event: a user by name, or a role."""

    user: Text | None = None
    role: Text | None = None


class EventChange(Body):
    """What is to be changed of an event: only what is named changes; a list is replaced as a whole."""

    kind: Text | None = None
    title: Languages | None = None
    description: Languages | None = None
    format: Text | None = None
    series: Text | None = None
    ordinal: StrictInt | None = None
    ordinal_inferred: StrictBool | None = None
    date: Dated | None = None
    place: PlaceBody | None = None
    mode: Text | None = None
    languages: list[Text] | None = None
    hosts: list[HostBody] | None = None
    participants: list[ParticipantBody] | None = None
    relations: list[RelationBody] | None = None
    sources: list[SourceBody] | None = None
    links: list[LinkBody] | None = None
    external_ids: list[ExternalIdBody] | None = None
    owner: OwnerBody | None = None
    private_note: Text | None = None
    reason: Languages | None = None
    correction: StrictBool = False


class EventNew(EventChange):
    """A new event: a draft unless `publish` is true. `reason` is that of one entered as cancelled."""

    kind: Text
    title: Languages
    status: Text = "planned"
    publish: StrictBool = False
    correction: StrictBool = Field(default=False, exclude=True)


class StepBody(Body):
    """A step of an event's life; each takes what it needs of this."""

    reason: Languages | None = None
    date: Dated | None = None
    ask_again_on: IsoDay | None = None
    into: Text | None = None
