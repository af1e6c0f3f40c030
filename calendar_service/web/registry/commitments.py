"""The form of a commitment: the words that undertake it, what, by whom, by when, and what realises it.

What has become of it is reckoned; here is said only that it was dropped, or not kept, with a source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain.dates import UNKNOWN, StatedDate
from calendar_service.domain.errors import Conflict, InvalidInput, NotFound
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.records import CommitmentFacts
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document, Paragraph
from calendar_service.services import commitments, documents, faces
from calendar_service.services.records import Shown
from calendar_service.web import conflicts, labels, language, page
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, dating, findings, meetings, sourcing
from calendar_service.web.editing.fields import Rows, both
from calendar_service.web.editing.known import Known, local_of
from calendar_service.web.forms import Typed
from calendar_service.web.registry import dated
from calendar_service.web.registry.noun import Gathered, Noun, Words, named
from calendar_service.web.registry.series import series_of

ROWS = {
    "parties": Rows(("party-party",), {}),
    "events": Rows(("realised-event",), {}),
    "series": Rows(("realised-series",), {}),
    **sourcing.ROWS,
}
STANDINGS = {
    "": _("as it is reckoned: from its term, and from what realises it"),
    "broken": _("not kept: a source says so"),
    "dropped": _("dropped: nobody is held to it any more"),
}
_LABELS = {
    "title-ru": _("What is undertaken"),
    "title-en": _("What is undertaken"),
    "parties": _("By whom"),
    "date": _("By when"),
    "stated_on": _("Stated on"),
    "events": _("Events that realise it"),
    "series": _("Series that realise it"),
    "standing": _("What has become of it"),
    "sources": _("Source"),
}


@dataclass(slots=True)
class Read(Gathered):
    """The facts of a commitment, and the titles of events and series to choose from."""

    event_names: list[str] = field(default_factory=list)

    @property
    def places(self) -> Mapping[str, str]:
        """Where a field of the domain stands in the form."""
        return {"title": "title-ru", "document": "sources"}


def _find(session: Session, name: str) -> Commitment:
    try:
        row = commitments.get(session, UUID(name), to=page.actor())
    except ValueError:
        raise NotFound(_("There is no such promise in this calendar.")) from None
    if row.document.visibility == "withdrawn":
        raise Conflict(_("This document was withdrawn and can no longer be changed."))
    return row


def _begin(session: Session, asked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return a new form, at the paragraph that the address names."""
    begun = {"stated_on": [""]}
    try:
        document = documents.get(session, asked.get("document", [""])[-1], to=page.actor())
    except NotFound:
        return begun
    number = asked.get("paragraph", [""])[-1]
    paragraph = next((one for one in document.paragraphs if str(one.number) == number), None)
    return begun | ROWS["paragraphs"].fields([_row(document, paragraph)]) | {"stated_on": [_day(document)]}


def _row(document: Document, paragraph: Paragraph | None) -> dict[str, str]:
    place = (paragraph.clause or f"¶{paragraph.number}") if paragraph else ""
    return {**ROWS["paragraphs"].empty(), "paragraph-document": str(document.id), "paragraph-clause": place}


def _day(document: Document) -> str:
    """Return the day that a document bears, as it is typed."""
    date = StatedDate(document.dated_edtf)
    return (
        labels.day(date.earliest, language.current())
        if date.is_firm and date.earliest and date.earliest == date.latest
        else ""
    )


def _gather(session: Session, typed: Typed, known: Known, present: CommitmentFacts | None) -> Read:
    found = Read(known.lang, event_names=meetings.names(session, known.lang))
    day = found.take("stated_on", partial(dating.read_day, typed.text("stated_on")), None)
    date = found.take("date", lambda: dated.stated(typed, present.date if present else None, day), UNKNOWN)
    sources = sourcing.read(session, found, typed, present.sources if present else ())
    document_id = _document(session, sources) or (present.document_id if present else None)
    titles = findings.texts(typed, "title", present.titles if present else LocalText())
    if not titles:
        found.errors["title-ru"] = say(known.lang, _("Say in Russian or in English what is undertaken."))
    if document_id is None and "sources" not in found.errors:
        found.errors["sources"] = say(known.lang, _("Say which paragraph undertakes it, and quote its words."))
    found.facts = CommitmentFacts(
        document_id=document_id or UUID(int=0),
        titles=titles,
        date=date,
        stated_on=day,
        parties=named(found, typed, known, ROWS["parties"]),
        events=_events(session, found, typed),
        series=_series(found, typed, known),
        is_dropped=typed.text("standing") == "dropped",
        is_broken=typed.text("standing") == "broken",
        position=present.position if present else _next(session, document_id),
        sources=sources,
    )
    _check_standing(found, typed, present)
    found.check()
    return found


def _next(session: Session, document_id: UUID | None) -> int:
    return commitments.next_position(session, document_id) if document_id else 0


