"""Feeds over HTTP: the same bytes for the same version, another tag when anything public changes."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from sqlalchemy import select

from calendar_service.domain.dates import parse_edtf
from calendar_service.models.events import Event
from calendar_service.models.feeds import Feed
from calendar_service.render import RENDERERS
from calendar_service.services import calendar, events, formats, lifecycle
from tests import factories
from tests.factories import EDITOR, SEEDED_AT, at, local

pytestmark = pytest.mark.seeded


@pytest.fixture
def seeded(app):
    return app.extensions["database"]


@pytest.fixture
def reader(client):
    return client


def read(client, path, **options):
    return client.get(f"/feeds/{path}", **options)


def summaries(client, path):
    answer = read(client, path)
    assert answer.status_code == 200, answer.text
    found = Calendar.from_ical(answer.data)
    return {str(event["SUMMARY"]): event for event in found.walk("VEVENT")}


def conference(database):
    with database.reading() as session:
        return session.scalar(select(Event.id).where(Event.date_edtf == "2026-21"))


def test_the_whole_calendar_holds_every_dated_event_of_the_documents(reader):
    assert len(summaries(reader, "all.ics?lang=ru")) == 12
    assert len(summaries(reader, "all.ics?lang=en")) == 12


@pytest.mark.parametrize("extension", list(RENDERERS))
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_format_gives_the_same_bytes_and_the_same_strong_tag_twice(reader, extension, lang):
    first, second = (read(reader, f"all.{extension}?lang={lang}") for _ in range(2))
    assert first.status_code == 200
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["ETag"].startswith('"')
    assert first.headers["Content-Type"] == RENDERERS[extension].media_type
    assert "Set-Cookie" not in first.headers


def test_the_headers_of_a_feed(reader):
    headers = read(reader, "format/central-asia-italy.ics").headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=900"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Disposition"] == 'inline; filename="format-central-asia-italy.ics"'


def test_a_conditional_request_is_answered_without_a_body(reader):
    answer = read(reader, "all.ics")
    by_tag = read(reader, "all.ics", headers={"If-None-Match": answer.headers["ETag"]})
    by_date = read(reader, "all.ics", headers={"If-Modified-Since": answer.headers["Last-Modified"]})
    assert (by_tag.status_code, by_tag.data) == (304, b"")
    assert (by_date.status_code, by_date.data) == (304, b"")
    assert by_tag.headers["ETag"] == answer.headers["ETag"]


def test_the_tag_decides_before_the_date(reader):
    answer = read(reader, "all.ics")
    headers = {"If-None-Match": '"another"', "If-Modified-Since": answer.headers["Last-Modified"]}
    assert read(reader, "all.ics", headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["If-None-Match", "If-Modified-Since"])
@pytest.mark.parametrize("value", ["", "W/", '"', "yesterday", "\x7f", "Mon, 99 Foo 2026 25:61:61 GMT", '"a", W/"b'])
def test_a_malformed_condition_is_ignored(reader, name, value):
    assert read(reader, "all.ics", headers={name: value}).status_code == 200


def test_gzip_only_when_asked_for_and_with_a_tag_of_its_own(reader):
    plain = read(reader, "all.ics")
    zipped = read(reader, "all.ics", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert "Content-Encoding" not in read(reader, "all.ics", headers={"Accept-Encoding": "gzip;q=0, br"}).headers


def test_head_says_what_get_would(reader):
    got, headed = read(reader, "all.ics"), reader.head("/feeds/all.ics")
    assert headed.status_code == 200
    assert headed.data == b""
    for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type"):
        assert headed.headers[name] == got.headers[name]


def change(database, moment):
    with database.writing() as session:
        events.move(session, conference_id(session), parse_edtf("2026-05-12/2026-05-13"), by=EDITOR, at=moment)


def remove(database, moment):
    with database.writing() as session:
        lifecycle.withdraw(session, conference_id(session), by=EDITOR, at=moment)


def close(database, moment):
    del moment
    with database.writing() as session:
        assert calendar.tick(session, at("2026-06-01")) > 0


def conference_id(session):
    return session.scalar(select(Event.id).where(Event.date_edtf == "2026-21"))


@pytest.mark.parametrize("step", [change, remove, close])
def test_a_change_a_removal_and_a_closed_window_change_the_tag_and_never_move_the_date_back(reader, seeded, step):
    before = read(reader, "all.ics")
    step(seeded, SEEDED_AT)  # in the very second of the seeds
    after = read(reader, "all.ics")
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.last_modified >= before.last_modified
    since = {"If-Modified-Since": before.headers["Last-Modified"]}
    assert read(reader, "all.ics", headers=since).status_code == 200


def test_last_modified_is_never_later_than_now(reader, seeded):
    change(seeded, datetime.now(UTC))
    remove_at = datetime.now(UTC)
    with seeded.writing() as session:
        lifecycle.withdraw(
            session, session.scalar(select(Event.id).where(Event.date_edtf == "2027").limit(1)), by=EDITOR, at=remove_at
        )
    answer = read(reader, "all.ics")
    assert answer.last_modified <= datetime.now(UTC)


def test_a_draft_changes_no_public_tag(reader, seeded):
    before = [read(reader, f"all.{extension}").headers["ETag"] for extension in RENDERERS]
    with seeded.writing() as session:
        draft = factories.event(session, title="Secret", publish=False)
        events.change(session, draft.id, {"titles": local("Secret still")}, by=EDITOR, at=SEEDED_AT)
    assert [read(reader, f"all.{extension}").headers["ETag"] for extension in RENDERERS] == before
    for extension in RENDERERS:
        assert b"Secret" not in read(reader, f"all.{extension}").data
        assert read(reader, f"event/{draft.id}.{extension}").status_code == 404


def test_nothing_changes_at_midnight_by_itself(reader, time_machine_to):
    time_machine_to("2026-02-27 23:59")
    before = read(reader, "all.ics")
    time_machine_to("2026-03-02 00:01")
    after = read(reader, "all.ics")
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])


@pytest.fixture
def time_machine_to():
    import time_machine

    travels = []

    def to(text):
        for travel in travels:
            travel.stop()
        travel = time_machine.travel(at(text), tick=False)
        travel.start()
        travels[:] = [travel]

    yield to
    for travel in travels:
        travel.stop()


@pytest.mark.parametrize(
    ("mode", "moment", "start", "end"),
    [
        ("marker", "2026-02-01", "20260301", "20260302"),
        ("marker", "2026-04-01", "20260531", "20260601"),
        ("marker", "2026-07-01", "20260531", "20260601"),
        ("span", "2026-02-01", "20260301", "20260601"),
        ("span", "2026-04-01", "20260301", "20260601"),
        ("span", "2026-07-01", "20260301", "20260601"),
    ],
)
def test_a_window_stands_as_the_feed_chooses_before_in_and_after(reader, seeded, mode, moment, start, end):
    with seeded.writing() as session:
        calendar.tick(session, at(moment))
    found = read(reader, f"event/{conference(seeded)}.ics?dates={mode}").text
    assert f"DTSTART;VALUE=DATE:{start}\r\n" in found
    assert f"DTEND;VALUE=DATE:{end}\r\n" in found
    assert "STATUS:TENTATIVE\r\n" in found
    assert "X-CALENDAR-SERVICE-EDTF:2026-21\r\n" in found


@pytest.mark.parametrize("moment", ["2026-02-01", "2026-04-01", "2026-07-01"])
def test_a_feed_of_firm_dates_leaves_a_window_out(reader, seeded, moment):
    with seeded.writing() as session:
        calendar.tick(session, at(moment))
    found = read(reader, "all.ics?dates=firm&lang=en").text
    assert "Fourth Conference" not in found
    assert "2025" in found


def test_an_empty_feed_is_a_valid_calendar_with_one_notice(reader):
    first, second = (read(reader, "all.ics?kind=exercise&lang=en") for _ in range(2))
    assert first.data == second.data
    assert len(Calendar.from_ical(first.data).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("kind=summit", 4),
        ("kind=summit&kind=forum", 5),
        ("kind=summit&format=central-asia-italy", 2),
        ("party=RU", 2),
        ("host=KG", 1),
        ("status=held", 8),
        ("q=hydropower", 1),
        ("q=ВОДНЫМ", 1),
        ("q=summit Russia", 1),
        ("from=2027&to=2027", 2),
        ("from=2025-03&to=2025-04", 3),  # “by 2026” begins on the day it was stated, in May
        ("to=2023", 1),
        ("unknown=1&kind=signing", 1),
        ("kind=&series=", 12),
    ],
)
def test_filters_hold_together(reader, query, number):
    assert len(json.loads(read(reader, f"all.json?lang=en&dates=marker&{query}").data)["items"]) >= number
    assert len(summaries(reader, f"all.ics?lang=en&{query}")) == number


@pytest.mark.parametrize(
    "query",
    ["kind=party", "lang=kk", "status=draft", "format=none", "series=none", "party=XX", "host=it", "event=42",
     "from=soon", "to=../2026", "dates=all", "cancelled=1", "profile=full", "alarm=1D", "alarm=-P1D", "q=%E2%80%AEa",
     "q=a%00b", "q=%ff", "from=99999"],
)  # fmt: skip
def test_an_unknown_value_is_refused_in_plain_text_with_what_is_known(reader, query):
    answer = read(reader, f"all.ics?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "<" not in answer.text


def test_the_refusal_lists_what_is_known_in_the_language_asked_for(reader):
    assert "summit" in read(reader, "all.ics?kind=party&lang=en").text
    assert "central-asia-italy" in read(reader, "all.ics?format=none&lang=en").text
    assert "знает" in read(reader, "all.ics?kind=party&lang=ru").text


@pytest.mark.parametrize(
    "name", ["none.ics", "all.txt", "all", "format/none.ics", "party/XX.ics", "event/42.ics", "kind/party.ics",
             "all.ics%00", "all.ics.", "../all.ics", "ALL.ics", "%ff.ics", ".ics", "format/.ics", "all/x.ics"],
)  # fmt: skip
def test_an_unknown_feed_is_not_found_in_plain_text(reader, name):
    answer = read(reader, name)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_renamed_format_redirects_for_good_without_naming_a_host(reader, seeded):
    with seeded.writing() as session:
        from calendar_service.models.formats import Format

        found = session.scalars(select(Format).where(Format.slug == "central-asia-italy")).one()
        formats.change_format(session, found.id, {"slug": "ca-italy"}, by=EDITOR, at=SEEDED_AT)
    answer = read(reader, "format/central-asia-italy.ics?lang=en", headers={"Host": "evil.example"})
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/feeds/format/ca-italy.ics?lang=en"
    assert len(summaries(reader, "all.ics?format=central-asia-italy")) == len(summaries(reader, "format/ca-italy.ics"))


def save_feed(session, **fields):
    session.add(Feed(slug="mine", names=local("Mine"), created_at=SEEDED_AT, updated_at=SEEDED_AT, **fields))


def test_a_saved_feed_is_found_by_its_slug(reader, seeded):
    with seeded.writing() as session:
        save_feed(session, selection={"kind": ["summit"], "dates": ["firm"]})
    assert len(summaries(reader, "mine.ics")) == 3
    assert len(summaries(reader, "mine.ics?dates=marker")) == 4
    assert len(summaries(reader, "mine.ics?host=KZ")) == 1


@pytest.mark.parametrize(("visibility", "status"), [("withdrawn", 410), ("draft", 404)])
def test_a_withdrawn_feed_is_gone_and_a_draft_unknown(reader, seeded, visibility, status):
    with seeded.writing() as session:
        save_feed(session, selection={}, visibility=visibility)
    assert read(reader, "mine.ics").status_code == status


def test_a_cancelled_event_is_sent_as_the_feed_chooses(reader, seeded):
    with seeded.writing() as session:
        lifecycle.cancel(session, conference_id(session), by=EDITOR, at=SEEDED_AT, reasons=local("No quorum"))
    path = f"event/{conference(seeded)}.ics?lang=en"
    marked, shown, omitted = (read(reader, f"{path}&cancelled={choice}").text for choice in ("mark", "show", "omit"))
    assert "STATUS:CANCELLED\r\n" in marked
    assert "SEQUENCE:1\r\n" in marked
    assert "No quorum" in marked.replace("\r\n ", "")
    assert "STATUS:CANCELLED" not in shown
    assert "Cancelled" in shown
    assert "No quorum" not in omitted


def test_an_alarm_only_when_asked_for_and_never_on_what_is_cancelled(reader, seeded):
    assert "VALARM" not in read(reader, "all.ics").text
    assert read(reader, "all.ics?alarm=P1D").text.count("BEGIN:VALARM") == 12
    with seeded.writing() as session:
        lifecycle.cancel(session, conference_id(session), by=EDITOR, at=SEEDED_AT)
    assert read(reader, "all.ics?alarm=P1D").text.count("BEGIN:VALARM") == 11


def test_undated_events_stand_in_every_format_but_icalendar(reader):
    items = json.loads(read(reader, "all.json?lang=en").data)["items"]
    assert len(items) == 14
    assert read(reader, "all.csv?lang=en").text.count("\n") == 15


def test_atom_tells_what_changed_newest_first_and_no_corrections(reader, seeded):
    change(seeded, at("2025-11-02"))
    with seeded.writing() as session:
        corrected = {"titles": local("Fourth Conference, corrected")}
        events.change(session, session.scalar(select(Event.id).where(Event.date_edtf == "2026-05-12/2026-05-13")), corrected, by=EDITOR, at=at("2025-11-03"), correction=True)  # fmt: skip
    found = read(reader, "all.atom?lang=en").text
    first = found.split("<entry>")[1]
    assert "2026" in first
    assert "12" in first
    assert found.count("<entry>") == 15


def test_links_come_from_the_base_url_and_never_from_the_host_header(reader):
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}
    for extension in RENDERERS:
        assert b"evil" not in read(reader, f"all.{extension}", headers=headers).data


def test_an_authorization_header_is_ignored(reader):
    plain = read(reader, "all.ics")
    assert read(reader, "all.ics", headers={"Authorization": "Bearer x"}).data == plain.data


def test_a_feed_of_a_format_leads_to_the_page_of_that_format(reader):
    assert (
        read(reader, "format/central-asia-italy.json?lang=en")
        .json["home_page_url"]
        .endswith("/formats/central-asia-italy?lang=en")
    )
    filtered = read(reader, "format/central-asia-italy.json?lang=en&kind=summit").json["home_page_url"]
    assert "/?format=central-asia-italy" in filtered
