"""Messages are said in the reader's language, with their values."""

from calendar_service.domain.words import LANGUAGES, Term, say, say_number
from tests.domain import cases


def test_a_message_is_said_in_the_language_of_the_reader():
    assert (say("en", "summit"), say("ru", "summit")) == ("summit", "саммит")


@cases.each("lang", ["", "xx", "kk"])
def test_where_there_is_no_catalogue_a_message_stays_english(lang):
    assert say(lang, "summit") == "summit"


@cases.each("lang", LANGUAGES)
def test_a_message_without_words_says_nothing(lang):
    assert say(lang, "") == ""


def test_values_fill_their_places():
    assert say("en", "was: %(before)s; now: %(after)s", before="2026", after="100 %") == "was: 2026; now: 100 %"


def test_a_value_that_is_a_message_is_said_in_the_same_language():
    assert say("ru", "%(what)s", what=Term("summit")) == "саммит"
    assert say("ru", "%(what)s", what="summit") == "summit"
    assert say_number("ru", "%(number)s %(what)s", "%(number)s %(what)s", 2, what=Term("summit")) == "2 саммит"


@cases.each(
    ("number", "russian", "english"),
    [
        (1, "на 1 день позже", "1 day later"),
        (3, "на 3 дня позже", "3 days later"),
        (11, "на 11 дней позже", "11 days later"),
        (21, "на 21 день позже", "21 days later"),
        (112, "на 112 дней позже", "112 days later"),
    ],
)
def test_days_are_counted_as_each_language_counts(number, russian, english):
    said = [say_number(lang, "%(number)s day later", "%(number)s days later", number) for lang in ("ru", "en")]
    assert said == [russian, english]