def _check_standing(found: Read, typed: Typed, present: CommitmentFacts | None) -> None:
    """Note where a promise would be dropped, or called broken, without a word of why."""
    is_new = present is None or not (present.is_dropped or present.is_broken)
    if typed.text("standing") not in STANDINGS:
        found.errors["standing"] = say(found.lang, _("This is none of those to choose from. Choose anew."))
    elif typed.text("standing") and is_new and all(one.sort == "document" for one in found.facts.sources):
        found.errors["standing"] = say(found.lang, _("Say who says so: add a link or a note to the sources."))


def _document(session: Session, sources: Sequence[SourceFacts]) -> UUID | None:
    """Return the document whose paragraph undertakes it: the first that is cited for more than a mention."""
    cited = [one for one in sources if one.paragraph_id is not None]
    first = next((one for one in cited if not one.is_mention), cited[0] if cited else None)
    paragraph = session.get(Paragraph, first.paragraph_id) if first else None
    return paragraph.document_id if paragraph else None


def _events(session: Session, found: Read, typed: Typed) -> tuple[UUID, ...]:
    ids = []
    for number, row in enumerate(ROWS["events"].of(typed)):
        event = found.take(
            f"realised-event-{number}", partial(meetings.of, session, row["realised-event"], found.lang), None
        )
        if event is not None:
            ids.append(event.id)
    return tuple(dict.fromkeys(ids))


def _series(found: Read, typed: Typed, known: Known) -> tuple[UUID, ...]:
    ids = []
    for number, row in enumerate(ROWS["series"].of(typed)):
        try:
            ids.append(series_of(row["realised-series"], known).id)
        except InvalidInput as error:
            found.errors[f"realised-series-{number}"] = error.sentence(found.lang)
    return tuple(dict.fromkeys(ids))


def _show(session: Session, facts: CommitmentFacts, known: Known) -> Typed:
    called = {one.id: one.names.get(known.lang) for one in known.series}
    standing = "dropped" if facts.is_dropped else "broken" if facts.is_broken else ""
    return Typed(
        {
            **local_of(facts.titles, "title"),
            "date": [dating.shown(facts.date, known.lang)],
            "stated_on": [labels.day(facts.stated_on, known.lang) if facts.stated_on else ""],
            "standing": [standing],
            **ROWS["parties"].fields({"party-party": known.of_party(one)} for one in facts.parties),
            "realised-event": meetings.shown(session, facts.events, known.lang),
            "realised-series": [called.get(one, str(one)) for one in facts.series],
            **sourcing.shown(session, facts.sources, known.lang),
        }
    )


def _units(known: Known) -> list[Compared]:
    lang = known.lang
    return [
        conflicts.of(say(lang, _("What is undertaken")), *both("title")),
        comparing.rows("parties", say(lang, _("By whom")), ROWS["parties"], known),
        dated.compared(say(lang, _("By when")), lang),
        conflicts.of(say(lang, _("Stated on")), "stated_on"),
        meetings.compared(say(lang, _("Events that realise it")), "realised-event"),
        comparing.rows("series", say(lang, _("Series that realise it")), ROWS["series"], known),
        comparing.chosen(say(lang, _("What has become of it")), "standing", _standings(lang)),
        comparing.sources(known),
    ]


def _standings(lang: str) -> dict[str, str]:
    return {key: say(lang, words) for key, words in STANDINGS.items()}


def _choices(known: Known, typed: Typed) -> dict[str, Any]:
    lang = known.lang
    return {
        "standings": list(_standings(lang).items()),
        "series_names": [one.names.get(lang) for one in known.series],
        **dated.choices(typed, lang),
    }


NOUN = Noun(
    path="/commitments",
    listed="/promises",
    template="commitment_form.html",
    words=Words(
        new=_("New promise"),
        edit=_("Edit the promise"),
        lead=_("What a paragraph of a document undertakes. It is public as soon as its document is."),
        back=_("Back to the document"),
        address="",
    ),
    kept=Shown(noun=Commitment, facts_of=commitments.facts_of, naming=lambda _session, _row: []),
    single=(*both("title"), "date", "stated_on", "standing"),
    rows=ROWS,
    folds={"others": (*ROWS["seen"].written, *ROWS["notes"].written)},
    labels=_LABELS,
    find=_find,
    name_of=lambda row: str(row.id),
    title_of=lambda row, lang: faces.said(row.titles, lang),
    create=lambda session, facts, id_: commitments.create(
        session, facts, by=page.actor(), at=page.now(), commitment_id=id_
    ),
    change=lambda session, id_, changes, version: commitments.change(
        session, id_, changes, by=page.actor(), at=page.now(), version=version
    ),
    begin=_begin,
    gather=_gather,
    show=_show,
    units=_units,
    choices=_choices,
)
