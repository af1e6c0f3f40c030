"""An event's life: which status follows which, and what each asks for."""

from datetime import date

import pytest

from calendar_service.domain import lifecycle
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.errors import Conflict, InvalidInput
from tests.domain import cases

TODAY = date(2026, 5, 12)
PAST, FIRM, SPRING, NOTHING = StatedDate("2026-05-11"), StatedDate("2026-05-20"), StatedDate("2026-21"), StatedDate()


def test_a_step_of_an_events_life_may_be_taken():
    for before, after in [
        ("proposed", "planned"),
        ("planned", "confirmed"),
        ("confirmed", "held"),
        *((awaited, "postponed") for awaited in ("proposed", "planned", "confirmed")),
        *((status, "cancelled") for status in ("proposed", "planned", "confirmed", "postponed")),
        ("postponed", "planned"),
        ("postponed", "confirmed"),
        ("proposed", "held"),  # the editor is asked once the window has closed, and says so
        ("planned", "held"),
        ("held", "held"),
    ]:
        lifecycle.check_step(before, after, PAST, TODAY)


def test_a_step_that_does_not_follow_is_a_conflict():
    for before, after in [
        *(("held", after) for after in ("proposed", "planned", "confirmed", "postponed", "cancelled")),
        *(("cancelled", after) for after in ("proposed", "planned", "confirmed", "held", "postponed")),
        ("postponed", "proposed"),
        ("postponed", "held"),  # it waits for a new date first
        ("planned", "proposed"),
        ("confirmed", "proposed"),
    ]:
        with pytest.raises(Conflict) as caught:
            lifecycle.check_step(before, after, PAST, TODAY)
        assert caught.value.sentence() == f"An event that is {before} cannot become {after}."
        assert before not in caught.value.sentence("ru")


def test_an_unknown_status_is_refused():
    with pytest.raises(InvalidInput):
        lifecycle.check_step("planned", "over", PAST, TODAY)


def test_only_a_firm_date_can_be_confirmed():
    for edtf in ["2026-21", "2026-05-12~", "2026-05-12?", "[2026-05-10..2026-05-20]", "../2026", ""]:
        for check, *case in (
            (lifecycle.check_step, "planned", "confirmed", StatedDate(edtf), TODAY),
            (lifecycle.check_entry, "confirmed", StatedDate(edtf), TODAY),
            (lifecycle.check_date, "confirmed", StatedDate(edtf)),
        ):
            with pytest.raises(InvalidInput) as caught:
                check(*case)
            assert caught.value.field == "date"


@cases.each("edtf", ["2026-05-20", "2026-05-20/2026-05-22"])
def test_a_day_or_a_run_of_days_can_be_confirmed(edtf):
    lifecycle.check_entry("confirmed", StatedDate(edtf), TODAY)


def test_what_lay_in_the_past_may_be_entered_as_over_with_any_date():
    for edtf in ["2026-05-11", "2025", "2024-24", "../2025", ""]:
        for status in ["held", "cancelled"]:
            lifecycle.check_entry(status, StatedDate(edtf), TODAY)


@cases.each("edtf", ["2026-05-13", "2026-06", "2027", "2027/.."])
def test_nothing_that_lies_ahead_has_been_held(edtf):
    with pytest.raises(InvalidInput) as caught:
        lifecycle.check_entry("held", StatedDate(edtf), TODAY)
    assert caught.value.field == "status"
    with pytest.raises(InvalidInput):
        lifecycle.check_step("planned", "held", StatedDate(edtf), TODAY)


@cases.each("status", ["proposed", "planned", "postponed", "held", "cancelled"])
def test_every_status_but_confirmed_may_have_any_date(status):
    for stated in (FIRM, SPRING, NOTHING):
        lifecycle.check_date(status, stated)


def test_a_new_date_takes_a_postponed_event_on_and_confirms_nothing():
    for status, stated, then in [
        ("postponed", FIRM, "planned"),
        ("postponed", SPRING, "planned"),
        ("postponed", NOTHING, "postponed"),
        ("confirmed", FIRM, "confirmed"),
        ("confirmed", SPRING, "planned"),
        ("confirmed", NOTHING, "planned"),
        ("proposed", FIRM, "proposed"),
        ("planned", FIRM, "planned"),
        ("held", SPRING, "held"),
        ("cancelled", SPRING, "cancelled"),
    ]:
        assert lifecycle.status_after_dating(status, stated) == then


def standing(status="planned", date=FIRM, visibility="published", **more):
    return lifecycle.Standing(
        status=status, visibility=visibility, date=date, is_firm=more.pop("is_firm", date.is_firm), today=TODAY, **more
    )


@pytest.mark.parametrize(
    ("stands", "steps"),
    [
        (standing(), "confirm move postpone cancel no-news withdraw"),
        (standing("proposed", SPRING), "name-day move postpone cancel no-news held plan withdraw"),
        (standing("confirmed"), "move postpone cancel plan withdraw"),
        (standing(date=PAST), "held postpone cancel no-news move confirm withdraw"),
        (standing("confirmed", PAST), "held postpone cancel no-news move plan withdraw"),
        (standing("postponed"), "move cancel no-news withdraw"),
        (standing("held", PAST), "withdraw"),
        (standing("held", SPRING), "name-day withdraw"),
        (standing("cancelled"), "reinstate withdraw"),
        (standing(visibility="draft"), "publish confirm move postpone cancel no-news delete"),
        (standing("cancelled", visibility="draft"), "publish reinstate delete"),
        (standing(visibility="withdrawn"), ""),
        (standing("cancelled", is_merged=True), ""),
    ],
)
def test_the_steps_possible_now_come_the_most_likely_first(stands, steps):
    assert " ".join(lifecycle.possible_steps(stands)) == steps


def test_a_date_that_another_event_lends_confirms_nothing():
    assert "confirm" not in lifecycle.possible_steps(standing(date=FIRM, is_firm=False))


@pytest.mark.parametrize("step", lifecycle.STEPS)
def test_a_step_that_is_not_possible_says_why(step):
    for status in lifecycle.STATUSES:
        stands = standing(status)
        if step in lifecycle.possible_steps(stands):
            lifecycle.check_possible(step, stands)
        else:
            with pytest.raises((Conflict, InvalidInput)) as caught:
                lifecycle.check_possible(step, stands)
            assert caught.value.sentence().endswith(".")
