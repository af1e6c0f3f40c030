"""What a text may hold, and how a text in several languages answers."""

import time
import unicodedata

import pytest

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.text import LocalText, clean, is_blank, local, name_of, normalize, require
from tests.domain import cases

LINE_ENDS = ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
REFUSED = {
    "control characters": "\x00\x1b\x7f\x9f",
    "bidirectional overrides": "\u202a\u202b\u202c\u202d\u202e",
    "bidirectional isolates": "\u2066\u2067\u2068\u2069",
    "lone surrogates": "\ud800\udfff",
    "non-characters": "\ufdd0\ufffe\U0010ffff",
    "private use": "\ue000\U000f0000",
    "unassigned": "\u0378",
}


def refusal(call, *args, **options):
    """The refusal of a text, which must come."""
    try:
        taken = call(*args, field="title", **options)
    except InvalidInput as refused:
        return refused
    return pytest.fail(f"taken as {taken!a}")


@cases.each(("name", "characters"), REFUSED.items())
def test_what_cannot_be_seen_and_does_harm_is_refused(name, characters):
    for character in characters:
        refusal(clean, f"Summit{character}of Rome")
        refusal(clean, f"Summit\n{character}of Rome", lines=True)


def test_a_title_has_one_line():
    for line_end in LINE_ENDS:
        refusal(clean, f"Summit{line_end}ATTENDEE:mailto:x@example.org")


def test_a_note_ends_its_lines_with_lf():
    assert clean("One\r\ntwo\rthree\nfour\tfive", field="note", lines=True) == "One\ntwo\nthree\nfour\tfive"
    for line_end in "\x0b\x0c\x85\u2028\u2029":
        refusal(clean, f"One{line_end}two", lines=True)


def test_a_refusal_names_the_field_the_character_and_its_place():
    assert refusal(clean, "Sum\u202emit").field == "title"
    assert str(refusal(clean, "Sum\u202emit")) == (
        "Character 4 of the text, U+202E RIGHT-TO-LEFT OVERRIDE, cannot stand here. Remove it and try again."
    )
    assert "U+0000, " in str(refusal(clean, "\x00"))


def test_a_character_without_a_name_is_called_by_its_number():
    assert (name_of("\ue000"), name_of("\u202e")) == ("U+E000", "U+202E RIGHT-TO-LEFT OVERRIDE")


def test_what_exits_must_escape_is_kept_as_it_is():
    for text in [
        'Цэ «+5»; a,b\\c "d" <svg/onload=x>',
        "{{7*7*191}}",
        "مؤتمر القمة",
        "🇰🇿 👩\u200d⚖️",
        "é ñ ў ғ қ",
        "=1+1",
    ]:
        assert clean(text, field="title") == unicodedata.normalize("NFC", text)


def test_texts_that_look_alike_are_kept_alike():
    assert clean(" Саммит\u00a0и\u0306 ", field="title") == "Саммит\u00a0й"


def test_a_title_has_200_code_points_at_most_counted_as_they_are_kept():
    assert clean("й" * 200, field="title") == clean("и\u0306" * 200, field="title") == "й" * 200
    assert str(refusal(clean, "я" * 201)) == "The text has 201 characters; 200 at most can be kept. Shorten it."


def test_marks_piled_on_one_letter_count_each():
    assert "2000 characters" in str(refusal(clean, "x" + "\u0336" * 1999))


@cases.each(
    "text",
    ["x\u0301\u0323\u0301\u0327", "\u0f73\u0f71\u0f73", "α\u0345\u0301\u0314", "\u1100\u1161\u11a8", "\u0344\u0323"],
)
def test_marks_are_put_in_the_order_of_unicode(text):
    assert normalize(text) == unicodedata.normalize("NFC", text)


def test_piled_marks_cost_no_more_than_other_letters():
    begun = time.process_time()
    normalize("x" + "\u0301\u0323" * 20_000)
    assert time.process_time() - begun < 0.5  # the library alone takes seconds


def test_a_title_in_which_nothing_can_be_seen_is_empty():
    for text in [
        "",
        "  ",
        "\u00a0\u3000",
        "\u3164",
        "\u200b\u200d",
        "\ufe0f",
        "\u2062",
        "\u2800",
        "\ufeff",
        "\U000e0041",
    ]:
        assert is_blank(text)
        assert clean(text, field="title") == ""
        assert str(refusal(require, text)) == "This field is empty. Fill it in."


def test_a_title_in_which_something_can_be_seen_is_not_empty():
    assert require(" \u200bA ", field="title") == "\u200bA"


def test_a_text_stands_in_another_language_where_the_one_asked_for_has_none():
    text = LocalText({"en": "Rome", "kk": "Рим қаласы"})
    assert (text.get("en"), text.get("kk"), text.get("ru")) == ("Rome", "Рим қаласы", "Rome")
    assert text.language_for("ru") == "en"


def test_russian_comes_before_english_and_both_before_others():
    text = LocalText({"it": "Roma", "en": "Rome", "ru": "Рим"})
    assert (text.language_for("kk"), LocalText({"it": "Roma"}).get("ru")) == ("ru", "Roma")


def test_a_language_without_a_text_is_absent():
    assert dict(LocalText({"ru": "", "en": "Rome"})) == {"en": "Rome"}
    assert not LocalText({"ru": ""})
    assert (LocalText().get("ru"), LocalText().language_for("ru")) == ("", "")


def test_texts_that_say_the_same_are_equal():
    one, other = LocalText({"ru": "Рим", "en": "Rome"}), LocalText({"en": "Rome", "ru": "Рим", "it": ""})
    assert one == other
    assert hash(one) == hash(other)
    assert one != LocalText({"ru": "Рим"})


def test_every_language_of_a_text_enters_by_the_same_door():
    assert dict(local({"ru": " Рим ", "en": "\u200b"}, field="city")) == {"ru": "Рим"}
    with pytest.raises(InvalidInput) as caught:
        local(LocalText({"ru": "Рим", "en": "Ro\nme"}), field="city")
    assert caught.value.field == "city.en"
    assert local(None, field="city") == LocalText()


@cases.each("lang", ["", "ru\r\nX-EVIL:1", "en;VALUE=URI", "English language", "RU"])
def test_a_text_in_what_is_no_language_is_refused(lang):
    refusal(local, {lang: "Rome"})
