"""The widget's files, and the greeting that it begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel

from assistant.language import to_script
from assistant.model import MallProfile
from ui.access import AskedAt, Chatting, InLobby
from ui.pages.suggestions import suggestions
from ui.problems import Problem
from ui.schemas.fields import Language

router = APIRouter(tags=["widget"])

_FILES = Path(__file__).resolve().parents[1] / "widget"
_SHORT = {"Cache-Control": "public, max-age=300"}  # an upgrade reaches the mall's pages within minutes
_FRESH = {"Cache-Control": "no-cache"}
_GREETINGS = {
    "zh-Hans": "您好，我是{mall}的 AI 助手。店铺、营业时间、停车、会员、活动，都可以问我；回答均注明依据。",
    "zh-Hant": "您好，我是{mall}的 AI 助理。店舖、營業時間、停車、會員、活動，都可以問我；回答均註明依據。",
    "en": "Hello, I am the AI assistant of {mall}. Ask me about shops, hours, parking, points and events; answers name their sources.",
}
_THIS_MALL = {"zh-Hans": "本商场", "zh-Hant": "本商場", "en": "this mall"}


class Greeting(BaseModel):
    mall: str
    greeting: str
    suggestions: list[str]


@router.get("/api/greeting")
def greeting(
    lobby: InLobby, principal: Chatting, now: AskedAt, language: Annotated[Language, Query()] = None
) -> Greeting:
    """The mall's name, a first sentence, and questions that can be answered here."""
    asked = language or "zh-Hans"
    mall = _name(lobby.atrium.profile, asked)
    offered = suggestions(lobby.atrium, principal.viewer, now)
    return Greeting(
        mall=mall,
        greeting=_GREETINGS[asked].format(mall=mall or _THIS_MALL[asked]),
        suggestions=[] if asked == "en" else [to_script(question, asked) for question in offered],
    )


def _name(profile: MallProfile, language: str) -> str:
    if language == "en" and profile.name_en:
        return profile.name_en
    return to_script(profile.name, language) if language != "en" else profile.name


@router.get("/widget.js", include_in_schema=False)
def button() -> FileResponse:
    """What a page of the mall loads."""
    return FileResponse(_FILES / "button.js", media_type="text/javascript", headers=_SHORT)


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
