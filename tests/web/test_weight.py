"""What is sent is packed where that is asked for, and the first page with all it needs is light."""

import gzip
import re
from urllib.parse import urljoin
from xml.etree.ElementTree import fromstring

import pytest

from calendar_service.render import RENDERERS
from calendar_service.web import statics
from tests import factories
from tests.web.conftest import BASE, TODAY
from tests.web.markup import Page

PACKED = {"Accept-Encoding": "gzip"}
MOST = 100_000  # bytes of the first page with all it needs
TEXTS = [
    "/",
    "/about",
    "/documents",
    "/documents/communique-expert-forum-2025",
    "/embed/list?lang=en",
    "/events/4895771c-285b-4f82-8b5a-c42972abcab5",
    "/feeds",
    "/nowhere",
    "/sitemap.xml",
    "/subscribe",
    *(f"/feeds/all.{extension}?lang=ru" for extension in RENDERERS),
]


def needed(client, path):
    """The addresses of all that a page needs to be shown: style, script, fonts, icon, and what style loads at once."""
    page = Page(client.get(path))
    links = {one["href"] for one in page.all("link") if one["rel"] in {"stylesheet", "preload", "icon"}}
    scripts = {one["src"] for one in page.all("script") if one.get("src")}
    pictures = {one["src"] for one in page.all("img")}
    styles = [one for one in links if one.endswith(".css")]
    imported = {
        urljoin(style, name)
        for style in styles
        for name in re.findall(r'@import\s+(?:url\()?"([^"]+)"', client.get(style).text)
    }
    return links | scripts | pictures | imported


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("path", ["/", "/subscribe"])
def test_a_page_with_all_it_needs_weighs_less_than_100_kilobytes(client, path, lang):
    addresses = needed(client, f"{path}?lang={lang}")
    assert any(one.endswith(".woff2") for one in addresses)
    assert any(one.endswith(".css") for one in addresses)
    weights = {one: len(client.get(one, headers=PACKED).data) for one in {f"{path}?lang={lang}", *addresses}}
    assert sum(weights.values()) < MOST, weights


@pytest.mark.parametrize("path", TEXTS)
def test_every_text_is_packed_where_that_is_asked_for_and_only_there(client, path):
    plain, packed = client.get(path), client.get(path, headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("name", [name for name in statics.files() if not name.endswith(".woff2")])
def test_every_file_but_fonts_is_packed_too(client, name):
    packed = client.get(f"/static/{statics.version()}/{name}", headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == statics.files()[name]


def test_what_refuses_gzip_gets_none(client):
    for path in TEXTS:
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip;q=0"}).headers


class TestMachines:
    def test_may_read_pages_and_feeds_but_not_what_has_no_end(self, client):
        lines = client.get("/robots.txt").text.splitlines()
        assert {"Allow: /", "Allow: /feeds/", "Disallow: /sign-in", "Disallow: /search"} <= set(lines)
        assert not [line for line in lines if line.startswith("Disallow: /embed")]
        assert f"Sitemap: {BASE}/sitemap.xml" in lines

    def test_find_every_public_page_of_the_map_in_both_languages(self, client):
        found = fromstring(client.get("/sitemap.xml").data)
        urls = [one.text for one in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        assert len(urls) == len(set(urls))
        assert {f"{BASE}/?lang=ru", f"{BASE}/subscribe?lang=en", f"{BASE}/documents?lang=en"} <= set(urls)
        events = [url for url in urls if "/events/" in url]
        assert len(events) == 2 * 14
        for url in events[::9]:
            assert client.get(url.removeprefix(BASE)).status_code == 200

    def test_are_not_told_of_what_is_not_public(self, client, stored):
        with stored.writing() as session:
            draft = factories.event(session, date="2027-01-01", publish=False, now=TODAY)
            path = f"/events/{draft.id}"
        assert path not in client.get("/sitemap.xml").text
