"""A reader sees one state of the database throughout; a writer's work is there whole or not at all."""

import pytest
from sqlalchemy import func, select

from calendar_service.models.events import Event
from calendar_service.models.journal import Change, Head
from tests import factories


def test_a_reader_sees_one_state_whatever_is_committed_meanwhile(database):
    with database.reading() as reader:
        before = reader.scalar(select(Head.number))
        with database.writing() as writer:
            factories.event(writer)
        assert reader.scalar(select(Head.number)) == before
        assert reader.scalar(select(func.count()).select_from(Event)) == 0
    with database.reading() as reader:
        assert reader.scalar(select(Head.number)) == before + 1


def fail_halfway(database):
    with database.writing() as session:
        factories.event(session)
        raise RuntimeError


def test_what_fails_halfway_leaves_nothing(database):
    with pytest.raises(RuntimeError):
        fail_halfway(database)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == 0
        assert session.scalar(select(func.count()).select_from(Change)) == 0
        assert session.scalar(select(Head.number)) == 0
