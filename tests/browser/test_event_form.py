"""The form of an event as an editor has it: with script and without, by keyboard alone, on a phone and on a desk."""

import pytest
from sqlalchemy import select

from calendar_service.models.events import Event
from tests.browser import world
from tests.browser.conftest import Visit
from tests.browser.desk import SCRIPT, TONGUES, Desk, calendar, walk
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_keyboard import STOPS, steps
from tests.browser.test_pages import HEADINGS, SIDEWAYS

CLAUSES = [  # the four meetings of clauses 21 and 25, as who has the text alone would enter them
    {
        "Format": {"ru": "Центральная Азия + Италия", "en": "Central Asia + Italy"},
        "Kind": {"ru": "круглый стол", "en": "round table"},
        "title-ru": "Круглый стол по водным ресурсам и гидроэнергетике",
        "Date": "к 2026 году",
        "edtf": "../2026",
    },
    {
        "Format": {"ru": "Центральная Азия + Италия", "en": "Central Asia + Italy"},
        "Kind": {"ru": "круглый стол", "en": "round table"},
        "title-ru": "Круглый стол по энергетическому сотрудничеству",
        "Date": "в 2027 году",
        "edtf": "2027",
    },
    {
        "Series": {"ru": "Саммиты «Центральная Азия + Италия»", "en": "‘Central Asia + Italy’ Summits"},
        "Number in the series": "2",
        "fill": True,
        "Date": "в 2027 году",
        "Country": {"ru": "Киргизия", "en": "Kyrgyzstan"},
        "Status": {"ru": "предложено", "en": "proposed"},
        "edtf": "2027",
    },
    {
        "Series": {
            "ru": "Министерские конференции «Центральная Азия + Италия»",
            "en": "‘Central Asia + Italy’ Ministerial Conferences",
        },
        "Number in the series": "4",
        "fill": True,
        "Date": "весной 2026 года",
        "Country": {"ru": "Италия", "en": "Italy"},
        "edtf": "2026-21",
    },
]
MOST_STEPS = 8  # of one meeting, with opening the form and saving: less than a minute


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A calendar begun with `CALENDAR_SEEDS=parties`: its address, and its database."""
    with calendar(tmp_path_factory, holds="parties", people=("newcomer-ru", "newcomer-en")) as found:
        yield found.base, found.database


@pytest.fixture
def desk(visit):
    """A desk: `desk("ru", width=360, java_script_enabled=False)`."""

    def opening(lang="en", *, name="editor", **options):
        return Desk(visit(**options), lang).enter(name)

    return opening


@pytest.mark.parametrize("width", [360, 1440])
@SCRIPT
@TONGUES
def test_a_new_editor_enters_the_four_promised_meetings_from_the_text(browser, bare, lang, script, width):
    base, database = bare
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    context.set_default_timeout(15_000)
    at = Desk(Visit(context, base, None), lang).enter(f"newcomer-{lang}")
    at.open("/")
    made = []
    for meeting in CLAUSES:
        at.steps = 0
        at.page.get_by_role("link", name=at.say("New event"), exact=True).click()
        at.page.wait_for_load_state("load")
        at.steps += 1
        _enter(at, meeting)
        at.press("Publish")
        assert at.say("Published. Subscribers see it when their calendar next looks.") in at.said
        assert at.steps <= MOST_STEPS + ("Status" in meeting), meeting
        made.append(at.page.url.split("/")[-1].partition("?")[0])
    with database.reading() as session:
        events = {str(one.id): one for one in session.scalars(select(Event))}
        assert [events[one].date_edtf for one in made] == [meeting["edtf"] for meeting in CLAUSES]
        assert events[made[3]].titles.get("ru") == "Четвёртая министерская конференция «Центральная Азия + Италия»"
        assert events[made[2]].titles.get("en") == "Second ‘Central Asia + Italy’ Summit"
        assert (events[made[2]].country, events[made[2]].status) == ("KG", "proposed")
    assert at.seen.troubles == []
    context.close()


def _enter(at, meeting):
    for label in ("Series", "Number in the series"):
        if label in meeting:
            said = meeting[label]
            at.choose(label, said[at.lang]) if isinstance(said, dict) else at.write(label, said)
    if "fill" in meeting:
        at.press("Fill in from the series")
    for label in ("Format", "Kind", "Country", "Status"):
        if label in meeting:
            at.choose(label, meeting[label][at.lang])
    if "title-ru" in meeting:
        at.page.fill("#title-ru", meeting["title-ru"])
        at.steps += 1
    at.write("Date", meeting["Date"])


@SCRIPT
@TONGUES
def test_a_date_is_read_as_it_is_typed_or_when_asked(desk, script, lang):
    at = desk(lang, java_script_enabled=script)
    at.open(f"/events/{at.seen.made.closed}/edit")
    at.write("Date", "14-15 мая 2027")
    if not script:
        at.press("Look")
    words = {
        "ru": "перенос: на 348 дней позже последнего дня прежнего срока",
        "en": "slips: 348 days past the last day of the earlier window",
    }
    at.page.get_by_text(words[lang]).wait_for()
    if script:
        at.page.get_by_label(at.say("Date"), exact=True).blur()
    weekend = {"ru": "15 мая 2027 г. — суббота.", "en": "15 May 2027 is a Saturday."}
    at.page.locator("#beside").get_by_text(weekend[lang].replace(" г.", "\u00a0г.").replace("15 ", "15\u00a0")).or_(
        at.page.locator("#beside").get_by_text(weekend[lang])
    ).first.wait_for()
    assert at.seen.troubles == []


@SCRIPT
def test_the_enter_key_looks_and_neither_saves_nor_throws_away(desk, script):
    at = desk(java_script_enabled=script)
    at.open("/events/new")
    at.page.fill("#title-en", "Typed and entered")
    at.page.fill("#date", "spring 2027")
    at.page.locator("#date").press("Enter")
    at.page.wait_for_load_state("load")
    assert at.page.locator("h1").inner_text() == "New event"
    assert "1 March – 31 May 2027" in at.said
    at.open("/events/new")  # kept, and again the first button is not the one that throws it away
    assert at.page.input_value("#title-en") == "Typed and entered"
    at.page.locator("#title-en").press("Enter")
    at.page.wait_for_load_state("load")
    assert at.page.input_value("#title-en") == "Typed and entered"
    at.open("/events/new")
    at.press("Throw it away")
    assert at.page.input_value("#title-en") == ""


def test_what_is_typed_stands_there_again_after_the_tab_was_closed(desk):
    at = desk("ru")
    at.open("/events/new")
    at.page.locator("#title-ru").type("Набрано и не отправлено")
    at.page.get_by_text("Набранное сохранено на сервере").wait_for()
    at.page.close()
    at.page = at.seen.page = at.seen.context.new_page()
    at.open("/events/new")
    assert at.page.input_value("#title-ru") == "Набрано и не отправлено"
    at.press("Throw it away")


def test_what_was_typed_last_is_kept_as_the_page_is_left(desk):
    at = desk()
    at.open("/events/new")
    at.page.locator("#title-en").type("Left at once")
    at.page.get_by_role("link", name="Calendar", exact=True).click()
    at.page.wait_for_load_state("load")
    at.open("/events/new")
    assert at.page.input_value("#title-en") == "Left at once"
    at.press("Throw it away")


@SCRIPT
@TONGUES
def test_a_sign_in_that_has_run_out_loses_nothing(desk, script, lang):
    at = desk(lang, java_script_enabled=script)
    at.open("/events/new")
    at.page.fill("#title-en", "Typed for long")
    at.page.select_option("#kind", "meeting")
    cookies = [one for one in at.seen.context.cookies() if "session" not in one["name"]]
    at.seen.context.clear_cookies()
    at.seen.context.add_cookies(cookies)
    at.press("Save as a draft")
    at.page.fill("#name", "editor")
    at.page.fill("#password", world.PASSWORD)
    at.page.click("main form .btn-main")
    at.page.wait_for_load_state("load")
    assert at.page.input_value("#title-en") == "Typed for long"
    at.press("Throw it away")


@SCRIPT
@TONGUES
@pytest.mark.parametrize("width", [360, 1440])
def test_two_who_edit_choose_field_by_field(desk, script, lang, width):
    one, other = desk(lang, width=width, java_script_enabled=script), desk(lang, name="admin")
    path = f"/events/{one.seen.made.timed}/edit"
    one.open(path)
    other.open(path)
    other.page.fill("#title-en", f"Theirs {width} {script} {lang}")
    other.page.select_option("#country", "IT" if other.page.input_value("#country") == "KZ" else "KZ")
    other.press("Save and tell subscribers")
    one.page.fill("#title-en", f"Ours {width} {script} {lang}")
    one.press("Save and tell subscribers")
    assert one.say("Two of you edited this record") in one.said
    assert one.page.evaluate(SIDEWAYS) == []
    if script:
        assert violations(one.page) == []
    one.press("Save these choices")
    assert one.say("Choose one of the two: both of you have changed this.") in one.said
    one.page.get_by_text(one.say("Yours, not saved yet")).first.click()
    one.press("Save these choices")
    assert f"Ours {width} {script} {lang}" in one.said or one.page.url.split("?")[0].endswith(one.seen.made.timed)
    assert one.seen.troubles == []


@SCRIPT
def test_a_draft_is_entered_by_keyboard_alone(desk, script):
    at = desk(java_script_enabled=script)
    at.open("/events/new")
    walk(at.page, "title-en")
    at.page.keyboard.type("By keyboard alone")
    walk(at.page, "date")
    at.page.keyboard.type("spring 2027")
    walk(at.page, "kind")
    at.page.keyboard.type("dialogue")
    for _press in range(120):
        at.page.keyboard.press("Tab")
        if at.page.evaluate("document.activeElement.value") == "save":
            break
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=created**")
    assert "By keyboard alone" in at.page.locator("h1").inner_text()


def test_the_form_can_be_walked_through_and_shows_where_one_is(desk):
    at = desk()
    at.open(f"/events/{at.seen.made.timed}/edit")
    stops = at.page.evaluate(STOPS)
    walked = steps(at.page)
    assert [one["name"] for one in walked if not (one["isShown"] and one["hasSize"])] == []
    assert len(walked) >= stops


def empty(at):
    at.open("/events/new")


def full(at):
    at.open(f"/events/{at.seen.made.timed}/edit")
    at.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")


def wrong(at):
    at.open("/events/new")
    at.page.fill("#date", "soon")
    at.press("Save as a draft")
    assert at.page.evaluate("document.activeElement.id") == "errors"


def warned(at):
    at.open(f"/events/{at.seen.made.closed}/edit")
    at.page.fill("#date", "16–18 May 2027")
    at.press("Look")
    at.page.locator("#beside li").nth(2).wait_for()


def proposed(at):
    at.open("/events/new")
    at.page.select_option("#series", index=1)
    at.page.locator("#proposals button").wait_for()


def previewed(at):
    at.open(f"/events/{at.seen.made.closed}/edit")
    at.press("Preview as readers will see it")


@TONGUES
@pytest.mark.parametrize("state", [empty, full, wrong, warned, proposed, previewed])
def test_axe_objects_to_no_state_of_the_form_and_nothing_is_wider_than_the_window(desk, state, lang):
    at = desk(lang)
    state(at)
    levels = at.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    for theme, width in [*LOOKS, ("light", 320)]:
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)
    assert at.seen.troubles == []
