"""Calls: a request as a view gets it, and what the view answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes
from uuid import UUID

from flask import Response, current_app, request
from pydantic import BaseModel

from calendar_service.api.operations import Operation
from calendar_service.api.problems import Refused
from calendar_service.config import Settings
from calendar_service.domain.access import ANYONE, Actor
from calendar_service.domain.errors import NotFound
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.logs import request_id
from calendar_service.models.database import Database
from calendar_service.services import tokens

Body = TypeVar("Body", bound=BaseModel)
_BEARER = "bearer "
_JSON = {"application/json", "application/merge-patch+json"}


@dataclass(frozen=True, slots=True)
class Call:
    """A request: who acts, what the address and the body say. `version` is that of `If-Match`, where it names one."""

    operation: Operation
    actor: Actor
    arguments: Mapping[str, str]
    query: Mapping[str, list[str]]
    sent: BaseModel | None = None
    version: int | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def body(self, kind: type[Body]) -> Body:
        """Return the body, which has passed the schema of the operation."""
        assert isinstance(self.sent, kind)
        return self.sent

    def one(self, name: str, other: str = "") -> str:
        """Return a parameter of the query that is given once."""
        return (self.query.get(name) or [other])[-1]

    def id(self, name: str) -> UUID:
        """Return the id that the path names; raises `NotFound` where it is none."""
        try:
            return UUID(self.arguments[name])
        except ValueError:
            raise NotFound(_("There is no such record in this calendar.")) from None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view answers: a JSON value, and the version of the record that it shows."""

    body: Any = None
    status: int = 0
    version: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def database() -> Database:
    """Return the database of the application."""
    found: Database = current_app.extensions["database"]
    return found


def settings() -> Settings:
    """Return the settings of the application."""
    found: Settings = current_app.extensions["settings"]
    return found


def read(operation: Operation, arguments: Mapping[str, str]) -> Call:
    """Return the call that the request makes.

    Raises `Refused` for what no view needs to see, and pydantic's `ValidationError` for a body of the wrong shape.
    """
    if any("\0" in value for value in arguments.values()):
        raise NotFound(_("There is no such record in this calendar."))
    actor = _actor(operation)
    query = _query(operation)
    sent = None if operation.body is None else operation.body.model_validate(_sent())
    return Call(operation, actor, arguments, query, sent, _version(operation))


def _actor(operation: Operation) -> Actor:
    """Return who acts; raises `Refused` for a token that is none, or that the operation does not take."""
    given = request.headers.get("Authorization", "")
    if not given:
        if operation.scope:
            raise _unauthorized(_("This needs a token: send the header “Authorization: Bearer …”."))
        return ANYONE
    if not given.lower().startswith(_BEARER):
        raise _unauthorized(_("The header Authorization is “Bearer” and a token."))
    text, at = given[len(_BEARER) :].strip(), datetime.now(UTC)
    with database().reading() as session:
        found = tokens.find(session, text, at=at)
        if found is None:
            raise _unauthorized(_("This token is not known, has run out, or was revoked. Make a new one."))
        if operation.scope and not tokens.may(found, operation.scope):
            raise Refused(403, "forbidden", _("This needs a token with the scope “%(scope)s”."), scope=operation.scope)
        actor, is_to_be_seen, token_id = (
            tokens.actor_of(found, request_id()),
            tokens.is_to_be_seen(found, at=at),
            found.id,
        )
    if is_to_be_seen:
        with database().writing() as session:
            tokens.see(session, token_id, at=at)
    return actor


def _unauthorized(message: str) -> Refused:
    return Refused(401, "unauthorized", message, {"WWW-Authenticate": 'Bearer realm="calendar"'})


def _query(operation: Operation) -> Mapping[str, list[str]]:
    """Return the parameters of the address; unknown ones, and repetitions of what stands once, are refused."""
    try:
        text = unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise Refused(400, "bad_request", _("The address is not UTF-8. Write it anew.")) from None
    if "\0" in text:
        raise Refused(400, "bad_request", _("The address holds a character that cannot stand there. Write it anew."))
    query = request.args.to_dict(flat=False)
    for name, values in query.items():
        known = operation.parameters.get(name)
        if known is None:
            names = ", ".join(operation.parameters)
            raise Refused(
                422,
                "invalid",
                _("There is no parameter “%(name)s” here. There are: %(names)s."),
                name=name[:80],
                names=names,
            )
        if len(values) > 1 and not known.repeats:
            raise Refused(422, "invalid", _("The parameter “%(name)s” is given twice."), name=name)
    if query.get("lang", ["en"])[-1] not in LANGUAGES:
        raise Refused(
            422,
            "invalid",
            _("There is no language “%(name)s” here. There are: %(names)s."),
            name=query["lang"][-1][:80],
            names=", ".join(LANGUAGES),
        )
    return query


def _sent() -> Any:
    """Return the JSON that was sent; raises `Refused`."""
    if request.mimetype not in _JSON:
        raise Refused(415, "media_type", _("Send JSON, with the header “Content-Type: application/json”."))
    try:
        return json.loads(request.get_data().decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):  # what is not UTF-8 is a ValueError too
        raise Refused(
            400, "bad_request", _("The body is not JSON in UTF-8. Look for a comma or a quotation mark too many.")
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _version(operation: Operation) -> int | None:
    """Return the version that `If-Match` names; `None` for any. Raises `Refused` where it is missing."""
    if not operation.matches:
        return None
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Refused(
            428,
            "precondition_required",
            _("Send the header If-Match with the ETag that you read, or with * to change whatever is there."),
        )
    if given == "*":
        return None
    number = given.strip('"').partition("-")[0].removeprefix("v")
    if not (given.startswith('"v') and given.endswith('"') and number.isascii() and number.isdecimal()):
        raise Refused(
            412, "version_mismatch", _("If-Match names no version of this record. Read it again and send its ETag.")
        )
    return int(number[:18])


def write(answer: Answer, operation: Operation) -> Response:
    """Return the response for what a view answers: JSON with its tag, or nothing where the reader has it."""
    status = answer.status or operation.status
    if answer.body is None:
        response = Response(status=status)
    else:
        text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":")) + "\n"
        response = Response(text, status=status, content_type="application/json")
        response.set_etag(_tag(text, answer.version))
    response.headers.update(answer.headers)
    response.headers.setdefault("Cache-Control", "no-cache")
    response.vary.add("Authorization")
    if operation.method == "GET" and _is_known(response):
        response.status_code = 304
        response.set_data(b"")
    return response


def _is_known(response: Response) -> bool:
    """Tell whether the reader has what would be answered (RFC 9110, section 13.1.2)."""
    tag, _weak = response.get_etag()
    return tag is not None and request.if_none_match.contains_weak(tag)


def _tag(text: str, version: int | None) -> str:
    digest = sha256(text.encode()).hexdigest()[:16]
    return digest if version is None else f"v{version}-{digest}"
