"""What a saved feed holds: the filters of an address, as forms carry them, and as pages say them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from flask import Response
from sqlalchemy.orm import Session

from calendar_service.domain import selection
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.selection import Selection
from calendar_service.domain.words import LANGUAGE_NAMES, _, say
from calendar_service.models.feeds import Feed
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.services import feeds, previews, selecting
from calendar_service.services.feeds import FoundFeed
from calendar_service.web import filters, forms, language, page
from calendar_service.web.choosing import ALARMS, CANCELLED, DATES
from calendar_service.web.forms import Kept, Typed

FIELD = "chosen"  # of a form: the filters as the query of an address
_LONGEST = 4000  # characters
_WAYS = {
    "dates": (_("Meetings that have no day yet"), DATES),
    "cancelled": (_("Cancelled meetings"), CANCELLED),
    "alarm": (_("Reminder"), ALARMS),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: as a form carries it, as the builder's address says it, in words, and how many entries that is."""

    query: str
    builder: str
    words: Sequence[tuple[str, Sequence[str]]]
    number: int


def from_builder(given: Mapping[str, list[str]]) -> str:
    """Return what an address of the builder asks for as a form carries it; it names the language of entries otherwise."""
    lang = next((value for value in reversed(given.get("entries", [])) if value), language.current())
    return selection.read({**given, "lang": [lang]}).query()


def in_address(given: Mapping[str, list[str]]) -> str:
    """Return what an address brings from the builder, nothing where it brings nothing."""
    return from_builder(given) if given.keys() - {"lang", "said"} else ""


def onward(path: str, given: Mapping[str, list[str]]) -> str:
    """Return the address of a form with what it brings, for whoever has to sign in first."""
    pairs = [(name, value) for name, values in given.items() if name != "lang" for value in values if value]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def anew(typed: Typed, into: str) -> Response:
    """Keep what is typed, and go to the builder, which leads back to the form named by `into`."""
    forms.keep(typed)
    with page.database().reading() as session:
        told = as_carried(session, typed)
    return page.sent("/subscribe", f"{told.builder if told else ''}&into={into}".lstrip("&"))


def opened(role: str, path: str, form: Callable[..., Response]) -> Response:
    """Show the form at a path to whoever has a role, with what the builder's address brings."""
    given = page.asked()
    return forms.require(role, onward=onward(path, given)) or form(query=in_address(given))


def aside(typed: Typed, into: str) -> Response | None:
    """Return the way onward where a form was sent to save nothing: what is typed is not wanted, or the choice is another."""
    if typed.has("discard") or typed.text("do") == "theirs":
        return forms.discard(target(into))
    return anew(typed, into) if typed.text("do") == "choose" else None


def standing(
    session: Session, typed: Typed | None, stored: Typed, query: str
) -> tuple[dict[str, list[str]], Kept | None]:
    """Return what a form shows, and what of it was kept: what was sent, else kept, else stored; `query` goes before."""
    kept = forms.kept(session) if typed is None else None
    values = dict((typed or (kept.typed if kept else stored)).values)
    return values | ({FIELD: [query]} if query else {}), kept


def stored(row: Feed | SecretFeed) -> Selection:
    """Return what a feed holds."""
    return selection.read({name: list(values) for name, values in row.selection.items()})


def target(into: str) -> str:
    """Return the path of the form that the builder leads back to; nothing where it names none."""
    found = re.fullmatch(r"(own|public)-(new|[0-9a-f-]{36})", into)
    if found is None:
        return ""
    own, public = found[2], "new" if found[2] == "new" else f"{found[2]}/edit"
    return f"/account/feeds/{own}" if found[1] == "own" else f"/feeds/{public}"


def version(text: str) -> int:
    """Return the version that a form carries; none that there is where it is no number."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def as_carried(session: Session, typed: Typed, *, is_public: bool = False) -> Chosen | None:
    """Return what a form carries as chosen, nothing where that cannot be read; a public feed has no language of its own."""
    try:
        asked = read(session, typed.text(FIELD))
    except InvalidInput:
        return None
    return told(session, replace(asked, lang="") if is_public else asked)


def read(session: Session, query: str) -> Selection:
    """Return what a form carries; raises `InvalidInput` where that is nothing that can be chosen."""
    if len(query) > _LONGEST:
        raise InvalidInput(
            _("That is more than a feed can ask for. Choose whole formats instead of single series."), field=FIELD
        )
    try:
        asked = selection.read(parse_qs(query))
        selecting.check_names(session, asked)
    except InvalidInput as error:
        raise InvalidInput(error.message, field=FIELD, **error.values) from error
    return selecting.renamed(session, asked)


def kept(asked: Selection, *, is_public: bool = False) -> dict[str, list[str]]:
    """Return a selection as it is kept; a public feed has an address for each language, and keeps none."""
    return parse_qs(asked.query(without=("lang",) if is_public else ()))


def told(session: Session, asked: Selection) -> Chosen:
    """Return what is chosen, in the language of the page."""
    here = asked if asked.lang else replace(asked, lang=language.current())
    return Chosen(
        query=asked.query(),
        builder=builder_query(here),
        words=_words(session, asked),
        number=count(session, asked),
    )


def builder_query(asked: Selection) -> str:
    """Return a selection as the builder's address says it, which names the language of the entries otherwise."""
    return "&".join(part for part in (asked.query(without=("lang",)), f"entries={asked.lang}") if part)


def count(session: Session, asked: Selection) -> int:
    """Return how many entries of what is public a selection sends."""
    return previews.preview(session, found(session, asked)).sent


def found(session: Session, asked: Selection) -> FoundFeed:
    """Return the feed that a selection makes of the whole calendar."""
    return feeds.find(session, "all", parse_qs(asked.query()))


def _words(session: Session, asked: Selection) -> list[tuple[str, list[str]]]:
    lang, said = language.current(), dict[str, list[str]]()
    here = replace(asked, lang=lang)
    for one in filters.of(session, parse_qs(asked.query()), here, path="/subscribe").applied:
        said.setdefault(one.label, []).append(one.words)
    if not said:
        said[say(lang, _("Holds"))] = [say(lang, _("the whole calendar"))]
    for name, (label, known) in _WAYS.items():
        value = getattr(asked, name)
        if value != getattr(Selection(), name):
            said[say(lang, label)] = [say(lang, known.get(value, value))]
    if asked.lang:
        said[say(lang, _("Language of the entries"))] = [LANGUAGE_NAMES[asked.lang]]
    return list(said.items())
