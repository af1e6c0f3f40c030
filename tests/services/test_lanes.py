"""What pictures of years show: what touches them, what has no date, and how much is left out."""

from datetime import date

import pytest

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.selection import Selection
from calendar_service.services import lanes, lifecycle
from calendar_service.services.lanes import Rest
from tests import factories
from tests.factories import EDITOR, NOW  # on 20 January 2026

FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


def read(session, first=FIRST, last=LAST, to=ANYONE, **options):
    return lanes.read(session, Selection(lang="en", **options.pop("asked", {})), first, last, to=to, at=NOW, **options)


def titles(listed):
    return [str(one.title) for one in listed]


def test_what_touches_the_years_is_there_in_the_order_of_its_dates(session):
    for title, day in (
        ("By 2026", "../2026"), ("On a day", "2026-05-12"), ("From 2024 on", "2024/.."), ("Over three years", "2023/2025"),
        ("Before", "2024-12-31"), ("After", "2029"), ("In 2026", "2026"), ("In spring", "2026-21"),
    ):  # fmt: skip
        factories.event(session, title=title, date=day, stated_on=date(2025, 6, 1))
    found = read(session)
    assert titles(found.dated) == ["Over three years", "From 2024 on", "By 2026", "In 2026", "In spring", "On a day"]
    assert (found.rest, found.has_earlier, found.has_later) == (Rest(), True, True)


def test_what_was_stated_after_the_years_is_not_there(session):
    factories.event(session, date="../2030", stated_on=date(2029, 1, 1))
    assert read(session).dated == () or titles(read(session).dated) == []


def test_nothing_earlier_or_later_is_said_only_where_it_is_so(session):
    factories.event(session, date="2026-05-12")
    found = read(session)
    assert (found.has_earlier, found.has_later) == (False, False)
    found = read(session, date(2027, 1, 1), date(2028, 12, 31))
    assert (titles(found.dated), found.has_earlier, found.has_later) == ([], True, False)


def test_where_there_is_no_room_for_all_those_nearest_to_today_stay(session, monkeypatch):
    for month in range(1, 13):
        factories.event(session, title=str(month), date=f"2026-{month:02}-20")
    factories.event(session, title="The whole year", date="2026")
    monkeypatch.setattr(lanes, "MOST_DATED", 4)
    found = read(session)
    assert titles(found.dated) == ["The whole year", "1", "2", "3"]
    assert found.rest == Rest(9)
    monkeypatch.setattr(lanes, "MOST_COUNTED", 5)
    assert read(session).rest == Rest(5, is_more=True)
    later = read(session, date(2026, 8, 1), LAST)
    assert titles(later.dated)[:2] == ["The whole year", "8"]


def test_what_has_no_date_is_apart_and_counted_too(session, monkeypatch):
    for number in range(3):
        factories.event(session, title=str(number), date="")
    monkeypatch.setattr(lanes, "MOST_UNDATED", 2)
    found = read(session)
    assert (len(found.dated), len(found.undated), found.undated_rest) == (0, 2, Rest(1))


def test_acts_for_which_nobody_meets_are_left_out_where_hosts_are_asked_for(session):
    factories.event(session, title="Roadmap", date="2026-05-12", kind="milestone")
    assert titles(read(session).dated) == ["Roadmap"]
    assert titles(read(session, gathering=True).dated) == []


def test_drafts_and_what_was_withdrawn_are_neither_shown_nor_counted(session, monkeypatch):
    factories.event(session, title="Shown", date="2026-02-01")
    factories.event(session, title="Draft", date="2026-02-02", publish=False)
    gone = factories.event(session, title="Withdrawn", date="2026-02-03")
    lifecycle.withdraw(session, gone.id, by=EDITOR, at=NOW)
    factories.event(session, title="Draft without a date", date="", publish=False)
    monkeypatch.setattr(lanes, "MOST_DATED", 1)
    monkeypatch.setattr(lanes, "MOST_UNDATED", 1)
    found = read(session)
    assert (titles(found.dated), found.undated, found.rest) == (["Shown"], [], Rest())
    assert read(session, to=Actor(name="planner", role="planner")).rest == Rest(1)
