"""What it means when one date follows another."""

from hypothesis import given, settings

from calendar_service.domain.dates import compare, parse_edtf
from tests.domain import cases
from tests.domain.dates import dated


@cases.each(
    ("earlier", "later", "kind", "days"),
    [
        ("2026-21", "2026-21", "same", 0),
        ("2026-21", "2026-05-12", "named", 0),
        ("2026-21", "2026-05-12/2026-05-13", "named", 0),
        ("2026-05-12~", "2026-05-12", "named", 0),
        ("", "2026-05-12", "named", 0),
        ("../2026", "2026-05-12", "named", 0),
        ("2026-21", "2026-05", "narrowed", 0),
        ("2026-21", "2026-05-12?", "narrowed", 0),
        ("2026", "2026-39", "narrowed", 0),
        ("", "2026", "narrowed", 0),
        ("2026-05-12/2026-05-14", "2026-05-13", "narrowed", 0),
        ("../2027", "../2026", "narrowed", 0),
        ("2026-05", "2026-21", "widened", 0),
        ("2026-05-12", "2026-05", "widened", 0),
        ("2026-05-12", "2026-05-12?", "widened", 0),
        ("2026-05-12/2026-05-13", "2026-05-12/2026-05-14", "widened", 0),
        ("2026", "", "widened", 0),
        ("2026-21", "2026-06-04", "slipped", 4),
        ("2026-05-12", "2026-06-03", "slipped", 22),
        ("2026-05-12/2026-05-13", "2026-05-14/2026-05-15", "slipped", 2),
        ("2026-05-12", "2026-05-10", "slipped", -2),
        ("2026-21", "2026-02-27", "slipped", -2),
        ("2026-21", "2026-23", "slipped", 93),
        ("2026-05", "[2026-05-20..2026-06-10]", "slipped", 10),
        ("2026-05", "[2026-04-20..2026-05-10]", "slipped", -11),
        ("2026-05", "2026-05-10/..", "slipped", 0),
        ("../2026", "../2027", "slipped", 365),
        ("../2026", "2027-05", "slipped", 121),
        ("2027/..", "2026-12-30", "slipped", -2),
        ("2026-05", "../2026-05-10", "slipped", 0),
    ],
)
def test_a_date_that_follows_another_is_named_narrowed_widened_or_slipped(earlier, later, kind, days):
    shift = compare(parse_edtf(earlier), parse_edtf(later))
    assert (shift.kind, shift.days) == (kind, days)


@settings(max_examples=8, deadline=None)
@given(dated.DATES, dated.DATES)
def test_only_what_lies_partly_outside_has_slipped(earlier, later):
    shift = compare(earlier, later)
    assert shift.days == 0 or shift.kind == "slipped"
    if shift.kind in {"named", "narrowed"} and earlier.is_known:
        assert earlier.earliest is None or (later.earliest is not None and later.earliest >= earlier.earliest)
        assert earlier.latest is None or (later.latest is not None and later.latest <= earlier.latest)


@settings(max_examples=8, deadline=None)
@given(dated.DATES)
def test_a_date_is_the_same_as_itself(stated):
    assert compare(stated, stated).kind == "same"
