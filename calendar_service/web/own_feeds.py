"""Secret feeds: those of one's own, and for administrators that there are such and whose.

A feed is put together on the builder's page and saved here; its address is shown once.
"""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.words import _
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.render import RENDERERS
from calendar_service.services import accounts, secret_feeds
from calendar_service.services.secret_feeds import Made
from calendar_service.web import account, chosen, csrf, forms, labels, language, links, page
from calendar_service.web.chosen import Chosen
from calendar_service.web.forms import Typed

LIST, ALL = "/account/feeds", "/users/feeds"
_FIELDS = ("note", "has_drafts", chosen.FIELD, "version", "do", "discard")
_REFUSED = (Forbidden, InvalidInput, Conflict)


@dataclass(frozen=True, slots=True)
class Row:
    """A secret feed in a list."""

    id: UUID
    note: str
    used: str
    made: str
    has_drafts: bool
    shows_drafts: bool
    owner: str = ""
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done with a feed: its words, and what the button says."""

    heading: str
    told: tuple[str, ...]
    button: str


STEPS = {
    "replace": Step(
        _("Another address"),
        (
            _("The feed gets a new address, which is shown once. The address of now leads nowhere from that moment on."),
            _("Every calendar that takes the feed has to be given the new address."),
        ),
        _("Replace the address"),
    ),
    "end": Step(
        _("End the feed"),
        (
            _("Its address leads nowhere from that moment on. Calendars that take it say that it is not found; what they hold stays until it is removed there."),
            _("It cannot be brought back. The same choice can be saved again, at a new address."),
        ),
        _("End the feed"),
    ),
}  # fmt: skip


def listed() -> Response:
    """List one's own secret feeds."""
    page.asked()
    if away := forms.require("reader"):
        return away
    with page.database().reading() as session:
        links.know(session)
        return page.respond(
            "own_feeds.html",
            session,
            path=LIST,
            section="/account",
            rows=[_row(row, session) for row in secret_feeds.own(session, by=page.actor())],
            most=secret_feeds.MOST_OWN,
            said=forms.said(request.args.getlist("said")),
        )


def every() -> Response:
    """List the secret feeds of all, for administrators."""
    page.asked()
    if away := forms.require("administrator"):
        return away
    with page.database().reading() as session:
        links.know(session)
        return page.respond(
            "all_secret_feeds.html",
            session,
            path=ALL,
            section="/users",
            rows=[_row(row) for row in secret_feeds.every(session, by=page.actor())],
            said=forms.said(request.args.getlist("said")),
        )


def ask() -> Response:
    """Show the form that saves what the builder has chosen."""
    return chosen.opened("reader", f"{LIST}/new", partial(_form, None))


def take() -> Response:
    """Make a secret feed and show its address, once."""
    page.asked()
    if away := forms.require("reader"):
        return away
    try:
        typed = _sent()
        if aside := chosen.aside(typed, "own-new"):
            return aside
        with page.database().writing() as session:
            kept = chosen.kept(chosen.read(session, typed.text(chosen.FIELD)))
            made = secret_feeds.create(
                session, typed.text("note"), kept, has_drafts=typed.has("has_drafts"), by=page.actor(), at=page.now()
            )
            forms.drop(session)
    except _REFUSED as error:
        return _form(None, forms.sent(), error)
    return _address(made)


def ask_change(feed_id: UUID) -> Response:
    """Show the form of a secret feed of one's own; what the builder's address brings stands in it."""
    return chosen.opened("reader", f"{LIST}/{feed_id}", partial(_form, feed_id))


def change(feed_id: UUID) -> Response:
    """Save what a secret feed holds and what for."""
    page.asked()
    if away := forms.require("reader"):
        return away
    try:
        typed = _sent()
        if aside := chosen.aside(typed, f"own-{feed_id}"):
            return aside
        with page.database().writing() as session:
            kept = chosen.kept(chosen.read(session, typed.text(chosen.FIELD)))
            secret_feeds.change(
                session, feed_id, typed.text("note"), kept, has_drafts=typed.has("has_drafts"),
                version=chosen.version(typed.text("version")), by=page.actor(), at=page.now(),
            )  # fmt: skip
            forms.drop(session)
    except _REFUSED as error:
        return _form(feed_id, forms.sent(), error)
    return page.sent(LIST, "said=saved")


