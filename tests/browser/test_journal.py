"""A line of the journal taken back in a browser: in both languages, with script and without, on a phone and on a desk."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from sqlalchemy import select

from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.models.accounts import User
from calendar_service.models.events import Event
from calendar_service.models.journal import Change
from calendar_service.services import events, lifecycle
from tests import factories
from tests.browser.desk import SCRIPT, TONGUES, calendar, desks
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_keyboard import STOPS, steps
from tests.browser.test_pages import HEADINGS, SIDEWAYS
from tests.factories import local


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A calendar of this module's own, to be changed."""
    with calendar(tmp_path_factory, holds="documents", is_full=True) as found:
        yield found


@pytest.fixture
def lines(kept):
    """Lines about meetings of their own: the numbers by what happened."""
    now = datetime.now(UTC).replace(microsecond=0)
    day = (now + timedelta(days=40)).date()
    with kept.database.writing() as session:
        user = session.scalars(select(User).where(User.name == "editor")).one()
        act = {"by": Actor(user_id=user.id, name="editor", role="editor"), "at": now}
        event = factories.event(
            session, title=local("Forum of cities", "Форум городов"), date=str(day), now=now, country="KZ"
        )
        events.move(session, event.id, StatedDate(str(day + timedelta(days=22))), **act)
        moved = number(session)
        events.change(
            session,
            event.id,
            {"country": "IT", "titles": local("Forum of the great cities", "Форум больших городов")},
            **act,
        )
        mixed = number(session)
        events.change(session, event.id, {"country": "UZ"}, **act)
        lifecycle.withdraw(session, factories.event(session, title="Mistake", now=now).id, **act)
        return SimpleNamespace(event=str(event.id), day=str(day), moved=moved, mixed=mixed, withdrawn=number(session))


def number(session):
    return session.scalar(select(Change.number).order_by(Change.number.desc()).limit(1))


@pytest.fixture
def desk(browser, kept):
    with desks(browser, kept) as opening:
        yield opening


@TONGUES
@SCRIPT
@pytest.mark.parametrize("width", [360, 1440])
def test_a_move_is_taken_back_from_the_history_of_a_meeting(desk, kept, lines, lang, script, width):
    at = desk(lang, width=width, java_script_enabled=script)
    at.open(f"/events/{lines.event}")
    at.page.locator(f"a[href*='/journal/{lines.moved}/revert']").click()
    assert at.say("What will change") in at.said
    at.page.locator(f"#reason-{lang}").fill("The first day stands." if lang == "en" else "Остаётся первый день.")
    at.press("Revert, as a new change")
    assert at.say("Reverted, as a new change.") in at.said
    assert at.say("takes back line %(number)s") % {"number": lines.moved} in at.said
    with kept.database.reading() as session:
        event = session.get(Event, UUID(lines.event))
        assert (event.date_edtf, bool(event.reasons.get(lang))) == (lines.day, True)
    assert at.seen.troubles == []


@TONGUES
def test_a_line_is_found_by_the_filters_and_taken_back_by_keyboard_alone(desk, lines, lang):
    at = desk(lang, java_script_enabled=False)
    at.open("/journal")
    at.page.locator("summary").first.click()
    at.field("Who").select_option(label="editor")
    at.field("What happened").select_option(label=at.say("Date changed"))
    at.page.locator(".filters .btn-main").focus()
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**verb=moved**")
    onward = at.page.locator(f"a[href*='/journal/{lines.moved}/revert']")
    onward.focus()
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**/revert**")
    at.page.locator("main .btn-main").focus()
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=reverted**")
    assert at.say("Reverted, as a new change.") in at.said


STATES = {
    "journal": "/journal",
    "filtered": "/journal?record={event}",
    "nothing": "/journal?noun=party&verb=moved",
    "mistaken": "/journal?who=nobody&from=yesterday",
    "line": "/journal/{mixed}",
    "clean": "/journal/{moved}/revert",
    "mixed": "/journal/{mixed}/revert",
    "refused": "/journal/{withdrawn}/revert",
    "history": "/formats/central-asia-italy",
}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_axe_objects_to_no_state_and_nothing_is_wider_than_the_window(desk, lines, lang):
    at = desk(lang)
    for state, path in STATES.items():
        address = path.format(**vars(lines))
        at.seen.go(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        at.page.evaluate(
            "() => document.querySelectorAll('.journal details').forEach((one, n) => { one.open = n < 3 })"
        )
        levels = at.page.evaluate(HEADINGS)
        assert levels.count(1) == 1, state
        for theme, width in [*LOOKS, ("light", 320)]:
            at.page.emulate_media(color_scheme=theme)
            at.page.set_viewport_size({"width": width, "height": 900})
            assert violations(at.page) == [], (state, theme, width)
            assert at.page.evaluate(SIDEWAYS) == [], (state, width)
    assert at.seen.troubles == []


def test_a_confirmation_that_met_an_error_says_so_to_everyone(desk, lines):
    at = desk("en")
    at.open(f"/journal/{lines.moved}/revert")
    at.page.locator("#reason-en").fill("Hold \u202eon")
    at.press("Revert, as a new change")
    assert "Not saved: one thing has to be put right" in at.said
    assert at.page.locator("#reason-en").input_value() == "Hold \u202eon"
    assert violations(at.page) == []


def test_a_confirmation_can_be_walked_through_and_shows_where_one_is(desk, lines):
    at = desk("en")
    at.open(f"/journal/{lines.mixed}/revert")
    stops = at.page.evaluate(STOPS)
    walked = steps(at.page)
    assert [one["name"] for one in walked if not (one["isShown"] and one["hasSize"])] == []
    assert len(walked) >= stops
