"""Signing in through an OpenID Connect provider, where the settings name one.

The authorization code flow with PKCE (RFC 7636). What belongs to one try is derived from a random
secret in a cookie of the browser: its state, its nonce and its verifier, so that an answer is worth
nothing in any other browser, later, or twice.
"""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import compare_digest, token_urlsafe
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import structlog
from flask import Response, current_app, request

from calendar_service import logs
from calendar_service.config import Provider, Settings
from calendar_service.domain.access import RANKS
from calendar_service.domain.errors import CalendarError, Forbidden, NotFound, TooMany, Unavailable
from calendar_service.domain.words import _
from calendar_service.services import identities, sessions, throttle
from calendar_service.services.identities import Claims
from calendar_service.services.throttle import Limit
from calendar_service.web import account, cookies, forms, headers, language, links, page, sign_in, visitor

PATH = "/sign-in/elsewhere"
_LIMIT = Limit("elsewhere", 30, timedelta(minutes=1))  # of an address
_AGE = 600  # seconds that a try may take
_LEEWAY = 60  # seconds by which two clocks may differ
_TIMEOUT = 10  # seconds
_LONGEST = 500  # characters of an address that a cookie takes along
_KNOWN = 300  # seconds for which what a provider says of itself is remembered
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_UNSOUND = _("The other system does not answer as it should. Try again in a few minutes.")
_BROKEN = _("Signing in there was broken off, or took too long. Begin anew.")
_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Try:
    """One try to sign in: its secret, and where the reader was."""

    secret: str
    onward: str

    def derived(self, purpose: str) -> str:
        """Return a value of this try for one purpose, from which no other can be told."""
        text = f"elsewhere {purpose} {self.secret}"
        return hmac.new(visitor.key().encode(), text.encode(), sha256).hexdigest()

    def is_fresh(self) -> bool:
        """Tell whether the try began a short while ago."""
        began = self.secret.partition(".")[0]
        return began.isascii() and began.isdigit() and 0 <= page.now().timestamp() - int(began[:12]) <= _AGE


def begin() -> Response:
    """Lead to the provider."""
    page.asked()
    provider, onward = _provider(), sign_in.local(request.args.get("next", ""))
    onward = onward if len(onward) <= _LONGEST else "/"
    made = Try(f"{int(page.now().timestamp())}.{token_urlsafe(32)}", onward)
    try:
        _count()
        found = _found(provider)
    except (TooMany, Unavailable) as error:
        return _refused(error, onward)
    address, _state = _client(provider, found).create_authorization_url(
        found["authorization_endpoint"],
        state=made.derived("state"),
        nonce=made.derived("nonce"),
        code_verifier=made.derived("verifier"),
    )
    response = headers.secure(Response(status=303, headers={"Location": address}))
    if lang := language.in_address():
        page.speak(response, lang)
    return cookies.keep(response, _cookie(), f"{made.secret}.{quote(onward)}", age=_AGE)


def finish() -> Response:
    """Sign in whom the provider vouches for, and go on to where the reader was."""
    page.asked()
    provider, made = _provider(), _kept()
    try:
        _count()
        claims = _vouched(provider, made)
        with page.database().writing() as session:
            user = identities.enter(session, claims, at=page.now(), request_id=logs.request_id())
            sessions.end(session, visitor.token())
            token = sessions.begin(session, user, at=page.now(), agent=request.headers.get("User-Agent", ""))
            name, lang, user_id = user.name, user.language, str(user.id)
    except (Forbidden, TooMany, Unavailable) as error:
        return cookies.drop(_refused(error, made.onward), _cookie())
    _LOG.info("A user has signed in through the provider.", user=user_id)
    response = account.speak(sign_in.sent_on(made.onward), lang)
    return cookies.drop(visitor.sign_in(response, token, name), _cookie())


def _provider() -> Provider:
    settings: Settings = current_app.extensions["settings"]
    if settings.provider is None:
        raise NotFound(_("Nobody signs in elsewhere here."))
    return settings.provider


def _refused(error: CalendarError, onward: str) -> Response:
    status = 503 if isinstance(error, Unavailable) else forms.status_of(error)
    return forms.waiting(sign_in.form(onward, error=error.sentence(language.current()), status=status), error)


def _cookie() -> str:
    return cookies.called("elsewhere")


def _kept() -> Try:
    began, _dot, rest = request.cookies.get(_cookie(), "").partition(".")
    secret, _dot, onward = rest.partition(".")
    return Try(f"{began}.{secret}", sign_in.local(unquote(onward)))


def _count() -> None:
    with page.database().writing() as session:
        throttle.take(session, _LIMIT, visitor.address(), key=visitor.key(), at=page.now())


def _client(provider: Provider, found: Mapping[str, Any]) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    scopes = ["openid", "profile", *(["groups"] if "groups" in found.get("scopes_supported", []) else [])]
    return OAuth2Session(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in methods else "client_secret_post",
        scope=" ".join(scopes),
        redirect_uri=links.whole(f"{PATH}/return"),
        code_challenge_method="S256",
        default_timeout=_TIMEOUT,
    )


