"""An entry as it stands in calendars, in one line: what subscribers see before a change, and what after it."""

from dataclasses import dataclass, replace

from calendar_service.domain import summaries
from calendar_service.domain.dates import StatedDate, write
from calendar_service.domain.entries import DateMode, Entry, placed


@dataclass(frozen=True, slots=True)
class Effect:
    """What others will notice: a sentence, and the entry in calendars before and after, empty where there is none."""

    sentence: str = ""
    before: str = ""
    after: str = ""


def is_same(before: Entry | None, after: Entry | None) -> bool:
    """Tell whether subscribers see no difference between two states of an entry."""
    if before is None or after is None:
        return before is after
    return _shown(before) == _shown(after)


def standing(entry: Entry | None, lang: str) -> str:
    """Return the line under which an entry stands in calendars, with its day and place."""
    if entry is None:
        return ""
    stands = placed(entry, DateMode.MARKER)
    if stands is None:
        return ""
    is_one = stands.first == stands.last
    edtf = stands.first.isoformat() if is_one else f"{stands.first.isoformat()}/{stands.last.isoformat()}"
    parts = (write(StatedDate(edtf), lang), summaries.summary(entry), summaries.location(entry))
    return " · ".join(part for part in parts if part)


def _shown(entry: Entry) -> Entry:
    return replace(entry, sequence=0, modified=entry.created)
