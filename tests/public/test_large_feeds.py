"""A feed that is too large to be sent whole is cut twelve months back; who asks for a period gets it."""

import pytest

from calendar_service.services import calendar, feeds
from tests import factories
from tests.factories import at


@pytest.fixture
def reader(app, client):
    with app.extensions["database"].writing() as session:
        for number in range(12):
            factories.event(session, title=f"Event {number}", date="2024-05-12" if number < 3 else "2026-05-12")
        factories.event(session, title="Open", date="2020/..")
        calendar.tick(session, at("2026-01-20"))
    return client


def events(reader, query=""):
    return reader.get(f"/feeds/all.ics{query}").text.count("BEGIN:VEVENT")


def test_a_feed_of_as_many_entries_as_clients_take_is_sent_whole(reader, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 13)
    assert events(reader) == 13


def test_a_feed_of_more_entries_is_cut(reader, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 12)
    assert events(reader) == 10
    assert events(reader, "?from=2024") == 13
    assert events(reader, "?from=2024&to=2024") == 4
    assert len(reader.get("/feeds/all.json").json["items"]) == 10


def test_a_feed_of_more_bytes_is_cut(reader, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_BYTES", 5000)
    assert events(reader) == 10
