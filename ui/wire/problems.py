"""Errors on the wire: RFC 9457 problem details, a sentence for each, never an inside."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from knowledge.errors import AtriumError, IndexMismatch, InvalidSetting, ModelUnavailable, UnreadableFile
from ui.auth import BadKey
from ui.conversations import UnknownConversation, UnknownTurn
from ui.entry.rates import TooOften
from ui.operating import request_id

log = logging.getLogger(__name__)

Headers = dict[str, str]
Page = Callable[[Request], str]  # the HTML that a request is answered with


LOGIN_FIRST = "This needs a key: send it as 'Authorization: Bearer KEY'."


class Problem(Exception):
    """A refusal with its status and a sentence for the caller."""

    def __init__(self, status: int, detail: str, headers: Headers | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}


class NotReady(Problem):
    """Questions cannot be answered yet."""

    def __init__(self, detail: str = "Atrium is getting ready; please try again in a moment.") -> None:
        super().__init__(503, detail, {"Retry-After": "5"})


UNKNOWN_CONVERSATION = Problem(
    404, "This conversation is unknown or has ended; leave conversation_id out to begin a new one."
)
UNKNOWN_TURN = Problem(
    404,
    "This conversation has no answer of this number; send turn as the answer carried it, or leave it out to judge the conversation.",
)
BAD_KEY = Problem(
    401,
    "This key does not work; send a valid one as 'Authorization: Bearer KEY', or none at all.",
    {"WWW-Authenticate": "Bearer"},
)
INTERNAL = Problem(500, "Something went wrong on our side; the operator's log has the details.")
NO_ROOM = Problem(
    507,
    "Nothing can be written now, and nothing was changed; the disk may be full: the operator's log says more.",
)
UNAVAILABLE = Problem(503, "A part that is needed for this does not work now.", {"Retry-After": "30"})

_NO_ROOM = re.compile(r"full|readonly|disk I/O", re.IGNORECASE)  # in SQLite's own words
# What an error of the house means at the door; the first that fits counts.
_MEANING: list[tuple[type[Exception], Problem | int]] = [
    (UnknownConversation, UNKNOWN_CONVERSATION),
    (UnknownTurn, UNKNOWN_TURN),
    (BadKey, BAD_KEY),
    (IndexMismatch, UNAVAILABLE),
    (ModelUnavailable, UNAVAILABLE),
    (UnreadableFile, 422),
    (InvalidSetting, 422),
    (AtriumError, 422),
]


def problem_of(error: Exception) -> Problem:
    """The refusal that an exception becomes."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, TooOften):
        return Problem(429, str(error), {"Retry-After": str(error.retry_after)})
    if isinstance(error, OperationalError) and _NO_ROOM.search(str(error.orig)):
        return NO_ROOM
    for kind, meaning in _MEANING:
        if isinstance(error, kind):
            return meaning if isinstance(meaning, Problem) else Problem(meaning, str(error))
    return INTERNAL


def body_of(problem: Problem) -> dict[str, Any]:
    title = HTTPStatus(problem.status).phrase
    body = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
    return {**body, "request_id": request_id.current()} if request_id.current() else body


def spoken_to_clients(problem: Problem) -> dict[str, Any]:
    """The same for OpenAI's clients, which look for their own member; RFC 9457 allows it beside the others."""
    kind = "invalid_request_error" if problem.status < 500 else "server_error"
    error = {"message": problem.detail, "type": kind, "param": None, "code": None}
    return {**body_of(problem), "error": error}


def response_of(problem: Problem, path: str = "") -> JSONResponse:
    body = spoken_to_clients(problem) if path.startswith("/v1/") else body_of(problem)
    return JSONResponse(body, problem.status, headers=problem.headers, media_type="application/problem+json")


def explain(error: RequestValidationError) -> Problem:
    """One sentence a field that does not fit. Values are left out: they may be secrets or no text at all."""
    problems = error.errors()
    if any(problem["type"] == "json_invalid" for problem in problems):
        return Problem(400, "The body is not valid JSON.")
    return Problem(422, " ".join(_sentence(problem) for problem in problems[:5]))


_WORDS = {
    "missing": "is missing",
    "string_unicode": "holds a lone surrogate, which is not text; send valid Unicode",
    "string_type": "must be text",
}


def _sentence(problem: Any) -> str:
    where = ".".join(str(part) for part in problem["loc"] if part != "body") or "The body"
    said = _WORDS.get(problem["type"]) or problem["msg"].removeprefix("Value error, ")
    said = said if said.startswith(("is ", "has ", "holds ", "must ")) else f"does not fit: {said}"
    return f"{where} {said}.".encode("utf-8", "replace").decode()


async def _on_problem(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, OperationalError):
        log.error("A database could not be written or read.", exc_info=error)
    return response_of(problem_of(error), request.url.path)


async def _on_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return response_of(explain(error), request.url.path)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return missing(request, request.app.state.nothing_here)
    problem = Problem(error.status_code, _http_sentence(error), dict(error.headers or {}))
    return response_of(problem, request.url.path)


_SAID = {
    400: "The body cannot be read; send UTF-8 JSON.",
    404: "There is nothing here.",
    405: "This address does not take this method.",
}


def _http_sentence(error: HTTPException) -> str:
    said = _SAID.get(error.status_code, str(error.detail)).encode("utf-8", "replace").decode()
    return said if said.endswith(".") else f"{said}."


def missing(request: Request, page: Page) -> Response:
    """That there is nothing at an address: a problem for programs, the page for a browser that opens it as one."""
    path = request.url.path
    is_a_person = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if is_a_person and not path.startswith(("/api/", "/v1/")):
        return HTMLResponse(page(request), 404)
    return response_of(Problem(404, _SAID[404]), path)


def install(app: FastAPI, nothing_here: Page) -> None:
    """Every error leaves as a problem; what nobody foresaw is logged and says nothing of itself.

    `nothing_here` makes the HTML that a person sees where there is no page.
    """
    app.state.nothing_here = nothing_here
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    for kind in (Problem, TooOften, UnknownConversation, UnknownTurn, BadKey, OperationalError, AtriumError):
        app.add_exception_handler(kind, _on_problem)
