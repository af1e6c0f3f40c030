"""The timeline and the table of hosts: what they draw, and the same in words."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sqlalchemy_event

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.windows import window_on
from calendar_service.services import events, lanes, lifecycle
from calendar_service.web import links, packing, pictures, rows, strips
from calendar_service.web.packing import GAP, NARROWEST, Piece
from calendar_service.web.pictures import LABEL, MOST_ROWS, ROW_HEIGHT
from calendar_service.web.strips import Axis
from tests import factories
from tests.factories import EDITOR, at
from tests.render.factories import an_entry
from tests.web.conftest import TODAY

MOST_QUERIES = 16
AXIS = Axis(date(2024, 1, 1), date(2028, 1, 1), date(2026, 11, 27))
DAYS = st.dates(date(2022, 1, 1), date(2029, 12, 31))
STATED = st.one_of(
    DAYS.map(str),
    st.tuples(DAYS, st.integers(1, 30)).map(lambda pair: f"{pair[0]}/{pair[0] + timedelta(days=pair[1])}"),
    DAYS.map(lambda day: f"{day}~"),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    st.builds(lambda day, season: f"{day:%Y}-{season}", DAYS, st.integers(21, 24)),
    DAYS.map(lambda day: f"{day:%Y}"),
    DAYS.map(lambda day: f"../{day:%Y}"),
    DAYS.map(lambda day: f"{day:%Y}/.."),
)
TITLES = st.text("абвгдёжзиклмнопрстуфхцчшщъыьэюя ЖШЩЮМ “”abcdefghimw WM1234567890 .–«»", min_size=1, max_size=90)
STATUSES = st.sampled_from(["proposed", "planned", "held", "postponed", "cancelled"])


@st.composite
def meetings(draw):
    stated, title, status = StatedDate(draw(STATED)), draw(TITLES), draw(STATUSES)
    assume((stated.earliest or AXIS.first) < AXIS.last and (stated.latest or AXIS.last) >= AXIS.first)
    entry = an_entry(id=uuid4(), date=stated, title=Said(title, "ru"), status=status, is_carried=False, carried=None)
    return replace(entry, window=window_on(stated, AXIS.today)) if status in AWAITED else entry


@pytest.fixture
def drawn(site):
    """Draw meetings in a lane, as the page does."""
    with site.test_request_context("/"), site.extensions["database"].reading() as session:
        links.know(session)
        yield lambda listed: pictures.drawn([rows.row(entry, TODAY, AXIS) for entry in listed], AXIS.today)


def boxes(one, width):
    """The label's and the mark's box in a picture of some width: left, right, top, bottom."""
    top = one.place.row * ROW_HEIGHT
    for text, y in ((one.title, top + 6), (one.words, top + 22)):
        length, at_x = packing.width_of(text), one.place.x / 100 * width
        begins = at_x - length if one.place.anchor == "end" else at_x
        yield begins, begins + length, y, y + 15
    marks = [(stroke.x, max(stroke.x, stroke.x2)) for stroke in one.row.strip]
    yield min(x for x, _ in marks) / 100 * width - 6, max(x for _, x in marks) / 100 * width + 26, top + 40, top + 58


def touches(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(listed=st.lists(meetings(), max_size=25), width=st.sampled_from([NARROWEST, 700, 1100]))
def test_no_label_or_mark_touches_another_at_any_width(drawn, listed, width):
    placed = drawn(listed)
    assert len(placed) == len(listed) or max(one.place.row for one in placed) == MOST_ROWS - 1
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert not any(touches(box, beside) for box in boxes(one, width) for beside in boxes(other, width))


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(entry=meetings())
def test_a_label_stays_within_the_picture(drawn, entry):
    (one,) = drawn([entry])
    for begins, ends, *_ in list(boxes(one, NARROWEST))[:2]:
        assert begins >= -1e-6
        assert ends <= NARROWEST + 1e-6


@given(text=TITLES)
def test_a_label_is_cut_to_its_room(text):
    assert packing.width_of(pictures.shortened(text)) <= LABEL


def test_a_label_is_cut_between_words_and_in_no_open_quotation():
    title = "Second Expert Forum ‘Central Asia – Russia: Agenda for Joint Development’"
    assert pictures.shortened(title) == "Second Expert Forum…"
    assert pictures.shortened("Short") == "Short"


def test_what_is_far_apart_shares_a_row():
    assert [place.row for place in packing.packed([Piece(0, 1, 80), Piece(60, 61, 80)])] == [0, 0]
    assert [place.row for place in packing.packed([Piece(50, 51, 80), Piece(52, 53, 80)])] == [0, 1]
    assert packing.packed([Piece(50, 51, 80), Piece(52, 53, 80)], 1)[1] is None
    assert GAP > 0


def test_a_full_lane_keeps_what_is_nearest_to_today(drawn):
    days = [AXIS.today - timedelta(days=5 * number) for number in range(60)]
    placed = drawn([an_entry(id=uuid4(), date=StatedDate(str(day)), status="held") for day in days])
    assert len(placed) < len(days)
    assert {one.row.entry.date.earliest for one in placed} >= set(days[: MOST_ROWS - 4])


def test_a_full_lane_keeps_its_order(drawn):
    days = [AXIS.today + timedelta(days=number) for number in range(-20, 20)]
    placed = drawn([an_entry(id=uuid4(), date=StatedDate(str(day)), status="held") for day in days])
    assert [one.place.row for one in placed] == list(range(MOST_ROWS))
    assert [one.row.entry.date.earliest for one in placed] == sorted(one.row.entry.date.earliest for one in placed)


def a_strip(stated, **changes):
    return strips.strip(an_entry(date=StatedDate(stated), **changes), AXIS)


def test_a_window_ends_only_where_its_end_is_on_the_picture():
    assert [stroke.sort for stroke in a_strip("2026", status="held")] == ["window", "cap", "cap"]
    assert [stroke.sort for stroke in a_strip("2023/2025", status="held")] == ["window", "cap"]
    assert [(stroke.sort, stroke.x) for stroke in a_strip("2023/2025", status="held")][1] == (
        "cap",
        AXIS.at(date(2026, 1, 1)),
    )
    assert [stroke.sort for stroke in a_strip("2020/2030", status="held")] == ["window"]
    assert [stroke.sort for stroke in a_strip("2022/..", status="held")] == ["window"]
    assert [stroke.sort for stroke in a_strip("2025/..", status="held")] == ["window", "wall"]


def test_an_old_place_that_is_not_on_the_picture_has_no_outline():
    after = an_entry(date=StatedDate("2026-05-12"), status="planned")
    beside = strips.slip(replace(after, date=StatedDate("2025-05-12")), after, AXIS)
    beyond = strips.slip(replace(after, date=StatedDate("2021-05-12")), after, AXIS)
    assert [stroke.sort for stroke in beside][:2] == ["slip", "off"]
    assert [stroke.sort for stroke in beyond][:2] == ["slip", "day"]
    assert beyond[0].x == 0


def test_each_format_has_a_lane_and_each_meeting_a_link_with_its_whole_title(read):
    page = read("/calendar/timeline", lang="ru")
    assert [one.text for one in page.all("h2")][:3] == [
        "Центральная Азия + Италия", "Центральная Азия – Россия", "Центральная Азия – Европейский союз",
    ]  # fmt: skip
    named = [one["aria-label"] for one in page.all("a") if "aria-label" in one.attributes]
    assert (
        "Четвёртая конференция министров иностранных дел «Центральная Азия + Италия», весна 2026 г. · день не назван"
        in named
    )
    assert "Четвёртая конференция министров иностранных дел «Центральная Азия + Италия»" in page.section("all").text


def test_a_window_that_closed_without_word_ends_in_a_question(read):
    page = read("/calendar/timeline?kind=ministerial&format=central-asia-italy")
    assert len(page.all("circle", **{"class": "ask"})) == 2 + 1  # in the lane, in the key, on the strip


def test_the_years_of_a_picture_are_those_asked_for_and_at_most_a_dozen(read):
    assert "2024–2027" in read("/calendar/timeline").text
    assert "2025–2026" in read("/calendar/timeline?from=2025&to=2026").text
    assert "2001–2012" in read("/calendar/timeline?from=2001&to=2090").text
    for path in ("/calendar/timeline", "/calendar/hosts"):
        page = read(f"{path}?from=1900&to=2100&kind=summit")
        assert "At most 12 years are shown at once: here, 1900–1911. On to 1912–2100" in page.text
        assert "kind=summit&amp;from=1912&amp;to=2100" in page.source
        assert "At most" not in read(f"{path}?from=2020&to=2031").text
    assert read("/calendar/hosts?from=2025-05&to=2025").one("p", **{"class": "tools row"}).text.startswith("2025 ")


def test_the_pages_lead_to_earlier_and_later_years_where_anything_is(read):
    for path in ("/calendar/timeline", "/calendar/hosts"):
        now, before = read(path), read(f"{path}?from=2020&to=2022&kind=summit")
        assert "from=2020&amp;to=2023" in now.source
        assert "nothing later" in now.text
        assert "nothing earlier" in before.text
        assert "kind=summit&amp;from=2023&amp;to=2025" in before.source


def test_a_day_that_is_asked_for_bounds_what_is_shown(read):
    page = read("/calendar/timeline?from=2025-04-01&to=2025-06-30")
    assert "Summit" in page.section("all").text
    assert "20th" not in page.section("all").text
    assert "from=2025-04-01&amp;to=2025-06-30" in page.source


def test_what_has_no_date_stands_on_no_axis(read):
    page = read("/calendar/timeline")
    assert "High-level events on water issues" in page.section("undated").text
    assert "High-level events on water issues" not in page.section("all").text


def test_a_picture_without_meetings_says_so(read):
    assert "No meeting has a date in these years." in read("/calendar/timeline?from=1990&to=1992").text
    assert "No meeting of these years is on record." in read("/calendar/hosts?from=1990&to=1992").text


def test_a_lane_does_not_repeat_its_format_and_adds_the_place_where_it_fits():
    entry = an_entry(
        title=Said("First ‘Central Asia + Italy’ Summit", "en"),
        format_name=Said("Central Asia + Italy", "en"),
        city=Said("Astana", "en"),
    )
    assert pictures.short_title(entry) == "First Summit, Astana"
    assert pictures.short_title(replace(entry, format_name=Said())) == "First ‘Central Asia + Italy’ Summit, Astana"
    long = replace(entry, city=Said("Bishkek, in the house of the government", "en"))
    assert pictures.short_title(long) == "First Summit"


def test_a_meeting_that_slipped_keeps_its_old_place_as_an_outline_and_says_it(read, stored):
    with stored.writing() as session:
        moved = factories.event(session, date="2026-05-12", title="Water week", now=at("2026-01-20"))
        named = factories.event(session, date="2027-21", title="Energy week", now=at("2026-01-20"))
        events.move(session, moved.id, StatedDate("2027-06-03"), by=EDITOR, at=at("2026-04-21"))
        events.move(session, named.id, StatedDate("2027-04-03"), by=EDITOR, at=at("2026-04-21"))
    page = read("/calendar/timeline?q=week")
    assert "Water week planned place not stated was: 12 May 2026" in page.section("all").text
    assert page.section("all").text.count("was:") == 1
    assert len(page.all("line", **{"class": "slip"})) == 2 + 1  # in the lane, in the key, on the strip


def test_what_there_is_no_room_for_is_counted(read, stored, monkeypatch):
    monkeypatch.setattr(lanes, "MOST_DATED", 4)
    monkeypatch.setattr(lanes, "MOST_UNDATED", 1)
    for path in ("/calendar/timeline", "/calendar/hosts"):
        said = read(path).text
        assert "7 more meetings do not fit here. Those nearest to today are shown." in said
        assert "1 more meeting does not fit here." in said
    monkeypatch.setattr(lanes, "MOST_COUNTED", 3)
    assert "More than 3 more meetings do not fit here." in read("/calendar/timeline").text


def test_a_lane_says_what_it_leaves_to_the_words_below(read, stored, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_ROWS", 1)
    monkeypatch.setattr(pictures, "MOST_UNDATED", 1)
    page = read("/calendar/timeline")
    left = {one["href"] for one in page.all("a") if one.text.endswith("more, in words below")}
    assert left == {"#all", "#undated"}


def test_those_who_host_together_are_named_with_each_other(read):
    page = read("/calendar/hosts")
    academy = next(row for row in page.all("tr") if row.text.startswith("National Academy"))
    assert "organiser; Dushanbe; with Tajikistan, Centre for Strategic Studies" in academy.text
    assert page.one("p", **{"class": "lead"}).text == (
        "7 parties have hosted in these years. Named as hosts of meetings ahead: Kyrgyzstan. "
        "1 meeting with a named host has passed its time without word. 2 meetings ahead have no host yet."
    )


def test_the_table_has_headers_in_a_region_that_the_keyboard_can_scroll(read):
    page = read("/calendar/hosts?from=2020&to=2031")
    region = page.one("div", role="region")
    assert (region["tabindex"], region["aria-label"]) == ("0", "Hosts by year, scrolls sideways")
    assert {one["scope"] for one in page.all("th")} == {"col", "row"}
    assert page.one("table")["class"] == "matrix many"
    assert len(page.all("th", scope="col")) == 1 + 12


def test_a_meeting_of_which_no_place_is_known_is_described_as_everywhere(read):
    unnamed = next(row for row in read("/calendar/hosts").all("tr") if "Host not named" in row.text)
    assert "place not stated" in unnamed.text
    assert "city not stated" not in unnamed.text


def test_an_online_meeting_lacks_no_city(read, stored):
    with stored.writing() as session:
        factories.event(session, date="2027-05-04", title="Call", now=at("2026-11-20"), mode="online")
    assert "online" in next(row for row in read("/calendar/hosts").all("tr") if "Host not named" in row.text).text


def test_hosts_stand_under_their_years_with_what_they_are_there(read):
    page = read("/calendar/hosts")
    italy = next(row for row in page.all("tr") if row.text.startswith("Italy"))
    assert "Fourth Conference of Foreign Ministers" in italy.text
    assert "no day named, no word since" in italy.text
    tajikistan = next(row for row in page.all("tr") if row.text.startswith("Tajikistan"))
    assert "chair; city not stated" in tajikistan.text


def test_meetings_without_a_named_host_are_said_to_have_none(read):
    page = read("/calendar/hosts")
    assert (
        "Round table on energy cooperation" in next(row for row in page.all("tr") if "Host not named" in row.text).text
    )
    assert "2 meetings ahead have no host yet." in page.text


def test_an_act_for_which_nobody_meets_is_not_hosted(read):
    assert "Joint Roadmap" not in read("/calendar/hosts?from=2023&to=2025").text
    assert "Joint Roadmap" in read("/calendar/timeline?from=2023&to=2025").text


def test_who_has_not_hosted_is_said_by_format_and_no_turn_is_invented(read):
    said = read("/calendar/hosts").section("awaiting").text
    assert "Central Asia + ItalyTajikistan, Turkmenistan, Uzbekistan" in said.replace("Italy T", "ItalyT")
    assert "whose turn it is we do not say" in said


@pytest.mark.parametrize("path", ["/calendar/timeline", "/calendar/hosts"])
def test_a_picture_asks_the_database_few_things_whatever_it_shows(client, stored, path):
    with stored.writing() as session:
        for number in range(30):
            factories.event(session, date=f"2026-0{number % 9 + 1}", title=f"Meeting {number}", now=at("2026-11-20"))
    asked = []
    sqlalchemy_event.listen(stored.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert client.get(path).status_code == 200
    assert len(asked) <= MOST_QUERIES, asked


@pytest.mark.parametrize("path", ["/calendar/timeline", "/calendar/hosts"])
def test_a_picture_shows_nobody_a_draft_and_marks_what_is_called_off(client, read, stored, path):
    with stored.writing() as session:
        factories.event(session, date="2026-05", title="Hidden meeting", now=at("2026-11-20"), publish=False)
        off = factories.event(session, date="2027-05-04", title="Called off meeting", now=at("2026-11-20"))
        lifecycle.cancel(session, off.id, by=EDITOR, at=at("2026-11-21"))
    page = read(path)
    assert "Hidden meeting" not in page.source
    assert "Called off meeting" in [one.text for one in page.all("s")]
