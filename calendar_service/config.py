"""Settings: read from the environment once, checked before anything starts.

An empty variable counts as unset. What makes no sense is refused with one sentence that names the
variable, what it holds and what it may hold; secrets are never shown, not even in that sentence.
"""

import difflib
import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from calendar_service.domain.dates import DateRefused, zones
from calendar_service.domain.errors import CalendarError
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.site import Site
from calendar_service.domain.text import LocalText, is_refused
from calendar_service.domain.words import LANGUAGES

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "var"
SITE_NAME = LocalText({"ru": "Дипломатический календарь", "en": "Diplomatic Calendar"})
SEEDS = ("documents", "parties", "none")
LOG_LEVELS = ("debug", "info", "warning", "error")
LEAST_SECRET = 16  # characters
LEAST_PASSWORD, LONGEST_PASSWORD = 10, 200  # characters
MOST_ABOUT = 100_000  # characters
MOST_PROXIES = 5
PREFIX = "CALENDAR_"
KNOWN = frozenset(
    f"{PREFIX}{name}"
    for name in (
        "ABOUT",
        "ADMIN_PASSWORD",
        "BASE_URL",
        "DATABASE_URL",
        "LANGUAGE",
        "LOG_LEVEL",
        "OIDC_CLIENT_ID",
        "OIDC_CLIENT_SECRET",
        "OIDC_ISSUER",
        "OIDC_ROLES",
        "PROXIES",
        "SECRET_KEY",
        "SEEDS",
        "SITE_NAME",
        "THREADS",
        "TIMEZONE",
        "WORKERS",
    )
)
_BACKENDS = frozenset({"sqlite", "postgresql", "postgresql+psycopg"})
_HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,62}\.?)*", re.ASCII | re.IGNORECASE)
_PATH = re.compile(r"(?:/|[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*")  # RFC 3986, section 3.3
_OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})  # of this machine: nobody is on the way
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  a listening address, and where it is reached


class BadSetting(CalendarError):
    """A variable of the environment holds what it may not; the service does not start."""

    code = "bad_setting"


def _refusal(name: str, value: str, allowed: str) -> BadSetting:
    shown = "".join(ascii(character)[1:-1] if is_refused(character) else character for character in value)
    return BadSetting("%(name)s is set to %(value)s; it may hold %(allowed)s.", name=name, value=shown, allowed=allowed)


