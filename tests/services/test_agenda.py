"""The list a page at a time: nothing is left out, nothing stands twice, and what is dated later comes first."""

from datetime import date

import pytest

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.selection import Selection
from calendar_service.services import agenda, lifecycle
from calendar_service.services.agenda import Start
from tests import factories
from tests.factories import EDITOR, NOW

EDTFS = (
    "2026-05-12", "2026-05-12", "2026-05-12/2026-05-14", "2026-05", "2026", "../2026", "../2026-05-12",
    "2027/..", "2025-03-01", "", "", "2026-24", "2026-05-12~",
)  # fmt: skip


@pytest.fixture
def session(database):
    with database.writing() as session:
        for number, edtf in enumerate(EDTFS):
            factories.event(session, date=edtf, title=f"Meeting {number}")
        yield session


@pytest.fixture
def pages_of_three(monkeypatch):
    monkeypatch.setattr(agenda, "PAGE_LENGTH", 3)


def page(session, start=None, *, to=ANYONE, **asked):
    return agenda.page(session, Selection(lang="en", **asked), start or Start(), to=to, at=NOW)


def order(entry):
    first = entry.date.earliest or entry.date.latest
    return (first or date.min, (entry.date.latest or date.max) if first else date.min)


def test_one_page_holds_all_the_latest_first_and_what_has_no_date_last(session):
    found = page(session)
    keys = [order(entry) for entry in found.entries]
    assert len(keys) == len(EDTFS)
    assert keys == sorted(keys, reverse=True)
    assert [entry.date.is_known for entry in found.entries][-2:] == [False, False]
    assert (found.later, found.earlier) == (None, None)


def test_page_after_page_gives_the_same_as_one(session, monkeypatch):
    whole = [entry.id for entry in page(session).entries]
    monkeypatch.setattr(agenda, "PAGE_LENGTH", 3)
    found, start = [], Start()
    while start is not None:
        one = page(session, start)
        assert len(one.entries) <= 3
        found += [entry.id for entry in one.entries]
        start = Start(after=one.earlier) if one.earlier else None
    assert found == whole


def test_back_from_the_end_gives_the_same_too(session, monkeypatch):
    whole = [entry.id for entry in page(session).entries]
    monkeypatch.setattr(agenda, "PAGE_LENGTH", 3)
    found, start = [], Start(before=whole[-1])
    while start is not None:
        one = page(session, start)
        found = [entry.id for entry in one.entries] + found
        start = Start(before=one.later) if one.later else None
    assert found == whole[:-1]


def test_a_year_begins_with_what_it_has(session, pages_of_three):
    found = page(session, Start(year=2026))
    assert {order(entry)[0].year for entry in found.entries} == {2026}
    assert found.later == found.entries[0].id


def test_a_meeting_that_is_not_shown_begins_no_page(session, pages_of_three):
    draft = factories.event(session, title="Draft", date="2026-01-01", publish=False)
    assert page(session, Start(after=draft.id)).entries == page(session).entries


def test_meetings_are_counted_by_what_is_known_of_them(session):
    moved = factories.event(session, date="2026-06-01")
    off = factories.event(session, date="2026-06-02")
    lifecycle.postpone(session, moved.id, by=EDITOR, at=NOW)
    lifecycle.cancel(session, off.id, by=EDITOR, at=NOW)
    factories.event(session, title="Draft", date="2026-06-03", publish=False)
    counts = agenda.count(session, Selection(), to=ANYONE)
    assert (counts.firm, counts.windows, counts.undated) == (4, 7, 2)
    assert (counts.postponed, counts.cancelled, counts.total) == (1, 1, 15)


def test_drafts_are_listed_and_counted_for_planners_alone(session):
    draft = factories.event(session, title="Draft", date="2026-06-03", publish=False)
    planner = Actor(role="planner")
    assert agenda.count(session, Selection(), to=planner).total == len(EDTFS) + 1
    assert draft.id in [entry.id for entry in page(session, to=planner).entries]
    assert draft.id not in [entry.id for entry in page(session).entries]


def test_a_date_open_at_its_start_begins_when_it_was_stated(session):
    factories.event(session, date="../2024", title="Stated", stated_on=date(2024, 5, 30))
    before = page(session, first=date(2024, 1, 1), last=date(2024, 4, 30))
    since = page(session, first=date(2024, 1, 1), last=date(2024, 6, 30))
    assert "Stated" not in [str(entry.title) for entry in before.entries]
    assert "Stated" in [str(entry.title) for entry in since.entries]


def test_the_years_are_those_of_the_first_and_the_last_meeting(session):
    assert agenda.years(session, Selection(), to=ANYONE) == (2025, 2027)
    assert agenda.years(session, Selection(first=date(2040, 1, 1)), to=ANYONE) == (2027, 2027)
    assert (
        agenda.years(session, Selection(first=date(2040, 1, 1), last=date(2041, 1, 1), kind=("visit",)), to=ANYONE)
        is None
    )
