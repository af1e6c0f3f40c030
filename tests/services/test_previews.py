"""What the builder says of a feed is what the feed does: every number, and what comes next."""

import itertools

import pytest

from calendar_service.domain.facts import RelationFacts
from calendar_service.models.events import Event
from calendar_service.services import calendar, feeds, lifecycle, previews
from tests import factories
from tests.factories import EDITOR, at, local

DATES = ("marker", "span", "firm")
CANCELLED = ("mark", "show", "omit")
NOW = at("2026-06-10")
FILTERS = [
    {},
    {"format": ["central-asia-italy"]},
    {"format": ["outside"]},
    {"format": ["outside", "central-asia-italy"]},
    {"kind": ["summit", "forum"]},
    {"party": ["IT"]},
    {"host": ["IT"]},
    {"status": ["cancelled"]},
    {"q": ["summit"]},
    {"from": ["2026-05"], "to": ["2026"]},
]


@pytest.fixture
def varied(database):
    """A calendar in which an event stands in every way that it can."""
    with database.writing() as session:
        made = _events(session)
        ids = {name: event.id for name, event in made.items()}
        lifecycle.cancel(session, ids["Cancelled summit"], by=EDITOR, at=at("2026-06-01"))
        lifecycle.cancel(session, ids["Cancelled spring"], by=EDITOR, at=at("2026-06-01"))
        lifecycle.cancel(session, ids["Cancelled long ago"], by=EDITOR, at=at("2026-02-01"))
        lifecycle.cancel(session, ids["Cancelled without date"], by=EDITOR, at=at("2026-06-01"))
        lifecycle.postpone(session, ids["Postponed"], by=EDITOR, at=at("2026-05-01"))
        lifecycle.withdraw(session, ids["Withdrawn"], by=EDITOR, at=at("2026-06-01"))
        lifecycle.withdraw(session, ids["Withdrawn long ago"], by=EDITOR, at=at("2026-02-01"))
        lifecycle.merge(session, ids["Twin"], ids["Summit"], by=EDITOR, at=at("2026-06-01"))
    with database.writing() as session:
        calendar.tick(session, NOW)
    return database


def _events(session):
    italy = factories.party(session)
    format_ = factories.format_(session, members=(italy.id,))
    series = factories.series(session, format_id=format_.id)
    asked = {
        "Summit": {"date": "2026-09-01", "kind": "summit", "hosts": factories.hosts(italy), "status": "confirmed"},
        "Twin": {"date": "2026-09-01", "kind": "summit"},
        "Conference": {"date": "2026-21", "series_id": series.id},
        "Forum": {"date": "2027", "kind": "forum", "format_id": format_.id},
        "Round table": {"date": "../2026"},
        "Later": {"date": "2027/.."},
        "Talks": {"date": ""},
        "Held": {"date": "2025-04-03/2025-04-04", "status": "held", "format_id": format_.id},
        "Held some day": {"date": "2024", "status": "held"},
        "Cancelled summit": {"date": "2026-08-01", "kind": "summit", "hosts": factories.hosts(italy)},
        "Cancelled spring": {"date": "2026-21"},
        "Cancelled long ago": {"date": "2026-02-10"},
        "Cancelled without date": {"date": ""},
        "Postponed": {"date": "2026-05-12", "status": "confirmed", "format_id": format_.id},
        "Withdrawn": {"date": "2026-10-01", "format_id": format_.id},
        "Withdrawn long ago": {"date": "2026-10-01"},
        "Draft": {"date": "2026-10-01", "publish": False, "format_id": format_.id},
    }
    made = {name: factories.event(session, title=name, **facts) for name, facts in asked.items()}
    beside = (RelationFacts(type="sidelines_of", event_id=made["Summit"].id),)
    made["Carried"] = factories.event(session, title="Carried", date="", relations=beside)
    return made


def asked_for(filters, dates, cancelled):
    return {**filters, "lang": ["en"], "dates": [dates], "cancelled": [cancelled]}


def titles(session, ids):
    return [session.get(Event, id_).titles.get("en") for id_ in ids]


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: "&".join(one) or "all")
def test_the_number_is_that_of_the_entries_really_sent(varied, filters):
    with varied.reading() as session:
        for dates, cancelled in itertools.product(DATES, CANCELLED):
            found = feeds.find(session, "all", asked_for(filters, dates, cancelled))
            preview = previews.preview(session, found)
            assert preview.sent == len(feeds.pieces(session, found)), (dates, cancelled)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: "&".join(one) or "all")
