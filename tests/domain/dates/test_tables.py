"""Every expression of the tables reads, or is refused, as its table says."""

import pytest

from calendar_service.domain.dates import DateRefused, read
from tests.domain import cases
from tests.domain.dates import tables

ROWS = [row for name in tables.TABLES for row in tables.rows(name)]


@cases.each("row", ROWS)
def test_every_expression_reads_as_its_table_says(row):
    assert tables.understood(row) == tables.expected(row)


@cases.each("row", [row for row in ROWS if row.is_refused])
def test_a_refusal_has_the_reason_of_its_table_and_says_what_to_type(row):
    with pytest.raises(DateRefused) as caught:
        read(row.expression, reference=row.reference)
    assert caught.value.kind == tables.kind_of(row.note)
    assert len(caught.value.sentence("ru")) > 20
    assert caught.value.code == "date_refused"


def test_the_tables_have_hundreds_of_rows_in_every_language():
    for language in ("ru", "en", "it", "any"):
        assert len([row for row in ROWS if row.language == language]) > 100
