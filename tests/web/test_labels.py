"""Labels, strips, the claim: a date looks and sounds exactly as certain as it is."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from markupsafe import Markup

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Entry, RelationFace, Said
from calendar_service.domain.windows import window_on
from calendar_service.services import overview
from calendar_service.web import claims, labels, rows, strips
from calendar_service.web.typography import opened, tidy

TODAY = date(2026, 11, 27)
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def entry(edtf, status="planned", lang="en", **facts):
    stated = StatedDate(edtf, **facts.pop("times", {}))
    said = {"kind": "summit", "title": Said("Summit", lang), "sequence": 0, "created": THEN, "modified": THEN}
    id_ = uuid4()
    return Entry(
        id=id_, uid=str(id_), lang=lang, url="", status=status, date=stated, window=window_on(stated, TODAY), **said, **facts
    )  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "status", "expected"),
    [
        ("", "planned", ("none", "date not set", "", "")),
        ("", "held", ("none", "date not recorded", "", "")),
        ("2026-12-12", "confirmed", ("day", "12 December 2026", "Saturday", "in 15 days")),
        ("2026-11-28", "confirmed", ("day", "28 November 2026", "Saturday", "tomorrow")),
        ("2026-11-27", "confirmed", ("day", "27 November 2026", "Friday", "today")),
        ("2026-11-26/2026-11-28", "confirmed", ("run", "26–28 November 2026", "Thursday – Saturday", "going on now")),
        ("2026-11-25", "planned", ("day", "25 November 2026", "Wednesday", "2 days ago")),
        ("2025-10-11", "held", ("day", "11 October 2025", "Saturday", "")),
        ("2024", "held", ("window", "2024", "the day is not recorded", "")),
        ("2026-21", "planned", ("window", "spring 2026", "1 March – 31 May 2026", "window closed 180 days ago")),
        ("2026", "planned", ("window", "2026", "1 January – 31 December 2026", "34 days left")),
        ("2026-11", "planned", ("window", "November 2026", "1–30 November 2026", "3 days left")),
        ("2026/2027", "planned", ("window", "2026–2027", "1 January 2026 – 31 December 2027", "")),
        ("2028", "planned", ("window", "2028", "1 January – 31 December 2028", "")),
    ],
)
def test_a_label_says_the_date_its_bounds_and_what_is_left(edtf, status, expected):
    label = labels.of_entry(entry(edtf, status), TODAY)
    assert (label.mark, label.words, label.bounds, label.left) == expected
    assert bool(label.iso) == (label.mark in {"day", "run"})


@pytest.mark.parametrize(
    ("edtf", "mark"), [("2026-12-12~", "about"), ("[2026-12-01..2026-12-10]", "window"), ("2027/..", "window")]
)
def test_what_is_not_firm_never_has_the_mark_of_a_day(edtf, mark):
    assert labels.of_entry(entry(edtf), TODAY).mark == mark


def test_a_day_carried_from_another_event_is_only_about_that_day():
    carrier = RelationFace(type="sidelines_of", outward=True, title=Said("Summit", "en"), url="")
    label = labels.of_entry(entry("2026-12-12", carried=carrier), TODAY)
    assert (label.mark, label.iso) == ("about", "")


def test_times_that_pass_midnight_say_so():
    times = {"start_time": time(22), "end_time": time(1), "timezone": "Asia/Kathmandu"}
    assert labels.times(entry("2026-12-12", times=times)) == "22:00–01:00 (+1), Kathmandu (UTC+5:45)"


AXIS = strips.Axis(date(2026, 1, 1), date(2028, 1, 1), TODAY)


def drawn(edtf, status="planned", **facts):
    return [(one.sort, one.spread, one.is_gone) for one in strips.strip(entry(edtf, status, **facts), AXIS)]


@pytest.mark.parametrize(
    ("edtf", "status", "expected"),
    [
        ("", "planned", []),
        ("2026-12-12", "planned", [("day", "", False)]),
        ("2026-12-12/2026-12-13", "planned", [("run", "", False)]),
        ("2026-12-12~", "planned", [("about", "", False)]),
        ("2027-05", "planned", [("window", "month", False), ("cap", "", False), ("cap", "", False)]),
        ("2027-21", "planned", [("window", "season", False)]),
        ("2027-33", "planned", [("window", "quarter", False), ("cap", "", False), ("cap", "", False)]),
        ("2027-41", "planned", [("window", "half", False), ("cap", "", False), ("cap", "", False)]),
        ("2027", "planned", [("window", "year", False), ("cap", "", False), ("cap", "", False)]),
        ("../2026", "planned", [("window", "by", True), ("window", "by", False), ("wall", "", False)]),
        ("2027/..", "planned", [("window", "from", False), ("wall", "", False)]),
        ("[2027-05-11..2027-05-20]", "planned", [("window", "month", False), ("cap", "", False), ("cap", "", False)]),
        ("2026-21", "planned", [("window", "season", True), ("ask", "", False)]),
        ("2026-21", "held", [("window", "season", False)]),
        ("2026-11-20", "planned", [("day", "", False), ("ask", "beside", False)]),
        ("2026-21", "cancelled", [("off", "", False)]),
        ("2026-12-12", "cancelled", [("off", "", False)]),
        ("2026-21", "postponed", [("moved", "", False)]),
        ("2026-12-12", "postponed", [("moved", "", False)]),
    ],
)
def test_a_strip_has_one_amount_of_ink_however_vague_the_date(edtf, status, expected):
    assert drawn(edtf, status) == expected


def test_strokes_turn_tall_today():
    gone, left, _wall = strips.strip(entry("../2026", stated_on=date(2026, 6, 1)), AXIS)
    assert gone.x == AXIS.at(date(2026, 6, 1))
    assert gone.x2 == left.x == AXIS.now
    assert left.x2 == AXIS.at(date(2027, 1, 1)) == 50


@pytest.mark.parametrize(
    ("edtfs", "first", "last"),
    [
        ([], 2026, 2026),
        (["2025-21", "2027"], 2025, 2027),
        (["1990"], 1990, 1990),
        (["2030/.."], 2026, 2031),
        (["../2199"], 2199, 2199),
        (["2005", "2027"], 2022, 2027),
        (["2027", "../2199"], 2026, 2034),
    ],
)
def test_an_axis_runs_over_whole_years_and_keeps_today_where_it_can(edtfs, first, last):
    axis = strips.axis_of([entry(edtf) for edtf in edtfs], TODAY)
    assert (axis.first, axis.last) == (date(first, 1, 1), date(last + 1, 1, 1))
    assert len([tick for tick in axis.ticks if tick.year]) <= strips.YEARS_LABELLED + 1


def said(lang, *entries):
    view = overview.Overview()
    for one in entries:
        where = view.fixed if one.is_firm else view.awaited if one.date.is_known else view.undated
        where.append(one)
    overview.reckon(view)
    claim = claims.claim(view, lang, TODAY)
    return f"{claim.first} {claim.rest}".strip()


@pytest.mark.parametrize(
    ("edtfs", "english", "russian"),
    [
        ([], "Nothing ahead has a date.", "Впереди встреч с датой нет."),
        (["", ""], "Nothing ahead has a date. Two meetings are promised without one.", "Впереди встреч с датой нет. Две встречи обещаны без даты."),
        (["2026-12-12"], "One meeting ahead has a day: 12 December 2026, in 15 days.", "Одна встреча впереди с назначенным днём: 12 декабря 2026 г., через 15 дней."),
        (["2026-12-12", "2026-12-13"], "Two meetings ahead have a day; the next is 12 December 2026, in 15 days.", "Две встречи впереди с назначенным днём; ближайшая — 12 декабря 2026 г., через 15 дней."),
        (["2027-21"], "No meeting ahead has a day yet. One window opens in 2027.", "У ожидаемых встреч ещё нет назначенных дней. Один срок наступит в 2027 году."),
        (["2026"] * 5, "No meeting ahead has a day yet. Five windows close in 34 days.", "У ожидаемых встреч ещё нет назначенных дней. Пять сроков истекают через 34 дня."),
        (["2026/.."], "No meeting ahead has a day yet. One window is open.", "У ожидаемых встреч ещё нет назначенных дней. Один срок уже идёт."),
        (["2025"] * 21, "No meeting ahead has a day yet. 21 windows have closed.", "У ожидаемых встреч ещё нет назначенных дней. 21 срок прошёл."),
        (["2025", "2026-11", "2026", "2028"], "No meeting ahead has a day yet. One window has closed, one closes in 3 days, one more is open, one opens in 2028.", "У ожидаемых встреч ещё нет назначенных дней. Один срок прошёл, один истекает через 3 дня, ещё один уже идёт, один наступит в 2028 году."),
    ],
)  # fmt: skip
def test_the_claim_counts_in_right_forms(edtfs, english, russian):
    assert said("en", *(entry(edtf) for edtf in edtfs)) == english
    assert said("ru", *(entry(edtf, lang="ru") for edtf in edtfs)) == russian


def test_what_is_cancelled_is_not_counted():
    assert said("en", entry("2026-12-12", "cancelled"), entry("2027", "postponed")) == "Nothing ahead has a date."


@pytest.mark.parametrize(
    ("position", "colour", "pennant"), [(0, 0, 0), (1, 1, 1), (8, 8, 8), (9, 1, 2), (16, 8, 1), (17, 1, 3)]
)
def test_a_ninth_format_repeats_a_colour_with_another_pennant(position, colour, pennant):
    assert (rows.colour(position), rows.pennant(position)) == (colour, pennant)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 мая 2026 г. в Риме", "12~мая 2026~г. в~Риме"),
        ("Центральная Азия – Россия", "Центральная Азия~– Россия"),
        ("38 days left", "38~days left"),
        ("а также и на полях", "а~также и~на~полях"),
        ("«в Риме»", "«в~Риме»"),
        ("plain text", "plain text"),
        ("3 встречи и 21 мероприятие", "3~встречи и~21~мероприятие"),
        ("3 meetings ahead, 12 May 2026", "3~meetings ahead, 12~May 2026"),
        ("Центральная Азия + Италия", "Центральная Азия~+ Италия"),
        ("6–7 января, 10:00–17:30", "6–|7~января, 10:00–|17:30"),
        ("in 2027 and later", "in 2027 and later"),
    ],
)
def test_lines_do_not_break_where_they_must_not(text, expected):
    assert tidy(text).replace("\u00a0", "~").replace("\u2060", "|") == expected


def test_what_stands_in_a_tag_is_not_joined():
    assert tidy(Markup('<a title="6–7">6–7</a>')) == '<a title="6–7">6–\u20607</a>'


def test_tidying_leaves_markup_markup_and_text_text():
    assert isinstance(tidy(Markup("<b>1 мая</b>")), Markup)
    assert not isinstance(tidy("<b>1 мая</b>"), Markup)


@pytest.mark.parametrize(
    ("text", "expected"), [("саммит", "Саммит"), ("‘central", "‘Central"), ("", ""), ("21 срок", "21 срок")]
)
def test_a_sentence_opens_with_a_capital(text, expected):
    assert opened(text) == expected
