"""Problems: every refusal as RFC 9457 has it, with a stable type, the member at fault and what to do."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from flask import Response, request
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

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
from calendar_service.domain.words import LANGUAGES, _, say

MEDIA_TYPE = "application/problem+json"
TYPE = "/api/v1/docs#problem-"
_STATUSES: tuple[tuple[type[CalendarError], int], ...] = (
    (NotFound, 404), (Gone, 410), (Forbidden, 403), (Conflict, 409), (TooMany, 429), (Unavailable, 503),
    (InvalidInput, 422),
)  # fmt: skip
TITLES = {
    "bad_request": _("The request cannot be read"),
    "unauthorized": _("A token is needed"),
    "forbidden": _("This may not be done with this token"),
    "not_found": _("There is nothing here"),
    "method_not_allowed": _("This cannot be done here"),
    "conflict": _("This does not follow from where the record stands"),
    "gone": _("This was withdrawn"),
    "version_mismatch": _("The record has changed since it was read"),
    "too_large": _("Too much was sent"),
    "media_type": _("Another media type is needed"),
    "invalid": _("Something that was sent cannot be taken"),
    "precondition_required": _("The version has to be named"),
    "too_many": _("Too many requests"),
    "error": _("Something went wrong here"),
    "unavailable": _("The service cannot answer just now"),
}
_SENTENCES = {  # what pydantic finds, in our words
    "missing": _("This member is missing. Add it."),
    "extra_forbidden": _("There is no such member. Remove it; the description of the API lists those there are."),
    "string_type": _("A text is needed here."),
    "int_type": _("A whole number is needed here."),
    "float_type": _("A number is needed here."),
    "float_parsing": _("A number is needed here."),
    "finite_number": _("A number is needed here."),
    "bool_type": _("True or false is needed here."),
    "list_type": _("A list is needed here."),
    "dict_type": _('An object is needed here, such as {"en": "…", "ru": "…"}.'),
    "model_type": _("An object is needed here."),
    "model_attributes_type": _("An object is needed here."),
}  # fmt: skip
_DAY = _("A day is written YYYY-MM-DD: for example, 2026-05-12.")
_OTHER = _("This value cannot be taken here.")


class FieldProblem(BaseModel):
    """What is wrong with one member: its path (`hosts.0.party`) and a sentence that says what to do."""

    field: str = Field(examples=["date"])
    detail: str


class Problem(BaseModel):
    """A refusal (RFC 9457). `code` is stable; `detail` says what to do, in the language of `lang`."""

    type: str = Field(examples=[f"{TYPE}invalid"])
    title: str
    status: int = Field(examples=[422])
    detail: str
    code: str = Field(examples=["invalid"])
    field: str | None = None
    errors: list[FieldProblem] | None = None
    request_id: str | None = None


class Refused(Exception):
    """A request that is refused before a service is asked: its status, code, and sentence."""

    def __init__(
        self, status: int, code: str, message: str, /, headers: Mapping[str, str] | None = None, **values: Any
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.values = status, code, message, values
        self.headers = dict(headers or {})


def lang() -> str:
    """Return the language in which problems are told: that of the address, else English."""
    chosen = request.args.get("lang", "")
    return chosen if chosen in LANGUAGES else "en"


def of_error(error: CalendarError) -> Response:
    """Return the answer for an error of a service."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    code = error.code if error.code in TITLES else "invalid"
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "30"
    return respond(status, code, error.sentence(lang()), field=error.field, headers=headers)


def of_refusal(refused: Refused) -> Response:
    """Return the answer for a request that was refused at the door."""
    return respond(
        refused.status, refused.code, say(lang(), refused.message, **refused.values), headers=refused.headers
    )


def of_http(error: HTTPException) -> Response:
    """Return the answer for what the web server's own door refuses."""
    if isinstance(error, RequestEntityTooLarge):
        return of_refusal(Refused(413, "too_large", _("More was sent than can be taken at once. Send less.")))
    if error.code is None or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return of_failure(error)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.code, "bad_request")
    return of_refusal(Refused(error.code, code, _("The request cannot be read.")))


def of_failure(error: Exception) -> Response:
    """Return the answer for what nobody has thought of; what it was is in the log alone."""
    structlog.get_logger(__name__).error("A call of the API failed.", exc_info=error)
    return of_refusal(
        Refused(500, "error", _("Something went wrong here. It is in the log under the id of this request."))
    )


def of_body(error: ValidationError) -> Response:
    """Return the answer for a body that does not have the shape it should have: every member at fault."""
    found = {_path(one["loc"]): _sentence(one["type"]) for one in error.errors(include_url=False, include_input=False)}
    errors = [{"field": field, "detail": say(lang(), sentence)} for field, sentence in found.items()]
    detail = "; ".join(f"{one['field']}: {one['detail']}" for one in errors[:5])
    return respond(422, "invalid", detail, field=errors[0]["field"], errors=errors)


def respond(
    status: int,
    code: str,
    detail: str,
    *,
    field: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem document."""
    problem: dict[str, Any] = {
        "type": TYPE + code.replace("_", "-"), "title": say(lang(), TITLES[code]), "status": status, "detail": detail, "code": code,
    }  # fmt: skip
    if field:
        problem["field"] = field
    if errors:
        problem["errors"] = list(errors)
    response = Response(json.dumps(problem, ensure_ascii=False) + "\n", status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = lang()
    response.headers.update(headers or {})
    return response


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(str(one) for one in location) or "body"


def _sentence(kind: str) -> str:
    if kind.startswith("date_"):
        return _DAY
    return _SENTENCES.get(kind, _OTHER)
