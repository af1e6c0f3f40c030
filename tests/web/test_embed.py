"""A list for other sites' pages: framed by anybody, the same for all, without cookie, form or script."""

import pytest

from calendar_service.services import lifecycle
from calendar_service.web import embed
from tests import factories
from tests.factories import EDITOR
from tests.web.conftest import BASE, TODAY


@pytest.fixture
def answer(client):
    def asking(query="lang=en", **headers):
        return client.get(f"/embed/list?{query}", headers=headers)

    return asking


def test_anybody_may_frame_it_and_nothing_else_loosens(answer):
    headers = answer().headers
    policy = dict(one.strip().split(" ", 1) for one in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "form-action": "'none'",
        "frame-ancestors": "*",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Frame-Options" not in headers


def test_it_sets_no_cookie_and_is_the_same_whoever_asks(client, answer):
    plain = answer("format=central-asia-italy")
    client.set_cookie("lang", "en")
    again = answer("format=central-asia-italy", **{"Accept-Language": "en", "Authorization": "Bearer x"})
    assert again.data == plain.data
    assert again.headers["Content-Language"] == "ru"
    for one in (plain, again, answer("lang=en")):
        assert "Set-Cookie" not in one.headers
        assert one.headers["Cache-Control"] == "public, max-age=900"
        assert one.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_it_carries_no_script_and_no_form_and_opens_links_in_a_new_tab(read, lang):
    page = read("/embed/list", lang=lang)
    assert page.all("script") + page.all("form") + page.all("style") + page.all("input") == []
    links = page.all("a")
    assert links
    for link in links:
        assert (link["target"], link["rel"]) == ("_blank", "noopener")
        assert link["href"].startswith("/")
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("html")["lang"] == lang
    assert len(page.all("h1")) == 1


def test_it_lists_what_is_ahead_of_the_selection_and_what_has_no_date(read):
    everything, italy = read("/embed/list").text, read("/embed/list?format=central-asia-italy").text
    assert "Round table on water resources and hydropower" in italy
    assert "High-level events on water issues" in everything
    assert "High-level events on water issues" not in italy
    assert "Central Asia + Italy · Diplomatic Calendar" in italy


def test_nothing_that_is_not_public_is_listed(read, stored, change, find):
    with stored.writing() as session:
        factories.event(session, title="Secret", date="2027-01-01", publish=False, now=TODAY)
    assert "Secret" not in read("/embed/list").source
    change(lifecycle.withdraw, find("Next"), by=EDITOR, at=TODAY)
    assert "Next" not in read("/embed/list").text


def test_a_cancelled_meeting_is_struck_and_said(read, change, find):
    change(lifecycle.cancel, find("Next"), by=EDITOR, at=TODAY)
    page = read("/embed/list")
    assert "Next" in page.one("s").text
    assert "cancelled" in page.text


def test_a_long_list_is_cut_and_leads_to_the_rest(read, stored, monkeypatch):
    monkeypatch.setattr(embed, "MOST", 2)
    page = read("/embed/list?status=proposed")
    assert len(page.all("li")) == 2
    assert "/calendar?lang=en&status=proposed" in page.links


def test_an_empty_list_explains_itself(read):
    assert "Nothing is ahead here" in read("/embed/list?q=nothing+like+this").text


@pytest.mark.parametrize(
    ("query", "theme"), [("theme=dark", "dark"), ("theme=light", "light"), ("theme=auto", ""), ("theme=%22x", "")]
)
def test_light_or_dark_can_be_held(read, query, theme):
    assert read(f"/embed/list?{query}").one("html").get("data-theme") == theme


def test_a_mistake_in_the_address_is_told_in_plain_text(answer):
    wrong = answer("kind=nonsense&lang=en")
    assert (wrong.status_code, wrong.mimetype) == (400, "text/plain")
    assert "nonsense" in wrong.text
    assert "Content-Security-Policy" not in wrong.headers


def test_the_site_that_frames_it_is_named_the_address_of_the_calendar_alone(read):
    page = read("/embed/list")
    assert all(BASE not in one.get("href") or one["rel"] == "alternate" for one in page.all("link"))
