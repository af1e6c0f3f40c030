"""Error pages: what is wrong and what to do, in the reader's language. Feeds and machines get a line of text."""

import contextlib

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from calendar_service import logs
from calendar_service.domain.errors import (
    CalendarError,
    Conflict,
    Forbidden,
    Gone,
    InvalidInput,
    NotFound,
    TooMany,
    Unavailable,
)
from calendar_service.domain.text import is_refused
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.web import csrf, language, page

RETRY_AFTER = 30  # seconds
_STATUSES: tuple[tuple[type[CalendarError], int], ...] = (
    (NotFound, 404), (Gone, 410), (InvalidInput, 400), (Forbidden, 403), (Conflict, 409), (TooMany, 429),
    (Unavailable, 503),
)  # fmt: skip
_FOR_MACHINES = ("/feeds/", "/static/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/embed/", "/api/")
_TITLES = {
    400: _("This address asks for something that cannot be"),
    403: _("This is not for everyone"),
    404: _("There is no page at this address"),
    405: _("This page can only be read"),
    409: _("This has changed in the meantime"),
    410: _("This has been withdrawn"),
    413: _("That is too much at once"),
    429: _("That was too often in a short time"),
    500: _("Something went wrong on our side"),
    503: _("The calendar cannot answer just now"),
}
_SENTENCES = {
    404: _(
        "A letter may be missing from the link. Nothing that was published here is ever deleted: a cancelled meeting keeps its page."
    ),
    410: _("It was published by mistake. What you may have noted from it should not be relied upon."),
}
_ADVICE = {
    400: _("Correct the address, or go back and choose anew."),
    405: _("The address is right, but it takes no data. Open it as a link."),
    409: _("Load the page again to see how it stands now."),
    413: _("Send less at a time. Nothing of it was kept here; what you typed is still in your browser: go back."),
    429: _("Wait a little, then go back and send it again. Nothing you typed is lost in your browser."),
    500: _("The error has been written down. Try again in a minute; if it stays, tell whoever keeps this calendar."),
    503: _("Try again in half a minute. Your subscriptions are not affected: calendars ask again by themselves."),
}
_STALE = _("This form was not taken")
_COOKIES = _("If this happens again, allow this site to keep cookies: without them it cannot tell its own forms.")
_FORM_ONLY = _("This address only takes a form")
_OPEN_FORM = _("Go back to the page with the form, and send it from there.")


def register(app: Flask) -> None:
    """Have every error of the application end as a page, or as a line of text for machines."""
    app.register_error_handler(CalendarError, _refused)
    app.register_error_handler(HTTPException, _failed)


def _refused(error: CalendarError) -> Response:
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    return _answer(status, error)


def _failed(error: HTTPException) -> BaseResponse:
    if error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect is no failure
        return error.get_response()
    response = _answer(error.code, None)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _answer(status: int, error: CalendarError | None) -> Response:
    known = status if status in _TITLES else (500 if status >= 500 else 400)  # noqa: PLR2004
    is_for_machines = request.path.startswith(_FOR_MACHINES)
    response = _plain(status, known, error) if is_for_machines else _page(status, known, error)
    if status == 503:  # noqa: PLR2004
        response.headers["Retry-After"] = str(RETRY_AFTER)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _page(status: int, known: int, error: CalendarError | None) -> Response:
    """Return a page. Where it is the service that fails, nothing more is asked of the database."""
    if known < 500:  # noqa: PLR2004
        with contextlib.suppress(CalendarError):
            page.actor()
    lang = language.current()
    title, sentence, advice = _words(known, error)
    said = {
        "title": say(lang, title),
        "sentence": shown(error.sentence(lang)) if error else say(lang, sentence) if sentence else "",
        "advice": say(lang, advice) if advice else "",
    }
    return page.respond(
        "error.html",
        status=status,
        code=status,
        said=said,
        is_refused=known == 403 and title != _STALE,  # noqa: PLR2004
        number=logs.request_id() if known == 500 else "",  # noqa: PLR2004
        onward=request.path if request.method in {"GET", "HEAD"} else "",
    )


def _words(known: int, error: CalendarError | None) -> tuple[str, str, str]:
    """Return the title, the sentence and the advice of a page, in English; only the title is never empty."""
    title, sentence, advice = _TITLES[known], _SENTENCES.get(known, ""), _ADVICE.get(known, "")
    if isinstance(error, csrf.Stale):
        return _STALE, sentence, _COOKIES
    if known == 405 and request.method in {"GET", "HEAD"}:  # noqa: PLR2004
        return _FORM_ONLY, sentence, _OPEN_FORM
    return title, sentence, advice


def _plain(status: int, known: int, error: CalendarError | None) -> Response:
    """Return a line of text in the language that the address names, else one in each: machines state none."""
    chosen = language.in_address()
    langs = (chosen,) if chosen else LANGUAGES
    lines = [shown(error.sentence(lang)) if error else say(lang, _TITLES[known]) for lang in langs]
    if known == 500:  # noqa: PLR2004
        lines.append(logs.request_id())
    response = Response("".join(f"{line}\n" for line in lines), status=status, content_type="text/plain; charset=utf-8")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    return response


def shown(sentence: str) -> str:
    """Return a sentence in which what would not be seen, or would turn the rest around, is named instead."""
    return "".join(f"⟦U+{ord(letter):04X}⟧" if is_refused(letter) else letter for letter in sentence)
