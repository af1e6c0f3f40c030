"""Writing: a date in the reader's language, which reads as the same date again."""

from datetime import time

from hypothesis import given, settings

from calendar_service.domain.dates import bounds_in_words, parse_edtf, read, write
from tests.domain import cases
from tests.domain.dates import dated, tables

LANGUAGES = ("ru", "en", "it")


def reread(stated, lang, style="long"):
    """The date that comes back, in one text with the words it came through."""
    words = write(stated, lang, style=style)
    return tables.said(read(words)), words


@settings(max_examples=8, deadline=None)
@given(stated=dated.DATES)
def test_what_was_written_reads_as_the_same_date(stated):
    for lang in LANGUAGES:
        for style in ("long", "short"):
            found, words = reread(stated, lang, style)
            assert (found, words) == (tables.said(stated), words)


@cases.each("lang", LANGUAGES)
def test_what_the_tables_say_is_written_and_reads_again(lang):
    for edtf in {row.edtf for row in tables.rows("expressions") if not row.is_refused}:
        stated = parse_edtf(edtf)
        assert (*reread(stated, lang), edtf) == (tables.said(stated), write(stated, lang), edtf)


@cases.each(
    ("edtf", "russian", "english", "italian"),
    [
        ("", "дата не определена", "date not set", "data da definire"),
        ("2026-05-12", "12 мая 2026 г.", "12 May 2026", "12 maggio 2026"),
        ("2025-04-03/2025-04-04", "3–4 апреля 2025 г.", "3–4 April 2025", "3–4 aprile 2025"),
        (
            "2026-12-30/2027-01-02",
            "30 декабря 2026 г. – 2 января 2027 г.",
            "30 December 2026 – 2 January 2027",
            "30 dicembre 2026 – 2 gennaio 2027",
        ),
        ("2026-05", "май 2026 г.", "May 2026", "maggio 2026"),
        ("2026-21", "весна 2026 г.", "spring 2026", "primavera 2026"),
        ("2026-24", "зима 2026–2027 гг.", "winter 2026–2027", "inverno 2026–2027"),
        ("2026-34", "II квартал 2026 г.", "Q2 2026", "II trimestre 2026"),
        ("2026-39", "конец 2026 г.", "late 2026", "fine 2026"),
        ("2026/2027", "2026–2027 гг.", "2026–2027", "2026–2027"),
        ("203X", "2030-е гг.", "the 2030s", "anni 2030"),
        ("../2026", "к 2026 г.", "by 2026", "entro il 2026"),
        ("../2026-05-11", "не позднее 11 мая 2026 г.", "by 11 May 2026", "entro l'11 maggio 2026"),
        ("2027/..", "не ранее 2027 г.", "not before 2027", "non prima del 2027"),
        (
            "[2026-05-10..2026-05-20]",
            "между 10 и 20 мая 2026 г.",
            "between 10 and 20 May 2026",
            "tra il 10 e il 20 maggio 2026",
        ),
        ("[2026-05-11..2026-05-20]", "середина мая 2026 г.", "mid-May 2026", "metà maggio 2026"),
        ("[2026-05-11..2026-05-17]", "неделя с 11 мая 2026 г.", "week of 11 May 2026", "settimana dell'11 maggio 2026"),
        ("[2026-05,2026-09]", "май или сентябрь 2026 г.", "May or September 2026", "maggio o settembre 2026"),
        ("2026-05-12~", "ориентировочно 12 мая 2026 г.", "around 12 May 2026", "circa 12 maggio 2026"),
        ("2026-03~/2026-05~", "ориентировочно весна 2026 г.", "around spring 2026", "circa primavera 2026"),
        ("2026-05?", "предположительно май 2026 г.", "possibly May 2026", "forse maggio 2026"),
    ],
)
def test_a_date_is_written_in_the_readers_language(edtf, russian, english, italian):
    assert [write(parse_edtf(edtf), lang) for lang in LANGUAGES] == [russian, english, italian]


def test_times_stand_behind_the_day_with_a_city_that_names_the_zone():
    stated = parse_edtf("2026-05-12").with_times(time(10), time(13, 30), "Asia/Almaty")
    assert write(stated, "ru") == "12 мая 2026 г., 10:00–13:30 (Алматы)"
    assert write(stated, "en") == "12 May 2026, 10:00–13:30 (Almaty)"


def test_of_several_days_each_time_is_written_with_its_day():
    stated = parse_edtf("2027-01-06/2027-01-07").with_times(time(10), time(17, 30), "Asia/Almaty")
    assert write(stated, "ru") == "6–7 января 2027 г., 6 января 10:00 – 7 января 17:30 (Алматы)"
    assert write(stated, "en") == "6–7 January 2027, 6 January 10:00 – 7 January 17:30 (Almaty)"


def test_a_language_in_which_dates_are_not_written_is_answered_in_english():
    assert write(parse_edtf("2026-05-12"), "kk") == "12 May 2026"


@cases.each(
    ("edtf", "russian", "english"),
    [
        ("2026-21", "1 марта – 31 мая 2026 г.", "1 March – 31 May 2026"),
        ("../2026", "не позднее 31 декабря 2026 г.", "by 31 December 2026"),
        ("2027/..", "не ранее 1 января 2027 г.", "not before 1 January 2027"),
        ("2026-05-12~", "12 мая 2026 г.", "12 May 2026"),
        ("2026-24", "1 декабря 2026 г. – 28 февраля 2027 г.", "1 December 2026 – 28 February 2027"),
        ("", "дата не определена", "date not set"),
    ],
)
def test_bounds_are_days_in_words(edtf, russian, english):
    assert [bounds_in_words(parse_edtf(edtf), lang) for lang in ("ru", "en")] == [russian, english]
