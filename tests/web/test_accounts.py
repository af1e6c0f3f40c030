"""Accounts on pages: one's own, those that administrators keep, and the links by which passwords are set."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from calendar_service.models.accounts import User
from calendar_service.models.journal import Change
from calendar_service.services import accounts
from calendar_service.web import browsers
from tests.factories import ADMINISTRATOR
from tests.web.conftest import TODAY

PASSWORD, OTHER = "a long enough password", "another long password"
ROLES = {"chief": "administrator", "aigul": "editor", "reader": "reader"}


@pytest.fixture
def people(stored):
    """The ids of an administrator, an editor and a reader."""
    with stored.writing() as session:
        return {
            name: accounts.create(session, name, role, PASSWORD, by=ADMINISTRATOR, at=TODAY).id
            for name, role in ROLES.items()
        }


@pytest.fixture
def browser(client_of, site, people):
    """A browser in which somebody is signed in: `browser("aigul")`."""

    def opening(name="", agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"):
        return client_of(people[name], agent) if name else site.test_client()

    return opening


def csrf_of(client, path="/sign-in"):
    return re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(path).text)[1]


def send(client, path, **typed):
    return client.post(
        path, data={"csrf": csrf_of(client), **{name.replace("_new", "-new"): text for name, text in typed.items()}}
    )


def send_raw(client, path, typed):
    return client.post(path, data={"csrf": csrf_of(client), **typed})


def passwords(old=PASSWORD, new=OTHER, again=None):
    return {"password-old": old, "password-new": new, "password-again": new if again is None else again}


def both(new=OTHER, again=None):
    return {"password-new": new, "password-again": new if again is None else again}


def user(stored, user_id):
    with stored.reading() as session:
        return session.get_one(User, user_id)


def stands(stored):
    """Everything that a form could change, to compare."""
    with stored.reading() as session:
        rows = session.execute(select(User.__table__).order_by(User.name)).mappings().all()
        return [dict(row) for row in rows], len(session.scalars(select(Change.number)).all())


def link_in(answer):
    return re.search(r"https://calendar\.example\.org(/invitations/[\w-]+)<", answer.text)[1]


class TestOwnAccount:
    def test_name_and_language_are_saved_and_the_browser_speaks_it(self, browser, stored, people):
        client = browser("aigul")
        assert "Your account" in client.get("/account?lang=en").text
        answer = send(client, "/account?lang=en", full_name="Айгуль Серикова", language="ru")
        assert answer.headers["Location"] == "/account?lang=ru&said=saved"
        shown = client.get("/account").text
        assert "Ваша учётная запись" in shown
        assert "Айгуль Серикова" in shown
        assert user(stored, people["aigul"]).language == "ru"

    def test_what_is_typed_wrongly_stays_in_the_form(self, browser):
        client = browser("aigul")
        answer = send(client, "/account?lang=en", full_name="Aigul\u202eSerikova", language="ru")
        assert answer.status_code == 422
        assert "Aigul\u202eSerikova" in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert send(client, "/account", full_name="", language="fr").status_code == 422

    def test_another_password_ends_every_other_sign_in_and_the_cookie_of_before(self, site, browser, stored):
        here, there = browser("aigul"), browser("aigul")
        before = here.get_cookie("__Host-session").value
        answer = send_raw(here, "/account/password?lang=en", passwords())
        assert answer.headers["Location"] == "/account?lang=en&said=password_set"
        assert here.get("/account").status_code == 200
        assert here.get_cookie("__Host-session").value != before
        assert there.get("/account").status_code == 303
        replay = site.test_client()
        replay.set_cookie("__Host-session", before, secure=True)
        assert replay.get("/account").status_code == 303
        with stored.reading() as session:
            assert accounts.verify(session, "aigul", OTHER)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            (passwords(old="a wrong guess"), "password-old"),
            (passwords(new="short"), "password-new"),
            (passwords(new=PASSWORD), "password-new"),
            (passwords(again="another long passwort"), "password-again"),
            (passwords(new="x" * 200_000), "password-new"),
            ({}, "password-old"),
        ],
    )
    def test_a_password_that_cannot_be_is_said_at_its_field_and_never_shown_again(self, browser, typed, field):
        answer = send_raw(browser("aigul"), "/account/password?lang=en", typed)
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
        assert OTHER not in answer.text
        assert "a wrong guess" not in answer.text

    def test_guessing_ones_own_password_is_put_off(self, browser):
        client = browser("aigul")
        tried = [send_raw(client, "/account/password", passwords(old="no")).status_code for _try in range(11)]
        assert tried == [422] * 10 + [429]
        assert int(send_raw(client, "/account/password", passwords()).headers["Retry-After"]) <= 61

    def test_sign_ins_are_listed_and_ended_one_by_one_or_all_others(self, browser):
        here, one, other = (
            browser("aigul"),
            browser("aigul", "Mozilla/5.0 (iPhone) Version/19.0 Safari/605"),
            browser("aigul"),
        )
        shown = here.get("/account?lang=en").text
        assert shown.count("Firefox, Linux") >= 2
        assert "Safari, iOS" in shown
        assert shown.count("This browser.") == 1
        phone = re.search(r'Safari, iOS</bdi>.*?name="sign_in" value="([0-9a-f-]+)"', shown, re.DOTALL)[1]
        assert send(here, "/account/sign-ins", sign_in=phone).status_code == 303
        assert [client.get("/account").status_code for client in (here, one, other)] == [200, 303, 200]
        send(here, "/account/sign-ins", sign_in="others")
        assert [client.get("/account").status_code for client in (here, one, other)] == [200, 303, 303]

    def test_nobody_ends_the_sign_in_of_somebody_else(self, browser):
        mine, hers = browser("reader"), browser("aigul")
        second = browser("aigul")
        listed = second.get("/account").text
        (sign_in,) = re.findall(r'name="sign_in" value="([0-9a-f-]{36})"', listed)
        assert send(mine, "/account/sign-ins", sign_in=sign_in).status_code == 303
        assert hers.get("/account").status_code == 200
        assert send(mine, "/account/sign-ins", sign_in="everything").status_code == 400

    def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(self, client):
        assert client.get("/account?lang=en").headers["Location"] == "/sign-in?lang=en&next=%2Faccount"
        answer = client.post("/account/sign-ins", data={"sign_in": "others"})
        assert answer.headers["Location"].endswith("next=%2Faccount")

    @pytest.mark.parametrize("path", ["/account", "/users/new", "/users/{aigul}"])
    def test_what_was_typed_while_the_sign_in_ran_out_stands_there_after_the_next_until_it_is_thrown_away(
        self, browser, client, people, path
    ):
        path = path.format(**people)
        typed = {"/account": {"language": ""}, "/users/new": {"name": "x", "role": "reader"}}.get(
            path, {"role": "reader"}
        )
        assert send(client, path, full_name="Somebody New", **typed).headers["Location"].startswith("/sign-in")
        assert "Somebody New" not in browser("chief").get(path).text
        send(client, "/sign-in", name="chief", password=PASSWORD)
        assert "Somebody New" in client.get(path).text
        assert send(client, path, discard="yes", full_name="Somebody New").status_code == 303
        assert "Somebody New" not in client.get(path).text

    def test_the_language_of_an_account_is_spoken_from_the_sign_in_on(self, site, stored, people):
        with stored.writing() as session:
            session.get_one(User, people["aigul"]).language = "en"
        client = site.test_client()
        send(client, "/sign-in", name="aigul", password=PASSWORD)
        assert "See what is ahead" in client.get("/sign-in").text


class TestUsers:
    def test_an_invitation_is_shown_once_sets_the_password_and_is_used_up(self, site, browser, stored):
        chief, newcomer = browser("chief"), site.test_client()
        answer = send(chief, "/users/new?lang=en", name="dana", full_name="Dana Akhmetova", role="planner")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        path = link_in(answer)
        assert path not in chief.get("/users").text
        form = newcomer.get(f"{path}?lang=en")
        assert "dana" in form.text
        assert form.headers["Referrer-Policy"] == "strict-origin"
        assert form.headers["Cache-Control"] == "private, no-store"
        assert "canonical" not in form.text
        done = send_raw(newcomer, f"{path}?lang=en", both())
        assert done.headers["Location"] == "/sign-in?lang=en&said=password_set"
        assert "The password is set." in newcomer.get("/sign-in?lang=en&said=password_set").text
        assert send(newcomer, "/sign-in", name="dana", password=OTHER).status_code == 303
        assert newcomer.get("/account").status_code == 200
        for again in (newcomer.get(f"{path}?lang=en"), send_raw(newcomer, f"{path}?lang=en", both("a third password"))):
            assert again.status_code == 410
            assert "has been used" in again.text

    def test_a_lost_password_is_set_anew_by_a_link_of_a_day(self, site, browser, stored, people):
        chief, hers = browser("chief"), browser("aigul")
        path = link_in(send(chief, f"/users/{people['aigul']}/link"))
        assert hers.get("/account").status_code == 200
        with time_machine.travel(TODAY + timedelta(hours=24), tick=False):
            assert site.test_client().get(f"{path}?lang=en").status_code == 410
        assert send_raw(hers, path, both()).status_code == 303
        assert hers.get("/account").status_code == 303

    def test_a_link_tells_nothing_of_which_sort_of_nothing_it_is_by_what_is_asked_of_the_database(
        self, browser, queries, site
    ):
        path = link_in(send(browser("chief"), "/users/new", name="dana", full_name="", role="reader"))
        send_raw(site.test_client(), path, both())
        numbers = []
        for asked in (path, "/invitations/no-such-link", f"{path}x"):
            site.test_client().get(asked)  # the throttle's row is there from now on
            before = len(queries)
            assert site.test_client().get(asked).status_code in {404, 410}
            numbers.append(len(queries) - before)
        assert len(set(numbers)) == 1

    def test_trying_links_is_put_off(self, client):
        tried = [client.get(f"/invitations/{number}").status_code for number in range(31)]
        assert tried == [404] * 30 + [429]

    @pytest.mark.parametrize("ending", ["%00", ".", "%2e", "/..", "%0d%0aSet-Cookie:x", "ж" * 300, "%ff"])
    def test_a_link_that_is_no_link_opens_nothing(self, client, ending):
        assert client.get(f"/invitations/abc{ending}").status_code in {400, 404}

    def test_passwords_that_differ_leave_the_link_as_it_was(self, site, browser):
        path = link_in(send(browser("chief"), "/users/new", name="dana", full_name="", role="reader"))
        client = site.test_client()
        for typed in (both(again="different long one"), both("short"), {}):
            answer = send_raw(client, path, typed)
            assert answer.status_code == 422
            assert OTHER not in answer.text
        assert send_raw(client, path, both()).status_code == 303

    @pytest.mark.parametrize(
        "name", ["аigul", "Aigul", "aigul ", "aigul", "aig\u0131l", "former user 1", "ai gul", "", "-x", "＠a"]
    )
    def test_a_name_that_is_taken_or_could_pass_for_one_is_refused_and_stays_typed(self, browser, stored, name):
        chief = browser("chief")
        before = stands(stored)
        answer = send(chief, "/users/new?lang=en", name=name, full_name="<b>Dana</b>", role="reader")
        assert answer.status_code in {409, 422}
        assert 'id="name-error"' in answer.text
        assert "&lt;b&gt;Dana&lt;/b&gt;" in answer.text
        assert stands(stored) == before

    def test_a_role_holds_at_once_where_its_owner_is_signed_in(self, browser, people):
        chief, hers = browser("chief"), browser("aigul")
        assert hers.get("/users").status_code == 403
        assert (
            send(chief, f"/users/{people['aigul']}", role="administrator", full_name="", version="1").status_code == 303
        )
        assert hers.get("/users").status_code == 200
        assert send(hers, f"/users/{people['chief']}", role="reader", full_name="", version="1").status_code == 303
        assert chief.get("/users").status_code == 403
        assert send(chief, f"/users/{people['aigul']}/close").status_code == 403

    def test_what_another_administrator_saved_meanwhile_is_not_overwritten(self, browser, people, stored):
        chief = browser("chief")
        send(chief, f"/users/{people['aigul']}", role="planner", full_name="Aigul", version="1")
        answer = send(chief, f"/users/{people['aigul']}?lang=en", role="reader", full_name="A.", version="1")
        assert answer.status_code == 409
        assert "Someone has saved" in answer.text
        assert 'value="A."' in answer.text
        assert 'name="version" value="2"' in answer.text
        assert user(stored, people["aigul"]).role == "planner"

    @pytest.mark.parametrize("step", ["close", "anonymise"])
    def test_the_last_administrator_cannot_go(self, browser, people, stored, step):
        chief = browser("chief")
        before = stands(stored)
        assert "your own account" in chief.get(f"/users/{people['chief']}?lang=en").text
        answer = send(chief, f"/users/{people['chief']}/{step}?lang=en")
        assert answer.status_code == 409
        assert "last administrator" in answer.text
        demoted = send(chief, f"/users/{people['chief']}", role="editor", full_name="", version="1")
        assert demoted.status_code == 409
        assert stands(stored) == before

    def test_closing_ends_the_sign_ins_and_opening_lets_in_again(self, site, browser, people):
        chief, hers = browser("chief"), browser("aigul")
        assert "can no longer sign in" in chief.get(f"/users/{people['aigul']}/close?lang=en").text
        assert hers.get("/account").status_code == 200
        assert send(chief, f"/users/{people['aigul']}/close").status_code == 303
        assert hers.get("/account").status_code == 303
        assert send(site.test_client(), "/sign-in", name="aigul", password=PASSWORD).status_code == 422
        assert chief.get(f"/users/{people['aigul']}/link").status_code == 404
        assert send(chief, f"/users/{people['aigul']}/reopen").status_code == 303
        assert send(site.test_client(), "/sign-in", name="aigul", password=PASSWORD).status_code == 303

    def test_an_administrator_signs_somebody_out_everywhere(self, browser, people):
        chief, hers = browser("chief"), browser("aigul")
        assert send(chief, f"/users/{people['aigul']}/sign-out").status_code == 303
        assert hers.get("/account").status_code == 303

    def test_who_has_left_is_nobody_on_any_page_and_says_that_it_cannot_be_undone(self, browser, people):
        chief = browser("chief")
        assert "This cannot be undone." in chief.get(f"/users/{people['aigul']}/anonymise?lang=en").text
        send(chief, f"/users/{people['aigul']}/anonymise")
        for path in ("/users?lang=en", f"/users/{people['aigul']}?lang=en", "/changes?lang=en"):
            assert "aigul" not in chief.get(path).text
        assert "former user 1" in chief.get("/users?lang=en").text
        assert "бывший пользователь 1" in chief.get("/users?lang=ru").text
        assert send(chief, f"/users/{people['aigul']}/reopen").status_code == 409

    def test_a_step_that_there_is_none_of_is_not_found(self, browser, people):
        chief = browser("chief")
        for path in (
            f"/users/{people['aigul']}/promote",
            "/users/00000000-0000-4000-8000-000000000000",
            f"/users/{people['aigul']}/reopen",
        ):
            assert chief.get(path).status_code == 404

    def test_every_action_has_a_line_with_who_and_no_name_in_it(self, browser, people, stored):
        chief = browser("chief")
        made = send(chief, "/users/new", name="dana", full_name="Dana", role="reader")
        token = link_in(made).rpartition("/")[2]
        base = f"/users/{people['aigul']}"
        send(chief, base, role="planner", full_name="Aigul", version="1")
        for step in ("link", "sign-out", "close", "reopen", "anonymise"):
            send(chief, f"{base}/{step}")
        with stored.reading() as session:
            lines = session.scalars(
                select(Change).where(Change.actor_id == people["chief"]).order_by(Change.number)
            ).all()
            assert [line.verb for line in lines] == [
                "invited", "link_made", "changed", "link_made", "signed_out", "disabled", "reopened", "anonymised",
            ]  # fmt: skip
            assert all(line.actor_role == "administrator" and line.request_id and not line.is_public for line in lines)
            told = repr([(line.fields, line.facts) for line in lines])
        assert not any(word in told for word in ("dana", "Dana", "Aigul", token, PASSWORD))

    def test_many_users_are_read_page_by_page(self, browser, stored, monkeypatch):
        monkeypatch.setattr(accounts, "MOST_LISTED", 2)
        chief = browser("chief")
        first = chief.get("/users?lang=en").text
        assert "Further users" in first
        assert "after=chief" in first
        assert "reader" in chief.get("/users?lang=en&after=chief").text
        assert "Further users" not in chief.get("/users?lang=en&after=chief").text

    def test_the_list_asks_as_little_of_the_database_for_many(self, browser, stored, queries):
        chief = browser("chief")
        counts = []
        for number in range(2):
            before = len(queries)
            chief.get("/users?lang=en")
            counts.append(len(queries) - before)
            with stored.writing() as session:
                for one in range(20):
                    accounts.invite(session, f"u{number}-{one}", "reader", by=ADMINISTRATOR, at=TODAY)
        assert counts[0] == counts[1] <= 8


POSTS = [
    ("/account", {"full_name": "X", "language": "en"}),
    ("/account/password", passwords()),
    ("/account/sign-ins", {"sign_in": "others"}),
    ("/users/new", {"name": "dana", "full_name": "", "role": "reader"}),
    ("/users/{aigul}", {"role": "reader", "full_name": "", "version": "1"}),
    *[(f"/users/{{aigul}}/{step}", {}) for step in ("link", "sign-out", "close", "anonymise")],
]


class TestForms:
    @pytest.mark.parametrize(("path", "typed"), POSTS)
    def test_a_form_that_this_browser_was_not_given_changes_nothing(self, site, browser, people, stored, path, typed):
        chief, path = browser("chief"), path.format(**people)
        before, good = stands(stored), csrf_of(chief)
        strangers = csrf_of(browser("aigul"))
        for token in (None, "", "00", good[:-2] + ("00" if good[-2:] != "00" else "01"), strangers, "ж" * 64):
            data = typed if token is None else {**typed, "csrf": token}
            assert chief.post(path, data=data).status_code == 403, token
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ):
            assert chief.post(path, data={**typed, "csrf": good}, headers=headers).status_code == 403, headers
        assert stands(stored) == before
        assert chief.post(path, data={**typed, "csrf": good}).status_code in {200, 303}

    @pytest.mark.parametrize(("path", "typed"), POSTS)
    def test_reading_changes_nothing_whatever_the_address_says(self, browser, people, stored, path, typed):
        chief, path = browser("chief"), path.format(**people)
        before = stands(stored)
        for method, headers in (
            ("GET", {}),
            ("HEAD", {}),
            ("GET", {"X-HTTP-Method-Override": "POST"}),
            ("GET", {"X-HTTP-Method": "DELETE"}),
        ):
            chief.open(
                path, method=method, query_string={**typed, "_method": "POST", "csrf": csrf_of(chief)}, headers=headers
            )
        assert stands(stored) == before

    @pytest.mark.parametrize(("path", "typed"), POSTS)
    def test_a_field_that_the_form_does_not_have_is_refused(self, browser, people, stored, path, typed):
        chief = browser("chief")
        before = stands(stored)
        for strange in {"role", "id", "created_at", "token", "password_hash", "disabled_at", "user_id"} - typed.keys():
            answer = send_raw(chief, path.format(**people), {**typed, strange: "administrator"})
            assert answer.status_code == (400 if path == "/account/sign-ins" else 422), strange
        assert stands(stored) == before

    @pytest.mark.parametrize("path", ["/account", "/users/new"])
    def test_a_form_sent_twice_is_taken_once(self, browser, stored, path):
        chief = browser("chief")
        typed = dict(POSTS)[path]
        first = send_raw(chief, path, typed)
        before = stands(stored)[0]
        again = send_raw(chief, path, typed)
        assert first.status_code in {200, 303}
        assert again.status_code in {303, 409}
        if path == "/users/new":
            assert stands(stored)[0] == before


class TestEnumeration:
    def test_whether_there_is_an_account_shows_to_nobody_but_administrators(self, site, browser, people):
        nobody = "00000000-0000-4000-8000-000000000000"
        for client in (site.test_client(), browser("aigul"), browser("reader")):
            for ending in ("", "/close", "/link"):
                here, there = (client.get(f"/users/{one}{ending}?lang=en") for one in (people["chief"], nobody))
                assert here.status_code == there.status_code
                assert bare(here) == bare(there)
                sent = [send(client, f"/users/{one}{ending}?lang=en") for one in (people["chief"], nobody)]
                assert sent[0].status_code == sent[1].status_code in {303, 403}

    def test_the_sign_in_takes_a_hash_whether_or_not_there_is_an_account_or_a_password(
        self, site, browser, stored, monkeypatch
    ):
        with stored.writing() as session:
            accounts.invite(session, "invited", "reader", by=ADMINISTRATOR, at=TODAY)
            accounts.create(session, "closed", "reader", PASSWORD, by=ADMINISTRATOR, at=TODAY)
            accounts.disable(session, "closed", by=ADMINISTRATOR, at=TODAY)
        asked = []
        monkeypatch.setattr("calendar_service.services.passwords._HASHER", Counting(asked))
        answers = {
            bare(send(site.test_client(), "/sign-in?lang=en", name=name, password="wrong password")).replace(name, "")
            for name in ("chief", "nobody", "invited", "closed")
        }
        assert len(asked) == 4
        assert len(answers) == 1


class Counting:
    """A hasher that counts, and never agrees."""

    def __init__(self, asked):
        self.asked = asked

    def verify(self, kept, password):
        from argon2.exceptions import VerifyMismatchError

        self.asked.append(kept)
        raise VerifyMismatchError


def bare(answer):
    return re.sub(r'value="[0-9a-f]{64}"|/users/[0-9a-f-]{36}|%2Fusers%2F[0-9a-f-]{36}', "", answer.text)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 YaBrowser/25.8 Safari/537.36",
            "Yandex Browser, Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/19.0 Safari/605", "Safari, macOS"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36",
            "Samsung Internet, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 FxiOS/140 Safari/605", "Firefox, iOS"),
        ("curl/8.5", "curl"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_said_in_words(agent, words):
    assert browsers.words(agent) == words
