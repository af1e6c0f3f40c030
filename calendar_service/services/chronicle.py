"""The chronicle: the whole journal as those read it who keep the calendar, filtered, in pages, in words.

The public part of it, for everybody, is in `history`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain import changes
from calendar_service.domain.access import Actor, may_read_line
from calendar_service.domain.dates import StatedDate, write, zones
from calendar_service.domain.entries import Said
from calendar_service.domain.errors import NotFound
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.models.accounts import User
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.models.events import Event
from calendar_service.models.feeds import Feed
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change
from calendar_service.models.notes import Note
from calendar_service.models.parties import Party
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.services import accounts, faces, history
from calendar_service.services import site as sites
from calendar_service.services.differences import Difference, Teller
from calendar_service.services.visibility import lines_visible_to

MOST_LINES = 50  # of a page
SORTS = {"public": _("public"), "private": _("not public"), "corrections": _("corrections"), "reverts": _("reverts")}
MACHINES = {
    "service": _("the service, by itself"),
    "command": _("the command line"),
    "seed": _("the first records"),
    "import": _("an import"),
}
_SCOPES = {"read": _("reads"), "write": _("reads and writes"), "admin": _("does all that the account may")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the journal is asked for; what is empty asks for everything."""

    who: str = ""  # the id of a user, or a key of `MACHINES`
    noun: str = ""
    record: UUID | None = None
    verb: str = ""
    first: date | None = None
    last: date | None = None
    sort: str = ""  # a key of `SORTS`


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line in words. Where its record is gone, `url` is empty and `title` is what it was called last."""

    number: int
    at: datetime
    noun: str
    record_id: UUID
    verb: str
    title: Said
    url: str
    who: str
    detail: str
    reason: Said
    differences: Sequence[Difference]
    is_public: bool
    is_correction: bool
    reverts: int
    may_revert: bool
    by_program: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first, and the number before which the next page begins; none where there is no more."""

    lines: Sequence[Line]
    before: int | None


@dataclass(frozen=True, slots=True)
class Called:
    """What records are called, and where their pages are."""

    names: dict[UUID, Said] = field(default_factory=dict)
    urls: dict[UUID, str] = field(default_factory=dict)


def page(
    session: Session, asked: Asked, lang: str, *, to: Actor, before: int | None = None, limit: int = MOST_LINES
) -> Page:
    """Return a page of the journal; raises `NotFound` for who may not read it."""
    if not may_read_line(to, "event"):
        raise NotFound(_("There is no page at this address."))
    query = select(Change).where(lines_visible_to(to), *_conditions(session, asked))
    if before is not None:
        query = query.where(Change.number < before)
    found = session.scalars(query.order_by(Change.number.desc()).limit(limit + 1)).all()
    shown = found[:limit]
    return Page(lines(session, shown, lang, to=to), shown[-1].number if len(found) > limit else None)


def find(session: Session, number: int, lang: str, *, to: Actor) -> Line:
    """Return a line; raises `NotFound` where the actor may not know of it."""
    change = session.scalar(select(Change).where(Change.number == number, lines_visible_to(to)))
    if change is None:
        raise NotFound(_("There is no such line in the journal."))
    return lines(session, [change], lang, to=to)[0]


def beside(session: Session, number: int, *, to: Actor) -> Sequence[int]:
    """Return the numbers of the other lines that came about with a line, those that may be read."""
    with_it = select(Change.transaction_id).where(Change.number == number).scalar_subquery()
    query = select(Change.number).where(Change.transaction_id == with_it, Change.number != number, lines_visible_to(to))
    return session.scalars(query.order_by(Change.number).limit(MOST_LINES)).all()


def people(session: Session, lang: str, *, to: Actor) -> list[tuple[str, str]]:
    """Return the ids of all who have a line that may be read, with what they are called."""
    acted = select(Change.actor_id).where(lines_visible_to(to), Change.actor_id.is_not(None)).distinct()
    found = session.scalars(select(User).where(User.id.in_(acted)))
    return sorted(((str(one.id), accounts.called(one, lang)) for one in found), key=lambda pair: pair[1].casefold())


def called(session: Session, record: UUID, lang: str, *, to: Actor) -> Said:
    """Return what a record is called that lines are asked for, as its last line has it."""
    query = select(Change).where(Change.record_id == record, lines_visible_to(to)).order_by(Change.number.desc())
    change = session.scalar(query.limit(1))
    return Said() if change is None else lines(session, [change], lang, to=to)[0].title


def _conditions(session: Session, asked: Asked) -> Iterable[ColumnElement[bool]]:
    if asked.who in MACHINES:
        yield Change.actor_kind == asked.who
    elif asked.who:
        yield Change.actor_id == UUID(asked.who)
    for column, value in ((Change.noun, asked.noun), (Change.verb, asked.verb), (Change.record_id, asked.record)):
        if value:
            yield column == value
    if asked.first:
        yield Change.at >= _begins(session, asked.first)
    if asked.last:
        yield Change.at < _begins(session, asked.last + timedelta(days=1))
    if asked.sort == "corrections":
        yield Change.is_correction.is_(True)
    elif asked.sort == "reverts":
        yield Change.facts["reverts"].as_integer().is_not(None)
    elif asked.sort:
        yield Change.is_public.is_(asked.sort == "public")


def _begins(session: Session, day: date) -> datetime:
    """Return the moment at which a day begins by the clock of the calendar."""
    return zones.resolve(day, time(), sites.of(session).timezone).utc


