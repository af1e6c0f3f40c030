"""Feeds: named selections of what is published, and what a renderer is given of them.

One selection and one visibility check serve every format of a feed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from calendar_service.domain import changes, selection, summaries
from calendar_service.domain.entries import DateMode, Entry
from calendar_service.domain.errors import CalendarError, Gone, NotFound
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.selection import Selection
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component, Feed, SlugAlias
from calendar_service.models.formats import Format, Series
from calendar_service.models.journal import Change, Head
from calendar_service.models.parties import Party
from calendar_service.render import Renderer, ical
from calendar_service.render.faces import ChangeFace, FeedFace, ZoneUse
from calendar_service.render.faces import Component as Piece
from calendar_service.services import faces, selecting
from calendar_service.services import site as sites

_FIRST = func.coalesce(Event.earliest, Event.latest)
BY_DATE = (_FIRST.is_(None), _FIRST, Event.latest.is_(None), Event.latest, Event.uid)  # as dates order; none last
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ENTRIES = 1000
MOST_BYTES = 900_000
MOST_CHANGES = 100
_PAGES = {"format": "formats", "series": "series", "party": "parties"}
_WAYS = ("lang", "dates", "cancelled", "profile", "alarm")  # how a feed shows what it shows


class Moved(CalendarError):
    """The feed has another name now; `slug` is the one to ask for."""

    code = "moved"

    def __init__(self, slug: str) -> None:
        super().__init__(_("This feed is now called “%(slug)s”."), slug=slug)
        self.slug = slug


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that was asked for: its own selection (`scope`), and the filters in the address besides."""

    slug: str
    names: LocalText
    descriptions: LocalText
    colour: str
    scope: Selection
    asked: Selection


def find(session: Session, slug: str, given: dict[str, list[str]]) -> FoundFeed:
    """Return the feed of a name such as `all` or `format/central-asia-italy`, with the filters asked for.

    Raises `NotFound`, `Gone` where it was withdrawn, `Moved` where it has another name now, and
    `InvalidInput` for a filter's value that is not known.
    """
    return narrowed(session, _saved(session, slug) or _named(session, slug), given)


def narrowed(session: Session, found: FoundFeed, given: Mapping[str, list[str]]) -> FoundFeed:
    """Return a feed with the filters asked for besides its own; raises `InvalidInput` for a value that is not known."""
    language = sites.of(session).language
    asked = selection.read({**_own_choices(found.scope), **_present(given)}, lang=language)
    selecting.check_names(session, asked)
    if asked.alarm:
        ical.lead_time(asked.alarm)
    return replace(found, asked=asked)


def _present(given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in given.items() if any(values)}


def _own_choices(scope: Selection) -> dict[str, list[str]]:
    """Return how a saved feed shows things, which an address may choose otherwise."""
    return {name: [getattr(scope, name)] for name in ("lang", "dates", "cancelled", "profile", "alarm")}


def _saved(session: Session, slug: str) -> FoundFeed | None:
    feed = session.scalar(select(Feed).where(Feed.slug == slug))
    if feed is None:
        _redirect(session, "feed", slug, Feed.slug)
        return None
    if feed.visibility == "withdrawn":
        raise Gone(_("This feed has been withdrawn. Remove it from your calendar."))
    if feed.visibility != "published":
        return None
    scope = selection.read({name: list(values) for name, values in feed.selection.items()})
    return _found(slug, feed.names, feed.descriptions, scope)


def _redirect(session: Session, noun: str, slug: str, name: InstrumentedAttribute[str]) -> None:
    former = select(SlugAlias.record_id).where(SlugAlias.noun == noun, SlugAlias.slug == slug)
    now = session.scalar(select(name).where(name.class_.id.in_(former)))
    if now is not None:
        raise Moved(now if noun == "feed" else f"{noun}/{now}")


def _found(
    slug: str, names: LocalText, descriptions: LocalText, scope: Selection, colour: str = "steelblue"
) -> FoundFeed:
    return FoundFeed(
        slug=slug, names=names, descriptions=descriptions, colour=colour or "steelblue", scope=scope, asked=Selection()
    )


