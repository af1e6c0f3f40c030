"""JSON Feed: all that is public of an entry, for programs."""

import json
from datetime import date

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import Said
from calendar_service.render import RENDERERS
from tests.render.factories import SITE, SPRING, SUMMIT, TIMED, a_feed, a_full_entry, an_entry


def items_of(*entries):
    return json.loads(RENDERERS["json"].render(a_feed(), entries))["items"]


def extension_of(entry):
    return items_of(entry)[0]["_calendar_service"]


def test_the_feed_says_what_it_is():
    feed = json.loads(RENDERERS["json"].render(a_feed(), []))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "All meetings"
    assert feed["home_page_url"] == f"{SITE}/feeds"
    assert feed["language"] == "en"
    assert feed["items"] == []


def test_an_undated_entry_is_included():
    (item,) = items_of(an_entry(date=StatedDate()))
    assert item["title"] == "Fourth Ministerial Conference"
    assert "Date: not set" in item["content_text"]
    assert item["_calendar_service"]["earliest"] is None


def test_a_date_as_stated_comes_with_its_bounds():
    extension = extension_of(an_entry(date=SPRING))
    assert extension["edtf"] == "2026-21"
    assert (extension["earliest"], extension["latest"]) == ("2026-03-01", "2026-05-31")
    assert extension["firm"] is False
    assert (extension["stated"], extension["stated_language"]) == ("весной 2026 года", "ru")


def test_an_open_bound_is_null():
    assert extension_of(an_entry(date=StatedDate("../2026")))["earliest"] is None


def test_a_firm_date_has_times():
    extension = extension_of(an_entry(date=TIMED))
    assert extension["firm"] is True
    assert (extension["start_time"], extension["end_time"]) == ("10:00", "18:30")
    assert extension["timezone"] == "Asia/Almaty"


def test_a_carried_date_says_where_it_comes_from():
    extension = extension_of(an_entry(date=StatedDate("2027-05-15"), carried=SUMMIT))
    assert extension["firm"] is False
    assert extension["date_from"]["title"] == "Third Summit"


def test_people_place_and_sources_are_there():
    extension = extension_of(a_full_entry())
    assert extension["hosts"] == [
        {"code": "IT", "name": "Italy", "role": "host"},
        {"code": "KZ", "name": "Kazakhstan", "role": "chair"},
    ]
    assert extension["participants"][0]["represented_by"] == "A. Name"
    assert extension["place"]["city"] == "Rome"
    assert extension["citations"][0]["clause"] == "25"
    assert extension["stated_on"] == date(2025, 5, 30).isoformat()


def test_moments_are_in_utc():
    (item,) = items_of(an_entry())
    assert item["date_modified"] == "2025-06-01T09:30:15Z"
    assert item["date_published"] == "2025-05-30T08:00:00Z"


def test_documents_are_attachments():
    (item,) = items_of(a_full_entry())
    assert item["attachments"] == [
        {"url": "https://esteri.example/c.pdf", "mime_type": "application/pdf", "title": "Communiqué"}
    ]


def test_cyrillic_stays_readable():
    assert "Встреча" in RENDERERS["json"].render(a_feed(), [an_entry(title=Said("Встреча", "ru"))]).decode()


def test_nothing_is_left_of_a_withdrawn_entry():
    (item,) = items_of(a_full_entry(visibility="withdrawn"))
    assert set(item) == {"id", "content_text", "date_modified", "_calendar_service"}
    assert item["_calendar_service"]["status"] == "withdrawn"
