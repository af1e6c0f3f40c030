"""The front answers what the view would, header by header, and only while nothing has changed."""

import pytest
from sqlalchemy import select

from calendar_service.domain.dates import parse_edtf
from calendar_service.models.events import Event
from calendar_service.render import RENDERERS
from calendar_service.services import events
from tests.factories import EDITOR, SEEDED_AT

pytestmark = pytest.mark.seeded


@pytest.fixture
def flask_calls(app, monkeypatch):
    calls = []
    front = app.extensions["front"]
    application = front._application
    monkeypatch.setattr(front, "_application", lambda *request: calls.append(1) or application(*request))
    return calls


@pytest.mark.parametrize("extension", list(RENDERERS))
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("is_known", [True, False])
def test_the_front_answers_as_the_view_does(client, flask_calls, extension, encoding, method, is_known):
    path, headers = f"/feeds/all.{extension}?lang=ru", {"Accept-Encoding": encoding}
    tag = client.get(path, headers=headers).headers["ETag"]
    if is_known:
        headers["If-None-Match"] = tag
    number = len(flask_calls)
    by_front = client.open(path, method=method, headers=headers)
    assert len(flask_calls) == number
    client.application.extensions["front"]._known.clear()
    by_view = client.open(path, method=method, headers=headers)
    assert len(flask_calls) == number + 1
    assert by_front.status == by_view.status == ("304 NOT MODIFIED" if is_known else "200 OK")
    assert by_front.data == by_view.data
    assert sorted(by_front.headers) == sorted(by_view.headers)


def test_a_change_goes_on_to_the_view(app, client, flask_calls):
    tag = client.get("/feeds/all.ics").headers["ETag"]
    with app.extensions["database"].writing() as session:
        event_id = session.scalar(select(Event.id).where(Event.date_edtf == "2026-21"))
        events.move(session, event_id, parse_edtf("2026-05-12"), by=EDITOR, at=SEEDED_AT)
    number = len(flask_calls)
    answer = client.get("/feeds/all.ics", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag
    assert len(flask_calls) == number + 1


@pytest.mark.parametrize("path", ["/feeds/all.ics?lang=en", "/feeds/all.json", "/feeds/none.ics", "/feeds"])
def test_another_address_goes_on_to_the_view(client, flask_calls, path):
    client.get("/feeds/all.ics")
    number = len(flask_calls)
    client.get(path)
    assert len(flask_calls) == number + 1


def test_a_body_no_longer_held_goes_on_to_the_view(app, client, flask_calls):
    before = client.get("/feeds/all.ics")
    app.extensions["bodies"]._bodies.clear()
    number = len(flask_calls)
    assert client.get("/feeds/all.ics").data == before.data
    assert len(flask_calls) == number + 1


def test_a_database_that_does_not_answer_is_left_to_the_view(app, client, flask_calls, monkeypatch):
    client.get("/feeds/all.ics")
    number = len(flask_calls)
    monkeypatch.setattr("calendar_service.public.front._QUERY", "SELECT nothing FROM nowhere")
    assert client.get("/feeds/all.ics").status_code == 200
    assert len(flask_calls) == number + 1


def test_addresses_are_remembered_in_bounded_number(app, client, monkeypatch):
    monkeypatch.setattr("calendar_service.public.front.MOST_ADDRESSES", 3)
    for number in range(6):
        client.get(f"/feeds/all.ics?unknown={number}")
    assert len(app.extensions["front"]._known) == 3
