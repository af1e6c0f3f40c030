"""What stands beside the form of an event: warnings, in words, which never stop anybody from saving."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from babel.dates import format_date
from sqlalchemy.orm import Session

from calendar_service.domain import countries
from calendar_service.domain.access import Actor
from calendar_service.domain.clashes import Clash
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.entries import Said
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.likeness import Reason
from calendar_service.domain.locales import locale
from calendar_service.domain.words import _, say, say_number
from calendar_service.models.events import Event
from calendar_service.services import faces, warnings
from calendar_service.services.warnings import Clashing, Likely, Promised, RestDay
from calendar_service.web import labels

_ESTIMATED = re.compile(r"\s*\(([^()]*, )?estimated\)")
_REASONS = {
    Reason.EDITION: _("the same number of the same series"),
    Reason.TITLE: _("the titles are alike, and both may fall on the same day"),
    Reason.DAY: _("the same days, country and host"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning: a sentence, and what it is about where there is a page of that; `name` is a holiday's, in English."""

    sentence: str
    title: Said = field(default_factory=Said)
    path: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said beside the form: warnings, and meetings that may be the same.

    `merge_path` is where one of them is merged with the event of the form, once that is recorded.
    """

    warnings: Sequence[Warned]
    alike: Sequence[Warned]
    merge_path: str = ""


def read(session: Session, facts: EventFacts, lang: str, *, event_id: UUID | None, to: Actor) -> Beside:
    """Return what is to be said of an event as it is typed."""
    alike = warnings.duplicates(session, facts, event_id=event_id, to=to) if facts.titles else []
    told = [
        *_without_source(facts, lang),
        *(one for day in warnings.rest_days(session, facts) for one in _resting(day, lang)),
        *(_clash(one, lang) for one in warnings.clashing(session, facts, event_id=event_id, to=to)),
        *(_promise(one, lang) for one in warnings.missed(session, facts, event_id=event_id, to=to)),
    ]
    merge_path = f"{faces.event_path(event_id)}/merge" if event_id else ""
    return Beside(told, [_event(one.event, why(one, lang), lang) for one in alike], merge_path)


def _without_source(facts: EventFacts, lang: str) -> list[Warned]:
    if facts.sources:
        return []
    return [Warned(sentence=say(lang, _("No source is given yet. Readers will see that this is known from nowhere.")))]


def _resting(rest: RestDay, lang: str) -> list[Warned]:
    day = labels.day(rest.day, lang)
    told = []
    if rest.is_weekend:
        weekday = format_date(rest.day, "EEEE", locale=locale(lang))
        told.append(Warned(sentence=say(lang, _("%(day)s is a %(weekday)s."), day=day, weekday=weekday)))
    by_name: dict[str, list[str]] = {}
    for off in rest.holidays:
        by_name.setdefault(off.name, []).append(off.country)
    for name, codes in by_name.items():
        where = countries.within(codes, lang)
        sentence = say(lang, _("%(day)s is a public holiday %(countries)s."), day=day, countries=where)
        if _ESTIMATED.search(name):
            sentence += " " + say(lang, _("The day of this holiday is an estimate."))
        told.append(Warned(sentence=sentence, name=_ESTIMATED.sub("", name)))
    return told


def _clash(one: Clashing, lang: str) -> Warned:
    names = ", ".join(faces.party_face(party, lang).name.text for party in one.parties)
    message = (
        _("On the same days, with the same parties (%(names)s):")
        if one.sureness is Clash.CERTAIN
        else _("Possibly on the same days, with the same parties (%(names)s):")
    )
    return _event(one.event, say(lang, message, names=names), lang)


def dated(event: Event, lang: str) -> Said:
    """Return how an event is told from others of its title: with its date."""
    stated = event.date if event.date_edtf else StatedDate(event.carried_edtf)
    title = faces.said(event.titles, lang)
    return Said(f"{title.text}, {write(StatedDate(stated.edtf), lang)}", title.lang)


def why(likely: Likely, lang: str) -> str:
    """Return why an event may be the same meeting."""
    return say(lang, _REASONS[likely.reason])


def _event(event: Event, sentence: str, lang: str) -> Warned:
    return Warned(sentence=sentence, title=dated(event, lang), path=faces.event_path(event.id))


def _promise(one: Promised, lang: str) -> Warned:
    days = say_number(
        lang, "This date is %(number)s day past the promise", "This date is %(number)s days past the promise", one.days
    )
    paragraph = next((source.paragraph for source in one.commitment.sources if source.paragraph), None)
    path = faces.paragraph_path(one.commitment.document, paragraph.number) if paragraph else "/promises"
    return Warned(sentence=f"{days}:", title=faces.said(one.commitment.titles, lang), path=path)
