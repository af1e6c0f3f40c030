"""What a subscriber may ask for on top of a kept component: put into its ready text, without reading it.

A rich extra goes in before an alarm: in a component, properties stand before what it contains.
"""

import re
from datetime import timedelta
from functools import lru_cache

from icalendar import Component as Part
from icalendar import Event

from calendar_service.domain import summaries
from calendar_service.domain.entries import Entry, ParticipantFace
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _
from calendar_service.render.ical.components import MERGED_INTO
from calendar_service.render.ical.properties import escaped, folded, lines_of, put_raw, put_text, put_uri

LONGEST_LEAD = timedelta(days=366)
_END = "END:VEVENT\r\n"
_CANCELLED = "\r\nSTATUS:CANCELLED\r\n"
_CONFIRMED = "\r\nSTATUS:CONFIRMED\r\n"
_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,3})W|(?=[\dT])(?:(?P<days>\d{1,3})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,8})S)?)?)",
    re.ASCII,
)


class _Location(Part):
    name = "VLOCATION"


class _Participant(Part):
    name = "PARTICIPANT"


@lru_cache(maxsize=256)
def lead_time(text: str) -> timedelta:
    """Read how long before the start an alarm goes off: `P1D`, `PT2H`, `P1W` (RFC 5545, section 3.3.6).

    Raises `InvalidInput` unless it is longer than nothing and at most a leap year.
    """
    match = _DURATION.fullmatch(text)
    lead = timedelta(**{unit: int(number) for unit, number in match.groupdict("0").items()}) if match else timedelta(0)
    if not timedelta(0) < lead <= LONGEST_LEAD:
        raise InvalidInput(
            _("“%(value)s” is not a time before the start. Write P1D for a day, PT2H for two hours, P1W for a week."),
            field="alarm",
            value=text[:40],
        )
    return lead


def with_alarm(text: str, trigger: str, words: str) -> str:
    """Return a component that shows `words` some time before its start (`lead_time`); a cancelled one stays silent."""
    lead_time(trigger)
    if _CANCELLED in text:
        return text
    description = folded(f"DESCRIPTION:{escaped(words)}")
    return _before_end(text, f"BEGIN:VALARM\r\nACTION:DISPLAY\r\n{description}\r\nTRIGGER:-{trigger}\r\nEND:VALARM\r\n")


def cancelled_shown(text: str) -> str:
    """Return a cancelled component as confirmed, for calendars that hide what is cancelled.

    Its summary says that it is off. What was withdrawn or merged into another stays hidden.
    """
    if MERGED_INTO in text or "\r\nURL:" not in text:
        return text
    return text.replace(_CANCELLED, _CONFIRMED, 1)


def with_extra(text: str, extra: str) -> str:
    """Return a component with what `rich` has made of its entry."""
    return _before_end(text, extra)


def rich(entry: Entry) -> str:
    """Return what machines may want to know besides, as lines for a component; `""` for a withdrawn entry.

    LINK and REFID are of RFC 9253, PARTICIPANT and VLOCATION of RFC 9073.
    """
    if entry.visibility == "withdrawn":
        return ""
    event = Event()
    for citation in entry.citations:
        put_uri(event, "LINK", citation.url, {"VALUE": "URI", "LINKREL": "describedby"})
    for link in (*entry.documents, *entry.links):
        put_uri(event, "LINK", link.url, {"VALUE": "URI", "LINKREL": "related"})
    for group in (entry.format_slug, entry.series_slug):
        put_text(event, "REFID", group)
    _put_location(event, entry)
    for participant in entry.participants:
        _put_participant(event, entry, participant)
    return lines_of(event).removeprefix("BEGIN:VEVENT\r\n").removesuffix(_END)


def _before_end(text: str, extra: str) -> str:
    return f"{text.removesuffix(_END)}{extra}{_END}"


def _put_location(event: Part, entry: Entry) -> None:
    place = summaries.location(entry)
    if not place:
        return
    location = _Location()
    put_text(location, "UID", f"{entry.id}-place")
    put_text(location, "NAME", place)
    if entry.latitude is not None and entry.longitude is not None:
        put_raw(location, "GEO", f"{entry.latitude:.6f};{entry.longitude:.6f}")
    event.add_component(location)


def _put_participant(event: Part, entry: Entry, face: ParticipantFace) -> None:
    participant = _Participant()
    put_text(participant, "UID", f"{entry.id}-{face.party.code}")
    put_raw(participant, "PARTICIPANT-TYPE", "ACTIVE" if face.role == "member" else "INACTIVE")
    put_text(participant, "SUMMARY", summaries.marked(face.party.name, entry.lang), LANGUAGE=entry.lang)
    office = ", ".join(summaries.marked(said, entry.lang) for said in (face.name, face.office) if said)
    put_text(participant, "DESCRIPTION", office, LANGUAGE=entry.lang)
    event.add_component(participant)
