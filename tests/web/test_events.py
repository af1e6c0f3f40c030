"""The page of an event: all that is public of it, and nothing that is not."""

from datetime import date, time

import pytest

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import HostFacts, LinkFacts, ParticipantFacts, RelationFacts, SourceFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import events, lifecycle
from tests import factories
from tests.factories import EDITOR, at, local
from tests.web.conftest import BASE

MOST_QUERIES = 12
HOSTILE = "<svg/onload=alert(1)>\"' onmouseover=x {{7*7*191}}"


@pytest.fixture
def show(read, find):
    def showing(words, **options):
        return read(f"/events/{find(words)}", **options)

    return showing


def test_a_day_is_shown_with_its_weekday_and_for_machines(show):
    page = show("First ‘Central Asia + Italy’")
    assert "30 May 2025 Friday" in page.section("when").text
    assert page.all("time")[0]["datetime"] == "2025-05-30"


def test_a_window_is_shown_as_stated_with_its_bounds_and_without_an_invented_day(show):
    page = show("Fourth Conference", lang="ru")
    when = page.section("when").text
    assert (
        "весна 2026 г. Не раньше 1 марта и не позже 31 мая 2026 г. Дата не твёрдая: известно время года, не день."
        in when
    )
    assert "весной 2026 года" in when
    assert "Италия. Город не назван." in page.section("who").text
    assert [one["datetime"] for one in page.all("time")] == [
        "2025-05-30",
        "2025-11-01",
    ]  # where it was agreed upon, and its history


def test_a_window_that_closed_without_word_is_said_so_first(show):
    assert "The time has passed, there is no word." in show("Fourth Conference").text
    assert "The time has passed" not in show("energy cooperation").text


def test_who_came_is_named_with_office_and_basis(show):
    who = show("First ‘Central Asia + Italy’").section("who").text
    assert "Giorgia Meloni, President of the Council of Ministers of the Italian Republic" in who
    assert "At the level of heads of state" in who
    assert "Attended; named in the source" in who


def test_a_number_that_no_source_states_is_marked_as_inferred(show):
    assert (
        "Number in the series 2 inferred from the order; no source states it"
        in show("Next ‘Central").section("when").text
    )
    assert "inferred" not in show("First ‘Central Asia + Italy’ Summit").one("main").text


def test_hosts_have_their_roles(show):
    who = show("Second Expert Forum", lang="ru").section("who").text
    assert "Национальная академия наук Таджикистана — организатор" in who


def test_the_words_that_announced_it_lead_to_their_paragraph(show):
    page = show("Fourth Conference")
    words = "организовать Четвертую конференцию министров иностранных дел весной 2026 года в Италии"
    assert [one.text for one in page.all("mark")] == [words]
    assert page.one("blockquote", lang="ru").text.endswith(f"в 2027 году, а также {words}.")
    assert "/documents/declaration-central-asia-italy-2025?lang=en#p26" in page.links


def test_relations_are_shown_from_both_ends(show, find):
    follower, followed = find("Fourth Conference"), find("Third ‘Central Asia + Italy’")
    assert f"/events/{followed}?lang=en" in show("Fourth Conference").links
    page = show("Third ‘Central Asia + Italy’")
    assert f"/events/{follower}?lang=en" in page.links
    assert "the next one" in page.section("related").text


def test_its_outcome_document_is_linked(show):
    links = show("First ‘Central Asia + Italy’").links
    assert "/documents/declaration-central-asia-italy-2025?lang=en" in links


def test_one_can_subscribe_to_it_alone(show, find):
    page, id_ = show("Fourth Conference"), find("Fourth Conference")
    assert f"webcal://calendar.example.org/feeds/event/{id_}.ics?lang=en" in page.links
    assert f"{BASE}/feeds/event/{id_}.ics?lang=en" in page.links
    assert f"{BASE}/feeds/event/{id_}.atom?lang=en" in [one.get("href") for one in page.all("link", rel="alternate")]


