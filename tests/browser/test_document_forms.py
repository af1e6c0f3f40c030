"""The forms of documents and promises in a browser: both languages, with script and without, narrow and wide."""

from pathlib import Path

import pytest

from tests.browser.desk import calendar, desks, walk
from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_pages import HEADINGS, SIDEWAYS

ITALY = "/documents/declaration-central-asia-italy-2025"
TEXT = (Path(__file__).parents[2] / "seeds/documents/communique-expert-forum-2025.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A calendar with its first records, and two editors."""
    with calendar(tmp_path_factory, holds="documents", people=("editor", "other")) as found:
        yield found


@pytest.fixture
def desk(browser, papers):
    with desks(browser, papers) as opening:
        yield opening


def begin(at):
    """Open the form of a new document, without what a form before was left with."""
    at.open("/documents/new")
    thrown = at.page.get_by_role("button", name=at.say("Throw it away"), exact=True)
    if thrown.count():
        thrown.click()
        at.page.wait_for_load_state("load")


@pytest.mark.parametrize(
    ("lang", "script", "width"),
    [("ru", True, 360), ("en", True, 1440), ("ru", False, 1440), ("en", False, 360)],
)
def test_an_editor_pastes_a_document_publishes_it_and_records_a_promise(desk, lang, script, width):
    at = desk(lang, width=width, java_script_enabled=script)
    slug = f"paper-{lang}-{width}"
    at.open("/documents")
    assert at.page.get_by_role("link", name=at.say("New document"), exact=True).count() == 1
    begin(at)
    at.page.fill("#title-ru", f"Совместное коммюнике {slug}")
    at.page.select_option("#kind", "communique")
    at.page.fill("#slug", slug)
    at.page.fill("#date", "11 октября 2025 года")
    at.page.fill("#text", TEXT.replace("\n\n", "\n"))
    at.press("Show the paragraphs")
    at.page.wait_for_selector(".paragraphs")
    assert at.page.locator(".paragraphs li").count() == TEXT.count("\n\n") + 1
    at.page.fill("#text", at.page.input_value("#text").replace("\n\n", " ", 1))
    at.press("Save")
    at.page.wait_for_selector("#errors")
    assert at.page.locator(".paragraphs li").count() == TEXT.count("\n\n")
    at.press("Save")
    assert at.say("Recorded.") in at.said

    at.page.get_by_role("link", name=at.say("Publish"), exact=True).click()
    at.press("Publish")
    assert at.page.locator(".doc > li").count() == TEXT.count("\n\n")

    at.page.locator("#p6").get_by_role("link", name=at.say("Record a promise")).click()
    words = at.page.locator("#passage-0").inner_text()[:40].rpartition(" ")[0]
    at.page.fill("#paragraph-quote-0", words)
    at.page.fill("#title-ru", "Провести третий форум")
    at.page.fill("#party-party-0", "TJ")
    at.page.fill("#date", "в 2026 году")
    at.press("Save")
    assert at.say("Recorded.") in at.said
    assert "Провести третий форум" in at.said
    assert at.page.evaluate(SIDEWAYS) == []
    assert at.seen.troubles == []


def test_the_date_of_a_document_is_read_while_one_types(desk):
    at = desk()
    begin(at)
    at.page.locator("#date").press_sequentially("spring 2027")
    at.page.locator("#date-reading").get_by_text("spring 2027").wait_for()
    assert at.seen.troubles == []


def test_a_document_is_entered_by_keyboard_alone(desk):
    at = desk()
    begin(at)
    for field, text in (("title-en", "By keyboard alone"), ("kind", "t"), ("text", "1. One line.")):
        walk(at.page, field)
        at.page.keyboard.type(text)
    walk(at.page, "slug")
    at.page.keyboard.press("Enter")
    at.page.wait_for_selector(".paragraphs")
    walk(at.page, "slug")
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**said=recorded**")
    assert "By keyboard alone" in at.page.locator("h1").inner_text()


def empty(at, _other):
    begin(at)


def full(at, _other):
    at.open(f"{ITALY}/edit")
    at.page.fill("#text", at.page.input_value("#text").replace("2027", "2028"))
    at.press("Show the paragraphs")
    assert at.say("Cited words would be lost") in at.said


def wrong(at, _other):
    begin(at)
    at.page.fill("#slug", "two words")
    at.press("Save")
    assert at.page.evaluate("document.activeElement.id") == "errors"


def conflict(at, other):
    at.open(f"{ITALY}/edit")
    other.open(f"{ITALY}/edit")
    for desk, text in ((other, f"Theirs {at.lang}"), (at, f"Mine {at.lang}")):
        desk.page.fill("#title-en", text)
        desk.page.fill("#text", f"{desk.page.input_value('#text')}\n\n{text}")
        desk.press("Show the paragraphs")
    for desk in (other, at):
        desk.page.click(".actions .btn-main")
        desk.page.wait_for_load_state()
    assert at.say("Two of you edited this record") in at.said


def promise(at, _other):
    at.seen.go(f"/commitments/new?document={ITALY.rpartition('/')[2]}&paragraph=22&lang={at.lang}")
    at.press("Save")
    assert at.page.evaluate("document.activeElement.id") == "errors"


def step(at, _other):
    at.open(f"{ITALY}/withdraw")


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("state", [empty, full, wrong, conflict, promise, step])
def test_axe_objects_to_no_state_and_nothing_is_wider_than_the_window(desk, state, lang):
    at = desk(lang)
    state(at, desk(lang, name="other") if state is conflict else None)
    assert at.page.evaluate(HEADINGS).count(1) == 1
    for theme, width in [*LOOKS, ("light", 320)]:
        at.page.emulate_media(color_scheme=theme)
        at.page.set_viewport_size({"width": width, "height": 900})
        assert at.page.evaluate(SIDEWAYS) == [], width
        assert violations(at.page) == [], (theme, width)
