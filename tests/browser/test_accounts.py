"""Accounts in a browser: from an invitation to a changed password, with and without script, and by keyboard alone."""

import itertools

import pytest

from tests.browser.test_axe import LOOKS, violations
from tests.browser.test_keyboard import STOPS, steps
from tests.browser.test_pages import HEADINGS, SIDEWAYS, WIDTHS
from tests.browser.world import PASSWORD

OTHER = "another long password"
NUMBERS = itertools.count(1)
WORDS = {
    "en": {
        "invite": "Open the account and make the link", "set": "Set the password", "enter": "Sign in", "change": "Change the password",
        "again": "once more", "old": "Password of now", "new": "New password", "name": "Name of the account", "password": "Password",
        "full": "Full name", "save": "Save", "saved": "Saved.", "used": "has been used", "set-said": "The password is set.", "close": "Close the account",
        "closed": "The account is closed.", "off": "Sign out everywhere but here", "alone": "You are signed in nowhere else.",
    },
    "ru": {
        "invite": "Открыть запись и создать ссылку", "set": "Задать пароль", "enter": "Войти", "change": "Сменить пароль",
        "again": "ещё раз", "old": "Нынешний пароль", "new": "Новый пароль", "name": "Имя учётной записи", "password": "Пароль",
        "full": "Полное имя", "save": "Сохранить", "saved": "Сохранено.", "used": "уже использована", "set-said": "Пароль задан.", "close": "Закрыть учётную запись",
        "closed": "Учётная запись закрыта", "off": "Завершить все входы, кроме этого", "alone": "Больше вы нигде не вошли.",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def chief(browser, site):
    """What the browser of an administrator keeps, who has signed in once: tries are counted."""
    context = browser.new_context()
    page = context.new_page()
    enter(page, site[0], "en", "admin", PASSWORD)
    kept = context.storage_state()
    context.close()
    return kept


def enter(page, base, lang, name, password):
    page.goto(f"{base}/sign-in?lang={lang}")
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("main .btn-main").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def said(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state("load")


def invited(seen, lang, role="planner"):
    """Invite somebody; returns the name and the link."""
    name = f"guest-{next(NUMBERS)}"
    seen.go(f"/users/new?lang={lang}")
    seen.page.get_by_label(WORDS[lang]["name"], exact=True).fill(name)
    seen.page.locator(f"#role-{role}").check()
    press(seen.page, WORDS[lang]["invite"])
    return name, seen.page.locator("#one-time").inner_text()


def type_twice(page, password):
    page.locator("#password-new").fill(password)
    page.locator("#password-again").fill(password)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("has_script", [True, False])
def test_from_an_invitation_to_a_changed_password_and_a_closed_account(visit, site, chief, lang, has_script):
    words, base = WORDS[lang], site[0]
    admin = visit(storage_state=chief, java_script_enabled=has_script)
    guest = visit(java_script_enabled=has_script, width=360)
    name, link = invited(admin, lang)
    assert admin.page.locator("[data-copy]").is_visible() is has_script
    page = guest.page
    page.goto(f"{link}?lang={lang}")
    page.locator("#password-new").fill(PASSWORD)
    page.locator("#password-again").fill(OTHER)
    press(page, words["set"])
    assert page.evaluate("document.activeElement.id") == "errors"
    type_twice(page, PASSWORD)
    press(page, words["set"])
    assert words["set-said"] in said(page)
    enter(page, base, lang, name, PASSWORD)
    page.locator(".me").get_by_role("link", name=name).click()
    page.get_by_label(words["full"], exact=True).fill("Dana <b>Akhmetova</b>")
    press(page, words["save"])
    assert words["saved"] in said(page)
    assert "Dana <b>Akhmetova</b>" in said(page)
    page.locator("main").get_by_role("link", name=words["change"], exact=True).click()
    page.get_by_label(words["old"], exact=True).fill(PASSWORD)
    type_twice(page, OTHER)
    press(page, words["change"])
    assert words["set-said"] in said(page)
    again = visit(java_script_enabled=has_script)
    again.page.goto(f"{link}?lang={lang}")
    assert words["used"] in said(again.page)
    enter(again.page, base, lang, name, OTHER)
    guest.go(f"/account?lang={lang}")
    press(page, words["off"])
    assert words["alone"] in said(page)
    admin.go(f"/users?lang={lang}")
    admin.page.get_by_role("link", name="Dana <b>Akhmetova</b>").click()
    admin.page.get_by_role("link", name=words["close"], exact=True).click()
    press(admin.page, words["close"])
    assert words["closed"] in said(admin.page)
    guest.go(f"/account?lang={lang}")
    assert "/sign-in?" in page.url
    admin.go(admin.page.url.removeprefix(base).partition("?")[0] + f"/anonymise?lang={lang}")
    admin.page.locator("main .btn-main").click()
    admin.page.wait_for_load_state("load")
    assert "Dana" not in said(admin.page)
    assert admin.troubles == guest.troubles == again.troubles == []


def test_somebody_is_invited_by_keyboard_alone(visit, chief):
    seen = visit(storage_state=chief, java_script_enabled=False)
    seen.go("/users?lang=en")
    keys = seen.page.keyboard
    walk_to(seen.page, "Invite someone")
    keys.press("Enter")
    seen.page.wait_for_url("**/users/new*")
    name = f"guest-{next(NUMBERS)}"
    walk_to(seen.page, "", "name")
    keys.type(name)
    keys.press("Tab")
    keys.type("Guest of the keyboard")
    keys.press("Tab")
    keys.press("ArrowUp")  # from editor to planner
    keys.press("Enter")
    seen.page.wait_for_selector("#one-time")
    seen.go("/users?lang=en")
    row = seen.page.locator("main li", has_text=name).inner_text()
    assert "Planner" in row
    assert "Guest of the keyboard" in row


def walk_to(page, words, element_id=""):
    for _step in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate("() => [document.activeElement.textContent.trim(), document.activeElement.id]")
        if (words and at[0] == words) or (element_id and at[1] == element_id):
            return
    raise AssertionError(f"no way by keyboard to {words or element_id}")


STATES = ["account", "account-wrong", "password", "password-wrong", "users", "new", "new-wrong", "link", "user", "user-wrong",
          "close", "close-wrong", "anonymise", "invitation", "invitation-wrong", "shut", "left"]  # fmt: skip


@pytest.fixture
def opened(visit, site, chief):
    """A page of accounts in a state: empty, or with an error."""

    def opening(state, lang, **options):
        seen = visit(storage_state=chief, **options)
        page, ending = seen.page, f"?lang={lang}"
        if state in {"invitation", "invitation-wrong", "shut"}:
            _name, link = invited(seen, lang)
            seen = visit(**options)
            seen.page.goto(link + ("x" if state == "shut" else "") + ending)
            page = seen.page
        elif state in {"user", "user-wrong", "close", "close-wrong", "anonymise", "left"}:
            open_user(seen, lang, state)
        else:
            seen.go(
                {"users": "/users", "new": "/users/new", "new-wrong": "/users/new", "link": "/users"}.get(
                    state, "/account"
                )
                + ("/password" if "password" in state else "")
                + ending
            )
        if state == "link":
            invited(seen, lang)
        spoil(page, state)
        return seen

    return opening


def open_user(seen, lang, state):
    name, _link = invited(seen, lang)
    seen.go(f"/users?lang={lang}")
    address = seen.page.get_by_role("link", name=name, exact=True).get_attribute("href").partition("?")[0]
    if state == "left":
        seen.go(f"{address}/anonymise?lang={lang}")
        seen.page.locator("main .btn-main").click()
        return
    step = state.partition("-")[0]
    seen.go(address + ("" if step == "user" else f"/{step}") + f"?lang={lang}")
    if state == "close-wrong":  # another administrator is quicker
        seen.context.request.post(
            f"{seen.base}{address}/close",
            form={"csrf": seen.page.locator("main [name=csrf]").get_attribute("value")},
        )


def spoil(page, state):
    """Send a form so that it comes back with errors."""
    if not state.endswith("-wrong"):
        return
    if state in {"account-wrong", "user-wrong"}:
        page.locator("#full_name").evaluate(
            "one => { one.removeAttribute('maxlength'); one.value = 'long '.repeat(60) }"
        )
    if state == "new-wrong":
        page.locator("#name").fill("Динара")
    page.locator("main .btn-main").first.click()
    page.wait_for_load_state("load")
    assert page.locator("#errors").is_visible()
    assert page.evaluate("document.activeElement.id") == "errors"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("state", STATES)
def test_axe_objects_to_no_form_in_any_state_and_none_is_wider_than_its_window(opened, state, lang):
    seen = opened(state, lang)
    levels = seen.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    for theme, width in LOOKS:
        seen.page.emulate_media(color_scheme=theme)
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert violations(seen.page) == [], (theme, width)
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.page.evaluate(SIDEWAYS) == [], width
    assert seen.troubles == []


@pytest.mark.parametrize("state", ["account", "password", "users", "new", "link", "user", "anonymise", "invitation"])
def test_a_page_of_accounts_can_be_walked_through(opened, state):
    seen = opened(state, "en")
    stops = seen.page.evaluate(STOPS)
    walked = steps(seen.page)
    assert [one["name"] for one in walked if not (one["isShown"] and one["hasSize"])] == []
    assert len(walked) >= stops
