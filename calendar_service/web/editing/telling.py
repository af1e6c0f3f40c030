"""What a typed date means, in words: bounds, whether firm, what kind of change it is, what subscribers will see."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from calendar_service.domain.dates import UNKNOWN, StatedDate, bounds_in_words, compare, write, zones
from calendar_service.domain.entries import DateMode, Entry, Placement, Said, placed
from calendar_service.domain.lifecycle import status_after_dating
from calendar_service.domain.windows import window_on
from calendar_service.domain.words import _, say, say_number
from calendar_service.web import labels
from calendar_service.web.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event stands before the change: nothing of that for a new one."""

    date: StatedDate = UNKNOWN
    is_carried: bool = False
    status: str = "planned"
    is_public: bool = False
    is_new: bool = True
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood: a date label and lines of a name and words; or what is wrong."""

    label: Label | None = None
    lines: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""


def tell(stated: StatedDate, before: Standing, today: date, lang: str) -> Reading:
    """Return what a date means for an event that stands as it does."""
    label = labels.of_date(StatedDate(stated.edtf), lang)
    label = replace(label, bounds=_bounds(stated, lang))
    return Reading(
        label=label, lines=tuple(_lines(stated, before, today, lang)), notes=tuple(_notes(stated, before, lang))
    )


def refused(sentence: str) -> Reading:
    """Return the reading of what is no date."""
    return Reading(error=sentence)


def _bounds(stated: StatedDate, lang: str) -> str:
    """Return the days that a date allows, and whether it is firm."""
    if not stated.is_known:
        return say(lang, _("Nothing is said of when. It stays like that until there is word."))
    first, last = stated.earliest, stated.latest
    if not stated.is_firm:
        days = labels.weekdays(stated, lang) if first == last else bounds_in_words(stated, lang)
        return f"{opened(days).rstrip('.')}. {say(lang, _('The date is not firm.'))}"
    assert first is not None
    assert last is not None
    number = (last - first).days + 1
    firm = say_number(lang, "The date is firm: one day.", "The date is firm: %(number)s days in a row.", number)
    return f"{opened(labels.weekdays(stated, lang))}. {firm}"


def _lines(stated: StatedDate, before: Standing, today: date, lang: str) -> list[tuple[str, str]]:
    lines = []
    if stated.start_time is not None:
        lines.append((say(lang, _("Times")), _times(stated, before.timezone, lang)))
    if not before.is_new:
        lines.append((say(lang, _("Was")), _was(before.date, lang)))
        lines.append((say(lang, _("This is")), shift_words(before.date, stated, lang)))
    lines.append((say(lang, _("Subscribers")), subscribers(stated, before, today, lang)))
    return lines


def _was(stated: StatedDate, lang: str) -> str:
    if not stated.is_known:
        return say(lang, _("date not set"))
    written = write(StatedDate(stated.edtf), lang)
    return written if stated.is_firm else f"{written} ({bounds_in_words(stated, lang)})"


def _times(stated: StatedDate, timezone: str, lang: str) -> str:
    shown = stated if stated.timezone else replace(stated, timezone=timezone or None)
    return write(shown, lang).removeprefix(write(StatedDate(stated.edtf), lang)).lstrip(", ")


def shift_words(before: StatedDate, after: StatedDate, lang: str) -> str:
    """Return what kind of change it is when one date follows another."""
    shift = compare(before, after)
    if shift.kind == "same":
        return say(lang, _("no change of the date"))
    if shift.kind == "named":
        return say(lang, _("the day is named"))
    if shift.kind == "narrowed":
        return say(lang, _("the date is narrowed"))
    if shift.kind == "widened":
        return say(lang, _("the date is widened: more days are possible than before"))
    return _slip(shift.days, lang, was_firm=before.is_firm)


def _slip(days: int, lang: str, *, was_firm: bool) -> str:
    if days == 0:
        return say(lang, _("the date slips"))
    if was_firm:
        if days > 0:
            return say_number(lang, "slips: %(number)s day later", "slips: %(number)s days later", days)
        return say_number(
            lang, "comes forward: %(number)s day earlier", "comes forward: %(number)s days earlier", -days
        )
    if days > 0:
        return say_number(
            lang,
            "slips: %(number)s day past the last day of the earlier window",
            "slips: %(number)s days past the last day of the earlier window",
            days,
        )
    return say_number(
        lang,
        "comes forward: %(number)s day before the first day of the earlier window",
        "comes forward: %(number)s days before the first day of the earlier window",
        -days,
    )


def subscribers(stated: StatedDate, before: Standing, today: date, lang: str) -> str:
    """Return what becomes of the entry in subscribers' calendars."""
    after = replace(before, date=stated, is_carried=False, status=status_after_dating(before.status, stated))
    new, is_marked = _placed(after, today)
    if not before.is_public:
        return _once_published(new, lang, is_marked=is_marked)
    old, was_marked = _placed(before, today)
    words = _movement(old, new, lang)
    if old is None or new is None or is_marked == was_marked:
        return words
    mark = _("the mark “date to be confirmed” comes") if is_marked else _("the mark “date to be confirmed” goes")
    return f"{words}; {say(lang, mark)}"


