"""A pasted text is read into paragraphs, however it was broken, and written out so that it is read again as the same."""

from pathlib import Path

import pytest

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.paragraphs import split
from calendar_service.domain.pasting import MOST_CHARACTERS, MOST_PARAGRAPHS, has_tags, read, written
from tests.domain import cases

SEEDS = Path(__file__).parents[2] / "seeds/documents"
PAGE = """JOINT DECLARATION

1. The Heads of State met in Astana on 30 May 2025 and discus-
sed the state of their co-operation, which they wish to deepen
in the years to come.
2. They agreed on a well-known programme, to be carried out by
the ministries together.
3.
They thanked the host for the warm welcome that was given to
them, and for the well-
known order of the meeting.

The text was done in two copies."""


def texts(text, parting="guess"):
    return [one.text for one in read(text, parting)]


@cases.each("name", [path.name for path in sorted(SEEDS.glob("*.txt"))])
def test_a_text_is_read_with_and_without_blank_lines(name):
    text = (SEEDS / name).read_text("utf-8")
    for line_end in ("\n", "\r\n", "\r"):
        bare = line_end.join(line for line in text.split("\n") if line)
        assert read(text.replace("\n", line_end)) == split(text)
        assert read(bare) == split(text)


def test_lines_that_a_page_broke_are_joined():
    assert [(one.clause, one.text.split()[-1]) for one in read(PAGE)] == [
        ("", "DECLARATION"),
        ("1", "come."),
        ("2", "together."),
        ("3", "meeting."),
        ("", "copies."),
    ]
    assert "and discussed the state" in read(PAGE)[1].text
    assert "the well-known order" in read(PAGE)[3].text


def test_short_lines_of_a_heading_are_paragraphs_of_their_own():
    assert texts("Draft\nJoint communiqué\nof the Second Forum\n\nThe forum was held.\nIt went well.") == [
        "Draft",
        "Joint communiqué",
        "of the Second Forum",
        "The forum was held.",
        "It went well.",
    ]


def test_a_number_on_its_own_line_belongs_to_the_line_that_follows():
    assert [(one.clause, one.text) for one in read("21)\nThe Parties agreed.\n22.\nThey left.\n23.")] == [
        ("21", "21) The Parties agreed."),
        ("22", "22. They left."),
        ("", "23."),
    ]


def test_what_does_not_show_is_left_out():
    assert texts("\ufeffсотруд\u00adничество\u200b\tв 2026 году\x0cДалее\u2028И далее") == [
        "сотрудничество в 2026 году",
        "Далее",
        "И далее",
    ]


def test_paragraphs_are_parted_as_asked():
    text = "1. One\n2. Two\n\n3. Three\nfour"
    assert texts(text) == ["1. One", "2. Two", "3. Three", "four"]
    assert texts(text, "line") == ["1. One", "2. Two", "3. Three", "four"]
    assert texts(text, "blank") == ["1. One 2. Two", "3. Three four"]
    assert texts("One\ntwo", "blank") == ["One two"]


def test_a_text_without_blank_lines_was_pasted_anew():
    assert texts("1. One\n2. Two\n3. Three", "blank") == ["1. One", "2. Two", "3. Three"]


@cases.each("parting", ["guess", "blank"])
def test_what_was_read_is_read_again_as_the_same(parting):
    once = read(PAGE)
    assert read(written(once), "blank") == once
    assert read(written(read(PAGE, parting)), "blank") == read(PAGE, parting)


@cases.each("text", ["", "\n\n", " \r\n\t", "\u00ad\ufeff"])
def test_an_empty_text_has_no_paragraphs(text):
    assert read(text) == ()


def test_a_text_of_a_web_page_is_told():
    assert has_tags("<p class='x'>The Parties agreed</p>")
    assert not has_tags("a < b, <Signed>, x > y")


def test_what_is_too_much_is_refused():
    for text, parting, field in [
        ("a" * (MOST_CHARACTERS + 1), "guess", "text"),
        ("a\n" * (MOST_PARAGRAPHS + 1), "guess", "text"),
        ("a", "word", "parting"),
    ]:
        with pytest.raises(InvalidInput) as refused:
            read(text, parting)
        assert refused.value.field == field
