"""How far time has gone for a date, and what time alone brings about."""

from datetime import date

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.windows import Window, cut_on, is_unheard, leaves_feeds_on, pass_day, window_on
from tests.domain import cases


def day(text):
    return date.fromisoformat(text)


def test_a_window_is_ahead_open_or_closed_by_its_bounds():
    for edtf, today, window in [
        ("2026-21", "2026-02-28", Window.AHEAD),
        ("2026-21", "2026-03-01", Window.OPEN),
        ("2026-21", "2026-05-31", Window.OPEN),
        ("2026-21", "2026-06-01", Window.CLOSED),
        ("2026-24", "2027-02-28", Window.OPEN),
        ("2026-24", "2027-03-01", Window.CLOSED),
        ("2026-05-12", "2026-05-12", Window.OPEN),
        ("2026-05-12/2026-05-13", "2026-05-14", Window.CLOSED),
        ("../2026", "1999-01-01", Window.OPEN),
        ("../2026", "2027-01-01", Window.CLOSED),
        ("2027/..", "2026-12-31", Window.AHEAD),
        ("2027/..", "2199-12-31", Window.OPEN),
        ("", "2026-05-12", Window.NONE),
    ]:
        assert window_on(StatedDate(edtf), day(today)) is window


def test_a_confirmed_event_is_held_the_day_after_its_last_day():
    run = StatedDate("2026-05-12/2026-05-13")
    assert pass_day("confirmed", run, day("2026-05-13")).status == "confirmed"
    assert pass_day("confirmed", run, day("2026-05-14")).status == "held"


@cases.each("status", ["proposed", "planned", "postponed", "cancelled", "held"])
def test_time_alone_holds_nothing_that_was_not_confirmed(status):
    assert pass_day(status, StatedDate("2026-05-12"), day("2027-01-01")).status == status


def test_time_alone_holds_nothing_whose_day_is_not_known():
    passing = pass_day("confirmed", StatedDate("2026-05-12~"), day("2026-05-13"))
    assert (passing.status, passing.window) == ("confirmed", Window.CLOSED)


def test_a_window_closes_without_word_where_word_was_awaited():
    for status, window, expected in [
        ("proposed", Window.CLOSED, True),
        ("planned", Window.CLOSED, True),
        ("planned", Window.OPEN, False),
        ("planned", Window.NONE, False),
        ("postponed", Window.CLOSED, False),
        ("cancelled", Window.CLOSED, False),
        ("held", Window.CLOSED, False),
    ]:
        assert is_unheard(status, window) is expected


def test_a_cancelled_entry_is_sent_until_30_days_after_its_end():
    for edtf, cancelled_on, last_sent in [
        ("2026-05-12", "2026-05-01", "2026-06-11"),  # 30 days after its last day
        ("2026-05-12/2026-05-13", "2026-05-01", "2026-06-12"),
        ("2026-05-12", "2026-06-01", "2026-07-01"),  # 30 days after the cancellation
        ("2026", "2026-05-12", "2027-01-30"),
        ("2027/..", "2026-05-12", "2027-01-31"),
        ("", "2026-05-12", "2026-06-11"),
    ]:
        leaves = leaves_feeds_on(day(cancelled_on), StatedDate(edtf))
        assert (leaves - day(last_sent)).days == 1


def test_what_was_withdrawn_is_sent_for_30_days_more_whatever_its_date():
    assert leaves_feeds_on(day("2026-05-12"), None) == day("2026-06-12")


def test_the_last_date_there_can_be_leaves_too():
    assert leaves_feeds_on(day("2026-05-12"), StatedDate("2199-12-31")) == day("2200-01-31")


@cases.each(
    ("today", "cut"), [("2026-05-12", "2025-05-01"), ("2024-02-29", "2023-02-01"), ("2026-01-01", "2025-01-01")]
)
def test_a_large_feed_is_cut_at_the_first_day_of_a_month_a_year_back(today, cut):
    assert cut_on(day(today)) == day(cut)
