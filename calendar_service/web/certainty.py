"""Certainty: what is known of a date that is not firm, and what is not, in sentences."""

from datetime import date

from calendar_service.domain import locales
from calendar_service.domain.dates import Kind, StatedDate
from calendar_service.domain.entries import Entry
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.words import _, say, say_number
from calendar_service.web import labels

_KNOWN = {
    Kind.MONTH: _("The date is not firm: the month is known, the day is not."),
    Kind.SEASON: _("The date is not firm: the season is known, the day is not."),
    Kind.QUARTER: _("The date is not firm: the quarter is known, the day is not."),
    Kind.THIRD: _("The date is not firm: the part of the year is known, the day is not."),
    Kind.HALF: _("The date is not firm: the half of the year is known, the day is not."),
    Kind.YEAR: _("The date is not firm: the year is known, the day is not."),
    Kind.BY: _("The date is not firm: only by when is known."),
    Kind.NOT_BEFORE: _("The date is not firm: only from when is known."),
}
_OTHERWISE = _("The date is not firm: which of these days it will be has not been said.")
_ABOUT = _("The date is not firm: the day was named as a likely one.")


def bounds(entry: Entry) -> str:
    """Return between which days an event lies and how much of its date is known; `""` for a firm or unknown one, or one that is no longer awaited."""
    stated = entry.date
    if entry.is_firm or not stated.is_known or entry.status not in AWAITED:
        return ""
    if entry.is_carried or entry.carried is not None:
        return _between(stated, entry.lang)
    if stated.earliest == stated.latest:
        return say(entry.lang, _ABOUT)
    known = _KNOWN.get(stated.kind, _OTHERWISE)
    return f"{_between(stated, entry.lang)} {say(entry.lang, known)}"


def _between(stated: StatedDate, lang: str) -> str:
    first, last = stated.earliest, stated.latest
    if first is None or last is None:
        if last is not None:
            return _ended(say(lang, _("Not after %(last)s."), last=labels.day(last, lang)))
        return _ended(say(lang, _("Not before %(first)s."), first=labels.day(first, lang))) if first else ""
    if first == last:
        return _ended(f"{labels.day(first, lang)}.")
    early = _short(first, lang) if first.year == last.year else labels.day(first, lang)
    said = say(lang, _("Not before %(first)s and not after %(last)s."), first=early, last=labels.day(last, lang))
    return _ended(said)


def _ended(sentence: str) -> str:
    """Return a sentence with one full stop, also where its last word has one: "г."."""
    return sentence.removesuffix("..") + "." if sentence.endswith("..") else sentence


def _short(day: date, lang: str) -> str:
    return f"{day.day} {locales.months(lang)[day.month - 1]}"


def silence(entry: Entry, today: date) -> str:
    """Return since when there is no word of an event whose time has passed."""
    last = entry.date.latest
    if last is None:
        return ""
    number = (today - last).days
    if entry.is_firm:
        return say_number(
            entry.lang,
            "Its last day was %(number)s day ago.",
            "Its last day was %(number)s days ago.",
            number,
        )
    return say_number(
        entry.lang,
        "The window, %(date)s, closed %(number)s day ago. No day was named.",
        "The window, %(date)s, closed %(number)s days ago. No day was named.",
        number,
        date=labels.of_entry(entry, today).words,
    )
