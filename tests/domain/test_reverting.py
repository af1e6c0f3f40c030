"""What of a line can be taken back, as the record stands now: fields that say what the line left there."""

import pytest

from calendar_service.domain import reverting
from calendar_service.domain.reverting import Line, decide


def line(verb="changed", noun="event", *, kind="person", follows=False, **fields):
    return Line(noun=noun, verb=verb, fields=fields, actor_kind=kind, follows=follows)


def names(found):
    return [one.field for one in found]


def test_a_field_that_says_what_the_line_left_goes_back():
    plan = decide(line(country=["IT", "KZ"], mode=["", "online"]), {"country": "KZ", "mode": "online"})
    assert (plan.step, plan.fields, plan.stuck) == ("restore", {"country": "IT", "mode": ""}, [])


def test_a_field_that_was_changed_since_stays_and_is_named():
    plan = decide(line(country=["IT", "KZ"], mode=["", "online"]), {"country": "UZ", "mode": "online"})
    assert (plan.fields, names(plan.stuck)) == ({"mode": ""}, ["country"])
    assert plan.stuck[0].now == "UZ"


def test_a_field_that_is_back_already_is_neither():
    plan = decide(line(country=["IT", "KZ"], mode=["", "online"]), {"country": "IT", "mode": "online"})
    assert (names(plan.back), names(plan.stuck)) == (["mode"], [])
    assert "already" in decide(line(country=["IT", "KZ"]), {"country": "IT"}).why


def test_a_line_all_of_which_was_changed_since_is_not_taken_back():
    plan = decide(line(country=["IT", "KZ"]), {"country": "UZ"})
    assert (plan.step, names(plan.stuck)) == ("", ["country"])
    assert "changed again since" in plan.why


def test_the_parts_of_a_date_go_back_together_or_not_at_all():
    moved = line("moved", date_edtf=["2026-05-12", "2026-06-03"], status=["confirmed", "confirmed"])
    now = {"date_edtf": "2026-06-03", "start_time": None, "status": "confirmed"}
    assert decide(moved, now).fields["date"]["date_edtf"] == "2026-05-12"
    assert names(decide(moved, now).back) == ["date"]
    assert names(decide(moved, now | {"date_edtf": "2026-06-04"}).stuck) == ["date"]
    timed = line(start_time=["10:00:00", "11:00:00"])
    plan = decide(timed, {"date_edtf": "2026-06-03", "start_time": "11:00:00"})
    assert plan.fields["date"]["date_edtf"] == "2026-06-03"
    assert plan.fields["date"]["start_time"] == "10:00:00"


def test_what_follows_from_a_step_is_not_compared():
    cancelled = line(
        "cancelled", status=["planned", "cancelled"], reasons=[{}, {"en": "Floods"}], cancelled_on=[None, "2026-01-20"]
    )
    plan = decide(cancelled, {"status": "cancelled", "reasons": {"en": "Another"}, "cancelled_on": "2026-01-20"})
    assert (plan.step, plan.fields) == ("reinstate", {"status": "planned"})


@pytest.mark.parametrize(
    ("verb", "before", "after", "step"),
    [
        ("planned", "proposed", "planned", "step"),
        ("confirmed", "planned", "confirmed", "step"),
        ("held", "planned", "held", "step"),
        ("postponed", "confirmed", "postponed", "step"),
        ("cancelled", "planned", "cancelled", "reinstate"),
        ("reinstated", "cancelled", "planned", "cancel"),
    ],
)
def test_a_step_is_taken_back_while_the_event_is_where_it_led(verb, before, after, step):
    taken = line(verb, status=[before, after])
    assert decide(taken, {"status": after}).step == step
    assert decide(taken, {"status": "postponed" if after != "postponed" else "planned"}).why


def test_a_publication_is_taken_back_by_withdrawing():
    published = line("published", visibility=["draft", "published"], titles=[None, {"en": "A"}])
    assert decide(published, {"visibility": "published", "titles": {"en": "B"}}).step == "withdraw"
    assert "withdrawn since" in decide(published, {"visibility": "withdrawn"}).why
    assert (
        decide(line("published", "document", visibility=["draft", "published"]), {"visibility": "published"}).step
        == "withdraw"
    )
    assert (
        decide(line("created", "feed", visibility=[None, "published"]), {"visibility": "published"}).step == "withdraw"
    )


def test_a_draft_is_taken_back_whole_or_not_at_all():
    created = line("created", titles=[None, {"en": "A"}], window=[None, "ahead"])
    assert decide(created, {"visibility": "draft", "titles": {"en": "A"}, "window": "open"}).step == "delete"
    changed = decide(created, {"visibility": "draft", "titles": {"en": "B"}, "window": "ahead"})
    assert (changed.step, names(changed.stuck)) == ("", ["titles"])
    assert "published since" in decide(created, {"visibility": "published", "titles": {"en": "A"}}).why


def test_what_was_deleted_is_recorded_again_once():
    deleted = line("deleted", titles=[{"en": "A"}, None])
    assert (decide(deleted, None).step, decide(deleted, None).fields) == ("record", {"titles": {"en": "A"}})
    assert decide(deleted, {"titles": {"en": "A"}}).why


@pytest.mark.parametrize("noun", ["format", "series", "party", "commitment", "user"])
def test_what_is_never_deleted_says_so(noun):
    assert "not deleted" in decide(line("created", noun), {}).why


@pytest.mark.parametrize("verb", ["withdrawn", "merged"])
def test_a_withdrawal_and_a_merger_stay(verb):
    assert "anew" in decide(line(verb, status=["planned", "cancelled"]), {"status": "cancelled"}).why


def test_what_nobody_did_is_not_taken_back():
    held = {"status": ["confirmed", "held"]}
    assert "Nobody did this" in decide(line("held", kind="service", **held), {"status": "held"}).why
    assert "Nobody did this" in decide(line(follows=True, country=["IT", "KZ"]), {"country": "KZ"}).why


def test_a_record_merged_or_gone_since_is_left():
    assert "merged" in decide(line(country=["IT", "KZ"]), {"country": "KZ", "merged_into_id": "x"}).why
    assert "no longer there" in decide(line(country=["IT", "KZ"]), None).why


def test_of_an_account_the_role_goes_back_and_nothing_personal():
    plan = decide(
        line(noun="user", role=["reader", "editor"], language=["", "ru"]), {"role": "editor", "language": "ru"}
    )
    assert plan.fields == {"role": "reader"}
    assert "theirs to choose" in decide(line(noun="user", language=["", "ru"]), {"language": "ru"}).why
    assert decide(line("disabled", "user", disabled_at=[None, "x"]), {"disabled_at": "x"}).step == reverting.REOPEN
    assert decide(line("reopened", "user", disabled_at=["x", None]), {"disabled_at": None}).step == reverting.CLOSE
