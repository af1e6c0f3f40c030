"""A feed: its header, its zones, its components as they were kept."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from calendar_service.domain.entries import DateMode
from calendar_service.render import ZoneUse, ical
from calendar_service.render.ical.timezones import vtimezones
from tests.render.factories import MODIFIED, SITE, TIMED, a_feed, a_full_entry, an_entry


def feed_of(*entries, face=None):
    made = [component for entry in entries if (component := ical.component(entry, DateMode.MARKER))]
    return ical.calendar(face or a_feed(), [one.text for one in made], [one.zone for one in made if one.zone])


def test_the_calendar_introduces_itself():
    calendar = Calendar.from_ical(feed_of(an_entry()))
    assert calendar["VERSION"] == "2.0"
    assert calendar["CALSCALE"] == "GREGORIAN"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "All meetings"
    assert calendar["NAME"].params["LANGUAGE"] == "en"
    assert calendar["DESCRIPTION"] == "Every meeting, each date as it was stated"
    assert calendar["X-WR-CALDESC"].replace("\\,", ",") == calendar["DESCRIPTION"]  # X- values are read as they stand
    assert calendar["X-WR-TIMEZONE"] == "Asia/Almaty"
    assert calendar["URL"] == f"{SITE}/feeds"
    assert calendar["COLOR"] == "royalblue"
    assert calendar["LAST-MODIFIED"].dt == MODIFIED.replace(microsecond=0)


@pytest.mark.parametrize(
    "line",
    [
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        f"SOURCE;VALUE=URI:{SITE}/feeds/all.ics?lang=en",
        "PRODID:-//Calendar Service//Feeds of dates as stated//EN",
    ],
)
def test_the_header_has_this_very_line(line):
    assert line in feed_of(an_entry()).decode().split("\r\n")


@pytest.mark.parametrize("name", ["METHOD", "UID"])
def test_the_calendar_has_no(name):
    assert name not in Calendar.from_ical(feed_of(an_entry()))


def test_components_stand_in_the_feed_as_they_were_kept():
    kept = ical.component(a_full_entry(), DateMode.MARKER)
    assert kept is not None
    assert kept.text.encode() in feed_of(a_full_entry(), an_entry(date=TIMED))


def test_a_zone_stands_once_and_before_its_use():
    text = feed_of(an_entry(date=TIMED), an_entry(date=TIMED)).decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.index("TZID:Asia/Almaty") < text.index("BEGIN:VEVENT")


def test_a_feed_without_times_has_no_zone():
    assert b"VTIMEZONE" not in feed_of(an_entry())


def test_a_zone_is_trimmed_to_the_years_of_the_feed():
    text = vtimezones([ZoneUse("Asia/Almaty", date(2023, 5, 1), date(2023, 5, 2))])
    assert text.count("BEGIN:STANDARD") == 1
    assert "TZOFFSETTO:+0600" in text


def test_a_zone_tells_of_every_change_in_these_years():
    uses = [
        ZoneUse("Asia/Almaty", date(2023, 5, 1), date(2023, 5, 2)),
        ZoneUse("Asia/Almaty", date(2026, 5, 1), date(2026, 5, 2)),
    ]
    text = vtimezones(uses)
    assert "DTSTART:20240301T000000\r\nTZNAME:+05\r\nTZOFFSETFROM:+0600\r\nTZOFFSETTO:+0500\r\n" in text
    assert text.count("BEGIN:STANDARD") == 2


def test_summer_time_begins_at_the_hour_it_replaces():
    text = vtimezones([ZoneUse("Europe/Rome", date(2026, 5, 1), date(2026, 5, 2))])
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\n" in text


@pytest.mark.parametrize("tzid", ["Europe/Rome", "Asia/Almaty", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia"])
def test_a_zone_read_back_keeps_its_offsets(tzid):
    text = vtimezones([ZoneUse(tzid, date(2010, 1, 1), date(2026, 12, 31))])
    zone = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n").timezones[0].to_tz(lookup_tzid=False)
    for hours in range(0, 16 * 365 * 24, 997):
        moment = datetime(2010, 1, 2, tzinfo=UTC) + timedelta(hours=hours)
        local = moment.astimezone(ZoneInfo(tzid)).replace(tzinfo=None)
        assert local.replace(tzinfo=zone).utcoffset() == local - moment.replace(tzinfo=None)


def test_the_same_selection_gives_the_same_bytes():
    assert feed_of(a_full_entry(), an_entry(date=TIMED)) == feed_of(a_full_entry(), an_entry(date=TIMED))


def test_an_empty_feed_carries_one_notice():
    calendar = Calendar.from_ical(feed_of())
    (notice,) = calendar.events
    assert "nothing here yet" in notice["SUMMARY"]
    assert notice["DTSTART"].dt == MODIFIED.date()
    assert notice["TRANSP"] == "TRANSPARENT"
    assert feed_of() == feed_of()


def test_the_notice_of_a_feed_is_the_same_under_another_host():
    here, there = feed_of(), feed_of(face=replace(a_feed(), self_url="http://localhost:8000/feeds/all.ics?lang=en"))
    assert Calendar.from_ical(here).events[0]["UID"] == Calendar.from_ical(there).events[0]["UID"]


def test_ten_thousand_components_are_joined_at_once():
    kept = ical.component(a_full_entry(date=TIMED), DateMode.MARKER)
    assert kept is not None
    assert kept.zone is not None
    texts, zones = [kept.text] * 10_000, [kept.zone] * 10_000
    ical.calendar(a_feed(), texts, zones)
    started = time.perf_counter()
    ical.calendar(a_feed(), texts, zones)
    assert time.perf_counter() - started < 0.25  # on a busy machine; alone it takes 15 ms
