"""Passages: a paragraph is cut where quotations begin and end, and no letter is lost."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_service.domain.entries import Said
from calendar_service.models.documents import Paragraph
from calendar_service.services.passages import Passage, Target, shown

TEXT = "5. The summit in Rome and the forum in Rome were held."


def passage(quote, noun="event", *, mention=False):
    target = Target(noun=noun, id=uuid4(), title=Said(quote, "en"), url="")
    return Passage(target=target, quote=quote, is_mention=mention)


def cut(*passages, text=TEXT, clause="5"):
    return shown(Paragraph(number=3, clause=clause, text=text), passages)


def pieces(paragraph):
    return [(piece.text, [one.quote for one in piece.passages]) for piece in paragraph.pieces]


def test_without_quotations_it_is_one_piece_without_its_printed_number():
    assert pieces(cut()) == [("The summit in Rome and the forum in Rome were held.", [])]


def test_a_quotation_is_one_piece():
    assert pieces(cut(passage("summit in Rome"))) == [
        ("The ", []),
        ("summit in Rome", ["summit in Rome"]),
        (" and the forum in Rome were held.", []),
    ]


def test_overlapping_quotations_are_cut_where_they_meet():
    found = pieces(cut(passage("summit in Rome and"), passage("Rome and the forum")))
    assert found[1:4] == [
        ("summit in ", ["summit in Rome and"]),
        ("Rome and", ["summit in Rome and", "Rome and the forum"]),
        (" the forum", ["Rome and the forum"]),
    ]


def test_the_shorter_of_two_leads_where_one_lies_in_the_other():
    assert pieces(cut(passage("summit in Rome"), passage("summit")))[1] == ("summit", ["summit", "summit in Rome"])


def test_an_event_leads_before_a_commitment_and_what_is_announced_before_what_is_mentioned():
    both = cut(passage("summit", "commitment"), passage("summit"))
    assert [one.target.noun for one in both.pieces[1].passages] == ["event", "commitment"]
    mentioned = cut(passage("summit", mention=True), passage("summit", "format"))
    assert [one.target.noun for one in mentioned.pieces[1].passages] == ["format", "event"]


def test_the_same_words_cited_twice_are_marked_once_and_listed_for_both():
    both = cut(passage("summit"), passage("summit"))
    assert [text for text, _quotes in pieces(both)] == ["The ", "summit", " in Rome and the forum in Rome were held."]
    assert len(both.passages) == 2


def test_words_that_stand_twice_are_marked_where_they_first_stand():
    assert pieces(cut(passage("Rome")))[:2] == [("The summit in ", []), ("Rome", ["Rome"])]


def test_one_target_is_listed_once():
    one = passage("summit")
    again = Passage(target=one.target, quote="forum", is_mention=True)
    assert [found.quote for found in cut(one, again).passages] == ["summit"]


def test_a_quotation_of_the_printed_number_keeps_it():
    assert pieces(cut(passage("5. The summit")))[0] == ("5. The summit", ["5. The summit"])


def test_words_that_are_not_there_are_listed_and_nothing_is_marked():
    paragraph = cut(passage("never said"))
    assert all(not piece.passages for piece in paragraph.pieces)
    assert [one.quote for one in paragraph.passages] == ["never said"]


@pytest.mark.parametrize("clause", ["", "5", "6"])
@given(ends=st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=5))
def test_no_letter_is_lost_or_said_twice(clause, ends):
    quotes = [TEXT[min(pair) : max(pair)] for pair in ends]
    paragraph = cut(*(passage(quote) for quote in quotes), clause=clause)
    whole = "".join(piece.text for piece in paragraph.pieces)
    assert TEXT.endswith(whole)
    assert all(piece.text for piece in paragraph.pieces)
    assert len(whole) >= len(TEXT) - len("5. ")
