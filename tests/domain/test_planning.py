"""Plans made from the seeded playbooks: what is in them, when it is due, and what a vague date does to it."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from calendar_service.domain import planning
from calendar_service.domain.dates import StatedDate, parse_edtf
from calendar_service.domain.deadlines import Roll
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.planning import Circumstances, Countries
from calendar_service.domain.playbooks import Playbook, Step
from calendar_service.domain.text import LocalText
from tests.domain import cases

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "playbooks.toml"
STATES = ("KZ", "KG", "TJ", "TM", "UZ", "IT")
ALL = {"outcome", "to_sign", "treaty", "interpretation", "media", "visas", "org_serviced", "parent_earlier"}


def step(row):
    plain = ("key", "anchor", "offset", "days_of", "role", "priority", "source")
    return Step(
        **{name: row[name] for name in plain},
        titles=LocalText(row["titles"]),
        done=LocalText(row["done"]),
        roll=Roll(row["roll"]),
        reminders=tuple(row["reminders"]),
        depends_on=tuple(row["depends_on"]),
        conditions=frozenset(row["conditions"]),
    )


def seeded():
    rows = tomllib.loads(SEEDS.read_text(encoding="utf-8"))["playbook"]
    return {
        row["key"]: Playbook(key=row["key"], names=LocalText(row["names"]), steps=tuple(map(step, row["step"])))
        for row in rows
    }


PLAYBOOKS = seeded()
LISTED = {key: len(book.steps) for key, book in PLAYBOOKS.items()}


def plan(key, edtf, *, host=("IT",), participants=STATES, holds=ALL, **facts):
    stated = parse_edtf(edtf) if edtf else StatedDate()
    to = Circumstances(
        date=stated,
        is_firm=stated.is_firm,
        countries=Countries(host=host, participants=participants),
        holds=holds,
        **facts,
    )
    return {one.step.key: one for one in planning.plan(PLAYBOOKS[key], to)}


def test_every_seeded_playbook_stands():
    assert LISTED == {"summit": 30, "ministerial": 20, "forum": 15, "round_table": 11, "follow_up": 12}
    for book in PLAYBOOKS.values():
        assert book.checked() is book


def test_a_firm_date_plans_from_its_days_and_needs_no_safe_by_date():
    made = plan("ministerial", "2026-05-14/2026-05-15")
    assert made["host_confirmed"].due.due == date(2025, 11, 14)  # 180 days before 14 May is Saturday 15 November
    assert made["zero_draft"].due.due == date(2026, 3, 5)
    assert made["outcome_adopted"].due.due == date(2026, 5, 15)
    assert made["outcome_published"].due.due == date(2026, 5, 16)
    assert "date_agreed" not in made
    assert not any(one.is_provisional or one.safe_by or one.waits_for_date for one in made.values())


def test_a_window_plans_from_its_earliest_day_and_is_safe_by_its_latest():
    made = plan("ministerial", "2026-21")
    zero_draft = made["zero_draft"]
    assert zero_draft.is_provisional
    assert (zero_draft.due.anchor, zero_draft.safe_by.anchor) == (date(2026, 3, 1), date(2026, 5, 31))
    assert made["host_confirmed"].due.due == made["host_confirmed"].safe_by.due  # hangs on the window itself
    assert made["invitations_sent"].waits_for_date
    assert not made["concept_and_agenda"].waits_for_date
    assert "date_agreed" in made


def test_by_a_date_plans_from_the_latest_day_alone():
    made = plan("round_table", "../2026")["concept_note"]
    assert (made.due.anchor, made.safe_by.anchor) == (date(2026, 12, 31), date(2026, 12, 31))


def test_not_before_has_no_safe_by_date():
    made = plan("summit", "2027/..")
    assert made["zero_draft"].due.anchor == date(2027, 1, 1)
    assert made["zero_draft"].safe_by is None
    assert made["zero_draft"].is_provisional


def test_about_a_day_is_provisional_with_one_date():
    made = plan("summit", "2026-05-12~")["zero_draft"]
    assert made.is_provisional
    assert made.due.due == made.safe_by.due


def test_without_a_date_everything_waits():
    made = plan("summit", "")
    assert made
    assert all(one.due is None and one.safe_by is None for one in made.values())


def test_an_unknown_host_counts_in_the_participants_days_and_says_so():
    made = plan("summit", "2027", host=())
    assert made["venue_and_hotels"].is_host_unknown
    assert made["venue_and_hotels"].due.countries == STATES
    assert not made["zero_draft"].is_host_unknown


def test_conditions_and_what_is_struck_leave_steps_out():
    made = plan("summit", "2027-05-12", holds={"outcome"}, struck={"sherpa_round_2"})
    assert {"visa_support", "accreditation_open", "interpreters_engaged", "sherpa_round_2"} & set(made) == set()
    assert made["sherpa_round_3"].before == ()


def test_a_chained_step_counts_from_the_day_before_it_was_rolled_then_from_the_day_it_was_done():
    adopted = date(2026, 5, 15)
    made = plan("follow_up", "2026-05-15", adopted=adopted)
    assert made["commitments_recorded"].due.counted == adopted + timedelta(days=14)
    assert made["leads_assigned"].due.anchor == adopted + timedelta(days=14)
    done = plan("follow_up", "2026-05-15", adopted=adopted, done={"commitments_recorded": date(2026, 6, 1)})
    assert done["leads_assigned"].due.anchor == date(2026, 6, 1)
    by_hand = plan("follow_up", "2026-05-15", adopted=adopted, set_by_hand={"commitments_recorded": date(2026, 6, 3)})
    assert by_hand["leads_assigned"].due.anchor == date(2026, 6, 3)


def test_until_a_document_is_adopted_its_steps_count_from_the_last_day():
    assert plan("ministerial", "2026-05-14/2026-05-15")["outcome_published"].due.anchor == date(2026, 5, 15)
    later = plan("ministerial", "2026-05-14/2026-05-15", adopted=date(2026, 5, 20))
    assert later["outcome_published"].due.anchor == date(2026, 5, 20)


@cases.each("edtf", ["2026-05-12", "2026-05-12/2026-05-13", "2026-05", "2026-21", "2027"])
def test_no_step_falls_due_before_one_it_depends_on(edtf):
    for key in PLAYBOOKS:
        late = {name: one.before for name, one in plan(key, edtf).items() if one.before}
        assert late == {}, key


def test_a_playbook_that_turns_in_a_circle_or_names_what_is_not_known_is_refused():
    one, other = Step(key="a", titles=LocalText(), anchor="step:b"), Step(key="b", titles=LocalText(), anchor="step:a")
    for steps in ((one, other), (one,), (Step(key="a", titles=LocalText(), role="king"),), (Step(key="a", titles=LocalText()),) * 2):  # fmt: skip
        with pytest.raises(InvalidInput):
            Playbook(key="x", names=LocalText(), steps=steps).checked()
