"""Programs with tokens of every scope, and what they send."""

from datetime import UTC, datetime

import pytest

from calendar_service.models.accounts import User
from calendar_service.services import accounts, tokens
from tests.factories import ADMINISTRATOR

API = "/api/v1"


class Program:
    """A client that shows a token, or none."""

    def __init__(self, client, token=""):
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method, path, **sent):
        headers = self.headers | sent.pop("headers", {})
        return self.client.open(API + path, method=method, headers=headers, **sent)

    def get(self, path, **sent):
        return self("GET", path, **sent)

    def post(self, path, body, *, match=None):
        return self("POST", path, json=body, headers=_matching(match))

    def patch(self, path, body, *, match="*"):
        return self("PATCH", path, json=body, headers=_matching(match))


def _matching(match):
    return {} if match is None else {"If-Match": match}


@pytest.fixture
def program(app):
    """Programs by the role of their user and the scope of their token; without a role, one without a token."""
    made = {}

    def making(role="", scope="write"):
        if not role:
            return Program(app.test_client())
        if (role, scope) not in made:
            at = datetime.now(UTC)
            with app.extensions["database"].writing() as session:
                name = f"{role}-{scope}"
                user = accounts.create(session, name, role, "a long enough password", by=ADMINISTRATOR, at=at)
                made[role, scope] = tokens.make(
                    session, session.get_one(User, user.id), scope, by=ADMINISTRATOR, at=at
                ).text
        return Program(app.test_client(), made[role, scope])

    return making


@pytest.fixture
def anyone(program):
    return program()


@pytest.fixture
def editor(program):
    return program("editor")


@pytest.fixture
def recorded(editor):
    """Record an event; returns the answer."""

    def recording(**body):
        answer = editor.post("/events", {"kind": "summit", "title": {"en": "Summit"}, "publish": True} | body)
        assert answer.status_code == 201, answer.text
        return answer

    return recording
