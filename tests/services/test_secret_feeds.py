"""Secret feeds: made by whoever is signed in, kept as a hash, replaced and ended at once, their lines without a secret."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.models.journal import Change, Head
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.services import accounts, secret_feeds
from tests.factories import ADMINISTRATOR, NOW

SUMMITS = {"kind": ["summit"]}


@pytest.fixture
def person(database):
    """Make accounts; each is who acts in it."""

    def making(name, role="reader"):
        with database.writing() as session:
            user = accounts.create(session, name, role, "a long enough password", by=ADMINISTRATOR, at=NOW)
            return Actor(user_id=user.id, name=name, role=role)

    return making


@pytest.fixture
def make(database):
    def making(person, note="For my phone", chosen=SUMMITS, **options):
        with database.writing() as session:
            made = secret_feeds.create(session, note, chosen, **({"by": person, "at": NOW} | options))
            return made.token, made.row.id

    return making


@pytest.fixture
def at_address(database):
    def finding(token):
        with database.reading() as session:
            found = secret_feeds.find(session, token)
            return None if found is None else (found.id, secret_feeds.reader(found).role)

    return finding


def test_a_feed_is_found_by_its_token_alone_and_the_token_is_kept_nowhere(database, person, make, at_address):
    dana = person("dana")
    token, feed_id = make(dana)
    assert len(token) == 43
    assert at_address(token) == (feed_id, "reader")
    for other in (token[:-1], token.swapcase(), f"{token}\x00", f"{token}.", "", str(feed_id)):
        assert at_address(other) is None
    with database.reading() as session:
        rows = [*session.scalars(select(SecretFeed)), *session.scalars(select(Change)), *session.scalars(select(Head))]
        said = json.dumps([{name: str(value) for name, value in vars(row).items()} for row in rows])
    assert token not in said


def test_the_journal_tells_that_there_is_one_and_neither_what_it_holds_nor_what_for(database, person, make):
    dana = person("dana")
    _token, feed_id = make(dana, "For the negotiations nobody knows of")
    with database.writing() as session:
        secret_feeds.change(session, feed_id, "Another note", {"q": ["water"]}, has_drafts=False, by=dana, at=NOW)
        secret_feeds.replace(session, feed_id, by=dana, at=NOW)
        secret_feeds.end(session, feed_id, by=dana, at=NOW)
    with database.reading() as session:
        lines = session.scalars(select(Change).where(Change.noun == "secret_feed").order_by(Change.number)).all()
    assert [line.verb for line in lines] == ["created", "changed", "address_replaced", "ended"]
    assert not any(line.is_public for line in lines)
    assert all(line.record_id == feed_id and line.actor_id == dana.user_id for line in lines)
    said = json.dumps([line.fields for line in lines])
    assert "negotiations" not in said
    assert "summit" not in said
    assert "token" not in said


def test_a_replaced_and_an_ended_address_lead_nowhere_at_once(database, person, make, at_address):
    dana = person("dana")
    token, feed_id = make(dana)
    with database.writing() as session:
        other = secret_feeds.replace(session, feed_id, by=dana, at=NOW).token
    assert at_address(token) is None
    assert at_address(other) == (feed_id, "reader")
    with database.writing() as session:
        secret_feeds.end(session, feed_id, by=dana, at=NOW)
    assert at_address(other) is None


def test_the_account_is_looked_at_each_time(database, person, make, at_address):
    dana, chief = person("dana", "planner"), person("chief", "administrator")
    token, feed_id = make(dana, has_drafts=True)
    with database.reading() as session:
        assert secret_feeds.shows_drafts(secret_feeds.find(session, token))
    with database.writing() as session:
        accounts.edit(session, dana.user_id, "reader", "", version=1, by=chief, at=NOW)
    assert at_address(token) == (feed_id, "reader")
    with database.reading() as session:
        assert not secret_feeds.shows_drafts(secret_feeds.find(session, token))
    with database.writing() as session:
        accounts.disable(session, dana.user_id, by=chief, at=NOW)
    assert at_address(token) is None
    with database.writing() as session:
        accounts.reopen(session, dana.user_id, by=chief, at=NOW)
    assert at_address(token) == (feed_id, "reader")
    with database.writing() as session:
        accounts.anonymise(session, dana.user_id, by=chief, at=NOW)
    with database.reading() as session:
        assert session.scalars(select(SecretFeed)).all() == []


def test_drafts_are_for_planners(database, person, make):
    dana = person("dana")
    _token, feed_id = make(dana, has_drafts=True)
    with database.reading() as session:
        assert session.get_one(SecretFeed, feed_id).has_drafts is False


def test_only_its_owner_changes_or_replaces_one_and_administrators_may_end_it(database, person, make):
    dana, other, chief = person("dana"), person("other", "editor"), person("chief", "administrator")
    _token, feed_id = make(dana)
    with database.writing() as session:
        for by in (other, ANYONE):
            for step in (secret_feeds.replace, secret_feeds.end):
                with pytest.raises(NotFound):
                    step(session, feed_id, by=by, at=NOW)
        for by in (other, chief):
            with pytest.raises(NotFound):
                secret_feeds.change(session, feed_id, "Mine", SUMMITS, has_drafts=False, by=by, at=NOW)
        with pytest.raises(NotFound):
            secret_feeds.replace(session, feed_id, by=chief, at=NOW)
        with pytest.raises(NotFound):
            secret_feeds.end(session, uuid4(), by=chief, at=NOW)
        with pytest.raises(Forbidden):
            secret_feeds.every(session, by=other)
        assert [row.id for row in secret_feeds.every(session, by=chief)] == [feed_id]
        assert secret_feeds.own(session, by=other) == []
        secret_feeds.end(session, feed_id, by=chief, at=NOW)
        assert secret_feeds.own(session, by=dana) == []


def test_what_cannot_be_kept_is_refused(database, person, make):
    dana = person("dana")
    with pytest.raises(InvalidInput, match="empty"):
        make(dana, " ")
    with pytest.raises(InvalidInput, match="picnic"):
        make(dana, chosen={"kind": ["picnic"]})
    with pytest.raises(InvalidInput, match="nowhere"):
        make(dana, chosen={"format": ["nowhere"]})
    with pytest.raises(Forbidden):
        make(ANYONE)
    with pytest.raises(NotFound):
        make(ADMINISTRATOR)  # no account
    _token, feed_id = make(dana)
    with database.writing() as session, pytest.raises(Conflict):
        secret_feeds.change(session, feed_id, "Mine", SUMMITS, has_drafts=False, version=7, by=dana, at=NOW)


def test_a_person_has_a_limited_number(person, make, monkeypatch):
    monkeypatch.setattr(secret_feeds, "MOST_OWN", 2)
    dana = person("dana")
    make(dana), make(dana)
    with pytest.raises(Conflict, match="You have 2 secret feeds"):
        make(dana)
    make(person("other"))


def test_reading_writes_the_day_alone(database, person, make):
    _token, feed_id = make(person("dana"))
    with database.writing() as session:
        before = session.scalar(select(Head.number))
        secret_feeds.see(session, feed_id, NOW.date())
    with database.reading() as session:
        row = session.get_one(SecretFeed, feed_id)
        assert (row.used_on, row.version) == (NOW.date(), 1)
        assert session.scalar(select(Head.number)) == before
