"""Accounts: who may change what, the last administrator, links for one use, and who has left."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, Gone, InvalidInput, NotFound
from calendar_service.models.accounts import User
from calendar_service.models.invitations import Invitation
from calendar_service.models.journal import Change
from calendar_service.services import accounts, drafts, identities, invitations, passwords, sessions
from tests.factories import ADMINISTRATOR, EDITOR, NOW

PASSWORD, OTHER = "a long enough password", "another long password"
ADMIN = {"by": ADMINISTRATOR, "at": NOW}


@pytest.fixture
def people(database):
    """An administrator and an editor; their ids by name."""
    with database.writing() as session:
        return {
            name: accounts.create(session, name, role, PASSWORD, full_name=full, **ADMIN).id
            for name, role, full in (("chief", "administrator", ""), ("aigul", "editor", "Aigul Serikova"))
        }


@pytest.fixture
def do(database):
    """Call a service in a transaction of its own."""

    def doing(function, *args, **options):
        with database.writing() as session:
            return function(session, *args, **options)

    return doing


def user(database, user_id):
    with database.reading() as session:
        return session.get_one(User, user_id)


def myself(user_id, role="editor"):
    return Actor(user_id=user_id, name="aigul", role=role)


def lines(database, user_id):
    with database.reading() as session:
        return session.scalars(select(Change).where(Change.record_id == user_id).order_by(Change.number)).all()


@pytest.mark.parametrize("by", [EDITOR, Actor(), Actor(role="planner")])
def test_only_administrators_keep_accounts(database, do, people, by):
    tried = [
        lambda: do(accounts.invite, "new", "reader", by=by, at=NOW),
        lambda: do(accounts.edit, people["aigul"], "administrator", "", version=1, by=by, at=NOW),
        lambda: do(accounts.disable, people["aigul"], by=by, at=NOW),
        lambda: do(accounts.reopen, people["aigul"], by=by, at=NOW),
        lambda: do(accounts.anonymise, people["aigul"], by=by, at=NOW),
        lambda: do(accounts.end_sign_ins, people["aigul"], by=by, at=NOW),
        lambda: do(accounts.set_password, people["aigul"], OTHER, by=by, at=NOW),
        lambda: do(invitations.issue, people["aigul"], by=by, at=NOW),
        lambda: do(accounts.listed, by=by, at=NOW),
    ]
    for trying in tried:
        with pytest.raises(Forbidden):
            trying()
    assert len(lines(database, people["aigul"])) == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda do, one: do(accounts.disable, one, **ADMIN),
        lambda do, one: do(accounts.anonymise, one, **ADMIN),
        lambda do, one: do(accounts.edit, one, "editor", "", version=1, **ADMIN),
    ],
)
def test_the_last_administrator_stays_one_even_where_another_is_closed_or_only_invited(do, people, step):
    closed = do(accounts.create, "closed", "administrator", PASSWORD, **ADMIN).id
    do(accounts.disable, closed, **ADMIN)
    invited = do(accounts.invite, "invited", "administrator", **ADMIN).id
    with pytest.raises(Conflict, match="last administrator"):
        step(do, people["chief"])
    token = do(invitations.issue, invited, **ADMIN).token
    do(invitations.accept, token, OTHER, at=NOW)
    step(do, people["chief"])


def test_of_two_administrators_who_close_each_other_at_once_one_stays(database, do, people):
    second = do(accounts.create, "second", "administrator", PASSWORD, **ADMIN).id

    def closing(user_id):
        try:
            do(accounts.disable, user_id, **ADMIN)
        except CalendarError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(closing, (people["chief"], second))) == [False, True]


def test_a_role_is_not_saved_over_what_another_administrator_saved(do, people):
    do(accounts.edit, people["aigul"], "planner", "Aigul", version=1, **ADMIN)
    with pytest.raises(Conflict):
        do(accounts.edit, people["aigul"], "reader", "Aigul", version=1, **ADMIN)


@pytest.mark.parametrize(
    "name", ["аdmin", "Chief", "chief\u200b", "ｃhief", "chief ", "former user 1", "", "x" * 80, "ch\u0131ef"]
)
def test_a_name_that_could_pass_for_another_is_refused(do, people, name):
    with pytest.raises(InvalidInput) as refused:
        do(accounts.invite, name, "reader", **ADMIN)
    assert refused.value.field == "name"


def test_a_name_is_given_once(do, people):
    with pytest.raises(Conflict):
        do(accounts.invite, "aigul", "reader", **ADMIN)


def test_one_changes_ones_own_password_with_the_old_one_alone_and_is_signed_out_everywhere(database, do, people):
    me = myself(people["aigul"])
    with database.writing() as session:
        token = sessions.begin(session, session.get_one(User, people["aigul"]), at=NOW)
    for old, new, field in (
        ("wrong", OTHER, "password-old"),
        (PASSWORD, "short", "password-new"),
        (PASSWORD, PASSWORD, "password-new"),
    ):
        with pytest.raises(InvalidInput) as refused:
            do(accounts.change_password, old, new, by=me, at=NOW)
        assert refused.value.field == field
    do(accounts.change_password, PASSWORD, OTHER, by=me, at=NOW)
    with database.reading() as session:
        assert sessions.find(session, token, at=NOW) is None
        assert accounts.verify(session, "aigul", PASSWORD) is None
        assert accounts.verify(session, "aigul", OTHER).id == people["aigul"]


def test_nobody_changes_an_account_without_being_someone(do, people):
    for by in (Actor(), EDITOR):
        with pytest.raises(Forbidden):
            do(accounts.describe, "Somebody", "", by=by, at=NOW)
    do(accounts.disable, people["aigul"], **ADMIN)
    with pytest.raises(Forbidden):
        do(accounts.change_password, PASSWORD, OTHER, by=myself(people["aigul"]), at=NOW)


def test_a_closed_account_opens_again_with_its_password(database, do, people):
    do(accounts.disable, people["aigul"], **ADMIN)
    do(accounts.reopen, people["aigul"], **ADMIN)
    with database.reading() as session:
        assert accounts.verify(session, "aigul", PASSWORD) is not None
    with pytest.raises(Conflict):
        do(accounts.reopen, people["aigul"], **ADMIN)


def test_an_account_without_a_password_takes_none_and_as_much_time(do, database, monkeypatch):
    do(accounts.invite, "new", "reader", **ADMIN)
    asked = []

    class Asked:
        def verify(self, kept, password):
            return asked.append(kept) or True

    monkeypatch.setattr(passwords, "_HASHER", Asked())
    with database.reading() as session:
        assert accounts.verify(session, "new", "") is None
        assert accounts.verify(session, "nobody", "") is None
    assert len(set(asked)) == 1
    assert asked[0].startswith("$argon2id$")


class TestLinks:
    def test_an_invitation_sets_a_password_once(self, database, do):
        new = do(accounts.invite, "new", "planner", **ADMIN).id
        made = do(invitations.issue, new, **ADMIN)
        assert (made.purpose, made.expires_at) == ("invitation", NOW + timedelta(days=7))
        assert do(invitations.accept, made.token, OTHER, at=NOW).id == new
        with database.reading() as session:
            assert accounts.verify(session, "new", OTHER).id == new
        with pytest.raises(Gone, match="has been used"):
            do(invitations.accept, made.token, PASSWORD, at=NOW)
        assert [(line.verb, line.actor_id) for line in lines(database, new)][-1] == ("password_set", new)

    def test_a_link_for_a_lost_password_holds_a_day_and_ends_every_sign_in(self, database, do, people):
        with database.writing() as session:
            token = sessions.begin(session, session.get_one(User, people["aigul"]), at=NOW)
        made = do(invitations.issue, people["aigul"], **ADMIN)
        assert (made.purpose, made.expires_at) == ("reset", NOW + timedelta(hours=24))
        with pytest.raises(Gone, match="run out"):
            do(invitations.accept, made.token, OTHER, at=made.expires_at)
        do(invitations.accept, made.token, OTHER, at=made.expires_at - timedelta(seconds=1))
        with database.reading() as session:
            assert sessions.find(session, token, at=NOW) is None

    def test_the_next_link_ends_the_one_before_and_closing_the_account_ends_it_too(self, do, people):
        first = do(invitations.issue, people["aigul"], **ADMIN)
        second = do(invitations.issue, people["aigul"], **ADMIN)
        with pytest.raises(NotFound):
            do(invitations.accept, first.token, OTHER, at=NOW)
        do(accounts.disable, people["aigul"], **ADMIN)
        with pytest.raises(Gone):
            do(invitations.accept, second.token, OTHER, at=NOW)
        with pytest.raises(Conflict):
            do(invitations.issue, people["aigul"], **ADMIN)

    @pytest.mark.parametrize(
        "change", [str.swapcase, lambda token: token[:-1], lambda token: f"{token}.", lambda _: ""]
    )
    def test_a_token_that_is_almost_one_is_none(self, do, people, change):
        made = do(invitations.issue, people["aigul"], **ADMIN)
        with pytest.raises(NotFound):
            do(invitations.accept, change(made.token), OTHER, at=NOW)

    def test_a_password_that_is_too_short_leaves_the_link_as_it_was(self, do, people):
        made = do(invitations.issue, people["aigul"], **ADMIN)
        with pytest.raises(InvalidInput):
            do(invitations.accept, made.token, "short", at=NOW)
        do(invitations.accept, made.token, OTHER, at=NOW)

    def test_of_two_who_use_a_link_at_once_one_does(self, do, people):
        made = do(invitations.issue, people["aigul"], **ADMIN)

        def using(password):
            try:
                do(invitations.accept, made.token, password, at=NOW)
            except Gone:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(using, (OTHER, PASSWORD + "!"))) == [False, True]

    def test_the_table_has_no_token(self, database, do, people):
        made = do(invitations.issue, people["aigul"], **ADMIN)
        with database.reading() as session:
            kept = session.scalars(select(Invitation)).one()
            assert made.token not in [kept.token_hash, kept.purpose]
            assert len(kept.token_hash) == 64
        assert made.token not in repr([line.facts | line.fields for line in lines(database, people["aigul"])])


class TestWhoHasLeft:
    def test_nothing_of_the_person_is_left_and_the_journal_stays(self, database, do, people):
        me, aigul = myself(people["aigul"]), people["aigul"]
        do(accounts.describe, "Aigul Serikova-Ospanova", "ru", by=me, at=NOW)
        do(drafts.keep, "/events/new", {"title": ["Talks"]}, by=me, browser="", at=NOW)
        token = do(invitations.issue, aigul, **ADMIN).token
        before = len(lines(database, aigul))
        do(accounts.anonymise, aigul, **ADMIN)
        found = user(database, aigul)
        assert (found.name, found.full_name, found.password_hash, found.language) == ("former user 1", "", "", "")
        assert (accounts.called(found, "en"), accounts.called(found, "ru")) == (
            "former user 1",
            "бывший пользователь 1",
        )
        assert [line.verb for line in lines(database, aigul)][before:] == ["anonymised"]
        with database.reading() as session:
            assert drafts.find(session, "/events/new", by=me, browser="") is None
            for line in session.scalars(select(Change)):
                assert "aigul" not in repr([line.fields, line.facts, dict(line.reasons)]).lower()
        with pytest.raises(NotFound):
            do(invitations.accept, token, OTHER, at=NOW)

    def test_there_is_no_way_back(self, do, people):
        do(accounts.anonymise, people["aigul"], **ADMIN)
        for step in (accounts.reopen, accounts.disable, accounts.anonymise, invitations.issue):
            with pytest.raises(Conflict, match="cannot be undone"):
                do(step, people["aigul"], **ADMIN)
        do(accounts.invite, "aigul", "reader", **ADMIN)  # the name is free for someone else

    def test_each_has_a_number(self, database, do, people):
        others = [do(accounts.invite, name, "reader", **ADMIN).id for name in ("one", "two")]
        for one in others:
            do(accounts.anonymise, one, **ADMIN)
        assert [user(database, one).name for one in others] == ["former user 1", "former user 2"]


class TestIdentities:
    CLAIMS = identities.Claims(
        issuer="https://login.example.org", subject="s-1", role="editor", name="Aigul@example.org"
    )

    def enter(self, do, **changed):
        return do(identities.enter, replace(self.CLAIMS, **changed), at=NOW)

    def test_a_person_is_known_by_who_says_so_and_its_lasting_id_alone(self, do, people):
        made = self.enter(do)
        assert made.name == "aigul-2"  # “aigul” is somebody else
        assert self.enter(do, name="chief").id == made.id
        assert self.enter(do, issuer="https://other.example.org").id != made.id
        assert self.enter(do, subject="S-1").id != made.id

    def test_the_role_follows_and_the_journal_says_so(self, database, do):
        made = self.enter(do)
        assert self.enter(do, role="reader").role == "reader"
        assert [(line.verb, line.actor_kind, sorted(line.fields)) for line in lines(database, made.id)][1:] == [
            ("changed", "service", ["role"])
        ]

    @pytest.mark.parametrize("subject", ["", "x" * 256])
    def test_who_has_no_lasting_id_does_not_enter(self, do, subject):
        with pytest.raises(Forbidden):
            self.enter(do, subject=subject)

    @pytest.mark.parametrize("name", ["a%", "a_", "\u202ea", "former user 1", "x" * 500, "..", "Ёжик"])
    def test_any_name_becomes_one_that_an_account_can_have(self, do, name):
        assert accounts.checked_name(self.enter(do, name=name, full_name="\u202eA").name)

    def test_of_two_first_sign_ins_at_once_one_account_comes(self, do):
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(lambda _: self.enter(do).id, range(2))
        assert first == second
