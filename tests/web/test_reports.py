"""Reporting an error: without an account, from this site's own form alone, throttled, and never public."""

import re

import pytest

from calendar_service.domain.access import Actor
from calendar_service.models.journal import Change
from calendar_service.models.notes import Note
from calendar_service.services import lifecycle
from tests import factories
from tests.factories import EDITOR, at
from tests.web.markup import Page

PLANNER = Actor(name="planner", role="planner")
READER = Actor(name="reader", role="reader")
WORDS = "It was held in Milan."


@pytest.fixture
def sign_in(monkeypatch):
    return lambda actor: monkeypatch.setattr("calendar_service.web.page.actor", lambda: actor)


@pytest.fixture
def event_id(find):
    return find("Fourth Conference")


@pytest.fixture
def send(client, event_id):
    """Open the form and send it: `send(text="…")`."""

    def sending(event_id=event_id, lang="en", headers=None, **typed):
        page = Page(client.get(f"/events/{event_id}/report?lang={lang}"))
        form = {"csrf": page.all("input", name="csrf")[-1]["value"], "contact": "", **typed}
        return client.post(f"/events/{event_id}/report?lang={lang}", data=form, headers=headers)

    return sending


@pytest.fixture
def kept(stored):
    """What is kept of every report."""

    def keeping():
        with stored.reading() as session:
            return [(one.text, one.contact, one.settled_at is not None) for one in session.query(Note)]

    return keeping


def test_a_report_is_kept_and_confirmed_in_words(client, send, kept, event_id):
    answer = send(text=f"  {WORDS}\r\nSource: https://example.org  ", contact="a@example.org")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/events/{event_id}/report?lang=en&sent=yes"
    assert kept() == [(f"{WORDS}\nSource: https://example.org", "a@example.org", False)]
    page = Page(client.get(answer.headers["Location"]))
    assert "An editor will read it. What you wrote is not published." in page.text
    assert page.all("textarea") == []


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": " \n "}, "text", "This field is empty."),
        ({"text": "x" * 2001}, "text", "2001 characters; 2000 at most"),
        ({"text": "left\u202eright"}, "text", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ({"text": WORDS, "contact": "y" * 201}, "contact", "201 characters; 200 at most"),
        ({"text": WORDS, "contact": "two\nlines"}, "contact", "U+000A"),
    ],
)
def test_what_cannot_be_taken_stays_as_it_was_typed(send, kept, typed, field, words):
    answer = send(**typed)
    assert answer.status_code == 422
    page = Page(answer)
    faulty = next(one for one in page.elements if one.get("id") == field)
    assert faulty["aria-invalid"] == "true"
    assert f"{field}-error" in faulty["aria-describedby"]
    assert words in page.one("p", id=f"{field}-error").text
    assert page.one("a", href=f"#{field}").text == page.one("p", id=f"{field}-error").text
    assert "autofocus" in next(one for one in page.all("div") if one.get("role") == "alert").attributes
    said = {"text": "".join(page.one("textarea").texts), "contact": page.one("input", id="contact")["value"]}
    assert all(said[name].strip() == value.strip() for name, value in typed.items())
    assert kept() == []


def test_markup_that_was_typed_is_shown_and_never_obeyed(send):
    page = Page(send(text="</textarea><script>alert(1)</script>" + "x" * 2000, contact='"><script>'))
    assert "<script>alert" not in page.source
    assert [one for one in page.all("script") if not one.get("src")] == []


@pytest.mark.parametrize("token", ["", "00", "zz", "00" * 32, "é"])
def test_a_form_from_elsewhere_is_not_taken(client, kept, event_id, token):
    client.get(f"/events/{event_id}/report?lang=en")
    answer = client.post(f"/events/{event_id}/report?lang=en", data={"text": WORDS, "csrf": token})
    assert answer.status_code == 403
    assert WORDS in answer.text
    assert kept() == []


