"""POST /api/facts: from a sheet, a picture, a text or keywords to a table of facts with their sources."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi import Request as HttpRequest
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from ui.desks.factdesk import FactDesk, Given
from ui.entry.access import AskedAt, InAtrium, InLobby, Writing
from ui.schemas.facts import FactsReply, FactsRequest
from ui.wire.problems import Problem

router = APIRouter(tags=["copy"])
_SCHEMA = FactsRequest.model_json_schema()
_FORM = {
    "type": "object",
    "properties": _SCHEMA["properties"] | {"file": {"type": "string", "format": "binary"}},
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _SCHEMA}, "multipart/form-data": {"schema": _FORM}},
    }
}
_FIELDS = 40  # of a form


async def given(request: HttpRequest, _principal: Writing) -> Given:
    """What was sent, as JSON or as a form; only for those who may write."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await request.form(max_files=1, max_fields=_FIELDS)
        file = form.get("file")
        if isinstance(file, str) and file:
            raise Problem(422, "file: send a file, not its text; for a text there is 'text'.")
        asked = _valid(_fields(form))
        return _given(asked, file if isinstance(file, UploadFile) else None)
    try:
        body = json.loads(await request.body() or b"null")
    except (ValueError, RecursionError):
        raise Problem(422, "The body is no JSON; send JSON, or a form with 'file'.") from None
    return _given(_valid(body), None)


def _fields(form: FormData) -> dict[str, Any]:
    plain = {
        name: value for name, value in form.items() if isinstance(value, str) and value and name != "keywords"
    }
    words = [
        part.strip()
        for value in form.getlist("keywords")
        if isinstance(value, str)
        for part in value.replace("，", ",").split(",")
    ]
    return plain | {"keywords": [word for word in words if word]}


def _valid(body: Any) -> FactsRequest:
    try:
        return FactsRequest.model_validate(body)
    except ValidationError as error:
        raise RequestValidationError(
            [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
        ) from None


def _given(asked: FactsRequest, file: UploadFile | None) -> Given:
    return Given(
        asked.product, asked.text, tuple(word for word in asked.keywords if word.strip()), file, asked.row
    )


@router.post("/api/facts", openapi_extra=_BODY)
async def facts(
    principal: Writing,
    asked: Annotated[Given, Depends(given)],
    atrium: InAtrium,
    lobby: InLobby,
    as_of: AskedAt,
) -> FactsReply:
    """JSON, or a form with `file` and the same fields. What a picture says doubtfully is not confirmed."""
    desk = FactDesk(atrium.library, atrium.checker, lobby.sheets)
    table = await run_in_threadpool(desk.table, asked, principal.viewer, as_of)
    if asked.product:
        await run_in_threadpool(lobby.retrieved, principal, "facts", [asked.product])
    return FactsReply.of(table)