def ask_step(feed_id: UUID, step: str) -> Response:
    """Show what a step will do."""
    page.asked()
    return forms.require("reader", onward=f"{LIST}/{feed_id}/{step}") or _step(feed_id, step)


def take_step(feed_id: UUID, step: str) -> Response:
    """Replace the address of a feed and show the new one, once; or end the feed."""
    page.asked()
    if away := forms.require("reader", onward=f"{LIST}/{feed_id}/{step}"):
        return away
    _known(step)
    try:
        csrf.check()
        forms.only()
        with page.database().writing() as session:
            if step == "replace":
                made = secret_feeds.replace(session, feed_id, by=page.actor(), at=page.now())
            else:
                is_own = secret_feeds.get(session, feed_id, by=page.actor()).owner_id == page.actor().user_id
                secret_feeds.end(session, feed_id, by=page.actor(), at=page.now())
    except _REFUSED as error:
        return _step(feed_id, step, error)
    return _address(made) if step == "replace" else page.sent(LIST if is_own else ALL, "said=feed_ended")


def _sent() -> Typed:
    csrf.check()
    return forms.only(*_FIELDS)


def _row(row: SecretFeed, session: Session | None = None) -> Row:
    lang = language.current()
    return Row(
        id=row.id,
        note=row.note,
        used=labels.day(row.used_on, lang) if row.used_on else "",
        made=labels.day(links.site().day(row.created_at), lang),
        has_drafts=row.has_drafts,
        shows_drafts=secret_feeds.shows_drafts(row),
        owner="" if session else accounts.called(row.owner, lang),
        chosen=chosen.told(session, chosen.stored(row)) if session else None,
    )


def _form(
    feed_id: UUID | None, typed: Typed | None = None, error: CalendarError | None = None, *, query: str = ""
) -> Response:
    """Show the form; with `query`, what was chosen just now stands in it instead of what was kept."""
    with page.database().reading() as session:
        links.know(session)
        row = None if feed_id is None else _own(session, feed_id)
        values, kept = chosen.standing(session, typed, _begun(row), query)
        if row is not None and (typed is None or isinstance(error, Conflict)):
            values["version"] = [str(row.version)]
        shown = Typed(values)
        return page.respond(
            "own_feed.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"{LIST}/{feed_id or 'new'}",
            section="/account",
            note=row.note if row else "",
            typed=shown,
            kept=account.moment(kept.at) if kept else "",
            told=chosen.as_carried(session, shown),
            errors=forms.errors_of(error) if error else {},
            sees_drafts=page.actor().has_rank("planner"),
        )


def _begun(row: SecretFeed | None) -> Typed:
    if row is None:
        return Typed({chosen.FIELD: [chosen.from_builder({})]})
    box = {"has_drafts": ["yes"]} if row.has_drafts else {}
    return Typed({"note": [row.note], chosen.FIELD: [chosen.stored(row).query()]} | box)


def _own(session: Session, feed_id: UUID) -> SecretFeed:
    row = secret_feeds.get(session, feed_id, by=page.actor())
    if row.owner_id != page.actor().user_id:
        raise NotFound(_("There is no such feed. The feeds there are stand at /feeds."))
    return row


def _known(step: str) -> Step:
    if step not in STEPS:
        raise NotFound(_("There is no such step."))
    return STEPS[step]


def _step(feed_id: UUID, name: str, error: CalendarError | None = None) -> Response:
    step = _known(name)
    with page.database().reading() as session:
        links.know(session)
        row = secret_feeds.get(session, feed_id, by=page.actor())
        is_own = row.owner_id == page.actor().user_id
        if name != "end":
            row = _own(session, feed_id)
        return page.respond(
            "own_feed_step.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"{LIST}/{feed_id}/{name}",
            section="/account" if is_own else "/users",
            row=_row(row),
            is_own=is_own,
            back=LIST if is_own else ALL,
            step=step,
            errors=forms.errors_of(error) if error else {},
        )


def _address(made: Made) -> Response:
    """Show an address, this once: the calendar itself knows no more than a hash of it."""
    with page.database().reading() as session:
        links.know(session)
        urls = {extension: links.whole(f"/feeds/s/{made.token}.{extension}") for extension in RENDERERS}
        url = urls.pop("ics")
        return page.respond(
            "own_feed_address.html",
            session,
            section="/account",
            note=made.row.note,
            url=url,
            webcal=links.webcal(url),
            endings=list(urls),
        )
