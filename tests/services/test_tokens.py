"""Tokens: shown once, kept as a hash, as strong as their scope and their user's role allow, and ended at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.models.accounts import User
from calendar_service.models.journal import Change
from calendar_service.models.tokens import Token
from calendar_service.services import accounts, events, tokens
from tests import factories
from tests.factories import ADMINISTRATOR, NOW

DAY = timedelta(days=1)


@pytest.fixture
def person(database):
    """Make accounts; each is who acts in it."""

    def making(name, role):
        with database.writing() as session:
            user = accounts.create(session, name, role, "a long enough password", by=ADMINISTRATOR, at=NOW)
            return Actor(user_id=user.id, name=name, role=role)

    return making


@pytest.fixture
def make(database):
    def making(person, scope, **options):
        with database.writing() as session:
            user = session.get_one(User, person.user_id)
            made = tokens.make(session, user, scope, **({"by": person, "at": NOW} | options))
            return made.text, made.row.id

    return making


@pytest.fixture
def acts(database):
    def acting(text, at=NOW):
        with database.reading() as session:
            found = tokens.find(session, text, at=at)
            return None if found is None else tokens.actor_of(found)

    return acting


@pytest.mark.parametrize(
    ("role", "scope", "acting"),
    [
        ("reader", "read", "reader"), ("planner", "read", "planner"), ("administrator", "read", "editor"),
        ("planner", "write", "planner"), ("editor", "write", "editor"), ("administrator", "write", "editor"),
        ("administrator", "admin", "administrator"),
    ],
)  # fmt: skip
def test_a_token_acts_with_what_its_scope_leaves_of_the_role(person, make, acts, role, scope, acting):
    who = person("aigul", role)
    text, id_ = make(who, scope)
    assert acts(text) == Actor(user_id=who.user_id, name="aigul", role=acting, token_id=id_)


@pytest.mark.parametrize(("role", "scope"), [("reader", "write"), ("editor", "admin"), ("editor", "all")])
def test_no_token_goes_beyond_its_user(person, make, role, scope):
    who = person("aigul", role)
    with pytest.raises(InvalidInput):
        make(who, scope)


def test_a_token_is_for_oneself_but_for_administrators(person, make):
    aigul, other = person("aigul", "editor"), person("marco", "editor")
    with pytest.raises(Forbidden):
        make(aigul, "read", by=other)
    make(aigul, "read", by=ADMINISTRATOR)


def test_only_a_hash_is_kept_and_the_journal_has_neither(database, person, make):
    text, _id = make(person("aigul", "editor"), "write", note="nightly sync")
    assert text.startswith("cal_")
    assert len(text) == 47
    with database.reading() as session:
        row = session.scalars(select(Token)).one()
        line = session.scalars(select(Change).where(Change.verb == "token_made")).one()
    assert text[10:] not in repr(vars(row)) + repr(vars(line))
    assert (line.facts["scope"], line.facts["note"], line.is_public) == ("write", "nightly sync", False)


def test_a_token_ends_by_time_by_revocation_and_with_the_account(database, person, make, acts):
    who = person("aigul", "editor")
    for_days, _id = make(who, "read", days=2)
    assert acts(for_days, NOW + 2 * DAY - timedelta(seconds=1))
    assert acts(for_days, NOW + 2 * DAY) is None
    text, id_ = make(who, "read")
    with database.writing() as session:
        tokens.revoke(session, id_, by=who, at=NOW)
    assert acts(text) is None
    text, _id = make(who, "write")
    with database.writing() as session:
        accounts.edit(session, who.user_id, "reader", "", version=1, by=ADMINISTRATOR, at=NOW)
    assert acts(text).role == "reader"
    with database.writing() as session:
        accounts.disable(session, "aigul", by=ADMINISTRATOR, at=NOW)
    assert acts(text) is None


@pytest.mark.parametrize("days", [0, -1, 731])
def test_a_token_holds_for_days_that_make_sense(person, make, days):
    who = person("aigul", "editor")
    with pytest.raises(InvalidInput, match="730"):
        make(who, "read", days=days)


def test_a_token_does_not_revoke_itself_nor_others_that_are_not_its_users(database, person, make, acts):
    who, other = person("aigul", "editor"), person("marco", "editor")
    text, id_ = make(who, "write")
    acting = acts(text)
    for by, error in ((acting, Conflict), (other, NotFound), (replace(who, user_id=uuid4()), NotFound)):
        with database.writing() as session, pytest.raises(error):
            tokens.revoke(session, id_, by=by, at=NOW)
    assert acts(text) == acting


def test_the_journal_says_by_which_token_a_record_was_written(database, person, make, acts):
    text, id_ = make(person("aigul", "editor"), "write")
    with database.writing() as session:
        event = factories.event(session)
        events.change(session, event.id, {"mode": "online"}, by=acts(text), at=NOW)
    with database.reading() as session:
        lines = session.scalars(select(Change).where(Change.noun == "event").order_by(Change.number)).all()
    assert [line.token_id for line in lines] == [None, id_]


def test_who_has_left_leaves_no_token(database, person, make):
    who = person("aigul", "editor")
    make(who, "read")
    with database.writing() as session:
        accounts.anonymise(session, "aigul", by=ADMINISTRATOR, at=NOW)
    with database.reading() as session:
        assert session.scalars(select(Token)).all() == []


def test_commands_make_list_and_end_tokens(app, database, person, acts):
    person("aigul", "editor")
    runner = app.test_cli_runner()
    made = runner.invoke(args=["tokens", "create", "--user", "aigul", "--scope", "write", "--note", "sync"])
    assert made.exit_code == 0, made.output
    text = made.stdout.splitlines()[-1]
    assert acts(text).role == "editor"
    (line,) = runner.invoke(args=["tokens", "list", "--user", "aigul"]).stdout.splitlines()
    id_, hint, scope, used, note = line.split("\t")
    assert (hint, scope, used, note) == (text[:10] + "…", "write", "never", "sync")
    assert runner.invoke(args=["tokens", "revoke", id_]).exit_code == 0
    assert acts(text) is None
    refused = runner.invoke(args=["tokens", "create", "--user", "nobody", "--scope", "read"])
    assert (refused.exit_code, refused.stdout) == (1, "")
