"""Several meetings at once: ticked in the list, looked at, saved together; who is told what, and nothing is lost."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from calendar_service.domain.several import STEPS
from calendar_service.models.events import Event
from calendar_service.services import events
from tests import factories
from tests.factories import EDITOR, local
from tests.web.conftest import TODAY
from tests.web.filling import Form
from tests.web.markup import Page

HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'
PATH = "/events/several"


@pytest.fixture
def ids(change):
    """Two meetings with a day and one without, all of them planned."""
    made = [("One", "2027-02-03"), ("Two", "2027-02-04"), ("Window", "2027-21")]
    return [str(change(factories.event, title=title, date=date, now=TODAY).id) for title, date in made]


@pytest.fixture
def statuses(stored, ids):
    def reading():
        with stored.reading() as session:
            return [session.get_one(Event, UUID(one)).status for one in ids]

    return reading


def ticked(client, ids, step="step:confirmed", query="", **more):
    """The preview of what is ticked in the list."""
    form = Form(client, client.get(f"/calendar?lang=en{query}"), PATH)
    answer = form.fill(event=ids, which="ticked", step=step, **more).send("look")
    assert answer.status_code == 200, answer.text
    return form.again(), Page(answer)


def test_only_editors_get_boxes(client, enter, ids):
    for reader, has in ((client, False), (enter("planner"), False), (enter(), True)):
        page = Page(reader.get("/calendar?lang=en"))
        assert bool(page.all("input", type="checkbox", name="event")) == has
        assert bool(page.all("form", id="several")) == has


def test_every_step_stands_in_the_list(editor, ids):
    page = Page(editor.get("/calendar?lang=en"))
    values = [one["value"] for one in page.all("option")]
    assert {f"step:{name}" for name in STEPS} <= set(values)
    assert "At most 200 meetings at a time." in page.text


def test_a_preview_says_what_changes_and_the_filters_stay_after_saving(editor, ids, statuses):
    form, page = ticked(editor, ids[:2], query="&status=planned&q=&year=2027")
    assert "These change" in page.text
    assert "In calendars now" in page.text
    assert statuses() == ["planned"] * 3
    answer = form.send("save")
    assert answer.status_code == 303
    assert answer.location.startswith("/calendar?lang=en&")
    assert {"status=planned", "year=2027", "said=several"} <= set(re.split("[?&]", answer.location))
    assert "Saved, all of them together" in Page(editor.get(answer.location)).text
    assert statuses() == ["confirmed", "confirmed", "planned"]


def test_what_refuses_says_why_and_is_left_out_or_keeps_all_back(editor, ids, statuses):
    form, page = ticked(editor, ids)
    assert "These refuse" in page.text
    assert "A confirmed event has a firm date" in page.text
    answer = form.send("save")
    assert answer.status_code == 422
    assert "1 meeting refuses" in Page(answer).text
    assert statuses() == ["planned"] * 3
    assert form.again().send("leave").status_code == 303
    assert statuses() == ["confirmed", "confirmed", "planned"]


def test_an_unticked_one_is_left_out(editor, ids, statuses):
    form, _page = ticked(editor, ids)
    form.fill(event=[one for one in form.values["event"] if not one.startswith(ids[2])])
    assert form.send("save").status_code == 303
    assert statuses() == ["confirmed", "confirmed", "planned"]


def test_one_that_refuses_only_since_the_preview_is_not_left_out_silently(editor, change, ids, statuses):
    form, _page = ticked(editor, ids[:1] + ids[2:])
    change(events.change, UUID(ids[0]), {"titles": local("One, renamed")}, by=EDITOR, at=TODAY)
    answer = form.send("leave")
    assert answer.status_code == 409
    page = Page(answer)
    assert "Somebody has saved this meeting meanwhile" in page.text
    assert "One, renamed" in page.text
    assert statuses() == ["planned"] * 3
    assert form.again().send("leave").status_code == 303
    assert statuses() == ["confirmed", "planned", "planned"]


def test_a_public_reason_is_asked_told_and_kept_through_an_error(editor, change, ids, stored):
    form, page = ticked(editor, ids[:1], step="step:cancelled")
    assert page.all("textarea", name="reason-ru")
    form.fill(reason__ru=HOSTILE, reason__en="x" * 3000)
    answer = form.send("save")
    assert answer.status_code == 422
    assert "<svg/onload" not in answer.text
    assert "36481" not in answer.text
    again = form.again()
    assert again["reason-ru"] == HOSTILE
    assert again.fill(reason__en="Rain.").send("save").status_code == 303
    with stored.reading() as session:
        assert session.get_one(Event, UUID(ids[0])).reasons.get("en") == "Rain."


def test_hostile_titles_are_text(editor, change):
    made = change(factories.event, title=local(HOSTILE), date="2027-02-03", now=TODAY)
    assert "<svg/onload" not in editor.get("/calendar?lang=en").text
    _form, page = ticked(editor, [str(made.id)])
    assert "<svg/onload" not in page.source
    assert "36481" not in page.source


def test_all_shown_and_all_that_filters_leave_can_be_meant(editor, ids):
    form = Form(editor, editor.get("/calendar?lang=en&from=2027-02-03&to=2027-02-04"), PATH)
    for which in ("shown", "all"):
        answer = form.fill(which=which, step="step:confirmed").send("look")
        boxes = [one["value"].partition(".")[0] for one in Page(answer).all("input", name="event")]
        assert set(ids[:2]) <= set(boxes)


def test_nothing_ticked_and_nothing_chosen_are_said(editor, ids):
    form = Form(editor, editor.get("/calendar?lang=en"), PATH)
    answer = form.send("look")
    assert answer.status_code == 422
    assert "No meeting is ticked." in Page(answer).text
    answer = form.fill(event=ids).send("look")
    assert answer.status_code == 422
    page = Page(answer)
    assert "Choose what is to be done with them." in page.text
    assert page.all("input", name="event")


@pytest.mark.parametrize("strange", [{"event": "no uuid"}, {"event": ["x.1"]}, {"step": "step:deleted"}, {"role": "x"}])
def test_what_the_form_does_not_hold_is_refused(editor, ids, strange):
    form = Form(editor, editor.get("/calendar?lang=en"), PATH)
    assert form.fill(**({"event": ids, "step": "step:held"} | strange)).send("save").status_code == 422


def test_a_form_from_elsewhere_is_refused(editor, ids, statuses):
    form, _page = ticked(editor, ids[:2])
    assert form.fill(csrf="0" * 64).send("save").status_code == 403
    assert statuses() == ["planned"] * 3


def test_the_way_back_leads_to_the_list_alone(editor, ids):
    form, _page = ticked(editor, ids[:1])
    answer = form.fill(back="next=//evil.example&said=published&format=outside#x").send("save")
    assert answer.location == "/calendar?lang=en&format=outside%23x&said=several"


def test_nothing_is_lost_when_the_sign_in_runs_out(site, editor, ids, statuses, stored):
    form, _page = ticked(editor, ids[:2], step="step:cancelled")
    kept = editor.get_cookie("__Host-session").value
    editor.delete_cookie("__Host-session")
    answer = form.fill(reason__en="Rain.").send("save")
    assert answer.location.startswith("/sign-in")
    assert "several" in answer.location
    editor.set_cookie("__Host-session", kept, secure=True)
    page = Page(editor.get(f"{PATH}?lang=en"))
    assert "This was not saved before your sign-in ran out" in page.text
    assert "Rain." in page.text
    assert statuses() == ["planned"] * 3


def test_a_list_of_hundreds_is_looked_at_with_few_queries(editor, change, queries):
    made = [
        str(change(factories.event, title=f"No. {number}", date="2027-05", now=TODAY + timedelta(seconds=number)).id)
        for number in range(3)
    ]
    ticked(editor, made[:1], step="owner:role:editor")
    one = len(queries)
    queries.clear()
    ticked(editor, made, step="owner:role:editor")
    assert len(queries) < one * 3
