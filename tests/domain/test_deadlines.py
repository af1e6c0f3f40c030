"""Due dates against cases counted by hand, and the rules that hold for any."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_service.domain import deadlines, explanations
from calendar_service.domain.deadlines import Roll
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.workdays import Workdays
from tests.domain import cases

# anchor, offset, countries, roll, due; what each is about
CASES = """
2026-05-12 -30wd IT,KG none    2026-03-19  holidays on both sides of May
2026-05-12 -1wd  IT    none    2026-05-11  the anchor is never counted
2026-05-11 -1wd  IT    none    2026-05-08  over a weekend
2026-05-09 -1wd  IT    none    2026-05-08  from a Saturday
2026-05-08 +1wd  IT    none    2026-05-11  after, over a weekend
2026-05-12 -1wd  KG    none    2026-05-11  Kyrgyzstan works on Monday the 11th
2026-05-12 -2wd  KG    none    2026-04-30  and rests from 1 to 10 May
2027-01-11 -1wd  RU    none    2026-12-30  Russian New Year, 31 December moved
2026-12-28 +5wd  RU    none    2027-01-13  29, 30 December, then 11 to 13 January
2026-12-14 -1wd  UZ    none    2026-12-12  a Saturday that is worked in Uzbekistan
2026-12-14 -1wd  UZ,KZ none    2026-12-11  but not in Kazakhstan
2026-12-12 0d    UZ    before  2026-12-12  nor is it rolled
2027-02-22 -1wd  RU    none    2027-02-20  a Saturday that is worked in Russia
2026-03-10 -1wd  KG    none    2026-03-09  Monday the 9th is worked in Kyrgyzstan
2026-03-10 -1wd  KG,KZ none    2026-03-06  and not in Kazakhstan
2026-06-01 -3wd  SA,KZ none    2026-05-20  Friday and Saturday, Saturday and Sunday
2026-06-11 -1wd  SA    none    2026-06-10  a Thursday
2026-06-14 -1wd  SA    none    2026-06-11  from a Sunday past Saturday and Friday
2026-06-12 0d    SA    before  2026-06-11  a Friday rolls to Thursday
2026-06-12 0d    SA    after   2026-06-14  or to Sunday
2026-06-12 0d    SA    nearest 2026-06-11  which is nearer
2026-06-13 0d    SA    nearest 2026-06-14  from Saturday, Sunday is
2026-05-12 -90d  IT    before  2026-02-11  a Wednesday stays
2026-05-12 -93d  IT    before  2026-02-06  a Sunday goes to Friday
2026-05-12 -93d  IT    after   2026-02-09  or to Monday
2026-05-12 -93d  IT    nearest 2026-02-09  which is nearer
2026-05-12 -94d  IT    nearest 2026-02-06  from Saturday, Friday is
2026-05-12 -93d  IT    none    2026-02-08  or stays
2026-05-12 -8w   IT    before  2026-03-17  weeks
2026-03-31 -1m   IT    none    2026-02-28  no such day of the month
2024-03-31 -1m   IT    none    2024-02-29  in a leap year
2026-08-31 +6m   IT    after   2027-03-01  28 February is a Sunday
2027-08-31 +6m   IT    none    2028-02-29  29 February
2026-01-31 +1m   IT    none    2026-02-28  the end of February
2026-01-15 -1m   IT    none    2025-12-15  over the year's boundary
2026-01-15 +12m  IT    none    2027-01-15  a year
2024-03-02 -2d   KZ    none    2024-02-29  the day Almaty's clocks went back
2024-03-01 -1wd  KZ    none    2024-02-29  counted as any other
2026-12-25 0d    IT    before  2026-12-24  Christmas
2026-12-25 0d    IT    after   2026-12-28  St Stephen's is a Saturday
2026-04-06 0d    IT    before  2026-04-03  Easter Monday: Good Friday is worked in Italy
2026-05-01 0d    IT,KG nearest 2026-04-30  1 to 10 May
""".strip().splitlines()


def rows():
    for line in CASES:
        anchor, offset, codes, roll, due, *_about = line.split()
        yield line, date.fromisoformat(anchor), offset, codes.split(","), roll, date.fromisoformat(due)


def compute(anchor, offset, codes, roll="none", **added):
    return deadlines.compute(anchor, deadlines.read_offset(offset), Roll(roll), Workdays(tuple(codes), **added))


def test_due_dates_are_those_counted_by_hand():
    found = {line: compute(*asked) for line, *asked, _due in rows()}
    wrong = [f"{line} -> {found[line].due}" for line, *_asked, due in rows() if found[line].due != due]
    assert wrong == []


def test_what_is_skipped_is_named_with_its_country_and_weekends_are_not():
    found = compute(date(2026, 5, 12), "-30wd", ["IT", "KG"])
    assert [(str(one.date), one.country) for one in found.skipped] == [
        ("2026-03-20", "KG"), ("2026-04-06", "IT"), ("2026-05-01", "IT"), ("2026-05-01", "KG"), ("2026-05-04", "KG"),
        ("2026-05-05", "KG"), ("2026-05-06", "KG"), ("2026-05-07", "KG"), ("2026-05-08", "KG"),
    ]  # fmt: skip


def test_a_count_explains_itself_in_both_languages():
    found = compute(date(2026, 5, 12), "-30wd", ["IT", "KG"])
    assert explanations.explain(found, "ru") == (
        "30-й рабочий день до 12 мая 2026 г. в Италии и Киргизии: 19 марта; "
        "пропущены 20 марта (KG), 6 апреля (IT), 1 мая (IT, KG), 4–8 мая (KG)"
    )
    assert explanations.explain(found, "en") == (
        "30th working day before 12 May 2026 in Italy and Kyrgyzstan: 19 March; "
        "skipped: 20 March (KG), 6 April (IT), 1 May (IT, KG), 4–8 May (KG)"
    )


def test_a_roll_says_from_where_to_where():
    found = compute(date(2026, 5, 12), "-93d", ["SA", "IT"], "before")
    assert found.counted == date(2026, 2, 8)
    assert explanations.explain(found, "ru") == (
        "за 93 дня до 12 мая 2026 г.: 8 февраля; перенесено с воскресенья 8 февраля на четверг 5 февраля "
        "по рабочим дням в Саудовской Аравии и Италии"
    )


def test_days_are_added_by_hand_in_both_directions():
    anchor = date(2026, 3, 28)
    assert compute(anchor, "-1wd", ["TJ"]).due == date(2026, 3, 27)
    off = {"TJ": frozenset({date(2026, 3, day) for day in (25, 26, 27)})}
    added = compute(anchor, "-1wd", ["TJ"], off=off)
    assert added.due < date(2026, 3, 25)
    assert {one.name for one in added.skipped if one.date.day in {26, 27}} == {"Day off"}
    assert compute(date(2026, 3, 15), "-1wd", ["TJ"], worked={"TJ": {date(2026, 3, 14)}}).due == date(2026, 3, 14)
    assert compute(date(2026, 3, 15), "-1wd", ["TJ", "IT"], worked={"TJ": {date(2026, 3, 14)}}).due.day == 13


def test_an_organisation_adds_no_calendar_but_days_off_of_its_own():
    assert compute(date(2026, 6, 1), "-3d", ["EU"], "before").due == date(2026, 5, 29)
    off = {"EU": frozenset({date(2026, 5, 29)})}
    assert compute(date(2026, 6, 1), "-3d", ["EU", "IT"], "before", off=off).due == date(2026, 5, 28)


@cases.each("text", ["", "30", "-30", "wd", "0wd", "-0wd", "-3y", "1.5d", "-3 d", "--3d", "-999999d"])
def test_an_offset_that_makes_no_sense_is_refused(text):
    with pytest.raises(InvalidInput):
        deadlines.read_offset(text)


def test_what_cannot_be_known_is_refused():
    for anchor, offset, codes in ((date.max, "+1d", ["IT"]), (date(2026, 1, 1), "+1d", ["XX"]), (date(1, 1, 2), "-9m", ["IT"])):  # fmt: skip
        with pytest.raises(InvalidInput):
            compute(anchor, offset, codes)
    with pytest.raises(InvalidInput, match="both"):
        Workdays(("TJ",), {"TJ": {date(2026, 3, 9)}}, {"TJ": {date(2026, 3, 9)}})


@settings(max_examples=8, deadline=None)
@given(
    anchor=st.dates(date(2025, 1, 1), date(2028, 6, 30)),
    number=st.integers(-60, 60).filter(bool),
    codes=st.sampled_from([("IT",), ("KZ", "SA"), ("IT", "KG", "KZ", "TJ", "TM", "UZ")]),
)
def test_a_counted_working_day_has_that_many_working_days_from_the_anchor(anchor, number, codes):
    days = Workdays(codes)
    found = compute(anchor, f"{number:+d}wd", codes)
    step = timedelta(days=1 if number > 0 else -1)
    passed = [anchor + step * far for far in range(1, abs((found.due - anchor).days) + 1)]
    assert sum(days.are_worked(day) for day in passed) == abs(number)
    assert days.are_worked(found.due)
