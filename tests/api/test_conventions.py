"""What every address of the API has in common: tokens, problems, tags, headers, and what it makes of nonsense."""

from datetime import UTC, datetime, timedelta

import pytest

from calendar_service.api.operations import OPERATIONS
from calendar_service.models.accounts import User
from calendar_service.services import accounts, tokens
from tests.api.conftest import API, Program
from tests.factories import ADMINISTRATOR, NOW

PROBLEM = "application/problem+json"


def test_what_needs_a_token_says_so(anyone):
    answer = anyone.post("/events", {})
    assert (answer.status_code, answer.content_type) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("given", ["Bearer", "Bearer ", "Bearer cal_none", "Basic YTpi", "cal_x", "Bearer \u00e9"])
def test_a_token_that_is_none_is_refused_also_where_none_is_needed(anyone, given):
    answer = anyone.get("/events", headers={"Authorization": given.encode("utf-8").decode("latin-1")})
    assert answer.status_code == 401


def test_a_read_token_writes_nothing_whatever_the_role(program):
    answer = program("administrator", "read").post("/events", {"kind": "summit", "title": {"en": "S"}})
    assert (answer.status_code, answer.json["code"]) == (403, "forbidden")
    answer = program("planner", "write").post("/events", {"kind": "summit", "title": {"en": "S"}})
    assert answer.status_code == 403


def test_a_token_that_has_ended_is_refused_at_the_next_request(app):
    database, at = app.extensions["database"], datetime.now(UTC)
    with database.writing() as session:
        user = accounts.create(session, "aigul", "editor", "a long enough password", by=ADMINISTRATOR, at=NOW)
        old = tokens.make(session, user, "read", days=1, by=ADMINISTRATOR, at=at - timedelta(days=2)).text
        made = [tokens.make(session, session.get_one(User, user.id), "read", by=ADMINISTRATOR, at=at) for _ in range(2)]
        texts, id_ = [one.text for one in made], made[0].row.id
    assert Program(app.test_client(), old).get("/events").status_code == 401
    program, other = (Program(app.test_client(), text) for text in texts)
    assert program.get("/events").status_code == 200
    with database.writing() as session:
        tokens.revoke(session, id_, by=ADMINISTRATOR, at=at)
    assert program.get("/events").status_code == 401
    with database.writing() as session:
        accounts.disable(session, "aigul", by=ADMINISTRATOR, at=at)
    assert other.get("/events").status_code == 401


def test_a_cookie_opens_nothing(app, editor, recorded):
    draft = recorded(publish=False).json["id"]
    client = app.test_client()
    client.set_cookie("session", editor.headers["Authorization"][7:])
    assert client.get(f"{API}/events/{draft}").status_code == 404


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"", "application/json", 400), (b"{", "application/json", 400), (b"\xff", "application/json", 400),
        ("{}".encode("utf-16"), "application/json", 400), (b'{"a": NaN}', "application/json", 400), (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422), (b'"a"', "application/json", 422), (b"null", "application/json", 422),
        (b"a=1", "application/x-www-form-urlencoded", 415), (b"{}", "text/plain", 415), (b"{}", "", 415),
        (b'{"title": "' + b"a" * 1_100_000 + b'"}', "application/json", 413),
        (b'{"kind": "summit", "title": {"en": "\\ud800"}}', "application/json", 422),
        (b'{"kind": "summit", "title": {"en": "a\\u0000"}}', "application/json", 422),
    ],
)  # fmt: skip
def test_what_is_no_body_is_refused(editor, data, kind, status):
    answer = editor("POST", "/events", data=data, headers={"Content-Type": kind} if kind else {})
    assert (answer.status_code, answer.content_type) == (status, PROBLEM)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("GET", "/nothing", 404), ("DELETE", "/events", 405), ("POST", "/formats", 405), ("GET", "/events/x", 404),
     ("GET", "/events/%ff", 404), ("GET", "/events?q=%ff", 400), ("GET", "/parties/%00", 404)],
)  # fmt: skip
def test_there_is_no_page_for_a_program(anyone, method, path, status):
    answer = anyone(method, path)
    assert (answer.status_code, answer.content_type) == (status, PROBLEM), answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.headers["X-Request-ID"]) == 16
    if status == 405:
        assert set(answer.headers["Allow"].split(", ")) == {one.method for one in OPERATIONS if one.path == path}


