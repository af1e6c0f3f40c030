"""What is not public leaks into no feed: not by words, not by dates, not by tags."""

import pytest
from sqlalchemy import select

from calendar_service.domain.dates import StatedDate, parse_edtf
from calendar_service.domain.facts import RelationFacts, SourceFacts
from calendar_service.domain.paragraphs import split
from calendar_service.domain.records import DocumentFacts
from calendar_service.models.journal import Head
from calendar_service.render import RENDERERS
from calendar_service.services import calendar, documents, events, lifecycle, saved_feeds
from tests import factories
from tests.factories import EDITOR, NOW, at, local


@pytest.fixture
def database(app):
    return app.extensions["database"]


def texts(client, query=""):
    return [client.get(f"/feeds/all.{extension}?lang=en{query}").text.replace("\r\n ", "") for extension in RENDERERS]


def test_a_draft_s_former_date_and_its_reason_stay_unknown(database, client):
    with database.writing() as session:
        draft = factories.event(session, date="2027-05-12", publish=False)
        events.move(session, draft.id, parse_edtf("2027-06-03"), by=EDITOR, at=NOW, reasons=local("SECRET"))
        lifecycle.publish(session, draft.id, by=EDITOR, at=NOW)
    for text in texts(client):
        assert "SECRET" not in text
        assert "12 May 2027" not in text


def test_the_words_of_a_hidden_document_find_nothing_and_change_no_tag(database, client):
    with database.writing() as session:
        said = DocumentFacts(
            slug="hidden", kind="declaration", titles=local("Hidden"), language="en", state="adopted",
            paragraphs=split("The zanzibar meeting."),
        )  # fmt: skip
        document = documents.create(session, said, by=EDITOR, at=NOW)
        event = factories.event(session)
        version = session.scalar(select(Head.public_version))
        source = SourceFacts(paragraph_id=document.paragraphs[0].id, quote="zanzibar")
        events.change(session, event.id, {"sources": (source,)}, by=EDITOR, at=NOW)
        assert session.scalar(select(Head.public_version)) == version
    assert client.get("/feeds/all.json?q=zanzibar").json["items"] == []
    with database.writing() as session:
        documents.publish(session, document.id, by=EDITOR, at=NOW)
    assert len(client.get("/feeds/all.json?q=zanzibar").json["items"]) == 1
    with database.writing() as session:
        documents.withdraw(session, document.id, by=EDITOR, at=NOW)
    assert client.get("/feeds/all.json?q=zanzibar").json["items"] == []


def test_a_firm_day_recorded_on_that_day_closes_without_word(database, client):
    with database.writing() as session:
        factories.event(session, date="2026-05-12", now=at("2026-05-12 06:00"))
    with database.writing() as session:
        assert calendar.tick(session, at("2026-05-13")) > 1
    assert "no word since" in texts(client)[0]


def test_today_named_as_the_day_of_a_closed_window_is_heard_of(database, client):
    with database.writing() as session:
        event = factories.event(session, date="2026-04", now=at("2026-05-05"))
        events.move(session, event.id, parse_edtf("2026-05-12"), by=EDITOR, at=at("2026-05-12 06:00"))
    assert "no word since" not in texts(client)[0]


def test_the_reason_of_a_postponement_stays_with_the_new_date(database, client):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12")
        lifecycle.postpone(session, event.id, by=EDITOR, at=NOW, reasons=local("Elections"))
        events.move(session, event.id, parse_edtf("2026-06-03"), by=EDITOR, at=NOW)
    assert "Moved from: 12 May 2026" in texts(client)[0]
    assert "Elections" in texts(client)[0]


def test_a_cancelled_event_keeps_the_date_it_was_carried_to(database, client):
    with database.writing() as session:
        target = factories.event(session, title="Target", date="2026-21")
        beside = (RelationFacts(type="sidelines_of", event_id=target.id),)
        side = factories.event(session, title="Side", date="", relations=beside)
        lifecycle.cancel(session, side.id, by=EDITOR, at=NOW)
        events.move(session, target.id, parse_edtf("2026-09-12"), by=EDITOR, at=NOW)
        assert side.latest.isoformat() == "2026-05-31"
        lifecycle.withdraw(session, target.id, by=EDITOR, at=NOW)
    found = client.get(f"/feeds/event/{side.id}.ics?lang=en").text
    assert "DTSTART;VALUE=DATE:20260301" in found
    assert "STATUS:CANCELLED" in found
    assert "Target" not in found


