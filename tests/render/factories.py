"""Entries, parties and feeds with sane defaults: a test names only what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import (
    CitationFace,
    Entry,
    HostFace,
    LinkFace,
    ParticipantFace,
    PartyFace,
    RelationFace,
    Said,
    uid_of,
)
from calendar_service.domain.windows import Window

if TYPE_CHECKING:  # entries alone need no renderer
    from calendar_service.render.faces import ChangeFace, FeedFace

SITE = "https://calendar.example"
EVENT_ID = UUID("11111111-2222-4333-8444-555555555555")
MODIFIED = datetime(2025, 6, 1, 9, 30, 15, 250_000, tzinfo=UTC)
SPRING = StatedDate("2026-21", "весной 2026 года", "ru")
FIRM = StatedDate("2026-05-12/2026-05-13")
TIMED = StatedDate("2026-05-12", start_time=time(10), end_time=time(18, 30), timezone="Asia/Almaty")

ITALY = PartyFace(code="IT", name=Said("Italy", "en"))
KAZAKHSTAN = PartyFace(code="KZ", name=Said("Kazakhstan", "en"))
SUMMIT = RelationFace(
    type="sidelines_of",
    outward=True,
    title=Said("Third Summit", "en"),
    url=f"{SITE}/events/summit",
    uid="summit@calendar-service.events",
    date=StatedDate("2027"),
)
DECLARATION = CitationFace(
    quote="организовать Четвертую конференцию министров весной 2026 года в Италии",
    lang="ru",
    document=Said("Joint Declaration", "en"),
    document_url=f"{SITE}/documents/declaration",
    paragraph=27,
    clause="25",
    url=f"{SITE}/documents/declaration#p27",
)


def an_entry(**changes: Any) -> Entry:
    entry = Entry(
        id=EVENT_ID,
        uid=uid_of(EVENT_ID),
        lang="en",
        url=f"{SITE}/events/{EVENT_ID}",
        kind="ministerial",
        status="planned",
        title=Said("Fourth Ministerial Conference", "en"),
        sequence=3,
        created=datetime(2025, 5, 30, 8, tzinfo=UTC),
        modified=MODIFIED,
        date=FIRM,
        window=Window.AHEAD,
    )
    return replace(entry, **changes)


def a_full_entry(**changes: Any) -> Entry:
    everything = {
        "date": SPRING,
        "description": Said("The foreign ministers meet.", "en"),
        "stated_on": date(2025, 5, 30),
        "format_slug": "central-asia-italy",
        "format_name": Said("Central Asia + Italy", "en"),
        "series_slug": "central-asia-italy-ministerials",
        "series_name": Said("Ministerial conferences", "en"),
        "ordinal": 4,
        "venue": Said("Villa Madama", "en"),
        "city": Said("Rome", "en"),
        "country": "IT",
        "country_name": "Italy",
        "latitude": 41.9,
        "longitude": 12.45,
        "mode": "hybrid",
        "languages": ("ru", "en"),
        "hosts": (
            HostFace(party=replace(ITALY, contact="Protocol; +39 06 0000"), role="host"),
            HostFace(party=KAZAKHSTAN, role="chair"),
        ),
        "participants": (
            ParticipantFace(
                party=KAZAKHSTAN, level="minister", name=Said("A. Name", "en"), office=Said("Minister", "en")
            ),
            ParticipantFace(party=ITALY, role="observer"),
        ),
        "relations": (SUMMIT,),
        "citations": (DECLARATION,),
        "links": (LinkFace(type="official", title="", url="https://esteri.example/conf?a=1,2;b"),),
        "documents": (LinkFace(type="communique", title="Communiqué", url="https://esteri.example/c.pdf"),),
    }
    return an_entry(**{**everything, **changes})


def a_feed(**changes: Any) -> "FeedFace":
    from calendar_service.render.faces import FeedFace

    face = FeedFace(
        name="All meetings",
        lang="en",
        page_url=f"{SITE}/feeds",
        self_url=f"{SITE}/feeds/all.ics?lang=en",
        site_url=f"{SITE}/",
        site_name="Diplomatic Calendar",
        modified=MODIFIED,
        description="Every meeting, each date as it was stated",
        colour="royalblue",
        timezone="Asia/Almaty",
    )
    return replace(face, **changes)


def a_change(number: int, **changes: Any) -> "ChangeFace":
    from calendar_service.render.faces import ChangeFace

    change = ChangeFace(
        number=number,
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        at=datetime(2025, 6, 1, 9, number, tzinfo=UTC),
        title=f"Change {number}",
        summary="Moved: was spring 2026, now 12–13 May 2026",
        url=f"{SITE}/events/{EVENT_ID}",
    )
    return replace(change, **changes)
