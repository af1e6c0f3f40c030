"""One VEVENT an entry: the table of cases, row by row, read back with the library that clients use."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import DateMode, RelationFace, Said
from calendar_service.domain.windows import Window
from calendar_service.render import ical
from tests.render.factories import (
    EVENT_ID,
    FIRM,
    MODIFIED,
    SITE,
    SPRING,
    SUMMIT,
    TIMED,
    a_full_entry,
    an_entry,
)

ALMATY = ZoneInfo("Asia/Almaty")


def text_of(entry, mode=DateMode.MARKER):
    made = ical.component(entry, mode)
    assert made is not None
    return made.text


def event_of(entry, mode=DateMode.MARKER):
    return Event.from_ical(text_of(entry, mode))


def days_of(entry, mode=DateMode.MARKER):
    event = event_of(entry, mode)
    return event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1)


# where it stands


def test_a_firm_date_with_times_stands_in_the_zone_of_its_venue():
    event = event_of(an_entry(date=TIMED))
    assert event["DTSTART"].params["TZID"] == "Asia/Almaty"
    assert event["DTSTART"].dt == datetime(2026, 5, 12, 10, tzinfo=ALMATY)
    assert event["DTEND"].dt == datetime(2026, 5, 12, 18, 30, tzinfo=ALMATY)


def test_a_time_in_utc_needs_no_zone():
    made = ical.component(an_entry(date=replace(TIMED, timezone="UTC")), DateMode.MARKER)
    assert made is not None
    assert "DTSTART:20260512T100000Z" in made.text
    assert made.zone is None


def test_a_start_without_an_end_has_no_end():
    event = event_of(an_entry(date=replace(TIMED, end_time=None)))
    assert event["DTSTART"].dt == datetime(2026, 5, 12, 10, tzinfo=ALMATY)
    assert "DTEND" not in event


def test_a_component_names_the_days_on_which_it_uses_its_zone():
    night = StatedDate("2026-12-31", start_time=time(23), end_time=time(1), timezone="Asia/Almaty")
    made = ical.component(an_entry(date=night), DateMode.MARKER)
    assert made is not None
    assert made.zone is not None
    assert (made.zone.tzid, made.zone.first, made.zone.last) == (
        "Asia/Almaty",
        date(2026, 12, 31),
        date(2027, 1, 1),
    )


def test_firm_days_without_times_are_whole_days_and_the_end_is_the_day_after():
    text = text_of(an_entry(date=FIRM))
    assert "DTSTART;VALUE=DATE:20260512\r\n" in text
    assert "DTEND;VALUE=DATE:20260514\r\n" in text


@pytest.mark.parametrize(
    ("edtf", "window", "mode", "days"),
    [
        ("2026-21", Window.AHEAD, DateMode.MARKER, (date(2026, 3, 1), date(2026, 3, 1))),
        ("2026-21", Window.OPEN, DateMode.MARKER, (date(2026, 5, 31), date(2026, 5, 31))),
        ("2026-21", Window.CLOSED, DateMode.MARKER, (date(2026, 5, 31), date(2026, 5, 31))),
        ("2026-21", Window.AHEAD, DateMode.SPAN, (date(2026, 3, 1), date(2026, 5, 31))),
        ("2026-21", Window.OPEN, DateMode.SPAN, (date(2026, 3, 1), date(2026, 5, 31))),
        ("../2026", Window.OPEN, DateMode.MARKER, (date(2026, 12, 31), date(2026, 12, 31))),
        ("../2026", Window.OPEN, DateMode.SPAN, (date(2026, 12, 31), date(2026, 12, 31))),
        ("2027/..", Window.AHEAD, DateMode.MARKER, (date(2027, 1, 1), date(2027, 1, 1))),
        ("2027/..", Window.OPEN, DateMode.MARKER, (date(2027, 1, 1), date(2027, 1, 1))),
        ("2027/..", Window.OPEN, DateMode.SPAN, (date(2027, 1, 1), date(2027, 1, 1))),
        ("2026-05-12~", Window.AHEAD, DateMode.MARKER, (date(2026, 5, 12), date(2026, 5, 12))),
        ("[2026-05,2026-09]", Window.AHEAD, DateMode.SPAN, (date(2026, 5, 1), date(2026, 9, 30))),
    ],
)
def test_a_date_that_is_not_firm_stands_where_the_feed_wants_it(edtf, window, mode, days):
    assert days_of(an_entry(date=StatedDate(edtf), window=window), mode) == days


def test_a_feed_of_firm_dates_leaves_out_the_rest():
    assert ical.component(an_entry(date=SPRING), DateMode.FIRM) is None
    assert ical.component(an_entry(date=FIRM), DateMode.FIRM) is not None


@pytest.mark.parametrize("mode", list(DateMode))
def test_what_has_no_date_stands_in_no_calendar(mode):
    assert ical.component(an_entry(date=StatedDate()), mode) is None


# what it says of itself


@pytest.mark.parametrize(
    ("status", "edtf", "window", "shown"),
    [
        ("proposed", "2026-05-12", Window.AHEAD, "TENTATIVE"),
        ("planned", "2026-05-12", Window.AHEAD, "TENTATIVE"),
        ("confirmed", "2026-05-12", Window.AHEAD, "CONFIRMED"),
        ("held", "2026-05-12", Window.CLOSED, "CONFIRMED"),
        ("held", "2024", Window.CLOSED, "CONFIRMED"),
        ("planned", "2026-21", Window.CLOSED, "TENTATIVE"),
        ("postponed", "2026-05-12", Window.AHEAD, "TENTATIVE"),
        ("cancelled", "2026-05-12", Window.AHEAD, "CANCELLED"),
        ("cancelled", "2026-21", Window.AHEAD, "CANCELLED"),
    ],
)
def test_status_follows_the_event_and_its_date(status, edtf, window, shown):
    event = event_of(an_entry(status=status, date=StatedDate(edtf), window=window))
    assert event["STATUS"] == shown


def test_an_imprecise_date_is_carried_as_edtf_unescaped():
    text = text_of(an_entry(date=StatedDate("[2026-05,2026-09]")))
    assert "X-CALENDAR-SERVICE-EDTF:[2026-05,2026-09]\r\n" in text


def test_a_carried_day_is_never_firm():
    entry = an_entry(date=StatedDate("2027-05-15"), status="planned", carried=SUMMIT)
    event = event_of(entry)
    assert event["STATUS"] == "TENTATIVE"
    assert "date to be confirmed" in event["SUMMARY"]
    assert ical.component(entry, DateMode.FIRM) is None


def test_the_same_uid_when_the_day_is_fixed():
    assert event_of(an_entry(date=SPRING))["UID"] == event_of(an_entry(date=FIRM))["UID"]
    assert event_of(an_entry(date=FIRM))["UID"] == f"{EVENT_ID}@calendar-service.events"


def test_a_cancelled_entry_keeps_its_days_and_says_so_in_front():
    entry = an_entry(status="cancelled", reason=Said("The host withdrew", "en"))
    event = event_of(entry)
    assert days_of(entry) == (date(2026, 5, 12), date(2026, 5, 13))
    assert event["SUMMARY"].startswith("Cancelled: ")
    assert "The host withdrew" in event["DESCRIPTION"]


def test_a_postponed_entry_with_a_new_date_tells_of_the_old_one():
    moved = an_entry(previous=SPRING, reason=Said("Elections", "en"))
    event = event_of(moved)
    assert days_of(moved) == (date(2026, 5, 12), date(2026, 5, 13))
    assert "Moved from: spring 2026\nReason: Elections" in event["DESCRIPTION"]


def test_a_postponed_entry_without_one_stays_at_its_old_place():
    entry = an_entry(status="postponed")
    assert days_of(entry) == (date(2026, 5, 12), date(2026, 5, 13))
    assert event_of(entry)["SUMMARY"].startswith("Postponed")


def test_a_withdrawn_entry_is_a_bare_cancellation():
    entry = a_full_entry(visibility="withdrawn", status="confirmed")
    event = event_of(entry)
    assert set(event) == {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "STATUS", "SUMMARY"}
    assert event["STATUS"] == "CANCELLED"
    for word in ("Fourth", "Rome", "Italy", "Central Asia", "spring"):
        assert word not in text_of(entry)


def test_a_merged_entry_is_cancelled_with_a_pointer():
    kept = RelationFace(
        type="replaces", outward=False, title=Said("The kept one", "en"), url="https://x/kept", uid="k@x"
    )
    event = event_of(an_entry(merged_into=kept))
    assert event["STATUS"] == "CANCELLED"
    assert "https://x/kept" in event["DESCRIPTION"]


# every property


def test_every_component_has_what_calendars_need():
    event = event_of(a_full_entry())
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == MODIFIED.replace(microsecond=0)
    assert event["CREATED"].dt == datetime(2025, 5, 30, 8, tzinfo=UTC)
    assert event["URL"] == f"{SITE}/events/{EVENT_ID}"
    assert event["LOCATION"] == "Villa Madama, Rome, Italy"
    assert event["GEO"].to_ical() == "41.9;12.45"
    assert event["CATEGORIES"].cats == ["MINISTERIAL", "Central Asia + Italy"]
    assert event["CONTACT"] == "Protocol; +39 06 0000"
    assert event["CLASS"] == "PUBLIC"


def test_texts_name_their_language():
    event = event_of(a_full_entry())
    assert {event[name].params["LANGUAGE"] for name in ("SUMMARY", "DESCRIPTION", "LOCATION")} == {"en"}


def test_a_public_calendar_blocks_nobodys_time():
    event = event_of(an_entry())
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"


@pytest.mark.parametrize("entry", [an_entry(), a_full_entry(), a_full_entry(status="cancelled")])
def test_nothing_that_calendars_take_for_an_invitation_or_refuse(entry):
    text = text_of(entry)
    for name in ("ORGANIZER", "ATTENDEE", "METHOD", "BEGIN:VALARM", "RELATED-TO;VALUE", "<"):
        assert name not in text
    unfolded = text.replace("\r\n ", "")
    assert not [line for line in unfolded.split("\r\n") if line.endswith(":")]


def test_the_lesser_event_points_to_the_one_it_stands_beside():
    assert "RELATED-TO;RELTYPE=PARENT:summit@calendar-service.events\r\n" in text_of(an_entry(relations=(SUMMIT,)))


def test_events_that_adjoin_are_siblings():
    adjoining = replace(SUMMIT, type="timed_to")
    assert "RELATED-TO;RELTYPE=SIBLING:summit@" in text_of(an_entry(relations=(adjoining,)))


@pytest.mark.parametrize(
    "relation", [replace(SUMMIT, outward=False), replace(SUMMIT, uid=""), replace(SUMMIT, type="follows")]
)
def test_other_relations_stay_in_the_words(relation):
    assert "RELATED-TO" not in text_of(an_entry(relations=(relation,)))


def test_documents_are_attached_and_linked_in_the_words():
    event = event_of(a_full_entry())
    attached = {str(uri): uri.params["FMTTYPE"] for uri in event["ATTACH"]}
    assert attached == {f"{SITE}/documents/declaration": "text/html", "https://esteri.example/c.pdf": "application/pdf"}
    assert f"{SITE}/documents/declaration#p27" in event["DESCRIPTION"]
    assert "https://esteri.example/c.pdf" in event["DESCRIPTION"]


def test_the_description_ends_with_the_page():
    assert event_of(a_full_entry())["DESCRIPTION"].endswith(f"{SITE}/events/{EVENT_ID}")


# bytes


def test_the_same_entry_gives_the_same_bytes():
    assert text_of(a_full_entry()) == text_of(a_full_entry())


def test_lines_are_folded_at_75_octets_and_never_inside_a_character():
    text = text_of(a_full_entry(title=Said("Встреча 😀 " * 18, "ru"), description=Said("Ж" * 3000, "ru")))
    lines = text.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert [line.decode() for line in lines]


def test_folding_eats_no_space_even_where_lines_are_trimmed():
    title = " ".join("слово" for _ in range(33))
    text = text_of(an_entry(title=Said(title, "en")))
    lines = [line.removeprefix(" ") for line in text.split("\r\n")]
    assert [line for line in lines if line != line.strip()] == []
    assert Event.from_ical(text)["SUMMARY"] == title


def test_a_line_of_nothing_but_spaces_is_folded_all_the_same():
    title = f"a{' ' * 190}b"
    text = text_of(an_entry(title=Said(title, "en")))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert Event.from_ical(text)["SUMMARY"] == title


@pytest.mark.parametrize(
    "title",
    [
        r"C:\New\next; a, b: \; \, \\n",
        'Say "yes" “да” «да» ‘so’',
        "Встреча 😀👨‍👩‍👧 қазақ ўзбек тоҷикӣ",
        "100 % {{7*7}} %(title)s",
        "Line\nline",
    ],
)
def test_a_title_comes_back_as_it_went_in(title):
    event = event_of(an_entry(title=Said(title, "en"), format_name=Said(title, "en")))
    assert event["SUMMARY"] == title
    assert event["CATEGORIES"].cats[1] == title


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00\n"])
def test_no_text_adds_a_line(end):
    hostile = f"Title{end}ATTENDEE:mailto:x@y{end} END:VEVENT"
    said = Said(hostile, "en")
    entry = a_full_entry(title=said, description=said, city=said, format_name=said, reason=said, uid=hostile)
    entry = replace(entry, url=f"https://x/{hostile}", country_name=hostile, relations=(replace(SUMMIT, uid=hostile),))
    event = event_of(entry)
    assert "ATTENDEE" not in event
    assert not {character for character in text_of(entry) if ord(character) < 0x20} - {"\r", "\n"}
    assert len(text_of(entry).splitlines()) == text_of(entry).count("\r\n")


def test_components_order_by_start():
    early = ical.component(an_entry(date=SPRING), DateMode.MARKER)
    late = ical.component(an_entry(date=TIMED), DateMode.MARKER)
    assert early is not None
    assert late is not None
    assert early.sort_key < late.sort_key


@pytest.mark.parametrize("viewer", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Almaty"])
@pytest.mark.parametrize("venue", ["", "Europe/Rome"])
def test_no_viewer_sees_another_day_wherever_they_are(viewer, venue):
    entry = an_entry(date=StatedDate("2026-05-12/2026-05-13"), timezone=venue)
    event = event_of(entry)
    first, after = event["DTSTART"].dt, event["DTEND"].dt
    assert (type(first), type(after)) == (date, date)  # a day has no zone from which a viewer could shift it
    midnight = datetime.combine(first, time(), ZoneInfo(viewer))
    assert (midnight.date(), after - first) == (date(2026, 5, 12), timedelta(days=2))
    assert "TZID" not in text_of(entry)
