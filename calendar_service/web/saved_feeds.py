"""Public feeds under a name of their own, for editors: make one, change one, take one back.

Reading a feed needs no account, so that nobody counts who does; the forms say what all of them will see.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.feeds import Feed
from calendar_service.services import faces, saved_feeds
from calendar_service.web import account, chosen, conflicts, csrf, forms, language, links, page
from calendar_service.web.conflicts import Compared, Comparison
from calendar_service.web.forms import Typed

LIST = "/feeds"
_TEXTS = tuple(f"{name}-{lang}" for name in ("name", "description") for lang in LANGUAGES)
_WRITTEN = (*_TEXTS, "slug", chosen.FIELD)
_FIELDS = (*_WRITTEN, "version", "base", "compared", "do", "discard")
_REFUSED = (Forbidden, InvalidInput, Conflict)
_LABELS = {
    "name": _("Name"),
    "slug": _("Address"),
    "description": _("Description"),
    chosen.FIELD: _("What it holds"),
}


def ask() -> Response:
    """Show the form of a new public feed, with what the builder's address brings."""
    return chosen.opened("editor", f"{LIST}/new", partial(_form, None))


def take() -> Response:
    """Record a public feed."""
    page.asked()
    if away := forms.require("editor"):
        return away
    try:
        typed = _sent()
        if aside := chosen.aside(typed, "public-new"):
            return aside
        with page.database().writing() as session:
            asked = chosen.kept(chosen.read(session, typed.text(chosen.FIELD)), is_public=True)
            saved_feeds.create(
                session, typed.text("slug").strip(), typed.local("name"), asked, by=page.actor(), at=page.now(),
                descriptions=typed.local("description"),
            )  # fmt: skip
            forms.drop(session)
    except _REFUSED as error:
        return _form(None, forms.sent(), error)
    return page.sent(LIST, "said=feed_made")


def ask_change(feed_id: UUID) -> Response:
    """Show the form of a public feed; what the builder's address brings stands in it."""
    return chosen.opened("editor", f"{LIST}/{feed_id}/edit", partial(_form, feed_id))


def change(feed_id: UUID) -> Response:
    """Save a public feed; where somebody else has saved meanwhile, show both versions."""
    page.asked()
    if away := forms.require("editor"):
        return away
    try:
        typed = _sent()
        if aside := chosen.aside(typed, f"public-{feed_id}"):
            return aside
        return _form(feed_id, typed) if typed.text("do") == "look" else _changed(feed_id, typed)
    except _REFUSED as error:
        return _form(feed_id, forms.sent(), error)


def _changed(feed_id: UUID, typed: Typed) -> Response:
    with page.database().reading() as session:
        row = saved_feeds.get(session, feed_id, by=page.actor())
        typed, comparison = _settled(session, row, typed)
        if comparison is not None:
            return _conflict(session, row, typed, comparison)
    _save(feed_id, typed)
    return page.sent(LIST, "said=changed")


def ask_withdrawal(feed_id: UUID) -> Response:
    """Show what withdrawing a feed does."""
    page.asked()
    return forms.require("editor", onward=f"{LIST}/{feed_id}/withdraw") or _withdrawal(feed_id)


def withdraw(feed_id: UUID) -> Response:
    """Take a feed back for good."""
    page.asked()
    if away := forms.require("editor", onward=f"{LIST}/{feed_id}/withdraw"):
        return away
    try:
        csrf.check()
        typed = forms.only("version")
        with page.database().writing() as session:
            version = chosen.version(typed.text("version"))
            saved_feeds.withdraw(session, feed_id, by=page.actor(), at=page.now(), version=version)
    except _REFUSED as error:
        return _withdrawal(feed_id, error)
    return page.sent(LIST, "said=feed_withdrawn")


def _sent() -> Typed:
    csrf.check()
    found = {one for one in request.form if one.startswith("choose-")}
    return forms.only(*_FIELDS, *(one for one in found if one.removeprefix("choose-") in _WRITTEN))


def _save(feed_id: UUID, typed: Typed) -> None:
    with page.database().writing() as session:
        asked = chosen.kept(chosen.read(session, typed.text(chosen.FIELD)), is_public=True)
        saved_feeds.change(
            session, feed_id, by=page.actor(), at=page.now(), slug=typed.text("slug").strip(), names=typed.local("name"),
            chosen=asked, descriptions=typed.local("description"), version=chosen.version(typed.text("version")),
        )  # fmt: skip
        forms.drop(session)


def _stored(row: Feed) -> Typed:
    """Return a feed as its form shows it."""
    texts = {f"name-{lang}": [dict(row.names).get(lang, "")] for lang in LANGUAGES}
    texts |= {f"description-{lang}": [dict(row.descriptions).get(lang, "")] for lang in LANGUAGES}
    return Typed({**texts, "slug": [row.slug], chosen.FIELD: [chosen.stored(row).query()]})


