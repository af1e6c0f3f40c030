"""Facts of the plain nouns: parties, formats, series, documents, commitments. Checked here, kept by services."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - a field is called `date`
from uuid import UUID

from calendar_service.domain import checks, kinds
from calendar_service.domain.dates import StatedDate, parse_edtf
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import RelationFacts, SourceFacts
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.selection import OUTSIDE
from calendar_service.domain.text import NOTE_LENGTH, PARAGRAPH_LENGTH, LocalText, clean, local
from calendar_service.domain.words import _

_CODE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
CODE_LENGTH = 40
CLAUSE_LENGTH = 20
COLOURS = frozenset(
    [
        "aqua",
        "black",
        "blue",
        "blueviolet",
        "brown",
        "cadetblue",
        "chocolate",
        "coral",
        "cornflowerblue",
        "crimson",
        "darkblue",
        "darkcyan",
        "darkgoldenrod",
        "darkgreen",
        "darkmagenta",
        "darkolivegreen",
        "darkorange",
        "darkorchid",
        "darkred",
        "darkslateblue",
        "darkslategray",
        "deeppink",
        "dodgerblue",
        "firebrick",
        "forestgreen",
        "goldenrod",
        "gray",
        "green",
        "indianred",
        "indigo",
        "magenta",
        "maroon",
        "mediumblue",
        "mediumpurple",
        "mediumseagreen",
        "mediumvioletred",
        "midnightblue",
        "navy",
        "olive",
        "olivedrab",
        "orange",
        "orangered",
        "orchid",
        "peru",
        "purple",
        "red",
        "royalblue",
        "saddlebrown",
        "seagreen",
        "sienna",
        "slateblue",
        "slategray",
        "steelblue",
        "teal",
        "tomato",
        "violet",
        "yellow",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A party: `code` is ISO 3166-1 alpha-2 for a state; an institution has the party it belongs to."""

    code: str
    kind: str
    names: LocalText = field(default_factory=LocalText)
    parent_id: UUID | None = None
    contact: str = ""

    def checked(self) -> "PartyFacts":
        """Return the facts, cleaned; raises `InvalidInput`."""
        kinds.require(self.kind, kinds.PARTY_KINDS, field="kind")
        if not self.code or len(self.code) > CODE_LENGTH or not set(self.code) <= _CODE:
            raise InvalidInput(_("A party's code has capital Latin letters, digits and hyphens."), field="code")
        if self.kind == "state":
            checks.check_country(self.code)
        if (self.kind == "institution") != (self.parent_id is not None):
            raise InvalidInput(_("An institution, and only an institution, belongs to another party."), field="parent")
        names = local(self.names, field="name")
        if not names and self.kind != "state":
            raise InvalidInput(_("The name is empty. Give one in Russian or in English."), field="name")
        return replace(self, names=names, contact=clean(self.contact, field="contact", limit=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatFacts:
    """A format: `colour` is a CSS colour name, `position` its place in the order of colours."""

    slug: str
    names: LocalText
    descriptions: LocalText = field(default_factory=LocalText)
    colour: str = ""
    position: int = 0
    secretariat_id: UUID | None = None
    members: tuple[UUID, ...] = ()
    sources: tuple[SourceFacts, ...] = ()

    def checked(self) -> "FormatFacts":
        """Return the facts, cleaned; raises `InvalidInput`."""
        if self.colour and self.colour not in COLOURS:
            raise InvalidInput(_("“%(value)s” is not the name of a colour here."), field="colour", value=self.colour)
        if self.slug == OUTSIDE:
            raise InvalidInput(
                _("“%(slug)s” stands for what is outside any format. Choose a different one."),
                slug=self.slug,
                field="slug",
            )
        return replace(
            self,
            slug=checks.check_slug(self.slug),
            names=required(self.names),
            descriptions=local(self.descriptions, field="description", limit=NOTE_LENGTH, lines=True),
            members=tuple(dict.fromkeys(self.members)),
            sources=checked_sources(self.sources),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFacts:
    """A series. `editions` names one edition without its ordinal, as it stands after one."""

    slug: str
    kind: str
    names: LocalText
    editions: LocalText = field(default_factory=LocalText)
    descriptions: LocalText = field(default_factory=LocalText)
    format_id: UUID | None = None
    is_standing: bool = False
    status: str = "running"
    participants: tuple[UUID, ...] = ()
    relations: tuple[RelationFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()

    def checked(self) -> "SeriesFacts":
        """Return the facts, cleaned; raises `InvalidInput`."""
        kinds.require(self.status, kinds.SERIES_STATUSES, field="status")
        return replace(
            self,
            slug=checks.check_slug(self.slug),
            kind=kinds.require(self.kind, kinds.KINDS, field="kind"),
            names=required(self.names),
            editions=local(self.editions, field="edition"),
            descriptions=local(self.descriptions, field="description", limit=NOTE_LENGTH, lines=True),
            participants=tuple(dict.fromkeys(self.participants)),
            relations=tuple(checks.check_relation(one) for one in self.relations),
            sources=checked_sources(self.sources),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """An outcome document with its paragraphs; `dated` is the EDTF of the date it bears."""

    slug: str
    kind: str
    titles: LocalText
    language: str
    state: str
    dated: str = ""
    url: str = ""
    event_id: UUID | None = None
    paragraphs: tuple[ParagraphFacts, ...] = ()

    def checked(self) -> "DocumentFacts":
        """Return the facts, cleaned; raises `InvalidInput`."""
        kinds.require(self.state, kinds.DOCUMENT_STATES, field="state")
        paragraphs = tuple(
            replace(
                one,
                text=clean(one.text, field=f"paragraph {one.number}", limit=PARAGRAPH_LENGTH),
                clause=clean(one.clause, field=f"paragraph {one.number}", limit=CLAUSE_LENGTH),
            )
            for one in self.paragraphs
        )
        return replace(
            self,
            slug=checks.check_slug(self.slug),
            kind=kinds.require(self.kind, kinds.DOCUMENT_KINDS, field="kind"),
            titles=required(self.titles, field="title"),
            language=checks.check_language(self.language, field="language"),
            dated=parse_edtf(self.dated).edtf if self.dated else "",
            url=checks.check_url(self.url, field="url"),
            paragraphs=paragraphs,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFacts:
    """A commitment: what a document undertakes, by whom, by when; and what realises it."""

    document_id: UUID
    titles: LocalText
    date: StatedDate = field(default_factory=StatedDate)
    stated_on: Day | None = None
    parties: tuple[UUID, ...] = ()
    events: tuple[UUID, ...] = ()
    series: tuple[UUID, ...] = ()
    is_dropped: bool = False
    is_broken: bool = False
    position: int = 0
    sources: tuple[SourceFacts, ...] = ()

    def checked(self) -> "CommitmentFacts":
        """Return the facts, cleaned; raises `InvalidInput` where a breach is said without a source."""
        checked = replace(
            self,
            titles=required(self.titles, field="title"),
            date=checks.check_date(self.date),
            sources=checked_sources(self.sources),
        )
        if self.is_broken and not any(one.sort != "document" for one in checked.sources):
            raise InvalidInput(
                _("That a commitment was not kept is said only with a source that says so. Add a link or a note."),
                field="sources",
            )
        return checked


def required(names: LocalText, *, field: str = "name") -> LocalText:
    """Return a name that is there in one language at least, cleaned."""
    kept = local(names, field=field)
    if not kept:
        raise InvalidInput(_("The name is empty. Give one in Russian or in English."), field=field)
    return kept


def checked_sources(sources: Iterable[SourceFacts]) -> tuple[SourceFacts, ...]:
    """Return sources, cleaned."""
    return tuple(checks.check_source(one) for one in sources)
