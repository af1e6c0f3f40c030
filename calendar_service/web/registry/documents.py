"""The form of a document: titles, what it is, where and when it was adopted, and its text, split into paragraphs.

The text is shown as numbered paragraphs before it is saved; blank lines in the field part them from then on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain import kinds, pasting
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import CalendarError, Conflict, InvalidInput
from calendar_service.domain.paragraphs import ParagraphFacts
from calendar_service.domain.records import DocumentFacts
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.documents import Document
from calendar_service.services import documents, faces, quotations
from calendar_service.services.quotations import Lost
from calendar_service.services.records import Shown
from calendar_service.web import conflicts, page
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, dating, findings, meetings
from calendar_service.web.editing.fields import both
from calendar_service.web.editing.known import Known, local_of, tongues
from calendar_service.web.forms import Typed
from calendar_service.web.registry import addresses, dated
from calendar_service.web.registry.noun import Gathered, Noun, Words

SAVING = frozenset({"save", "settle", ""})
_LABELS = {
    "slug": _("Address"),
    "title-ru": _("Title"),
    "title-en": _("Title"),
    "kind": _("Kind"),
    "language": _("Language of the text"),
    "state": _("State of the text"),
    "date": _("Date"),
    "event": _("Event"),
    "url": _("Where it was published"),
    "text": _("Text"),
    "parting": _("Paragraphs are told apart"),
}


@dataclass(slots=True)
class Read(Gathered):
    """The facts of a document, and how its text is split: `None` where it cannot be."""

    split: tuple[ParagraphFacts, ...] | None = None
    losing: list[Lost] = field(default_factory=list)
    event_names: list[str] = field(default_factory=list)

    @property
    def places(self) -> Mapping[str, str]:
        """Where a field of the domain stands in the form."""
        return {"title": "title-ru", "paragraphs": "text"}

    @property
    def digest(self) -> str:
        """By what the page says that it has shown these paragraphs."""
        return digest(self.split or ())

    def note(self, error: CalendarError) -> None:
        """Note an error that the domain found; one of a paragraph stands at the text and says which."""
        noun, _space, number = error.field.partition(" ")
        if noun == "paragraph":
            told = say(self.lang, _("Paragraph %(number)s: %(error)s"), number=number, error=error.sentence(self.lang))
            self.errors.setdefault("text", told)
        else:
            Gathered.note(self, error)


def digest(paragraphs: Sequence[ParagraphFacts]) -> str:
    """Return a short text that stands for paragraphs."""
    return sha256(pasting.written(paragraphs).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _find(session: Session, name: str) -> Document:
    row = documents.get(session, name, to=page.actor())
    if row.visibility == "withdrawn":
        raise Conflict(_("This document was withdrawn and can no longer be changed."))
    return row


def _begin(_session: Session, _asked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {"state": ["adopted"], "language": ["ru"], "parting": ["guess"]}


def _gather(session: Session, typed: Typed, known: Known, present: DocumentFacts | None) -> Read:
    found = Read(known.lang, event_names=meetings.names(session, known.lang))
    before = StatedDate(present.dated) if present and present.dated else None
    named = typed.text("event").strip()
    event = found.take("event", lambda: meetings.of(session, named, known.lang), None) if named else None
    date = found.take("date", lambda: dated.stated(typed, before), StatedDate())
    paragraphs = _paragraphs(found, typed, present)
    if typed.text("kind") not in kinds.DOCUMENT_KINDS:
        found.errors["kind"] = say(known.lang, _("Choose what kind of document it is."))
    found.facts = DocumentFacts(
        slug=_slug(typed, date),
        kind=typed.text("kind"),
        titles=findings.texts(typed, "title", present.titles if present else LocalText()),
        language=typed.text("language"),
        state=typed.text("state"),
        dated=date.edtf,
        url=typed.text("url").strip(),
        event_id=event.id if event else None,
        paragraphs=paragraphs,
    )
    if not found.facts.titles:
        found.errors["title-ru"] = say(known.lang, _("The title is empty. Give one in Russian or in English."))
    elif not found.facts.slug:
        found.errors["slug"] = say(
            known.lang, _("Give an address: there is neither an English title nor a date to make one of.")
        )
    if present is not None and paragraphs != present.paragraphs:
        _lose(session, found, present)
    found.check()
    return found


def _slug(typed: Typed, date: StatedDate) -> str:
    """Return the address that is typed, else one made of the English title, else of the kind and the date."""
    given = typed.text("slug").strip().lower() or addresses.made_of(typed.text("title-en"))
    made = addresses.made_of(f"{typed.text('kind')} {date.edtf}") if date.is_known else ""
    return given or made


def _paragraphs(found: Read, typed: Typed, present: DocumentFacts | None) -> tuple[ParagraphFacts, ...]:
    """Return the paragraphs of the text; it cannot be saved before it was shown how it is split."""
    text = conflicts.normal(typed.text("text"))
    if present is not None and text == pasting.written(present.paragraphs):
        found.split = present.paragraphs
        return present.paragraphs
    try:
        split = pasting.read(text, typed.text("parting") or "guess")
    except InvalidInput as error:
        found.note(error)
        return ()
    clauses = {one.text: one.clause for one in present.paragraphs} if present else {}
    found.split = tuple(replace(one, clause=clauses.get(one.text, one.clause)) for one in split)
    if split and typed.text("do") in SAVING and typed.text("shown") != found.digest:
        found.errors["text"] = say(found.lang, _("Look at how the text is split, below it. Then save."))
    return found.split


def _lose(session: Session, found: Read, present: DocumentFacts) -> None:
    document = documents.get(session, present.slug, to=page.actor())
    found.losing = quotations.lost(session, document, [one.text for one in found.split or ()])
    if found.losing and "text" not in found.errors:
        found.errors["text"] = say(
            found.lang,
            _("Words that are cited would be lost: see below the text. Keep them, or change what cites them."),
        )


def _show(session: Session, facts: DocumentFacts, known: Known) -> Typed:
    ids = [facts.event_id] if facts.event_id else []
    return Typed(
        {
            "slug": [facts.slug],
            **local_of(facts.titles, "title"),
            "kind": [facts.kind],
            "language": [facts.language],
            "state": [facts.state],
            "date": [dating.shown(StatedDate(facts.dated), known.lang) if facts.dated else ""],
            "event": meetings.shown(session, ids, known.lang) or [""],
            "url": [facts.url],
            "text": [pasting.written(facts.paragraphs)],
            "parting": ["blank" if facts.paragraphs else "guess"],
            "shown": [digest(facts.paragraphs)],
        }
    )


def _units(known: Known) -> list[Compared]:
    lang = known.lang
    return [
        conflicts.of(say(lang, _("Title")), *both("title")),
        conflicts.of(say(lang, _("Address")), "slug"),
        comparing.chosen(say(lang, _("Kind")), "kind", _words(kinds.DOCUMENT_KINDS, lang)),
        comparing.chosen(say(lang, _("Language of the text")), "language", dict(tongues(lang, []))),
        comparing.chosen(say(lang, _("State of the text")), "state", _words(kinds.DOCUMENT_STATES, lang)),
        dated.compared(say(lang, _("Date")), lang),
        meetings.compared(say(lang, _("Event")), "event"),
        conflicts.of(say(lang, _("Where it was published")), "url"),
        _text(say(lang, _("Text"))),
    ]


def _text(label: str) -> Compared:
    """Return the text, compared by its paragraphs; the number that the page has shown goes with it."""

    def said(typed: Typed) -> list[str]:
        try:
            return [one.text for one in pasting.read(typed.text("text"), typed.text("parting") or "guess")]
        except InvalidInput:
            return [typed.text("text")]

    return Compared(
        name="text",
        label=label,
        fields=("text", "parting", "shown"),
        words=said,
        key=lambda typed: tuple(said(typed)),
        is_long=True,
    )


def _words(vocabulary: Mapping[str, str], lang: str) -> dict[str, str]:
    return {key: say(lang, words) for key, words in vocabulary.items()}


def _choices(known: Known, typed: Typed) -> dict[str, Any]:
    lang = known.lang
    return {
        "kinds": list(_words(kinds.DOCUMENT_KINDS, lang).items()),
        "states": list(_words(kinds.DOCUMENT_STATES, lang).items()),
        "partings": list(_words(pasting.PARTINGS, lang).items()),
        "tongues": tongues(lang, [one for one in typed.texts("language") if one in LANGUAGES]),
        "written": pasting.written,
        "has_tags": pasting.has_tags(typed.text("text")),
        **dated.choices(typed, lang),
    }


NOUN = Noun(
    path="/documents",
    listed="/documents",
    template="document_form.html",
    words=Words(
        new=_("New document"),
        edit=_("Edit the document"),
        lead=_("It is saved as a draft, which nobody outside sees, until you publish it."),
        back=_("Back to the document"),
        address=_("The former address keeps leading here."),
    ),
    kept=Shown(noun=Document, facts_of=documents.facts_of, naming=documents.naming),
    single=("slug", *both("title"), "kind", "language", "state", "date", "event", "url", "text", "parting", "shown"),
    labels=_LABELS,
    find=_find,
    name_of=lambda row: str(row.slug),
    title_of=lambda row, lang: faces.said(row.titles, lang),
    create=lambda session, facts, id_: documents.create(
        session, facts, by=page.actor(), at=page.now(), document_id=id_
    ),
    change=lambda session, id_, changes, version: documents.change(
        session, id_, changes, by=page.actor(), at=page.now(), version=version
    ),
    begin=_begin,
    gather=_gather,
    show=_show,
    units=_units,
    choices=_choices,
)