@dataclass(frozen=True, kw_only=True)
class Provider:
    """An OpenID Connect provider through which people may sign in, and the roles of its groups."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """What people know the provider by: its host."""
        return urlsplit(self.issuer).hostname or self.issuer


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the operator has set, checked. `var/` is where the service keeps what it makes itself."""

    database_url: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = "http://127.0.0.1:8000"
    base_url_is_set: bool = False
    site_name: LocalText = SITE_NAME
    about: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    timezone: str = "Asia/Almaty"
    language: str = "ru"
    seeds: str = "documents"
    admin_password: str | None = field(default=None, repr=False)
    stated_secret_key: str | None = field(default=None, repr=False)
    folder: Path = FOLDER
    workers: int = 2
    threads: int = 4
    log_level: str = "info"
    proxies: int = 0
    provider: Provider | None = None
    unknown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read all settings; raises `BadSetting` at the first that makes no sense."""
        read = _Reader(os.environ if environ is None else environ)
        host, port = read.host("HOST"), read.number("PORT", 8000, 65535)
        base_url = read.base_url("CALENDAR_BASE_URL")
        return cls(
            database_url=read.database_url("CALENDAR_DATABASE_URL"),
            host=host,
            port=port,
            base_url=base_url or address(host, port),
            base_url_is_set=bool(base_url),
            site_name=read.site_name("CALENDAR_SITE_NAME"),
            about=read.texts("CALENDAR_ABOUT"),
            timezone=read.timezone("CALENDAR_TIMEZONE", "Asia/Almaty"),
            language=read.choice("CALENDAR_LANGUAGE", LANGUAGES, "ru"),
            seeds=read.choice("CALENDAR_SEEDS", SEEDS, "documents"),
            admin_password=read.secret("CALENDAR_ADMIN_PASSWORD", least=LEAST_PASSWORD, most=LONGEST_PASSWORD),
            stated_secret_key=read.secret("CALENDAR_SECRET_KEY", least=LEAST_SECRET),
            workers=read.number("CALENDAR_WORKERS", 2, 64),
            threads=read.number("CALENDAR_THREADS", 4, 256),
            log_level=read.choice("CALENDAR_LOG_LEVEL", LOG_LEVELS, "info"),
            proxies=read.number("CALENDAR_PROXIES", 0, MOST_PROXIES, least=0),
            provider=read.provider("CALENDAR_OIDC_"),
            unknown=read.unknown(),
        )

    @cached_property
    def secret_key(self) -> str:
        """The key that signs and hashes: the one set, else one made once and kept in `var/secret_key`."""
        return self.stated_secret_key or kept_secret(self.folder / "secret_key")

    def hidden(self) -> tuple[str, ...]:
        """Return every value that must never be printed or logged."""
        made = self.__dict__.get("secret_key")
        password = make_url(self.database_url).password
        outside = self.provider.client_secret if self.provider else None
        values = (
            self.admin_password,
            self.stated_secret_key,
            made,
            outside,
            None if password is None else str(password),
        )
        return tuple(value for value in values if value)


def site_of(settings: Settings) -> Site:
    """Return the calendar as a whole, as its settings describe it."""
    return Site(
        base_url=settings.base_url,
        is_explicit=settings.base_url_is_set,
        names=settings.site_name,
        timezone=settings.timezone,
        language=settings.language,
    )


def address(host: str, port: int) -> str:
    """Return the address at which a listening host is reached from the same machine."""
    reached = _EVERYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file, which is made where there is none; for its owner's eyes only.

    Of two processes that make it at once, one wins and both return the same. Raises `BadSetting`
    where the file can be neither read nor made.
    """
    try:
        if not path.exists():
            _make_secret(path)
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            "The secret key cannot be kept in %(path)s (%(reason)s); set CALENDAR_SECRET_KEY, or make it writable.",
            path=path,
            reason=getattr(error, "strerror", None) or "not text",
        ) from error
    if len(secret) < LEAST_SECRET:
        raise BadSetting("The secret key in %(path)s is too short; remove the file to have one made.", path=path)
    return secret


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123  `os.open` sets the mode from the first byte
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was quicker: its secret is the one
    finally:
        draft.unlink(missing_ok=True)


