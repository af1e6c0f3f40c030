"""The timeline and the table of hosts: what they draw, and the same in words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sqlalchemy_event

from calendar_service.domain.entries import Said
from calendar_service.services import lifecycle
from calendar_service.web import packing, timeline
from calendar_service.web.packing import GAP, NARROWEST, Piece
from tests import factories
from tests.factories import EDITOR, at
from tests.render.factories import an_entry

MOST_QUERIES = 16
PIECES = st.builds(
    lambda x, length, letters: Piece(round(x, 2), round(min(100.0, x + length), 2), letters),
    st.floats(0, 100),
    st.floats(0, 100),
    st.integers(1, timeline.MOST_LETTERS),
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30), width=st.sampled_from([NARROWEST, 700, 1100]))
def test_no_label_or_mark_touches_another_at_any_width(pieces, width):
    placed = packing.packed(pieces)
    extents = [
        (place.row, packing.extent_of(piece, place.anchor, place.x, width))
        for piece, place in zip(pieces, placed, strict=True)
    ]
    for number, (row, one) in enumerate(extents):
        for other_row, other in extents[number + 1 :]:
            assert row != other_row or one[1] + GAP <= other[0] + 1e-6 or other[1] + GAP <= one[0] + 1e-6


@given(piece=PIECES)
def test_a_label_stays_within_the_picture(piece):
    place = packing.packed([piece])[0]
    label = piece.letters * packing.LETTER
    begins = place.x / 100 * NARROWEST - (label if place.anchor == "end" else 0)
    assert begins >= -1e-6
    assert begins + label <= NARROWEST + 1e-6


def test_what_is_far_apart_shares_a_row():
    assert [place.row for place in packing.packed([Piece(0, 1, 10), Piece(60, 61, 10)])] == [0, 0]
    assert [place.row for place in packing.packed([Piece(50, 51, 10), Piece(52, 53, 10)])] == [0, 1]


def test_each_format_has_a_lane_and_each_meeting_a_link_with_its_whole_title(read):
    page = read("/calendar/timeline", lang="ru")
    assert [one.text for one in page.all("h2")][:3] == [
        "Центральная Азия + Италия", "Центральная Азия – Россия", "Центральная Азия – Европейский союз",
    ]  # fmt: skip
    named = [one["aria-label"] for one in page.all("a") if "aria-label" in one.attributes]
    assert "Четвёртая конференция министров иностранных дел «Центральная Азия + Италия», весна 2026 г." in named
    assert "Четвёртая конференция министров иностранных дел «Центральная Азия + Италия»" in page.section("all").text


def test_a_window_that_closed_without_word_ends_in_a_question(read):
    page = read("/calendar/timeline?kind=ministerial&format=central-asia-italy")
    assert len(page.all("circle", **{"class": "ask"})) == 2 + 1  # in the lane, on the strip, and in the key


def test_the_years_of_a_picture_are_those_asked_for_and_at_most_a_dozen(read):
    assert "2024–2027" in read("/calendar/timeline").text
    assert "2025–2026" in read("/calendar/timeline?from=2025&to=2026").text
    assert "2001–2012" in read("/calendar/timeline?from=2001&to=2090").text
    assert "from=2028&amp;to=2031" in read("/calendar/timeline").source


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
    assert timeline.short_title(entry) == "First Summit, Astana"
    assert timeline.short_title(replace(entry, format_name=Said())) == "First ‘Central Asia + Italy’ Summit"


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
