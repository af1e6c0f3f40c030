"""Following the journal: who keeps the cursor has what there is, and nothing that may not be seen."""

import pytest

from calendar_service.api import schemas


def followed(program, after="", limit=3):
    """All that is told after a cursor, and the next one."""
    items = []
    while True:
        found = program.get("/changes", query_string={"after": after, "limit": limit}).json
        schemas.Changes.model_validate(found)
        items += found["items"]
        after = found["cursor"]
        if not found["more"]:
            return items, after


@pytest.mark.seeded
def test_a_copy_made_from_the_changes_is_what_there_is(anyone):
    items, cursor = followed(anyone, limit=7)
    numbers = [one["number"] for one in items]
    assert numbers == sorted(set(numbers))
    copy = {one["id"]: one["record"] for one in items if one["noun"] == "event"}
    assert copy == {one["id"]: one for one in anyone.get("/events?limit=100").json["items"]}
    assert followed(anyone, cursor) == ([], cursor)


def test_what_is_withdrawn_deleted_or_a_draft_is_told_as_far_as_it_may_be(anyone, program, editor, recorded):
    planner = program("planner", "read")
    _items, cursor = followed(anyone)
    public = recorded(title={"en": "Summit of ministers"}).json["id"]
    draft = recorded(title={"en": "Secret talks"}, publish=False).json["id"]
    items, after = followed(anyone, cursor)
    assert {one["id"] for one in items} == {public}
    assert "Secret" not in str(items)
    assert {one["id"] for one in followed(planner, cursor)[0]} == {public, draft}
    editor.post(f"/events/{public}/cancel", {"reason": {"en": "The host fell ill"}}, match="*")
    editor.post(f"/events/{public}/withdraw", {}, match="*")
    editor("DELETE", f"/events/{draft}", headers={"If-Match": "*"})
    items, _after = followed(anyone, after)
    assert [one["verb"] for one in items] == ["cancelled", "withdrawn"]
    assert all(
        one["record"] == {"id": public, "uid": f"{public}@calendar-service.events", "visibility": "withdrawn"}
        for one in items
    )
    assert "ministers" not in str(items)
    assert "fell ill" not in str(items)
    last = [one for one in followed(planner, after)[0] if one["id"] == draft][-1]
    assert (last["verb"], last["record"]) == ("deleted", None)


def test_accounts_are_told_to_administrators_alone(anyone, program):
    assert {one["noun"] for one in followed(program("administrator", "admin"))[0]} >= {"user"}
    for who in (anyone, program("editor", "read")):
        assert "user" not in {one["noun"] for one in followed(who)[0]}


@pytest.mark.parametrize(
    ("after", "status"), [("999999", 410), ("abcdefgh.1", 410), ("x", 422), ("-1", 422), ("1.x", 422), ("9" * 40, 422)]
)
def test_a_cursor_of_another_life_or_of_none_is_refused(anyone, after, status):
    assert anyone.get("/changes", query_string={"after": after}).status_code == status
