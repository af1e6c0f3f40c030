"""The steps of an event's life: each form says what it will do, does it, or says why not; and nothing typed is lost."""

import re

import pytest
from sqlalchemy import select

from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import RelationFacts
from calendar_service.models.drafts import FormDraft
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.services import events, lifecycle
from tests import factories
from tests.factories import EDITOR, local
from tests.web.conftest import TODAY
from tests.web.filling import Form
from tests.web.markup import Page

HOSTILE = '<svg/onload=alert(1)>" onmouseover="x {{7*7*191}} </textarea>'
NEXT = {"planned": "plan", "confirmed": "confirm", "held": "held", "postponed": "postpone", "cancelled": "cancel"}


@pytest.fixture
def meeting(stored):
    """An event, and its id."""

    def making(date="2027-02-03", **facts):
        with stored.writing() as session:
            return factories.event(session, date=date, now=TODAY, **facts).id

    return making


@pytest.fixture
def form(editor):
    """The form of a step; the page must be there."""

    def opening(event_id, step, lang="en"):
        path = f"/events/{event_id}/{step}"
        answer = editor.get(f"{path}?lang={lang}")
        assert answer.status_code == 200, Page(answer).text
        return Form(editor, answer, path)

    return opening


@pytest.fixture
def now(stored):
    """What is recorded of an event."""

    def reading(event_id):
        with stored.reading() as session:
            event = session.get(Event, event_id)
            session.expunge_all()
            return event

    return reading


def sent(form, do="save", lang="en"):
    """Where an answer leads, past the page that shows what a date will do."""
    answer = form.send(do, lang)
    if answer.status_code == 200 and do == "save":
        answer = form.again(lang).send("save", lang)
        form.answer = answer
    assert answer.status_code == 303, Page(answer).text[:3000]
    return answer.headers["Location"].rpartition("said=")[2]


def told(answer):
    return Page(answer).text


@pytest.mark.parametrize(
    ("step", "date", "status", "said", "after"),
    [
        ("confirm", "2027-02-03", "planned", "confirmed", "confirmed"),
        ("plan", "2027-02-03", "confirmed", "planned", "planned"),
        ("held", "2026-11-20", "planned", "held", "held"),
        ("postpone", "2027-02-03", "planned", "postponed", "postponed"),
        ("cancel", "2027-02-03", "planned", "cancelled", "cancelled"),
        ("reinstate", "2027-02-03", "cancelled", "reinstated", "planned"),
        ("no-news", "2027-21", "planned", "checked", "planned"),
    ],
)
def test_a_step_of_a_status_is_taken(form, meeting, now, step, date, status, said, after):
    event_id = meeting(date, status=status)
    assert sent(form(event_id, step)) == said
    assert now(event_id).status == after


def test_a_draft_is_published_and_what_is_published_withdrawn(form, meeting, now, client):
    event_id = meeting(publish=False)
    assert sent(form(event_id, "publish")) == "published"
    assert client.get(f"/events/{event_id}").status_code == 200
    assert sent(form(event_id, "withdraw")) == "withdrawn"
    assert client.get(f"/events/{event_id}").status_code == 410
    assert "STATUS:CANCELLED" in client.get(f"/feeds/event/{event_id}.ics").text


def test_a_draft_is_deleted_and_the_list_says_so(form, meeting, now, editor):
    event_id = meeting(publish=False)
    assert sent(form(event_id, "delete")) == "deleted"
    assert now(event_id) is None
    assert "The draft is deleted." in told(editor.get("/calendar?said=deleted&lang=en"))


def test_the_day_of_an_imprecise_date_is_named(form, meeting, now):
    event_id = meeting("2027-21")
    page = form(event_id, "name-day").fill(date="12 May 2027", start="10:00", zone="Astana")
    assert sent(page) == "named"
    event = now(event_id)
    assert (event.date.edtf, str(event.date.start_time), event.timezone) == ("2027-05-12", "10:00:00", "Asia/Almaty")


def test_naming_the_day_takes_only_days(form, meeting):
    answer = form(meeting("2027-21"), "name-day").fill(date="May 2027").send("save")
    assert answer.status_code == 422
    assert "This is no day yet. Name a day, or several in a row" in told(answer)


def test_times_stand_only_beside_a_firm_date(form, meeting):
    answer = form(meeting("2027-21"), "move").fill(date="autumn 2027", start="10:00", zone="Rome").send("save")
    assert answer.status_code == 422
    assert 'id="start-error"' in answer.text


def test_a_move_shows_what_it_does_before_it_is_saved(form, meeting, now):
    event_id = meeting("2027-02-03")
    page = form(event_id, "move").fill(date="25 February 2027", reason__en="The hosts asked for it.")
    answer = page.send("save")
    assert answer.status_code == 200
    assert now(event_id).date.edtf == "2027-02-03"
    text = told(answer)
    assert "Slips: 22 days later." in text
    assert "In calendars now 3 February 2027" in text
    assert "In calendars then 25 February 2027" in text
    assert "Among the changes Moved." in text
    assert sent(page.again()) == "moved"
    assert now(event_id).date.edtf == "2027-02-25"
    assert now(event_id).reasons.get("en") == "The hosts asked for it."


