"""A table of cases hides nothing: every row is tried, and all that fail are shown."""

import pytest

from tests.domain import cases


def test_every_row_that_fails_is_shown_with_its_values():
    tried = []

    @cases.each(("text", "length"), [("a", 1), ("bb", 1), ("", 0), ("ccc", 2), (None, 0)])
    def test_lengths(text, length):
        tried.append(text)
        assert len(text) == length

    with pytest.raises(AssertionError) as caught:
        test_lengths()
    told = str(caught.value)
    assert tried == ["a", "bb", "", "ccc", None]
    assert told.startswith("3 of the rows")
    for row in ("{'text': 'bb', 'length': 1}", "{'text': 'ccc', 'length': 2}", "{'text': None, 'length': 0}"):
        assert row in told
    assert "TypeError" in told
    assert "assert 2 == 1" in told


def test_an_error_that_should_have_been_raised_is_missed_and_shown():
    @cases.each("number", [0, 1])
    def test_divisions(number):
        with pytest.raises(ZeroDivisionError):
            assert 1 / number

    with pytest.raises(AssertionError, match="DID NOT RAISE"):
        test_divisions()
    assert test_divisions.__name__ == "test_divisions"


def test_a_table_whose_rows_have_not_its_columns_is_an_error():
    @cases.each(("one", "other"), [(1, 2), (1,)])
    def test_pairs(one, other):
        assert one < other

    with pytest.raises(ValueError, match="shorter"):
        test_pairs()
