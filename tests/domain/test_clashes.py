"""Clashes of events whose dates may be imprecise."""

from calendar_service.domain.clashes import Clash, between
from calendar_service.domain.dates import StatedDate, parse_edtf

CASES = """
2026-05-12             2026-05-12             certain   one day
2026-05-12/2026-05-14  2026-05-14/2026-05-15  certain   the last day of one is the first of the other
2026-05-12             2026-05-13             none      neighbours
2026-05-12             2026-05                possible  a day and its month
2026-05-12             2026-21                possible  a day and its season
2026-06-01             2026-21                none      a day after the season
2026-05                2026-05                possible  one month, and nobody has said which day
2026-05-01/2026-05-31  2026-05                certain   a run that fills the month
2026-05-10/2026-05-12  [2026-05-10..2026-05-12] certain a run that fills the window
2026-05-10/2026-05-11  [2026-05-10..2026-05-12] possible one day is left
2026-05-12             ../2026                possible  by a year
2027-01-01             ../2026                none      after it
2026-05-12             2026/..                possible  not before
2026-05-12~            2026-05-12             certain   about a day: the day itself is all that it leaves open
""".strip().splitlines()


def test_dates_clash_as_far_as_they_are_known_whichever_comes_first():
    wrong = []
    for line in CASES:
        one, other, said, *_about = line.split()
        pair = parse_edtf(one), parse_edtf(other)
        wrong += [line for found in (between(*pair), between(*reversed(pair))) if found != Clash(said)]
    assert wrong == []


def test_no_date_clashes_with_nothing():
    assert between(StatedDate(), parse_edtf("2026")) is Clash.NONE
