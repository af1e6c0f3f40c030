"""The views of a merge: which other record is of the same meeting, which of the two stays, and what it says then.

What is chosen is kept as in any form. Nothing is chosen beforehand but what only one of the two says.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.words import _, say
from calendar_service.models.events import Event
from calendar_service.services import events, faces, lifecycle, recording, twins, warnings
from calendar_service.web import conflicts, csrf, forms, labels, language, links, page, rows
from calendar_service.web.conflicts import MINE, THEIRS, Comparison
from calendar_service.web.editing import beside, known, sheet, showing, sides, telling
from calendar_service.web.forms import Typed

_FACTS = {  # what is said in the fields that are compared as one
    "series": ("series_id",), "ordinal": ("ordinal",), "ordinal_is_inferred": ("ordinal_is_inferred",),
    "title-ru": ("titles",), "date": ("date", "stated_on", "timezone"), "format": ("format_id",), "kind": ("kind",),
    "city-ru": ("cities",), "country": ("country",), "venue-ru": ("venues",), "latitude": ("latitude", "longitude"),
    "mode": ("mode",), "languages": ("languages",), "description-ru": ("descriptions",), "hosts": ("hosts",),
    "participants": ("participants",), "owner": ("owner_id", "owner_role"), "private_note": ("private_note",),
}  # fmt: skip
_JOINED = {"sources", "links", "external_ids"}  # those of both are kept
_CARRIED = ("other", "stays", "version", "other_version", "do", "discard")
_CHOOSE = _("Choose one of the two: the records say different things.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one meeting: the one that stays, and the one that is merged into it."""

    stays: Event
    goes: Event

    @property
    def may_turn(self) -> bool:
        """Whether the other one may stay as well: nothing published leads to a draft."""
        return self.stays.visibility == "draft" or self.goes.visibility != "draft"


@dataclass(slots=True)
class Laid:
    """Two records side by side: what is chosen so far, and what is wrong."""

    pair: Pair
    comparison: Comparison
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200
    kept: str = ""


def ask(event_id: UUID) -> Response:
    """Ask for the other record; where it is named, show both side by side."""
    asked = page.asked()
    if not page.actor().role and (away := forms.require("editor")):
        return away
    with page.database().reading() as session:
        event = _open(session, event_id)
        forms.require("editor")
        if "other" in asked:
            return _show(session, event_id, _laid(session, event, Typed({"other": asked["other"][-1:]})))
        kept = None if "q" in asked else forms.kept(session)
        if kept is None:
            return _choose(session, event, asked.get("q", [""])[-1].strip()[:300])
        try:
            laid = _laid(session, event, kept.typed)
        except CalendarError:  # the other one is no more
            return _choose(session, event, "")
        laid.kept = labels.moment(kept.at, links.site().timezone, language.current())
        return _show(session, event_id, laid)


def take(event_id: UUID) -> Response:
    """Merge the two records as chosen, or lay them out again with the other one staying."""
    page.asked()
    if not page.actor().role and (away := forms.require("editor")):
        return away
    with page.database().reading() as session:
        recording.get(session, event_id, to=page.actor())
    forms.require("editor")
    typed = forms.sent()
    try:
        csrf.check()
        forms.only(*_CARRIED, *(name for name in request.form if name.startswith("choose-")))
    except (Forbidden, InvalidInput) as error:
        return _again(event_id, typed, error)
    if typed.has("discard"):
        return forms.discard(f"{faces.event_path(event_id)}/merge")
    forms.keep(typed)
    if typed.text("do") == "swap":
        return _again(event_id, _swapped(event_id, typed))
    return _merge(event_id, typed)


def _open(session: Session, event_id: UUID) -> Event:
    event = recording.get(session, event_id, to=page.actor())
    if event.visibility == "withdrawn" or event.merged_into_id is not None:
        raise Conflict(_("This event was withdrawn or merged and can no longer be changed."))
    return event


def _choose(session: Session, event: Event, text: str) -> Response:
    """Show what may be the same meeting, and a field in which to type the title of another."""
    lang, to = language.current(), page.actor()
    known_by = {beside.dated(one, lang).text: one for one in twins.offered(session, event.id, to=to)}
    if text in known_by:
        return page.sent(f"{faces.event_path(event.id)}/merge", f"other={known_by[text].id}")
    found = twins.found(session, event.id, text, to=to) if text else []
    likely = warnings.duplicates(session, events.facts_of(event), event_id=event.id, to=to)
    errors = {}
    if text and not found:
        errors["q"] = say(lang, _("No other event is called “%(title)s”. Try one word of its title."), title=text)
    return page.respond(
        "merge_choose.html", session, status=422 if errors else 200, section="/calendar",
        path=f"{faces.event_path(event.id)}/merge", title=faces.said(event.titles, lang), errors=errors,
        typed=Typed({"q": [text]}), titles=list(known_by), found=[(one.id, beside.dated(one, lang)) for one in found],
        likely=[(one.event.id, beside.dated(one.event, lang), beside.why(one, lang)) for one in likely],
    )  # fmt: skip


