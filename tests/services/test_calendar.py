"""What time brings about is written down once, and nothing changes without it."""

from sqlalchemy import select

from calendar_service.domain.access import ANYONE
from calendar_service.domain.dates import parse_edtf
from calendar_service.models.feeds import Component
from calendar_service.models.journal import Change
from calendar_service.services import calendar, events, lifecycle
from tests import factories
from tests.factories import EDITOR, at, local


def tick(database, moment):
    with database.writing() as session:
        return calendar.tick(session, at(moment))


def verbs(database, event_id):
    with database.reading() as session:
        return list(session.scalars(select(Change.verb).where(Change.record_id == event_id).order_by(Change.number)))


def marker(database, event_id):
    with database.reading() as session:
        query = select(Component.marker_text).where(Component.event_id == event_id, Component.lang == "en")
        return session.scalar(query)


def test_a_window_opens_and_closes_without_a_day(database):
    with database.writing() as session:
        event_id = factories.event(session).id
    assert "DTSTART;VALUE=DATE:20260301" in marker(database, event_id)
    tick(database, "2026-02-28")
    assert verbs(database, event_id) == ["published"]
    tick(database, "2026-03-01")
    assert verbs(database, event_id)[-1] == "window_opened"
    assert "DTSTART;VALUE=DATE:20260531" in marker(database, event_id)
    assert "SEQUENCE:1" in marker(database, event_id)
    tick(database, "2026-06-01")
    assert verbs(database, event_id)[-1] == "window_closed"
    assert "no day was named" in marker(database, event_id).replace("\r\n ", "")
    assert "SEQUENCE:2" in marker(database, event_id)


def test_the_step_taken_again_on_one_day_changes_nothing(database):
    with database.writing() as session:
        factories.event(session)
    assert tick(database, "2026-03-01") > 0
    assert tick(database, "2026-03-01") == 0
    assert tick(database, "2026-03-02") == 0


def test_a_confirmed_event_is_held_the_day_after_its_last_day(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12/2026-05-13", status="confirmed").id
    tick(database, "2026-05-13")
    assert verbs(database, event_id) == ["published"]
    tick(database, "2026-05-14")
    assert verbs(database, event_id)[-1] == "held"
    assert "STATUS:CONFIRMED" in marker(database, event_id)


def test_nobody_pretends_that_an_unconfirmed_event_was_held(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12").id
    tick(database, "2026-05-13")
    assert verbs(database, event_id)[-1] == "window_closed"
    with database.reading() as session:
        assert events.get(session, event_id, to=ANYONE).status == "planned"


def test_the_day_is_the_venues(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12", status="confirmed", timezone="Pacific/Auckland").id
    tick(database, "2026-05-12 11:00")
    assert verbs(database, event_id) == ["published"]
    tick(database, "2026-05-12 13:00")  # the 13th in Auckland
    assert verbs(database, event_id)[-1] == "held"


def test_a_cancelled_event_leaves_the_feeds_after_thirty_days(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12", status="confirmed").id
    with database.writing() as session:
        lifecycle.cancel(session, event_id, by=EDITOR, at=at("2026-02-01"), reasons=local("No quorum"))
    assert "STATUS:CANCELLED" in marker(database, event_id)
    tick(database, "2026-06-11")
    assert "STATUS:CANCELLED" in marker(database, event_id)
    tick(database, "2026-06-12")
    assert marker(database, event_id) is None
    assert verbs(database, event_id)[-1] == "left_feeds"


def test_a_withdrawn_event_leaves_the_feeds_after_thirty_days(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12").id
    with database.writing() as session:
        lifecycle.withdraw(session, event_id, by=EDITOR, at=at("2026-02-01"))
    tick(database, "2026-03-03")
    assert marker(database, event_id) is not None
    tick(database, "2026-03-04")
    assert marker(database, event_id) is None


def test_a_postponed_event_stays_at_its_old_date_until_it_is_given_one(database):
    with database.writing() as session:
        event_id = factories.event(session, date="2026-05-12", status="confirmed").id
    with database.writing() as session:
        lifecycle.postpone(session, event_id, by=EDITOR, at=at("2026-02-01"))
    assert "DTSTART;VALUE=DATE:20260512" in marker(database, event_id)
    assert "STATUS:TENTATIVE" in marker(database, event_id)
    tick(database, "2026-05-13")
    assert verbs(database, event_id)[-1] == "postponed"
    with database.writing() as session:
        event = events.move(session, event_id, parse_edtf("2026-06-03"), by=EDITOR, at=at("2026-05-20"))
        assert event.status == "planned"
    assert "DTSTART;VALUE=DATE:20260603" in marker(database, event_id)


def test_the_cut_of_large_feeds_moves_once_a_month(database):
    tick(database, "2026-01-20")
    assert tick(database, "2026-01-31") == 0
    assert tick(database, "2026-02-01") == 1
