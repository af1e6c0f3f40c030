"""Rendering everything anew leaves stamps alone, and follows the address the calendar is served under."""

import pytest
from sqlalchemy import select

from calendar_service.domain.access import COMMAND
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component
from calendar_service.models.journal import Change, Head
from calendar_service.services import rendering
from tests.factories import at

pytestmark = pytest.mark.seeded


def texts(session):
    return list(session.scalars(select(Component.marker_text).order_by(Component.event_id, Component.lang)))


def stamps(session):
    return session.execute(select(Event.id, Event.sequence, Event.content_at).order_by(Event.id)).all()


def test_a_rebuild_is_one_line_and_a_new_generation_and_the_same_text(database):
    with database.writing() as session:
        before = (texts(session), stamps(session), session.scalar(select(Head.generation)))
        number = session.scalar(select(Head.number))
    heard = []
    with database.writing() as session:
        rendering.rebuild(session, by=COMMAND, at=at("2026-02-01"), tell=heard.append)
    with database.reading() as session:
        assert (texts(session), stamps(session)) == before[:2]
        assert session.scalar(select(Head.generation)) == before[2] + 1
        assert list(session.scalars(select(Change.verb).where(Change.number > number))) == ["rendered"]
    assert sum(heard) == 14


def test_another_address_is_in_every_link_and_no_stamp(database):
    with database.writing() as session:
        before = stamps(session)
        assert rendering.settle(session, base_url="https://calendar.example", at=at("2026-02-01"))
    with database.writing() as session:
        assert not rendering.settle(session, base_url="https://calendar.example", at=at("2026-02-02"))
    with database.reading() as session:
        assert stamps(session) == before
        assert all("URL:https://calendar.example/events/" in text for text in texts(session))
