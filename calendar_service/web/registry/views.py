"""The views of the forms of parties, formats and series: enter one, change one.

What is sent is kept before anything is done with it, so that nothing typed is lost; it is thrown away
once it is saved. Parties, formats and series are public: who may not change them sees them all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, say
from calendar_service.services import history
from calendar_service.web import conflicts, csrf, forms, labels, language, links, page
from calendar_service.web.editing import known, pieces
from calendar_service.web.editing.fields import fold
from calendar_service.web.forms import Typed
from calendar_service.web.registry import commitments, documents, formats, parties, saving, series
from calendar_service.web.registry.noun import CARRIED, Noun
from calendar_service.web.registry.saving import Read

NOUNS = {"parties": parties.NOUN, "formats": formats.NOUN, "series": series.NOUN}
PAPERS = {"documents": documents.NOUN, "commitments": commitments.NOUN}
_NOUNS = NOUNS | PAPERS
READINGS = {"parties": parties.reading, "series": series.reading}
_SAVING = ("save", "settle", "")


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What the page of a form is made from: the record it is of (none: a new one), what is typed, what is wrong."""

    session: Session
    noun: Noun
    typed: Typed
    row: Any = None
    errors: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    adding: str = ""
    kept: str = ""
    path: str = ""  # of the form, where it is not the one that was asked for

    def respond(self) -> Response:
        """Return the page."""
        noun, lang = self.noun, language.current()
        found = known.read(self.session, lang, to=page.actor())
        present = None if self.row is None else noun.kept.facts_of(self.row)
        carried = self._carried(present, found)
        typed = Typed({**self.typed.values, "record": [carried["record"]]})
        gathered = noun.gather(self.session, typed, found, present)
        return page.respond(
            noun.template,
            self.session,
            status=self.status,
            path=self.path or request.path,
            action=links.link(self.path or request.path),
            noun=noun,
            back="" if self.row is None else noun.page_of(self.row),
            title=None if self.row is None else noun.title_of(self.row, lang),
            shown_in=0 if self.row is None else saving.shown_in(self.session, noun.kept.naming(self.session, self.row)),
            typed=self.typed,
            errors=self.errors,
            labels=self._labels(lang),
            carried=carried,
            kept=self.kept,
            rows={name: self._rows(name) for name in noun.rows},
            folds={name: fold(typed, names, self.errors, is_open=self._adds(names)) for name, names in noun.folds.items()},
            gathered=gathered,
            passages=gathered.passages,
            offered=gathered.offered,
            party_names=found.party_names(),
            documents=found.documents_pairs(),
            tongue_names=[(one, LANGUAGE_NAMES[one]) for one in LANGUAGES],
            **noun.choices(found, typed),
        )  # fmt: skip

    def _rows(self, name: str) -> list[dict[str, str]]:
        rows = self.noun.rows[name].of(self.typed)
        return [*rows, self.noun.rows[name].empty()] if not rows or self.adding == name else rows

    def _adds(self, names: tuple[str, ...]) -> bool:
        return bool(self.adding) and self.noun.rows[self.adding].written[0] in names

    def _labels(self, lang: str) -> dict[str, str]:
        """Return what the fields at fault are called."""
        found = {}
        for name in self.errors:
            rows = next((noun for noun, one in self.noun.rows.items() if name.startswith(tuple(f"{own}-" for own in one.names))), name)  # fmt: skip
            label = self.noun.labels.get(rows) or (self.noun.labels["sources"] if rows in self.noun.rows else "")
            if label:
                found[name] = say(lang, label)
        return found

    def _carried(self, present: Any, found: known.Known) -> dict[str, str]:
        """Return what the form carries besides: which record, how it stood when the form was opened."""
        if self.row is None:
            return {"record": self.typed.text("record") or str(uuid4())}
        base = self.typed.text("base") or conflicts.packed(self.noun.show(self.session, present, found))
        version = self.typed.text("version") or str(self.row.version)
        return {"record": str(self.row.id), "version": version, "base": base}


def ask(sort: str, name: str = "") -> Response:
    """Show the form of a record, or of a new one, with what was typed before and not saved."""
    given = page.asked()
    if away := forms.require("editor"):
        return away
    noun = _NOUNS[sort]
    with page.database().reading() as session:
        row = noun.find(session, name) if name else None
        kept = _still_kept(session, noun, row)
        if row is not None and kept is None and noun.name_of(row) != name:
            return page.moved(f"{noun.page_of(row)}/edit")
        if kept is not None:
            moment = labels.moment(kept.at, links.site().timezone, language.current())
            return Sheet(session=session, noun=noun, row=row, typed=kept.typed, kept=moment).respond()
        typed = Typed(noun.begin(session, given)) if row is None else _stored(session, noun, row)
        return Sheet(session=session, noun=noun, row=row, typed=typed).respond()


