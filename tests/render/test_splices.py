"""What a subscriber may ask for on top: put into ready text, and still read by a parser."""

from datetime import timedelta

import pytest
from icalendar import Event

from calendar_service.domain.entries import DateMode, RelationFace, Said
from calendar_service.domain.errors import InvalidInput
from calendar_service.render import ical
from tests.render.factories import DECLARATION, a_full_entry, an_entry

DAY = timedelta(days=1)
KEPT_ONE = RelationFace(type="replaces", outward=False, title=Said("Kept", "en"), url="https://x/kept", uid="k@x")


def text_of(entry):
    made = ical.component(entry, DateMode.MARKER)
    assert made is not None
    return made.text


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("P1D", DAY),
        ("PT2H", timedelta(hours=2)),
        ("P1W", timedelta(weeks=1)),
        ("P1DT2H30M", timedelta(days=1, hours=2, minutes=30)),
        ("PT90M", timedelta(minutes=90)),
        ("PT30S", timedelta(seconds=30)),
        ("P366D", timedelta(days=366)),
    ],
)
def test_a_duration_is_read(text, lead):
    assert ical.lead_time(text) == lead


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "P0D",
        "PT0S",
        "-P1D",
        "+P1D",
        "P1M",
        "P1Y",
        "P1WT1H",
        "P1W2D",
        "P1DT",
        "P367D",
        "P999W",
        "p1d",
        "P1D\r\nX:1",
        "P1D\n",
        "P١D",
        "PT99999999S",
        "P1.5D",
        "P" + "9" * 400 + "D",
    ],
)
def test_what_is_no_time_before_the_start_says_what_to_write(text):
    with pytest.raises(InvalidInput, match="P1D for a day") as refused:
        ical.lead_time(text)
    assert refused.value.field == "alarm"


def test_an_alarm_stands_inside_its_event():
    event = Event.from_ical(ical.with_alarm(text_of(an_entry()), "P1D", "Напоминание; a, b"))
    (alarm,) = event.alarms.times
    assert alarm.alarm["ACTION"] == "DISPLAY"
    assert alarm.alarm["TRIGGER"].dt == -DAY
    assert alarm.alarm["DESCRIPTION"] == "Напоминание; a, b"


@pytest.mark.parametrize("entry", [an_entry(status="cancelled"), an_entry(visibility="withdrawn")])
def test_what_is_off_reminds_nobody(entry):
    assert "VALARM" not in ical.with_alarm(text_of(entry), "P1D", "Reminder")


def test_a_cancelled_entry_can_be_shown_and_keeps_its_prefix():
    event = Event.from_ical(ical.cancelled_shown(text_of(an_entry(status="cancelled"))))
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"].startswith("Cancelled: ")


@pytest.mark.parametrize(
    "entry", [an_entry(visibility="withdrawn"), an_entry(status="cancelled", merged_into=KEPT_ONE)]
)
def test_what_was_withdrawn_or_merged_is_not_shown_again(entry):
    assert ical.cancelled_shown(text_of(entry)) == text_of(entry)


def test_no_words_of_an_entry_are_taken_for_its_status():
    entry = an_entry(description=Said("STATUS:CANCELLED\nSTATUS:CANCELLED", "en"))
    assert ical.cancelled_shown(text_of(entry)) == text_of(entry)
    assert "VALARM" in ical.with_alarm(text_of(entry), "P1D", "Reminder")


def test_a_rich_component_still_reads_and_keeps_what_it_had():
    plain, extra = text_of(a_full_entry()), ical.rich(a_full_entry())
    event = Event.from_ical(ical.with_alarm(ical.with_extra(plain, extra), "P1D", "Reminder"))
    assert [part.name for part in event.subcomponents] == ["VLOCATION", "PARTICIPANT", "PARTICIPANT", "VALARM"]
    assert str(event["LINK"][0]) == DECLARATION.url
    assert [str(group) for group in event["REFID"]] == ["central-asia-italy", "central-asia-italy-ministerials"]
    assert "ATTENDEE" not in plain + extra
    assert event["SUMMARY"] == Event.from_ical(plain)["SUMMARY"]


def test_nothing_is_added_to_a_withdrawn_entry():
    assert ical.rich(a_full_entry(visibility="withdrawn")) == ""
