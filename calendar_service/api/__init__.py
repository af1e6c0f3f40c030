"""The API: `/api/v1`, one module per noun. What can be asked is declared once, in `operations`.

A request passes the door here: who acts, what the address and the body say, what `If-Match` names. It
never answers with a page and sets no cookie; whatever is refused is a problem document.
"""

import json
import re
from collections.abc import Callable

from flask import Blueprint, Flask, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from calendar_service.api import calls, changes, dates, events, openapi, problems, registry
from calendar_service.api.operations import OPERATIONS, Operation
from calendar_service.domain.errors import CalendarError
from calendar_service.domain.words import _
from calendar_service.logs import request_id

__all__ = ["changes", "dates", "events", "register", "registry"]

PREFIX = "/api/v1"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, X-Request-ID",
}


def register(app: Flask) -> None:
    """Give the application the API."""
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    for one in OPERATIONS:
        blueprint.add_url_rule(
            one.rule, one.name, _answering(one), methods=[one.method], provide_automatic_options=False
        )
    blueprint.add_url_rule("/openapi.json", "description", _described)
    blueprint.add_url_rule("/", "root", _nothing, methods=_METHODS)
    blueprint.add_url_rule("/<path:rest>", "nothing", _nothing, methods=_METHODS)
    blueprint.register_error_handler(problems.Refused, problems.of_refusal)
    blueprint.register_error_handler(ValidationError, problems.of_body)
    blueprint.register_error_handler(CalendarError, problems.of_error)
    blueprint.register_error_handler(HTTPException, problems.of_http)
    blueprint.register_error_handler(Exception, problems.of_failure)
    blueprint.after_request(_framed)
    app.register_blueprint(blueprint)


def _answering(one: Operation) -> Callable[..., Response]:
    def answer(**arguments: str) -> Response:
        return calls.write(one.view(calls.read(one, arguments)), one)

    return answer


def _framed(response: Response) -> Response:
    """Give an answer the headers that every one has. What is public may be read by any page: no cookie counts here."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Request-ID"] = request_id()
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        response.headers.update(_CORS)
    return response


def _described() -> Response:
    settings = calls.settings()
    said = openapi.description(settings.base_url, settings.site_name.get("en"))
    response = Response(json.dumps(said, ensure_ascii=False), content_type="application/json")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _nothing(rest: str = "") -> Response:
    """Answer for an address or a method that there is not; a browser's question before a request is answered too."""
    path = f"/{rest}"
    allowed = sorted({one.method for one in OPERATIONS if _matches(one, path)})
    if request.method == "OPTIONS":
        return _preflight(allowed or ["GET"])
    if not allowed:
        raise problems.Refused(
            404, "not_found", _("There is no such address in the API. Its description is at /api/v1/openapi.json.")
        )
    raise problems.Refused(
        405,
        "method_not_allowed",
        _("This address takes: %(methods)s."),
        {"Allow": ", ".join(allowed)},
        methods=", ".join(allowed),
    )


def _matches(one: Operation, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one.path), path) is not None


def _preflight(allowed: list[str]) -> Response:
    response = Response(status=204)
    response.headers["Allow"] = ", ".join([*allowed, "OPTIONS"])
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