def take(sort: str, name: str = "") -> Response:
    """Take the form of a record, or of a new one: do what the button asks for by which it was sent."""
    page.asked()
    if away := forms.require("editor"):
        return away
    noun, typed = _NOUNS[sort], forms.sent()
    try:
        csrf.check()
        choices = [one for one in request.form if one.startswith("choose-")]
        forms.only(*noun.typed, *CARRIED, *choices)
        if typed.has("discard") or typed.text("do") == "theirs":
            return _discard(noun, name, typed)
        forms.keep(typed)
    except (Forbidden, InvalidInput) as error:
        return _shown(noun, name, typed, forms.errors_of(error), forms.status_of(error))
    do = typed.text("do")
    return _save(noun, name, typed) if do in _SAVING else _again(noun, name, typed, do)


def read(sort: str) -> Response:
    """Return what is said of a form while one types: of the code of a party, of the editions of a series."""
    page.asked()
    if gone := pieces.away():
        return gone
    template = "country_reading.html" if sort == "parties" else "edition_reading.html"
    return page.respond(template, **READINGS[sort](forms.sent()))


def _discard(noun: Noun, name: str, typed: Typed) -> Response:
    with page.database().writing() as session:
        forms.drop(session)
        row = noun.find(session, name) if name else None
    if row is None:
        return page.sent(f"{noun.path}/new")
    return page.sent(noun.page_of(row) if typed.text("do") == "theirs" else f"{noun.page_of(row)}/edit")


def _shown(noun: Noun, name: str, typed: Typed, errors: Mapping[str, str], status: int) -> Response:
    """Show the form again with what was typed and what is wrong."""
    with page.database().reading() as session:
        row = noun.find(session, name) if name else None
        return Sheet(session=session, noun=noun, typed=typed, row=row, errors=errors, status=status).respond()


def _again(noun: Noun, name: str, typed: Typed, do: str) -> Response:
    """Show the form again as a button asks: with what is proposed in it, or with another row."""
    action, _dash, about = do.partition("-")
    with page.database().reading() as session:
        row = noun.find(session, name) if name else None
        if action == "propose" and noun.fill is not None:
            typed = noun.fill(typed, known.read(session, language.current(), to=page.actor()))
        adding = about if action == "add" and about in noun.rows else ""
        return Sheet(session=session, noun=noun, typed=typed, row=row, adding=adding).respond()


def _save(noun: Noun, name: str, typed: Typed) -> Response:
    with page.database().reading() as session:
        found = saving.read(session, noun, noun.find(session, name) if name else None, typed)
        if found.comparison is not None:
            return _conflict(session, noun, found)
        record = None if found.row is None else found.row.id
    if found.gathered.errors:
        return _shown(noun, name, found.typed, found.gathered.errors, 422)
    try:
        path, said = saving.write(noun, record, found)
    except InvalidInput as error:
        found.gathered.note(error)
        return _shown(noun, name, found.typed, found.gathered.errors, 422)
    except Conflict as error:
        return _overtaken(noun, name, found, error)
    return page.sent(path, f"said={said}")


def _overtaken(noun: Noun, name: str, found: Read, error: Conflict) -> Response:
    """Answer a form that somebody else was faster than between its reading and its writing."""
    with page.database().reading() as session:
        again = saving.read(session, noun, noun.find(session, name) if name else None, found.typed)
        if again.comparison is not None:
            return _conflict(session, noun, again)
    return _shown(noun, name, found.typed, forms.errors_of(error), 409)


def _conflict(session: Session, noun: Noun, found: Read) -> Response:
    """Show both versions; where choices were made already, say which are left."""
    assert found.comparison is not None
    lang = language.current()
    links.know(session)
    typed, now = found.typed, str(found.row.version)
    is_settling = typed.text("do") == "settle" and typed.text("compared") == now
    line = history.latest_of(session, found.row, lang, to=page.actor())
    kept = {*noun.typed, "base", "record", "version"}
    pairs = [(name, text) for name, texts in typed.values.items() if name in kept for text in texts]
    return page.respond(
        "conflict.html",
        session,
        status=422 if is_settling else 409,
        back=noun.page_of(found.row),
        action=request.path,
        title=noun.title_of(found.row, lang),
        comparison=found.comparison,
        errors=conflicts.errors(found.comparison, lang) if is_settling else {},
        labels={one.field: one.label for one in found.comparison.choices},
        carried=[*pairs, ("compared", now)],
        saved_at=labels.moment(line[0], links.site().timezone, lang) if line else "",
        saved_by=line[1] if line else "",
    )


def _still_kept(session: Session, noun: Noun, row: Any) -> forms.Kept | None:
    """Return what is kept of a form, unless it was saved by now."""
    kept = forms.kept(session)
    if kept is None:
        return None
    if row is None:
        key = saving.key_of(kept.typed)
        return None if key is not None and session.get(noun.kept.noun, key) is not None else kept
    found = known.read(session, language.current(), to=page.actor())
    theirs = noun.show(session, noun.kept.facts_of(row), found)
    return None if all(unit.key(kept.typed) == unit.key(theirs) for unit in noun.units(found)) else kept


def _stored(session: Session, noun: Noun, row: Any) -> Typed:
    found = known.read(session, language.current(), to=page.actor())
    return noun.show(session, noun.kept.facts_of(row), found)
