"""Which promises a page shows stands in its address, in one order, and an unknown value is refused."""

import pytest

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.promise_selection import MOST_PAGES, PromiseSelection, read
from calendar_service.domain.promises import State
from tests.domain import cases


def test_an_address_and_its_selection_go_both_ways():
    asked = read({"state": ["passed", "kept"], "document": ["b", "a"], "q": [" вода "], "sort": ["party"]})
    assert asked == PromiseSelection(document=("a", "b"), state=(State.KEPT, State.PASSED), q="вода", sort="party")
    assert asked.query() == "document=a&document=b&state=kept&state=passed&q=%D0%B2%D0%BE%D0%B4%D0%B0&sort=party"
    assert asked.query(state=None, q="", sort="term") == "document=a&document=b"


def test_what_is_empty_or_strange_says_nothing():
    asked = read({"state": [""], "party": [""], "page": [""], "flavour": ["sweet"]})
    assert asked == PromiseSelection()
    assert not asked.is_narrowed
    assert asked.query(page=1) == ""
    assert asked.query(page=2) == "page=2"


@cases.each(
    ("name", "value"),
    [("state", "broke"), ("sort", "length"), ("page", "0"), ("page", "-1"), ("page", "²"), ("page", str(MOST_PAGES + 1)), ("page", "9" * 4000)],
)  # fmt: skip
def test_an_unknown_value_is_refused_by_name(name, value):
    with pytest.raises(InvalidInput) as refused:
        read({name: [value]})
    assert refused.value.field == name


def test_too_many_values_of_one_filter_are_refused():
    with pytest.raises(InvalidInput):
        read({"party": [str(number) for number in range(51)]})
