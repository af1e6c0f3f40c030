"""The page of feeds: every feed there is, in every language and format, and how to subscribe."""

from xml.etree.ElementTree import fromstring

import pytest

from calendar_service.domain.text import LocalText
from calendar_service.models.feeds import Feed
from calendar_service.render import RENDERERS
from calendar_service.render.atom import NAMESPACE
from calendar_service.services import feeds
from tests.factories import NOW
from tests.web.conftest import BASE


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_feed_is_there_for_calendars_in_both_languages(read, stored, lang):
    page = read("/feeds", lang=lang)
    with stored.reading() as session:
        known = feeds.known(session, lang)
    assert len(known) > 30
    for slug, name in known:
        assert name.lower() in page.text.lower()
        for code in ("ru", "en"):
            assert f"{BASE}/feeds/{slug}.ics?lang={code}" in page.links
            assert f"webcal://calendar.example.org/feeds/{slug}.ics?lang={code}" in page.links


def test_every_address_on_the_page_answers_and_none_with_a_page(client, read):
    addresses = {link for link in read("/feeds").links if link.startswith(f"{BASE}/feeds/")}
    assert len(addresses) > 300
    for address in sorted(addresses)[::7]:
        answer = client.get(address.removeprefix(BASE))
        assert answer.status_code == 200, address
        assert "html" not in answer.content_type


def test_every_format_is_explained(read):
    page = read("/feeds", lang="ru")
    terms = [one.text for one in page.all("dt")]
    assert [f".{extension}" for extension in RENDERERS] == [term for term in terms if term.startswith(".")]
    assert {"Google", "Outlook", "Apple", "Thunderbird", "curl", "vdirsyncer"} <= set(terms)


def test_a_saved_feed_stands_under_its_name(read, stored):
    stamps = {"version": 1, "created_at": NOW, "updated_at": NOW, "descriptions": LocalText(), "selection": {}}
    with stored.writing() as session:
        session.add(Feed(slug="water", names=LocalText({"en": "Water & energy"}), **stamps))
    page = read("/feeds")
    assert "Water & energy" in page.section("g-saved").text
    assert f"{BASE}/feeds/water.ics?lang=ru" in page.links


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_meeting_and_every_feed_tell_their_changes_as_atom(client, read, find, lang):
    event_id = find("Next")
    page = read(f"/events/{event_id}", lang=lang)
    address = f"{BASE}/feeds/event/{event_id}.atom?lang={lang}"
    assert address in page.links
    feed = fromstring(client.get(address.removeprefix(BASE)).data)
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{{{NAMESPACE}}}link")}
    assert links == {"self": address, "alternate": f"{BASE}/events/{event_id}"}
    assert feed.findall(f"{{{NAMESPACE}}}entry")
    for entry in feed.findall(f"{{{NAMESPACE}}}entry"):
        (link,) = entry.findall(f"{{{NAMESPACE}}}link")
        assert client.get(link.get("href").removeprefix(BASE)).status_code == 200
    assert f"{BASE}/feeds/format/central-asia-italy.atom?lang={lang}" in read("/feeds", lang=lang).links


def test_the_page_of_feeds_leads_to_the_builder(read):
    page = read("/feeds")
    assert "/subscribe?lang=en" in page.links
    assert page.one("h1").text == "All feeds"
