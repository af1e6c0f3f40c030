"""Every expression of the tables reads, or is refused, as its table says."""

from calendar_service.domain.dates import DateRefused, read
from tests.domain import cases
from tests.domain.dates import tables

ROWS = [row for name in tables.TABLES for row in tables.rows(name)]


def reading(row):
    try:
        return read(row.expression, reference=row.reference)
    except DateRefused as refused:
        return refused


@cases.each("row", ROWS)
def test_every_expression_reads_as_its_table_says_or_is_refused_for_its_reason_with_what_to_type(row):
    found = reading(row)
    if isinstance(found, DateRefused):
        assert f"! {found.kind}" == tables.expected(row)
        assert found.reason.startswith(found.kind)
        assert len(found.sentence("ru")) > 20
        assert found.code == "date_refused"
    else:
        assert tables.said(found) == tables.expected(row)


def test_the_tables_have_hundreds_of_rows_in_every_language():
    for language in ("ru", "en", "it", "any"):
        assert len([row for row in ROWS if row.language == language]) > 100