def _once_published(new: Placement | None, lang: str, *, is_marked: bool) -> str:
    if new is None:
        return say(lang, _("see no entry until there is a date; the site shows it all the same"))
    day = _day(new, lang)
    if is_marked:
        return say(lang, _("once it is published, an entry stands on %(day)s, marked “date to be confirmed”"), day=day)
    return say(lang, _("once it is published, an entry stands on %(day)s"), day=day)


def _movement(old: Placement | None, new: Placement | None, lang: str) -> str:
    if old is None and new is None:
        return say(lang, _("see no entry until there is a date; the site shows it all the same"))
    if old is None or new is None:
        if new is not None:
            return say(lang, _("an entry appears on %(day)s"), day=_day(new, lang))
        return say(lang, _("the entry leaves their calendars until there is a date"))
    if (old.first, old.last) == (new.first, new.last):
        return say(lang, _("the entry stays on %(day)s"), day=_day(new, lang))
    return say(lang, _("the entry moves from %(before)s to %(after)s"), before=_day(old, lang), after=_day(new, lang))


def _day(stands: Placement, lang: str) -> str:
    is_one = stands.first == stands.last
    edtf = stands.first.isoformat() if is_one else f"{stands.first.isoformat()}/{stands.last.isoformat()}"
    return write(StatedDate(edtf), lang)


def _placed(standing: Standing, today: date) -> tuple[Placement | None, bool]:
    """Return where the entry stands in calendars, and whether it is marked as not fixed."""
    moment = datetime.combine(today, datetime.min.time(), UTC)
    entry = Entry(
        id=UUID(int=0), uid="", lang="en", url="", kind="other", status=standing.status, title=Said(), sequence=0,
        created=moment, modified=moment, date=standing.date, is_carried=standing.is_carried,
        window=window_on(standing.date, today), timezone=standing.timezone,
    )  # fmt: skip
    return placed(entry, DateMode.MARKER), entry.is_marked


def _notes(stated: StatedDate, before: Standing, lang: str) -> list[str]:
    notes = []
    if not before.is_new and status_after_dating(before.status, stated) != before.status:
        if before.status == "postponed":
            notes.append(say(lang, _("It was postponed; with this date it is planned again.")))
        else:
            notes.append(say(lang, _("A confirmed meeting has a firm date; with this one it is planned again.")))
    zone = stated.timezone or before.timezone
    if zone and stated.is_firm and stated.earliest and stated.start_time:
        notes.append(zones.resolve(stated.earliest, stated.start_time, zone).sentence(lang))
    if stated.latest is not None and stated.latest.year < 1950:  # noqa: PLR2004 - older than all that meets here
        notes.append(say(lang, _("This lies far in the past. Look at the year again.")))
    return [note for note in notes if note]


def opened(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]
