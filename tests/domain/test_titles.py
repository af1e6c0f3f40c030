"""Titles agree in gender, number and case, and an edition can be named from its kind and format."""

import tomllib
from pathlib import Path

import pytest

from calendar_service.domain import russian
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import KINDS, Kind
from calendar_service.domain.russian import Case, Gender
from calendar_service.domain.text import LocalText
from calendar_service.domain.titles import edition_for, propose
from tests.domain import cases

ITALY = LocalText({"ru": "Центральная Азия + Италия", "en": "Central Asia + Italy"})
CONFERENCE = LocalText(
    {
        "ru": "министерская конференция «Центральная Азия + Италия»",
        "en": "‘Central Asia + Italy’ Ministerial Conference",
    }
)


def in_russian(edition: str, ordinal: int | None, case: Case = Case.NOMINATIVE) -> str:
    return propose(LocalText({"ru": edition}), ordinal, case=case).texts["ru"]


def test_a_title_is_proposed_in_both_languages():
    assert dict(propose(CONFERENCE, 4)) == {
        "ru": "Четвёртая министерская конференция «Центральная Азия + Италия»",
        "en": "Fourth ‘Central Asia + Italy’ Ministerial Conference",
    }


def test_without_an_ordinal_the_edition_is_the_title():
    assert dict(propose(CONFERENCE, None)) == {
        "ru": "Министерская конференция «Центральная Азия + Италия»",
        "en": "‘Central Asia + Italy’ Ministerial Conference",
    }


def test_a_title_is_proposed_in_the_languages_of_the_edition_only():
    assert dict(propose(LocalText({"ru": "саммит"}), 2)) == {"ru": "Второй саммит"}
    assert dict(propose(LocalText({"en": "Summit"}), 2)) == {"en": "Second Summit"}
    assert not propose(LocalText(), 2)


A_RUSSIAN_ORDINAL_AGREES = [
    ("саммит «Центральная Азия – Россия»", "Третий саммит «Центральная Азия – Россия»"),
    ("министерская конференция", "Третья министерская конференция"),
    ("круглый стол по воде", "Третий круглый стол по воде"),
    ("заседание Совета министров", "Третье заседание Совета министров"),
    ("рабочее совещание", "Третье рабочее совещание"),
    ("консультации", "Третьи консультации"),
    ("летние учения", "Третьи летние учения"),
    ("учения «Рубеж»", "Третьи учения «Рубеж»"),
    ("парламентские слушания", "Третьи парламентские слушания"),
    ("встреча министров", "Третья встреча министров"),
    ("экспертный форум", "Третий экспертный форум"),
    ("диалог", "Третий диалог"),
    ("сессия", "Третья сессия"),
    ("официальный визит", "Третий официальный визит"),
    ("подписание", "Третье подписание"),
    ("совместное тематическое мероприятие", "Третье совместное тематическое мероприятие"),
    ("кампания", "Третья кампания"),
    ("фестиваль", "Третий фестиваль"),
    ("деятельность", "Третья деятельность"),
    ("турне", "Третье турне"),
    ("бизнес-форум", "Третий бизнес-форум"),
    ("встреча-диалог", "Третья встреча-диалог"),
    ("научные и деловые переговоры", "Третьи научные и деловые переговоры"),
    ("«Центральная Азия + Италия»", "Третий «Центральная Азия + Италия»"),
    ("C5+1 Summit", "Третий C5+1 Summit"),
]


def test_a_russian_ordinal_agrees_with_the_head_noun():
    for edition, third in A_RUSSIAN_ORDINAL_AGREES:
        assert in_russian(edition, 3) == third


@cases.each(
    ("ordinal", "title"),
    [
        (1, "Первая сессия"),
        (2, "Вторая сессия"),
        (8, "Восьмая сессия"),
        (11, "Одиннадцатая сессия"),
        (19, "Девятнадцатая сессия"),
        (20, "20-я сессия"),
        (23, "23-я сессия"),
        (42, "42-я сессия"),
        (100, "100-я сессия"),
        (1013, "1013-я сессия"),
    ],
)
def test_russian_ordinals_are_words_up_to_nineteen(ordinal, title):
    assert in_russian("сессия", ordinal) == title


