import json

import pytest

from calendar_service.app import create_app
from calendar_service.config import Settings

KEYS = ["edtf", "earliest", "latest", "firm", "start_time", "end_time", "timezone", "error"]


@pytest.fixture
def read(tmp_path):
    """Run `flask dates read`; the database does not exist, and nothing may be made."""
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/none/c.db", folder=tmp_path / "none"))

    def read(*words, given=b""):
        result = app.test_cli_runner().invoke(args=["dates", "read", *words], input=given)
        assert list(tmp_path.iterdir()) == []
        return result

    return read


def answers(result):
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout_bytes.decode().split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def test_a_date_is_explained_in_edtf_bounds_and_words_of_each_language(read):
    said = read("весной 2026 года")
    assert (said.exit_code, said.stderr) == (0, "")
    for part in ("2026-21", "2026-03-01", "2026-05-31", "весна 2026", "spring 2026"):
        assert part in said.stdout


@pytest.mark.parametrize(("text", "words"), [("", "дата не определена"), ("12 мая 2026 года", "12 мая 2026 г.")])
def test_words_that_say_the_bounds_already_are_said_once(read, text, words):
    assert read(text).stdout.count(words) == 1


def test_a_day_with_hours_shows_them(read):
    assert "10:30" in read("12 мая 2026 года, 10:30, Астана").stdout


def test_a_refused_date_is_a_sentence_on_standard_error(read):
    said = read("скоро")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert said.stderr.endswith(".\n")


def test_a_reference_that_is_no_day_is_a_sentence_on_standard_error(read):
    said = read("--reference", "2026-02-30", "12 мая")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == "The day of reference cannot be read: there is no day 2026-02-30.\n"


def test_in_json_a_date_has_every_field(read):
    (said,) = answers(read("--json", "12 мая 2026 года, 10:30, Астана"))
    assert list(said) == KEYS
    assert said == {
        "edtf": "2026-05-12",
        "earliest": "2026-05-12",
        "latest": "2026-05-12",
        "firm": True,
        "start_time": "10:30",
        "end_time": None,
        "timezone": "Asia/Almaty",
        "error": None,
    }


def test_in_json_an_open_bound_is_null(read):
    (said,) = answers(read("--json", "к 2026 году"))
    assert (said["edtf"], said["earliest"], said["latest"], said["firm"]) == ("../2026", None, "2026-12-31", False)


def test_in_json_a_refusal_has_only_its_error(read):
    said = read("--json", "скоро")
    assert said.exit_code == 1
    assert list(json.loads(said.stdout)) == ["error"]


def test_nothing_said_is_a_valid_date_that_says_nothing(read):
    (said,) = answers(read("--json", ""))
    assert said == {**dict.fromkeys(KEYS), "edtf": "", "firm": False}


def test_a_reference_gives_the_year_that_was_not_said(read):
    (said,) = answers(read("--json", "--reference", "2026-01-15", "12 мая"))
    assert said["edtf"] == "2026-05-12"


def test_a_batch_answers_every_line_with_one(read):
    given = "2026-01-15\t12 мая\n\tвесной 2026 года\n\tскоро\n\t\n\t2027".encode()
    said = answers(read("-", given=given))
    assert [line.get("edtf") for line in said] == ["2026-05-12", "2026-21", None, "", "2027"]
    assert list(said[2]) == ["error"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("весной 2026 года".encode(), "line: "),
        (b"", "line: "),
        (b"2026-02-30\t2027", "reference: "),
        (b"20260115\t2027", "reference: "),
        (b"2026-W03-4\t2027", "reference: "),
        ("２０２６-01-15\t2027".encode(), "reference: "),
        (b"\xff\xfe\t2027", "encoding: "),
        (b"\t2027 \xd0", "encoding: "),
    ],
)
def test_a_bad_line_is_an_error_of_its_own_and_harms_no_other(read, line, error):
    bad, good = answers(read("-", given=line + b"\n\t2027\n"))
    assert list(bad) == ["error"]
    assert bad["error"].startswith(error)
    assert good["edtf"] == "2027"


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_lf_alone_ends_a_line(read, end):
    said = answers(read("-", given=f"\t2026{end}\t2027\n\t2028\n".encode()))
    assert len(said) == 2
    assert said[1]["edtf"] == "2028"


def test_a_batch_of_nothing_has_no_answer(read):
    assert answers(read("-")) == []


def test_the_answer_is_readable_russian(read):
    assert "\\u" not in read("-", given="\tза неделю до ёлки\n".encode()).stdout
