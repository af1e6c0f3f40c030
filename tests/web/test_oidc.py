"""Signing in through an OpenID Connect provider: a real one, started by the tests, and answers that are not sound."""

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import replace
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from urllib.request import Request, build_opener

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from sqlalchemy import select

from calendar_service.app import create_app
from calendar_service.config import Provider
from calendar_service.domain.errors import Unavailable
from calendar_service.models.accounts import Identity, User
from calendar_service.models.journal import Change
from calendar_service.services import accounts
from calendar_service.web import oidc
from tests import provider
from tests.factories import ADMINISTRATOR, NOW
from tests.launch.running import free_port
from tests.web.conftest import Compiled

ROLES = {"editors": "editor", "admins": "administrator", "planners": "planner"}
NONCE = "n" * 64


@pytest.fixture(scope="module")
def issuer():
    """The address of a provider that runs as a process of its own."""
    with provider.running() as address:
        yield address


@pytest.fixture
def calendar(web_settings, issuer):
    """The calendar with that provider, by the clock of now: tokens have a time."""
    known = Provider(issuer=issuer, client_id="calendar", client_secret="a secret of the provider", roles=ROLES)
    app = create_app(replace(web_settings, provider=known))
    app.testing = True
    app.jinja_env.bytecode_cache = Compiled()
    yield app
    app.extensions["database"].dispose()


class Stay:
    """Follow no redirect."""

    handler_order = 100

    def http_error_302(self, request, answer, *_more):
        return answer

    http_error_303 = http_error_302

    def add_parent(self, parent):
        self.parent = parent

    def __lt__(self, other):
        return self.handler_order < getattr(other, "handler_order", 500)


def agreed(address, subject, **form):
    """Sign in at the provider; returns where it sends the browser."""
    data = urlencode(form or {"sub": subject}).encode()
    answer = build_opener(Stay()).open(Request(address, data=data), timeout=10)
    sent = urlsplit(answer.headers["Location"])
    assert f"{sent.scheme}://{sent.netloc}" == "https://calendar.example.org"
    return f"{sent.path}?{sent.query}"


def entered(client, subject, path="/sign-in/elsewhere?lang=en", **form):
    """Go to the provider and come back; returns the calendar's last answer."""
    there = client.get(path)
    assert there.status_code == 303, there.text
    return client.get(agreed(there.headers["Location"], subject, **form))


def users(app):
    with app.extensions["database"].reading() as session:
        rows = session.execute(select(User, Identity).join(Identity)).all()
        return {identity.subject: user for user, identity in rows}


def test_the_page_offers_it_only_where_it_is_set(calendar, client):
    assert "Sign in through 127.0.0.1" in calendar.test_client().get("/sign-in?lang=en").text
    assert "Sign in through" not in client.get("/sign-in?lang=en").text
    assert client.get("/sign-in/elsewhere").status_code == 404


def test_an_account_is_made_with_the_role_of_the_groups_which_follows_them(calendar, issuer):
    provider.know(
        issuer,
        "s-1",
        name="Aigul Serikova",
        preferred_username="Aigul.S@example.org",
        groups=["staff", "planners", "editors"],
    )
    client = calendar.test_client()
    answer = entered(client, "s-1", "/sign-in/elsewhere?lang=en&next=/documents")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/documents")
    assert "Aigul Serikova" in client.get("/account?lang=en").text
    made = users(calendar)["s-1"]
    assert (made.name, made.role, made.full_name, made.password_hash) == ("aigul.s", "editor", "Aigul Serikova", "")
    for groups, role in ((["admins"], "administrator"), ([], "reader"), ("admins", "reader"), (["other"], "reader")):
        provider.know(issuer, "s-1", preferred_username="someone.else", groups=groups)
        assert entered(calendar.test_client(), "s-1").status_code == 303
        assert (users(calendar)["s-1"].role, users(calendar)["s-1"].name) == (role, "aigul.s")
    assert client.get("/users").status_code == 403  # the sign-in of before has the role of now
    with calendar.extensions["database"].reading() as session:
        lines = session.scalars(select(Change).where(Change.record_id == made.id).order_by(Change.number)).all()
        assert [(line.verb, line.actor_kind) for line in lines] == [
            ("invited", "service"),
            ("changed", "service"),
            ("changed", "service"),
        ]


def test_no_name_or_address_gives_anybody_the_account_of_another(calendar, issuer):
    with calendar.extensions["database"].writing() as session:
        chief = accounts.create(
            session, "chief", "administrator", "a long enough password", by=ADMINISTRATOR, at=NOW
        ).id
    for subject, name in (("s-2", "chief"), ("s-3", "CHIEF@example.org"), ("s-4", "сhief"), ("s-5", "")):
        provider.know(issuer, subject, preferred_username=name, email="chief")
        assert entered(calendar.test_client(), subject).status_code == 303
    found = users(calendar)
    assert [found[subject].name for subject in ("s-2", "s-3", "s-4", "s-5")] == ["chief-2", "chief-3", "hief", "user"]
    assert chief not in {user.id for user in found.values()}
    assert {user.role for user in found.values()} == {"reader"}


