"""The description of the interface, /openapi.json: what FastAPI knows, with errors, keys and examples for each route."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from knowledge.yamlfile import read_yaml
from ui.auth import LOGIN_COOKIE
from ui.wire.problems import Problem, body_of
from ui.wire.sampling import Sampler
from ui.wire.streams import EVENTS

Schema = dict[str, Any]

_METHODS = ("get", "post", "put", "patch", "delete")
_JSON = "application/json"
_PROBLEM = "application/problem+json"
_DESCRIPTION = """The mall's knowledge assistant. Shoppers need no key; staff, content teams and programs send
`Authorization: Bearer KEY`. Every error is a problem of RFC 9457 with a sentence in `detail`; the header
`X-Request-ID`, sent or made, stands in each reply, in the problem and in the server's log."""

# What may go wrong, with a sentence such as a caller reads. A status stands at every route that it can come from.
_ERRORS: dict[int, str] = {
    400: "The body is not valid JSON.",
    401: "This needs a key: send it as 'Authorization: Bearer KEY'.",
    403: "The role staff may not do this.",
    404: "There is nothing here.",
    409: "It was changed meanwhile; look at it again.",
    413: "The body is larger than the 64 KB that are read here.",
    422: "message is empty; write something.",
    429: "That is too often; try again in 20 seconds.",
    500: "Something went wrong on our side; the operator's log has the details.",
    503: "Atrium is getting ready; please try again in a moment.",
    507: "The disk is full or takes no writing; nothing was kept.",
}
_RETRIED = (429, 503)

_TEXT: Schema = {"schema": {"type": "string"}}
# What is no JSON, by how the address ends.
_MEDIA: dict[str, Schema] = {
    ".csv": {"text/csv": _TEXT},
    ".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _TEXT},
    "/events": EVENTS,
    "/metrics": {"text/plain": _TEXT},
}

PROBLEM: Schema = {
    "title": "Problem",
    "description": "An error (RFC 9457). `detail` is a sentence for whoever sent the request.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string", "description": "The same as in the header X-Request-ID."},
    },
}


def describe(app: FastAPI) -> None:
    """From now on the application describes itself in full; the description is made when it is first asked for."""

    def openapi() -> Schema:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes
            )
            app.openapi_schema = completed(made)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def completed(described: Schema) -> Schema:
    """A description with what FastAPI leaves out; `described` itself is changed."""
    components = described.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    schemas["Problem"] = PROBLEM
    components["responses"] = {_name(status): _error(status) for status in _ERRORS}
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key of `atrium keys create`."},
        "login": {"type": "apiKey", "in": "cookie", "name": LOGIN_COOKIE},
    }
    described["security"] = [{}, {"key": []}, {"login": []}]
    sampler = Sampler(schemas)
    for path, method, operation in operations(described):
        _name_media(path, operation)
        _add_errors(path, method, operation)
        _add_examples(_examples().get(f"{method.upper()} {path}", {}), operation, sampler)
    return described


def operations(described: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Path, method and operation of each route."""
    for path, found in described["paths"].items():
        for method in _METHODS:
            if method in found:
                yield path, method, found[method]


def errors_of(path: str, method: str, operation: Schema) -> list[int]:
    """The statuses of the problems that a route may answer with."""
    if path in ("/healthz", "/readyz"):
        return [500, 503] if path == "/readyz" else [500]
    about_one = "{" in path
    found = {401, 403, 422, 429, 500, 503}
    found |= {404} if about_one or method != "get" else set()
    found |= {409, 507} if method != "get" else set()
    found |= {400, 413} if "requestBody" in operation else set()
    return sorted(found)


def _name_media(path: str, operation: Schema) -> None:
    for end, content in _MEDIA.items():
        if path.endswith(end):
            operation["responses"]["200"]["content"] = content


def _add_errors(path: str, method: str, operation: Schema) -> None:
    for status in errors_of(path, method, operation):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/{_name(status)}"}
    if path == "/readyz":  # what it answers while it is not ready is its own
        operation["responses"]["503"] = {
            "description": "Not ready",
            **_body_of(operation["responses"]["200"]),
        }


def _body_of(response: Schema) -> Schema:
    return {"content": response["content"]}


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "").replace("-", "")


def _error(status: int) -> Schema:
    headers: Schema = {"X-Request-ID": {"schema": {"type": "string"}}}
    if status in _RETRIED:
        headers["Retry-After"] = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
    example = {**body_of(Problem(status, _ERRORS[status])), "request_id": "4107cfbf9c07e3f7"}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": HTTPStatus(status).phrase,
        "headers": headers,
        "content": {_PROBLEM: {"schema": schema, "example": example}},
    }


def _add_examples(told: Schema, operation: Schema, sampler: Sampler) -> None:
    """Written ones where there are, else one made from the schema."""
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        given = told.get("request") if media == _JSON else None
        body["example"] = given if given is not None else sampler.of(body.get("schema", {}))
    for status, response in operation["responses"].items():
        for media, body in response.get("content", {}).items():
            if not status.startswith("2"):
                continue
            if media == _JSON:
                given = told.get("reply")
                body["example"] = given if given is not None else sampler.of(body.get("schema", {}))
            elif media in told:
                body["example"] = told[media]


@cache
def _examples() -> dict[str, Schema]:
    return read_yaml(Path(__file__).with_name("openapi.yaml"))