def _named(session: Session, slug: str) -> FoundFeed:
    sort, _slash, name = slug.partition("/")
    if slug == "all":
        return _found(slug, LocalText(), LocalText(), Selection())
    if sort == "kind" and name in KINDS:
        return _found(slug, _in_all(KINDS[name].label), LocalText(), Selection(kind=(name,)))
    found = None
    if sort == "format":
        found = _of_format(session, slug, name)
    elif sort == "series":
        found = _of_series(session, slug, name)
    elif sort == "party":
        found = _of_party(session, slug, name)
    elif sort == "event":
        found = _of_event(session, slug, name)
    if found is None:
        raise NotFound(_("There is no such feed. The feeds there are stand at /feeds."))
    return found


def _in_all(message: str) -> LocalText:
    said = {lang: say(lang, message) for lang in LANGUAGES}
    return LocalText({lang: text[:1].upper() + text[1:] for lang, text in said.items()})


def _of_format(session: Session, slug: str, name: str) -> FoundFeed | None:
    found = session.scalar(select(Format).where(Format.slug == name))
    if found is None:
        _redirect(session, "format", name, Format.slug)
        return None
    return _found(slug, found.names, found.descriptions, Selection(format=(name,)), found.colour)


def _of_series(session: Session, slug: str, name: str) -> FoundFeed | None:
    found = session.scalar(select(Series).where(Series.slug == name))
    if found is None:
        _redirect(session, "series", name, Series.slug)
        return None
    colour = found.format.colour if found.format else ""
    return _found(slug, found.names, found.descriptions, Selection(series=(name,)), colour)


def _of_party(session: Session, slug: str, code: str) -> FoundFeed | None:
    found = session.scalar(select(Party).where(Party.code == code))
    if found is None:
        _redirect(session, "party", code, Party.code)
        return None
    return _found(slug, found.names, LocalText(), Selection(party=(code,)))


def _of_event(session: Session, slug: str, text: str) -> FoundFeed | None:
    event_id = selection.event_id(text)
    event = session.get(Event, event_id) if event_id and str(event_id) == text else None
    if event is None or event.visibility == "draft":
        return None
    if event.visibility == "withdrawn" and event.has_left_feeds:
        raise Gone(_("This event was published by mistake and has been withdrawn."))
    names = LocalText() if event.visibility == "withdrawn" else event.titles
    return _found(slug, names, LocalText(), Selection(event=(text,)))


def face(session: Session, found: FoundFeed, extension: str) -> FeedFace:
    """Return how a feed presents itself in the language asked for."""
    site, lang = sites.of(session), found.asked.lang
    query = found.asked.query(beside=found.scope)
    page = _page(found)
    site_name = site.names.get(lang)
    name = summaries.marked(faces.said(found.names, lang), lang)
    return FeedFace(
        name=f"{name} · {site_name}" if name else site_name,
        description=summaries.marked(faces.said(found.descriptions, lang), lang)
        or say(
            lang, _("Meetings with their dates as they were stated. Entries move by themselves when a day is named.")
        ),
        lang=lang,
        page_url=site.url(page),
        self_url=site.url(f"/feeds/{found.slug}.{extension}") + (f"?{query}" if query else ""),
        site_url=site.url("/"),
        site_name=site_name,
        colour=found.colour,
        timezone=site.timezone,
        modified=head(session).public_modified,
    )


def _page(found: FoundFeed) -> str:
    sort, _slash, name = found.slug.partition("/")
    if sort == "event":
        return faces.event_path(UUID(name))
    if sort in _PAGES and name and not found.asked.query(without=_WAYS):
        return f"/{_PAGES[sort]}/{name}" + (f"?lang={found.asked.lang}" if found.asked.lang else "")
    return "/feeds" if found.slug == "all" else f"/?{_page_query(found)}"


def _page_query(found: FoundFeed) -> str:
    sort, _slash, name = found.slug.partition("/")
    ways = ("dates", "cancelled", "profile", "alarm")
    own = f"{sort}={name}" if name else found.scope.query(without=_WAYS)
    return "&".join(part for part in (own, found.asked.query(without=ways)) if part)


