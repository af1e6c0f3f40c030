"""The sheet: the page of the form with all that stands on it, from what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain import kinds
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _, say
from calendar_service.models.events import Event
from calendar_service.services import events, faces, warnings
from calendar_service.services import site as sites
from calendar_service.web import conflicts, labels, language, links, page
from calendar_service.web.editing import beside, known, names, showing, suggesting, telling
from calendar_service.web.editing.fields import both, fold, is_filled
from calendar_service.web.editing.gathering import Gathered, gather
from calendar_service.web.editing.known import Known
from calendar_service.web.editing.names import ROWS
from calendar_service.web.editing.telling import Reading, Standing
from calendar_service.web.forms import Typed

FOLDS = {  # what is folded away until it is needed, by the ids of the folds
    "times": ("start", "end", "zone"),
    "people": (*ROWS["hosts"].written, *ROWS["participants"].written),
    "source": ("sources", *ROWS["paragraphs"].written, *ROWS["seen"].written, *ROWS["notes"].written),
    "stated": ("date_words", "stated_on"),
    "place": (*both("venue"), "mode", "languages", "latitude", "longitude"),
    "about": both("description"),
    "elsewhere": (*ROWS["links"].written, *ROWS["external_ids"].written),
    "within": ("owner", "private_note"),
}


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What a form is made from: the event it is of (none: a new one), what is typed, what is wrong with it."""

    session: Session
    typed: Typed
    event: Event | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    adding: str = ""
    kept: str = ""
    proposes: bool = False  # what a series suggests for an event that is recorded is shown only where it is asked for

    def respond(self) -> Response:
        """Return the page."""
        lang = language.current()
        found = known.read(self.session, lang, to=page.actor())
        present = None if self.event is None else events.facts_of(self.event)
        gathered = gather(self.session, self.typed, found, present)
        errors = self.errors or self._partly(gathered)
        path = "/events/new" if self.event is None else f"{faces.event_path(self.event.id)}/edit"
        return page.respond(
            "event_form.html",
            self.session,
            status=self.status,
            path=path,
            action=links.link(path),
            section="/calendar",
            typed=self.typed,
            errors=errors,
            is_refused=bool(self.errors),
            labels=labels_of(errors, lang),
            event=self.event,
            title=faces.said(self.event.titles, lang) if self.event else None,
            carried=self._carried(present, found),
            reading=reading_of(self.session, gathered, self.event, lang),
            suggested=self._suggested(found),
            beside=beside_of(self.session, gathered, self.event, lang),
            rows={noun: self._rows(noun) for noun in ROWS},
            passages=gathered.passages,
            offered=gathered.offered,
            folds={name: self._fold(name, fields, errors, found) for name, fields in FOLDS.items()},
            kept=self.kept,
            **_choices(found, self.typed),
        )

    def _partly(self, gathered: Gathered) -> dict[str, str]:
        """Return what is wrong with what is typed so far: what is still empty is no mistake yet."""
        return {
            name: sentence
            for name, sentence in gathered.errors.items()
            if name not in {"title-ru", "kind", "date"}
            and not self._is_empty(name)
            and is_filled(self.typed, names.TYPED)
        }

    def _is_empty(self, name: str) -> bool:
        """Tell whether a field of a row at fault is one in which nothing stands yet."""
        field_name, _dash, number = name.rpartition("-")
        rows = next((ROWS[noun].of(self.typed) for noun in ROWS if field_name in ROWS[noun].names), [])
        return number.isdecimal() and int(number) < len(rows) and not rows[int(number)][field_name]

    def _rows(self, noun: str) -> list[dict[str, str]]:
        rows = ROWS[noun].of(self.typed)
        return [*rows, ROWS[noun].empty()] if not rows or self.adding == noun else rows

    def _suggested(self, found: Known) -> suggesting.Suggested | None:
        if self.event is not None and not self.proposes:
            return None
        return suggesting.read(self.session, self.typed, found, to=page.actor())

    def _fold(self, name: str, fields: tuple[str, ...], errors: Mapping[str, str], found: Known) -> tuple[bool, str]:
        """Return whether a fold is open, and in short what it holds while it is not."""
        adds = {"hosts": "people", "participants": "people", "links": "elsewhere", "external_ids": "elsewhere"}
        is_added_to = bool(self.adding) and adds.get(self.adding, "source") == name
        is_begun = name == "source" and not all(row["paragraph-quote"] for row in ROWS["paragraphs"].of(self.typed))
        words = {
            "mode": {key: say(found.lang, label) for key, label in kinds.MODES.items()},
            "languages": dict(known.tongues(found.lang, [])),
            "paragraph-document": dict(found.documents_pairs()),
            "owner": dict(found.owner_pairs()),
        }
        return fold(self.typed, fields, errors, is_open=is_added_to or is_begun, words=words)

    def _carried(self, present: EventFacts | None, found: Known) -> dict[str, str]:
        """Return what the form carries besides: which event, how it stood when the form was opened."""
        if self.event is None or present is None:
            return {"event": self.typed.text("event")}
        base = self.typed.text("base") or conflicts.packed(showing.typed_of(self.session, present, found))
        return {
            "event": str(self.event.id),
            "version": self.typed.text("version") or str(self.event.version),
            "base": base,
        }