def test_a_closed_account_stays_closed_and_one_made_anonymous_is_not_found_again(calendar, issuer):
    entered(calendar.test_client(), "s-6")
    first = users(calendar)["s-6"].id
    with calendar.extensions["database"].writing() as session:
        accounts.disable(session, first, by=ADMINISTRATOR, at=NOW)
    answer = entered(calendar.test_client(), "s-6")
    assert answer.status_code == 403
    assert "closed" in answer.text
    with calendar.extensions["database"].writing() as session:
        accounts.anonymise(session, first, by=ADMINISTRATOR, at=NOW)
    entered(calendar.test_client(), "s-6")
    assert users(calendar)["s-6"].id != first


def test_an_account_from_there_has_no_password_here_and_no_link_to_one(calendar, issuer):
    provider.know(issuer, "s-7", preferred_username="dana", groups=["admins"])
    client = calendar.test_client()
    entered(client, "s-7")
    assert "You sign in elsewhere" in client.get("/account?lang=en").text
    user_id = users(calendar)["s-7"].id
    shown = client.get(f"/users/{user_id}?lang=en").text
    assert "comes from where this person signs in" in shown
    assert "One-time link" not in shown
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', shown)[1]
    assert client.post(f"/users/{user_id}/link", data={"csrf": token}).status_code == 409


def test_the_way_there_carries_a_challenge_a_state_and_a_nonce_that_no_other_try_has(calendar, monkeypatch):
    sent = [
        parse_qs(urlsplit(calendar.test_client().get("/sign-in/elsewhere").headers["Location"]).query)
        for _try in range(2)
    ]
    for asked in sent:
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == ["https://calendar.example.org/sign-in/elsewhere/return"]
        assert "openid" in asked["scope"][0].split()
    for name in ("state", "nonce", "code_challenge"):
        assert sent[0][name] != sent[1][name]
        assert len(sent[0][name][0]) >= 43


def test_the_code_is_exchanged_with_the_verifier_of_the_challenge(calendar, issuer, monkeypatch):
    from authlib.integrations.requests_client import OAuth2Session

    asked, real = [], OAuth2Session.fetch_token

    def noting(self, *given, **options):
        asked.append(options["code_verifier"])
        return real(self, *given, **options)

    monkeypatch.setattr(OAuth2Session, "fetch_token", noting)
    client = calendar.test_client()
    there = client.get("/sign-in/elsewhere").headers["Location"]
    assert client.get(agreed(there, "s-8")).status_code == 303
    challenge = urlsafe_b64encode(sha256(asked[0].encode()).digest()).rstrip(b"=").decode()
    assert parse_qs(urlsplit(there).query)["code_challenge"] == [challenge]


def test_the_cookie_of_a_try_is_out_of_reach_and_short_lived_and_gone_afterwards(calendar):
    client = calendar.test_client()
    there = client.get("/sign-in/elsewhere")
    (kept,) = [one for one in there.headers.getlist("Set-Cookie") if one.startswith("__Host-elsewhere=")]
    assert all(flag in kept for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"))
    client.get(agreed(there.headers["Location"], "s-9"))
    assert client.get_cookie("__Host-elsewhere") is None


def refused(answer, status=403):
    assert answer.status_code == status
    assert "__Host-session=" not in str(answer.headers.getlist("Set-Cookie"))
    return True


def test_an_answer_is_worth_nothing_in_another_browser_later_twice_or_changed(calendar, issuer, monkeypatch):
    client = calendar.test_client()
    back = agreed(client.get("/sign-in/elsewhere").headers["Location"], "s-10")
    assert refused(calendar.test_client().get(back))  # a browser that began nothing
    other = calendar.test_client()
    other.get("/sign-in/elsewhere")
    assert refused(other.get(back))  # one that began another try
    for name in ("state", "code"):
        there = calendar.test_client()
        changed = agreed(there.get("/sign-in/elsewhere").headers["Location"], "s-10")
        assert refused(there.get(changed.replace(f"{name}=", f"{name}=x")))
    there = calendar.test_client()
    elsewhere = agreed(there.get("/sign-in/elsewhere").headers["Location"], "s-10") + "&iss=https%3A%2F%2Fevil.example"
    assert refused(there.get(elsewhere))
    cookie = client.get_cookie("__Host-elsewhere").value
    assert client.get(back).status_code == 303
    client.set_cookie("__Host-elsewhere", cookie, secure=True)
    assert refused(client.get(back))  # the code is used up
    late = calendar.test_client()
    back = agreed(late.get("/sign-in/elsewhere").headers["Location"], "s-10")
    now = oidc.page.now()
    monkeypatch.setattr(oidc.page, "now", lambda: now + oidc.timedelta(seconds=601))
    assert refused(late.get(back))


def test_who_says_no_there_is_told_so_here(calendar):
    answer = entered(calendar.test_client(), "", action="deny")
    assert refused(answer)
    assert "broken off" in answer.text


@pytest.mark.parametrize("cookie", ["", "x", "x.y.z", "9" * 3000, "-1.a./", "1.2.//evil.example", "\u0661.a./"])
def test_a_cookie_that_is_nonsense_begins_nothing(calendar, cookie):
    client = calendar.test_client()
    client.set_cookie("__Host-elsewhere", cookie, secure=True)
    assert refused(client.get("/sign-in/elsewhere/return?code=a&state=b"))


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "/\\evil.example", "/sign-out", "/sign-in/elsewhere"]
)
def test_it_leads_back_to_nowhere_else(calendar, address):
    answer = entered(calendar.test_client(), "s-11", f"/sign-in/elsewhere?next={quote(address, safe='')}")
    assert answer.headers["Location"] == "/"


