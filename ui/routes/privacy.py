"""/privacy: what is kept of a shopper's conversation, told to whoever asks, in their language."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ui.entry.access import InLobby
from ui.lobby import Lobby
from ui.pages.entrance import card
from ui.pages.words import kept_for, wanted, words
from ui.schemas.fields import Language
from ui.welcome import own_words
from ui.wire.problems import NotReady

router = APIRouter(include_in_schema=False)

_SECTIONS = ("privacy_kept", "privacy_why", "privacy_rights")


@router.get("/privacy")
def privacy(request: Request, lobby: InLobby, language: Annotated[Language, Query()] = None) -> HTMLResponse:
    """In the language that is asked for, else in the one that the browser wants."""
    shown = language or wanted(request.cookies, request.headers.get("accept-language", ""))
    said, kept = words(shown), kept_for(lobby.settings.conversation_days, shown)
    told = "".join(
        f"<section><h2>{escape(said[f'{name}_title'])}</h2><p>{escape(said[name].format(kept=kept))}</p></section>"
        for name in _SECTIONS
    )
    if own := _own(lobby, shown):
        told += f"<section><p>{escape(own)}</p></section>"
    title = said["privacy_title"]
    back = f'<p class="aside"><a href="/">← {escape(said["privacy_back"])}</a></p>'
    return HTMLResponse(card(title, f"<h2>{escape(title)}</h2>{told}{back}", shown))


def _own(lobby: Lobby, language: str) -> str:
    """What the mall itself says of it; nothing while the house is being prepared."""
    try:
        return own_words(lobby.atrium.profile, "privacy", language)
    except NotReady:
        return ""
