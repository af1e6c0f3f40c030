"""Who may see and do what."""

import pytest

from calendar_service.domain.access import ANYONE, COMMAND, SERVICE, Actor, may_read_line, may_see, require_rank
from calendar_service.domain.errors import Forbidden
from tests.domain import cases

ROLES = ["", "reader", "planner", "editor", "administrator"]


@cases.each(
    ("visibility", "seen_by"),
    [
        ("published", ["", "reader", "planner", "editor", "administrator"]),
        ("draft", ["planner", "editor", "administrator"]),
        ("withdrawn", ["editor", "administrator"]),
        ("anything else", ["editor", "administrator"]),
    ],
)
def test_what_is_not_published_is_seen_by_those_who_work_on_it(visibility, seen_by):
    assert [role for role in ROLES if may_see(Actor(role=role), visibility)] == seen_by


@cases.each(
    ("noun", "visibility", "read_by", "taken_back_by"),
    [
        ("event", "published", ["planner", "editor", "administrator"], ["editor", "administrator"]),
        ("event", "draft", ["planner", "editor", "administrator"], ["editor", "administrator"]),
        ("document", "withdrawn", ["editor", "administrator"], ["editor", "administrator"]),
        ("user", "published", ["administrator"], ["administrator"]),
    ],
)
def test_lines_of_the_whole_journal_are_for_those_who_keep_it(noun, visibility, read_by, taken_back_by):
    actors = {role: Actor(role=role) for role in ROLES}
    assert [role for role in ROLES if may_read_line(actors[role], noun, visibility)] == read_by
    found = [role for role in ROLES if may_read_line(actors[role], noun, visibility, is_changing=True)]
    assert found == taken_back_by


def test_a_role_does_all_that_the_roles_below_it_do():
    for place, role in [*enumerate(ROLES)]:
        actor = Actor(role=role)
        assert [below for below in ROLES if actor.has_rank(below)] == ROLES[: place + 1]


def test_who_has_not_the_role_is_told_which_it_takes():
    with pytest.raises(Forbidden) as caught:
        require_rank(Actor(role="planner"), "editor")
    assert "the role of editor" in caught.value.sentence("en")
    assert "editor" not in caught.value.sentence("ru")


def test_who_has_the_role_is_let_through():
    require_rank(Actor(role="editor"), "editor")
    require_rank(Actor(role="administrator"), "editor")


def test_anyone_has_no_role_and_the_calendar_itself_may_do_everything():
    assert not ANYONE.has_rank("reader")
    assert SERVICE.has_rank("administrator")
    assert COMMAND.has_rank("administrator")
