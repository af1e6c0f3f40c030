"""Likeness: whether two records may be of one meeting, and why one would think so."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.text import LocalText

_WORD = re.compile(r"\w+")
_SHORTEST_WORD = 3
_STEM = 5  # letters; endings differ, and a guess is shown to a person who decides
ALIKE = 0.6  # share of words in common from which titles are alike


class Reason(StrEnum):
    """Why two records may be of one meeting."""

    EDITION = "edition"  # the same ordinal of the same series
    TITLE = "title"  # titles alike, dates that do not exclude each other
    DAY = "day"  # the same firm days, place and a host in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Likened:
    """What of an event is compared."""

    titles: LocalText
    date: StatedDate
    series_id: UUID | None = None
    ordinal: int | None = None
    country: str = ""
    hosts: Collection[UUID] = ()


def reason_for(one: Likened, other: Likened) -> Reason | None:
    """Return why two records may be of one meeting, the strongest reason first; `None` where nothing speaks for it."""
    if one.series_id and one.series_id == other.series_id and one.ordinal and one.ordinal == other.ordinal:
        return Reason.EDITION
    if not _may_coincide(one.date, other.date):
        return None
    if _titles_alike(one.titles, other.titles) and not _are_two_editions(one, other):
        return Reason.TITLE
    shares_place = bool(one.country) and one.country == other.country
    shares_host = bool(set(one.hosts) & set(other.hosts))
    is_same_day = one.date.is_firm and other.date.is_firm and one.date.earliest == other.date.earliest
    return Reason.DAY if is_same_day and shares_place and shares_host else None


def _are_two_editions(one: Likened, other: Likened) -> bool:
    return one.ordinal is not None and other.ordinal is not None and one.ordinal != other.ordinal


def _may_coincide(one: StatedDate, other: StatedDate) -> bool:
    first = max(one.earliest or date.min, other.earliest or date.min)
    last = min(one.latest or date.max, other.latest or date.max)
    return first <= last


def _titles_alike(one: LocalText, other: LocalText) -> bool:
    theirs = dict(other)
    return any(_share(_stems(text), _stems(theirs.get(lang, ""))) >= ALIKE for lang, text in one)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST_WORD)
