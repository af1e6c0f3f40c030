"""Two relations carry a date to an event that has none of its own."""

from datetime import time

import pytest

from calendar_service.domain.carrying import CARRYING, carried
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.kinds import RELATIONS


@pytest.mark.parametrize("edtf", ["2027-05-12/2027-05-13", "2027", "2026-21", "../2026", "2027/..", ""])
def test_what_stands_on_the_sidelines_of_a_summit_takes_its_bounds(edtf):
    summit = StatedDate(edtf)
    date = carried("sidelines_of", summit)
    assert (date.earliest, date.latest) == (summit.earliest, summit.latest)


def test_what_stands_on_the_sidelines_takes_neither_the_words_nor_the_hours():
    summit = StatedDate("2027-05-12", "12 мая 2027 года", "ru", time(10), time(12), "Asia/Bishkek")
    assert carried("sidelines_of", summit) == StatedDate("2027-05-12")


@pytest.mark.parametrize(
    ("edtf", "due"),
    [
        ("2027-05-12", "../2027-05-12"),
        ("2027-05-12/2027-05-13", "../2027-05-13"),
        ("2027-05-12~", "../2027-05-12"),
        ("2026-24", "../2027-02-28"),
        ("../2026", "../2026-12-31"),
        ("2027/..", ""),
        ("", ""),
    ],
)
def test_what_prepares_a_summit_is_due_by_its_latest_day(edtf, due):
    assert carried("prepares", StatedDate(edtf)).edtf == due
    assert not carried("prepares", StatedDate(edtf)).is_firm


@pytest.mark.parametrize("relation", sorted(set(RELATIONS) - set(CARRYING)))
def test_other_relations_carry_nothing(relation):
    assert not carried(relation, StatedDate("2027-05-12")).is_known
