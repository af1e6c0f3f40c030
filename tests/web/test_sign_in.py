"""Signing in: who may, how often, where it leads, and what the browser keeps."""

import re
from dataclasses import replace

import pytest
import time_machine
from argon2 import extract_parameters

from calendar_service.app import create_app
from calendar_service.models.throttle import Attempt
from calendar_service.services import accounts, passwords, sessions
from calendar_service.web import sign_in
from tests import factories
from tests.factories import at
from tests.web.conftest import TODAY

PASSWORD = "a long enough password"
OUTSIDE = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "https:evil.example",
    "javascript:alert(1)", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", "http:/evil.example", " //evil.example",
    "/\x00/evil.example", "evil.example", "", "data:text/html,x", "//%2fevil.example", "/ok\\..\\..//evil", "/sign-out",
    "/sign-in?next=/x", "https:/\\evil.example", "/\u2028/evil.example ", "/\r\nLocation: https://evil.example", "@evil.example",
]  # fmt: skip


@pytest.fixture
def editor(stored):
    with stored.writing() as session:
        return accounts.create(session, "aigul", "editor", PASSWORD, by=factories.ADMINISTRATOR, at=at("2026-11-01")).id


def token_in(page):
    return re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)[1]


def enter(client, name="aigul", password=PASSWORD, *, address="127.0.0.1", headers=None, **given):
    token = token_in(client.get("/sign-in?lang=en"))
    data = {"name": name, "password": password, "csrf": token, **given}
    source = {"REMOTE_ADDR": address}
    return client.post("/sign-in?lang=en", data=data, headers=headers, environ_overrides=source)


def cookie_of(answer, name="__Host-session"):
    return next((one for one in answer.headers.getlist("Set-Cookie") if one.startswith(f"{name}=")), "")


def test_an_editor_signs_in_is_named_on_every_page_and_signs_out(client, editor):
    answer = enter(client, next="/documents")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/documents?lang=en")
    page = client.get("/?lang=en")
    assert "aigul" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert client.post("/sign-out?lang=en", data={"csrf": token_in(page)}).status_code == 303
    assert "Sign in" in client.get("/?lang=en").text


