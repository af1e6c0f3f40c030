"""Errors: a page in the reader's language that says what to do; a line of text for machines."""

import json
import re
import sqlite3
from dataclasses import replace

import pytest
from werkzeug.exceptions import default_exceptions

from calendar_service.app import create_app
from calendar_service.domain.errors import (
    CalendarError,
    Conflict,
    Forbidden,
    Gone,
    InvalidInput,
    NotFound,
    TooMany,
    Unavailable,
)
from calendar_service.models import database as databases
from calendar_service.services import accounts, sessions
from calendar_service.web import errors, home
from tests.factories import ADMINISTRATOR
from tests.web.conftest import TODAY
from tests.web.markup import Page

PASSWORD = "a long enough password"
OURS = {
    400: InvalidInput("Correct this."),
    403: Forbidden("Not you."),
    404: NotFound("Nothing here."),
    409: Conflict("Saved meanwhile."),
    410: Gone("Withdrawn."),
    429: TooMany("Too often.", retry_after=17),
    500: CalendarError("Something else."),
    503: Unavailable("Busy."),
}


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


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("status", sorted(errors._TITLES))
def test_every_error_says_in_the_readers_language_what_to_do(failing, lang, status):
    for error in (default_exceptions[status](), OURS.get(status)):
        if error is None:
            continue
        answer = failing(error).get(f"/?lang={lang}")
        page = Page(answer)
        assert answer.status_code == status
        assert bool(re.search("[а-я]", page.one("h1").text)) == (lang == "ru")
        steps = re.findall(
            "<li>(.*?)</li>", re.search('<ul class="stack">(.*?)</ul>', answer.text, re.DOTALL)[1], re.DOTALL
        )
        assert steps
        assert all(bool(re.search("[а-я]", one)) == (lang == "ru") for one in steps)
        assert answer.headers["Cache-Control"] == "private, no-cache"


def test_an_error_without_a_page_of_its_own_has_that_of_its_sort(failing):
    for status, title in (
        (418, "This address asks for something that cannot be"),
        (501, "Something went wrong on our side"),
    ):
        answer = failing(default_exceptions[status]()).get("/?lang=en")
        assert (answer.status_code, Page(answer).one("h1").text) == (status, title)


def test_where_signing_in_helps_the_page_leads_there_and_back(client, failing):
    assert "/sign-in?lang=en&next=/nowhere" in Page(client.get("/nowhere?lang=en")).links
    assert "/sign-in?lang=en&next=/" in Page(failing(Forbidden("Not you.")).get("/?lang=en")).links


def test_an_error_of_ours_is_a_page_that_tells_nothing_of_it_but_its_number(failing, capsys):
    answer = failing(RuntimeError("the secret detail")).get("/?lang=en")
    assert answer.status_code == 500
    page = Page(answer)
    assert page.one("h1").text == "Something went wrong on our side"
    assert "secret detail" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {one["request_id"] for one in logged} == {page.one("code").text}
    assert "the secret detail" in str(logged)


def test_an_error_of_ours_gives_machines_its_number(site, monkeypatch):
    def fail(*_given, **_options):
        raise RuntimeError

    monkeypatch.setattr("calendar_service.web.sitemap.links.whole", fail)
    site.config["PROPAGATE_EXCEPTIONS"] = False
    answer = site.test_client().get("/sitemap.xml?lang=en")
    assert answer.status_code == 500
    assert re.fullmatch(r"Something went wrong on our side\n[0-9a-f]{16}\n", answer.text)


def test_what_only_takes_a_form_says_so_to_who_opens_it(read):
    assert read("/sign-out", status=405).one("h1").text == "This address only takes a form"


def test_a_form_from_elsewhere_is_not_told_to_sign_in(client):
    answer = client.post("/sign-out?lang=en")
    assert Page(answer).one("h1").text == "This form was not taken"
    assert "/sign-in" not in answer.text.partition("<main")[2]


def test_what_is_too_large_is_a_page_too(client):
    answer = client.post("/sign-in?lang=en", data={"name": "x" * 1_000_001})
    assert (answer.status_code, Page(answer).one("h1").text) == (413, "That is too much at once")


@pytest.fixture
def signed_in(stored):
    """Give a client the sign-in of an editor."""
    with stored.writing() as session:
        user = accounts.create(session, "aigul", "editor", PASSWORD, by=ADMINISTRATOR, at=TODAY)
        token = sessions.begin(session, user, at=TODAY)

    def signing_in(client):
        client.set_cookie("__Host-session", token, secure=True)
        return client

    return signing_in


def test_who_is_signed_in_stays_so_on_an_error(client, failing, signed_in):
    for answer in (
        signed_in(client).get("/nowhere?lang=en"),
        signed_in(failing(RuntimeError())).get("/?lang=en"),
        signed_in(client).post("/feeds?lang=en"),
    ):
        assert "aigul" in answer.text
        assert "A draft is shown" not in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("url", ["sqlite:////nowhere/calendar.db", "postgresql+psycopg://u:p@127.0.0.1:1/calendar"])
def test_without_a_database_every_page_says_so_and_errors_are_pages_still(web_settings, signed_in, url):
    app = create_app(replace(web_settings, database_url=url))
    client = signed_in(app.test_client())
    for path in ("/?lang=en", "/sign-in?lang=en", "/calendar?lang=en"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert Page(answer).one("h1").text == "The calendar cannot answer just now"
    answer = client.get("/nowhere?lang=en")
    assert (answer.status_code, Page(answer).one("h1").text) == (404, "There is no page at this address")
    app.extensions["database"].dispose()


def test_a_database_that_stays_locked_is_a_503_for_who_writes_and_nothing_for_who_reads(
    web_settings, signed_in, monkeypatch
):
    monkeypatch.setattr(databases, "BUSY_TIMEOUT", 50)
    app = create_app(web_settings)
    client = signed_in(app.test_client())
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/sign-in").text)[1]
    holder = sqlite3.connect(web_settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        for path, typed in (("/sign-in", {"name": "aigul", "password": PASSWORD}), ("/sign-out", {})):
            answer = client.post(f"{path}?lang=en", data={"csrf": token, **typed})
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            assert "busy" in Page(answer).one("main").text
        assert "aigul" in client.get("/?lang=en").text
    finally:
        holder.close()
    assert client.post("/sign-out?lang=en", data={"csrf": token}).status_code == 303
    app.extensions["database"].dispose()


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