def test_every_meeting_found_is_either_sent_or_left_out_for_a_reason(varied, filters):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for(filters, "marker", "mark"))
        total = previews.preview(session, found)
        for dates, cancelled in itertools.product(DATES, CANCELLED):
            asked = feeds.find(session, "all", asked_for(filters, dates, cancelled))
            preview = previews.preview(session, asked)
            published = preview.sent - preview.numbers.get("notices", 0) + preview.left_out
            assert published == total.sent - total.numbers.get("notices", 0) + total.left_out


def test_each_is_counted_where_it_stands(varied):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, "marker", "mark"))
        assert previews.preview(session, found).numbers == {
            "ahead": 5,  # the summit, what is beside it, the forum, the round table, what comes later
            "unheard": 1,
            "postponed": 1,
            "held": 2,
            "cancelled": 3,  # the twin is one of them
            "notices": 1,
            "undated": 2,
            "gone": 1,
        }


def test_what_is_left_out_by_choice_is_said(varied):
    with varied.reading() as session:
        firm = previews.preview(session, feeds.find(session, "all", asked_for({}, "firm", "mark")))
        assert firm.numbers["unfixed"] == 7
        without = previews.preview(session, feeds.find(session, "all", asked_for({}, "marker", "omit")))
        assert (without.numbers["off"], without.numbers.get("notices")) == (3, None)


def test_a_feed_that_is_cut_counts_what_is_older(varied, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 5)
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, "marker", "mark"))
        preview = previews.preview(session, found)
        assert preview.numbers["older"] == 2
        assert preview.cut_on.isoformat() == "2025-06-01"
        assert preview.sent == len(feeds.pieces(session, found))
        bounded = feeds.find(session, "all", asked_for({"from": ["2024"]}, "marker", "mark"))
        assert previews.preview(session, bounded).cut_on is None


def test_next_come_those_ahead_by_date_then_those_without_word(varied):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, "marker", "mark"))
        following = titles(session, previews.upcoming(session, found, today=NOW.date(), limit=20))
        assert following == [
            "Cancelled summit",
            *sorted(["Summit", "Carried"], key=following.index),
            "Round table",
            "Forum",
            "Later",
            *sorted(["Conference", "Postponed"], key=following.index),
        ]
        assert titles(session, previews.upcoming(session, found, today=NOW.date(), limit=2)) == following[:2]


@pytest.mark.parametrize("dates", DATES)
@pytest.mark.parametrize("cancelled", CANCELLED)
def test_what_comes_next_is_in_the_feed(varied, dates, cancelled):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, dates, cancelled))
        sent = {piece.uid for piece in feeds.pieces(session, found)}
        following = previews.entries(session, previews.upcoming(session, found, today=NOW.date(), limit=20), "en")
        assert following
        assert {entry.uid for entry in following} <= sent


def test_a_list_has_also_what_has_no_date_and_nothing_that_is_not_public(varied):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, "marker", "mark"))
        listed = titles(session, previews.upcoming(session, found, today=NOW.date(), limit=30, is_dated=False))
        assert set(listed[-2:]) == {"Talks", "Cancelled without date"}
        assert not {"Draft", "Withdrawn", "Twin", "Held"} & set(listed)


def test_entries_come_in_the_order_of_their_ids(varied):
    with varied.reading() as session:
        found = feeds.find(session, "all", asked_for({}, "marker", "mark"))
        ids = previews.upcoming(session, found, today=NOW.date(), limit=20)
        assert [entry.id for entry in previews.entries(session, ids[::-1], "en")] == ids[::-1]


def test_formats_are_counted_with_the_meetings_of_their_series_and_without_drafts(varied):
    with varied.reading() as session:
        inside, outside = previews.formats(session, "en")
        assert (inside.slug, inside.name.text, inside.number) == ("central-asia-italy", "Central Asia + Italy", 4)
        assert (outside.slug, outside.number) == ("", 10)
        for slug, number in (("central-asia-italy", 4), ("outside", 10)):
            found = feeds.find(session, "all", asked_for({"format": [slug]}, "marker", "mark"))
            preview = previews.preview(session, found)
            merged = 1 if slug == "outside" else 0
            assert preview.sent - preview.numbers.get("notices", 0) + preview.left_out == number + merged


def test_no_format_can_be_called_as_what_is_outside_any(database):
    from calendar_service.domain.errors import InvalidInput

    with database.writing() as session, pytest.raises(InvalidInput):
        factories.format_(session, "outside", name=local("Outside"))
