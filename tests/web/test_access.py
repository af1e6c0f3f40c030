"""The table of who may open what, asked row by row; and nothing of what is hidden shows anywhere else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.models.accounts import User
from calendar_service.models.commitments import Commitment
from calendar_service.models.documents import Document
from calendar_service.services import accounts, lifecycle, notes, private_notes, saved_feeds, secret_feeds, sessions
from calendar_service.web import statics
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, local
from tests.web.access import DOCUMENT, EVENT, ROLES, ROUTES, STATES
from tests.web.conftest import TODAY

PASSWORD = "a long enough password"
SECRET = "Unannounced consultations"
ROWS = [
    (route, state, rows if state is None else rows[state])
    for route, rows in ROUTES.items()
    for state in (rows if isinstance(rows, dict) else [None])
]


@pytest.fixture
def world(stored):
    """An event and a document of every state, a report, and an account of every role; the paths they have."""
    with stored.writing() as session:
        ids = {state: _event(session, state) for state in STATES}
        names = {state: _document(session, state) for state in ("published", "draft", "withdrawn")}
        promises = {state: _promise(session, name) for state, name in names.items()}
        note = notes.report(session, ids["published"], "The day is wrong.", by=factories.Actor(), at=TODAY)
        private = private_notes.write(session, ids["published"], "Call Rome.", by=EDITOR, at=TODAY)
        for role in filter(None, ROLES):
            accounts.create(session, f"a-{role}", role, PASSWORD, by=ADMINISTRATOR, at=TODAY)
        user = accounts.create(session, "somebody", "reader", PASSWORD, by=ADMINISTRATOR, at=TODAY)
        own = Actor(user_id=user.id, name="somebody", role="reader")
        secret = secret_feeds.create(session, "Own", {}, by=own, at=TODAY).row.id
        feed = saved_feeds.create(session, "summits", local("Summits"), {"kind": ["summit"]}, by=EDITOR, at=TODAY).id
        return {
            "secret": secret,
            "feed": feed,
            "events": ids,
            "documents": names,
            "promises": promises,
            "note": note.id,
            "private": private.id,
            "user": user.id,
        }


def _event(session, state):
    made = factories.event(session, date="2027-02-03", title=f"{SECRET} {state}", now=TODAY, publish=state != "draft")
    later = TODAY + timedelta(seconds=5)
    if state == "cancelled":
        lifecycle.cancel(session, made.id, by=EDITOR, at=later)
    if state == "withdrawn":
        lifecycle.withdraw(session, made.id, by=EDITOR, at=later)
    return made.id


def _document(session, state):
    found = session.scalars(select(Document).order_by(Document.slug)).first()
    made = Document(
        slug=f"{state}-paper", kind=found.kind, titles=local(f"{SECRET} paper {state}"), language="en", state="adopted",
        visibility=state, created_at=TODAY, updated_at=TODAY,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.slug


def _promise(session, name):
    document = session.scalar(select(Document).where(Document.slug == name))
    made = Commitment(
        document_id=document.id, titles=local(f"{SECRET} promise {name}"), created_at=TODAY, updated_at=TODAY
    )
    session.add(made)
    session.flush()
    return made.id


@pytest.fixture
def signed_in(site, stored):
    """Return a client of a role."""

    def entering(role):
        client = site.test_client()
        if role:
            with stored.writing() as session:
                user = session.scalars(select(User).where(User.name == f"a-{role}")).one()
                token = sessions.begin(session, user, at=TODAY)
            client.set_cookie("__Host-session", token, secure=True)
        return client

    return entering


def path_of(route, state, world):
    rule = route.partition(" ")[2]
    event = world["events"][state or "published"]
    rule = rule.replace("/notes/<uuid:note_id>", f"/notes/{world['private']}")
    return (
        rule.replace("<uuid:event_id>", str(event))
        .replace("/api/v1/events/<event_id>", f"/api/v1/events/{event}")
        .replace("<uuid:note_id>", str(world["note"]))
        .replace("/account/feeds/<uuid:feed_id>/<step>", f"/account/feeds/{world['secret']}/end")
        .replace("/account/feeds/<uuid:feed_id>", f"/account/feeds/{world['secret']}")
        .replace("<uuid:feed_id>", str(world["feed"]))
        .replace("<step>", "cancel" if "<uuid:event_id>" in route else "<step>")
        .replace("<uuid:user_id>/<step>", f"{world['user']}/close")
        .replace("<uuid:user_id>", str(world["user"]))
        .replace("<token>", "no-such-token")
        .replace("/documents/<name>/<step>", f"/documents/{world['documents'].get(state, '')}/withdraw")
        .replace("<uuid:token_id>", str(world["user"]))
        .replace("/documents/<name>", f"/documents/{world['documents'].get(state, '')}")
        .replace("/commitments/<uuid:commitment_id>", f"/commitments/{world['promises'].get(state, '')}")
        .replace("/commitments/<name>", f"/commitments/{world['promises'].get(state, '')}")
        .replace("/calendar/month/<name>", "/calendar/month/2027-02")
        .replace("/formats/<name>", "/formats/central-asia-italy")
        .replace("/series/<name>", "/series/summits-central-asia-italy")
        .replace("/parties/<name>", "/parties/KZ")
        .replace("<int:year>", "2027")
        .replace("<int:number>", "1")
        .replace("<digest>/<path:name>", f"{statics.version()}/site.css")
        .replace("<path:name>", f"event/{event}.ics")
    )


def ask(client, route, path):
    method = route.partition(" ")[0]
    if method == "GET":
        return client.get(path)
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/sign-in").text)[1]
    data = {"csrf": token, "text": "The day is wrong.", "name": "a-editor", "password": PASSWORD}
    return client.open(path, method=method, data=data)


def test_every_route_has_a_row_and_every_row_a_route(site):
    known = {
        f"{method} {rule.rule}" for rule in site.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert known - set(ROUTES) == set(), "routes without a row in tests/web/access.py"
    assert set(ROUTES) - known == set(), "rows without a route"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_what_it_may_and_nothing_else(world, signed_in, role):
    number = ROLES.index(role)
    wrong = []
    for route, state, expected in ROWS:
        client = signed_in(role)
        answer = ask(client, route, path_of(route, state, world))
        if answer.status_code != expected[number]:
            wrong.append(f"{route} {state or ''}: {answer.status_code} instead of {expected[number]}")
    assert wrong == []


@pytest.mark.parametrize("role", ["", "reader"])
def test_a_draft_looks_like_nothing_at_all(world, signed_in, role):
    client = signed_in(role)
    nowhere = "/events/00000000-0000-4000-8000-000000000000"
    for ending in ("", "/copy.ics", "/report"):
        hidden = client.get(f"/events/{world['events']['draft']}{ending}")
        assert _bare(hidden.text) == _bare(client.get(nowhere + ending).text), ending
    assert _bare(client.get("/documents/draft-paper").text) == _bare(client.get("/documents/no-such-paper").text)


def _bare(text):
    return re.sub(r'value="[0-9a-f]{64}"|[?&]next=[^"]*|/events/[0-9a-f-]{36}|/documents/[a-z-]+', "", text)


@pytest.mark.parametrize("role", ["", "reader"])
def test_what_is_hidden_shows_in_no_list_count_search_feed_or_history(world, signed_in, role):
    client = signed_in(role)
    pages = [
        path_of(route, None, world)
        for route, rows in ROUTES.items()
        if route.startswith("GET ") and not isinstance(rows, dict) and rows[0] == 200
    ]
    for path in [*pages, "/search?q=Unannounced", "/calendar?q=Unannounced", "/feeds/all.json", "/feeds/all.atom"]:
        text = client.get(path).text
        assert f"{SECRET} draft" not in text, path
        assert f"{SECRET} withdrawn" not in text, path
        assert f"{SECRET} paper draft" not in text, path


def test_planners_see_drafts_marked_as_such(world, signed_in):
    page = signed_in("planner").get(f"/events/{world['events']['draft']}?lang=en")
    assert "Nobody outside sees it yet." in page.text
    assert f"{SECRET} draft" in signed_in("planner").get("/calendar?lang=en&from=2027").text


def test_no_state_of_a_record_is_left_out():
    assert all(set(ROUTES[f"GET {noun}"]) >= {"published", "draft", "withdrawn"} for noun in (EVENT, DOCUMENT))
    assert set(ROUTES[f"GET {EVENT}"]) == set(STATES)
