"""Sign-ins: each known by a token that its browser alone holds, and ended by time, by closing and by a new password."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from calendar_service.domain.access import ANYONE
from calendar_service.models.accounts import User
from calendar_service.models.sessions import SignIn
from calendar_service.services import accounts, sessions
from tests.factories import ADMINISTRATOR, NOW

PASSWORD = "a long enough password"
HOUR = timedelta(hours=1)


@pytest.fixture
def user_id(database):
    with database.writing() as session:
        return accounts.create(session, "aigul", "editor", PASSWORD, by=ADMINISTRATOR, at=NOW).id


@pytest.fixture
def begin(database, user_id):
    def beginning(at=NOW, agent=""):
        with database.writing() as session:
            return sessions.begin(session, session.get_one(User, user_id), at=at, agent=agent)

    return beginning


@pytest.fixture
def actor(database):
    """Who acts with a token at a moment."""

    def acting(token, at=NOW):
        with database.reading() as session:
            return sessions.actor_of(sessions.find(session, token, at=at))

    return acting


def test_a_token_stands_for_its_user_with_the_role_of_the_moment(database, begin, actor, user_id):
    token = begin()
    assert (actor(token).user_id, actor(token).name, actor(token).role) == (user_id, "aigul", "editor")
    with database.writing() as session:
        accounts.edit(session, user_id, "reader", "", version=1, by=ADMINISTRATOR, at=NOW)
    assert actor(token).role == "reader"


@pytest.mark.parametrize("change", [str.swapcase, lambda token: token[:-1], lambda token: f"{token}\x00", lambda _: ""])
def test_what_is_almost_a_token_stands_for_nobody(begin, actor, change):
    assert actor(change(begin())) == ANYONE


def test_of_a_token_of_256_random_bits_a_hash_alone_is_kept(database, begin):
    token, other = begin(), begin()
    assert len(token) == len(other) == 43  # characters of 6 bits
    assert token != other
    with database.reading() as session:
        kept = session.scalars(select(SignIn.token_hash)).all()
    assert token not in kept
    assert {len(one) for one in kept} == {64}


def test_it_ends_when_it_is_not_used_and_lives_on_when_it_is(database, begin, actor):
    token = begin()
    assert actor(token, NOW + sessions.IDLE - timedelta(seconds=1)) != ANYONE
    assert actor(token, NOW + sessions.IDLE) == ANYONE
    with database.writing() as session:
        found = sessions.find(session, token, at=NOW + HOUR)
        assert sessions.is_to_be_seen(found, at=NOW + HOUR)
        sessions.see(session, found.id, at=NOW + HOUR)
    assert actor(token, NOW + sessions.IDLE) != ANYONE


def test_it_is_noted_but_now_and_then_that_it_is_in_use(database, begin):
    token = begin()
    with database.reading() as session:
        found = sessions.find(session, token, at=NOW)
    assert not sessions.is_to_be_seen(found, at=NOW + sessions.SEEN_EVERY - timedelta(seconds=1))
    assert sessions.is_to_be_seen(found, at=NOW + sessions.SEEN_EVERY)


def test_it_ends_at_last_however_much_it_is_used(database, begin, actor):
    token = begin()
    end = NOW + sessions.LONGEST
    with database.writing() as session:
        sessions.see(session, sessions.find(session, token, at=NOW).id, at=end - HOUR)
    assert actor(token, end - timedelta(seconds=1)) != ANYONE
    assert actor(token, end) == ANYONE


def test_closing_the_account_and_a_new_password_end_it_everywhere(database, begin, actor):
    first, second = begin(), begin()
    with database.writing() as session:
        accounts.set_password(session, "aigul", "another long password", by=ADMINISTRATOR, at=NOW)
    assert [actor(first), actor(second)] == [ANYONE, ANYONE]
    third = begin()
    with database.writing() as session:
        accounts.disable(session, "aigul", by=ADMINISTRATOR, at=NOW)
        accounts.reopen(session, "aigul", by=ADMINISTRATOR, at=NOW)
    assert actor(third) == ANYONE


def test_one_is_ended_by_its_token_and_all_others_at_once(database, begin, actor, user_id):
    first, second, third = begin(), begin(), begin()
    with database.writing() as session:
        sessions.end(session, first)
    assert [actor(token) == ANYONE for token in (first, second, third)] == [True, False, False]
    with database.writing() as session:
        sessions.end_all(session, user_id, but=second)
    assert [actor(token) == ANYONE for token in (first, second, third)] == [True, False, True]


def test_they_are_listed_the_latest_use_first_without_those_that_have_ended(database, begin, user_id):
    begin(NOW - sessions.IDLE, "forgotten")
    begin(NOW - HOUR, "office")
    begin(NOW, "phone" * 100)
    with database.reading() as session:
        found = sessions.of_user(session, user_id, at=NOW)
        assert [one.agent for one in found] == [("phone" * 100)[:300], "office"]


def test_what_has_run_out_is_cleared_away(database, begin):
    begin(NOW - sessions.LONGEST - HOUR)
    begin()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == 1
