"""A month and a year: days stand on their days, windows apart, and everything is counted."""

from datetime import date

import pytest

from calendar_service.domain.access import ANYONE
from calendar_service.domain.selection import Selection
from calendar_service.services import lifecycle, periods
from tests import factories
from tests.factories import EDITOR, NOW

FIRST, LAST = date(2026, 5, 1), date(2026, 5, 31)


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def month(session, **asked):
    return periods.month(session, Selection(lang="en", **asked), FIRST, LAST, to=ANYONE, at=NOW)


def titles(listed):
    return [str(one.title) for one in listed]


def test_days_and_windows_stand_apart(session):
    factories.event(session, title="On a day", date="2026-05-12")
    factories.event(session, title="In spring", date="2026-21")
    factories.event(session, title="In autumn", date="2026-23")
    factories.event(session, title="Some day", date="")
    found = month(session)
    assert (titles(found.named), titles(found.windows)) == (["On a day"], ["In spring"])
    assert (found.number, found.windows_number) == (1, 1)


def test_a_run_of_days_is_on_each_of_them_also_where_it_began_before(session):
    factories.event(session, title="Exercise", date="2026-04-20/2026-05-03")
    found = month(session)
    assert [found.on()[date(2026, 5, day)] for day in (1, 3, 4)] == [1, 1, 0]
    assert found.on()[date(2026, 4, 27)] == 1  # the days that fill the first week are drawn
    assert date(2026, 4, 20) not in found.on()
    assert titles(found.marks) == ["Exercise"]


def test_the_days_around_a_month_are_drawn_and_not_counted(session):
    factories.event(session, title="Before", date="2026-04-30")
    found = month(session)
    assert titles(found.marks) == ["Before"]
    assert (found.number, found.named) == (0, [])


def test_what_was_cancelled_or_postponed_keeps_its_cell_and_is_not_counted(session):
    for act in (lifecycle.cancel, lifecycle.postpone):
        event = factories.event(session, title=act.__name__, date="2026-05-12")
        act(session, event.id, by=EDITOR, at=NOW)
    found = month(session)
    assert sorted(titles(found.marks)) == ["cancel", "postpone"]
    assert found.number == 0


def test_a_crowded_day_names_a_few_and_counts_all(session):
    for number in range(periods.MOST_A_DAY + 3):
        factories.event(session, title=f"Meeting {number}", date="2026-05-12")
    found = month(session)
    assert len(found.marks) == periods.MOST_A_DAY
    assert found.on()[date(2026, 5, 12)] == periods.MOST_A_DAY + 3


def test_a_date_open_to_the_past_is_drawn_from_the_day_it_was_stated(session):
    factories.event(session, title="Stated in May", date="../2026", stated_on=date(2026, 5, 30))
    factories.event(session, title="Stated in June", date="../2026", stated_on=date(2026, 6, 1))
    factories.event(session, title="Stated some day", date="../2026")
    assert sorted(titles(month(session).windows)) == ["Stated in May", "Stated some day"]


def test_more_windows_than_are_listed_are_counted(session, monkeypatch):
    monkeypatch.setattr(periods, "MOST_WINDOWS", 2)
    for number in range(5):
        factories.event(session, title=f"Meeting {number}", date="2026")
    found = month(session)
    assert (len(found.windows), found.windows_number, found.is_windows_cut) == (2, 5, True)


def test_filters_hold_for_days_windows_and_counts_alike(session):
    factories.event(session, title="Summit", kind="summit", date="2026-05-12")
    factories.event(session, title="Forum", kind="forum", date="2026-05-13")
    factories.event(session, title="Forums", kind="forum", date="2026-05")
    found = month(session, kind=("summit",))
    assert (titles(found.marks), titles(found.windows), found.number) == (["Summit"], [], 1)


def test_a_year_names_the_meetings_that_have_a_day_to_themselves(session):
    factories.event(session, title="Alone", date="2026-03-13")
    factories.event(session, title="Run", date="2026-04-03/2026-04-05")
    factories.event(session, title="In the run", date="2026-04-04")
    factories.event(session, title="One of two", date="2026-06-01")
    factories.event(session, title="Two of two", date="2026-06-01")
    found = periods.year(session, Selection(lang="en"), 2026, to=ANYONE, at=NOW)
    assert {"Alone", "Run"} <= set(titles(found.marks))
    assert not {"One of two", "Two of two"} & set(titles(found.marks))
    assert found.on()[date(2026, 4, 4)] == 2
    assert found.number == 5


def test_an_empty_year_is_empty(session):
    found = periods.year(session, Selection(lang="en"), 1950, to=ANYONE, at=NOW)
    assert (found.marks, found.named, found.windows, found.number) == ([], [], [], 0)
