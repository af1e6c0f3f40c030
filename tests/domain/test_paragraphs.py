"""A document's text falls into counted paragraphs, each with the number printed before it."""

from calendar_service.domain.paragraphs import ParagraphFacts, around, clause_of, split
from tests.domain import cases


def test_paragraphs_are_the_lines_that_hold_something():
    assert split("Проект\r\n\r\n  1. Стороны собрались. \n\t\n2) Они договорились.\u00a0\n") == (
        ParagraphFacts(number=1, text="Проект"),
        ParagraphFacts(number=2, text="1. Стороны собрались.", clause="1"),
        ParagraphFacts(number=3, text="2) Они договорились.", clause="2"),
    )


@cases.each("text", ["", "\n\n", " \r\n\t"])
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


def test_a_quotation_stands_in_its_sentence_without_the_clause_number():
    text = "25. The Parties met. They agreed to hold a forum in Rome in 2027, and to follow it up. It went well."
    assert around(text, "hold a forum") == ("They agreed to ", " in Rome in 2027, and to follow it up.")
    assert around(text, "The Parties met.") == ("", "")
    assert around(text, "It went well") == ("", ".")


def test_a_long_sentence_is_cut_at_words_on_both_sides():
    text = f"{'before ' * 40}the quoted words{' behind' * 40}."
    before, after = around(text, "the quoted words")
    assert before.startswith("…before ")
    assert before.endswith("before ")
    assert len(before) <= 91
    assert after.startswith(" behind")
    assert after.endswith("behind…")
    assert len(after) <= 61


def test_a_full_stop_after_an_abbreviation_does_not_end_a_sentence():
    text = "Стороны встретились. По инициативе К. Иванова в г. Душанбе прошёл форум «Вода». Он удался."
    assert around(text, "прошёл форум") == ("По инициативе К. Иванова в г. Душанбе ", " «Вода».")


def test_what_is_not_quoted_has_nothing_around_it():
    assert around("The Parties met.", "agreed") == ("", "")
    assert around("The Parties met.", "") == ("", "")