def _found(provider: Provider) -> Mapping[str, Any]:
    """Return what the provider says of itself (OpenID Connect Discovery 1.0); raises `Unavailable` for nonsense."""
    kept: tuple[float, Mapping[str, Any]] | None = current_app.extensions.get("oidc")
    if kept is not None and time.monotonic() - kept[0] < _KNOWN:
        return kept[1]
    found = _read(_client(provider, {}), f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    scheme = urlsplit(provider.issuer).scheme
    if found.get("issuer") != provider.issuer:
        raise _unsound("It calls itself otherwise.", named=str(found.get("issuer"))[:200])
    for name in _NEEDED:
        if not isinstance(found.get(name), str) or urlsplit(found[name]).scheme not in {scheme, "https"}:
            raise _unsound("It lacks an endpoint.", endpoint=name)
    current_app.extensions["oidc"] = (time.monotonic(), found)
    return found


def _read(client: Any, address: str, **options: Any) -> dict[str, Any]:
    """Return the JSON object at an address of the provider; raises `Unavailable` where there is none."""
    from requests import RequestException

    try:
        answer = client.get(address, allow_redirects=False, **({"withhold_token": True} | options))
        read = answer.json() if answer.status_code == 200 else None  # noqa: PLR2004
    except (RequestException, ValueError) as error:
        raise _unsound("It cannot be read.", reason=type(error).__name__) from error
    if not isinstance(read, dict):
        raise _unsound("It answers with no object.", status=answer.status_code)
    return read


def _vouched(provider: Provider, made: Try) -> Claims:
    """Return who the provider says that the reader is; raises `Forbidden` where it does not say so to this try."""
    state, code, error = (request.args.get(name, "") for name in ("state", "code", "error"))
    if not made.is_fresh() or not compare_digest(state.encode(), made.derived("state").encode()):
        raise Forbidden(_BROKEN)
    if error or not code or request.args.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise Forbidden(_BROKEN)
    found = _found(provider)
    client = _client(provider, found)
    id_token = _exchanged(client, found["token_endpoint"], code, made)
    said = verified(id_token, _read(client, found["jwks_uri"]), provider, made.derived("nonce"), _now())
    if "groups" not in said and isinstance(found.get("userinfo_endpoint"), str):
        more = _read(client, found["userinfo_endpoint"], withhold_token=False)
        said = more | said if more.get("sub") == said["sub"] else said
    name, full_name = (str(said.get(claim) or "")[:200] for claim in ("preferred_username", "name"))
    role = _role(provider, said.get("groups"))
    return Claims(issuer=provider.issuer, subject=said["sub"], role=role, name=name, full_name=full_name)


def _exchanged(client: Any, address: str, code: str, made: Try) -> str:
    """Return the ID token that the provider gives for a code."""
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    verifier = made.derived("verifier")
    try:
        given = client.fetch_token(
            address, grant_type="authorization_code", code=code, code_verifier=verifier, allow_redirects=False
        )
        return str(given["id_token"])
    except AuthlibBaseError as error:
        _LOG.warning("The provider refused a code.", reason=str(error.error))
        raise Forbidden(_BROKEN) from error
    except (RequestException, ValueError, KeyError, TypeError) as error:
        raise _unsound("It gives no ID token.", reason=type(error).__name__) from error


def verified(id_token: str, keys: Mapping[str, Any], provider: Provider, nonce: str, now: int) -> dict[str, Any]:
    """Return the claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7); raises `Unavailable` for one not ours."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    signing = [key for key in keys.get("keys", []) if key.get("kty") in {"RSA", "EC"} and key.get("use") != "enc"]
    needed = {"iss": provider.issuer, "aud": provider.client_id, "nonce": nonce}
    rules: dict[str, Any] = {name: {"essential": True, "value": value} for name, value in needed.items()}
    rules |= {name: {"essential": True} for name in ("exp", "iat", "sub")}
    registry = jwt.JWTClaimsRegistry(now=now, leeway=_LEEWAY, **rules)
    try:
        claims = jwt.decode(id_token, KeySet.import_key_set({"keys": signing}), algorithms=_ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise _unsound("Its ID token is not sound.", reason=type(error).__name__) from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise _unsound("Its ID token is for somebody else.")
    return dict(claims)


def _role(provider: Provider, groups: Any) -> str:
    """Return the highest role that the groups of a person give; that of a reader where none does."""
    known = [provider.roles[group] for group in groups if group in provider.roles] if isinstance(groups, list) else []
    return max([*known, "reader"], key=lambda role: RANKS[role])


def _now() -> int:
    return int(page.now().timestamp())


def _unsound(why: str, **facts: object) -> Unavailable:
    _LOG.error("The provider of sign-ins does not answer as it should.", why=why, **facts)
    return Unavailable(_UNSOUND)