@cases.each(
    ("edition", "title"),
    [
        ("саммит", "43-й саммит"),
        ("сессия", "43-я сессия"),
        ("заседание", "43-е заседание"),
        ("консультации", "43-и консультации"),
    ],
)
def test_the_letters_after_a_number_follow_the_gender(edition, title):
    assert in_russian(edition, 43) == title


@cases.each(
    ("ordinal", "title"),
    [(1, "First"), (12, "Twelfth"), (19, "Nineteenth"), (20, "20th"), (21, "21st"), (42, "42nd"), (113, "113th")],
)
def test_english_ordinals_are_words_up_to_nineteen(ordinal, title):
    assert propose(LocalText({"en": "Session"}), ordinal).texts["en"] == f"{title} Session"


@cases.each(
    ("edition", "title"),
    [
        ("Министерская встреча", "Первая министерская встреча"),
        ("Саммит Россия – Африка", "Первый саммит Россия – Африка"),
        ("Политический диалог", "Первый политический диалог"),
        ("Межпарламентская конференция", "Первая межпарламентская конференция"),
        ("Каспийский саммит", "Первый Каспийский саммит"),
        ("Арктический форум", "Первый Арктический форум"),
        ("Генеральная Ассамблея", "Первая Генеральная Ассамблея"),
        ("СМИД ОДКБ", "Первый СМИД ОДКБ"),
    ],
)
def test_a_capital_is_lowered_unless_it_begins_a_name(edition, title):
    assert in_russian(edition, 1) == title


A_RUSSIAN_TITLE_CAN_STAN = [
    ("министерская конференция «А + Б»", Case.GENITIVE, "Четвёртой министерской конференции «А + Б»"),
    ("министерская конференция «А + Б»", Case.ACCUSATIVE, "Четвёртую министерскую конференцию «А + Б»"),
    ("министерская конференция «А + Б»", Case.INSTRUMENTAL, "Четвёртой министерской конференцией «А + Б»"),
    ("экспертный форум", Case.GENITIVE, "Четвёртого экспертного форума"),
    ("саммит", Case.DATIVE, "Четвёртому саммиту"),
    ("круглый стол", Case.PREPOSITIONAL, "Четвёртом круглом столе"),
    ("круглый стол", Case.ACCUSATIVE, "Четвёртый круглый стол"),
    ("рабочая встреча", Case.INSTRUMENTAL, "Четвёртой рабочей встречей"),
    ("большая поездка", Case.GENITIVE, "Четвёртой большой поездки"),
    ("последнее заседание", Case.DATIVE, "Четвёртому последнему заседанию"),
    ("осенняя сессия", Case.ACCUSATIVE, "Четвёртую осеннюю сессию"),
    ("консультации", Case.GENITIVE, "Четвёртых консультаций"),
    ("политические переговоры", Case.INSTRUMENTAL, "Четвёртыми политическими переговорами"),
    ("встреча-диалог", Case.GENITIVE, "Четвёртой встречи-диалога"),
    ("день открытых дверей", Case.GENITIVE, "Четвёртого дня открытых дверей"),
    ("фестиваль", Case.INSTRUMENTAL, "Четвёртым фестивалем"),
    ("неделя", Case.DATIVE, "Четвёртой неделе"),
    ("турне", Case.GENITIVE, "Четвёртого турне"),
    ("ГА ООН", Case.DATIVE, "Четвёртой ГА ООН"),
]


def test_a_russian_title_can_stand_in_every_case():
    for edition, case, title in A_RUSSIAN_TITLE_CAN_STAN:
        assert in_russian(edition, 4, case) == title


