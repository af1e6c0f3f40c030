"""What an address asks for."""

from datetime import date
from urllib.parse import parse_qs
from uuid import UUID

import pytest

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.selection import Selection, event_id, read
from tests.domain import cases


def asked(query, **options):
    return read(parse_qs(query, keep_blank_values=True), **options)


def refusal(query):
    with pytest.raises(InvalidInput) as caught:
        asked(query)
    return caught.value


@cases.each("query", ["", "utm_source=mail&fbclid=1", "kind=&q=&from=&alarm=&dates=", "q=+&q=%E2%80%8B"])
def test_what_is_unknown_or_empty_asks_for_nothing(query):
    assert asked(query) == Selection()


def test_repeated_values_are_alternatives_in_any_order_and_each_once():
    one = asked("kind=summit&kind=forum&q=вода&q=+энергия&format=b&format=a")
    other = asked("format=a&q=энергия&kind=forum&q=вода&kind=summit&format=b&kind=forum&q=вода+")
    assert one == other
    assert (one.kind, one.q, one.format) == (("forum", "summit"), ("вода", "энергия"), ("a", "b"))
    assert one.query() == other.query()


def test_an_unknown_value_of_a_known_filter_is_refused_with_what_is_known():
    for query, known in [
        ("kind=party", "milestone"),
        ("kind=summit&kind=party", "milestone"),
        ("status=over", "postponed"),
        ("dates=window", "marker, span, firm"),
        ("cancelled=yes", "mark, show, omit"),
        ("profile=full", "plain, rich"),
        ("lang=fr", "ru, en"),
    ]:
        error = refusal(query)
        assert known in str(error)
        assert error.field == query.partition("=")[0]


def test_of_a_choice_given_twice_the_last_counts():
    assert asked("dates=span&dates=firm&dates=").dates == "firm"


@cases.each(
    ("query", "first", "last"),
    [
        ("from=2026-05-12&to=2026-05-12", date(2026, 5, 12), date(2026, 5, 12)),
        ("from=2026-05&to=2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        ("from=2026&to=2027", date(2026, 1, 1), date(2027, 12, 31)),
        ("from=2026-21&to=2026-24", date(2026, 3, 1), date(2027, 2, 28)),
        ("to=2026", None, date(2026, 12, 31)),
    ],
)
def test_a_period_reaches_from_the_first_day_of_one_date_to_the_last_of_another(query, first, last):
    assert (asked(query).first, asked(query).last) == (first, last)


def test_what_is_no_period_is_refused_with_what_could_be_typed():
    for name in ["from", "to"]:
        for day in [
            "2026-02-30",
            "2023-02-29",
            "12.05.2026",
            "0000",
            "-0044",
            "10000",
            "../2026",
            "2026/..",
            "tomorrow",
            "\x00",
        ]:
            with pytest.raises(InvalidInput) as caught:
                read({name: [day]})
            assert caught.value.field == name
            assert "2026-05-12, 2026-05 or 2026" in str(caught.value)


def test_an_alarm_is_a_time_before_the_event():
    for alarm in ["P1D", "PT2H", "P1W", "PT15M", "P1DT12H", "PT1H30M"]:
        assert asked(f"alarm={alarm}").alarm == alarm


def test_what_calendars_would_not_parse_is_no_alarm():
    for alarm in ["1D", "P", "PT", "-P1D", "P1Y", "P1D\n", "p1d", "P1D\r\nX:1", "P١D", "P１D", "P9999D"]:
        with pytest.raises(InvalidInput) as caught:
            read({"alarm": [alarm]})
        assert caught.value.field == "alarm"


@cases.each("text", ["a\x00b", "a\u202eb", "x" * 201, "\ud800"])
def test_words_asked_for_enter_by_the_one_door(text):
    with pytest.raises(InvalidInput) as caught:
        read({"q": [text]})
    assert caught.value.field == "q"


@cases.each("name", ["kind", "format", "party", "event", "q"])
def test_a_filter_takes_50_values_at_most(name):
    assert read({name: ["summit"] * 3000}) == read({name: ["summit"]})
    with pytest.raises(InvalidInput) as caught:
        read({name: [str(number) for number in range(51)]})
    assert "51" in str(caught.value)


@cases.each(
    "query",
    [
        "",
        "lang=ru&kind=forum&kind=summit&format=central-asia-italy&party=KZ&host=IT&status=planned&q=a+b%26c",
        "from=2026-05-12&to=2026-12-31&dates=span&cancelled=omit&profile=rich&alarm=P1D",
    ],
)
def test_a_selection_written_into_an_address_reads_back_the_same(query):
    selection = asked(query)
    assert asked(selection.query()) == selection


def test_an_address_leaves_out_what_holds_anyway():
    assert asked("dates=marker&cancelled=mark&profile=plain&kind=summit").query() == "kind=summit"
    assert asked("dates=span&kind=summit").query(without=("dates",)) == "kind=summit"


def test_who_asks_for_no_language_gets_that_of_the_calendar():
    assert (asked("", lang="ru").lang, asked("lang=en", lang="ru").lang) == ("ru", "en")


@cases.each("text", ["", "x", "11111111-2222-4333-8444-55555555555", "all"])
def test_an_event_is_asked_for_by_its_uuid(text):
    assert event_id(text) is None
    assert event_id("11111111-2222-4333-8444-555555555555") == UUID("11111111-2222-4333-8444-555555555555")
