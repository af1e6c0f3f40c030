"""Two relations carry a date to an event that has none of its own."""

from datetime import time

from calendar_service.domain.carrying import CARRYING, carried
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.kinds import RELATIONS


def test_what_stands_on_the_sidelines_of_a_summit_takes_its_bounds():
    for edtf in ["2027-05-12/2027-05-13", "2027", "2026-21", "../2026", "2027/..", ""]:
        summit = StatedDate(edtf)
        date = carried("sidelines_of", summit)
        assert (date.earliest, date.latest) == (summit.earliest, summit.latest)


def test_what_stands_on_the_sidelines_takes_neither_the_words_nor_the_hours():
    summit = StatedDate("2027-05-12", "12 мая 2027 года", "ru", time(10), time(12), "Asia/Bishkek")
    assert carried("sidelines_of", summit) == StatedDate("2027-05-12")


def test_what_prepares_a_summit_is_due_by_its_latest_day():
    for edtf, due in [
        ("2027-05-12", "../2027-05-12"),
        ("2027-05-12/2027-05-13", "../2027-05-13"),
        ("2027-05-12~", "../2027-05-12"),
        ("2026-24", "../2027-02-28"),
        ("../2026", "../2026-12-31"),
        ("2027/..", ""),
        ("", ""),
    ]:
        assert carried("prepares", StatedDate(edtf)).edtf == due
        assert not carried("prepares", StatedDate(edtf)).is_firm


def test_other_relations_carry_nothing():
    for relation in sorted(set(RELATIONS) - set(CARRYING)):
        assert not carried(relation, StatedDate("2027-05-12")).is_known