def test_looking_saves_nothing(form, meeting, now):
    event_id = meeting("2027-02-03")
    answer = form(event_id, "move").fill(date="25 February 2027").send("look")
    assert "Slips: 22 days later." in told(answer)
    assert now(event_id).date.edtf == "2027-02-03"


def test_a_move_shows_what_moves_along(form, meeting):
    summit = meeting("2027-05-12", title="Summit of all")
    meeting("", title="Forum beside it", relations=(RelationFacts(type="sidelines_of", event_id=summit),))
    answer = form(summit, "move").fill(date="3 June 2027").send("look")
    assert "What moves along Forum beside it: 12 May 2027 → 3 June 2027" in told(answer).replace("approx. ", "")


def test_postponing_with_a_new_date_moves(form, meeting, now):
    event_id = meeting("2027-02-03")
    assert sent(form(event_id, "postpone").fill(date="autumn 2027")) == "moved"
    assert (now(event_id).status, now(event_id).date.edtf) == ("planned", "2027-23")


def test_a_cancellation_says_to_everyone_why_in_both_languages(form, meeting, client):
    event_id = meeting()
    page = form(event_id, "cancel")
    assert "Everyone sees it" in told(page.client.get(f"/events/{event_id}/cancel?lang=en"))
    sent(page.fill(reason__ru="Стороны не договорились.", reason__en="No agreement."))
    assert "Reason: No agreement." in told(client.get(f"/events/{event_id}?lang=en"))
    assert "Стороны не договорились." in told(client.get(f"/events/{event_id}?lang=ru"))


def test_no_news_silences_the_question_until_a_day(form, meeting, now, editor):
    event_id = meeting("2026-22")
    page = form(event_id, "no-news")
    assert page["ask_again_on"] == "27 December 2026"
    assert page.fill(ask_again_on="20 November 2026").send("save").status_code == 422
    assert page.fill(ask_again_on="perhaps").send("save").status_code == 422
    assert sent(page.fill(ask_again_on="15 January 2027")) == "checked"
    assert str(now(event_id).asked_again_on) == "2027-01-15"


def test_a_correction_is_in_the_journal_and_in_no_news(form, meeting, now, stored, client):
    event_id = meeting("2027-02-03", title="Comma forum")
    page = form(event_id, "move").fill(date="5 February 2027", correction="yes")
    assert "in no news and no mail" in told(page.send("look"))
    sent(page)
    with stored.reading() as session:
        line = session.scalar(select(Change).where(Change.record_id == event_id).order_by(Change.number.desc()))
        assert (line.verb, line.is_correction) == ("moved", True)
    assert now(event_id).previous_edtf == ""
    assert "2027-02-05" in client.get(f"/feeds/event/{event_id}.json").text
    assert "Moved: Comma forum" not in told(client.get("/?lang=en"))
    assert "Moved: Comma forum" not in client.get("/feeds/all.atom?lang=en").text
    assert "a correction" in told(client.get("/changes?lang=en"))