class _Reader:
    """One variable after another, each by its shape."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def _get(self, name: str) -> str:
        return self._environ.get(name, "").strip()

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._get(name) or default
        if value not in allowed:
            raise _refusal(name, f"“{value}”", "one of: " + ", ".join(allowed))
        return value

    def number(self, name: str, default: int, most: int, *, least: int = 1) -> int:
        value = self._get(name) or str(default)
        if not re.fullmatch(r"[0-9]{1,6}", value) or not least <= int(value) <= most:
            raise _refusal(name, f"“{value}”", f"a whole number from {least} to {most}")
        return int(value)

    def host(self, name: str) -> str:
        value = self._get(name) or "127.0.0.1"
        bare = value[1:-1] if value.startswith("[") and value.endswith("]") else value
        try:
            return str(ipaddress.ip_address(bare))
        except ValueError:
            if _HOST_NAME.fullmatch(value) and not re.fullmatch(r"[0-9.]+", value):
                return value
        raise _refusal(name, f"“{value}”", "a host name or an IP address, such as 127.0.0.1 or ::")

    def base_url(self, name: str) -> str:
        value = self._get(name)
        if not value:
            return ""
        allowed = "an address such as https://calendar.example.org, without query or fragment"
        try:
            parts = urlsplit(value)
            host = parts.hostname.encode("idna").decode() if parts.hostname else ""
            port = parts.port
        except (ValueError, UnicodeError) as error:
            raise _refusal(name, f"“{_without_password(value)}”", allowed) from error
        if not _may_be_base(parts, value):
            raise _refusal(name, f"“{_without_password(value)}”", allowed)
        host = f"[{host}]" if ":" in host else host
        return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"

    def database_url(self, name: str) -> str:
        value = self._get(name)
        if not value:
            return _sqlite(FOLDER / "calendar.db")
        allowed = "postgresql://user:password@host/name or sqlite:///path/to/file.db"
        try:
            address = make_url(value)
        except (ArgumentError, ValueError) as error:
            raise _refusal(name, f"“{_without_password(value)}”", allowed) from error
        has_controls = any(is_refused(character) for character in address.database or "")
        if address.drivername not in _BACKENDS or address.database in {None, "", ":memory:"} or has_controls:
            raise _refusal(name, f"“{_without_password(value)}”", allowed)
        if address.drivername != "sqlite":
            return value
        if address.host or address.query or (address.database or "").startswith("file:"):
            raise _refusal(name, f"“{_without_password(value)}”", allowed)
        return _sqlite(PROJECT / (address.database or ""))

    def site_name(self, name: str) -> LocalText:
        value = self._get(name)
        if len(value) > 100 or any(is_refused(character) for character in value):  # noqa: PLR2004
            raise _refusal(name, ascii(value[:40]), "a name of at most 100 characters on one line")
        return LocalText(dict.fromkeys(LANGUAGES, value)) if value else SITE_NAME

    def texts(self, name: str) -> Mapping[str, str]:
        """Return the text of a file in each language; `{lang}` in its path stands for the code of one."""
        value = self._get(name)
        paths = {lang: PROJECT / value.replace("{lang}", lang) for lang in LANGUAGES} if value else {}
        return MappingProxyType({lang: _text_in(path, name, value) for lang, path in paths.items()})

    def timezone(self, name: str, default: str) -> str:
        value = self._get(name) or default
        try:
            return zones.check(value)
        except DateRefused as error:
            allowed = "the IANA name of a zone, such as Asia/Almaty, and no fixed offset"
            raise _refusal(name, f"“{value}”", allowed) from error

    def secret(self, name: str, *, least: int = 1, most: int = 1000) -> str | None:
        value = self._environ.get(name, "")
        if not value.strip():
            return None
        if not least <= len(value) <= most:
            raise _refusal(name, f"a secret of {len(value)} characters", f"one of {least} to {most}")
        if any("\ud800" <= character <= "\udfff" or character in "\x00\r\n" for character in value):
            raise _refusal(name, "what is not text in UTF-8 on one line", "text")
        return value

    def provider(self, prefix: str) -> Provider | None:
        """Return the provider that three variables describe together; none where none of them is set."""
        names = [f"{prefix}{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")]
        given = [name for name in names if self._get(name)]
        if not given:
            return None
        for name in names:
            if name not in given:
                raise _refusal(name, "nothing", f"what belongs to {given[0]}: the three are set together")
        issuer, secret = self._get(names[0]), self.secret(names[2])
        parts = urlsplit(self.base_url(names[0]))
        if parts.scheme != "https" and parts.hostname not in _OWN_HOSTS:
            raise _refusal(names[0], f"“{issuer}”", "an address that begins with https://")
        roles = self.roles(f"{prefix}ROLES")
        return Provider(issuer=issuer, client_id=self._get(names[1]), client_secret=secret or "", roles=roles)

    def roles(self, name: str) -> Mapping[str, str]:
        """Return the roles of groups, written as `group=role,group=role`."""
        found = {}
        for part in filter(None, (part.strip() for part in self._get(name).split(","))):
            group, _equals, role = (side.strip() for side in part.rpartition("="))
            if not group or role not in USER_ROLES:
                allowed = f"pairs such as editors=editor, with commas between; roles are {', '.join(USER_ROLES)}"
                raise _refusal(name, f"“{part}”", allowed)
            found[group] = role
        return MappingProxyType(found)

    def unknown(self) -> Mapping[str, str]:
        """Return the variables that look like ours and are not, each with the nearest that is, or ``""``."""
        strange = sorted(name for name in self._environ if name.startswith(PREFIX) and name not in KNOWN)
        return MappingProxyType({name: _nearest(name) for name in strange})


def _nearest(name: str) -> str:
    ends = {known.removeprefix(PREFIX): known for known in KNOWN}
    return "".join(ends[end] for end in difflib.get_close_matches(name.removeprefix(PREFIX), ends, n=1))


def _sqlite(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _text_in(path: Path, name: str, value: str) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise _refusal(name, f"“{value}”", f"the path of a Markdown file; {path} cannot be read ({reason})") from error
    if not text.strip() or len(text) > MOST_ABOUT:
        allowed = f"the path of a Markdown file of 1 to {MOST_ABOUT} characters; {path} holds {len(text)}"
        raise _refusal(name, f"“{value}”", allowed)
    return text


def _without_password(value: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", value)


def _may_be_base(parts: SplitResult, value: str) -> bool:
    is_plain = not any(mark in value for mark in "?#@\\") and not re.search(r"\s|[\x00-\x1f]", value)
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.hostname) and bool(_PATH.fullmatch(parts.path))
