"""The form of an event as two versions of it are compared: which fields belong together, and what they say in words."""

from collections.abc import Callable, Sequence

from calendar_service.domain import kinds
from calendar_service.domain.dates import StatedDate, bounds_in_words, write
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _, say
from calendar_service.web import conflicts
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import dating
from calendar_service.web.editing.known import Known, countries, matching, tongues
from calendar_service.web.editing.names import ROWS, both
from calendar_service.web.forms import Typed

_WHEN = ("date", "date_words", "stated_on", "start", "end", "zone")
_VOCABULARIES = {"-role": {**kinds.HOST_ROLES, **kinds.PARTICIPANT_ROLES}, "-level": kinds.LEVELS, "-answer": kinds.ANSWERS, "-basis": kinds.BASES, "-type": kinds.LINK_TYPES}  # fmt: skip

_IN_WORDS = {"paragraphs": ("paragraph-document", "paragraph-clause", "paragraph-quote", "paragraph-mention")}


def units(known: Known) -> list[Compared]:
    """Return what of an event is compared, in the order of the form."""
    lang = known.lang
    series = [pair for _name, pairs in known.series_groups() for pair in pairs]
    return [
        _chosen(say(lang, _("Series")), "series", dict(series)),
        conflicts.of(say(lang, _("Number in the series")), "ordinal"),
        _chosen(say(lang, _("The number is inferred")), "ordinal_is_inferred", {"yes": say(lang, _("yes"))}),
        conflicts.of(say(lang, _("Title")), *both("title")),
        _when(say(lang, _("Date")), lang),
        _chosen(say(lang, _("Format")), "format", dict(known.format_pairs())),
        _chosen(say(lang, _("Kind")), "kind", {key: say(lang, one.label) for key, one in kinds.KINDS.items()}),
        conflicts.of(say(lang, _("City")), *both("city")),
        _chosen(say(lang, _("Country")), "country", dict(countries(lang))),
        conflicts.of(say(lang, _("Venue")), *both("venue")),
        conflicts.of(say(lang, _("Coordinates")), "latitude", "longitude"),
        _chosen(say(lang, _("Attendance")), "mode", {key: say(lang, words) for key, words in kinds.MODES.items()}),
        _chosen(say(lang, _("Working languages")), "languages", dict(tongues(lang, []))),
        conflicts.of(say(lang, _("Description")), *both("description")),
        _rows("hosts", say(lang, _("Hosts")), known),
        _rows("participants", say(lang, _("Participants")), known),
        _sources(known),
        _rows("links", say(lang, _("Links")), known),
        _rows("external_ids", say(lang, _("Ids in other systems")), known),
        _chosen(say(lang, _("Who answers for it")), "owner", dict(known.owner_pairs())),
        conflicts.of(say(lang, _("Private note")), "private_note"),
    ]


def _chosen(label: str, name: str, words: dict[str, str]) -> Compared:
    def said(typed: Typed) -> list[str]:
        return [words.get(value, value) for value in typed.texts(name) if value]

    def key(typed: Typed) -> object:
        return tuple(filter(None, typed.texts(name)))

    return Compared(name=name, label=label, fields=(name,), words=said, key=key)


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


def _rows(noun: str, label: str, known: Known) -> Compared:
    return Compared(name=noun, label=label, fields=ROWS[noun].names, words=_said(noun, known), key=_key(noun, known))


def _sources(known: Known) -> Compared:
    nouns = ("paragraphs", "seen", "notes")
    said, keys = [_said(noun, known) for noun in nouns], [_key(noun, known) for noun in nouns]
    return Compared(
        name="sources",
        label=say(known.lang, _("Source")),
        fields=tuple(name for noun in nouns for name in ROWS[noun].names),
        words=lambda typed: [line for one in said for line in one(typed)],
        key=lambda typed: tuple(one(typed) for one in keys),
    )


def _said(noun: str, known: Known) -> Callable[[Typed], Sequence[str]]:
    def said(typed: Typed) -> list[str]:
        return [
            ", ".join(
                words for name in _IN_WORDS.get(noun, ROWS[noun].names) if (words := _word(name, row[name], known))
            )
            for row in ROWS[noun].of(typed)
        ]

    return said


def _word(name: str, value: str, known: Known) -> str:
    """Return what a field of a row says; a role that goes without saying is not said."""
    if name.endswith("-party"):
        found = matching(value, known.parties)
        return known.of_party(found[0].id) if len(found) == 1 else value
    if name == "paragraph-document":
        return dict(known.documents_pairs()).get(value, value)
    if name == "paragraph-mention":
        return say(known.lang, _("a further mention")) if value else ""
    if value in {"host", "member"} and name.endswith("-role"):
        return ""
    vocabulary = next((words for end, words in _VOCABULARIES.items() if name.endswith(end)), {})
    return say(known.lang, vocabulary[value]) if value in vocabulary else value


def _key(noun: str, known: Known) -> Callable[[Typed], object]:
    def part(name: str, value: str) -> object:
        if name.endswith("-party"):
            return tuple(one.code for one in matching(value, known.parties)) or value
        if name.endswith("-day"):
            try:
                return dating.read_day(value)
            except InvalidInput:
                return value
        return conflicts.normal(value)

    def key(typed: Typed) -> object:
        return tuple(tuple(part(name, row[name]) for name in ROWS[noun].names) for row in ROWS[noun].of(typed))

    return key
