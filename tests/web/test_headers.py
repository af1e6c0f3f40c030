"""What a browser is told: nothing but our own style and fonts, no script, no frame, no foreign host."""

import gzip
import re

import pytest

from calendar_service.web import statics
from tests.web.conftest import BASE
from tests.web.markup import Page

PATHS = [
    "/",
    "/?kind=summit",
    "/documents",
    "/documents/communique-expert-forum-2025",
    "/events/4895771c-285b-4f82-8b5a-c42972abcab5",
    "/feeds",
    "/subscribe",
    "/subscribe?format=central-asia-italy&dates=firm",
    "/about",
    "/nowhere",
    "/?kind=none",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_load_nothing_but_our_own_style_script_and_fonts(client, path):
    headers = client.get(path).headers
    policy = dict(one.strip().split(" ", 1) for one in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_script_no_style_within_and_nothing_from_elsewhere(client, path):
    page = Page(client.get(path))
    assert page.all("style") + page.all("iframe") + page.all("img") == []
    for one in page.all("script"):
        assert one.get("src").startswith("/static/") or one.get("type") == "application/ld+json"
        assert "src" not in one.attributes or one.text == ""
    for one in page.elements:
        assert "style" not in one.attributes
        assert not any(name.startswith("on") for name in one.attributes)
    loaded = [one["href"] for one in page.all("link") if one["rel"] in {"stylesheet", "preload", "icon"}]
    assert all(address.startswith("/static/") for address in loaded)
    assert all(one.get("action", "/").startswith("/") for one in page.all("form"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}]
)
def test_no_address_comes_from_the_request(client, path, headers):
    assert client.get(path, headers=headers).text == client.get(path).text


@pytest.mark.parametrize("path", PATHS)
def test_every_page_names_the_feeds_that_match_it(client, path):
    feeds = [one for one in Page(client.get(path)).all("link", rel="alternate") if one.get("type")]
    assert len(feeds) == 5
    for one in feeds:
        assert client.get(one["href"].removeprefix(BASE)).content_type.partition(";")[0] == one["type"]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_its_landmarks_one_heading_and_a_way_past_the_top(client, path):
    page = Page(client.get(path))
    for tag in ("header", "nav", "main", "footer", "h1", "title"):
        assert page.all(tag), tag
    assert len(page.all("h1")) == 1
    assert page.all("a")[0]["href"] == "#main"
    ids = [one["id"] for one in page.elements if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in page.all("a"):
        target = one.get("href").partition("#")[2]
        assert one["href"].startswith("/") or not target or target in ids


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/feeds", "/\\evil.example", "///", "/%2f/evil.example", "//evil.example//"],
)
def test_no_address_sends_anyone_elsewhere(client, path):
    answer = client.get("/", environ_overrides={"PATH_INFO": path, "REQUEST_URI": path, "HTTP_HOST": "evil.example"})
    assert answer.status_code in {200, 404}
    assert "Location" not in answer.headers
    assert not [link for link in Page(answer).links if link.startswith(("//", "/\\"))]


def test_an_address_without_a_path_is_the_first_page_and_no_other_hosts(client):
    answer = client.get("/", environ_overrides={"PATH_INFO": "", "HTTP_HOST": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/")


def test_a_host_that_is_none_is_no_error_of_ours(client):
    assert client.get("/", headers={"Host": 'ev"il<x>'}).status_code in {200, 400}


def test_a_page_is_packed_where_that_is_asked_for_and_not_sent_twice(client):
    plain = client.get("/feeds")
    packed = client.get("/feeds", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    again = client.get("/feeds", headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Security-Policy" in again.headers
    assert client.get("/feeds?lang=en", headers={"If-None-Match": plain.headers["ETag"]}).status_code == 200


def test_head_answers_as_get_without_the_page(client):
    answer = client.head("/feeds")
    assert (answer.status_code, answer.data) == (200, b"")


class TestFiles:
    def test_every_file_a_page_names_is_there_for_a_year(self, client):
        page = Page(client.get("/documents/communique-expert-forum-2025"))
        for one in page.all("link"):
            if one["href"].startswith("/static/"):
                answer = client.get(one["href"])
                assert answer.status_code == 200
                assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_every_font_the_style_names_is_there(self):
        style = statics.files()["site.css"].decode()
        named = set(re.findall(r'url\("([^"]+)"\)', style))
        assert named
        assert named <= set(statics.files())
        assert "fonts/OFL.txt" in statics.files()

    def test_under_an_old_address_the_present_file_is_sent_and_not_kept(self, client):
        answer = client.get("/static/0123456789ab/site.css")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.data == statics.files()["site.css"]

    @pytest.mark.parametrize("name", ["nothing.css", "../page.py", "..%2fpage.py", "fonts", "%2e%2e/__init__.py"])
    def test_nothing_else_is_sent(self, client, name):
        answer = client.get(f"/static/x/{name}")
        assert answer.status_code == 404
        assert b"import" not in answer.data

    def test_the_first_page_weighs_less_than_100_kilobytes(self, client):
        packed = {"Accept-Encoding": "gzip"}
        answer = client.get("/?lang=ru", headers=packed)
        page = Page(client.get("/?lang=ru"))
        files = [one["href"] for one in page.all("link") if one["href"].startswith("/static/")]
        weight = len(answer.data) + sum(len(client.get(file, headers=packed).data) for file in files)
        assert weight < 60_000

    def test_machines_may_read_pages_and_feeds(self, client):
        assert "Allow: /feeds/" in client.get("/robots.txt").text
