"""Where an entry stands in a calendar, and whether it is settled."""

from datetime import date, datetime, time, timedelta

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import DateMode, Placement, is_tentative, placed, uid_of
from calendar_service.domain.windows import Window
from tests.domain import cases
from tests.render.factories import EVENT_ID, SUMMIT, an_entry

MARKER, SPAN, FIRM = DateMode


def where(edtf, mode=MARKER, **changes):
    """The first and last day of an entry of this date, as one text: `2026-05-12/2026-05-13`."""
    found = placed(an_entry(date=StatedDate(edtf), **changes), mode)
    return found and f"{found.first}/{found.last}"


def test_a_uid_never_follows_the_host_name():
    assert uid_of(EVENT_ID) == f"{EVENT_ID}@calendar-service.events"


def test_a_firm_date_stands_on_its_days_in_every_mode():
    for window in Window:
        for mode in DateMode:
            assert where("2026-05-12", mode, window=window) == "2026-05-12/2026-05-12"
            assert where("2026-05-12/2026-05-13", mode, window=window) == "2026-05-12/2026-05-13"


def test_what_has_no_date_stands_nowhere():
    for mode in DateMode:
        assert where("", mode, window=Window.NONE) is None


def test_a_marker_stands_on_the_first_day_and_once_the_window_opens_on_the_last():
    for edtf, ahead, begun in [
        ("2026-21", "2026-03-01", "2026-05-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("2026-24", "2026-12-01", "2027-02-28"),
        ("[2026-05-10..2026-05-20]", "2026-05-10", "2026-05-20"),
        ("[2026-05,2026-09]", "2026-05-01", "2026-09-30"),
        ("2026-05-12~", "2026-05-12", "2026-05-12"),
        ("../2026", "2026-12-31", "2026-12-31"),  # only its last day is known
        ("2027/..", "2027-01-01", "2027-01-01"),  # only its first day is known
    ]:
        assert where(edtf, window=Window.AHEAD) == f"{ahead}/{ahead}"
        assert where(edtf, window=Window.OPEN) == f"{begun}/{begun}"
        assert where(edtf, window=Window.CLOSED) == f"{begun}/{begun}"


def test_a_span_covers_the_window_and_with_an_open_end_is_a_marker():
    for window in [Window.AHEAD, Window.OPEN, Window.CLOSED]:
        for edtf, days in [
            ("2026-21", "2026-03-01/2026-05-31"),
            ("2027", "2027-01-01/2027-12-31"),
            ("../2026", "2026-12-31/2026-12-31"),
            ("2027/..", "2027-01-01/2027-01-01"),
        ]:
            assert where(edtf, SPAN, window=window) == days


@cases.each("edtf", ["2026-21", "2026-05-12~", "../2026", "[2026-05-10..2026-05-20]"])
def test_a_feed_of_firm_dates_leaves_windows_out(edtf):
    assert where(edtf, FIRM) is None


def test_what_is_carried_from_another_event_is_never_firm():
    entry = an_entry(date=StatedDate("2027-05-12"), carried=SUMMIT, status="confirmed")
    assert (entry.is_firm, entry.is_marked, is_tentative(entry)) == (False, True, True)
    assert placed(entry, FIRM) is None
    assert placed(entry, MARKER) == Placement(date(2027, 5, 12), date(2027, 5, 12))


def timed(edtf, start, end=None, zone="Asia/Almaty", **changes):
    stated = StatedDate(edtf, start_time=time.fromisoformat(start), end_time=end and time.fromisoformat(end))
    return placed(an_entry(date=stated, timezone=zone, **changes), MARKER)


def test_known_hours_stand_in_the_zone_of_the_venue():
    found = timed("2026-05-12", "10:00", "18:30")
    assert (found.starts, found.ends) == (datetime(2026, 5, 12, 10), datetime(2026, 5, 12, 18, 30))  # noqa: DTZ001
    assert found.timezone == "Asia/Almaty"


def test_the_zone_that_was_stated_goes_before_that_of_the_venue():
    stated = StatedDate("2026-05-12", start_time=time(10), timezone="UTC")
    assert placed(an_entry(date=stated, timezone="Asia/Almaty"), MARKER).timezone == "UTC"


def test_hours_of_a_run_begin_on_its_first_day_and_end_on_its_last():
    found = timed("2026-05-12/2026-05-13", "15:00", "12:00")
    assert found.ends - found.starts == timedelta(hours=21)


@cases.each("end", [None, "10:00"])
def test_where_no_later_hour_is_stated_there_is_no_end(end):
    assert timed("2026-05-12", "10:00", end).ends is None


def test_hours_without_any_zone_make_an_entry_of_whole_days():
    assert timed("2026-05-12", "10:00", zone="") == Placement(date(2026, 5, 12), date(2026, 5, 12))


def test_whole_days_have_no_zone_and_shift_for_nobody():
    found = placed(an_entry(date=StatedDate("2026-05-12"), timezone="Pacific/Kiritimati"), MARKER)
    assert found == Placement(date(2026, 5, 12), date(2026, 5, 12), starts=None, ends=None, timezone="")


def test_placements_order_by_day_then_whole_days_first_then_by_the_moment():
    in_order = [
        timed("2026-05-11", "23:00"),
        placed(an_entry(date=StatedDate("2026-05-12/2026-05-20")), MARKER),
        timed("2026-05-12", "10:00", zone="Asia/Almaty"),  # 05:00 UTC
        timed("2026-05-12", "09:00", zone="Europe/Rome"),  # 07:00 UTC
        timed("2026-05-12", "08:00", zone="UTC"),
        placed(an_entry(date=StatedDate("2026-05-13")), MARKER),
    ]
    backwards = in_order[::-1]
    assert sorted(backwards, key=lambda one: one.sort_key) == in_order


def test_an_entry_is_tentative_until_it_is_confirmed_held_or_cancelled():
    for status, edtf, tentative in [
        ("proposed", "2026-05-12", True),
        ("planned", "2026-05-12", True),
        ("postponed", "2026-05-12", True),
        ("confirmed", "2026-05-12", False),
        ("held", "2026-05-12", False),
        ("cancelled", "2026-05-12", False),
        ("planned", "2026-21", True),
        ("held", "2024", False),
        ("cancelled", "2026-21", False),
    ]:
        assert is_tentative(an_entry(status=status, date=StatedDate(edtf))) is tentative


def test_a_window_that_has_closed_without_word_stays_tentative():
    assert is_tentative(an_entry(date=StatedDate("2026-21"), window=Window.CLOSED))
