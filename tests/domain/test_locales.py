"""Names of months and weekdays stay in their own language, whichever was asked for before."""

from calendar_service.domain import locales
from tests.domain import cases

QUARTERS = {"ru": "3-й квартал", "en": "3rd quarter", "it": "3º trimestre"}


def wide_quarter(lang):
    return locales.locale(lang).quarters["stand-alone"]["wide"][3]


@cases.each("first", ["ru", "en", "it", "kk", "ky", "tg"])
def test_no_language_leaks_into_another(first):
    wide_quarter(first)
    locales.months(first, alone=True)
    assert {lang: wide_quarter(lang) for lang in QUARTERS} == QUARTERS
    assert [locales.months(lang, alone=True)[4] for lang in ("ru", "en", "it")] == ["май", "May", "maggio"]
    assert not any(name in wide_quarter("kk") for name in ("квартал (", "trimestre"))


def test_months_are_named_as_after_a_day_and_alone():
    assert (locales.months("ru")[4], locales.months("ru", alone=True)[4]) == ("мая", "май")


def test_weekdays_begin_with_monday():
    assert [locales.weekdays(lang)[0] for lang in ("ru", "en", "it")] == ["понедельник", "Monday", "lunedì"]
