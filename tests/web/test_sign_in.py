"""Signing in: who may, how often, where it leads, and what the browser keeps."""

import re

import pytest
import time_machine

from calendar_service.services import accounts, passwords, sessions
from calendar_service.web import sign_in
from tests import factories
from tests.factories import at
from tests.web.conftest import TODAY

PASSWORD = "a long enough password"
OUTSIDE = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "https:evil.example",
    "javascript:alert(1)", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", "http:/evil.example", " //evil.example",
    "/\x00/evil.example", "evil.example", "", "data:text/html,x", "//%2fevil.example", "/ok\\..\\..//evil",
]  # fmt: skip


@pytest.fixture
def editor(stored):
    with stored.writing() as session:
        return accounts.create(session, "aigul", "editor", PASSWORD, by=factories.ADMINISTRATOR, at=at("2026-11-01")).id


def token_in(page):
    return re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)[1]


def enter(client, name="aigul", password=PASSWORD, **given):
    token = token_in(client.get("/sign-in?lang=en"))
    return client.post("/sign-in?lang=en", data={"name": name, "password": password, "csrf": token, **given})


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


def test_whoever_attacks_an_account_does_not_lock_its_owner_out(site, client, editor):
    enter(client)  # the owner's browser is known from now on
    stranger = site.test_client()
    for _try in range(11):
        token = token_in(stranger.get("/sign-in"))
        data = {"name": "aigul", "password": "wrong password", "csrf": token}
        last = stranger.post("/sign-in", data=data, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert last.status_code == 429
    assert enter(client).status_code == 303


def test_a_form_from_elsewhere_signs_nobody_in(client, editor):
    data = {"name": "aigul", "password": PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 403
    good = token_in(client.get("/sign-in"))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert client.post("/sign-in", data={**data, "csrf": good}, headers=headers).status_code == 403
    for csrf in ("", "00", good[:-2] + "00", "ж" * 64):
        assert client.post("/sign-in", data={**data, "csrf": csrf}).status_code == 403


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