def test_a_cancelled_event_moved_ahead_again_is_sent_again(database, client):
    with database.writing() as session:
        event = factories.event(session, date="2026-05-12")
        lifecycle.cancel(session, event.id, by=EDITOR, at=NOW)
        calendar.tick(session, at("2026-06-20"))
        assert event.has_left_feeds
        events.move(session, event.id, parse_edtf("2026-12-12"), by=EDITOR, at=at("2026-06-21"))
    assert "STATUS:CANCELLED" in texts(client)[0]


def test_what_is_not_in_the_language_asked_for_is_marked(database, client):
    with database.writing() as session:
        row = factories.format_(session, name="Format")
        row.names = type(row.names)({"ru": "Формат"})
        factories.event(session, title=local("", "Встреча"), format_id=row.id)
    for extension in RENDERERS:
        found = client.get(f"/feeds/format/central-asia-italy.{extension}?lang=en").text.replace("\r\n ", "")
        assert "Встреча [ru]" in found
        assert found.count("Формат") == found.count("Формат [ru]")


@pytest.mark.parametrize("alarm", ["P0D", "PT0M", "P999D", "P999W", "P١D"])
@pytest.mark.parametrize("extension", list(RENDERERS))
def test_an_alarm_that_cannot_be_is_refused_whatever_else_is_asked(client, alarm, extension):
    path = f"/feeds/all.{extension}?alarm={alarm}&from=2150"
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert [client.get(path, headers=headers).status_code for headers in ({}, later, later)] == [400] * 3


def test_the_source_of_a_saved_feed_names_the_feed_that_was_asked_for(database, client):
    with database.writing() as session:
        chosen = {"dates": ["span"], "kind": ["ministerial"]}
        saved_feeds.create(session, "spans", local("Spans"), chosen, by=EDITOR, at=NOW)
        factories.event(session)
    assert "/feeds/spans.ics?lang=en\r\n" in client.get("/feeds/spans.ics?lang=en").text
    assert "/feeds/spans.ics?lang=en&dates=marker\r\n" in client.get("/feeds/spans.ics?lang=en&dates=marker").text


def test_a_time_that_clocks_skip_is_shifted_with_a_note(database, client):
    with database.writing() as session:
        stated = StatedDate("2031-03-30", start_time=at("2031-03-30 02:30").time(), timezone="Europe/Berlin")
        factories.event(session, date=stated)
    assert "DTSTART;TZID=Europe/Berlin:20310330T033000" in texts(client)[0]
    assert "02:30 does not occur" in texts(client)[0]


def test_a_period_that_ends_before_it_begins_is_refused(client):
    assert client.get("/feeds/all.ics?from=2027&to=2026").status_code == 400


@pytest.mark.parametrize("path", ["/feeds//all.ics", "/feeds/none.ics", "/feeds/"])
def test_a_refusal_is_in_the_language_of_the_address_or_in_both(client, path):
    both = client.get(path, headers={"Accept-Language": "en"})
    if both.status_code == 200:  # the page of feeds
        return
    assert len(both.text.splitlines()) == 2
    assert len(client.get(f"{path}?lang=en").text.splitlines()) == 1


def test_options_says_what_may_be_done_and_nothing_else(client):
    answer = client.options("/feeds/all.ics")
    assert (answer.status_code, answer.data, answer.headers["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


def test_a_colour_changes_no_component(database, client):
    from calendar_service.services import formats

    with database.writing() as session:
        row = factories.format_(session)
        event = factories.event(session, format_id=row.id)
        formats.change_format(session, row.id, {"colour": "red"}, by=EDITOR, at=at("2026-02-01"))
        assert event.content_at == NOW


def test_a_clock_that_went_back_moves_no_stamp_back(database):
    with database.writing() as session:
        event = factories.event(session)
        events.change(session, event.id, {"latitude": 41.9, "longitude": 12.5}, by=EDITOR, at=at("2026-02-01"))
        assert (event.content_at, event.sequence) == (at("2026-02-01"), 1)
        events.change(session, event.id, {"titles": local("New")}, by=EDITOR, at=at("2026-01-25"))
        assert (event.content_at, event.sequence) == (at("2026-02-01"), 2)
