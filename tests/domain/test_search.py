"""Queries: what is typed is words, of which all must be there; only quotation marks mean anything."""

import time

from calendar_service.domain import search
from calendar_service.domain.search import Term
from tests.domain import cases


def terms(text):
    return search.read(text).terms


@cases.each(
    ("typed", "found"),
    [
        ("саммитов", [Term(("саммит",), "саммитов")]),
        ("summits Rome", [Term(("summit",)), Term(("rom",), "rome")]),
        ("ЕС", [Term(("ес",))]),
        ('"саммит"', [Term(("саммит",))]),
        ('"Central Asia" вода', [Term(("central", "asia")), Term(("вод",), "вода")]),
        ("«Центральной Азией»", [Term(("центральн", "ази"))]),
        ("“water” „вода“", [Term(("water",)), Term(("вод",))]),
        ('broken "quote', [Term(("broken",)), Term(("quot",), "quote")]),
        ("саммит саммит", [Term(("саммит",)), Term(("саммит",), "саммит")]),
        ("встреча в Риме", [Term(("встреч",)), Term(("рим",), "риме")]),
        ("в и на", [Term(("в",)), Term(("и",)), Term(("на",))]),
        ("the", [Term(("the",))]),
        ('"the"', [Term(("the",))]),
    ],
)
def test_a_query_is_read_as_words(typed, found):
    assert list(terms(typed)) == found


@cases.each("typed", ["", " ", '""', "« »", "*", "^", "-", "%_" * 100, "(", ")", "'", "\\", "''--", ":", "🙂"])
def test_without_words_nothing_is_asked(typed):
    assert not search.read(typed)


@cases.each(
    ("typed", "words"),
    [
        ("NEAR(a b, 2)", ["near", "b", "2"]),
        ("a AND b OR c NOT d", ["b", "c", "not", "d"]),
        ("title:x* ^y -z", ["titl", "x", "y", "z"]),
        ("x' OR 1=1 --", ["x", "1"]),
        ("a:* & !b | (c <-> d)", ["b", "c", "d"]),
    ],
)
def test_operators_of_either_engine_are_words_or_nothing(typed, words):
    assert [stem for term in terms(typed) for stem in term.stems] == words


def test_the_number_of_terms_is_bounded():
    assert len(terms(" ".join(f"слово{number}" for number in range(100)))) == search.MOST_TERMS


def test_a_text_holds_a_query_as_the_database_has_it():
    text = "Второй саммит «Центральная Азия – Россия» состоялся в Душанбе"
    for typed in ["саммитов", "саммиты россии", '"центральной азии"', "душ", "в Душанбе", "сам"]:
        assert search.read(typed).holds(text), typed
    for typed in ['"азия центральная"', '"сам"', "саммит Рим", "ду"]:
        assert not search.read(typed).holds(text), typed


def marked(text, typed, **options):
    return "".join(
        f"[{part.text}]" if part.is_found else part.text for part in search.excerpt(text, search.read(typed), **options)
    )


def test_an_excerpt_marks_what_was_found():
    assert marked("Лидеры саммита приветствовали саммиты.", "саммит") == "Лидеры [саммита] приветствовали [саммиты]."
    assert marked("Страны Центральной Азии и Азии.", '"центральная азия"') == "Страны [Центральной Азии] и Азии."
    assert marked("Пункт 5 и 25", "5") == "Пункт [5] и 25"
    assert marked("<b>water</b>", "water") == "<b>[water]</b>"


def test_an_excerpt_is_short_and_begins_and_ends_with_whole_words():
    text = "слово " * 200 + "саммит и другой саммит " + "конец " * 200
    found = marked(text, "саммита", length=120)
    assert found.startswith("… слово")
    assert found.endswith("конец …")
    assert "[саммит] и другой [саммит]" in found
    assert len(found) < 135


def test_an_excerpt_passes_over_the_printed_number_and_takes_a_text_without_spaces():
    assert marked("12. Саммит", "саммит", start=4) == "[Саммит]"
    assert marked("12. Саммит", "12", start=4) == "Саммит"
    assert len(marked("х" * 5000, "саммит", length=100)) == 102
    assert marked("", "саммит") == ""


def test_spiteful_queries_take_no_time():
    for typed in ['"' * 200, "«" * 200, "“" * 200, '" ' * 100, "a" * 200, "и " * 100, "«»" * 100]:
        began = time.process_time()
        search.excerpt("саммит " * 2000, search.read(typed))
        assert time.process_time() - began < 0.15, typed[:5]
