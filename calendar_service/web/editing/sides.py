"""The form of an event as two versions of it are compared: which fields belong together, and what they say in words."""

from calendar_service.domain import kinds
from calendar_service.domain.dates import StatedDate, bounds_in_words, write
from calendar_service.domain.words import _, say
from calendar_service.web import conflicts
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, dating
from calendar_service.web.editing.fields import both
from calendar_service.web.editing.known import Known, countries, tongues
from calendar_service.web.editing.names import ROWS
from calendar_service.web.forms import Typed

_WHEN = ("date", "date_words", "stated_on", "start", "end", "zone")


def units(known: Known) -> list[Compared]:
    """Return what of an event is compared, in the order of the form."""
    lang = known.lang
    series = [pair for _name, pairs in known.series_groups() for pair in pairs]
    return [
        comparing.chosen(say(lang, _("Series")), "series", dict(series)),
        conflicts.of(say(lang, _("Number in the series")), "ordinal"),
        comparing.chosen(say(lang, _("The number is inferred")), "ordinal_is_inferred", {"yes": say(lang, _("yes"))}),
        conflicts.of(say(lang, _("Title")), *both("title")),
        _when(say(lang, _("Date")), lang),
        comparing.chosen(say(lang, _("Format")), "format", dict(known.format_pairs())),
        comparing.chosen(say(lang, _("Kind")), "kind", {key: say(lang, one.label) for key, one in kinds.KINDS.items()}),
        conflicts.of(say(lang, _("City")), *both("city")),
        comparing.chosen(say(lang, _("Country")), "country", dict(countries(lang))),
        conflicts.of(say(lang, _("Venue")), *both("venue")),
        conflicts.of(say(lang, _("Coordinates")), "latitude", "longitude"),
        comparing.chosen(
            say(lang, _("Attendance")), "mode", {key: say(lang, words) for key, words in kinds.MODES.items()}
        ),
        comparing.chosen(say(lang, _("Working languages")), "languages", dict(tongues(lang, []))),
        conflicts.of(say(lang, _("Description")), *both("description")),
        comparing.rows("hosts", say(lang, _("Hosts")), ROWS["hosts"], known),
        comparing.rows("participants", say(lang, _("Participants")), ROWS["participants"], known),
        comparing.sources(known),
        comparing.rows("links", say(lang, _("Links")), ROWS["links"], known),
        comparing.rows("external_ids", say(lang, _("Ids in other systems")), ROWS["external_ids"], known),
        comparing.chosen(say(lang, _("Who answers for it")), "owner", dict(known.owner_pairs())),
        conflicts.of(say(lang, _("Private note")), "private_note"),
    ]


def _when(label: str, lang: str) -> Compared:
    def said(typed: Typed) -> list[str]:
        dated = dating.understand(typed, None)
        if dated.errors:
            return [text for name in _WHEN if (text := typed.text(name).strip())]
        lines = [write(dated.date, lang)] if dated.date.is_known else []
        if dated.date.is_known and not dated.date.is_firm:
            lines.append(bounds_in_words(dated.date, lang))
        words = typed.text("date_words").strip()
        lines += [say(lang, _("as stated: “%(words)s”"), words=words)] if words else []
        if dated.stated_on:
            lines.append(say(lang, _("stated on %(day)s"), day=write(StatedDate(dated.stated_on.isoformat()), lang)))
        return lines

    def key(typed: Typed) -> object:
        dated = dating.understand(typed, None)
        if dated.errors:
            return tuple(typed.text(name).strip() for name in _WHEN)
        date = dated.date
        return date.edtf, date.start_time, date.end_time, dated.zone, dated.stated_on, typed.text("date_words").strip()

    return Compared(name="date", label=label, fields=_WHEN, words=said, key=key)
