"""The language of a page: the address's, else the cookie's, else the browser's, else the calendar's."""

from dataclasses import replace

import pytest

from calendar_service.domain.text import LocalText
from tests import factories
from tests.web.conftest import BASE
from tests.web.markup import Page


def language(client, path="/feeds", **headers):
    answer = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    page = Page(answer)
    assert answer.headers["Content-Language"] == page.one("html")["lang"]
    return page.one("html")["lang"]


@pytest.mark.parametrize(
    ("path", "cookie", "accepted", "expected"),
    [
        ("/feeds", "", "", "ru"),
        ("/feeds", "", "en-GB,en;q=0.9,ru;q=0.5", "en"),
        ("/feeds", "", "ru-RU,en;q=0.5", "ru"),
        ("/feeds", "", "fr, de;q=0.5", "ru"),
        ("/feeds", "", "*", "ru"),
        ("/feeds", "en", "ru", "en"),
        ("/feeds", "xx", "en", "en"),
        ("/feeds?lang=ru", "en", "en", "ru"),
        ("/feeds?lang=", "en", "ru", "en"),
        ("/feeds?lang=ru&lang=en", "", "ru", "en"),
        ("/nowhere?lang=en", "", "", "en"),
    ],
)
def test_what_is_asked_for_comes_first(client, path, cookie, accepted, expected):
    client.set_cookie("lang", cookie)
    assert language(client, path, Accept_Language=accepted) == expected


def test_a_calendar_may_speak_english_to_who_asks_for_nothing(site):
    site.extensions["settings"] = replace(site.extensions["settings"], language="en")
    assert language(site.test_client()) == "en"


def test_a_feed_never_follows_the_browser(client):
    answer = client.get("/feeds/all.json", headers={"Accept-Language": "en", "Cookie": "lang=en"})
    assert answer.json["language"] == "ru"


def test_the_language_of_the_address_is_kept_and_stays_in_the_links(client):
    answer = client.get("/feeds?lang=en")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("lang=en;")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    page = Page(answer)
    assert "/documents?lang=en" in page.links
    assert page.one("input", type="hidden")["value"] == "en"
    assert "Set-Cookie" not in client.get("/feeds").headers
    assert language(client) == "en"


def test_links_have_no_language_where_the_address_has_none(client):
    assert "/documents" in Page(client.get("/feeds")).links


def test_each_page_names_itself_in_every_language(client):
    page = Page(client.get("/?lang=ru&kind=summit&utm=x"))
    others = {one["hreflang"]: one["href"] for one in page.all("link", rel="alternate") if one.get("hreflang")}
    assert others == {
        "ru": f"{BASE}/?lang=ru&kind=summit",
        "en": f"{BASE}/?lang=en&kind=summit",
        "x-default": f"{BASE}/?kind=summit",
    }
    assert page.one("link", rel="canonical")["href"] == others["ru"]
    assert page.one("a", hreflang="en")["href"] == "/?lang=en&kind=summit&utm=x"


def test_caches_keep_languages_apart(client):
    answer = client.get("/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_what_is_not_written_in_the_readers_language_stands_in_the_other_marked(read, change):
    titles = LocalText({"ru": "Только по-русски"})
    event = change(factories.event, title=titles, date="2027-05")
    page = read(f"/events/{event.id}")
    assert page.one("h1").text == "Только по-русски [ru]"
    assert [one.text for one in page.all("bdi", lang="ru")] == ["Только по-русски"]
    assert "[ru]" not in read(f"/events/{event.id}", lang="ru").text


@pytest.mark.parametrize("path", ["/", "/events/{event}", "/documents/declaration-central-asia-italy-2025"])
def test_every_text_says_which_language_it_is_in(read, find, path):
    page = read(path.format(event=find("Fourth Conference")))
    marked = [one.text for one in page.elements if one.get("lang") == "ru"]
    bare = page.text
    for text in sorted(marked, key=len, reverse=True):
        bare = bare.replace(text, "")
    assert not any("а" <= letter <= "я" for letter in bare.lower())
