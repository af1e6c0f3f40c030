"""Errors: a page in the reader's language that says what to do; a line of text for machines."""

import pytest

from calendar_service.domain.errors import Unavailable
from calendar_service.web import home
from tests.web.markup import Page


@pytest.mark.parametrize(
    ("lang", "words"), [("ru", "По этому адресу страницы нет"), ("en", "There is no page at this address")]
)
def test_what_does_not_exist_is_said_in_the_readers_language(read, lang, words):
    page = read("/nowhere", lang=lang, status=404)
    assert page.one("h1").text == words
    assert f"/?lang={lang}" in page.links
    assert page.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_takes_no_data(client, method):
    answer = getattr(client, method)("/feeds?lang=en", data={"a": "b"})
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert Page(answer).one("h1").text == "This page can only be read"


def test_no_method_can_be_smuggled_in(client):
    answer = client.get("/", headers={"X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code == 200


def test_what_is_too_large_is_refused(client):
    assert client.post("/nowhere", data=b"x" * 2_000_000).status_code in {404, 405, 413}


@pytest.fixture
def failing(site, monkeypatch):
    def failing(error):
        def fail(*_given, **_options):
            raise error

        monkeypatch.setattr(home.overview, "overview", fail)
        site.config["PROPAGATE_EXCEPTIONS"] = False
        return site.test_client()

    return failing


def test_an_error_of_ours_is_a_page_that_tells_nothing_of_it(failing):
    answer = failing(RuntimeError("the secret detail")).get("/?lang=en")
    assert answer.status_code == 500
    assert Page(answer).one("h1").text == "Something went wrong on our side"
    assert "secret detail" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_a_busy_database_is_a_503_that_says_when_to_come_again(failing):
    answer = failing(Unavailable("The database is busy.")).get("/?lang=en")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "The database is busy." in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("post", "/feeds/all.ics", 405), ("get", "/static/x/y", 404), ("post", "/healthz", 405)],
)
def test_machines_get_a_line_of_text(client, method, path, status):
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<" not in answer.text


def test_what_would_turn_the_sentence_around_is_named_instead(client):
    answer = client.get("/?kind=%E2%80%AEtimmus&lang=en")
    assert answer.status_code == 400
    assert "\u202e" not in answer.text
    assert "⟦U+202E⟧timmus" in answer.text


def test_markup_in_an_address_is_shown_and_never_obeyed(client):
    answer = client.get("/?kind=<svg/onload=alert(1)>&lang=en")
    assert "<svg/onload" not in answer.text
    assert "&lt;svg/onload" in answer.text


def test_a_trailing_slash_does_no_harm(client):
    for path in ("/feeds/", "/documents/", "/documents/communique-expert-forum-2025/"):
        assert client.get(path).status_code == 200