def _form(
    feed_id: UUID | None, typed: Typed | None = None, error: CalendarError | None = None, *, query: str = ""
) -> Response:
    """Show the form; with `query`, what was chosen just now stands in it instead of what was kept."""
    with page.database().reading() as session:
        links.know(session)
        row = None if feed_id is None else saved_feeds.get(session, feed_id, by=page.actor())
        stored = Typed({chosen.FIELD: [""]}) if row is None else _stored(row)
        values, kept = chosen.standing(session, typed, stored, query)
        if row is not None:
            values = {"version": [str(row.version)], "base": [conflicts.packed(stored)], **values}
        shown = Typed(values)
        return page.respond(
            "saved_feed.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"{LIST}/new" if feed_id is None else f"{LIST}/{feed_id}/edit",
            section="/subscribe",
            row=row,
            title=faces.said(row.names, language.current()) if row else None,
            typed=shown,
            kept=account.moment(kept.at) if kept else "",
            told=chosen.as_carried(session, shown, is_public=True),
            before=chosen.count(session, chosen.stored(row)) if row else None,
            errors=_errors(error),
            labels=_labels(),
        )


def _errors(error: CalendarError | None) -> dict[str, str]:
    if error is None:
        return {}
    first = f"-{language.current()}"
    return {
        f"{name}{first}" if name in {"name", "names", "description"} else name: said
        for name, said in forms.errors_of(error).items()
    }


def _labels() -> dict[str, str]:
    lang = language.current()
    said = {name: say(lang, words) for name, words in _LABELS.items()}
    return said | {name: said[name.partition("-")[0]] for name in _TEXTS}


def _settled(session: Session, row: Feed, typed: Typed) -> tuple[Typed, Comparison | None]:
    """Return the form to save, or where somebody else has saved meanwhile and not all is chosen, how the two differ."""
    if chosen.version(typed.text("version")) == row.version:
        return typed, None
    stored, units = _stored(row), _units(session)
    base = conflicts.unpacked(typed.text("base"))
    has_seen = typed.text("compared") == str(row.version)
    comparison = conflicts.compare(units, base, typed, stored, typed if has_seen else Typed())
    if comparison.left or not has_seen:
        return typed, comparison
    merged = conflicts.merged(units, comparison, typed, stored)
    return Typed({**merged.values, "version": [str(row.version)]}), None


def _units(session: Session) -> list[Compared]:
    lang = language.current()
    return [one(session, say(lang, _LABELS[name])) for name, one in _UNITS.items()]


def _written(name: str) -> Callable[[Session, str], Compared]:
    return lambda _session, label: conflicts.of(label, *(f"{name}-{lang}" for lang in LANGUAGES))


def _held(session: Session, label: str) -> Compared:
    def words(typed: Typed) -> list[str]:
        told = chosen.as_carried(session, typed, is_public=True)
        return [f"{name}: {'; '.join(said)}" for name, said in told.words] if told else []

    return Compared(
        name=chosen.FIELD, label=label, fields=(chosen.FIELD,), words=words, key=lambda typed: typed.text(chosen.FIELD)
    )


_UNITS: dict[str, Callable[[Session, str], Compared]] = {
    "name": _written("name"),
    "slug": lambda _session, label: conflicts.of(label, "slug"),
    "description": _written("description"),
    chosen.FIELD: _held,
}


def _conflict(session: Session, row: Feed, typed: Typed, comparison: Comparison) -> Response:
    lang = language.current()
    has_seen = typed.text("compared") == str(row.version)
    carried = [(name, text) for name in _WRITTEN for text in typed.texts(name)]
    carried += [("version", typed.text("version")), ("base", typed.text("base")), ("compared", str(row.version))]
    return page.respond(
        "conflict.html",
        session,
        status=409,
        path=f"{LIST}/{row.id}/edit",
        section="/subscribe",
        title=faces.said(row.names, lang),
        back=LIST,
        action=f"{LIST}/{row.id}/edit",
        comparison=comparison,
        carried=carried,
        saved_at=account.moment(row.updated_at),
        saved_by="",
        errors=conflicts.errors(comparison, lang) if has_seen else {},
        labels={one.field: one.label for one in comparison.choices},
    )


def _withdrawal(feed_id: UUID, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        links.know(session)
        row = saved_feeds.get(session, feed_id, by=page.actor())
        return page.respond(
            "saved_feed_withdraw.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"{LIST}/{feed_id}/withdraw",
            section="/subscribe",
            row=row,
            title=faces.said(row.names, language.current()),
            number=chosen.count(session, chosen.stored(row)),
            errors=forms.errors_of(error) if error else {},
        )
