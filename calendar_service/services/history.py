"""History: lines of the journal in words, for one event, for the first page, and for the page of changes.

Anyone is told roles; who is signed in, the names of editors too. What only follows from another line
is not told, and what was withdrawn is not either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain import changes
from calendar_service.domain.access import Actor
from calendar_service.domain.entries import Said
from calendar_service.domain.kinds import KINDS, MODES, USER_ROLES
from calendar_service.domain.selection import Selection
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.models.accounts import User
from calendar_service.models.base import Recorded
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change
from calendar_service.models.parties import Party
from calendar_service.services import accounts, faces, reading
from calendar_service.services import site as sites
from calendar_service.services.visibility import visible_to

MOST_NEWS = 6
MOST_LINES = 50  # of a page
_QUIET = ("restated", "left_feeds")  # lines that only follow from others
_FIELDS = {
    "titles": _("title"),
    "descriptions": _("description"),
    "kind": _("kind"),
    "format_id": _("format"),
    "series_id": _("series"),
    "ordinal": _("number in its series"),
    "date_edtf": _("date"),
    "start_time": _("times"),
    "end_time": _("times"),
    "stated_on": _("day it was stated"),
    "timezone": _("time zone"),
    "cities": _("place"),
    "venues": _("place"),
    "country": _("place"),
    "mode": _("mode"),
    "languages": _("working languages"),
    "hosts": _("hosts"),
    "participants": _("participants"),
    "relations": _("related events"),
    "links": _("links"),
}
_FIELDS_OF_OTHERS = {  # of what else is told of: documents, formats, series, parties
    "names": _("name"),
    "titles": _("title"),
    "descriptions": _("description"),
    "kind": _("kind"),
    "state": _("state of the text"),
    "status": _("status"),
    "dated_edtf": _("date"),
    "event_id": _("meeting at which it was adopted"),
    "format_id": _("format"),
    "members": _("members"),
    "paragraphs": _("text"),
}
_KINDS_OF_ACTOR = {
    "service": _("the service, by itself"),
    "seed": _("from the calendar’s first records"),
    "import": _("by import"),
    "command": _("an administrator"),
}
_ROLES_OF_PERSON = {
    "editor": _("an editor"),
    "administrator": _("an administrator"),
    "planner": _("a planner"),
}
_NAMED: dict[str, tuple[type[Any], str, str]] = {
    "format": (Format, "/formats/", "slug"),
    "series": (Series, "/series/", "slug"),
    "party": (Party, "/parties/", "code"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the journal in words. `who` is a role; with a name only for who is signed in.

    `before`, `after` and `shift` say what `detail` says, where it can be told in two parts.
    """

    number: int
    at: datetime
    verb: str
    detail: str
    reason: Said
    who: str
    is_correction: bool
    title: Said
    url: str
    before: str = ""
    after: str = ""
    shift: str = ""
    what: str = ""  # which field `before` and `after` are of, where it is not the date
    is_public: bool = True
    reverts: int = 0  # the number of the line that this one takes back


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first, and the number before which the next page begins; none where there is no more."""

    lines: Sequence[Line]
    before: int | None


def news(session: Session, asked: Selection, *, to: Actor, limit: int = MOST_NEWS) -> list[Line]:
    """Return what changed lately in the events that are asked for, newest first."""
    query = (
        select(Change, Event)
        .join(Event, and_(Change.noun == "event", Change.record_id == Event.id))
        .where(Change.is_public, Change.is_correction.is_(False), Change.verb.in_(changes.NEWS))
        .where(visible_to(to), Event.visibility != "withdrawn", *reading.asked_of(session, asked))
        .order_by(Change.number.desc())
        .limit(limit)
    )
    return [_of_event(session, change, event, asked.lang, "") for change, event in session.execute(query)]


def of_event(session: Session, event: Event, lang: str, *, to: Actor) -> list[Line]:
    """Return the history of an event, newest first; to planners and up also what is not public of it."""
    query = select(Change, User).outerjoin(User, User.id == Change.actor_id)
    query = query.where(Change.noun == "event", Change.record_id == event.id, Change.verb.not_in(_QUIET))
    if not to.has_rank("planner"):
        query = query.where(Change.is_public)
    found = session.execute(query.order_by(Change.number.desc()))
    return [_of_event(session, change, event, lang, _name(user, lang, to)) for change, user in found]


def latest_of(session: Session, record: Recorded, lang: str, *, to: Actor) -> tuple[datetime, str] | None:
    """Return when a record was last changed and by whom, as far as the reader may know."""
    query = select(Change, User).outerjoin(User, User.id == Change.actor_id)
    query = query.where(Change.noun == record.__tablename__, Change.record_id == record.id, Change.verb.not_in(_QUIET))
    found = session.execute(query.order_by(Change.number.desc()).limit(1)).first()
    return None if found is None else (found[0].at, _name(found[1], lang, to))


def page(session: Session, asked: Selection, *, to: Actor, before: int | None = None, limit: int = MOST_LINES) -> Page:
    """Return a page of the public journal: all of it, or that of the events that are asked for.

    `before` is the number of the line that the page before ended with.
    """
    query = select(Change, Event, Document, User)
    query = query.outerjoin(Event, and_(Change.noun == "event", Change.record_id == Event.id))
    query = query.outerjoin(Document, and_(Change.noun == "document", Change.record_id == Document.id))
    query = query.where(Change.is_public, Change.verb.not_in(_QUIET), _told(session, asked, to))
    if before is not None:
        query = query.where(Change.number < before)
    query = query.outerjoin(User, User.id == Change.actor_id).order_by(Change.number.desc()).limit(limit + 1)
    rows = session.execute(query).all()
    shown = rows[:limit]
    named = _named(session, [row[0] for row in shown], asked.lang)
    lines = [_line(session, *row, named=named, lang=asked.lang, to=to) for row in shown]
    return Page(lines, shown[-1][0].number if len(rows) > limit else None)


def _told(session: Session, asked: Selection, to: Actor) -> ColumnElement[bool]:
    """Return the condition for the lines that are told; filters leave those of events alone."""
    conditions = reading.asked_of(session, asked)
    of_events = and_(Change.noun == "event", visible_to(to), Event.visibility != "withdrawn", *conditions)
    if conditions:
        return of_events
    is_shown = and_(visible_to(to, Document), Document.visibility != "withdrawn")
    return or_(of_events, and_(Change.noun == "document", is_shown), Change.noun.in_(list(_NAMED)))


def _named(session: Session, found: Iterable[Change], lang: str) -> Mapping[UUID, tuple[Said, str]]:
    """Return what formats, series and parties are called and where their pages are, with a query for each noun."""
    ids: dict[str, set[UUID]] = {}
    for change in found:
        if change.noun in _NAMED:
            ids.setdefault(change.noun, set()).add(change.record_id)
    named: dict[UUID, tuple[Said, str]] = {}
    for noun, wanted in ids.items():
        kind, path, key = _NAMED[noun]
        for row in session.scalars(select(kind).where(kind.id.in_(wanted))):
            name = faces.party_face(row, lang).name if isinstance(row, Party) else faces.said(row.names, lang)
            named[row.id] = name, sites.of(session).url(f"{path}{getattr(row, key)}")
    return named


def _line(
    session: Session,
    change: Change,
    event: Event | None,
    document: Document | None,
    user: User | None,
    *,
    named: Mapping[UUID, tuple[Said, str]],
    lang: str,
    to: Actor,
) -> Line:
    if event is not None:
        return _of_event(session, change, event, lang, _name(user, lang, to))
    title, url = named.get(change.record_id, (Said(), ""))
    if document is not None:
        title, url = faces.said(document.titles, lang), sites.of(session).url(f"/documents/{document.slug}")
    is_new = change.verb in {"created", "published"}
    return Line(
        verb=say(lang, changes.word_for(change.noun, change.verb)),
        detail="" if is_new else ", ".join(_changed(change, lang, _FIELDS_OF_OTHERS)),
        title=title,
        url=url,
        **_frame(change, lang, _name(user, lang, to)),
    )


def _of_event(session: Session, change: Change, event: Event, lang: str, name: str) -> Line:
    told = changes.tell(change.verb, change.facts, LocalText(), lang)
    before, after = _replaced(change, lang)
    return Line(
        verb=told.verb,
        detail=told.detail or _detail(change, lang),
        before=told.before or before,
        after=told.after or after,
        shift=told.shift,
        what=_detail(change, lang) if before else "",
        title=faces.said(event.titles, lang),
        url=sites.of(session).url(faces.event_path(event.id)),
        **_frame(change, lang, name),
    )


def _frame(change: Change, lang: str, name: str) -> dict[str, Any]:
    """Return what a line says of itself, whatever it is about."""
    return {
        "number": change.number,
        "at": change.at,
        "reason": faces.said(change.reasons, lang),
        "who": who(change, lang, name),
        "is_correction": change.is_correction,
        "is_public": change.is_public,
        "reverts": int(change.facts.get("reverts") or 0),
    }


def _detail(change: Change, lang: str) -> str:
    """Return which fields of an event have changed, in words; what readers never see is left out."""
    if change.verb != "changed":
        return ""
    return ", ".join(_changed(change, lang, _FIELDS))


def _changed(change: Change, lang: str, words: Mapping[str, str]) -> dict[str, None]:
    return dict.fromkeys(say(lang, words[name]) for name in words if name in change.fields)


def _replaced(change: Change, lang: str) -> tuple[str, str]:
    """Return what stood in the one field that has changed, and what stands there now; where that is a few words."""
    names = [name for name in _FIELDS if name in change.fields]
    if change.verb != "changed" or len(names) != 1:
        return "", ""
    before, after = (_in_words(names[0], value, lang) for value in change.fields[names[0]])
    return (before, after) if before and after and before != after else ("", "")


def _in_words(field: str, value: Any, lang: str) -> str:
    if field in {"titles", "cities", "venues"} and isinstance(value, dict):
        return LocalText(value).get(lang)
    if field == "kind" and value in KINDS:
        return say(lang, KINDS[value].label)
    return say(lang, MODES[value]) if field == "mode" and value in MODES else ""


def _name(user: User | None, lang: str, to: Actor) -> str:
    """Return the name of who has changed something, for who is signed in."""
    return "" if user is None or not to.has_rank("reader") else accounts.called(user, lang)


def who(change: Change, lang: str, name: str) -> str:
    """Return who has changed something: by a name that may be told, else by the role."""
    if name:
        return f"{name}, {say(lang, USER_ROLES[change.actor_role])}" if change.actor_role in USER_ROLES else name
    known = _KINDS_OF_ACTOR.get(change.actor_kind) or _ROLES_OF_PERSON.get(change.actor_role, "")
    return say(lang, known)