def test_the_language_of_the_account_is_spoken_afterwards(calendar):
    entered(calendar.test_client(), "s-12")
    with calendar.extensions["database"].writing() as session:
        session.scalars(select(User).join(Identity).where(Identity.subject == "s-12")).one().language = "ru"
    client = calendar.test_client()
    entered(client, "s-12", f"/sign-in/elsewhere?lang=en&next=/{'x' * 600}")
    assert "Ваша учётная запись" in client.get("/account").text


def test_a_provider_that_does_not_answer_or_calls_itself_otherwise_is_an_error_with_a_way_out(web_settings, issuer):
    for address in (
        f"http://127.0.0.1:{free_port()}",
        issuer.replace("127.0.0.1", "localhost") + "/",
        f"{issuer}/jwks",
    ):
        provider = Provider(issuer=address, client_id="calendar", client_secret="s" * 20)
        app = create_app(replace(web_settings, provider=provider))
        answer = app.test_client().get("/sign-in/elsewhere?lang=en")
        app.extensions["database"].dispose()
        assert answer.status_code == 503
        assert "does not answer as it should" in answer.text
        assert 'id="password"' in answer.text


def test_trying_too_often_is_put_off(calendar):
    client = calendar.test_client()
    tried = [client.get("/sign-in/elsewhere/return").status_code for _try in range(31)]
    assert tried == [403] * 30 + [429]


class TestIdTokens:
    """What a provider, or somebody in its place, may not get away with."""

    PROVIDER = Provider(issuer="https://login.example.org", client_id="calendar", client_secret="a secret of theirs")
    KEY = RSAKey.generate_key(2048, {"use": "sig", "kid": "one"})
    OTHER = RSAKey.generate_key(2048, {"use": "sig", "kid": "one"})
    CURVE = ECKey.generate_key("P-256", {"use": "sig", "kid": "two"})
    TIME = 1_800_000_000
    GOOD = {"iss": PROVIDER.issuer, "aud": "calendar", "nonce": NONCE, "sub": "s", "iat": TIME, "exp": TIME + 300}  # noqa: RUF012

    def read(self, claims=None, *, key=KEY, alg="RS256", **changed):
        said = {name: value for name, value in {**(claims or self.GOOD), **changed}.items() if value is not None}
        token = jwt.encode({"alg": alg, "kid": getattr(key, "kid", "one") or "one"}, said, key, algorithms=[alg])
        return self.verify(token)

    def verify(self, token):
        keys = KeySet([self.KEY, self.CURVE]).as_dict(private=False)
        keys["keys"].append({"kty": "OKP", "crv": "X25519", "x": "x", "use": "enc"})
        return oidc.verified(token, keys, self.PROVIDER, NONCE, self.TIME)

    def test_a_sound_one_says_who_it_is(self):
        assert self.read()["sub"] == "s"
        assert self.read(key=self.CURVE, alg="ES256")["sub"] == "s"
        assert self.read(aud=["calendar", "other"], azp="calendar")["sub"] == "s"

    @pytest.mark.parametrize(
        "changed",
        [
            {"iss": "https://evil.example"}, {"iss": None}, {"aud": "other"}, {"aud": None}, {"aud": ["other"]},
            {"aud": ["calendar", "other"]}, {"azp": "other"}, {"nonce": "other"}, {"nonce": None}, {"sub": None}, {"sub": ""},
            {"sub": 5}, {"exp": TIME - 61}, {"exp": None}, {"exp": "soon"}, {"iat": TIME + 3600}, {"iat": None},
        ],
    )  # fmt: skip
    def test_one_that_is_not_ours_or_not_of_now_is_refused(self, changed):
        with pytest.raises(Unavailable):
            self.read(**changed)

    def test_a_signature_that_is_not_the_provider_s_is_refused(self):
        with pytest.raises(Unavailable):
            self.read(key=self.OTHER)
        for secret in (self.PROVIDER.client_secret, self.KEY.as_pem(private=False).decode()):
            with pytest.raises(Unavailable):
                self.read(key=OctKey.import_key(urlsafe_b64encode(secret.encode()).decode()), alg="HS256")

    @pytest.mark.parametrize("token", ["", "a.b.c", "x", "…", "." * 50])
    def test_what_is_no_token_is_refused(self, token):
        with pytest.raises(Unavailable):
            self.verify(token)

    def test_one_without_a_signature_is_refused(self):
        def part(value):
            return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

        for alg in ("none", "None", "NONE"):
            with pytest.raises(Unavailable):
                self.verify(f"{part({'alg': alg})}.{part(self.GOOD)}.")