def test_the_cookie_is_for_this_host_over_tls_and_out_of_the_reach_of_scripts(client, editor):
    kept = cookie_of(enter(client))
    assert all(flag in kept for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in kept


def test_a_sign_in_of_before_does_not_become_that_of_someone_else(client, editor):
    first = cookie_of(enter(client))
    second = cookie_of(enter(client))
    assert first.split(";")[0] != second.split(";")[0]
    client.set_cookie("__Host-session", first.split(";")[0].partition("=")[2], domain="localhost", secure=True)
    assert "aigul" not in client.get("/?lang=en").text


@pytest.mark.parametrize(
    ("name", "password"), [("aigul", "wrong password"), ("nobody", PASSWORD), ("", ""), ("аigul", PASSWORD)]
)
def test_what_does_not_go_together_is_refused_in_the_same_words(client, editor, name, password):
    answer = enter(client, name, password)
    assert answer.status_code == 422
    assert "Name and password do not go together" in answer.text
    assert not cookie_of(answer)
    assert password not in answer.text or not password


def test_a_closed_account_and_a_changed_password_end_every_sign_in(client, editor, stored):
    enter(client)
    with stored.writing() as session:
        accounts.set_password(session, "aigul", "another long password", by=factories.ADMINISTRATOR, at=TODAY)
    assert "aigul" not in client.get("/?lang=en").text
    enter(client, password="another long password")
    assert "aigul" in client.get("/?lang=en").text
    with stored.writing() as session:
        accounts.disable(session, "aigul", by=factories.ADMINISTRATOR, at=TODAY)
    assert "aigul" not in client.get("/?lang=en").text


def test_a_sign_in_ends_when_it_is_not_used_and_at_last_in_any_case(client, editor):
    enter(client)
    with time_machine.travel(TODAY + sessions.IDLE / 2, tick=False):
        assert "aigul" in client.get("/?lang=en").text
    with time_machine.travel(TODAY + sessions.IDLE * 1.4, tick=False):
        assert "aigul" in client.get("/?lang=en").text
    with time_machine.travel(TODAY + sessions.IDLE * 2.5, tick=False):
        assert "aigul" not in client.get("/?lang=en").text


def test_trying_too_often_is_put_off_and_works_after_the_wait(client, editor):
    statuses = [enter(client, password="wrong password").status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]
    put_off = enter(client)
    assert put_off.status_code == 429
    assert int(put_off.headers["Retry-After"]) <= 61
    assert "aigul" in put_off.text  # the name is kept
    with time_machine.travel(at("2026-11-27 06:02"), tick=False):
        assert enter(client).status_code == 303


@pytest.mark.parametrize("name", ["aigul", "nobody"])
def test_tries_are_counted_alike_whether_there_is_such_an_account_or_not(client, editor, name):
    answers = [enter(client, name, "wrong password") for _try in range(11)]
    assert [one.status_code for one in answers] == [422] * 10 + [429]


def test_from_an_address_no_more_are_taken_whoever_it_tries_to_be(site, editor):
    tries = [enter(site.test_client(), f"name-{number}", "wrong password") for number in range(11)]
    assert [one.status_code for one in tries] == [422] * 10 + [429]
    assert enter(site.test_client(), address="203.0.113.9").status_code == 303


def test_from_several_addresses_hardly_more_are_taken_at_an_account(site, editor):
    client = site.test_client()
    tries = [enter(client, password="wrong password", address=f"203.0.113.{number % 2}") for number in range(14)]
    assert [one.status_code for one in tries] == [422] * 12 + [429] * 2


def test_from_however_many_addresses_there_is_an_end(site, editor, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda *_given: False)
    client = site.test_client()
    tries = [enter(client, password="wrong password", address=f"203.0.113.{number}") for number in range(31)]
    assert [one.status_code for one in tries] == [422] * 30 + [429]


def attack(site, address):
    stranger = site.test_client()
    tries = [enter(stranger, password="wrong password", address=address) for _try in range(11)]
    assert tries[-1].status_code == 429


@pytest.mark.parametrize("is_known", [True, False], ids=["a known browser", "a new browser"])
def test_whoever_attacks_an_account_does_not_lock_its_owner_out(site, client, editor, is_known):
    if is_known:
        enter(client)
    attack(site, "203.0.113.9")
    assert enter(client).status_code == 303


def test_nor_does_who_attacks_from_the_owners_own_address_where_the_browser_is_known(site, client, editor):
    enter(client)
    attack(site, "127.0.0.1")
    assert enter(client).status_code == 303
    assert enter(site.test_client()).status_code == 429


def test_a_known_browser_is_none_for_another_account(site, client, editor, stored):
    with stored.writing() as session:
        accounts.create(session, "daniyar", "reader", PASSWORD, by=factories.ADMINISTRATOR, at=TODAY)
    enter(client, "daniyar")
    attack(site, "127.0.0.1")
    assert enter(client).status_code == 429
    forged = site.test_client()
    forged.set_cookie("device", f"{'0' * 32}.{'0' * 64}", secure=True)
    assert enter(forged).status_code == 429


def test_who_tries_is_kept_as_a_hash_alone(client, editor, stored):
    enter(client)
    with stored.reading() as session:
        kept = session.query(Attempt).all()
        assert kept
        assert not [one for one in kept if "aigul" in one.source or "127.0.0.1" in one.source]


def test_nobody_takes_as_long_as_somebody(editor):
    assert extract_parameters(passwords._NOBODY) == extract_parameters(passwords.hashed(PASSWORD))


def test_a_form_from_elsewhere_signs_nobody_in(client, editor):
    data = {"name": "aigul", "password": PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 403
    good = token_in(client.get("/sign-in"))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert client.post("/sign-in", data={**data, "csrf": good}, headers=headers).status_code == 403
    for csrf in ("", "00", good[:-2] + "00", "ж" * 64):
        assert client.post("/sign-in", data={**data, "csrf": csrf}).status_code == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://calendar.example.org", 303),
        ("http://localhost", 303),  # the host that the request itself names
        ("https://evil.example", 403),
        ("https://calendar.example.org.evil.example", 403),
        ("https://calendar.example.org:81", 403),
        ("https://evil.example/https://calendar.example.org", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_a_form_that_a_browser_says_comes_from_elsewhere_is_not_taken(client, editor, origin, status):
    assert enter(client, headers={"Origin": origin}).status_code == status


def test_signing_out_needs_a_form_of_this_site(client, editor):
    enter(client)
    assert client.post("/sign-out").status_code == 403
    assert client.get("/sign-out").status_code == 405
    assert "aigul" in client.get("/?lang=en").text


@pytest.mark.parametrize("address", OUTSIDE)
def test_signing_in_leads_nowhere_else(client, editor, address):
    assert sign_in.local(address) == "/"
    assert enter(client, next=address).headers["Location"] == "/?lang=en"


def test_a_password_of_a_megabyte_is_refused_before_it_is_hashed(client, editor, monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", None)
    assert enter(client, password="x" * 900_000).status_code == 422


def test_neither_token_nor_password_is_kept_as_it_is(client, editor, stored):
    given = cookie_of(enter(client)).split(";")[0].partition("=")[2]
    with stored.reading() as session:
        found = sessions.find(session, given, at=TODAY)
        assert found.token_hash != given
        assert PASSWORD not in found.user.password_hash


def test_every_cookie_belongs_to_this_host_alone(client, editor):
    client.get("/sign-in")
    given = enter(client).headers.getlist("Set-Cookie") + client.get("/sign-in?lang=ru").headers.getlist("Set-Cookie")
    assert given
    for one in given:
        assert all(flag in one for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_where_the_calendar_is_served_under_a_path_its_cookies_stay_there(web_settings, editor):
    app = create_app(replace(web_settings, base_url="https://example.org/calendar"))
    client = app.test_client()
    page = client.get("/sign-in?lang=en", base_url="https://example.org/calendar")
    assert 'action="/calendar/sign-in?lang=en"' in page.text
    form = next(one for one in page.headers.getlist("Set-Cookie") if "form=" in one)
    assert form.startswith("__Secure-form=")
    secret = form.partition("=")[2].partition(";")[0]
    data = {"name": "aigul", "password": PASSWORD, "csrf": token_in(page), "next": "/documents?kind=declaration"}
    client.set_cookie("__Secure-form", secret, secure=True)
    answer = client.post("/sign-in?lang=en", data=data)
    assert answer.headers["Location"] == "/calendar/documents?lang=en&kind=declaration"
    kept = cookie_of(answer, "__Secure-session")
    assert all(flag in kept for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/calendar"))
    app.extensions["database"].dispose()


class TestOnEitherDatabase:
    """Over plain http, as on one's own machine."""

    @pytest.fixture
    def app(self, settings):
        app = create_app(replace(settings, log_level="debug"))
        with app.extensions["database"].writing() as session:
            accounts.create(session, "aigul", "editor", PASSWORD, by=factories.ADMINISTRATOR, at=TODAY)
        yield app
        app.extensions["database"].dispose()

    @pytest.fixture
    def client(self, app):
        return app.test_client()

    def test_an_editor_signs_in_and_out(self, client):
        kept = cookie_of(enter(client), "session")
        assert all(flag in kept for flag in ("HttpOnly", "SameSite=Lax", "Path=/"))
        assert "Secure" not in kept
        page = client.get("/?lang=en")
        assert "aigul" in page.text
        answer = client.post("/sign-out", data={"csrf": token_in(page)})
        assert "session=;" in str(answer.headers.getlist("Set-Cookie"))
        client.set_cookie("session", kept.partition("=")[2].partition(";")[0], domain="localhost")
        assert "aigul" not in client.get("/?lang=en").text

    @pytest.mark.parametrize(
        "name",
        ["aigul\x00", "\x00", "' OR 1=1 --", "AIGUL", "aigul ' --", "%", "\ud800".encode("utf-8", "replace").decode()],
    )
    def test_a_name_that_can_be_nobodys_is_refused_like_any_other(self, client, name):
        answer = enter(client, name)
        assert answer.status_code == 422
        assert "Name and password do not go together" in answer.text

    def test_who_signs_in_and_out_is_logged_and_no_secret_with_it(self, client, capsys):
        enter(client, password="a wrong password!")
        given = cookie_of(enter(client), "session").partition("=")[2].partition(";")[0]
        page = client.get("/")
        client.post("/sign-out", data={"csrf": token_in(page)})
        logged = capsys.readouterr().err
        for words in ("A sign-in was refused.", "A user has signed in.", "A user has signed out."):
            assert logged.count(words) == 1
        for secret in (PASSWORD, "a wrong password!", given, token_in(page)):
            assert secret not in logged
