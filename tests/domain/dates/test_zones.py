"""Local times and the instants they are, in zones whose clocks change (hostile cases 64 to 66, 68)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest

from calendar_service.domain.dates import DateRefused, places, zones
from tests.domain import cases


@cases.each(
    ("day", "moment", "zone", "utc"),
    [
        ("2024-03-01", "10:00", "Asia/Almaty", "2024-03-01T05:00"),
        ("2024-02-29", "10:00", "Asia/Almaty", "2024-02-29T04:00"),
        ("2026-05-12", "10:00", "Asia/Qostanay", "2026-05-12T05:00"),
        ("2018-12-01", "10:00", "Asia/Qyzylorda", "2018-12-01T04:00"),
        ("2026-05-12", "10:00", "Asia/Ashgabat", "2026-05-12T05:00"),
        ("2026-05-12", "10:00", "Asia/Tashkent", "2026-05-12T05:00"),
        ("2026-05-12", "10:00", "Asia/Dushanbe", "2026-05-12T05:00"),
        ("2026-05-12", "10:00", "Asia/Bishkek", "2026-05-12T04:00"),
        ("2004-07-01", "10:00", "Asia/Bishkek", "2004-07-01T04:00"),
        ("2015-07-01", "10:00", "Asia/Baku", "2015-07-01T05:00"),
        ("2026-07-01", "10:00", "Asia/Baku", "2026-07-01T06:00"),
        ("2026-05-12", "10:00", "Asia/Tbilisi", "2026-05-12T06:00"),
        ("2011-07-01", "10:00", "Europe/Moscow", "2011-07-01T06:00"),
        ("2026-07-01", "10:00", "Europe/Moscow", "2026-07-01T07:00"),
        ("2026-07-01", "10:00", "Africa/Cairo", "2026-07-01T07:00"),
        ("2011-12-31", "10:00", "Pacific/Apia", "2011-12-30T20:00"),
        ("2026-01-15", "10:00", "Australia/Lord_Howe", "2026-01-14T23:00"),
        ("2026-05-12", "00:30", "Pacific/Kiritimati", "2026-05-11T10:30"),
    ],
)
def test_a_local_time_is_the_instant_its_zone_says(day, moment, zone, utc):
    found = zones.resolve(date.fromisoformat(day), time.fromisoformat(moment), zone)
    assert (found.utc, found.note) == (datetime.fromisoformat(utc).replace(tzinfo=UTC), "")


def test_offsets_with_seconds_resolve():
    found = zones.resolve(date(1900, 1, 1), time(12), "Asia/Almaty")
    assert f"{found.utc.astimezone(ZoneInfo('Asia/Almaty')):%Y-%m-%d %H:%M:%S}" == "1900-01-01 12:00:00"


@cases.each(
    ("day", "moment", "zone", "taken"),
    [
        (date(2031, 3, 30), time(2, 30), "Europe/Berlin", "03:30"),
        (date(2026, 10, 4), time(2, 10), "Australia/Lord_Howe", "02:40"),
        (date(2011, 12, 30), time(10), "Pacific/Apia", "2011-12-31 10:00"),
    ],
)
def test_a_time_that_clocks_skip_is_shifted_forward_and_said(day, moment, zone, taken):
    found = zones.resolve(day, moment, zone)
    assert found.note == "gap"
    assert taken in found.sentence("en")


@cases.each(("fold", "utc"), [(0, 17), (1, 18)])
def test_of_a_time_that_occurs_twice_the_earlier_is_taken_by_default(fold, utc):
    found = zones.resolve(date(2024, 2, 29), time(23, 30), "Asia/Almaty", fold)
    assert found.note == "fold"
    assert found.utc == datetime(2024, 2, 29, utc, 30, tzinfo=UTC)
    assert "occurs twice" in found.sentence("en")


def test_an_ordinary_time_needs_no_note():
    assert zones.resolve(date(2026, 5, 12), time(10), "Europe/Rome").sentence("en") == ""


@cases.each("name", ["Etc/GMT+5", "UTC+5", "+05:00", "GMT+0", "EST", "CET", "EST5EDT", "GMT", "Zulu", "Etc/GMT"])
def test_a_fixed_offset_or_an_abbreviation_is_refused(name):
    with pytest.raises(DateRefused, match="fixed offset: name a city or a time zone"):
        zones.check(name)


@cases.each("name", ["../etc", "Asia/Atlantis", "Central Asia Standard Time", "/etc/passwd", "", "Europe/Rome\0"])
def test_an_unknown_zone_is_refused_by_name(name):
    with pytest.raises(DateRefused):
        zones.resolve(date(2026, 5, 12), time(10), name)


def test_utc_and_every_zone_of_an_area_are_taken():
    assert zones.check("utc") == zones.check("Etc/UTC") == "UTC"
    assert zones.check("asia/almaty") == "Asia/Almaty"
    assert len(zones.known()) > len(available_timezones()) * 2 / 3


A_CITY_NAMES_ITS_ZONE_IN = [
    ("Астана", "Asia/Almaty"),
    ("Астаны", "Asia/Almaty"),
    ("алматинскому", "Asia/Almaty"),
    ("Бишкеку", "Asia/Bishkek"),
    ("Ташкента", "Asia/Tashkent"),
    ("душанбинскому", "Asia/Dushanbe"),
    ("ашхабадское", "Asia/Ashgabat"),
    ("Самарканд", "Asia/Samarkand"),
    ("Баку", "Asia/Baku"),
    ("Тбилиси", "Asia/Tbilisi"),
    ("МСК", "Europe/Moscow"),
    ("Рима", "Europe/Rome"),
    ("Нью-Йорк", "America/New_York"),
    ("Нью-Йорка", "America/New_York"),
    ("Женевы", "Europe/Zurich"),
    ("Вены", "Europe/Vienna"),
    ("Пекина", "Asia/Shanghai"),
    ("Rome", "Europe/Rome"),
    ("Washington", "America/New_York"),
    ("Roma", "Europe/Rome"),
    ("Kazakhstan", "Asia/Almaty"),
    ("São Paulo", "America/Sao_Paulo"),
    ("Tokyo", "Asia/Tokyo"),
    ("Addis Ababa", "Africa/Addis_Ababa"),
    ("Чолпон-Ата", "Asia/Bishkek"),
    ("Санкт-Петербурга", "Europe/Moscow"),
]


def test_a_city_names_its_zone_in_any_case():
    for name, zone in A_CITY_NAMES_ITS_ZONE_IN:
        assert places.find(name) == zone, name


def test_every_place_names_a_zone_that_is_taken():
    assert {zone for zone in places.all_named().values() if zone not in zones.known().values()} == set()


def test_a_place_that_is_none_names_nothing():
    assert places.find("Атлантида") is None
