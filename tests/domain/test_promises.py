"""What has become of a promise follows from its term, from what realises it, and from the day; never from a flag alone."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.promises import SETTLED, STATES, Outcome, Realising, State, is_held, outcome, tally
from tests.domain import cases

SPRING = "2026-21"  # 1 March to 31 May
BY_2026 = "../2026"


def day(text):
    return date.fromisoformat(text)


def meeting(status="planned", edtf="", *, today="2026-06-01", is_firm=None, is_series=False):
    stated = StatedDate(edtf)
    is_firm = stated.is_firm if is_firm is None else is_firm
    return Realising(status=status, date=stated, is_firm=is_firm, today=day(today), is_series=is_series)


def became(term, *realised_by, today="2026-06-01", **said):
    return outcome(StatedDate(term), realised_by, day(today), **said)


def state(*args, **options):
    return became(*args, **options).state


@cases.each(
    ("term", "today", "expected", "days"),
    [
        (SPRING, "2026-02-28", State.AHEAD, 1),
        (SPRING, "2026-03-01", State.RUNNING, 91),
        (SPRING, "2026-05-31", State.RUNNING, 0),
        (SPRING, "2026-06-01", State.PASSED, 1),
        (SPRING, "2026-11-27", State.PASSED, 180),
        (BY_2026, "2020-01-01", State.RUNNING, 2556),
        (BY_2026, "2026-12-31", State.RUNNING, 0),
        (BY_2026, "2027-01-01", State.PASSED, 1),
        ("2027/..", "2026-12-31", State.AHEAD, 1),
        ("2027/..", "2050-01-01", State.RUNNING, None),
        ("2026-05-12", "2026-05-11", State.AHEAD, 1),
        ("2026-05-12", "2026-05-12", State.RUNNING, 0),
        ("2026-05-12", "2026-05-13", State.PASSED, 1),
        ("2026-05-12~", "2026-05-13", State.PASSED, 1),
        ("[2026-05,2026-09]", "2026-07-01", State.RUNNING, 91),
        ("", "2026-05-12", State.UNDATED, None),
    ],
)
def test_an_open_promise_is_where_the_day_stands_to_its_term(term, today, expected, days):
    assert became(term, today=today) == Outcome(state=expected, days=days)


def test_it_is_kept_in_time_by_a_meeting_that_begins_by_the_last_day_of_the_term():
    assert became(SPRING, meeting("held", "2026-05-31")) == Outcome(state=State.KEPT, is_in_time=True)
    assert became(SPRING, meeting("held", "2026-05-31/2026-06-02")).state is State.KEPT
    assert became(SPRING, meeting("held", "2026-01-10")).is_in_time, "earlier than promised is not late"


@cases.each(("edtf", "days"), [("2026-06-01", 1), ("2026-06-03/2026-06-05", 3), ("2027-05-31", 365)])
def test_it_is_kept_late_by_as_many_days_as_the_meeting_began_after_the_term(edtf, days):
    assert became(SPRING, meeting("held", edtf)) == Outcome(state=State.LATE, days=days)


def test_a_delay_of_a_meeting_without_a_recorded_day_is_the_least_it_can_have_been():
    assert became(SPRING, meeting("held", "2026-07")) == Outcome(state=State.LATE, days=31, is_least=True)


def test_whether_a_meeting_without_a_recorded_day_was_in_time_is_said_only_where_it_is_sure():
    assert became(SPRING, meeting("held", "2026-04")).is_in_time
    assert became(SPRING, meeting("held", "2026")) == Outcome(state=State.KEPT)
    assert became(SPRING, meeting("held", "")) == Outcome(state=State.KEPT)
    assert became(BY_2026, meeting("held", "../2026")).is_in_time


def test_without_a_term_or_with_an_open_one_nothing_is_late():
    assert became("", meeting("held", "2050-01-01")) == Outcome(state=State.KEPT)
    assert became("2027/..", meeting("held", "2050-01-01")) == Outcome(state=State.KEPT, is_in_time=True)


def test_a_confirmed_meeting_has_been_held_the_day_after_its_last_day():
    assert not is_held(meeting("confirmed", "2026-05-12/2026-05-13", today="2026-05-13"))
    assert is_held(meeting("confirmed", "2026-05-12/2026-05-13", today="2026-05-14"))
    assert not is_held(meeting("planned", "2026-05-12", today="2026-05-14")), "nobody has said that it was"
    assert not is_held(meeting("confirmed", "2026-05-12", today="2026-05-14", is_firm=False)), "a carried date"


def test_a_cancelled_meeting_realises_nothing():
    cancelled = meeting("cancelled", "2026-04-10")
    assert state(SPRING, cancelled, today="2026-04-20") is State.RUNNING
    assert state(SPRING, cancelled) is State.PASSED
    assert state("", cancelled) is State.UNDATED
    assert state(SPRING, cancelled, meeting("held", "2026-05-01")) is State.KEPT


def test_of_several_meetings_all_must_have_been_held_and_the_latest_counts():
    first, second = meeting("held", "2026-04-10"), meeting("held", "2026-06-04")
    assert state(SPRING, first, meeting("planned", "2026-04-20")) is State.PASSED
    assert became(SPRING, first, second) == Outcome(state=State.LATE, days=4)
    assert became(SPRING, second, meeting("held", "")) == Outcome(state=State.LATE, days=4, is_least=True)


def test_a_term_that_has_passed_is_not_silent_where_the_meeting_stands_for_later():
    assert became(SPRING, meeting("planned", "2026-10-12")) == Outcome(state=State.DEFERRED, days=1)
    assert state(SPRING, meeting("planned", "2026")) is State.DEFERRED
    assert state(SPRING, meeting("postponed", "2026-04-10")) is State.DEFERRED
    assert state(SPRING, meeting("planned", SPRING)) is State.PASSED
    assert state(SPRING, meeting("planned", "")) is State.PASSED


def test_only_an_editor_says_that_it_was_dropped_or_not_kept_and_that_counts_first():
    held = meeting("held", "2026-04-10")
    assert state(SPRING, held, is_broken=True) is State.BROKEN
    assert state(SPRING, held, is_dropped=True) is State.DROPPED
    assert state("", is_dropped=True, is_broken=True) is State.DROPPED


def test_a_series_keeps_a_promise_that_has_a_term_by_its_first_edition():
    running = meeting("held", "2026-04-10", is_series=True)
    assert state(SPRING, running) is State.KEPT
    assert state(SPRING, meeting("", is_series=True)) is State.PASSED
    assert state("", running) is State.UNDATED, "regular meetings are never done"


def test_the_day_is_that_of_the_venue_where_there_is_one():
    west = meeting("planned", SPRING, today="2026-05-31")
    assert state(SPRING, west, today="2026-06-01") is State.RUNNING
    east = meeting("planned", SPRING, today="2026-06-01")
    assert state(SPRING, east, today="2026-05-31") is State.PASSED
    assert state(SPRING, west, east, today="2026-06-01") is State.RUNNING, "at one of the venues it is still May"


def test_a_tally_has_every_state_and_misses_no_promise():
    counted = tally([State.KEPT, State.PASSED, State.PASSED])
    assert list(counted.numbers) == list(STATES)
    assert (counted.numbers[State.PASSED], counted.numbers[State.LATE], counted.total) == (2, 0, 3)


_DATES = st.sampled_from(["", SPRING, BY_2026, "2026-05", "2026-05-12", "2027/..", "2026-05-12/2026-05-14", "2026~"])
_STATUSES = st.sampled_from(["proposed", "planned", "confirmed", "held", "postponed", "cancelled"])


@settings(max_examples=12, deadline=None)
@given(
    term=_DATES,
    realised_by=st.lists(st.tuples(_STATUSES, _DATES), max_size=3),
    today=st.dates(day("2025-12-01"), day("2028-02-01")),
)
def test_nothing_but_what_is_recorded_ever_settles_a_promise(term, realised_by, today):
    found = became(term, *(meeting(*one, today=today.isoformat()) for one in realised_by), today=today.isoformat())
    assert found.state not in {State.BROKEN, State.DROPPED}
    if found.state in SETTLED:
        assert any(status in {"held", "confirmed"} for status, _edtf in realised_by)
    if found.state in {State.LATE, State.PASSED, State.DEFERRED}:
        assert found.days > 0
