"""The calendar as a whole: its addresses and its days."""

from datetime import UTC, datetime

from calendar_service.domain.site import Site
from tests.domain import cases


def test_every_address_begins_with_that_of_the_calendar():
    assert Site(base_url="https://calendar.example/d").url("/feeds") == "https://calendar.example/d/feeds"


@cases.each(
    ("zone", "day"),
    [
        ("", "2026-05-13"),  # Almaty is ahead of Greenwich
        ("Asia/Almaty", "2026-05-13"),
        ("Europe/Rome", "2026-05-12"),
        ("America/New_York", "2026-05-12"),
        ("Pacific/Kiritimati", "2026-05-13"),
    ],
)
def test_today_is_reckoned_at_the_venue_and_else_in_the_calendars_own_zone(zone, day):
    moment = datetime(2026, 5, 12, 20, 30, tzinfo=UTC)
    assert Site().day(moment, zone).isoformat() == day


@cases.each(("hour", "day"), [(18, "2024-02-29"), (19, "2024-03-01")])
def test_the_day_on_which_almaty_put_its_clocks_back_is_an_hour_longer(hour, day):
    assert Site().day(datetime(2024, 2, 29, hour, 30, tzinfo=UTC)).isoformat() == day


def test_a_calendar_has_a_name_in_both_languages():
    names = Site().names
    assert names.get("ru") != names.get("en")
