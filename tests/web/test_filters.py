"""Filters: what of an address cannot be read is said at its field, and the rest of it holds."""

from urllib.parse import quote

import pytest

YESTERDAY = quote("вчера")
PAGES = (
    "/",
    "/calendar",
    "/calendar/month/2025-05",
    "/calendar/year/2025",
    "/calendar/timeline",
    "/calendar/hosts",
    "/changes",
    "/search",
)


@pytest.mark.parametrize("path", PAGES)
def test_what_cannot_be_read_is_said_at_its_field_in_the_form_as_typed(read, path):
    page = read(f"{path}?kind=summit&from={YESTERDAY}", lang="ru", status=400)
    field = page.one("input", id="f-from")
    assert (field["value"], field["aria-invalid"]) == ("вчера", "true")
    assert field["aria-describedby"] == "f-period f-from-error"
    expected = "Фильтр «С» принимает день, месяц или год, например 2026-05-12, 2026-05 или 2026, но не «вчера»."
    assert page.one("p", id="f-from-error").text.replace("\N{NO-BREAK SPACE}", " ") == expected
    assert expected in page.one("div", role="alert").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "selected" in page.one("option", value="summit").attributes


def test_what_can_be_read_holds_and_alone_is_said_to_be_shown(read):
    page = read(f"/calendar?kind=summit&from={YESTERDAY}", status=400)
    assert page.one("p", id="sum").text == read("/calendar?kind=summit").one("p", id="sum").text
    assert "What was not is left out; the rest of it holds." in page.one("div", role="alert").text
    assert "Kind: Summit" in page.one("p", **{"class": "applied"}).text
    assert "From" not in page.one("p", **{"class": "applied"}).text


def test_a_value_that_is_in_no_list_is_said_at_the_list(read):
    page = read("/calendar?kind=party&format=atlantis", status=400)
    assert page.one("p", id="f-kind-error").text == "“Kind” does not know “party”. Choose from the list."
    assert page.one("select", id="f-format")["aria-describedby"] == "f-format-error"
    assert len(page.one("div", role="alert").text.split("Choose from the list.")) == 3


def test_a_period_that_ends_before_it_begins_goes_by_its_labels(read):
    page = read("/calendar?from=2027&to=2026", status=400)
    assert page.one("p", id="f-to-error").text == "“To” lies before “From”. Put the earlier day first."
    assert page.one("input", id="f-from").get("aria-invalid", "") == ""


def test_what_no_field_holds_is_refused_as_a_whole(client):
    answer = client.get("/calendar?lang=en&dates=never")
    assert answer.status_code == 400
    assert "f-from" not in answer.text


def test_a_feed_is_refused_in_plain_text(client):
    answer = client.get(f"/feeds/all.csv?lang=en&from={YESTERDAY}")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.text.startswith("“from” takes a day, a month or a year")
