"""How often something may be tried, counted for all processes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from calendar_service.domain.errors import TooMany
from calendar_service.models.throttle import Attempt
from calendar_service.services import throttle
from calendar_service.services.throttle import Limit
from tests.factories import NOW

TWICE = Limit("letter", 2, timedelta(minutes=10))


def take(database, source="a", *, limit=TWICE, after=0):
    with database.writing() as session:
        throttle.take(session, limit, source, key="secret", at=NOW + timedelta(minutes=after))


def test_as_many_as_allowed_are_taken_and_no_more(database):
    take(database)
    take(database, after=3)
    with pytest.raises(TooMany) as refused:
        take(database, after=4)
    assert refused.value.retry_after == 6 * 60 + 1
    assert refused.value.sentence("en") == "That was too often in a short time. Try again in 7 min."


def test_a_window_ends(database):
    take(database)
    take(database)
    take(database, after=10)


def test_sources_and_sorts_are_counted_apart(database):
    take(database)
    take(database)
    take(database, "b")
    take(database, limit=Limit("other", 2, timedelta(minutes=10)))


def test_what_is_long_over_is_forgotten(database):
    take(database)
    take(database, "b", after=3 * 24 * 60)
    with database.reading() as session:
        assert session.query(Attempt).count() == 1


def test_of_many_at_once_no_more_than_allowed_are_taken(database):
    def trying(_number):
        try:
            take(database)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(trying, range(6))) == [False] * 4 + [True] * 2


def test_what_is_refused_is_not_counted_and_puts_off_nobody_longer(database):
    take(database)
    take(database)
    for after in (2, 5, 9):
        with pytest.raises(TooMany):
            take(database, after=after)
    take(database, after=10)


def test_a_source_is_not_kept_by_name(database):
    take(database, "203.0.113.7")
    with database.reading() as session:
        assert "203.0.113.7" not in session.query(Attempt).one().source
