"""The description of the API (OpenAPI 3.1), made from the operations."""

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from calendar_service.api import problems
from calendar_service.api.operations import OPERATIONS, Operation, Parameter

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"
_ALWAYS = (400, 405, 429, 500, 503)
_ABOUT = (
    "Everything a person can do on a page, a program can do here, under the same permissions and with the same journal. "
    "What is published can be read without a token; drafts and writes need one, sent as `Authorization: Bearer …`. "
    "Dates are kept as they were stated. A refusal is a problem document (RFC 9457) that names the member at fault. "
    "`v1` stays as it is described: members may be added to answers, nothing is taken away. A successor will be "
    "announced a year ahead by the headers Deprecation (RFC 9745) and Sunset (RFC 8594)."
)


@lru_cache(maxsize=4)
def description(base_url: str, title: str) -> dict[str, Any]:
    """Return the description, for the address at which the API is reached."""
    schemas = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "description": _ABOUT},
        "servers": [{"url": f"{base_url}/api/v1"}],
        "tags": [{"name": tag} for tag in dict.fromkeys(one.tag for one in OPERATIONS)],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token made on the page of one's account, or by `flask tokens create`.",
                }
            },
        },
    }


def _schemas() -> dict[str, Any]:
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(problems.Problem, "serialization"): None}
    for one in OPERATIONS:
        if one.body is not None:
            wanted[one.body, "validation"] = None
        if one.answer is not None:
            wanted[one.answer, "serialization"] = None
    _map, defined = models_json_schema(list(wanted), ref_template=_REF)
    found: dict[str, Any] = defined["$defs"]
    return found


def _operation(one: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
        "description": one.description,
        "parameters": [
            *_path_parameters(one),
            *(_parameter(name, each) for name, each in one.parameters.items()),
            *_headers(one),
        ],
        "responses": _responses(one),
        "security": [{"token": []}] if one.scope else [{}, {"token": []}],
    }
    if one.body is not None:
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(one.body)}}}
    return said


def _path_parameters(one: Operation) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in one.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _parameter(name: str, one: Parameter) -> dict[str, Any]:
    schema: Mapping[str, Any] = {"type": "array", "items": one.schema} if one.repeats else one.schema
    return {"name": name, "in": "query", "required": False, "description": one.description, "schema": dict(schema)}


def _headers(one: Operation) -> list[dict[str, Any]]:
    if one.matches:
        about = "The ETag that was read, or `*` to change whatever is there."
        return [
            {"name": "If-Match", "in": "header", "required": True, "description": about, "schema": {"type": "string"}}
        ]
    if one.method == "GET":
        return [{"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}]
    return []


def _responses(one: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {str(one.status): _success(one)}
    if one.method == "PUT":
        found["201"] = _success(one)
    if one.method == "GET":
        found["304"] = {"description": "Nothing has changed since it was read."}
    errors = {*_ALWAYS, *one.errors, 401, 422, *((412, 428) if one.matches else ()), *((413, 415) if one.body else ())}
    for status in sorted(errors):
        found[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {problems.MEDIA_TYPE: {"schema": _ref(problems.Problem)}},
        }
    return found


def _success(one: Operation) -> dict[str, Any]:
    if one.answer is None:
        return {"description": "Done."}
    tag = {
        "description": "What If-None-Match is compared with; of one record, what If-Match is.",
        "schema": {"type": "string"},
    }
    return {
        "description": f"{one.summary}.",
        "headers": {"ETag": tag},
        "content": {"application/json": {"schema": _ref(one.answer)}},
    }


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}
