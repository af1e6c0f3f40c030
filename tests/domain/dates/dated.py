"""Strategies: stated dates of every form, through their EDTF."""

from datetime import date, time

from hypothesis import strategies as st

from calendar_service.domain.dates import parse_edtf

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = st.integers(1900, 2199).map(str)
DECADES = st.integers(190, 219).map(lambda decade: f"{decade}X")
CODES = st.tuples(st.integers(1900, 2198), st.sampled_from([*range(21, 25), *range(33, 42)])).map(
    lambda pair: f"{pair[0]}-{pair[1]}"
)
MARKS = st.sampled_from(["", "~", "?", "%"])
ZONES = st.sampled_from(
    ["Asia/Almaty", "Europe/Rome", "Europe/Moscow", "America/New_York", "UTC", "Asia/Qyzylorda", None]
)


def ordered(points, joined):
    return st.tuples(points, points).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: joined.format(*pair))


POINTS = st.one_of(DAYS, MONTHS, YEARS)
RANGES = st.one_of(ordered(DAYS, "{}..{}"), ordered(MONTHS, "{}..{}"), ordered(YEARS, "{}..{}"))
MEMBERS = st.one_of(POINTS, RANGES)
SETS = st.lists(MEMBERS, min_size=1, max_size=4).map(lambda members: f"[{','.join(members)}]")
MARKED = st.tuples(st.one_of(POINTS, DECADES), MARKS).map("".join)
INTERVALS = st.one_of(ordered(DAYS, "{}/{}"), ordered(MONTHS, "{}/{}"), ordered(YEARS, "{}/{}"))
UNLIKE = st.tuples(MARKED, MARKED).filter(lambda pair: pair[0][:4] < pair[1][:4]).map("/".join)
EQUALLY_MARKED = st.tuples(INTERVALS, MARKS).map(lambda pair: (pair[0].replace("/", pair[1] + "/")) + pair[1])
OPEN = st.one_of(MARKED.map("../{}".format), MARKED.map("{}/..".format))
EDTF = st.one_of(st.just(""), MARKED, CODES, INTERVALS, EQUALLY_MARKED, UNLIKE, OPEN, SETS)
CLOSE = st.one_of(DAYS, MONTHS, YEARS, CODES, INTERVALS, SETS)


def _timed(day, first, second, zone):
    start, end = sorted((first, second))
    return parse_edtf(day).with_times(start, end if end > start else None, zone)


TIMES = st.times().map(lambda moment: time(moment.hour, moment.minute))
DATES = st.one_of(EDTF.map(parse_edtf), st.builds(_timed, DAYS, TIMES, TIMES, ZONES))
