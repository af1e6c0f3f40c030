"""Agreement with the `edtf` package, as far as it knows (marked: it is slow).

It ends winter on 31 December, gives open ends as infinities, reads any 29 February and any reversed
range, and cannot read a decade with an open end: none of these is asked of it.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from calendar_service.domain.dates import parse_edtf
from tests.domain.dates import dated, tables

pytestmark = pytest.mark.oracle
WINTER = re.compile(r"\d{4}-24")


def bounds_of(text):
    """First and last day by the oracle, `None` for an infinity."""
    import edtf  # a twentieth of a second for the sessions that leave the oracle out

    parsed = edtf.parse_edtf(text)
    return tuple(as_day(bound) for bound in (parsed.lower_strict(), parsed.upper_strict()))


def as_day(bound):
    return None if isinstance(bound, float) else date(*bound[:3])


def agrees(stated):
    return bounds_of(stated.edtf) == (stated.earliest, stated.latest)


def test_the_bounds_of_every_expression_agree():
    canonical = {row.edtf for row in tables.rows("expressions") if row.edtf and not row.is_refused}
    asked = sorted(text for text in canonical if not WINTER.fullmatch(text))
    assert [text for text in asked if not agrees(parse_edtf(text))] == []


def test_the_oracle_ends_winter_with_the_year():
    assert bounds_of("2026-24") == (date(2026, 12, 1), date(2026, 12, 31))
    assert parse_edtf("2026-24").latest == date(2027, 2, 28)


@settings(max_examples=60, deadline=None)
@given(dated.EDTF.filter(lambda text: text and not WINTER.fullmatch(text)))
def test_the_bounds_of_any_form_agree(text):
    assert agrees(parse_edtf(text))


@settings(max_examples=20, deadline=None)
@given(dated.SETS.filter(lambda text: re.search("[,.]", text)))  # it does not know a set of one
def test_a_set_means_what_its_canonical_form_means(text):
    assert bounds_of(text) == bounds_of(parse_edtf(text).edtf)
