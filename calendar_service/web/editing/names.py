"""What the form of an event has: the names of its fields, and the rows that can stand there several times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calendar_service.domain.words import LANGUAGES, _
from calendar_service.web.forms import Typed


@dataclass(frozen=True, slots=True)
class Rows:
    """Fields that stand there several times: those one writes in, and those one chooses from."""

    written: tuple[str, ...]
    chosen: Mapping[str, str]  # with what is chosen in a new row

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its fields."""
        return (*self.written, *self.chosen)

    def of(self, typed: Typed) -> list[dict[str, str]]:
        """Return the rows in which something is written, in order."""
        columns = {name: typed.texts(name) for name in self.names}
        found = []
        for number in range(max(map(len, columns.values()), default=0)):
            row = {name: texts[number].strip() if number < len(texts) else "" for name, texts in columns.items()}
            if any(row[name] for name in self.written):
                found.append(row)
        return found

    def empty(self) -> dict[str, str]:
        """Return a row in which nothing is written yet."""
        return dict.fromkeys(self.written, "") | dict(self.chosen)


def both(*names: str) -> tuple[str, ...]:
    """Return the names of fields for texts in several languages."""
    return tuple(f"{name}-{lang}" for name in names for lang in LANGUAGES)


ROWS = {
    "hosts": Rows(("host-party",), {"host-role": "host"}),
    "participants": Rows(
        ("participant-party", *both("participant-name", "participant-office")),
        {
            "participant-role": "member",
            "participant-level": "",
            "participant-answer": "",
            "participant-basis": "",
        },
    ),
    "paragraphs": Rows(("paragraph-clause", "paragraph-quote"), {"paragraph-document": "", "paragraph-mention": ""}),
    "seen": Rows(("seen-url", "seen-title", "seen-publisher", "seen-day"), {}),
    "notes": Rows(("note-text", "note-number", "note-day"), {}),
    "links": Rows(("link-url", "link-title"), {"link-type": "official"}),
    "external_ids": Rows(("id-system", "id-value", "id-url"), {}),
}
SINGLE = (
    "series", "ordinal", "ordinal_is_inferred", "format", "kind", *both("title"), "date", *both("city"), "country",
    "date_words", "stated_on", "start", "end", "zone", *both("venue"), "mode", "latitude", "longitude",
    *both("description"), "owner", "private_note", "status", *both("reason"), *both("why"),
)  # fmt: skip
CARRIED = ("version", "base", "compared", "event", "do", "discard")  # what a form carries besides what is typed
TYPED = (*SINGLE, "languages", *(name for rows in ROWS.values() for name in rows.names))
LABELS = {
    "series": _("Series"),
    "ordinal": _("Number in the series"),
    "format": _("Format"),
    "kind": _("Kind"),
    "title": _("Title"),
    "title-ru": _("Title"),
    "title-en": _("Title"),
    "date": _("Date"),
    "city-ru": _("City"),
    "city-en": _("City"),
    "country": _("Country"),
    "stated_on": _("Stated on"),
    "start": _("Start"),
    "end": _("End"),
    "zone": _("Time zone"),
    "mode": _("Attendance"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "owner": _("Who answers for it"),
    "private_note": _("Private note"),
    "status": _("Status"),
    "hosts": _("Hosts"),
    "participants": _("Participants"),
    "sources": _("Source"),
    "links": _("Links"),
    "external_ids": _("Ids in other systems"),
    "languages": _("Working languages"),
}


def typed_in(typed: Typed) -> Typed:
    """Return what was typed, without what the form carries besides."""
    return Typed({name: texts for name, texts in typed.values.items() if name in TYPED})


def is_filled(typed: Typed, names: Iterable[str]) -> bool:
    """Tell whether any of these fields holds something."""
    return any(text.strip() for name in names for text in typed.texts(name))