@pytest.mark.parametrize(
    ("step", "facts", "why"),
    [
        ("publish", {}, "This event is published already."),
        ("delete", {}, "What was published is not deleted."),
        ("withdraw", {"publish": False}, "A draft can be deleted."),
        ("confirm", {"date": "2027-21"}, "Name the day, or enter it as planned."),
        ("confirm", {"status": "confirmed"}, "This event is confirmed already."),
        ("plan", {}, "This event is planned already."),
        ("held", {}, "cannot have been held yet"),
        ("name-day", {}, "Its day is named already."),
        ("move", {"status": "cancelled"}, "Reinstate it first"),
        ("postpone", {"date": "2026-11-20", "status": "held"}, "cannot become postponed"),
        ("cancel", {"date": "2026-11-20", "status": "held"}, "cannot become cancelled"),
        ("reinstate", {}, "Only a cancelled event can be reinstated."),
        ("no-news", {"status": "confirmed"}, "nobody is asked about it"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why_and_what_can(editor, meeting, now, step, facts, why):
    event_id = meeting(**facts)
    answer = editor.get(f"/events/{event_id}/{step}?lang=en")
    assert answer.status_code == 409
    assert why in told(answer)
    before = now(event_id).version
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', editor.get("/events/new").text)[1]
    data = {"csrf": token, "version": str(before), "do": "save"}
    assert editor.post(f"/events/{event_id}/{step}", data=data).status_code == 409
    assert now(event_id).version == before


@pytest.mark.parametrize("step", ["move", "cancel", "confirm", "postpone", "no-news", "withdraw"])
def test_who_comes_second_sees_what_was_saved_and_loses_nothing(form, meeting, now, change, step):
    event_id = meeting("2027-02-03")
    page = form(event_id, step)
    asked = {"move": {"date": "25 February 2027"}, "cancel": {"reason__en": "Too few came."}}.get(step, {})
    page.fill(**asked)
    change(events.change, event_id, {"country": "IT"}, by=EDITOR, at=TODAY)
    answer = page.send("save")
    assert answer.status_code == 409
    assert "has been saved since you opened this form" in told(answer)
    assert "Changed: place" in told(answer)
    again = page.again()
    assert all(again[name.replace("__", "-")] == text for name, text in asked.items())
    assert sent(again)
    assert now(event_id).country == "IT"


def test_who_comes_second_to_a_step_that_is_no_longer_possible_sees_what_they_typed(form, meeting, change):
    event_id = meeting()
    page = form(event_id, "postpone").fill(reason__en="Too few came.")
    change(lifecycle.cancel, event_id, by=EDITOR, at=TODAY, reasons=local("Called off"))
    answer = page.send("save")
    assert answer.status_code == 409
    text = told(answer)
    assert "cannot become postponed" in text
    assert "Too few came." in text
    assert "Reinstate" in text


@pytest.mark.parametrize("step", ["move", "cancel", "confirm", "withdraw", "no-news"])
def test_without_the_token_of_the_form_nothing_happens_and_nothing_is_lost(form, meeting, now, step):
    event_id = meeting()
    page = form(event_id, step).fill(csrf="0" * 64)
    if step == "cancel":
        page.fill(reason__en="Too few came.")
    before = now(event_id).version
    answer = page.send("save")
    assert answer.status_code == 403
    assert now(event_id).version == before
    if step == "cancel":
        assert page.again()["reason-en"] == "Too few came."


def test_what_is_hostile_is_text_on_every_page_of_a_step(form, meeting, change):
    event_id = meeting(title=HOSTILE)
    page = form(event_id, "postpone").fill(
        date=HOSTILE, zone=HOSTILE, start=HOSTILE, reason__en=HOSTILE, stated_on=HOSTILE
    )
    for do in ("look", "save"):
        assert_escaped(page.send(do).text)
    change(lifecycle.cancel, event_id, by=EDITOR, at=TODAY, reasons=local(HOSTILE))
    assert_escaped(page.send("save").text)
    for step in ("reinstate", "withdraw", "cancel"):
        assert_escaped(page.client.get(f"/events/{event_id}/{step}").text)


def assert_escaped(text):
    assert "<svg/onload" not in text
    assert '" onmouseover="x' not in text
    assert str(7 * 7 * 191) not in text


def test_a_field_that_the_form_has_not_is_refused(form, meeting):
    page = form(meeting(), "confirm").fill(date="2027-05-05")
    answer = page.send("save")
    assert answer.status_code == 422
    assert "This form has no field “date”" in told(answer)


def test_what_was_typed_and_not_saved_stands_there_again_until_thrown_away(form, meeting, stored):
    event_id = meeting()
    form(event_id, "cancel").fill(reason__en="Too few came.").send("look")
    page = form(event_id, "cancel")
    assert page["reason-en"] == "Too few came."
    assert page.fill(discard="yes").send("look").status_code == 303
    assert form(event_id, "cancel")["reason-en"] == ""
    sent(form(event_id, "cancel"))
    with stored.reading() as session:
        assert session.scalars(select(FormDraft)).all() == []


def test_editors_see_the_steps_possible_now_and_nobody_else_does(editor, client, meeting):
    event_id = meeting("2026-22")
    nav = Page(editor.get(f"/events/{event_id}?lang=en")).text
    assert "Mark as held Postpone Cancel the meeting No news" in nav
    assert "Mark as held" not in told(client.get(f"/events/{event_id}?lang=en"))


def test_a_step_that_is_none_is_no_page(editor, client, meeting):
    event_id = meeting()
    assert editor.get(f"/events/{event_id}/explode").status_code == 404
    assert client.get(f"/events/{event_id}/explode").status_code == 404


def test_the_event_form_marks_a_correction(editor, meeting, stored):
    event_id = meeting("2027-02-03")
    path = f"/events/{event_id}/edit"
    page = Form(editor, editor.get(f"{path}?lang=en"), path).fill(title__en="Conference,", correction="yes")
    assert page.send("save").status_code == 303
    with stored.reading() as session:
        line = session.scalar(select(Change).where(Change.record_id == event_id).order_by(Change.number.desc()))
        assert (line.verb, line.is_correction) == ("changed", True)


def test_a_move_to_the_same_date_is_no_move(form, meeting):
    answer = form(meeting("2027-02-03"), "move").fill(date="3 February 2027").send("save")
    assert answer.status_code == 422
    assert "This is the date it has already." in told(answer)
    assert StatedDate("2027-02-03").is_firm
