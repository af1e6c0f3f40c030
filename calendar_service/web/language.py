"""The language of a page: the address's, else the cookie's, else the browser's, else the calendar's."""

from flask import current_app, g, request

from calendar_service.config import Settings
from calendar_service.domain.selection import unknown
from calendar_service.domain.words import LANGUAGES

COOKIE = "lang"
COOKIE_AGE = 365 * 24 * 3600  # seconds
TERRITORIES = {"ru": "ru_RU", "en": "en_GB"}  # languages as Open Graph names them


def in_address() -> str:
    """Return the language that the address names, or `""`; one that is not known counts as none."""
    named = [value for value in request.args.getlist("lang") if value]
    return named[-1] if named and named[-1] in LANGUAGES else ""


def check() -> None:
    """Raise `InvalidInput` where the address names a language that there is none of."""
    named = [value for value in request.args.getlist("lang") if value]
    if named and named[-1] not in LANGUAGES:
        raise unknown("lang", named[-1], LANGUAGES)


def current() -> str:
    """Return the language to answer this request in."""
    if "lang" not in g:
        g.lang = _chosen()
    lang: str = g.lang
    return lang


def settle() -> str:
    """Have this request answered in the language that its address names, else in the calendar's: the same for all."""
    g.lang = in_address() or _own()
    return current()


def _chosen() -> str:
    kept = request.cookies.get(COOKIE, "")
    return in_address() or (kept if kept in LANGUAGES else "") or _accepted() or _own()


def _accepted() -> str:
    """Return the first language a browser asks for that there is, whatever its region; `""` where there is none."""
    for tag, quality in request.accept_languages:
        lang = tag.lower().partition("-")[0]
        if tag == "*" and quality > 0:
            return _own()
        if lang in LANGUAGES and quality > 0:
            return lang
    return ""


def _own() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.language