def lines(session: Session, found: Sequence[Change], lang: str, *, to: Actor) -> list[Line]:
    """Return lines in words, with a query for each noun that they name."""
    values = [{name: pair[number] for name, pair in one.fields.items()} for one in found for number in (0, 1)]
    values += [{"event_id": one.facts.get("into") or one.facts.get("event")} for one in found]
    teller = Teller(session, values, lang, to=to)
    known = _called(session, found, lang)
    ids = {one.actor_id for one in found if one.actor_id}
    users = {one.id: one for one in session.scalars(select(User).where(User.id.in_(ids)))}
    return [_line(one, users, known, teller, to=to) for one in found]


def _line(change: Change, users: Mapping[UUID, User], known: Called, teller: Teller, *, to: Actor) -> Line:
    lang, user = teller.lang, users.get(change.actor_id) if change.actor_id else None
    machine = say(lang, MACHINES.get(change.actor_kind, ""))
    return Line(
        number=change.number,
        at=change.at,
        noun=change.noun,
        record_id=change.record_id,
        verb=_verb(change, lang),
        title=known.names.get(change.record_id) or _last_name(change, lang),
        url=known.urls.get(change.record_id, ""),
        who=machine or history.who(change, lang, accounts.called(user, lang) if user else ""),
        detail=_detail(change, teller),
        reason=faces.said(change.reasons, lang),
        differences=teller.differences(change.noun, change.fields),
        is_public=change.is_public,
        is_correction=change.is_correction,
        reverts=int(change.facts.get("reverts") or 0),
        may_revert=may_read_line(to, change.noun, is_changing=True),
        by_program=change.token_id is not None,
    )


def _verb(change: Change, lang: str) -> str:
    if change.verb == "moved":
        return changes.tell("moved", change.facts, LocalText(), lang).verb
    return say(lang, changes.word_for(change.noun, change.verb))


def _last_name(change: Change, lang: str) -> Said:
    """Return what a record that is gone was called when the line was written."""
    for name in ("titles", "names"):
        texts = next((value for value in reversed(change.fields.get(name, [])) if value), None)
        if texts:
            return faces.said(LocalText(texts), lang)
    return Said()


def _detail(change: Change, teller: Teller) -> str:
    """Return what was decided with a line, in words: by how much a date moved, into what a record was merged."""
    lang, facts = teller.lang, change.facts
    if change.verb == "moved":
        return changes.tell("moved", facts, LocalText(), lang).detail
    if change.verb == "merged":
        return teller.names.of(str(facts.get("into")))
    if change.verb == "checked":
        return say(lang, _("ask again on %(day)s"), day=write(StatedDate(str(facts.get("ask_again_on", ""))), lang))
    if change.verb in {"token_made", "token_revoked"}:
        scope = say(lang, _SCOPES.get(str(facts.get("scope")), ""))
        return "; ".join(part for part in (str(facts.get("note") or ""), scope) if part)
    if change.verb == "cut_moved":
        return write(StatedDate(str(facts.get("after", ""))), lang)
    return ""


def _called(session: Session, found: Sequence[Change], lang: str) -> Called:
    ids: dict[str, set[UUID]] = {}
    for change in found:
        ids.setdefault(change.noun, set()).add(change.record_id)
    known = Called()
    for noun, (kind, options, told) in _RECORDS.items():
        if wanted := ids.get(noun):
            for row in session.scalars(select(kind).where(kind.id.in_(wanted)).options(*options)):
                known.names[row.id], path = told(row, lang)
                known.urls[row.id] = sites.of(session).url(path) if path else ""
    return known


def _event(row: Event, lang: str) -> tuple[Said, str]:
    return faces.said(row.titles, lang), faces.event_path(row.id)


def _document(row: Document, lang: str) -> tuple[Said, str]:
    return faces.said(row.titles, lang), f"/documents/{row.slug}"


def _promise(row: Commitment, lang: str) -> tuple[Said, str]:
    return faces.said(row.titles, lang), f"/promises?document={row.document.slug}#promise-{row.id}"


def _format(row: Format, lang: str) -> tuple[Said, str]:
    return faces.said(row.names, lang), f"/formats/{row.slug}"


def _series(row: Series, lang: str) -> tuple[Said, str]:
    return faces.said(row.names, lang), f"/series/{row.slug}"


def _party(row: Party, lang: str) -> tuple[Said, str]:
    return faces.party_face(row, lang).name, f"/parties/{row.code}"


def _feed(row: Feed, lang: str) -> tuple[Said, str]:
    return faces.said(row.names, lang), "/feeds" if row.visibility == "published" else ""


def _secret_feed(row: SecretFeed, lang: str) -> tuple[Said, str]:
    return Said(row.note, lang), "/users/feeds"


def _user(row: User, lang: str) -> tuple[Said, str]:
    return Said(accounts.called(row, lang), lang), f"/users/{row.id}"


def _note(row: Note, lang: str) -> tuple[Said, str]:
    return faces.said(row.event.titles, lang), faces.event_path(row.event_id)


_RECORDS: Mapping[str, tuple[type[Any], tuple[Any, ...], Any]] = {
    "event": (Event, (), _event),
    "document": (Document, (), _document),
    "commitment": (Commitment, (joinedload(Commitment.document),), _promise),
    "format": (Format, (), _format),
    "series": (Series, (), _series),
    "party": (Party, (), _party),
    "feed": (Feed, (), _feed),
    "secret_feed": (SecretFeed, (), _secret_feed),
    "user": (User, (), _user),
    "note": (Note, (joinedload(Note.event),), _note),
}
