"""Several meetings at once, private notes, and reports, as who keeps the calendar works with them in a browser."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from calendar_service.domain.access import Actor
from calendar_service.domain.several import STEPS
from calendar_service.models.events import Event
from calendar_service.services import events, notes
from tests import factories
from tests.browser.desk import calendar, desks
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_pages import HEADINGS, SIDEWAYS

WAYS = [(lang, script) for lang in ("ru", "en") for script in (True, False)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A calendar of this module's own, to be changed."""
    with calendar(tmp_path_factory, holds="documents", is_full=True) as found:
        yield found


@pytest.fixture
def three(kept):
    """Three meetings of the test's own, two of them with a day, and how they stand."""
    now = datetime.now(UTC).replace(microsecond=0)
    days = [str(now.date() + timedelta(days=90 + number)) for number in range(2)]
    with kept.database.writing() as session:
        made = [factories.event(session, title=f"Own {date}", date=date, now=now).id for date in (*days, "2031-21")]

    def standing():
        with kept.database.reading() as session:
            return [session.get_one(Event, one).status for one in made]

    standing.ids = made
    return standing


@pytest.fixture
def desk(browser, kept):
    with desks(browser, kept) as opening:
        yield opening


def look(at, three, step="confirmed"):
    """Tick three meetings in the list and open the preview."""
    at.open("/calendar")
    for one in three.ids:
        at.page.check(f"#t-{one}")
    at.page.select_option("#step", f"step:{step}")
    at.press("Show what will change")


def sound(at):
    """The page is whole: nothing stands outside the window, axe objects to nothing, headings follow each other."""
    levels = at.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    for theme, width in LOOKS:
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(("lang", "script"), WAYS)
def test_several_are_ticked_looked_at_and_saved_together(desk, three, lang, script, width):
    at = desk(lang, width=width, java_script_enabled=script)
    look(at, three)
    for heading in ("These refuse", "These change"):
        assert at.page.get_by_role("heading", name=at.say(heading), exact=True).count() == 1
    assert three() == ["planned"] * 3
    assert at.page.evaluate(SIDEWAYS) == []
    at.press("Leave out those that refuse, save the others")
    assert at.say("Saved, all of them together. Subscribers see it when their calendar next looks.") in at.said
    assert three() == ["confirmed", "confirmed", "planned"]
    assert at.seen.troubles == []


def test_every_state_of_the_pages_is_sound(desk, three, kept):
    at = desk("ru")
    at.open("/calendar")
    sound(at)
    look(at, three)
    sound(at)  # with what refuses
    with kept.database.writing() as session:
        events.change(
            session,
            three.ids[0],
            {"titles": factories.local("Own, renamed")},
            by=factories.EDITOR,
            at=datetime.now(UTC),
        )
    at.press("Leave out those that refuse, save the others")
    assert at.say("Somebody has saved meanwhile.") in at.said
    sound(at)
    look(at, three, "cancelled")
    sound(at)  # with the reason
    at.page.select_option("#step", "")
    at.press("Look again")
    assert at.say("Choose what is to be done with them.") in at.said
    sound(at)


def test_several_are_changed_by_keyboard_alone(desk, three):
    at = desk("en", java_script_enabled=False)
    at.open("/calendar")
    for one in three.ids[:2]:
        at.page.locator(f"#t-{one}").focus()
        at.page.keyboard.press("Space")
    at.page.locator("#which-ticked").focus()
    at.page.keyboard.press("Tab")
    at.page.keyboard.type(STEPS["confirmed"])
    at.page.keyboard.press("Tab")
    at.page.keyboard.press("Enter")
    at.page.wait_for_load_state("load")
    at.page.get_by_role("button", name=at.say("Save all that are ticked")).focus()
    at.page.keyboard.press("Enter")
    at.page.get_by_text("Saved, all of them together.", exact=False).wait_for()
    assert three() == ["confirmed", "confirmed", "planned"]


@pytest.mark.parametrize(("lang", "script"), WAYS)
def test_notes_and_reports_are_worked_with(desk, three, kept, lang, script):
    with kept.database.writing() as session:
        report = notes.report(session, three.ids[0], "The day is wrong.", by=Actor(), at=datetime.now(UTC)).id
    at = desk(lang, width=360, java_script_enabled=script)
    at.open("/desk")
    assert at.page.evaluate(SIDEWAYS) == []
    at.open(f"/events/{three.ids[0]}/notes")
    at.write("New note", "Call Rome on Monday")
    at.press("Write the note")
    assert "Call Rome on Monday" in at.said
    at.open(f"/reports/{report}")
    at.write("What was done", "Corrected")
    at.press("Mark as settled")
    assert at.say("The report is settled.") in at.said
    at.press("Open it again")
    assert "Corrected" in at.said
    assert at.seen.troubles == []
    if script:
        for path in (f"/events/{three.ids[0]}/notes", f"/reports/{report}", "/reports", "/desk"):
            at.open(path)
            sound(at)
