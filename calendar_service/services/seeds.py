"""Seeds: the records that the calendar begins with, read from data files with fixed ids.

Loading them again changes nothing. A file that says something new changes the record it speaks of,
unless a person has touched that record: what a person has changed is never overwritten.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain import paragraphs
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate, parse_edtf
from calendar_service.domain.facts import EventFacts, HostFacts, ParticipantFacts, RelationFacts, SourceFacts
from calendar_service.domain.records import CommitmentFacts, DocumentFacts, FormatFacts, PartyFacts, SeriesFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change
from calendar_service.models.parties import Party
from calendar_service.services import commitments, documents, events, formats, journal, parties

FOLDER = Path(__file__).resolve().parent.parent.parent / "seeds"
SEED = Actor(kind="seed", name="seed data", role="administrator")
_NOUNS = ("party", "document", "format", "series", "event", "commitment")
_FILES = {"party": "parties", "series": "series"}
Row = dict[str, Any]


def load(session: Session, kind: str, *, at: datetime, folder: Path = FOLDER) -> int:
    """Load the seeds, and return how many lines of the journal that took.

    `kind` is `documents` (everything), `parties` (parties, formats and series) or `none`. Raises
    `InvalidInput` where a file says what cannot stand; nothing is loaded then.
    """
    if kind == "none":
        return 0
    head = journal.begin(session)
    before = head.number
    digest = f"{kind} {_digest(folder)}"
    if head.seeded_with == digest:
        return 0
    _Loader(session, folder, at, with_documents=kind == "documents").load()
    head.seeded_with = digest
    session.flush()
    return head.number - before


def _digest(folder: Path) -> str:
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read(folder: Path, noun: str) -> list[Row]:
    """Return the rows of a seed file."""
    path = folder / f"{_FILES.get(noun, noun + 's')}.toml"
    rows: list[Row] = tomllib.loads(path.read_text("utf-8")).get(noun, [])
    return rows


@dataclass(slots=True)
class _Loader:
    session: Session
    folder: Path
    at: datetime
    with_documents: bool
    touched: set[UUID] = field(default_factory=set)
    ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    paragraphs: dict[tuple[str, int], UUID] = field(default_factory=dict)

    def load(self) -> None:
        """Load every noun, each after those it refers to."""
        query = select(Change.record_id).where(Change.actor_kind.not_in(["seed", "service"]))
        self.touched = set(self.session.scalars(query))
        rows = {noun: read(self.folder, noun) for noun in _NOUNS}
        self._note_ids(rows)
        self._each(rows["party"], Party, self._party, parties.create, parties.change, "party_id")
        if self.with_documents:
            self._documents(rows["document"], with_events=False)
        self._each(rows["format"], Format, self._format, formats.create_format, formats.change_format, "format_id")
        self._each(rows["series"], Series, self._series, formats.create_series, formats.change_series, "series_id")
        if self.with_documents:
            self._events(rows["event"])
            self._documents(rows["document"], with_events=True)
            self._each(
                rows["commitment"],
                Commitment,
                self._commitment,
                commitments.create,
                commitments.change,
                "commitment_id",
            )

    def _note_ids(self, rows: dict[str, list[Row]]) -> None:
        names = {"party": "code", "format": "slug", "series": "slug", "document": "slug"}
        for noun, name in names.items():
            self.ids.update({(noun, row[name]): UUID(row["id"]) for row in rows[noun]})

    def _each(
        self,
        rows: list[Row],
        noun: type[Any],
        facts: Callable[[Row], Any],
        create: Callable[..., Any],
        change: Callable[..., Any],
        id_name: str,
    ) -> None:
        for row in rows:
            id_ = UUID(row["id"])
            if self.session.get(noun, id_) is None:
                create(self.session, facts(row), by=SEED, at=self.at, **{id_name: id_})
            elif id_ not in self.touched:
                said = facts(row)
                changes = {name: getattr(said, name) for name in said.__dataclass_fields__}
                change(self.session, id_, changes, by=SEED, at=self.at)

    def _documents(self, rows: list[Row], *, with_events: bool) -> None:
        def create(session: Session, facts: DocumentFacts, *, by: Actor, at: datetime, document_id: UUID) -> Document:
            row = by_id[document_id]
            published = row["visibility"] == "published"
            return documents.create(session, facts, by=by, at=at, publish=published, document_id=document_id)

        by_id = {UUID(row["id"]): row for row in rows}
        chosen = rows if with_events else [row for row in rows if self.session.get(Document, UUID(row["id"])) is None]

        def facts(row: Row) -> DocumentFacts:
            return self._document(row, with_event=with_events)

        self._each(chosen, Document, facts, create, documents.change, "document_id")
        for document in self.session.scalars(select(Document)).all():
            self.paragraphs.update({(document.slug, one.number): one.id for one in document.paragraphs})

    def _events(self, rows: list[Row]) -> None:
        def create(session: Session, facts: EventFacts, *, by: Actor, at: datetime, event_id: UUID) -> Event:
            row = by_id[event_id]
            published = row.get("visibility") == "published"
            return events.create(
                session, facts, by=by, at=at, status=row["status"], publish=published, event_id=event_id
            )

        by_id = {UUID(row["id"]): row for row in rows}
        self._each(_targets_first(rows), Event, self._event, create, events.change, "event_id")

    def _party(self, row: Row) -> PartyFacts:
        return PartyFacts(
            code=row["code"],
            kind=row["kind"],
            names=_local(row, "names"),
            parent_id=self._id("party", row.get("parent")),
            contact=row.get("contact", ""),
        )

    def _format(self, row: Row) -> FormatFacts:
        return FormatFacts(
            slug=row["slug"],
            names=_local(row, "names"),
            descriptions=_local(row, "descriptions"),
            colour=row.get("colour", ""),
            position=row.get("position", 0),
            secretariat_id=self._id("party", row.get("secretariat")),
            members=self._ids("party", row.get("members", [])),
            sources=self._sources(row),
        )

    def _series(self, row: Row) -> SeriesFacts:
        return SeriesFacts(
            slug=row["slug"],
            kind=row["kind"],
            names=_local(row, "names"),
            editions=_local(row, "editions"),
            descriptions=_local(row, "descriptions"),
            format_id=self._id("format", row.get("format")),
            is_standing=row.get("standing", False),
            status=row.get("status", "running"),
            participants=self._ids("party", row.get("participants", [])),
            relations=self._relations(row),
            sources=self._sources(row),
        )

    def _document(self, row: Row, *, with_event: bool) -> DocumentFacts:
        text = (self.folder / row["text"]).read_text("utf-8")
        return DocumentFacts(
            slug=row["slug"],
            kind=row["kind"],
            titles=_local(row, "titles"),
            language=row["language"],
            state=row["state"],
            dated=row.get("adopted") or row.get("dated", ""),
            event_id=UUID(row["event"]) if with_event and "event" in row else None,
            paragraphs=paragraphs.split(text),
        )

    def _event(self, row: Row) -> EventFacts:
        return EventFacts(
            kind=row["kind"],
            titles=_local(row, "titles"),
            descriptions=_local(row, "descriptions"),
            format_id=self._id("format", row.get("format")),
            series_id=self._id("series", row.get("series")),
            ordinal=row.get("ordinal"),
            ordinal_is_inferred=row.get("ordinal_inferred", False),
            date=_date(row),
            stated_on=_day(row.get("stated_on")),
            cities=_local(row, "city"),
            country=row.get("country", ""),
            mode=row.get("mode", ""),
            hosts=tuple(
                HostFacts(party_id=self.ids["party", one["party"]], role=one.get("role", "host"))
                for one in row.get("hosts", [])
            ),
            participants=tuple(self._participant(one) for one in row.get("participants", [])),
            relations=self._relations(row),
            sources=self._sources(row),
        )

    def _participant(self, row: Row) -> ParticipantFacts:
        kept = {name: row[name] for name in ("role", "level", "answer", "basis") if name in row}
        return ParticipantFacts(
            party_id=self.ids["party", row["party"]], names=_local(row, "name"), offices=_local(row, "office"), **kept
        )

    def _commitment(self, row: Row) -> CommitmentFacts:
        return CommitmentFacts(
            document_id=self.ids["document", row["document"]],
            titles=_local(row, "titles"),
            date=_date(row),
            stated_on=_day(row.get("stated_on")),
            parties=self._ids("party", row.get("parties", [])),
            events=tuple(UUID(one) for one in row.get("realised_by", [])),
            series=self._ids("series", row.get("realised_by_series", [])),
            sources=self._sources(row),
        )

    def _relations(self, row: Row) -> tuple[RelationFacts, ...]:
        relations = []
        for one in row.get("relations", []):
            if "to_series" in one:
                relations.append(RelationFacts(type=one["type"], series_id=self.ids["series", one["to_series"]]))
            elif self.with_documents:
                relations.append(RelationFacts(type=one["type"], event_id=UUID(one["to_event"])))
        return tuple(relations)

    def _sources(self, row: Row) -> tuple[SourceFacts, ...]:
        if not self.with_documents:
            return ()
        return tuple(
            SourceFacts(
                paragraph_id=self.paragraphs[one["document"], one["paragraph"]],
                quote=one["quote"],
                is_mention=one.get("mention", False),
            )
            for one in row.get("sources", [])
        )

    def _id(self, noun: str, name: str | None) -> UUID | None:
        return self.ids[noun, name] if name else None

    def _ids(self, noun: str, names: list[str]) -> tuple[UUID, ...]:
        return tuple(self.ids[noun, name] for name in names)


def _local(row: Row, name: str) -> LocalText:
    return LocalText(row.get(name, {}))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _date(row: Row) -> StatedDate:
    stated, language = row.get("stated", ""), row.get("stated_language", "")
    return StatedDate(parse_edtf(row.get("date", "")).edtf, stated=stated, language=language)


def _targets_first(rows: list[Row]) -> list[Row]:
    """Return events in an order in which each stands after those it relates to."""
    by_id = {row["id"]: row for row in rows}
    ordered: dict[str, Row] = {}

    def take(row: Row, above: tuple[str, ...]) -> None:
        if row["id"] in ordered or row["id"] in above:
            return
        for one in row.get("relations", []):
            if one.get("to_event") in by_id:
                take(by_id[one["to_event"]], (*above, row["id"]))
        ordered[row["id"]] = row

    for row in rows:
        take(row, ())
    return list(ordered.values())
