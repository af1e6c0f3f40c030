"""Rows: what a template shows of an entry in a list, made once, so that templates decide nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from calendar_service.domain import summaries
from calendar_service.domain.entries import CitationFace, Entry, Said
from calendar_service.domain.kinds import DOCUMENT_KINDS
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.words import _, say
from calendar_service.services import reading
from calendar_service.web import labels, links, strips
from calendar_service.web.labels import Label
from calendar_service.web.strips import Axis, Stroke

COLOURS = 8  # of formats; a ninth repeats a colour with another pennant


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry of a list: its label, status, place, and its strip where the list has an axis."""

    entry: Entry
    label: Label
    status: str  # a key of the status marks: a status, or `unheard`
    status_words: str
    place: str
    colour: int
    pennant: int
    citation: CitationFace | None
    document_kind: str  # the word for it, or nothing
    strip: tuple[Stroke, ...] = ()


def row(entry: Entry, at: datetime, axis: Axis | None = None, kinds: Mapping[str, str] | None = None) -> Row:
    """Return the row of an entry at a moment; `kinds` are those of documents, by their addresses."""
    key, words = status_of(entry)
    announcing = [one for one in entry.citations if not one.mention]
    return Row(
        entry=entry,
        label=labels.of_entry(entry, today_of(entry, at)),
        status=key,
        status_words=words,
        place=place(entry),
        colour=colour(entry.format_position),
        pennant=pennant(entry.format_position),
        citation=announcing[0] if announcing else None,
        document_kind=DOCUMENT_KINDS.get((kinds or {}).get(announcing[0].document_url, ""), "") if announcing else "",
        strip=tuple(strips.strip(entry, axis)) if axis else (),
    )


def today_of(entry: Entry, at: datetime) -> date:
    """Return the venue's day; the calendar's own where the venue's zone is not known."""
    return links.site().day(at, entry.timezone)


def status_of(entry: Entry) -> tuple[str, str]:
    """Return the mark of an entry's status, and the words beside it."""
    if reading.is_unheard(entry):
        return "unheard", say(entry.lang, _("no word since") if entry.is_firm else _("no day named, no word since"))
    if entry.status == "postponed":
        return "postponed", say(entry.lang, _("postponed, no new date"))
    return entry.status, say(entry.lang, STATUSES[entry.status])


def place(entry: Entry) -> str:
    """Return where an event takes place, and what of that nobody has said."""
    said = summaries.location(entry)
    chairs = ", ".join(one.party.name.text for one in entry.hosts if one.role == "chair")
    if not said and chairs:
        return say(entry.lang, _("chaired by %(name)s; city not stated"), name=chairs)
    if not said:
        return say(entry.lang, _("place not stated"))
    if entry.country_name and not entry.city and not entry.venue:
        return say(entry.lang, _("%(place)s; city not stated"), place=said)
    return said


def colour(position: int) -> int:
    """Return the number of a format's colour by its place in the order; 0 outside any format."""
    return (position - 1) % COLOURS + 1 if position > 0 else 0


def pennant(position: int) -> int:
    """Return the number of a format's pennant: with the ninth, colours and pennants are paired anew."""
    return (position - 1 + (position - 1) // COLOURS) % COLOURS + 1 if position > 0 else 0


def source_words(citation: CitationFace, lang: str) -> str:
    """Return how a citation's paragraph is called: by the printed number, else by the counted one."""
    if citation.clause:
        return say(lang, _("clause %(number)s"), number=citation.clause)
    return say(lang, _("paragraph %(number)s"), number=citation.paragraph)


def is_other(said: Said, lang: str) -> bool:
    """Tell whether a text stands in another language than the page."""
    return bool(said.lang) and said.lang != lang
