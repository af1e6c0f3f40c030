"""Tokens on the page of one's account: made for one's own programs, shown once, revoked."""

import re

import pytest
from sqlalchemy import select

from calendar_service.models.tokens import Token
from calendar_service.services import tokens
from tests.web.conftest import TODAY

PATH = "/account/tokens"


def send(client, path=PATH, **typed):
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(PATH).text)[1]
    return client.post(path, data={"csrf": token, **typed})


def test_a_token_is_shown_once_and_opens_the_api(site, enter):
    client = enter("editor")
    page = send(client, note="Nightly <b>sync</b>", scope="write", days="90")
    (text,) = re.findall(r"cal_[\w-]{43}", page.text)
    assert "Nightly &lt;b&gt;sync" in page.text
    program = site.test_client()
    made = program.post(
        "/api/v1/events", json={"kind": "summit", "title": {"en": "S"}}, headers={"Authorization": f"Bearer {text}"}
    )
    assert made.status_code == 201
    again = client.get(PATH).text
    assert text not in again
    assert text[:10] in again


@pytest.mark.parametrize(
    ("role", "scopes"),
    [("reader", {"read"}), ("editor", {"read", "write"}), ("administrator", {"read", "write", "admin"})],
)
def test_only_the_scopes_of_ones_role_are_offered_and_taken(enter, role, scopes):
    client = enter(role)
    assert set(re.findall(r'<option value="(read|write|admin)"', client.get(PATH).text)) == scopes
    assert send(client, scope="admin", days="30").status_code == (200 if role == "administrator" else 422)


@pytest.mark.parametrize(
    "typed", [{"days": "9999"}, {"scope": "all"}, {"scope": ""}, {"note": "a" * 201}, {"note": "a\u202e"}]
)
def test_what_cannot_be_taken_is_said_and_stays_typed(stored, enter, typed):
    page = send(enter("editor"), **({"scope": "read", "days": "30", "note": "sync"} | typed))
    assert page.status_code == 422
    assert typed.get("note", "sync") in page.text
    with stored.reading() as session:
        assert session.scalars(select(Token)).all() == []


def test_a_token_is_revoked_by_its_owner_and_by_nobody_else(stored, enter):
    owner, other = enter("editor"), enter("planner")
    text = re.search(r"cal_[\w-]{43}", send(owner, scope="read", days="").text)[0]
    with stored.reading() as session:
        path = f"{PATH}/{session.scalars(select(Token.id)).one()}/revoke"
    assert send(other, path).status_code == 404
    assert owner.post(path).status_code == 403  # without the token of a form
    assert send(owner, path).status_code == 303
    with stored.reading() as session:
        assert tokens.find(session, text, at=TODAY) is None
    assert "You have no token" in owner.get(f"{PATH}?lang=en").text
