"""Several events at once: what was ticked in the list, what would become of each, and one button for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain import selection, several
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.several import STEPS, Wish
from calendar_service.domain.words import LANGUAGES, _, say, say_number
from calendar_service.services import several as service
from calendar_service.services.several import Chosen, Outcome, Preview
from calendar_service.web import account, calendars, csrf, forms, journal, language, links, page, rows
from calendar_service.web.calendars import Effect
from calendar_service.web.editing import known
from calendar_service.web.editing.known import Known, Pair
from calendar_service.web.forms import Typed
from calendar_service.web.journal import Shown

PATH = "/events/several"
LIST = "/calendar"
_REFUSED = (Forbidden, InvalidInput, Conflict, NotFound)
_FIELDS = (
    "event",
    "refusing",
    "shown",
    "which",
    "step",
    *(f"reason-{lang}" for lang in LANGUAGES),
    "back",
    "do",
    "discard",
)
_KEPT = frozenset(
    {"q", "kind", "format", "series", "party", "host", "status", "event", "from", "to", "year", "after", "before"}
)
_BACK_LENGTH = 4000
Group = tuple[str, Sequence[Pair]]


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome in words: its lines, what subscribers will see, why it refuses."""

    outcome: Outcome
    label: str
    lines: Sequence[Shown]
    effect: Effect
    why: str


def ask() -> Response:
    """Show again what was sent before the sign-in ran out; without that, the list."""
    page.asked()
    if away := forms.require("editor", onward=LIST):
        return away
    with page.database().reading() as session:
        kept = forms.kept(session)
    return page.sent(LIST) if kept is None else _shown(kept.typed, is_kept=True)


def take() -> Response:
    """Show what would become of what is chosen, or save it: all or nothing."""
    page.asked()
    if away := forms.require("editor"):
        return away
    try:
        csrf.check()
        typed = forms.only(*_FIELDS)
        if typed.has("discard"):
            return forms.discard(LIST)
        if typed.text("do") not in {"save", "leave"}:
            return _shown(typed)
        with page.database().writing() as session:
            changed = service.save(session, _to_save(session, typed), _wish(typed), by=page.actor(), at=page.now())
            forms.drop(session)
    except _REFUSED as error:
        return _shown(forms.sent(), error)
    said = "several" if changed else "unchanged"
    return page.sent(LIST, "&".join(part for part in (back(typed.text("back")), f"said={said}") if part))


def choices(found: Known, lang: str) -> list[Group]:
    """Return what can be done with several events, in groups."""
    nobody, none = say(lang, _("Owner: nobody yet")), say(lang, _("Format: none"))
    owner, format_ = say(lang, _("Owner")), say(lang, _("Format"))
    return [
        (say(lang, _("Step")), [(f"step:{name}", say(lang, words)) for name, words in STEPS.items()]),
        (owner, [(f"owner:{key}", f"{owner}: {name}") for key, name in found.owner_pairs()] + [("owner:", nobody)]),
        (format_, [(f"format:{key}", f"{format_}: {name}") for key, name in found.format_pairs()] + [("format:", none)]),
    ]  # fmt: skip


def back(text: str) -> str:
    """Return the query of the list as it was filtered, without what the list does not know."""
    pairs = parse_qsl(text[:_BACK_LENGTH], max_num_fields=200) if text.count("&") < 200 else []  # noqa: PLR2004
    return urlencode([(name, value) for name, value in pairs if name in _KEPT])


def _wish(typed: Typed) -> Wish:
    return several.read(typed.text("step"), typed.local("reason"))


def _to_save(session: Session, typed: Typed) -> list[Chosen]:
    """Return what is to be saved: all that is ticked, or without those that the preview told to refuse."""
    left_out = set(typed.texts("refusing")) if typed.text("do") == "leave" else set()
    return [one for one in _chosen(session, typed) if str(one.id) not in left_out]


def _chosen(session: Session, typed: Typed) -> list[Chosen]:
    """Return the events that are meant: those ticked, all that the page showed, or all that its filters leave."""
    which = typed.text("which")
    if which == "all":
        given: dict[str, list[str]] = {}
        for name, value in parse_qsl(back(typed.text("back"))):
            given.setdefault(name, []).append(value)
        asked = selection.read(given, lang=language.current())
        return [Chosen(one) for one in service.within(session, asked, to=page.actor())]
    found = {}
    for text in typed.texts("shown" if which == "shown" else "event"):
        id_, _dot, version = text.partition(".")
        event = selection.event_id(id_)
        if event is None or not (version or "0").isdecimal() or len(version) > 9:  # noqa: PLR2004 - digits
            raise InvalidInput(_("This names no meeting. Go back to the list and tick those that are meant."))
        found[event] = Chosen(event, int(version) if version else None)
    return list(found.values())


def _shown(typed: Typed, error: CalendarError | None = None, *, is_kept: bool = False) -> Response:
    lang, by = language.current(), page.actor()
    with page.database().writing() as session:
        links.know(session)
        wish, preview, errors = None, Preview(), [error] if error else []
        try:
            wish = _wish(typed)
        except InvalidInput as refused:
            errors.append(refused)
        try:
            preview = service.preview(session, _chosen(session, typed), wish, lang, by=by, at=page.now())
        except (InvalidInput, Forbidden) as refused:
            errors.append(refused)
        first = errors[0] if errors else None
        sentences = _sentences(errors, preview, lang)
        found = known.read(session, lang, to=by)
        return page.respond(
            "several.html",
            session,
            status=forms.status_of(first) if first else 200,
            section=LIST,
            action=PATH,
            typed=typed,
            preview=preview,
            wish=wish,
            changing=[_told(one, lang) for one in preview.changing] if wish else [],
            refusing=[_told(one, lang) for one in preview.refusing],
            staying=[_told(one, lang) for one in (preview.staying if wish else preview.outcomes)],
            choices=choices(found, lang),
            errors=sentences,
            is_kept=is_kept,
            most=several.MOST,
            back=back(typed.text("back")),
            clock=account.clock(),
        )


def _sentences(errors: Sequence[CalendarError], preview: Preview, lang: str) -> dict[str, str]:
    """Return what is wrong, at the fields of this form; what meetings refuse stands with each of them."""
    if errors and preview.refusing:
        words = ("%(number)s meeting refuses: why stands with it.", "%(number)s meetings refuse: why stands with each.")
        return {"": say_number(lang, *words, len(preview.refusing))}
    if errors and preview.is_stale:
        return {}
    told = {name: words for one in reversed(errors) for name, words in forms.errors_of(one).items()}
    return {(name if name in _FIELDS else ""): words for name, words in told.items()}


def _told(one: Outcome, lang: str) -> Told:
    lines = [journal.shown(each, lang) for each in one.lines]
    why = one.error.sentence(lang) if one.error else ""
    label = rows.row(one.entry, page.now()).label.words
    return Told(one, label, lines, _effect(one, lang), why)


def _effect(one: Outcome, lang: str) -> Effect:
    if one.error is not None or not one.lines:
        return Effect()
    if one.before is None and one.after is None:
        return Effect(say(lang, _("Nobody outside sees this meeting.")))
    if calendars.is_same(one.before, one.after):
        return Effect(say(lang, _("Subscribers see nothing of this.")))
    return Effect("", calendars.standing(one.before, lang), calendars.standing(one.after, lang))
