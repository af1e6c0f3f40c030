"""Every expression of the tables reads, or is refused, as its table says."""

import pytest

from tests.domain import cases
from tests.domain.dates import tables


@cases.each("name", tables.TABLES)
def test_every_expression_reads_as_its_table_says(name):
    found = {row: tables.understood(row) for row in tables.rows(name)}
    assert [(row.expression, what) for row, what in found.items() if what != tables.expected(row)] == []


@cases.each("name", tables.TABLES)
def test_a_refusal_has_the_reason_of_its_table_and_says_what_to_type(name):
    from calendar_service.domain.dates import DateRefused, read

    for row in tables.rows(name):
        if row.is_refused:
            with pytest.raises(DateRefused) as caught:
                read(row.expression, reference=row.reference)
            assert caught.value.kind == tables.kind_of(row.note)
            assert len(caught.value.sentence("ru")) > 20
            assert caught.value.code == "date_refused"


def test_the_tables_have_hundreds_of_rows_in_every_language():
    rows = [row for name in tables.TABLES for row in tables.rows(name)]
    for language in ("ru", "en", "it", "any"):
        assert len([row for row in rows if row.language == language]) > 100
