"""The public journal as a page: in words, by roles, newest first, and nothing that is not public."""

import re

import pytest

from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.services import accounts, documents, events, lifecycle
from tests import factories
from tests.factories import ADMINISTRATOR, EDITOR, at, local
from tests.web.conftest import BASE

READER = Actor(name="reader", role="reader")
MOST_QUERIES = 12


@pytest.fixture
def sign_in(monkeypatch):
    return lambda actor: monkeypatch.setattr("calendar_service.web.page.actor", lambda: actor)


def lines(page):
    """The lines of a page, each as it is read."""
    return [one.text for one in page.all("li") if re.match(r"\d+ \w+ \d{4} ", one.text)]


def told(read, path="/changes", **options):
    return read(path, **options).section("changes").text


def test_it_says_what_was_and_what_is_now_and_by_how_much(read, change):
    event = change(factories.event, title=local("Forum", "Форум"), date="2027-05-12")
    because = local("Room not ready", "Зал не готов")
    change(events.move, event.id, StatedDate("2027-06-03"), by=EDITOR, at=at("2026-11-20"), reasons=because)
    page = read("/changes")
    assert (
        "Moved: Forum. Was 12 May 2027, now 3 June 2027, 22 days later an editor; reason: Room not ready" in page.text
    )
    assert [one.text for one in page.all("s")] == ["12 May 2027"]
    assert "Перенесено: Форум. Было 12 мая 2027 г., стало 3 июня 2027 г., на 22 дня позже" in told(read, lang="ru")


def test_a_new_title_stands_beside_the_old_one(read, change):
    event = change(factories.event, title="Conference", date="2027-05-12")
    change(events.change, event.id, {"titles": local("Fourth Conference of Rectors")}, by=EDITOR, at=at("2026-11-20"))
    history = read(f"/events/{event.id}").section("history").text
    assert "Changed: title: was Conference, now Fourth Conference of Rectors" in history


def test_corrections_are_in_the_journal_and_say_so(read, change):
    event = change(factories.event, title="Forum", date="2027-05-12")
    change(events.change, event.id, {"date": StatedDate("2027-05-13")}, by=EDITOR, at=at("2026-11-20"), correction=True)
    assert "a correction; an editor" in told(read)


def test_documents_formats_and_series_are_told_of_with_their_pages(read, change):
    change(factories.format_, "rectors", name="Union of Rectors")
    page = read("/changes")
    assert "Format added: Union of Rectors" in page.text
    assert "/formats/rectors?lang=en" in page.links
    assert "Document added: Joint Communiqué" in told(read)


def test_what_has_changed_of_a_document_is_said(read):
    changed = [one for one in lines(read("/changes")) if "Changed: Joint" in one]
    assert len(changed) == 2
    assert all("Meeting at which it was adopted" in one for one in changed)


def test_filters_leave_lines_of_events_alone(read, change):
    format_ = change(factories.format_, "rectors", name="Union of Rectors")
    change(factories.event, title="Rectors meet", format_id=format_.id)
    said = told(read, "/changes?format=rectors")
    assert "Rectors meet" in said
    assert "Union of Rectors" not in said
    assert "Added" not in said.replace("Added: Rectors meet", "")
    assert "Nothing that you ask for has changed." in told(read, "/changes?kind=exercise")
    assert f"{BASE}/feeds/all.atom?lang=en&format=rectors" in read("/changes?format=rectors").links


def test_it_is_paged_by_number_without_a_line_lost_or_told_twice(read, monkeypatch):
    whole = lines(read("/changes"))
    monkeypatch.setattr("calendar_service.web.changes.PAGE_LENGTH", 7)
    found, page = [], read("/changes")
    while (earlier := page.all("a", rel="next")) and len(found) < 200:
        found += lines(page)
        assert len(lines(page)) == 7
        page = read(earlier[0]["href"].replace("lang=en&", ""))
    assert [*found, *lines(page)][: len(whole)] == whole
    assert len(whole) > 20
    assert "Newest changes" in page.text


def test_what_was_withdrawn_leaves_it_with_its_text(read, change, find):
    change(lifecycle.withdraw, find("energy cooperation"), by=EDITOR, at=at("2026-11-20"))
    assert "energy cooperation" not in read("/changes").source


def test_a_withdrawn_document_leaves_it_too(read, change, stored):
    with stored.reading() as session:
        found = documents.get(session, "declaration-central-asia-italy-2025", to=EDITOR)
    change(documents.withdraw, found.id, by=EDITOR, at=at("2026-11-20"))
    assert "declaration-central-asia-italy-2025" not in read("/changes").source


def test_drafts_are_in_no_public_line(read, change, sign_in):
    draft = change(factories.event, title="Secret talks", publish=False)
    assert "Secret talks" not in read("/changes").source
    sign_in(EDITOR)
    assert "Secret talks" not in read("/changes").source  # it was never public
    history = read(f"/events/{draft.id}").section("history").text
    assert "Draft added" in history
    assert "not public" in history


def test_names_of_editors_are_for_who_is_signed_in(read, change, sign_in):
    options = {"by": ADMINISTRATOR, "at": at("2026-11-19"), "full_name": "Anna Ivanova"}
    user = change(accounts.create, "anna", "editor", "a long password", **options)
    anna = Actor(name="anna", role="editor", user_id=user.id)
    event = change(factories.event, title="Forum")
    change(events.move, event.id, StatedDate("2027"), by=anna, at=at("2026-11-20"))
    for path in ("/changes", f"/events/{event.id}"):
        page = read(path)
        assert "Anna Ivanova" not in page.source
        assert "anna" not in page.one("main").text
        assert "an editor" in page.text
    sign_in(READER)
    for path in ("/changes", f"/events/{event.id}"):
        assert "Anna Ivanova, editor" in read(path).text


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "9" * 30, "١", "%00", "9223372036854775808"])
def test_what_is_no_number_of_a_line_is_refused_in_words(read, before):
    assert "is the number of a line in the journal" in read(f"/changes?before={before}", status=400).text


def test_it_takes_few_queries(client, queries):
    assert client.get("/changes").status_code == 200
    assert len(queries) <= MOST_QUERIES, queries


def test_it_leads_to_a_feed_of_the_same(read):
    page = read("/changes?kind=summit")
    assert f"{BASE}/feeds/all.atom?lang=en&kind=summit" in page.links
    feeds = [one["href"] for one in page.all("link", rel="alternate") if one.get("type") == "application/atom+xml"]
    assert feeds == [f"{BASE}/feeds/all.atom?lang=en&kind=summit"]
