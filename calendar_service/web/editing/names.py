"""What the form of an event has: the names of its fields, and the rows that can stand there several times."""

from calendar_service.domain.words import _
from calendar_service.web.editing import sourcing
from calendar_service.web.editing.fields import Rows, both
from calendar_service.web.forms import Typed

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
    **sourcing.ROWS,
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
