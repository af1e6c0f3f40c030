"""The page of an event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from babel import Locale
from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.entries import Entry, ParticipantFace
from calendar_service.domain.kinds import ANSWERS, BASES, HOST_ROLES, KINDS, LINK_TYPES, MODES, RELATIONS
from calendar_service.domain.kinds import PARTICIPANT_ROLES as ROLES
from calendar_service.domain.lifecycle import STATUSES, STEPS
from calendar_service.domain.words import _, say
from calendar_service.services import dossier, faces, notes, private_notes, reading, steps
from calendar_service.services.dossier import Dossier, Neighbour
from calendar_service.web import (
    account,
    certainty,
    citations,
    clocks,
    copies,
    forms,
    labels,
    language,
    links,
    page,
    rows,
    strips,
    structured,
)
from calendar_service.web.clocks import Clock
from calendar_service.web.labels import Label
from calendar_service.web.rows import Row

_INWARD = {
    "sidelines_of": _("is held on its sidelines"),
    "timed_to": _("is timed to it"),
    "prepares": _("prepares it"),
    "follows": _("the next one"),
    "between": _("lies between its editions"),
    "replaces": _("replaces it"),
}
_LEVELS = {
    "head_of_state": _("At the level of heads of state"),
    "head_of_government": _("At the level of heads of government"),
    "minister": _("At ministerial level"),
    "senior_official": _("At the level of senior officials"),
    "expert": _("At expert level"),
}
_OUTWARD = RELATIONS | {
    "follows": _("the previous one"),
    "agreed_at": _("its document announces it"),
    "spoken_of_at": _("its document looks back at it"),
    "announced_with": _("announced by the same paragraph"),
    "named_with": _("named in the same paragraph"),
}
_MAP = "https://www.openstreetmap.org"
_VOCABULARIES: dict[str, Any] = {
    "answers": ANSWERS, "bases": BASES, "host_roles": HOST_ROLES, "kinds": KINDS, "levels": _LEVELS, "modes": MODES,
    "relation_words": RELATIONS, "roles": ROLES, "link_types": LINK_TYPES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Related:
    """A related event or series: how it is related, its date label, and what became of it where that must be said."""

    face: Neighbour
    words: str
    label: Label | None
    colour: int
    status: str


@dataclass(frozen=True, slots=True)
class Group:
    """Participants of one role and level."""

    role: str
    level: str
    members: Sequence[ParticipantFace]

    @property
    def is_listed(self) -> bool:
        """Whether each has a line: a source says who came, or they have answered differently."""
        answers = {one.answer for one in self.members}
        return len(answers) > 1 or any(one.name or one.office for one in self.members)

    @property
    def basis(self) -> str:
        """What they are known by, where it is the same for all."""
        bases = {one.basis for one in self.members}
        return bases.pop() if len(bases) == 1 else ""

    @property
    def answer(self) -> str:
        """What they have answered, where it is the same for all."""
        answers = {one.answer for one in self.members}
        return answers.pop() if len(answers) == 1 else ""


def show(event_id: UUID) -> Response:
    """Show an event; one that was merged leads to the one that stays."""
    page.asked()
    with page.database().reading() as session:
        return answer(session, event_id, to=page.actor(), at=page.now())


def answer(
    session: Session, event_id: UUID, *, to: Actor, at: datetime, template: str = "event.html", **further: Any
) -> Response:
    """Return the page of an event as an actor may see it; `further` is for a template that shows more."""
    lang = language.current()
    links.know(session)
    read = dossier.read(session, event_id, lang, to=to, at=at)
    entry = read.entry
    if entry.merged_into is not None:
        return page.moved(entry.merged_into.url.removeprefix(links.site().base_url))
    today, clock = rows.today_of(entry, at), clocks.chosen(lang)
    before = _before_moving(entry)
    axis = strips.axis_of([entry, before] if before else [entry], today)
    row = rows.row(entry, at, axis)
    response = page.respond(
        template,
        session,
        status=400 if clock.error else 200,
        path=faces.event_path(entry.id),
        section="/calendar",
        feed=f"event/{entry.id}",
        row=replace(row, label=_label(row)),
        entry=entry,
        axis=axis,
        strip=strips.slip(before, entry, axis) if before else () if entry.is_firm else row.strip,
        groups=list(_groups(entry)),
        said=forms.said(request.args.getlist("said")),
        citation=citations.of(entry, links.site().day(at)),
        silence=certainty.silence(entry, today) if reading.is_unheard(entry) else "",
        previous=write(entry.previous, lang) if entry.previous else "",
        **_around(read, lang),
        **_within(session, event_id, lang, to=to, at=at),
        **_places(entry, clock),
        **_ways(entry),
        **_VOCABULARIES,
        **further,
    )
    return clocks.keep(response, clock)


def _around(read: Dossier, lang: str) -> dict[str, Any]:
    """Return what stands around an event: the words that announced it, its neighbours, its history."""
    return {
        "quotations": read.quotations,
        "related": [_related(one, lang) for one in read.neighbours],
        "history": read.lines,
        "sent_until": read.sent_until,
    }


def _within(session: Session, event_id: UUID, lang: str, *, to: Actor, at: datetime) -> dict[str, Any]:
    """Return what planners and editors see of an event besides, and can do with it; to others it is empty."""
    return {
        "reports": notes.of_event(session, event_id, lang, to=to),
        "written": private_notes.of_event(session, event_id, lang, to=to),
        "may_settle": to.has_rank("editor"),
        "moment": account.moment,
        "steps": steps.possible(session, event_id, by=to, at=at),
        "step_words": STEPS,
    }


def _before_moving(entry: Entry) -> Entry | None:
    """Return an entry as it stood before it was moved; `None` where it was not, or stands nowhere now."""
    if entry.previous is None or not entry.previous.is_known or not entry.date.is_known:
        return None
    if entry.status in {"cancelled", "postponed"}:
        return None
    return replace(entry, date=entry.previous, is_carried=False, carried=None)


def _label(row: Row) -> Label:
    """Return the label of the date, with its bounds in a sentence where it is not firm."""
    return replace(row.label, bounds=certainty.bounds(row.entry) or row.label.bounds)


def _places(entry: Entry, clock: Clock) -> dict[str, Any]:
    """Return where an event takes place, by which clock, in which languages."""
    names = Locale(entry.lang).languages
    return {
        "clock": clock,
        "times": labels.times(entry),
        "own_times": clocks.times(entry, clock.zone),
        "map_link": _map_link(entry),
        "languages_spoken": ", ".join(str(names.get(code, code)) for code in entry.languages),
    }


def _ways(entry: Entry) -> dict[str, Any]:
    """Return how an event gets into calendars, and how machines read of it."""
    address = links.feed(f"event/{entry.id}", "ics", entry.lang)
    is_public = entry.visibility == "published"
    return {
        "address": address,
        "subscription": copies.subscriptions(address),
        "copy": copies.of(entry),
        "in_words": structured.description(entry),
        "linked_data": structured.script(entry) if is_public else "",
    }


def _map_link(entry: Entry) -> str:
    """Return where a place is shown on a map: by its coordinates, else by the name of its city."""
    if entry.latitude is not None and entry.longitude is not None:
        latitude, longitude = f"{entry.latitude:.5f}", f"{entry.longitude:.5f}"
        return f"{_MAP}/?mlat={latitude}&mlon={longitude}#map=15/{latitude}/{longitude}"
    if not entry.city:
        return ""
    place = ", ".join(part for part in (entry.city.text, entry.country_name) if part)
    return f"{_MAP}/search?{urlencode({'query': place})}"


def _related(face: Neighbour, lang: str) -> Related:
    words = (_OUTWARD if face.outward else _INWARD)[face.relation]
    label = _label_of(face.date, lang, is_held=face.status == "held") if face.date is not None else None
    status = say(lang, STATUSES[face.status]) if face.status in {"cancelled", "postponed"} else ""
    return Related(face, words, label, rows.colour(face.format_position), status)


def _label_of(date: StatedDate, lang: str, *, is_held: bool) -> Label:
    """Return the label of another event's date, as `labels.of_entry` would have it."""
    label = labels.of_date(date, lang)
    if date.is_firm:
        return replace(label, bounds=labels.weekdays(date, lang))
    if not is_held:
        return label
    words = label.words if date.is_known else say(lang, _("date not recorded"))
    return replace(label, words=words, bounds=say(lang, _("the day is not recorded")) if date.is_known else "")


def _groups(entry: Entry) -> Iterable[Group]:
    found: dict[tuple[str, str], list[ParticipantFace]] = {}
    for one in entry.participants:
        found.setdefault((one.role, one.level), []).append(one)
    for (role, level), members in found.items():
        yield Group(role, level, members)