def test_a_method_cannot_be_smuggled_in(editor, recorded):
    path = f"/events/{recorded().json['id']}"
    headers = {"X-HTTP-Method-Override": "DELETE", "If-Match": "*"}
    assert editor("GET", path, headers=headers).status_code == 200
    assert editor.get(path).status_code == 200


@pytest.mark.seeded
@pytest.mark.parametrize(
    "path", ["/events", "/formats", "/parties/KZ", "/documents/declaration-central-asia-italy-2025", "/changes"]
)
def test_a_tag_spares_what_has_not_changed(anyone, path):
    first = anyone.get(path)
    again = anyone.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert anyone.get(path, headers={"If-None-Match": '"other", nonsense'}).status_code == 200
    assert "Authorization" in first.headers["Vary"]


def test_other_pages_may_read_and_not_write(anyone):
    assert anyone.get("/events").headers["Access-Control-Allow-Origin"] == "*"
    asked = anyone(
        "OPTIONS", "/events", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 204
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]
    assert "Set-Cookie" not in asked.headers


def test_an_error_that_nobody_thought_of_is_a_problem_without_its_secret(anyone, monkeypatch):
    from calendar_service.services import agenda

    monkeypatch.setattr(agenda, "following", lambda *_a, **_k: 1 / 0)
    answer = anyone.get("/events")
    assert (answer.status_code, answer.content_type) == (500, PROBLEM)
    assert "division" not in answer.text


@pytest.mark.seeded
def test_formats_series_parties_documents_and_commitments_are_answered_as_described(anyone):
    from calendar_service.api import schemas

    lists = {
        "/formats": (schemas.Formats, 5), "/series": (schemas.SeriesList, 10), "/parties": (schemas.Parties, 11),
        "/documents": (schemas.Documents, 2), "/commitments": (schemas.Commitments, 9),
    }  # fmt: skip
    for path, (schema, number) in lists.items():
        found = schema.model_validate(anyone.get(f"{path}?limit=100").json)
        assert len(found.items) == number, path
        first = anyone.get(f"{path}?limit=1").json
        second = anyone.get(first["next"].partition(API)[2]).json["items"][0]
        assert [first["items"][0]["id"], second["id"]] == [one.id for one in found.items[:2]]
    document = anyone.get("/documents/declaration-central-asia-italy-2025").json
    assert schemas.Document.model_validate(document).paragraphs
    assert anyone.get("/commitments?document=declaration-central-asia-italy-2025").json["items"]
    assert anyone.get("/series?format=central-asia-italy").json["items"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("весной 2026 года", "2026-21"),
        ("by 2026", "../2026"),
        ("3–4 апреля 2025", "2025-04-03/2025-04-04"),
        ("2026", "2026"),
    ],
)
def test_a_date_is_read_as_forms_read_it(anyone, text, edtf):
    found = anyone.get("/dates", query_string={"text": text}).json
    assert (found["edtf"], set(found["words"]), set(found["bounds"])) == (edtf, {"ru", "en"}, {"ru", "en"})


@pytest.mark.parametrize(
    "query", [{}, {"text": "nonsense"}, {"text": "в мае", "written_on": "x"}, {"text": "9" * 5000}]
)
def test_a_date_that_cannot_be_read_says_what_could_be(anyone, query):
    answer = anyone.get("/dates", query_string=query)
    assert answer.status_code == 422
    assert answer.json["field"] in {"text", "written_on"}
