"""Reasons: why a meeting without a day stands where it does in a list, a month or a year, in a sentence."""

from datetime import date

from calendar_service.domain import summaries
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.entries import Entry
from calendar_service.domain.kinds import RELATIONS
from calendar_service.domain.words import _, say
from calendar_service.web import labels
from calendar_service.web.typography import opened


def under_year(entry: Entry) -> str:
    """Return why a meeting stands under the year of its first day, or its last, where it might be in another."""
    lang, first, last = entry.lang, entry.date.earliest, entry.date.latest
    if entry.is_firm or (first is not None and last is not None and first.year == last.year):
        return _origin(entry)
    words = _words(entry)
    if first is None and last is not None:
        values = {"year": last.year, "words": words, "day": labels.day(last, lang)}
        found = say(lang, _("Found under %(year)s because %(words)s runs to %(day)s."), **values)
        return _joined(found, _or_earlier(entry, last), _origin(entry))
    if first is None:
        return ""
    values = {"year": first.year, "words": words, "day": labels.day(first, lang)}
    found = say(lang, _("Found under %(year)s because %(words)s begins on %(day)s."), **values)
    later = say(lang, _("It may also be later."))
    if last is not None:
        later = say(lang, _("It may also be in %(year)s."), year=last.year)
    return _joined(found, later, _origin(entry))


def _or_earlier(entry: Entry, last: date) -> str:
    stated = entry.stated_on
    if stated is None:
        return say(entry.lang, _("It may also be earlier."))
    if stated.year == last.year:
        return ""
    return say(entry.lang, _("It may also be earlier, from %(day)s on."), day=labels.day(stated, entry.lang))


def in_period(entry: Entry, first: date, last: date) -> str:
    """Return why a meeting may fall in a period: the bounds of its date, and where they come from."""
    lang, begins, ends = entry.lang, entry.date.earliest, entry.date.latest
    if begins is not None and ends is not None and first <= begins and ends <= last:
        return _joined(say(lang, _("It is within these days; which of them is not said.")), _origin(entry))
    return _joined(_bounds(entry, begins, ends), _origin(entry))


def _bounds(entry: Entry, begins: date | None, ends: date | None) -> str:
    lang, values = entry.lang, {"words": _words(entry)}
    if begins is not None and ends is not None:
        values |= {"first": labels.day(begins, lang), "last": labels.day(ends, lang)}
        return say(lang, _("Here because %(words)s runs from %(first)s to %(last)s."), **values)
    if begins is not None:
        return say(lang, _("Here because %(words)s begins on %(first)s."), first=labels.day(begins, lang), **values)
    if ends is None:
        return ""
    values["last"] = labels.day(ends, lang)
    if entry.stated_on is None:
        return say(lang, _("Here because %(words)s runs to %(last)s."), **values)
    values["first"] = labels.day(entry.stated_on, lang)
    return say(lang, _("Here because %(words)s runs from %(first)s, when it was said, to %(last)s."), **values)


def _words(entry: Entry) -> str:
    return summaries.quoted(write(StatedDate(entry.date.edtf), entry.lang), entry.lang)


def _origin(entry: Entry) -> str:
    """Return where a date comes from that is not the meeting's own."""
    if entry.carried is None:
        return ""
    title = summaries.marked(entry.carried.title, entry.lang)
    relation = f"{say(entry.lang, RELATIONS[entry.carried.type])}: {title}"
    return f"{say(entry.lang, _('The date comes from another event — %(relation)s'), relation=relation)}."


def _joined(*sentences: str) -> str:
    return " ".join(opened(one.removesuffix(".") if one.endswith("..") else one) for one in sentences if one)
