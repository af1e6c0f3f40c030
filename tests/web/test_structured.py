"""What machines read of an event's page: JSON-LD without anything invented, Open Graph, a description in words."""

import json
from datetime import time

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import LinkFacts, RelationFacts
from calendar_service.services import events, lifecycle
from tests import factories
from tests.factories import EDITOR, at, local
from tests.web.conftest import BASE

SCHEMA = "https://schema.org/"


@pytest.fixture
def linked(read):
    """The JSON-LD of an event's page."""

    def reading(event_id, lang="en"):
        return json.loads(read(f"/events/{event_id}", lang=lang).one("script", type="application/ld+json").text)

    return reading


@pytest.fixture
def dated(change):
    return lambda date, **facts: change(factories.event, date=date, **facts).id


def move(change, event_id, date):
    change(events.move, event_id, StatedDate(date), by=EDITOR, at=at("2026-11-20"))


def test_an_imprecise_date_has_no_start(linked, dated):
    for edtf in ("2027-21", "2027", "../2027", "2027/..", "2027-05-12~", ""):
        said = linked(dated(edtf))
        assert not {"startDate", "endDate", "previousStartDate", "eventStatus"} & set(said), edtf


def test_days_and_times_stand_as_they_are(linked, dated):
    assert linked(dated("2027-05-12"))["startDate"] == "2027-05-12"
    run = linked(dated("2027-05-12/2027-05-14"))
    assert (run["startDate"], run["endDate"]) == ("2027-05-12", "2027-05-14")
    rome = StatedDate("2027-05-12", start_time=time(10), end_time=time(12, 30), timezone="Europe/Rome")
    timed = linked(dated(rome))
    assert (timed["startDate"], timed["endDate"]) == ("2027-05-12T10:00:00+02:00", "2027-05-12T12:30:00+02:00")
    open_ended = linked(dated(StatedDate("2027-05-12", start_time=time(10), timezone="Asia/Almaty")))
    assert open_ended["startDate"] == "2027-05-12T10:00:00+05:00"
    assert "endDate" not in open_ended


def test_what_was_moved_names_the_day_it_was_moved_from(linked, dated, change):
    moved = dated("2027-05-12")
    move(change, moved, "2027-06-03")
    said = linked(moved)
    assert said["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert (said["startDate"], said["previousStartDate"]) == ("2027-06-03", "2027-05-12")


def test_what_was_moved_from_a_day_to_a_window_is_postponed(linked, dated, change):
    moved = dated("2027-05-12")
    move(change, moved, "2027-23")
    said = linked(moved)
    assert said["eventStatus"] == f"{SCHEMA}EventPostponed"
    assert said["previousStartDate"] == "2027-05-12"
    assert "startDate" not in said


def test_what_was_moved_from_a_window_names_no_previous_day(linked, dated, change):
    moved = dated("2027-05")
    move(change, moved, "2027-07-03")
    said = linked(moved)
    assert said["eventStatus"] == f"{SCHEMA}EventScheduled"
    assert "previousStartDate" not in said


def test_a_postponed_event_has_a_previous_day_and_no_other(linked, dated, change):
    postponed = dated("2027-05-12")
    change(lifecycle.postpone, postponed, by=EDITOR, at=at("2026-11-20"))
    said = linked(postponed)
    assert said["eventStatus"] == f"{SCHEMA}EventPostponed"
    assert said["previousStartDate"] == "2027-05-12"
    assert "startDate" not in said


def test_a_cancelled_event_keeps_its_day(linked, dated, change):
    cancelled = dated("2027-05-12")
    change(lifecycle.cancel, cancelled, by=EDITOR, at=at("2026-11-20"))
    said = linked(cancelled)
    assert (said["eventStatus"], said["startDate"]) == (f"{SCHEMA}EventCancelled", "2027-05-12")


def test_a_carried_date_is_nobodys_day(linked, dated):
    summit = dated("2027-05-12", title="Summit")
    forum = dated("", title="Forum", relations=(RelationFacts(type="sidelines_of", event_id=summit),))
    said = linked(forum)
    assert "startDate" not in said
    assert said["superEvent"]["url"] == f"{BASE}/events/{summit}"


def test_place_and_attendance_are_told_apart(linked, dated):
    there = linked(
        dated("2027-05-12", cities=local("Rome"), country="IT", mode="in_person", latitude=41.9, longitude=12.5)
    )
    assert there["eventAttendanceMode"] == f"{SCHEMA}OfflineEventAttendanceMode"
    assert there["location"]["address"] == {"@type": "PostalAddress", "addressLocality": "Rome", "addressCountry": "IT"}
    assert there["location"]["geo"]["latitude"] == 41.9
    watched = (LinkFacts(type="webcast", url="https://example.org/live"),)
    online = linked(dated("2027-05-12", mode="online", links=watched))
    assert online["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
    assert online["location"] == {"@type": "VirtualLocation", "url": "https://example.org/live"}
    both = linked(dated("2027-05-12", mode="hybrid", country="IT", links=watched))
    assert [one["@type"] for one in both["location"]] == ["Place", "VirtualLocation"]
    unseen = linked(dated("2027-05-12", mode="hybrid", country="IT"))
    assert unseen["location"]["@type"] == "Place"  # our page is no place to attend
    unknown = linked(dated("2027-05-12"))
    assert not {"location", "eventAttendanceMode", "organizer", "inLanguage"} & set(unknown)


def test_languages_are_those_of_the_meeting_and_of_the_page(linked, dated):
    said = linked(dated("2027-05-12", languages=("fr", "ru")), lang="ru")
    assert said["inLanguage"] == ["fr", "ru"]
    assert said["mainEntityOfPage"]["inLanguage"] == "ru"


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<!--<script>", "a & b < c \" ' \\"])
def test_no_text_ends_the_script_it_stands_in(read, linked, dated, words):
    event_id = dated("2027-05-12", title=words)
    page = read(f"/events/{event_id}")
    assert page.source.count("</script") == page.source.count("<script")
    assert "<script>" not in page.source
    assert linked(event_id)["name"] == words


def test_a_draft_is_told_to_no_machine(read, dated, monkeypatch):
    draft = dated("2027-05-12", publish=False)
    monkeypatch.setattr("calendar_service.web.page.actor", lambda: EDITOR)
    assert read(f"/events/{draft}").all("script", type="application/ld+json") == []


def test_links_to_the_page_say_what_it_is_in_words(read, find):
    page = read(f"/events/{find('Fourth Conference')}", lang="ru")
    said = {one.get("property") or one.get("name"): one.get("content") for one in page.all("meta")}
    assert said["og:title"] == "Четвёртая конференция министров иностранных дел «Центральная Азия + Италия»"
    assert said["og:url"] == f"{BASE}/events/{find('Fourth Conference')}?lang=ru"
    assert (said["og:locale"], said["og:locale:alternate"]) == ("ru_RU", "en_GB")
    assert said["og:site_name"] == "Дипломатический календарь"
    assert said["og:type"] == "article"
    assert said["description"] == said["og:description"]
    assert said["description"].startswith("Весна 2026 г. (1 марта – 31 мая 2026 г.). ")


def test_links_to_the_first_page_say_what_is_ahead(read):
    page = read("/")
    said = {one.get("property") or one.get("name"): one.get("content") for one in page.all("meta")}
    assert said["og:title"] == "Diplomatic Calendar"
    assert said["og:type"] == "website"
    assert said["description"] == said["og:description"] == page.one("h1").text
    assert "2026-21" not in page.source
