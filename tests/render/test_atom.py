"""Atom: what has changed, newest first."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from calendar_service.render import RENDERERS
from tests.render.factories import SITE, a_change, a_feed

ATOM = "{http://www.w3.org/2005/Atom}"
FACE = a_feed(self_url=f"{SITE}/feeds/all.atom?lang=ru&kind=summit", lang="ru")


def feed_of(*changes, face=FACE):
    return fromstring(RENDERERS["atom"].render(face, changes))


@pytest.mark.parametrize("changes", [(), (a_change(1), a_change(2))], ids=["empty", "full"])
def test_a_feed_has_what_the_standard_requires(changes):
    feed = feed_of(*changes)
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{name}")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Diplomatic Calendar"


def test_a_feed_links_to_itself_and_to_its_page():
    links = {link.get("rel"): link.get("href") for link in feed_of().findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/feeds/all.atom?lang=ru&kind=summit", "alternate": f"{SITE}/feeds"}


def test_the_newest_change_stands_first():
    titles = [
        entry.findtext(f"{ATOM}title") for entry in feed_of(a_change(1), a_change(3), a_change(2)).iter(f"{ATOM}entry")
    ]
    assert titles == ["Change 3", "Change 2", "Change 1"]


def test_a_change_keeps_its_id_and_its_moment():
    entry = feed_of(a_change(7)).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == "urn:uuid:00000000-0000-4000-8000-000000000007"
    assert entry.findtext(f"{ATOM}updated") == "2025-06-01T09:07:00Z"


def test_the_id_of_a_feed_outlives_its_host():
    moved = replace(FACE, self_url=FACE.self_url.replace(SITE, "http://localhost:8000"))
    assert feed_of().findtext(f"{ATOM}id") == feed_of(face=moved).findtext(f"{ATOM}id")


def test_a_correction_says_so():
    (category,) = feed_of(a_change(1, corrected=True)).iter(f"{ATOM}category")
    assert category.get("term") == "correction"


def test_hostile_text_stays_text():
    title = "</title><script>alert(1)</script> & \"'\x00\x0b\ud800\ufffe😀"
    feed = feed_of(a_change(1, title=title, summary=title))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "</title><script>alert(1)</script> & \"'😀"
    assert not list(feed.iter("script"))