def head(session: Session) -> Head:
    """Return the journal's head; an empty one where nothing has been written yet."""
    found = session.scalar(select(Head))
    return found or Head(public_modified=_NEVER, epoch="", public_version=0, generation=0, rendered_as="")


def render(session: Session, found: FoundFeed, renderer: Renderer) -> bytes:
    """Return a feed's bytes: the same for the same public version."""
    shown = face(session, found, renderer.extension)
    if renderer.takes == "entries":
        return renderer.render(shown, entries(session, found))
    if renderer.takes == "changes":
        return renderer.render(shown, news(session, found))
    held = pieces(session, found)
    zones = [piece.zone for piece in held if piece.zone is not None]
    return renderer.render(shown, [piece.text for piece in held], zones)


def chosen(session: Session, found: FoundFeed) -> list[ColumnElement[bool]]:
    """Return the conditions for the events that a feed finds, however it shows them; visibility is not among them."""
    return [*selecting.conditions(session, found.scope), *selecting.conditions(session, found.asked)]


def pieces(session: Session, found: FoundFeed) -> list[Piece]:
    """Return the ready components of a feed, in its order, cut where it is too large to be sent whole."""
    asked = found.asked
    conditions = [*sent(session, found), *cut(session, found)]
    is_span = asked.dates == DateMode.SPAN
    key = Component.span_key if is_span else Component.marker_key
    text = func.coalesce(Component.span_text, Component.marker_text) if is_span else Component.marker_text
    query = (
        select(Component.uid, key, text, Component.zone, Component.is_cancelled, Component.summary, Component.rich_text)
        .join(Event, Event.id == Component.event_id)
        .where(*conditions)
        .order_by(key, Component.uid)
    )
    return [_piece(row, asked) for row in session.execute(query)]


def sent(session: Session, found: FoundFeed) -> list[ColumnElement[bool]]:
    """Return the conditions for the components that a calendar file of a feed holds, were it never cut.

    What was withdrawn is sent as cancelled, but found by none of its words.
    """
    has_words = bool(found.asked.q or found.scope.q)
    visible = ["published"] if has_words else ["published", "withdrawn"]
    conditions = [*shown(session, found), Component.lang == found.asked.lang, Event.visibility.in_(visible)]
    if found.asked.cancelled == "omit":
        conditions.append(Component.is_cancelled.is_(False))
    return conditions


def shown(session: Session, found: FoundFeed) -> list[ColumnElement[bool]]:
    """Return the conditions for the events of a feed; visibility is not among them."""
    conditions = chosen(session, found)
    if found.asked.dates == DateMode.FIRM:
        conditions.append(Event.is_firm.is_(True))
    if found.asked.cancelled == "omit":
        conditions.append(Event.status != "cancelled")
    return conditions


def _piece(row: tuple[str, str, str, str, bool, str, str], asked: Selection) -> Piece:
    uid, sort_key, text, zone, is_cancelled, summary, rich = row
    return Piece(
        uid=uid, sort_key=sort_key, text=varied(text, asked, summary, rich, is_cancelled=is_cancelled), zone=_zone(zone)
    )


def varied(text: str, asked: Selection, summary: str, rich: str, *, is_cancelled: bool) -> str:
    """Return a component's text with what an address asks for besides spliced in."""
    if is_cancelled and asked.cancelled == "show":
        text = ical.cancelled_shown(text)
    if asked.profile == "rich" and rich:
        text = ical.with_extra(text, rich)
    if asked.alarm and not is_cancelled:
        text = ical.with_alarm(text, asked.alarm, summary)
    return text


def _zone(kept: str) -> ZoneUse | None:
    if not kept:
        return None
    tzid, first, last = kept.split(" ")
    return ZoneUse(tzid, date.fromisoformat(first), date.fromisoformat(last))


