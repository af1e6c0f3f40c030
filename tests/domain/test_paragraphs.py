"""A document's text falls into counted paragraphs, each with the number printed before it."""

import pytest

from calendar_service.domain.paragraphs import ParagraphFacts, clause_of, split


def test_paragraphs_are_the_lines_that_hold_something():
    assert split("Проект\r\n\r\n  1. Стороны собрались. \n\t\n2) Они договорились.\u00a0\n") == (
        ParagraphFacts(number=1, text="Проект"),
        ParagraphFacts(number=2, text="1. Стороны собрались.", clause="1"),
        ParagraphFacts(number=3, text="2) Они договорились.", clause="2"),
    )


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n\t"])
def test_an_empty_text_has_no_paragraphs(text):
    assert split(text) == ()


def test_a_printed_number_stands_first_and_is_no_date():
    for line, clause in [
        ("25. Стороны договорились", "25"),
        ("25) The Parties agreed", "25"),
        ("25.\tThe Parties agreed", "25"),
        ("3.2.1. The Parties agreed", "3.2.1"),
        ("25.", ""),
        ("25.5 million people", ""),
        ("30.05.2025 the Parties met", ""),
        ("2026. A year", ""),
        ("11 октября 2025 года", ""),
        ("IV. The Parties", ""),
        ("The Parties, 25. that is", ""),
        ("", ""),
    ]:
        assert clause_of(line) == clause
