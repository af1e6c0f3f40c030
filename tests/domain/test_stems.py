"""Stems: the forms of one word have one, and what is typed so far is what the whole begins with."""

import time
from itertools import chain

from calendar_service.domain import stems
from tests.domain import cases

FORMS = [
    "саммит саммита саммиту саммитом саммите саммиты саммитов саммитам саммитами саммитах САММИТ",
    "визит визита визиту визитом визите визиты визитов визитам",
    "лимит лимита лимитов лимитом лимиты",
    "транзит транзита транзиту транзитом транзите",
    "залив залива заливу заливом заливе",
    "инициатива инициативы инициативе инициативу инициативой инициатив инициативам инициативами",
    "режим режима режимом режимы режимов",
    "обмен обмена обменом обмены обменов обменами",
    "Узбекистан Узбекистана Узбекистану Узбекистаном Узбекистане",
    "Иран Ирана Ирану Ираном Иране",
    "Италия Италии Италию Италией",
    "Азия Азии Азию Азией",
    "Москва Москвы Москве Москву Москвой",
    "Рим Рима Риму Римом Риме",
    "Хива Хивы Хиве Хиву Хивой",
    "Ош Оша Ошу Ошем Оше",
    "Бишкек Бишкека Бишкеку Бишкеком Бишкеке",
    "водный водная водное водные водного водной водным водными водных водную",
    "министерский министерская министерское министерские министерского министерской министерских",
    "общий общая общее общие общего общему общих общими",
    "встреча встречи встрече встречу встречей встреч встречам встречами встречах",
    "конференция конференции конференцию конференцией конференций конференциям конференциями",
    "совещание совещания совещанию совещанием совещании совещаний совещаниями",
    "безопасность безопасности безопасностью",
    "государство государства государству государством государств государствам",
    "министр министра министру министром министры министров министрам министрами",
    "дорога дороги дороге дорогу дорогой дорог дорогам",
    "повестка повестки повестке повестку повесткой повесток",
    "рынок рынка рынку рынком рынки рынков",
    "день дня дню днём дне дни дней дням днями днях",
    "уровень уровня уровню уровнем уровни уровней",
    "посол посла послу послом послы послов",
    "Египет Египта Египту Египтом Египте",
    "чёрный черный Чёрного черных",
    "summit summits Summit's Summits SUMMIT summit’s",
    "country countries Country",
    "conference conferences",
    "process processes",
    "speech speeches",
    "organisation organisations organization organizations",
    "centre centres center centers",
    "programme programmes program programs",
    "communiqué communique communiqués",
    "Oʻzbekiston O'zbekiston O‘zbekiston Ozbekiston",
]


def test_all_forms_of_a_word_have_one_stem():
    for forms in FORMS:
        found = {word: stems.stems(word) for word in forms.split()}
        assert len(set(map(tuple, found.values()))) == 1, found


def test_words_that_differ_stay_apart():
    for pair in ["вода водный", "министр министерство", "стол столица", "Иран Ирак", "Австрия Австралия", "й и",
                 "Italy Italian", "Niger Nigeria", "Austria Australia", "Paris Parish", "Кот Кто"]:  # fmt: skip
        first, second = pair.split()
        assert stems.stems(first) != stems.stems(second), pair


def test_a_stem_is_what_its_word_begins_with_but_for_the_fixed_ones():
    for word in [
        "сотрудничества",
        "деятельность",
        "консультативной",
        "Туркменистаном",
        "ministerial",
        "cooperation",
        "agreements",
    ]:
        folded = stems.fold(word)
        assert folded.startswith(stems.stem(folded)), word


@cases.each(
    ("text", "found"),
    [
        ("C5+1, 12-й", ["c5", "1", "12", "й"]),
        ("Москва́", ["москв"]),
        ("ﬁnance ２０２６", ["financ", "2026"]),
        ("Straße STRASSE", ["strass", "strass"]),
        ("Қазақстан, Төр", ["қазақстан", "төр"]),
        ("東京 サミット", ["東京", "サミット"]),
        ("a_b%c", ["a", "b", "c"]),
        ("\u0301", []),
        ("¼ ½", ["1", "4", "1", "2"]),
        ("", []),
    ],
)
def test_letters_and_digits_of_any_script_make_words_and_nothing_else_does(text, found):
    assert stems.stems(text) == found


def test_what_is_kept_is_letters_digits_and_no_more_whatever_is_given():
    some = [  # all but what lies within blocks of ideographs, syllables and ancient letters, which are alike
        range(0x3500), range(0x9F00, 0xAD00), range(0xD700, 0xD800), range(0xF800, 0x10100), range(0x1CF00, 0x20100),
        range(0x2F800, 0x2FB00),
    ]  # fmt: skip
    words = stems.words("".join(map(chr, chain(*some))))
    assert all(map(str.isalnum, words))
    assert all(map(str.isalnum, map(stems.stem, words)))


def test_a_word_counts_up_to_a_length():
    assert len(stems.stem("ы" * 10_000)) <= stems.LONGEST
    assert [len(word) for word in stems.words("x" * 10_000)] == [stems.LONGEST]


def test_long_and_spiteful_texts_take_no_time():
    for text in [
        " " * 7000,
        "(" * 7000,
        "a…!" * 2500,
        "и" * 7000,
        "'" * 7000,
        "o'" * 3500,
        "a\u0301" * 3500,
        "ами" * 2500,
    ]:
        began = time.process_time()
        stems.stems(text)
        list(stems.placed(text))
        assert time.process_time() - began < 0.5, text[:5]


def test_places_are_those_of_the_words_in_the_text_as_it_is_given():
    text = "Во вто́рник: САММИТ «C5+1»"
    assert [(stem, text[first:last]) for stem, first, last in stems.placed(text)] == [
        ("во", "Во"), ("вторник", "вто́рник"), ("саммит", "САММИТ"), ("c5", "C5"), ("1", "1"),
    ]  # fmt: skip
