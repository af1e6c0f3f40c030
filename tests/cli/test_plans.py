"""`flask plans compute`: a line of JSON for a line of JSON."""

import json

import pytest

from calendar_service.cli import plans


def ask(**asked):
    return plans.compute(json.dumps(asked).encode())


def test_a_due_date_comes_with_what_was_skipped_and_why():
    said = ask(anchor="2026-05-12", offset="-3wd", days_of=["KG"], roll="before")
    assert said["due"] == "2026-04-29"
    assert said["skipped"][0] == {"date": "2026-05-01", "country": "KG", "name": "Labor Day"}
    assert set(said["explanation"]) == {"ru", "en"}


def test_days_can_be_added_for_one_reckoning():
    said = ask(anchor="2026-03-26", offset="-1wd", days_of=["TJ"], roll="before", add_off={"TJ": ["2026-03-25"]})
    assert (said["due"], said["skipped"][-1]["name"]) == ("2026-03-19", "Day off")
    assert (
        ask(anchor="2026-03-16", offset="-1wd", days_of=["TJ"], add_work={"TJ": ["2026-03-14"]})["due"] == "2026-03-14"
    )


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense", b"[]", b"\xff", b"[" * 100_000,
        b'{"anchor": "2026-02-30", "offset": "-1d", "days_of": ["IT"]}',
        b'{"anchor": "2026-02-20", "offset": "-1y", "days_of": ["IT"]}',
        b'{"anchor": "2026-02-20", "offset": "-1d", "days_of": "IT"}',
        b'{"anchor": "2026-02-20", "offset": "-1d", "days_of": ["ZZ"]}',
        b'{"anchor": "2026-02-20", "offset": "-1d", "days_of": ["IT"], "roll": "up"}',
        b'{"anchor": "2026-02-20", "offset": "-1d", "days_of": ["IT"], "rol": "before"}',
        b'{"anchor": "2026-02-20", "offset": "-1d", "days_of": ["IT"], "add_off": {"IT": "2026-02-19"}}',
    ],
)  # fmt: skip
def test_a_line_that_makes_no_sense_is_answered_by_an_error_alone(line):
    assert set(plans.compute(line)) == {"error"}


def test_a_batch_is_answered_in_order(app):
    lines = "\n".join(
        json.dumps({"anchor": f"2026-05-{day}", "offset": "0d", "days_of": ["IT"]}) for day in (12, 13, 14)
    )
    said = app.test_cli_runner().invoke(args=["plans", "compute", "-"], input=lines)
    assert [json.loads(line)["due"] for line in said.output.splitlines()] == ["2026-05-12", "2026-05-13", "2026-05-14"]
