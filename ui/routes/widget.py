"""The widget's files, and the greeting that it begins with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel

from assistant.language import HANS
from ui.entry.access import AskedAt, Chatting, InLobby
from ui.pages.words import LANGUAGES, words
from ui.schemas.fields import Language
from ui.welcome import welcome
from ui.wire.problems import Problem

router = APIRouter(tags=["widget"])

_FILES = Path(__file__).resolve().parents[1] / "widget"
_SHORT = {"Cache-Control": "public, max-age=300"}  # an upgrade reaches the mall's pages within minutes
_FRESH = {"Cache-Control": "no-cache"}
_WORDS = "/* words */"  # where a script takes them


class Greeting(BaseModel):
    mall: str
    greeting: str
    suggestions: list[str]
    notice: str  # for what, and for how long, a conversation is kept


@router.get("/api/greeting")
def greeting(
    lobby: InLobby, principal: Chatting, now: AskedAt, language: Annotated[Language, Query()] = None
) -> Greeting:
    """The mall's name, a greeting that knows the day, questions that can be answered here, and the notice of what is kept."""
    met = welcome(lobby.atrium, principal.viewer, now, language or HANS)
    return Greeting(
        mall=met.mall, greeting=met.greeting, suggestions=list(met.suggestions), notice=met.notice
    )


@router.get("/widget.js", include_in_schema=False)
def button() -> Response:
    """What a page of the mall loads."""
    names = {language: [words(language)["open"], words(language)["close"]] for language in LANGUAGES}
    script = (_FILES / "button.js").read_text(encoding="utf-8").replace(_WORDS, _literal(names))
    return Response(script, media_type="text/javascript", headers=_SHORT)


@router.get("/widget/words.js", include_in_schema=False)
def table(lobby: InLobby) -> Response:
    """Every word of the frame, in every language."""
    known = {language: dict(words(language, lobby.rescue)) for language in LANGUAGES}
    script = f"const WORDS = {_literal(known)}, LANGUAGES = {_literal(dict(LANGUAGES))};"
    return Response(script, media_type="text/javascript", headers=_FRESH)


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@router.get("/widget", include_in_schema=False)
def page() -> FileResponse:
    """What stands in the frame."""
    return FileResponse(_FILES / "page.html", media_type="text/html", headers=_FRESH)


@router.get("/widget/{name}", include_in_schema=False)
def part(name: str, lobby: InLobby) -> FileResponse:
    """The page's script and style; in a demo also an example of a page that has the widget."""
    kinds = {"chat.js": "text/javascript", "thumbs.js": "text/javascript", "chat.css": "text/css"}
    if lobby.settings.demo:
        kinds["example.html"] = "text/html"
    if name not in kinds:
        raise Problem(404, "There is nothing here.")
    return FileResponse(_FILES / name, media_type=kinds[name], headers=_FRESH)
