"""What a step of an event's life will do, in words: to subscribers, to readers, in the changes, to what moves along."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from calendar_service.domain.dates import write
from calendar_service.domain.entries import Entry, Said
from calendar_service.domain.words import _, say
from calendar_service.models.events import Event
from calendar_service.services import steps
from calendar_service.services.steps import Asked
from calendar_service.web import calendars, page
from calendar_service.web.editing import telling

DATED = frozenset({"name-day", "move", "postpone"})  # steps that may bring a date
TOLD = {  # what each step means, and its button
    "publish": (
        _("Readers see it on the site at once, subscribers when their calendar next looks. What is published is no longer deleted."),
        _("Publish"),
    ),
    "name-day": (
        _("Its date becomes a day, or several days in a row. Its page and its entry in calendars stay the same ones."),
        _("Name the day"),
    ),
    "move": (
        _("Its date becomes another one. Its page and its entry in calendars stay the same ones."),
        _("Change the date"),
    ),
    "confirm": (
        _("It is certain to take place on this date. The day after its last day it is marked as held by itself."),
        _("Confirm"),
    ),
    "plan": (_("It is agreed or announced, but no longer certain."), _("Back to planned")),
    "held": (_("It has taken place. Its page says so; nobody is asked about it any more."), _("Mark as held")),
    "postpone": (
        _("It does not take place on its date. Until there is a new one it waits, with the entry at the old date, marked as postponed."),
        _("Postpone"),
    ),
    "cancel": (
        _("It does not take place. Its page stays and says so; its entry stays in feeds as cancelled, so that every calendar learns of it."),
        _("Cancel the meeting"),
    ),
    "reinstate": (_("It takes place after all, and is again what it was before it was cancelled."), _("Reinstate")),
    "withdraw": (
        _("Only for what was published by mistake. Its page says that it is gone, its text leaves the public history, and for 30 days feeds say no more than that it is off. This cannot be undone."),
        _("Withdraw for good"),
    ),
    "delete": (
        _("The draft goes, with all that is recorded in it. Nobody outside has seen it."),
        _("Delete the draft"),
    ),
    "no-news": (
        _("Readers see that it was checked today and that there was no news. Nobody is asked about it before the day you name."),
        _("Note: no news"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What will be noticed: sentences, the entry in calendars before and after, the line, what moves along."""

    sentences: Sequence[str] = ()
    before: str = ""
    after: str = ""
    line: str = ""
    along: Sequence[tuple[Said, str, str, str]] = ()
    error: str = ""


def of(session: Session, event: Event, step: str, asked: Asked, lang: str) -> Effect:
    """Return what a step will do."""
    before_date = steps.standing(session, event, page.now()).date
    is_draft = event.visibility == "draft"
    event_id = event.id
    seen = steps.foresee(session, event_id, step, asked, lang, by=page.actor(), at=page.now())
    if seen.error is not None:
        return Effect(error=seen.error.sentence(lang))
    sentences = []
    if asked.date is not None:
        sentences.append(f"{telling.opened(telling.shift_words(before_date, asked.date, lang))}.")
    if is_draft and step != "publish":
        return Effect(sentences=[*sentences, say(lang, _("It is a draft: nobody outside sees anything of this."))])
    before, after = _shown(seen.before, lang), _shown(seen.after, lang)
    if step == "withdraw":
        after = say(lang, _("cancelled, without its text; gone after 30 days"))
    sentences.append(_subscribers(before, after, lang, is_correction=asked.correction))
    return Effect(
        sentences=sentences,
        before=before,
        after=after,
        line=_line(seen) if step != "withdraw" else "",
        along=[(one.title, one.url, write(one.date, lang), write(two.date, lang)) for one, two in seen.along],
    )


def _shown(entry: Entry | None, lang: str) -> str:
    return calendars.standing(entry, lang)


def _subscribers(before: str, after: str, lang: str, *, is_correction: bool) -> str:
    if before == after:
        words = say(lang, _("In subscribers’ calendars the entry stays where it is, under the same line."))
    else:
        words = say(lang, _("Subscribers’ calendars show it when they next look: within a few hours, for most."))
    if not is_correction:
        return words
    news = say(lang, _("As a correction it stands in the history and in feeds, but in no news and no mail."))
    return f"{words} {news}"


def _line(seen: steps.Foreseen) -> str:
    """Return the line of the changes that readers will find."""
    told = [one for one in seen.lines if one.is_public]
    return "; ".join(f"{one.verb}. {telling.opened(one.detail)}".strip(" .") for one in told)
