"""The page of an event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from babel import Locale
from flask import Response

from calendar_service.domain.dates import write
from calendar_service.domain.entries import Entry, ParticipantFace, RelationFace
from calendar_service.domain.kinds import ANSWERS, BASES, HOST_ROLES, KINDS, LINK_TYPES, MODES, RELATIONS
from calendar_service.domain.kinds import PARTICIPANT_ROLES as ROLES
from calendar_service.domain.words import _
from calendar_service.services import faces, history, reading
from calendar_service.web import labels, language, links, page, rows, strips
from calendar_service.web.labels import Label

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
_OUTWARD = RELATIONS | {"follows": _("the previous one")}


@dataclass(frozen=True, slots=True)
class Related:
    """A related event or series: how it is related, and its date label."""

    face: RelationFace
    words: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Group:
    """Participants of one role and level."""

    role: str
    level: str
    members: Sequence[ParticipantFace]

    @property
    def are_named(self) -> bool:
        """Whether a source says who came for any of them."""
        return any(one.name or one.office for one in self.members)

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
    lang, at = language.current(), page.now()
    with page.database().reading() as session:
        links.know(session)
        entry, lines = history.event(session, event_id, lang, to=page.actor(), at=at)
        if entry.merged_into is not None:
            return page.moved(entry.merged_into.url.removeprefix(links.site().base_url))
        axis = strips.axis_of([entry], rows.today_of(entry, at))
        slug = f"event/{entry.id}"
        return page.respond(
            "event.html",
            session,
            path=faces.event_path(entry.id),
            feed=slug,
            slug=slug,
            row=rows.row(entry, at, axis),
            entry=entry,
            axis=axis,
            times=labels.times(entry),
            is_unheard=reading.is_unheard(entry),
            related=[_related(one, lang) for one in _in_order(entry.relations)],
            groups=list(_groups(entry)),
            citations=entry.citations,
            history=lines,
            languages_spoken=_languages(entry),
            previous=write(entry.previous, lang) if entry.previous else "",
            relation_words=RELATIONS,
            kinds=KINDS, host_roles=HOST_ROLES, levels=_LEVELS, answers=ANSWERS, bases=BASES, modes=MODES, roles=ROLES,
            link_types=LINK_TYPES | {"source": _("source")},
        )  # fmt: skip


def _in_order(relations: Iterable[RelationFace]) -> list[RelationFace]:
    return sorted(relations, key=lambda one: (not one.outward, one.type))


def _related(face: RelationFace, lang: str) -> Related:
    words = (_OUTWARD if face.outward else _INWARD)[face.type]
    label = labels.of_date(face.date, lang) if face.uid else None
    return Related(face, words, label)


def _groups(entry: Entry) -> Iterable[Group]:
    found: dict[tuple[str, str], list[ParticipantFace]] = {}
    for one in entry.participants:
        found.setdefault((one.role, one.level), []).append(one)
    for (role, level), members in found.items():
        yield Group(role, level, members)


def _languages(entry: Entry) -> str:
    names = Locale(entry.lang).languages
    return ", ".join(str(names.get(code, code)) for code in entry.languages)
