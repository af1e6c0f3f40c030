"""One registry, one selection, many renderers."""

import json

import pytest
from icalendar import Calendar

from calendar_service.domain.entries import DateMode, Said
from calendar_service.render import RENDERERS, ical
from tests.render.factories import TIMED, a_change, a_feed, a_full_entry, an_entry


def given(renderer, entries):
    made = [component for entry in entries if (component := ical.component(entry, DateMode.MARKER))]
    return {
        "components": ([one.text for one in made], [one.zone for one in made if one.zone]),
        "entries": (entries,),
        "changes": ([a_change(1), a_change(2)] if entries else [],),
    }[renderer.takes]


@pytest.mark.parametrize("extension", ["ics", "jcal", "json", "atom", "csv"])
def test_every_format_is_registered_under_its_ending(extension):
    assert RENDERERS[extension].extension == extension


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=lambda renderer: renderer.extension)
@pytest.mark.parametrize("entries", [[], [a_full_entry(), an_entry(date=TIMED)]], ids=["empty", "full"])
def test_every_format_gives_the_same_bytes_twice_and_in_utf_8(renderer, entries):
    first = renderer.render(a_feed(name="Лента"), *given(renderer, entries))
    assert first == renderer.render(a_feed(name="Лента"), *given(renderer, entries))
    assert first.decode()


def test_jcal_is_the_very_feed_in_json():
    entry = a_full_entry(title=Said(r"C:\New; a, b «да» 😀", "en"))
    components = given(RENDERERS["jcal"], [entry, an_entry(date=TIMED)])
    name, properties, parts = json.loads(RENDERERS["jcal"].render(a_feed(), *components))
    assert name == "vcalendar"
    assert ["refresh-interval", {}, "duration", "PT6H"] in properties
    assert [part[0] for part in parts] == ["vtimezone", "vevent", "vevent"]
    summary = next(value for key, _, _, value in parts[1][1] if key == "summary")
    assert summary == str(Calendar.from_ical(ical.calendar(a_feed(), *components)).events[0]["SUMMARY"])
    assert ["dtstart", {"tzid": "Asia/Almaty"}, "date-time", "2026-05-12T10:00:00"] in parts[2][1]
