"""Whatever is typed, the answer is a date or a refusal, and soon (hostile cases 60, 62, 63, 70, 71)."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_service.domain.dates import DateRefused, parse_edtf, read
from calendar_service.domain.dates.tokens import LIMIT
from tests.domain import cases
from tests.domain.dates import tables

EXPRESSIONS = [row.expression for name in tables.TABLES for row in tables.rows(name)]
WORDS = sorted({word for expression in EXPRESSIONS for word in expression.split()})


def outcome(text, reader=read):
    """The date, or the reason of the refusal; any other error breaks the test."""
    try:
        return reader(text)
    except DateRefused as refused:
        return f"{refused.reason}{refused.sentence('ru')[:0]}"


NOTHING_BREAKS_THE_READE = [
    "(" * 7000,
    "[" * 300,
    "{" * 200,
    "1" * 7000,
    "12 " * 2000,
    "до " * 90,
    "а" * 7000,
    "in " * 100,
    "а-" * 140,
    ". " * 150,
    "\ud800",
    "12 мая\x00 2026",
    "😀",
    "12 мая 😀 2026",
    "١٢ مايو ٢٠٢٦",
    "２０２６",
    "½",
    "\t",
    "\n",
    "²⁰²⁶",
    "..",
    ".",
    "/",
    "--",
    "~",
    "?",
    "[]",
    "{}",
    "[..]",
    "[,]",
    "2026-",
    "-",
    "1/1/1/1",
    "1.1.1.1.1",
    "99999999999999999999",
    "0",
    "00",
    "0000",
    "2026-05-12T",
    "T10:00",
    "2026-05-12T10:00/2026-05-13T10:00",
    "между",
    "с",
    "по",
    "between and",
    "or",
    "или или",
    "а́",
    "first",
    "last",
    "next",
    "Q",
    "Q9",
    "через",
    "in",
    "a",
    "мая мая мая",
    "12 мая 12 мая",
    "I II III",
    "the the the",
]


def test_nothing_breaks_the_reader():
    for text in NOTHING_BREAKS_THE_READE:
        assert outcome(text) is not None, text[:40]


@cases.each("seed", ["12 мая ", "до ", "between ", "или ", "(", "12.", "first ", "2026-", "через ", "in a ", "и "])
def test_a_long_text_is_answered_as_soon_as_a_short_one(seed):
    longest = (seed * LIMIT)[:LIMIT]
    began = time.process_time()
    outcome(longest)
    outcome(seed * 2000)
    assert time.process_time() - began < 0.2


def test_any_words_of_dates_in_any_order_are_read_or_refused():
    chance = random.Random(20260512)
    for _ in range(30):
        outcome(" ".join(chance.choices(WORDS, k=chance.randint(1, 8))))


def test_a_date_that_lost_or_doubled_a_character_is_read_or_refused():
    chance = random.Random(20270601)
    for expression in chance.sample(EXPRESSIONS, 20):
        place = chance.randrange(len(expression) + 1)
        outcome(expression[:place] + expression[place + 1 :])
        outcome(expression[:place] + chance.choice("1-.,мa)?/ ") + expression[place:])


@settings(max_examples=8, deadline=None)
@given(st.text("0123456789-/.[]{}~?%XTWYS:,+ ", max_size=24))
def test_any_signs_of_edtf_are_read_or_refused(text):
    assert outcome(text)
    assert outcome(text, parse_edtf)


@cases.each(
    ("text", "reason"),
    [
        ("0000", "year outside 1900–2199"), ("-0044", "year outside 1900–2199"), ("10000", "year outside 1900–2199"),
        ("99999", "year outside 1900–2199"), ("+10000", "year outside 1900–2199"), ("1626/2026", "year outside 1900–2199"),
        ("Y17E8", "EDTF not accepted: a year has four digits"), ("2023-02-29", "no such day: 2023 is not a leap year"),
        ("30 Feb 2026", "no such day: February 2026 has 28"), ("1445", "year outside 1900–2199; Islamic calendar?"),
        ("2567", "year outside 1900–2199; Buddhist calendar?"), ("2026-05-14/2026-05-12", "reversed: 2026-05-12 lies before 2026-05-14"),
        ("2026-05-12T23:59:60", "no such time: 23:59:60"), ("12 May 2026, 23:59:60", "no such time: 23:59:60"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(text, reason):
    assert outcome(text) == reason


@cases.each(
    ("text", "edtf"),
    [("202X", "202X"), ("2024-06~", "2024-06~"), ("2024?", "2024?"), ("[2024..2026]", "[2024..2026]")],
)
def test_what_is_imprecise_is_never_cut_to_the_first_of_january(text, edtf):
    assert read(text).edtf == edtf


def test_the_sentence_of_a_refusal_says_in_the_readers_language_what_to_type():
    with pytest.raises(DateRefused) as caught:
        read("31 апреля 2026 года")
    assert "30" in caught.value.sentence("en")
    assert "April 2026" in caught.value.sentence("en")
    assert "апрель 2026" in caught.value.sentence("ru")


@cases.each("character", ["\u202e", "\u2066", "\u200f", "\x07", "\x00", "\ud800", "\n", "\t", "\ue000", "\uffff"])
def test_a_character_that_is_not_for_texts_is_refused_by_name(character):
    assert outcome(f"12 мая{character} 2026 года").startswith("a character that cannot stand in a text; ")
