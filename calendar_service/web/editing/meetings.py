"""Events as a form names them: typed by a part of the title, or taken from the list that completes it."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.models.events import Event
from calendar_service.services import candidates
from calendar_service.web import page
from calendar_service.web.conflicts import Compared
from calendar_service.web.forms import Typed

MOST_NAMED = 6  # in a sentence that asks which is meant
_MARK = re.compile(r"\[([0-9a-f]{8})\]\s*$")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def called(event: Event, lang: str) -> str:
    """Return how an event stands in a field: its title and date, with the first digits of its id."""
    title, date = event.titles.get(lang), event.date
    when = f", {write(StatedDate(date.edtf), lang)}" if date.is_known else ""
    return f"{title}{when} [{str(event.id)[:8]}]"


def names(session: Session, lang: str) -> list[str]:
    """Return what can be typed for the events recorded last, in each language."""
    offered = candidates.offered(session, to=page.actor())
    return [called(one, each) for each in dict.fromkeys((lang, *LANGUAGES)) for one in offered]


def of(session: Session, text: str, lang: str) -> Event:
    """Return the event that a text means: one of those offered, an address, or words of a title.

    Raises `InvalidInput` where there is none, or more than one.
    """
    exact = _ID.search(text.casefold()) or _MARK.search(text.casefold())
    if exact:
        found = candidates.beginning(session, exact[0].strip(" []").replace("-", ""), to=page.actor())
    else:
        found = candidates.found(session, text, to=page.actor())
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInput(
            _("No event is called “%(name)s”. Write part of its title in Russian or English."), name=text[:80]
        )
    several = "; ".join(called(one, lang) for one in found[:MOST_NAMED])
    raise InvalidInput(_("“%(name)s” can be several: %(names)s. Write more of it."), name=text[:80], names=several)


def shown(session: Session, ids: Iterable[UUID], lang: str) -> list[str]:
    """Return what stands in the fields for events; one that is not to be seen stands as its address."""
    wanted = list(ids)
    found = {one.id: called(one, lang) for one in candidates.named(session, wanted, to=page.actor())}
    return [found.get(one, f"/events/{one}") for one in wanted]


def compared(label: str, name: str) -> Compared:
    """Return fields that name events, compared by which they are."""

    def said(typed: Typed) -> list[str]:
        return [text.strip() for text in typed.texts(name) if text.strip()]

    def key(typed: Typed) -> object:
        marks = [(_ID.search(text.casefold()) or _MARK.search(text.casefold()), text) for text in said(typed)]
        return tuple(mark[0].strip(" []")[:8] if mark else text for mark, text in marks)

    return Compared(name=name, label=label, fields=(name,), words=said, key=key)