def test_a_token_goes_with_the_cookie_of_one_browser(site, client, kept, event_id):
    other = Page(site.test_client().get(f"/events/{event_id}/report"))
    client.get(f"/events/{event_id}/report")
    stolen = {"text": WORDS, "csrf": other.all("input", name="csrf")[-1]["value"]}
    assert client.post(f"/events/{event_id}/report", data=stolen).status_code == 403
    assert site.test_client().post(f"/events/{event_id}/report", data=stolen).status_code == 403
    assert kept() == []


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_a_browser_that_says_it_comes_from_elsewhere_is_not_taken(send, kept, origin):
    assert send(text=WORDS, headers={"Sec-Fetch-Site": origin}).status_code == 403
    assert send(text=WORDS, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert len(kept()) == 1


def test_the_cookie_of_forms_is_out_of_reach_and_on_no_other_page(client, event_id):
    given = client.get(f"/events/{event_id}/report").headers.getlist("Set-Cookie")
    (cookie,) = [one for one in given if one.startswith("__Host-form=")]
    assert all(flag in cookie for flag in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"))
    again = client.get(f"/events/{event_id}/report").headers.getlist("Set-Cookie")
    assert not [one for one in again if "form=" in one]


def test_no_page_to_read_sets_the_cookie_of_forms(site, event_id):
    for path in ("/", f"/events/{event_id}", "/changes", "/documents"):
        assert "form=" not in str(site.test_client().get(path).headers.getlist("Set-Cookie"))


def test_a_field_that_nobody_sees_catches_machines(send, kept):
    assert send(text=WORDS, website="https://spam.example").status_code == 303
    assert kept() == []


def test_too_many_are_held_back_for_a_while_with_what_was_typed(send, kept):
    assert [send(text=f"{WORDS} {number}").status_code for number in range(10)] == [303] * 10
    answer = send(text="One more")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3601"
    assert "One more" in answer.text
    assert "Try again in 61 min." in answer.text.replace("\u00a0", " ")
    assert len(kept()) == 10


def test_whose_attempts_are_counted_is_kept_as_a_hash_alone(send, stored):
    send(text=WORDS)
    with stored.reading() as session:
        from calendar_service.models.throttle import Attempt

        assert all(re.fullmatch(r"[0-9a-f]{64}", one.source) for one in session.query(Attempt))


@pytest.mark.parametrize("actor", [None, READER])
def test_reports_are_never_public(client, send, event_id, sign_in, actor):
    send(text="Unheard-of words", contact="secret@example.org")
    if actor:
        sign_in(actor)
    paths = ["/", "/changes", f"/events/{event_id}", "/reports", "/feeds/all.ics", "/feeds/all.json", "/feeds/all.atom"]
    for path in [*paths, f"/feeds/event/{event_id}.atom", f"/events/{event_id}/report"]:
        answer = client.get(path)
        assert "Unheard-of" not in answer.text, path
        assert "secret@example.org" not in answer.text, path
    assert client.get("/reports").status_code == 404


def test_a_report_changes_no_public_version(client, send, event_id):
    tags = [client.get(f"/feeds/event/{event_id}.ics").headers["ETag"]]
    send(text=WORDS)
    assert client.get(f"/feeds/event/{event_id}.ics").headers["ETag"] == tags[0]


def test_the_journal_has_a_line_without_the_words_or_the_address(send, stored):
    send(text="Unheard-of words", contact="secret@example.org")
    with stored.reading() as session:
        line = session.query(Change).filter_by(noun="note").one()
    assert (line.verb, line.is_public) == ("reported", False)
    assert "Unheard-of" not in str(line.fields)
    assert "secret@example.org" not in str(line.fields)


def test_planners_read_reports_on_the_event_and_in_a_list(send, read, event_id, sign_in):
    send(text=WORDS, contact="a@example.org")
    sign_in(PLANNER)
    for path in (f"/events/{event_id}", "/reports"):
        page = read(path)
        assert WORDS in page.text, path
        assert "To be reached at: a@example.org" in page.text
        assert "Mark as settled" not in page.text


def test_editors_settle_reports(client, send, read, kept, event_id, sign_in):
    send(text=WORDS)
    sign_in(EDITOR)
    page = read("/reports")
    (form,) = [one for one in page.all("form") if one["action"].partition("?")[0].endswith("/settle")]
    token = page.all("input", name="csrf")[-1]["value"]
    assert client.post(form["action"], data={}).status_code == 403
    answer = client.post(form["action"], data={"csrf": token})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/reports?lang=en")
    assert [settled for _text, _contact, settled in kept()] == [True]
    assert "No report is open." in read("/reports").text
    assert WORDS in read("/reports?settled=yes").text
    assert WORDS not in read(f"/events/{event_id}").text


def test_planners_cannot_settle(client, send, read, kept, sign_in):
    send(text=WORDS)
    sign_in(EDITOR)
    page = read("/reports")
    (form,) = [one for one in page.all("form") if one["action"].partition("?")[0].endswith("/settle")]
    sign_in(PLANNER)
    answer = client.post(form["action"], data={"csrf": page.all("input", name="csrf")[-1]["value"]})
    assert answer.status_code == 403
    assert kept() == [(WORDS, "", False)]


def test_there_is_no_form_for_a_draft_or_for_nothing(client, change):
    draft, unknown = (
        change(factories.event, title="Secret talks", publish=False).id,
        "00000000-0000-4000-8000-000000000000",
    )
    answers = [client.get(f"/events/{one}/report?lang=en") for one in (draft, unknown)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(str(draft), unknown) == answers[1].text


def test_there_is_no_form_for_what_was_withdrawn(client, change, event_id):
    change(lifecycle.withdraw, event_id, by=EDITOR, at=at("2026-11-20"))
    assert client.get(f"/events/{event_id}/report").status_code == 410


def test_reports_are_paged(read, change, event_id, sign_in, monkeypatch):
    from calendar_service.services import notes

    monkeypatch.setattr(notes, "MOST_LISTED", 2)
    for number in range(5):
        change(notes.report, event_id, f"Report {number}", by=READER, at=at(f"2026-11-2{number}"))
    sign_in(EDITOR)
    found, page = [], read("/reports")
    while True:
        found += re.findall(r"Report \d", page.one("main").text)
        if not (further := page.all("a", rel="next")):
            break
        page = read(further[0]["href"].replace("lang=en&", ""))
    assert found == [f"Report {number}" for number in (4, 3, 2, 1, 0)]
