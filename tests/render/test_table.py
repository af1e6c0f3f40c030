"""CSV: a row an entry, safe to open."""

import csv
import io

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Said
from calendar_service.render import RENDERERS
from calendar_service.render.table import COLUMNS
from tests.render.factories import EVENT_ID, SPRING, TIMED, a_feed, a_full_entry, an_entry


def rows_of(*entries):
    text = RENDERERS["csv"].render(a_feed(), entries).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_empty_table_has_its_header():
    text = RENDERERS["csv"].render(a_feed(), []).decode("utf-8-sig")
    assert text == ",".join(COLUMNS) + "\r\n"


def test_spreadsheets_are_told_that_it_is_utf_8():
    assert RENDERERS["csv"].render(a_feed(), []).startswith(b"\xef\xbb\xbf")


def test_a_row_says_the_date_as_stated_and_its_bounds():
    (row,) = rows_of(a_full_entry())
    assert row["date"] == "spring 2026"
    assert (row["stated"], row["edtf"]) == ("весной 2026 года", "2026-21")
    assert (row["earliest"], row["latest"], row["firm"]) == ("2026-03-01", "2026-05-31", "no")
    assert (row["status"], row["kind"], row["hosts"]) == ("planned", "ministerial", "Italy; Kazakhstan")
    assert (row["place"], row["format"]) == ("Villa Madama, Rome, Italy", "Central Asia + Italy")
    assert row["uid"] == f"{EVENT_ID}@calendar-service.events"


def test_times_stand_beside_the_day():
    (row,) = rows_of(an_entry(date=TIMED))
    assert (row["start_time"], row["end_time"], row["timezone"]) == ("10:00", "18:30", "Asia/Almaty")
    assert row["firm"] == "yes"


def test_an_undated_entry_is_included():
    (row,) = rows_of(an_entry(date=StatedDate()))
    assert (row["title"], row["date"], row["firm"], row["date_basis"]) == ("Fourth Ministerial Conference", "", "", "")


def test_an_open_bound_is_empty():
    (row,) = rows_of(an_entry(date=StatedDate("2027/..")))
    assert (row["earliest"], row["latest"]) == ("2027-01-01", "")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(first):
    (row,) = rows_of(an_entry(title=Said(f"{first}1+1", "en"), country_name=f"{first}cmd"))
    assert row["title"] == f"'{first}1+1"
    assert row["place"].startswith("'")


def test_quotes_commas_and_lines_come_back():
    title = 'a, "b"; c\nd'
    assert rows_of(an_entry(title=Said(title, "en")))[0]["title"] == title


def test_nothing_is_left_of_a_withdrawn_entry():
    (row,) = rows_of(a_full_entry(visibility="withdrawn", date=SPRING))
    assert {name: cell for name, cell in row.items() if cell} == {
        "uid": f"{EVENT_ID}@calendar-service.events",
        "status": "withdrawn",
    }