def _laid(session: Session, event: Event, typed: Typed) -> Laid:
    """Lay the two records side by side, with what was chosen; raises where the other cannot be merged."""
    other_id = _id(typed, "other")
    if other_id == event.id:
        raise InvalidInput(_("An event cannot be merged into itself. Choose the other record."), field="other")
    other = _open(session, other_id)
    stays = twins.staying(event, other)
    if typed.text("stays"):
        stays = event if typed.text("stays") == str(event.id) else other
    pair = Pair(stays, other if stays is event else event)
    return Laid(pair, _compared(session, pair, typed))


def _compared(session: Session, pair: Pair, asked: Typed) -> Comparison:
    found = known.read(session, language.current(), to=page.actor())
    mine, theirs = (showing.typed_of(session, events.facts_of(one), found) for one in (pair.stays, pair.goes))
    units = [one for one in sides.units(found) if one.name not in _JOINED]
    return conflicts.compare(units, Typed(), mine, theirs, asked)


def _swapped(event_id: UUID, typed: Typed) -> Typed:
    """Return the form with the other of the two records staying, and still the same of each chosen."""
    turned = {MINE: THEIRS, THEIRS: MINE}
    values = {
        name: [turned.get(text, text) for text in texts] if name.startswith("choose-") else texts
        for name, texts in typed.values.items()
    }
    stays = typed.text("other") if typed.text("stays") == str(event_id) else str(event_id)
    return Typed({**values, "stays": [stays]})


def _again(event_id: UUID, typed: Typed, error: CalendarError | None = None) -> Response:
    """Show both records again, with what is wrong."""
    with page.database().reading() as session:
        event = _open(session, event_id)
        if error is not None and not typed.has("other"):
            raise error
        laid = _laid(session, event, typed)
        if error is not None:
            laid.errors, laid.status = forms.errors_of(error), forms.status_of(error)
        return _show(session, event_id, laid)


def _merge(event_id: UUID, typed: Typed) -> Response:
    with page.database().reading() as session:
        if done := _done(session, event_id, typed):
            return done
        laid = _laid(session, _open(session, event_id), typed)
        if laid.comparison.left:
            laid.errors, laid.status = conflicts.errors(laid.comparison, language.current(), _CHOOSE), 422
            return _show(session, event_id, laid)
        stays, goes = laid.pair.stays.id, laid.pair.goes.id
        changes = _changes(laid)
    try:
        with page.database().writing() as session:
            lifecycle.merge(
                session, goes, stays, by=page.actor(), at=page.now(), changes=changes,
                version=_number(typed, "other_version"), into_version=_number(typed, "version"),
            )  # fmt: skip
            forms.drop(session)
    except (InvalidInput, Conflict) as error:
        return _again(event_id, typed, error)
    return page.sent(faces.event_path(stays), "said=merged")


def _done(session: Session, event_id: UUID, typed: Typed) -> Response | None:
    """Return the way to the one that stays where the form was sent twice."""
    event = recording.get(session, event_id, to=page.actor())
    other = session.get(Event, _id(typed, "other"))
    if other is None:
        return None
    stays = next((two for one, two in ((event, other), (other, event)) if one.merged_into_id == two.id), None)
    return page.sent(faces.event_path(stays.id), "said=merged") if stays else None


def _changes(laid: Laid) -> dict[str, Any]:
    """Return what the one that stays is to say: what is chosen of the other, and what is kept of both."""
    stays, goes = events.facts_of(laid.pair.stays), events.facts_of(laid.pair.goes)
    both = twins.together(stays, goes, event_ids=(laid.pair.stays.id, laid.pair.goes.id))
    changes = {name: getattr(both, name) for name in (*_JOINED, "relations")}
    for one in laid.comparison.choices:
        if one.chosen == THEIRS:
            changes |= {name: getattr(goes, name) for name in _FACTS[one.name]}
    return changes


def _show(session: Session, event_id: UUID, laid: Laid) -> Response:
    """Show two records side by side."""
    lang, pair = language.current(), laid.pair
    entries = faces.entries(session, [pair.stays, pair.goes], lang, to=page.actor())
    return page.respond(
        "merge.html", session, status=laid.status, section="/calendar", path=f"{faces.event_path(event_id)}/merge",
        event_id=event_id, pair=pair, shown=[rows.row(one, page.now()) for one in entries], other=pair.goes if pair.stays.id == event_id else pair.stays,
        comparison=laid.comparison, errors=laid.errors, kept=laid.kept,
        labels={one.field: one.label for one in laid.comparison.choices},
        recorded=[labels.day(links.site().day(one.created_at), lang) for one in (pair.stays, pair.goes)],
        moves=_moves(pair, lang),
    )  # fmt: skip


def _moves(pair: Pair, lang: str) -> str:
    """Return what subscribers see where the other date is chosen; nothing where both have the same."""
    other = pair.goes.date
    if pair.stays.visibility != "published" or not other.is_known or other.edtf == pair.stays.date.edtf:
        return ""
    before = sheet.standing_of(pair.stays, pair.stays.timezone)
    return telling.subscribers(other, before, links.site().day(page.now(), pair.stays.timezone), lang)


def _id(typed: Typed, name: str) -> UUID:
    """Return the id that a field carries; raises `NotFound` for what is none."""
    try:
        return UUID(typed.text(name))
    except ValueError:
        raise NotFound(_("There is no such event in this calendar.")) from None


def _number(typed: Typed, name: str) -> int:
    return int(typed.text(name)) if typed.text(name).isdecimal() else 0