def test_its_history_tells_in_words_what_was_and_why_with_roles_and_no_names(show, change, find):
    id_ = find("Fourth Conference")
    because = local("Room not ready", "Зал не готов")
    change(events.move, id_, StatedDate("2026-12-12"), by=EDITOR, at=at("2026-11-20"), reasons=because)
    history = show("Fourth Conference").section("history").text
    assert "20 November 2026" in history
    assert "12 December 2026" in history
    assert "an editor; reason: Room not ready" in history
    assert "Зал не готов" in show("Fourth Conference", lang="ru").section("history").text


def test_a_private_note_leaves_no_trace(show, change, find):
    change(events.change, find("energy"), {"private_note": "Call Rome"}, by=EDITOR, at=at("2026-11-20"))
    page = show("energy")
    assert "Call Rome" not in page.source
    assert "20 November 2026" not in page.section("history").text


def test_times_come_with_their_zone(read, change):
    date = StatedDate("2026-12-12", start_time=time(10), end_time=time(12, 30), timezone="Europe/Rome")
    event = change(factories.event, date=date)
    assert "10:00–12:30, Rome (UTC+1)" in read(f"/events/{event.id}").section("when").text


def test_a_date_carried_from_another_event_says_so(read, change):
    summit = change(factories.event, title="Summit", date="2026-12-12")
    forum = change(
        factories.event, title="Forum", date="", relations=(RelationFacts(type="sidelines_of", event_id=summit.id),)
    )
    when = read(f"/events/{forum.id}").section("when")
    assert "It has no date of its own" in when.text
    assert "on the sidelines of Summit" in when.text


def test_a_cancelled_event_says_until_when_feeds_hold_it(read, change):
    event = change(factories.event, date="2026-12-12")
    change(lifecycle.cancel, event.id, by=EDITOR, at=at("2026-11-20"))
    said = read(f"/events/{event.id}").text
    assert "stays in feeds up to and including 11 January 2027, marked as cancelled" in said


def test_a_cancelled_event_says_when_feeds_hold_it_no_more(read, change):
    event = change(factories.event, date="2026-03-12")
    change(lifecycle.cancel, event.id, by=EDITOR, at=at("2026-03-01"))
    assert "It has left the feeds" in read(f"/events/{event.id}").text


def test_when_it_was_last_asked_after_is_said_where_its_time_has_passed(show, change, find):
    change(lifecycle.check, find("Fourth Conference"), by=EDITOR, at=at("2026-11-20"), ask_again_on=date(2026, 12, 20))
    page = show("Fourth Conference")
    assert "Last checked on 20 November 2026: there was no news." in page.text
    assert "Last checked on 20 November 2026" in page.section("when").text


def test_a_cancelled_event_keeps_its_page_with_the_reason(show, change, find):
    change(lifecycle.cancel, find("energy"), by=EDITOR, at=at("2026-11-20"), reasons=local("No quorum", "Нет кворума"))
    page = show("energy", lang="ru")
    assert "Отменено. " in page.one("main").text
    assert "Причина: Нет кворума" in page.one("main").text


def test_a_postponed_event_waits_for_a_new_date(show, change, find):
    change(lifecycle.postpone, find("energy"), by=EDITOR, at=at("2026-11-20"))
    assert "Postponed, no new date." in show("energy").text


def test_the_last_check_is_told(show, change, find):
    change(lifecycle.check, find("Fourth"), by=EDITOR, at=at("2026-11-20"), ask_again_on=date(2027, 1, 1))
    assert "Last checked on 20 November 2026" in show("Fourth Conference").section("when").text


def test_what_was_merged_leads_to_the_one_that_stays(client, change, find):
    other, stays = change(factories.event, title="The same"), find("Fourth Conference")
    change(lifecycle.merge, other.id, stays, by=EDITOR, at=at("2026-11-20"))
    answer = client.get(f"/events/{other.id}?lang=en", headers={"Host": "evil.example"})
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/events/{stays}?lang=en"


