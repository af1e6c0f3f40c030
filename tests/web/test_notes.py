"""Private notes and reports as pages: for planners and up, hostile texts as text, nothing typed is lost, nothing public."""

from uuid import UUID

import pytest

from calendar_service.domain.access import Actor
from calendar_service.services import accounts, notes, private_notes
from tests.factories import ADMINISTRATOR
from tests.web.conftest import TODAY
from tests.web.filling import Form
from tests.web.markup import Page

HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'
WORDS = "Call Rome on Monday"


@pytest.fixture
def enter(client_of, stored):
    """A client signed in with an account of a role; `enter.actors` are who they are."""

    def entering(role, name=""):
        with stored.writing() as session:
            user = accounts.create(
                session, name or f"a-{role}", role, "a long enough password", by=ADMINISTRATOR, at=TODAY
            )
            entering.actors[role] = Actor(user_id=user.id, name=user.name, role=role)
        return client_of(entering.actors[role].user_id)

    entering.actors = {}
    return entering


@pytest.fixture
def event_id(find):
    return find("Fourth Conference")


@pytest.fixture
def path(event_id):
    return f"/events/{event_id}/notes"


@pytest.fixture
def report(change, event_id):
    """The path of a report's page."""
    return f"/reports/{change(notes.report, event_id, HOSTILE, contact=HOSTILE, by=Actor(), at=TODAY).id}"


def opened(client, path):
    answer = client.get(f"{path}?lang=en")
    assert answer.status_code == 200, answer.text
    return Form(client, answer, path)


def is_harmless(text):
    return "<svg/onload" not in text and "36481" not in text


def test_a_planner_writes_a_note_that_stands_on_the_event(enter, event_id, path):
    planner = enter("planner")
    answer = opened(planner, path).fill(text=HOSTILE).send("save")
    assert answer.location == f"{path}?lang=en&said=noted"
    for shown in (answer.location, f"/events/{event_id}?lang=en"):
        text = planner.get(shown).text
        assert is_harmless(text)
        assert HOSTILE in Page(planner.get(shown)).text
        assert "a-planner" in text


def test_readers_and_the_outside_never_see_a_note(client, enter, change, event_id):
    enter("planner")
    change(private_notes.write, event_id, WORDS, by=enter.actors["planner"], at=TODAY)
    for reader in (client, enter("reader")):
        for shown in (
            f"/events/{event_id}",
            "/changes",
            "/search?q=Monday",
            "/feeds/all.json",
            f"/feeds/event/{event_id}.ics",
        ):
            text = reader.get(shown).text
            assert WORDS not in text, shown
            assert "Private note" not in text


def test_ones_own_note_is_changed_and_deleted_anothers_is_not(enter, change, event_id, path):
    planner, other = enter("planner"), enter("editor")
    note = change(private_notes.write, event_id, WORDS, by=enter.actors["planner"], at=TODAY)
    form = opened(planner, f"/notes/{note.id}")
    assert form["text"] == WORDS
    assert form.fill(text=" ").send("save").status_code == 422
    assert form.fill(text="Call Milan").send("save").location == f"{path}?lang=en&said=noted"
    stale = form.fill(text=HOSTILE).send("save")
    assert stale.status_code == 409
    assert is_harmless(stale.text)
    assert "Call Milan" in Page(stale).text
    assert form.again()["text"] == HOSTILE
    theirs = opened(other, f"/notes/{note.id}")
    assert "text" not in theirs.values
    assert theirs.fill(text="Mine").send("save").status_code == 403
    theirs.values.pop("text")
    assert theirs.send("delete").location == f"{path}?lang=en&said=note_deleted"
    assert planner.get(f"/notes/{note.id}").status_code == 404


def test_a_report_is_noted_on_settled_with_a_word_and_opened_again(enter, report, event_id):
    editor = enter("editor")
    listed = Page(editor.get("/reports?lang=en"))
    assert "Open (1)" in listed.text
    assert [one for one in listed.all("a") if one["href"].startswith(report)]
    form = opened(editor, report)
    assert is_harmless(form.client.get(report).text)
    assert form.fill(text=HOSTILE).send("comment").location == f"{report}?lang=en&said=noted"
    form = opened(editor, report).fill(outcome=HOSTILE, text="")
    assert form.send("settle").location == f"{report}?lang=en&said=settled"
    settled = editor.get("/reports?settled=yes&lang=en").text
    assert is_harmless(settled)
    assert "a-editor" in settled
    late = form.send("settle")
    assert late.status_code == 409
    assert "Somebody else has dealt with this report" in Page(late).text
    assert opened(editor, report).send("reopen").location == f"{report}?lang=en&said=report_reopened"
    assert Page(editor.get(report)).source.count("&lt;svg/onload") >= 3  # its words, and two notes


def test_too_much_is_refused_and_stands_there_still(enter, report):
    editor = enter("editor")
    form = opened(editor, report).fill(outcome="x" * 501, text="")
    assert form.send("settle").status_code == 422
    assert form.again()["outcome"] == "x" * 501


def test_planners_note_and_do_not_settle(enter, report):
    planner = enter("planner")
    form = opened(planner, report)
    assert "outcome" not in form.values
    assert form.fill(text=WORDS).send("comment").status_code == 303
    assert form.fill(version="1").send("settle").status_code == 403


def test_what_is_typed_outlives_the_sign_in(enter, path):
    planner = enter("planner")
    form = opened(planner, path).fill(text=WORDS)
    kept = planner.get_cookie("__Host-session").value
    planner.delete_cookie("__Host-session")
    assert form.send("save").location.startswith("/sign-in")
    planner.set_cookie("__Host-session", kept, secure=True)
    assert opened(planner, path)["text"] == WORDS


def test_forms_from_elsewhere_and_with_strange_fields_are_refused(enter, path, report):
    editor = enter("editor")
    for at in (path, report):
        assert opened(editor, at).fill(csrf="0" * 64, text=WORDS).send("save").status_code == 403
        assert opened(editor, at).fill(role="administrator", text=WORDS).send("save").status_code == 422


def test_notes_of_nothing_are_nowhere(enter):
    planner = enter("planner")
    for gone in (f"/events/{UUID(int=1)}/notes", f"/notes/{UUID(int=1)}", f"/reports/{UUID(int=1)}"):
        assert planner.get(gone).status_code == 404
