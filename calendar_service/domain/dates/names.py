"""Months, days and weekdays by name, as sentences and written dates need them."""

from calendar_service.domain import locales


def known(lang: str) -> str:
    """Return a language that dates are written in: the one asked for, else English."""
    return lang if lang in locales.SPOKEN else "en"


def month(number: int, lang: str, *, alone: bool = True) -> str:
    """Return the name of a month, 1 to 12."""
    return locales.months(known(lang), alone=alone)[number - 1]


def month_and_year(number: int, year: int, lang: str) -> str:
    """Return "май 2026 г.", "May 2026"."""
    return f"{month(number, lang)} {year}{' г.' if known(lang) == 'ru' else ''}"


def day_and_month(day: int, number: int, lang: str) -> str:
    """Return "12 мая", "12 May"."""
    return f"{day} {month(number, lang, alone=False)}"


def weekday(number: int, lang: str) -> str:
    """Return the name of a weekday, from 0 for Monday."""
    return locales.weekdays(known(lang))[number]
