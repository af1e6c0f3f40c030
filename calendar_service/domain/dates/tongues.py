"""The words in which dates are written: one `Tongue` for each language that dates are read in, too.

These are not messages of the catalogue: they are grammar, and what is written with them is read
back by `reading`. Names of months come from Babel.
"""

from dataclasses import dataclass
from typing import Literal

from calendar_service.domain import locales
from calendar_service.domain.dates import names

Style = Literal["long", "short"]
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """How one language writes dates.

    Templates have places `{year}`, `{end}`, `{first}`, `{last}` and `{words}`; where a language needs
    articles, `{the}` and `{of}` stand for the words with theirs, `{the_first}` and `{the_last}` for ends.
    """

    lang: str
    unknown: str
    year: str
    years: str
    decade: str
    seasons: tuple[str, str, str, str]
    winter: str
    quarter: str
    halves: tuple[str, str]
    thirds: tuple[str, str, str]
    month_thirds: tuple[str, str, str]
    month_halves: tuple[str, str]
    week: str
    between: str
    one_of_months: str
    one_of_years: str
    one_of_days: str
    or_: str
    by: str
    not_before: str
    marks: dict[str, str]
    by_year: str = ""
    short_year: str = "{year}"
    short_years: str = "{year}–{end}"

    def month(self, number: int, style: Style, *, alone: bool) -> str:
        """Return the name of a month, in short where that is asked for."""
        if style == "long":
            return names.month(number, self.lang, alone=alone)
        found = locales.locale(self.lang).months["stand-alone" if alone else "format"]["abbreviated"]
        return str(found[number])


RUSSIAN = Tongue(
    lang="ru",
    unknown="дата не определена",
    year="{year} г.",
    years="{year}–{end} гг.",
    decade="{year}-е гг.",
    seasons=("весна", "лето", "осень", "зима"),
    winter="зима {year}–{end} гг.",
    quarter="{number} квартал {year}",
    halves=("первое полугодие {year}", "второе полугодие {year}"),
    thirds=("начало {year}", "середина {year}", "конец {year}"),
    month_thirds=("начало {words}", "середина {words}", "конец {words}"),
    month_halves=("первая половина {words}", "вторая половина {words}"),
    week="неделя с {words}",
    between="между {first} и {last}",
    one_of_months="один из месяцев: {words}",
    one_of_years="один из годов: {words}",
    one_of_days="один из дней: {words}",
    or_="или",
    by="не позднее {words}",
    by_year="к {words}",
    not_before="не ранее {words}",
    marks={"~": "ориентировочно {words}", "?": "предположительно {words}", "%": "предположительно, примерно {words}"},
)
ENGLISH = Tongue(
    lang="en",
    unknown="date not set",
    year="{year}",
    years="{year}–{end}",
    decade="the {year}s",
    seasons=("spring", "summer", "autumn", "winter"),
    winter="winter {year}–{end}",
    quarter="Q{digit} {year}",
    halves=("first half of {year}", "second half of {year}"),
    thirds=("early {year}", "mid-{year}", "late {year}"),
    month_thirds=("early {words}", "mid-{words}", "late {words}"),
    month_halves=("first half of {words}", "second half of {words}"),
    week="week of {words}",
    between="between {first} and {last}",
    one_of_months="one of the months {words}",
    one_of_years="one of the years {words}",
    one_of_days="one of the days {words}",
    or_="or",
    by="by {words}",
    not_before="not before {words}",
    marks={"~": "around {words}", "?": "possibly {words}", "%": "possibly around {words}"},
)
ITALIAN = Tongue(
    lang="it",
    unknown="data da definire",
    year="{year}",
    years="{year}–{end}",
    decade="anni {year}",
    seasons=("primavera", "estate", "autunno", "inverno"),
    winter="inverno {year}–{end}",
    quarter="{number} trimestre {year}",
    halves=("primo semestre {year}", "secondo semestre {year}"),
    thirds=("inizio {year}", "metà {year}", "fine {year}"),
    month_thirds=("inizio {words}", "metà {words}", "fine {words}"),
    month_halves=("prima metà di {words}", "seconda metà di {words}"),
    week="settimana {of}",
    between="tra {the_first} e {the_last}",
    one_of_months="uno dei mesi {words}",
    one_of_years="uno degli anni {words}",
    one_of_days="uno dei giorni {words}",
    or_="o",
    by="entro {the}",
    not_before="non prima {of}",
    marks={"~": "circa {words}", "?": "forse {words}", "%": "forse circa {words}"},
)


def with_article(words: str, lang: str) -> str:
    """Return a date with its article, where it takes one: "il 12 maggio", "l'11 maggio"."""
    if lang != "it" or not words[:1].isdigit():
        return words
    return f"l'{words}" if words.split(maxsplit=1)[0] in _ELIDED else f"il {words}"


def with_of(words: str, lang: str) -> str:
    """Return a date in the genitive, where a language needs a word for it: "del 12 maggio", "di maggio"."""
    if lang != "it":
        return words
    if not words[:1].isdigit():
        return f"di {words}"
    return f"dell'{words}" if words.split(maxsplit=1)[0] in _ELIDED else f"del {words}"


_ELIDED = frozenset({"8", "11"})
_TONGUES = {tongue.lang: tongue for tongue in (RUSSIAN, ENGLISH, ITALIAN)}


def tongue(lang: str) -> Tongue:
    """Return the tongue of a language; English for one in which dates are not written."""
    return _TONGUES[names.known(lang)]
