"""A copy of one event, which stays where it is: for firm days alone."""

import gzip
from datetime import time
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.services import lifecycle
from tests import factories
from tests.factories import EDITOR, at, local
from tests.web.conftest import BASE

ROME = StatedDate("2027-05-12", start_time=time(10), end_time=time(12, 30), timezone="Europe/Rome")


@pytest.fixture
def dated(change):
    return lambda date, **facts: change(factories.event, date=date, **facts).id


@pytest.fixture
def ways(read):
    """The queries of the links to Google and Outlook on an event's page, each as a dictionary."""

    def reading(event_id):
        links = read(f"/events/{event_id}").links
        google = [one for one in links if "action=TEMPLATE" in one]
        outlook = [one for one in links if "/deeplink/compose" in one]
        return [
            {name: values[0] for name, values in parse_qs(urlsplit(one).query).items()} for one in [*google, *outlook]
        ]

    return reading


def test_a_copy_is_packed(client, dated):
    address = f"/events/{dated('2027-05-12')}/copy.ics?lang=en"
    plain, packed = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_a_copy_is_the_component_of_the_feed_and_asks_for_nothing(client, dated):
    event_id = dated(ROME, title="Round table", kind="round_table")
    answer = client.get(f"/events/{event_id}/copy.ics?lang=en")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="2027-05-12-round-table.ics"'
    copy = icalendar.Calendar.from_ical(answer.data)
    assert set(copy) == {"VERSION", "PRODID", "CALSCALE"}
    assert [one["TZID"] for one in copy.walk("VTIMEZONE")] == ["Europe/Rome"]
    component = answer.data.partition(b"BEGIN:VEVENT")[2].partition(b"END:VEVENT")[0]
    assert component in client.get(f"/feeds/event/{event_id}.ics?lang=en").data


def test_a_copy_speaks_the_language_of_its_address(client, dated):
    event_id = dated("2027-05-12", title=local("Forum", "Форум"))
    for lang, words in (("ru", "Форум"), ("en", "Forum")):
        assert f"SUMMARY;LANGUAGE={lang}:{words}" in client.get(f"/events/{event_id}/copy.ics?lang={lang}").text


@pytest.mark.parametrize("edtf", ["2027-21", "2027", "../2027", "2027/..", "2027-05-12~", ""])
def test_there_is_no_copy_of_what_has_no_day(read, dated, edtf):
    event_id = dated(edtf)
    page = read(f"/events/{event_id}")
    assert not [one for one in page.links if "copy.ics" in one or "TEMPLATE" in one or "deeplink" in one]
    assert "A copy, which does not move, can be taken once a day is fixed." in page.text
    assert "A copy can be taken once a day is fixed." in read(f"/events/{event_id}/copy.ics", status=404).text


@pytest.mark.parametrize("step", [lifecycle.cancel, lifecycle.postpone])
def test_there_is_no_copy_of_what_is_off(read, dated, change, step):
    event_id = dated("2027-05-12")
    change(step, event_id, by=EDITOR, at=at("2026-11-20"))
    assert not [one for one in read(f"/events/{event_id}").links if "copy.ics" in one]
    read(f"/events/{event_id}/copy.ics", status=404)


def test_a_copy_of_a_draft_cannot_be_told_from_that_of_nothing(client, dated, monkeypatch):
    draft, unknown = dated("2027-05-12", publish=False), "00000000-0000-4000-8000-000000000000"
    answers = [client.get(f"/events/{one}/copy.ics?lang=en") for one in (draft, unknown)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(str(draft), unknown) == answers[1].text
    monkeypatch.setattr("calendar_service.web.page.actor", lambda: EDITOR)
    assert client.get(f"/events/{draft}/copy.ics").status_code == 404


def test_a_copy_of_what_was_withdrawn_is_gone(client, dated, change):
    event_id = dated("2027-05-12")
    change(lifecycle.withdraw, event_id, by=EDITOR, at=at("2026-11-20"))
    assert client.get(f"/events/{event_id}/copy.ics").status_code == 410


def test_google_and_outlook_are_told_the_times_with_their_zone(ways, dated):
    google, outlook = ways(dated(ROME, title="A & B", cities=local("Rome"), country="IT"))
    assert (google["dates"], google["ctz"]) == ("20270512T100000/20270512T123000", "Europe/Rome")
    assert (google["text"], google["location"]) == ("A & B", "Rome, Italy")
    assert (outlook["startdt"], outlook["enddt"]) == ("2027-05-12T08:00:00Z", "2027-05-12T10:30:00Z")
    assert "allday" not in outlook


def test_whole_days_end_with_the_day_after(ways, dated):
    google, outlook = ways(dated("2027-05-12/2027-05-14"))
    assert google["dates"] == "20270512/20270515"
    assert "ctz" not in google
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2027-05-12", "2027-05-15", "true")


def test_a_start_without_an_end_invents_none(ways, dated):
    google, outlook = ways(dated(StatedDate("2027-05-12", start_time=time(10), timezone="Asia/Almaty")))
    assert google["dates"] == "20270512T100000/20270512T100000"
    assert outlook["startdt"] == outlook["enddt"] == "2027-05-12T05:00:00Z"


def test_a_copy_says_where_to_look_for_how_things_stand(ways, dated):
    event_id = dated("2027-05-12")
    for one, name in zip(ways(event_id), ("details", "body"), strict=True):
        assert one[name] == f"This copy does not move by itself. How things stand: {BASE}/events/{event_id}"


def test_one_subscribes_first_and_copies_after(read, dated):
    page = read(f"/events/{dated('2027-05-12')}")
    follow = page.section("follow").text
    assert follow.index("Subscribe to this meeting") < follow.index("a copy that does not move")
    assert any("render?cid=webcal%3A" in one for one in page.links)
    assert any("addfromweb?url=https%3A" in one for one in page.links)
