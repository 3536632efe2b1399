"""The description of the interface: valid, with errors and examples for each route, and true to what is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator import validate as validated

from tests.ui.conftest import INTERNAL_TEXT
from tests.ui.test_ui_roles import MATRIX
from ui.app import app_for
from ui.entry.limits import Limits
from ui.lobby import Lobby
from ui.settings import Settings
from ui.wire.openapi import errors_of, operations
from ui.wire.sampling import Sampler

PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture(scope="module")
def described(tmp_path_factory) -> dict[str, Any]:
    lobby = Lobby(Settings(home=tmp_path_factory.mktemp("home")))
    made = app_for(lobby, pages=False).openapi()
    lobby.close()
    return made


def fits(described: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    whole = {**schema, "components": described["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def test_it_is_valid_openapi(described):
    validated(described, cls=OpenAPIV31SpecValidator)


def test_it_has_every_route_of_the_interface(described):
    told = {(method.upper(), path) for path, method, _ in operations(described)}
    known = {(method, path.replace(":path", "")) for method, path in MATRIX}
    of_pages = (
        "/api/library/",
        "/api/studio",
        "/api/guide",
        "/api/desk",
        "/api/admin",
    )  # what our own pages ask alone
    wanted = {
        route
        for route in known
        if route[1].startswith(("/api/", "/v1/")) and not route[1].startswith(of_pages)
    }
    assert wanted <= told


def test_each_route_says_what_it_does_which_errors_it_has_and_shows_examples(described):
    for path, method, operation in operations(described):
        where = f"{method.upper()} {path}"
        assert operation.get("summary"), where
        for status in errors_of(path, method, operation):
            if (path, status) == ("/readyz", 503):
                continue
            name = operation["responses"][str(status)]["$ref"].rpartition("/")[2]
            [(media, body)] = described["components"]["responses"][name]["content"].items()
            assert (media, body["schema"]) == ("application/problem+json", PROBLEM), where
            assert fits(described, PROBLEM, body["example"]) == [], where
            assert body["example"]["status"] == status
        bodies = list(operation.get("requestBody", {}).get("content", {}).items())
        for status, response in operation["responses"].items():
            bodies += response.get("content", {}).items() if status.startswith("2") else []
        for media, body in bodies:
            if media in ("application/json", "multipart/form-data"):
                assert fits(described, body["schema"], body["example"]) == [], f"{where} {media}"


def test_it_says_how_one_shows_who_one_is(described):
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert {} in described["security"]  # shoppers need none


def test_it_tells_nothing_of_this_house(client, bearer):
    bearer("admin")
    said = client.get("/openapi.json").text
    assert client.get("/openapi.json").status_code == 200
    for secret in (INTERNAL_TEXT, "atr_", "local-secret", "/tmp/"):
        assert secret not in said


@pytest.mark.parametrize(
    ("request_of", "role"),
    [
        (("POST", "/api/chat"), "shopper"),
        (("POST", "/api/search"), "staff"),
        (("POST", "/api/tickets"), "staff"),
    ],
)
def test_an_example_may_be_sent_as_it_stands(client, bearer, described, request_of, role):
    method, path = request_of
    body = described["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["example"]
    headers = bearer(role) if role != "shopper" else {}
    assert client.request(method, path, json=body, headers=headers).status_code in (200, 201)


# -- every error is a problem ------------------------------------------------------------------------

ERRORS = {
    "unknown address": ("GET", "/api/nothing", {}, 404),
    "unknown page": ("GET", "/nothing", {}, 404),
    "wrong method": ("PUT", "/api/chat", {}, 405),
    "no JSON": ("POST", "/api/chat", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
    "wrong field": ("POST", "/api/chat", {"json": {"message": 5}}, 422),
    "too large": ("POST", "/api/chat", {"content": b"a" * 70_000}, 413),
    "no key": ("POST", "/api/search", {"json": {"query": "x"}}, 401),
    "wrong key": ("GET", "/api/jobs", {"headers": {"Authorization": "Bearer atr_x"}}, 401),
    "foreign origin": ("POST", "/api/chat", {"json": {}, "headers": {"Origin": "https://x.example"}}, 403),
    "large of a stranger": ("POST", "/api/documents", {"content": b"a"}, 401),
    "unknown conversation": ("POST", "/api/chat", {"json": {"message": "x", "conversation_id": "n"}}, 404),
    "no figures for all": ("GET", "/metrics", {}, 401),
    "no such file of the widget": ("GET", "/widget/nothing.js", {}, 404),
    "for programs of OpenAI": ("POST", "/v1/chat/completions", {"json": {}}, 401),
}


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_a_problem_with_a_sentence_and_the_requests_id(client, described, name):
    method, path, sent, status = ERRORS[name]
    reply = client.request(method, path, **sent)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert fits(described, PROBLEM, problem) == []
    assert (problem["status"], problem["request_id"]) == (status, reply.headers["x-request-id"])
    assert problem["detail"].endswith((".", "。"))


def test_what_comes_too_often_is_told_when_to_come_back(settings, house):
    lobby = Lobby(settings.model_copy(update={"limits": Limits(address_per_minute=2)}))
    lobby.let_in(house)
    client = TestClient(app_for(lobby, pages=False))
    last = [client.post("/api/chat", json={"message": "x"}) for _ in range(3)][-1]
    lobby.jobs.close()
    assert (last.status_code, last.headers["content-type"]) == (429, "application/problem+json")
    assert int(last.headers["retry-after"]) > 0


def test_what_is_not_ready_is_a_problem_too(settings):
    lobby = Lobby(settings)
    reply = TestClient(app_for(lobby, pages=False)).post("/api/chat", json={"message": "x"})
    lobby.close()
    assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")
    assert int(reply.headers["retry-after"]) > 0


# -- examples made from a schema ---------------------------------------------------------------------

SCHEMAS: list[dict[str, Any]] = [
    {"type": "string", "minLength": 5, "maxLength": 6},
    {"type": "integer", "minimum": 3},
    {"type": "number", "minimum": 1.5},
    {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}]},
    {"$ref": "#/components/schemas/Node"},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2, "maxItems": 2},
    {"type": "object", "properties": {"a": {"enum": ["x", "y"]}, "b": {"const": 3}}, "required": ["a"]},
    {"type": "array", "items": {"type": "boolean"}, "minItems": 2},
]
NODE = {"Node": {"type": "object", "required": ["name"], "properties": {
    "name": {"type": "string"},
    "inside": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]},
}}}  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
def test_a_made_example_fits_its_schema_and_ends(schema):
    made = Sampler(NODE).of(schema)
    assert fits({"components": {"schemas": NODE}}, schema, made) == []
