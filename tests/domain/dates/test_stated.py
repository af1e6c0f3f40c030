"""Stated dates as values: canonical EDTF, bounds, order, overlap, times."""

from datetime import date, time

import pytest
from hypothesis import given, settings

from calendar_service.domain.dates import UNKNOWN, DateRefused, Kind, StatedDate, parse_edtf, read
from tests.domain import cases
from tests.domain.dates import dated


@cases.each(
    ("typed", "canonical"),
    [
        ("2026-05-12/2026-05-12", "2026-05-12"),
        ("/2026", "../2026"),
        ("2027/", "2027/.."),
        ("[..2026-05]", "../2026-05"),
        ("[2026-05-19,2026-05-12]", "[2026-05-12,2026-05-19]"),
        ("[2026-05-12,2026-05-12]", "2026-05-12"),
        ("2026-XX-XX", "2026"),
        ("2026-21/2026-22", "2026-03/2026-08"),
        ("../203X", "../2039"),
        ("2026-35%", "2026-07%/2026-09%"),
        ("[2026-21,2026-23]", "[2026-03..2026-05,2026-09..2026-11]"),
        ("2026-05 / 2026-06", "2026-05/2026-06"),
        ("203x", "203X"),
        ("[2026-05-01..2026-05-01]", "2026-05-01"),
    ],
)
def test_one_date_has_one_form(typed, canonical):
    assert parse_edtf(typed).edtf == canonical
    assert StatedDate(typed).edtf == canonical


@settings(max_examples=8, deadline=None)
@given(dated.EDTF)
def test_a_canonical_form_stays_as_it_is(text):
    canonical = parse_edtf(text).edtf
    assert parse_edtf(canonical).edtf == canonical
    assert read(canonical).edtf == canonical


@settings(max_examples=8, deadline=None)
@given(dated.DATES)
def test_the_first_day_is_never_after_the_last_and_a_firm_date_has_both(stated):
    if stated.earliest and stated.latest:
        assert stated.earliest <= stated.latest
    if stated.is_firm:
        assert stated.earliest
        assert stated.latest
        assert stated.mark == ""


@cases.each(
    ("edtf", "kind"),
    [
        ("", Kind.NONE), ("2026-05-12", Kind.DAY), ("2026-05-12/2026-05-13", Kind.RUN), ("2026-05-12?", Kind.ABOUT),
        ("[2026-05-12..2026-05-20]", Kind.WINDOW), ("[2026-05,2026-09]", Kind.ALTERNATIVES), ("2026-05", Kind.MONTH),
        ("2026-21", Kind.SEASON), ("2026-33", Kind.QUARTER), ("2026-37", Kind.THIRD), ("2026-40", Kind.HALF),
        ("2026", Kind.YEAR), ("203X", Kind.DECADE), ("2026-05/2026-06", Kind.SPAN), ("../2026", Kind.BY),
        ("2026/..", Kind.NOT_BEFORE),
    ],
)  # fmt: skip
def test_every_date_is_of_a_kind(edtf, kind):
    assert parse_edtf(edtf).kind is kind


def test_dates_order_by_their_earliest_day_and_the_open_ones_by_what_they_have():
    ordered = ["../2025", "2026-21", "2026-05", "2026-05-12", "2026-05-12/..", "2027", "2027/..", ""]
    assert sorted({*ordered}, key=lambda edtf: parse_edtf(edtf).sort_key) == [
        "../2025", "2026-21", "2026-05", "2026-05-12", "2026-05-12/..", "2027", "2027/..", "",
    ]  # fmt: skip


@cases.each(
    ("edtf", "overlaps"),
    [
        ("2026-21", True), ("2026-05-31", True), ("2026-06-01", False), ("../2026", True), ("../2026-04", False),
        ("2026-05-31/..", True), ("2026-06/..", False), ("", False), ("[2026-01,2026-12]", True),
    ],
)  # fmt: skip
def test_overlap_is_asked_of_the_bounds(edtf, overlaps):
    assert parse_edtf(edtf).overlaps(date(2026, 5, 1), date(2026, 5, 31)) is overlaps


def test_an_open_question_overlaps_what_is_not_over_by_then():
    assert parse_edtf("2026").overlaps(date(2026, 12, 31), None)
    assert not parse_edtf("2026").overlaps(None, date(2025, 12, 31))


def test_words_and_their_language_are_kept_as_they_were_typed():
    stated = read(" Весной 2026 года ")
    assert (stated.stated, stated.language) == ("Весной 2026 года", "ru")
    assert read("in spring 2026").language == "en"
    assert read("nella primavera del 2026").language == "it"
    assert (read("2026-21").stated, read("12.05.2026").language) == ("", "")


def test_nothing_typed_is_nothing_determined():
    assert read("  ") == UNKNOWN
    assert not UNKNOWN.is_known


@cases.each("edtf", ["", "2026-05", "2026-05-12~", "[2026-05-12..2026-05-13]", "../2026"])
def test_only_a_firm_date_may_have_times(edtf):
    with pytest.raises(DateRefused, match="a time needs a firm day"):
        StatedDate(edtf, start_time=time(10))
    with pytest.raises(DateRefused, match="a time needs a firm day"):
        parse_edtf(edtf).with_times(time(10))


def test_times_are_given_with_a_zone_of_the_database():
    stated = parse_edtf("2026-05-12").with_times(time(10), time(12), "europe/rome")
    assert (stated.start_time, stated.end_time, stated.timezone) == (time(10), time(12), "Europe/Rome")
    assert stated.with_times(None).timezone is None


def test_the_same_said_in_other_words_is_the_same():
    assert read("весной 2026 года").is_same_as(read("spring 2026"))
    assert not read("весной 2026 года").is_same_as(read("spring 2027"))