def reading_of(session: Session, gathered: Gathered, event: Event | None, lang: str) -> Reading:
    """Return what is said under the field of the date."""
    if "date" in gathered.errors:
        return telling.refused(gathered.errors["date"])
    facts = gathered.facts
    today = sites.of(session).day(page.now(), facts.timezone)
    reading = telling.tell(facts.date, standing_of(event, facts.timezone), today, lang)
    lines = (*reading.lines, *_moving_with(session, event, facts.date, lang))
    wrong = tuple(gathered.errors[name] for name in ("stated_on", "start", "end", "zone") if name in gathered.errors)
    return Reading(label=reading.label, lines=lines, notes=(*wrong, *reading.notes, *_as_before(event, facts, lang)))


def _as_before(event: Event | None, facts: EventFacts, lang: str) -> list[str]:
    """Return that a new date still stands as stated on the day of the one before, where it does."""
    stated_on = facts.stated_on
    if event is None or stated_on is None or stated_on != event.stated_on or facts.date.edtf == event.date.edtf:
        return []
    day = labels.day(stated_on, lang)
    return [
        say(
            lang,
            _("Stated on %(day)s, like the date before it. If not, change that under “How it was stated”."),
            day=day,
        )
    ]


def _moving_with(session: Session, event: Event | None, date: StatedDate, lang: str) -> list[tuple[str, str]]:
    """Return the meetings that have their date from an event whose date changes, as a line of its reading."""
    if event is None or event.date.edtf == date.edtf:
        return []
    titles = [faces.said(one.titles, lang).text for one in warnings.carried(session, event.id, to=page.actor())]
    return [(say(lang, _("Moves with it")), "; ".join(titles))] if titles else []


def standing_of(event: Event | None, timezone: str) -> Standing:
    """Return how an event stands before it is changed."""
    if event is None:
        return Standing(timezone=timezone)
    return Standing(
        date=event.date if event.date_edtf else StatedDate(event.carried_edtf),
        is_carried=bool(event.carried_edtf) and not event.date_edtf,
        status=event.status,
        is_public=event.visibility == "published",
        is_new=False,
        timezone=timezone,
    )


def beside_of(session: Session, gathered: Gathered, event: Event | None, lang: str) -> beside.Beside:
    """Return what is said beside the form."""
    event_id: UUID | None = None if event is None else event.id
    return beside.read(session, gathered.facts, lang, event_id=event_id, to=page.actor())


def labels_of(errors: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return what the fields at fault are called."""
    found = {}
    for name in errors:
        noun = next(
            (noun for noun, rows in ROWS.items() if any(name.startswith(f"{one}-") for one in rows.names)), name
        )
        label = names.LABELS.get("sources" if noun in {"paragraphs", "seen", "notes"} else noun, "")
        if label:
            found[name] = say(lang, label)
    return found


def _choices(found: Known, typed: Typed) -> dict[str, Any]:
    lang = found.lang

    def words(vocabulary: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(key, say(lang, label)) for key, label in vocabulary.items()]

    return {
        "series_groups": found.series_groups(),
        "formats": found.format_pairs(),
        "kinds": [(key, say(lang, one.label)) for key, one in kinds.KINDS.items()],
        "countries": known.countries(lang),
        "statuses": [pair for pair in words(STATUSES) if pair[0] != "postponed"],
        "modes": words(kinds.MODES),
        "tongues": known.tongues(lang, typed.texts("languages")),
        "party_names": found.party_names(),
        "host_roles": words(kinds.HOST_ROLES),
        "participant_roles": words(kinds.PARTICIPANT_ROLES),
        "levels": words(kinds.LEVELS),
        "answers": words(kinds.ANSWERS),
        "bases": words(kinds.BASES),
        "documents": found.documents_pairs(),
        "link_types": words(kinds.LINK_TYPES),
        "owners": found.owner_pairs(),
        "tongue_names": [(one, LANGUAGE_NAMES[one]) for one in LANGUAGES],
    }
