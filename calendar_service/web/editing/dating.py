"""Dates and times as they are typed into the form of an event, and what is wrong with them, field by field."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date as Day  # noqa: N812 - a field is called `date`
from datetime import time
from typing import TypeVar

from calendar_service.domain.dates import UNKNOWN, StatedDate, places, read, refusals, write, zones
from calendar_service.domain.dates.reading import language_of
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import EventFacts
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.web.forms import Typed

T = TypeVar("T")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_HOURS, _MINUTES = 24, 60


@dataclass(slots=True)
class Dated:
    """What was understood: the date, the day it was stated on, the zone of the place; and the errors by field."""

    date: StatedDate = UNKNOWN
    stated_on: Day | None = None
    zone: str = ""
    errors: dict[str, InvalidInput] = field(default_factory=dict)


def shown(stated: StatedDate, lang: str) -> str:
    """Return a date as it stands in its field, without its times; nothing for one that is not set."""
    return write(StatedDate(stated.edtf), lang) if stated.is_known else ""


def read_day(text: str) -> Day | None:
    """Return one day as it is typed, `None` for nothing; raises `DateRefused`."""
    if not text.strip():
        return None
    found = read(text)
    if not found.is_firm or found.earliest != found.latest or found.earliest is None:
        raise InvalidInput(_("Name one day here: for example, 30 May 2025."))
    return found.earliest


def read_time(text: str) -> time | None:
    """Return a time of day as it is typed, `None` for nothing; raises `DateRefused`."""
    if not text.strip():
        return None
    match = _TIME.fullmatch(text.strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (_HOURS, 0)
    if hour >= _HOURS or minute >= _MINUTES:
        raise refusals.no_such_time(text.strip()[:20])
    return time(hour, minute)


def read_zone(text: str) -> str:
    """Return the zone that a city or a name of the IANA database names, nothing for nothing; raises `DateRefused`."""
    text = text.strip()[:80]
    return (places.find(text) or zones.check(text)) if text else ""


def understand(typed: Typed, present: EventFacts | None) -> Dated:
    """Return what the fields of the date say, against what the event has now.

    What still stands as it was shown is left as it is, with the words in which it was stated.
    """
    found = Dated()
    found.stated_on = _taken(found, "stated_on", lambda: read_day(typed.text("stated_on")))
    found.date = _taken(found, "date", lambda: _date(typed, present, found.stated_on)) or UNKNOWN
    found.zone = _taken(found, "zone", lambda: read_zone(typed.text("zone"))) or ""
    _add_times(found, typed, present)
    return found


def _date(typed: Typed, present: EventFacts | None, reference: Day | None) -> StatedDate:
    text = typed.text("date").strip()
    words = typed.text("date_words").strip()
    if present is not None and text in {shown(present.date, lang) for lang in LANGUAGES}:
        kept = StatedDate(present.date.edtf, stated=present.date.stated, language=present.date.language)
        return kept if words == kept.stated else _in_words(kept, words)
    stated = read(text, reference=reference)
    is_new = not words or (present is not None and words == present.date.stated)
    return stated if is_new else _in_words(stated, words)


def _in_words(stated: StatedDate, words: str) -> StatedDate:
    return replace(stated, stated=words, language=language_of(words.lower()) if words else "")


def _add_times(found: Dated, typed: Typed, present: EventFacts | None) -> None:
    """Put the times to the date: those of their fields, else those that were typed with the date itself."""
    start = _taken(found, "start", lambda: read_time(typed.text("start"))) or found.date.start_time
    end = _taken(found, "end", lambda: read_time(typed.text("end"))) or found.date.end_time
    named = found.date.timezone
    if present is not None and found.zone == (present.date.timezone or present.timezone):
        named, found.zone = named or present.date.timezone, present.timezone
    elif not found.zone:
        found.zone = named or ""
    if found.errors.keys() & {"date", "start", "end", "zone"} or (start is None and end is None):
        return
    if not found.date.is_firm or start is None:
        found.errors["start"] = refusals.time_needs_firm_day()
    elif not (named or found.zone):
        found.errors["zone"] = InvalidInput(_("Say by which clock: a city or a time zone, such as Astana."))
    else:
        found.date = replace(found.date, start_time=start, end_time=end, timezone=named)


def _taken(found: Dated, name: str, reading: Callable[[], T]) -> T | None:
    """Return what a field says, `None` where it cannot be read: the error is noted."""
    try:
        return reading()
    except InvalidInput as error:
        found.errors[name] = error
        return None
