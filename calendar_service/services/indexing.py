"""Indexing: the words by which each noun is found, kept in the transaction that changes the record.

Only what everybody is shown of a record counts, in the languages in which it is shown: a subscription
to words then changes with what is published, and with nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from calendar_service.domain import stems
from calendar_service.domain.access import SERVICE
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.kinds import DOCUMENT_KINDS, KINDS
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, say
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Head
from calendar_service.models.parties import Party
from calendar_service.models.sources import Source
from calendar_service.services import faces, journal, search

RULES = 3  # raise it when `stems`, or what is taken from a record here, changes
_BATCH = 500
_SHORT = {  # what parties are called for short, by their codes: no name of theirs has the word
    "AE": ("ОАЭ", "UAE"),
    "CIS": ("СНГ", "CIS"),
    "CN": ("КНР", "PRC"),
    "EU": ("ЕС", "EU"),
    "GB": ("Великобритания", "UK"),
    "OSCE": ("ОБСЕ", "OSCE"),
    "RU": ("РФ",),
    "SCO": ("ШОС", "SCO"),
    "UN": ("ООН", "UN"),
    "US": ("США", "USA"),
}
Record = Event | Document | Format | Series | Party | Commitment


def keep(session: Session, *records: object) -> None:
    """Have records be found by their words as they now stand; other nouns than those that are searched are passed over."""
    for record in records:
        if isinstance(record, Record):
            search.keep(session, record.__tablename__, {record.id: _joined(_texts(record))})
        if isinstance(record, Document):
            _keep_paragraphs(session, record)


def _keep_paragraphs(session: Session, document: Document) -> None:
    found = {paragraph.id: _joined([paragraph.text]) for paragraph in document.paragraphs}
    search.keep(session, "paragraph", found)


def forget(session: Session, *records: Record) -> None:
    """Have records no longer be found, as is due when they are deleted."""
    for record in records:
        search.forget(session, record.__tablename__, [record.id])
        if isinstance(record, Document):
            forget_paragraphs(session, [paragraph.id for paragraph in record.paragraphs])


def forget_paragraphs(session: Session, ids: Sequence[UUID]) -> None:
    """Have paragraphs no longer be found, as is due when a text no longer has them."""
    search.forget(session, "paragraph", ids)


def settle(session: Session, *, at: datetime) -> bool:
    """Index everything anew if the rules have changed since that was done, or it never was; return whether it was due.

    Subscriptions to words may hold other events then, which is noted as a change of what is public.
    In a calendar in which nothing has ever been written there is nothing to do.
    """
    rules = f"{RULES}, Babel {version('Babel')}"  # the names of countries are Babel's
    if session.scalar(select(Head.indexed_as)) in {None, rules}:
        return False
    head = journal.begin(session)
    if head.indexed_as == rules:  # another process has done it meanwhile
        return False
    if rebuild(session):
        journal.record_calendar(session, "indexed", by=SERVICE, at=at, facts={"rules": rules})
    head.indexed_as = rules
    session.flush()
    return True


def rebuild(session: Session, tell: Callable[[int], object] = lambda _number: None) -> int:
    """Index everything anew and return how many records that were; `tell` hears how many more are done, as they are."""
    search.empty(session)
    number = 0
    for noun, options in _LOADED.items():
        ids = session.scalars(select(noun.id).order_by(noun.id)).all()
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            rows = session.scalars(select(noun).where(noun.id.in_(batch)).options(*options)).unique().all()
            search.keep(session, noun.__tablename__, {row.id: _joined(_texts(row)) for row in rows})
            for row in rows:
                session.expunge(row)
            number += len(rows)
            tell(len(rows))
    return number


def _joined(texts: Iterable[str]) -> str:
    """Return the stems of texts as they are kept; a text that is said twice counts once."""
    found = dict.fromkeys(" ".join(stems.stems(text)) for text in texts)
    return f" {search.STROKE} ".join(text for text in found if text)


def _texts(record: Record | Paragraph) -> Iterator[str]:
    """Yield what a record is found by."""
    match record:
        case Event():
            yield from _of_event(record)
        case Document():
            yield from _shown(record.titles, _all(DOCUMENT_KINDS[record.kind]))
        case Paragraph():
            yield record.text
        case Commitment():
            yield from _shown(record.titles)
            yield from (source.quote for source in record.sources if _is_public(source))
        case Party():
            yield from (*_of_party(record), record.code)
        case Format() | Series():
            yield from _shown(record.names)


def _of_event(event: Event) -> Iterator[str]:
    yield from _shown(event.titles, event.descriptions, event.cities, event.venues, _all(KINDS[event.kind].label))
    yield from (faces.country_name(event.country, lang) for lang in LANGUAGES)
    yield from _of_date(StatedDate(event.date_edtf or event.carried_edtf))
    framework = event.format or (event.series.format if event.series else None)
    yield from _shown(*(one.names for one in (framework, event.series) if one is not None))
    for host in event.hosts:
        yield from _of_party(host.party)
    for participant in event.participants:
        yield from _of_party(participant.party)
        yield from _shown(participant.names, participant.offices)
    yield from (source.quote for source in event.sources if _is_public(source))


def _of_date(date: StatedDate) -> Iterator[str]:
    """Yield a date as readers are shown it, without times; that there is none is nothing to be found by."""
    if date.is_known:
        yield from (write(date, lang) for lang in LANGUAGES)


def _of_party(party: Party) -> Iterator[str]:
    yield from (faces.party_face(party, lang).name.text for lang in LANGUAGES)
    yield from _SHORT.get(party.code, ())


def _shown(*texts: LocalText) -> Iterator[str]:
    """Yield texts as readers of each language are shown them."""
    yield from (text.get(lang) for text in texts for lang in LANGUAGES)


def _all(message: str) -> LocalText:
    return LocalText({lang: say(lang, message) for lang in LANGUAGES})


def _is_public(source: Source) -> bool:
    return source.paragraph is not None and source.paragraph.document.visibility == "published"


_CITED = joinedload(Source.paragraph).joinedload(Paragraph.document)
_LOADED: dict[type[Any], Sequence[ORMOption]] = {
    Event: faces.loaded(),
    Document: (),
    Paragraph: (),
    Commitment: (selectinload(Commitment.sources).options(_CITED),),
    Party: (),
    Format: (),
    Series: (),
}