def cut(session: Session, found: FoundFeed) -> list[ColumnElement[bool]]:
    """Return the condition that cuts a feed whose calendar file has over 1,000 entries or 900 kB: in every format."""
    if is_bounded(found):
        return []
    sums = select(func.count(), func.coalesce(func.sum(Component.size), 0)).select_from(Component)
    whole = sums.join(Event, Event.id == Component.event_id).where(*sent(session, found))
    number, size = session.execute(whole).one()
    day = cut_on(session, number, size)
    return [] if day is None else [not_over_before(day)]


def is_bounded(found: FoundFeed) -> bool:
    """Tell whether a feed names its period, which replaces the cut."""
    return any((found.asked.first, found.asked.last, found.scope.first, found.scope.last))


def cut_on(session: Session, number: int, size: int) -> date | None:
    """Return where a feed of so many entries and bytes is cut; `None` where it is sent whole."""
    if number <= MOST_ENTRIES and size <= MOST_BYTES:
        return None
    return session.scalar(select(Head.cut_on))


def not_over_before(day: date) -> ColumnElement[bool]:
    """Return the condition that an event was not over before a day."""
    return or_(Event.latest >= day, Event.latest.is_(None))


def entries(session: Session, found: FoundFeed) -> list[Entry]:
    """Return the entries of a feed by date, those without a date last; cut as the calendar files are."""
    conditions = [*shown(session, found), Event.visibility == "published", Event.has_left_feeds.is_(False)]
    conditions += cut(session, found)
    query = select(Event).where(and_(*conditions)).options(*faces.loaded())
    return faces.entries(session, session.scalars(query.order_by(*BY_DATE)).all(), found.asked.lang)


def news(session: Session, found: FoundFeed) -> list[ChangeFace]:
    """Return what changed lately in a feed's events, newest first: neither corrections nor what follows from others."""
    conditions = [*shown(session, found), Event.visibility == "published"]
    query = (
        select(Change, Event)
        .join(Event, and_(Change.noun == "event", Change.record_id == Event.id))
        .where(Change.is_public, Change.is_correction.is_(False), Change.verb.in_(changes.NEWS), *conditions)
        .order_by(Change.number.desc())
        .limit(MOST_CHANGES)
    )
    lang, site = found.asked.lang, sites.of(session)
    epoch = session.scalar(select(Head.epoch)) or ""
    return [
        change_face(change, event, lang, site.url(faces.event_path(event.id)), epoch)
        for change, event in session.execute(query)
    ]


def change_face(change: Change, event: Event, lang: str, url: str, epoch: str) -> ChangeFace:
    """Return a line about an event as a feed of changes shows it."""
    told = changes.tell(change.verb, change.facts, change.reasons, lang)
    title = summaries.marked(faces.said(event.titles, lang), lang)
    return ChangeFace(
        number=change.number,
        id=f"urn:calendar-service:change:{epoch}:{change.number}",
        at=change.at,
        title=f"{told.verb}: {title}",
        summary=str(told),
        url=url,
        event_id=str(event.id),
        corrected=change.is_correction,
    )


def known(session: Session, lang: str) -> list[tuple[str, str]]:
    """Return the names of the public feeds there are, with what they are called in a language."""
    saved = select(Feed).where(Feed.visibility == "published").order_by(Feed.slug)
    listed = [("all", say(lang, _("The whole calendar")))]
    listed += [(feed.slug, feed.names.get(lang)) for feed in session.scalars(saved)]
    listed += [
        (f"format/{one.slug}", one.names.get(lang)) for one in session.scalars(select(Format).order_by(Format.position))
    ]
    listed += [
        (f"series/{one.slug}", one.names.get(lang)) for one in session.scalars(select(Series).order_by(Series.slug))
    ]
    listed += [
        (f"party/{one.code}", faces.party_face(one, lang).name.text)
        for one in session.scalars(select(Party).order_by(Party.code))
    ]
    listed += [(f"kind/{kind.key}", say(lang, kind.label)) for kind in KINDS.values()]
    return listed


def visible_ids(session: Session) -> list[UUID]:
    """Return the ids of every event that is or was public, in a stable order: what a rebuild renders."""
    return list(session.scalars(select(Event.id).where(Event.visibility != "draft").order_by(Event.id)))
