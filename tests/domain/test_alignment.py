"""Paragraphs that stay keep their citations; quoted words that move are found; those that are gone are told."""

from calendar_service.domain.alignment import Quote, align

BEFORE = ("The title", "1. We shall meet in Rome.", "2. We shall talk of water.", "3. We thank the host.")
ROME = Quote(1, "meet in Rome")


def test_a_paragraph_put_before_others_moves_none_of_them():
    found = align(BEFORE, ("Draft", *BEFORE), [ROME])
    assert found.kept == (None, 0, 1, 2, 3)
    assert found.placed == {ROME: 2}
    assert not found.lost


def test_an_edited_paragraph_stays_itself():
    found = align(BEFORE, (BEFORE[0], "1. We shall all meet in Rome.", *BEFORE[2:]), [ROME])
    assert found.kept == (0, 1, 2, 3)
    assert found.placed == {ROME: 1}


def test_what_was_put_elsewhere_stays_itself():
    found = align(BEFORE, (BEFORE[0], BEFORE[2], BEFORE[3], BEFORE[1]), [ROME])
    assert found.kept == (0, 2, 3, 1)
    assert found.placed == {ROME: 3}


def test_joined_paragraphs_hold_what_was_quoted_from_both():
    water = Quote(2, "talk of water")
    found = align(BEFORE, (BEFORE[0], f"{BEFORE[1]} {BEFORE[2]}", BEFORE[3]), [ROME, water])
    assert found.kept[0] == 0
    assert found.kept[1] in {1, 2}
    assert found.placed == {ROME: 1, water: 1}


def test_of_a_split_paragraph_the_part_with_the_quotation_stays():
    text = "1. We are glad. We shall meet in Rome."
    quote = Quote(0, "meet in Rome")
    found = align((text,), ("1. We are glad.", "We shall meet in Rome."), [quote])
    assert found.kept == (None, 0)
    assert found.placed == {quote: 1}


def test_words_that_stand_nowhere_are_lost():
    found = align(BEFORE, (BEFORE[0], "1. We shall meet in Paris.", *BEFORE[2:]), [ROME])
    assert found.lost == (ROME,)
    assert align(BEFORE, (), [ROME]).lost == (ROME,)
