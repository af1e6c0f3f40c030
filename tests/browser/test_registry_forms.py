"""The forms of parties, formats and series in a browser: both languages, with script and without, narrow and wide."""

import pytest

from tests.browser.desk import calendar, desks, walk
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_pages import HEADINGS, SIDEWAYS

ITALY = "/formats/central-asia-italy/edit"


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    """A calendar that knows parties, formats and series, and two editors."""
    with calendar(tmp_path_factory, holds="parties", people=("editor", "other")) as found:
        yield found


@pytest.fixture
def desk(browser, registry):
    with desks(browser, registry) as opening:
        yield opening


@pytest.mark.parametrize(
    ("lang", "script", "width", "code"),
    [("ru", True, 360, "JP"), ("en", True, 1440, "KR"), ("ru", False, 1440, "IN"), ("en", False, 360, "TR")],
)
def test_an_editor_enters_a_party_its_format_and_a_series(desk, lang, script, width, code):
    at = desk(lang, width=width, java_script_enabled=script)
    at.open("/parties")
    at.page.get_by_role("link", name=at.say("New party"), exact=True).click()
    at.page.fill("#code", code.lower())
    if not script:
        at.press("Look")
    at.press("Fill in these names")
    names = [at.page.input_value(f"#name-{one}") for one in ("ru", "en")]
    assert all(names)
    at.press("Save")
    assert at.say("Recorded.") in at.said

    at.open("/formats/new")
    at.page.fill("#name-ru", f"Центральная Азия + {names[0]}")
    at.page.fill("#name-en", f"Central Asia + {names[1]}")
    at.page.fill("#member-party-0", "каза")
    at.press("Add another member")
    at.page.fill("#member-party-1", names[0])
    at.press("Save")
    assert names[lang == "en"] in at.said

    at.page.get_by_role("link", name=at.say("New series"), exact=True).click()
    at.page.select_option("#kind", "forum")
    at.press("Fill in from the format and the kind")
    assert f"Второй форум «Центральная Азия + {names[0]}»" in at.said
    at.page.fill("#name-en", f"Forums with {names[1]}")
    at.press("Save")
    assert at.say("Recorded.") in at.said
    assert at.seen.troubles == []


def test_what_the_code_and_the_edition_mean_is_said_while_one_types(desk):
    at = desk()
    at.open("/parties/new")
    at.page.locator("#code").press_sequentially("mn")
    at.page.locator("#country-reading").get_by_text("Монголия").wait_for()
    at.open("/series/new")
    at.page.locator("#edition-en").press_sequentially("Round Table")
    at.page.locator("#edition-reading").get_by_text("Third Round Table").wait_for()
    assert at.seen.troubles == []


def test_a_format_is_entered_by_keyboard_alone(desk):
    at = desk()
    at.open("/formats/new")
    for field, text in (("name-en", "By keyboard alone"), ("member-party-0", "Italy")):
        walk(at.page, field)
        at.page.keyboard.type(text)
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=recorded**")
    assert "By keyboard alone" in at.page.locator("h1").inner_text()


def empty(at, _other):
    at.open("/parties/new")
    at.page.fill("#code", "DE")
    at.page.locator("#country-reading .reading").wait_for()


def full(at, _other):
    at.open(ITALY)
    at.page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")


def wrong(at, _other):
    at.open("/series/new")
    at.page.fill("#slug", "two words")
    at.press("Save")
    assert at.page.evaluate("document.activeElement.id") == "errors"


def conflict(at, other):
    at.open(ITALY)
    other.open(ITALY)
    for desk, text in ((other, f"Theirs {at.lang}"), (at, f"Mine {at.lang}")):
        desk.page.fill("#name-en", text)
        desk.press("Save")
    assert at.say("Two of you edited this record") in at.said


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("state", [empty, full, wrong, conflict])
def test_axe_objects_to_no_state_and_nothing_is_wider_than_the_window(desk, state, lang):
    at = desk(lang)
    state(at, desk(lang, name="other") if state is conflict else None)
    assert at.page.evaluate(HEADINGS).count(1) == 1
    for theme, width in [*LOOKS, ("light", 320)]:
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)