def test_what_was_withdrawn_is_gone_with_its_text(read, change, find):
    id_ = find("energy cooperation")
    change(lifecycle.withdraw, id_, by=EDITOR, at=at("2026-11-20"))
    assert "energy" not in read(f"/events/{id_}", status=410).source
    assert "Round table on energy cooperation" not in read("/").one("main").text


def test_a_draft_cannot_be_told_from_what_does_not_exist(client, change):
    draft = change(factories.event, title="Secret talks", publish=False)
    unknown = "00000000-0000-4000-8000-000000000000"
    answers = [client.get(f"/events/{one}?lang=en") for one in (draft.id, unknown)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(str(draft.id), unknown) == answers[1].text


def test_nothing_shows_a_draft_that_it_relates_to(read, change, find):
    id_ = find("energy cooperation")
    related = (RelationFacts(type="prepares", event_id=id_),)
    change(factories.event, title="Secret talks", publish=False, relations=related)
    assert "Secret talks" not in read(f"/events/{id_}").source


@pytest.mark.parametrize("name", ["x", "00000000-0000-4000-8000-00000000000g", "..%2f..%2fetc%2fpasswd", "%00"])
def test_what_is_no_id_is_a_404(client, name):
    assert client.get(f"/events/{name}").status_code == 404


def test_it_takes_few_queries(client, find, queries):
    assert client.get(f"/events/{find('First ‘Central Asia + Italy’')}").status_code == 200
    assert len(queries) - 1 <= MOST_QUERIES, queries  # one was ours


@pytest.fixture
def hostile(change, stored):
    """An event with markup in every field that anyone writes."""
    text, name = local(HOSTILE), LocalText({"ru": HOSTILE})
    party = change(factories.party, "XSS", kind="organisation", names=text, contact=HOSTILE)
    format_ = change(factories.format_, "hostile", name=HOSTILE, descriptions=text)
    series = change(factories.series, "hostile-series", name=HOSTILE, format_id=format_.id, is_standing=True)
    other = change(factories.event, title=text)
    event = change(
        factories.event,
        title=text,
        date=StatedDate("2026-12", stated=HOSTILE, language="en"),
        descriptions=text,
        series_id=series.id,
        cities=text,
        venues=name,
        country="IT",
        hosts=(HostFacts(party_id=party.id),),
        participants=(ParticipantFacts(party_id=party.id, names=text, offices=name, level="minister"),),
        relations=(
            RelationFacts(type="follows", event_id=other.id),
            RelationFacts(type="timed_to", series_id=series.id),
        ),
        links=(LinkFacts(type="official", url='https://example.org/?a="b', title=HOSTILE),),
        sources=(SourceFacts(url="https://example.org/", title=HOSTILE, publisher=HOSTILE),),
    )
    change(lifecycle.cancel, event.id, by=EDITOR, at=at("2026-11-20"), reasons=text)
    return event


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_markup_in_any_field_is_shown_and_never_obeyed(read, hostile, lang):
    for address in (f"/events/{hostile.id}", "/", "/feeds", "/?format=hostile&party=XSS", "/documents"):
        page = read(address, lang=lang)
        assert "<svg/onload" not in page.source, address
        assert not [one for one in page.elements if any(name.startswith("on") for name in one.attributes)], address
        assert "1337" not in page.text.replace(str(hostile.id), ""), address
    assert page.all("script") == []
    assert "{{7*7*191}}" in read(f"/events/{hostile.id}", lang=lang).text


def test_records_exist_for_hostile_names(stored, hostile):
    with stored.reading() as session:
        found = [session.query(noun).filter_by(**by).one() for noun, by in ((Party, {"code": "XSS"}), (Format, {"slug": "hostile"}), (Series, {"slug": "hostile-series"}))]  # fmt: skip
    assert all(HOSTILE in one.names.get("en") for one in found)