@cases.each(
    ("case", "written"),
    [
        (Case.NOMINATIVE, ["23-й", "23-я", "23-е", "23-и"]),
        (Case.GENITIVE, ["23-го", "23-й", "23-го", "23-х"]),
        (Case.DATIVE, ["23-му", "23-й", "23-му", "23-м"]),
        (Case.ACCUSATIVE, ["23-й", "23-ю", "23-е", "23-и"]),
        (Case.INSTRUMENTAL, ["23-м", "23-й", "23-м", "23-ми"]),
        (Case.PREPOSITIONAL, ["23-м", "23-й", "23-м", "23-х"]),
    ],
)
def test_an_ordinal_in_digits_agrees_in_case(case, written):
    assert [russian.ordinal(23, gender, case) for gender in Gender] == written


@cases.each("ordinal", [0, -1])
def test_an_ordinal_below_one_is_refused(ordinal):
    with pytest.raises(InvalidInput) as refusal:
        propose(CONFERENCE, ordinal)
    assert refusal.value.field == "ordinal"


@cases.each("kind", KINDS)
def test_an_edition_is_named_from_every_kind_and_a_format(kind):
    edition = edition_for(kind, ITALY)
    assert edition.texts["ru"].endswith(" «Центральная Азия + Италия»")
    assert edition.texts["en"].startswith("‘Central Asia + Italy’ ")
    assert edition.texts["ru"][0].islower()


@cases.each(
    ("kind", "ru", "en"),
    [
        ("ministerial", "Вторая министерская встреча", "Ministerial Meeting"),
        ("round_table", "Второй круглый стол", "Round Table"),
        ("exercise", "Вторые учения", "Exercise"),
        ("signing", "Вторая церемония подписания", "Signing Ceremony"),
        ("other", "Второе мероприятие", "Event"),
    ],
)
def test_a_named_edition_takes_an_ordinal(kind, ru, en):
    assert dict(propose(edition_for(kind, ITALY), 2)) == {
        "ru": f"{ru} «Центральная Азия + Италия»",
        "en": f"Second ‘Central Asia + Italy’ {en}",
    }


def test_quotes_within_a_format_name_become_inner_quotes():
    names = LocalText({"ru": "Диалог «Центральная Азия»", "en": "Dialogue ‘Central Asia’"})
    assert dict(edition_for("forum", names)) == {
        "ru": "форум «Диалог „Центральная Азия“»",
        "en": "‘Dialogue “Central Asia”’ Forum",
    }


def test_without_a_format_the_kind_alone_names_the_edition():
    assert dict(edition_for("summit", LocalText())) == {"ru": "саммит", "en": "Summit"}


def test_a_language_without_a_format_name_is_left_out():
    assert dict(edition_for("summit", LocalText({"ru": "А + Б"}))) == {"ru": "саммит «А + Б»"}


def test_a_new_kind_is_named_by_its_label(monkeypatch):
    monkeypatch.setitem(KINDS, "congress", Kind("congress", "congress", "CONGRESS"))
    assert edition_for("congress", ITALY).texts["en"] == "‘Central Asia + Italy’ Congress"


def test_an_unknown_kind_is_refused():
    with pytest.raises(InvalidInput):
        edition_for("party", ITALY)


def test_what_is_proposed_for_the_seeds_is_what_their_titles_say():
    seeds = Path(__file__).parents[2] / "seeds"
    series = {
        one["slug"]: LocalText(one["editions"])
        for one in tomllib.loads((seeds / "series.toml").read_text("utf-8"))["series"]
    }
    events = tomllib.loads((seeds / "events.toml").read_text("utf-8"))["event"]
    proposed = {
        event["titles"]["en"]: propose(series[event["series"]], event["ordinal"])
        for event in events
        if "ordinal" in event
    }
    for title in (
        "First ‘Central Asia + Italy’ Summit",
        "Third ‘Central Asia + Italy’ Ministerial Conference",
        "20th ‘Central Asia – European Union’ Ministerial Meeting",
        "Second ‘Central Asia – Russia’ Summit",
    ):
        assert proposed[title].texts["en"] == title
