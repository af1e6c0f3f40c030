"""Times with their zone and, once a reader has named it, by the reader's own clock."""

from datetime import time

import pytest

from calendar_service.domain.dates import StatedDate
from tests import factories


@pytest.fixture
def timed(change):
    def making(day="2026-12-14", **times):
        given = {"start_time": time(10), "end_time": time(12, 30), "timezone": "Europe/Rome", **times}
        return change(factories.event, date=StatedDate(day, **given)).id

    return making


@pytest.fixture
def shown(read):
    def showing(event_id, zone, **options):
        return read(f"/events/{event_id}?zone={zone}", **options).section("when").text

    return showing


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Almaty", "14:00–16:30, Almaty (UTC+5)"),
        ("Алматы", "14:00–16:30, Almaty (UTC+5)"),
        ("asia/almaty", "14:00–16:30, Almaty (UTC+5)"),
        ("New%20York", "04:00–06:30, New York (UTC−5)"),
        ("UTC", "09:00–11:30, UTC "),
        ("Auckland", "14 December 22:00 – 15 December 00:30, Auckland (UTC+13)"),
        ("Pacific/Kiritimati", "14 December 23:00 – 15 December 01:30, Kiritimati (UTC+14)"),
    ],
)
def test_times_stand_beside_by_the_clock_that_is_asked_for(shown, timed, zone, words):
    when = shown(timed(), zone)
    assert "10:00–12:30, Rome (UTC+1)" in when
    assert words in when


def test_a_day_that_is_another_there_is_named(shown, timed):
    late = timed(start_time=time(20), end_time=None)
    assert "15 December 00:00, Almaty (UTC+5)" in shown(late, "Almaty")
    assert "15 декабря 00:00, Алматы (UTC+5)" in shown(late, "Almaty", lang="ru")


@pytest.mark.parametrize(
    ("lang", "zone", "venue", "own"),
    [
        ("en", "Rome", "6 January 10:00 – 7 January 17:30, Almaty (UTC+5)", "6 January 06:00 – 7 January 13:30, Rome (UTC+1)"),
        ("ru", "Rome", "6 января 10:00 – 7 января 17:30, Алматы (UTC+5)", "6 января 06:00 – 7 января 13:30, Рим (UTC+1)"),
        ("en", "Auckland", "6 January 10:00 – 7 January 17:30, Almaty", "6 January 18:00 – 8 January 01:30, Auckland (UTC+13)"),
        ("en", "Honolulu", "6 January 10:00 – 7 January 17:30, Almaty", "5 January 19:00 – 7 January 02:30, Honolulu (UTC−10)"),
    ],
)  # fmt: skip
def test_of_several_days_each_time_stands_with_its_day(shown, timed, lang, zone, venue, own):
    id_ = timed("2027-01-06/2027-01-07", end_time=time(17, 30), timezone="Asia/Almaty")
    when = shown(id_, zone, lang=lang)
    assert venue in when
    assert own in when


def test_a_start_alone_stands_with_its_day_too(shown, timed):
    when = shown(timed("2027-01-06/2027-01-07", end_time=None, timezone="Asia/Almaty"), "Rome")
    assert "6 January 10:00, Almaty (UTC+5)" in when
    assert "6 January 06:00, Rome (UTC+1)" in when


def test_clocks_that_change_are_reckoned_with(shown, timed):
    assert "03:00–05:30, New York (UTC−5)" in shown(
        timed("2027-03-10", start_time=time(9), end_time=time(11, 30)), "New_York"
    )
    assert "04:00–06:30, New York (UTC−4)" in shown(
        timed("2027-03-20", start_time=time(9), end_time=time(11, 30)), "New_York"
    )


@pytest.mark.parametrize("zone", ["nonsense", "UTC%2B5", "EST", "..%2F..%2Fetc%2Fpasswd", "%3Cscript%3E", "x" * 500])
def test_what_is_no_zone_is_refused_beside_the_field_with_what_was_typed(read, timed, zone):
    page = read(f"/events/{timed()}?zone={zone}", status=400)
    field = page.one("input", id="zone")
    assert field["aria-invalid"] == "true"
    assert "zone-error" in field["aria-describedby"]
    assert "Name a city" in page.one("p", id="zone-error").text
    assert "10:00–12:30, Rome (UTC+1)" in page.text


def test_the_clock_is_kept_and_can_be_taken_back(client, timed):
    event_id = timed()
    kept = client.get(f"/events/{event_id}?zone=Almaty&lang=en").headers.getlist("Set-Cookie")
    (cookie,) = [one for one in kept if one.startswith("zone=")]
    assert all(flag in cookie for flag in ("zone=Asia/Almaty", "HttpOnly", "SameSite=Lax", "Secure"))
    assert "16:30, Almaty" in client.get(f"/events/{event_id}?lang=en").text
    client.get(f"/events/{event_id}?zone=&lang=en")
    assert "Almaty" not in client.get(f"/events/{event_id}?lang=en").text


def test_a_kept_clock_that_is_none_is_passed_over(client, timed):
    client.set_cookie("zone", "Nowhere/At all", domain="localhost")
    answer = client.get(f"/events/{timed()}?lang=en")
    assert answer.status_code == 200
    assert "Nowhere" not in answer.text


def test_what_has_no_times_asks_for_no_clock(read, change):
    page = read(f"/events/{change(factories.event, date='2026-12-14').id}?zone=Almaty")
    assert page.all("input", id="zone") == []
