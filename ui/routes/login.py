"""/login and /logout: a person of the house comes in by pasting a key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.access import InLobby, principal_of
from ui.auth import LOGIN_COOKIE, BadKey
from ui.middleware.pages import GUARDED, address_of
from ui.pages.login import login_page
from ui.rates import TooOften
from ui.sessions import LIFETIME

router = APIRouter(include_in_schema=False)


@router.get("/login")
def show(request: Request, next: str = "") -> HTMLResponse:
    page = _page(next)
    return HTMLResponse(login_page(page, _why(request, page)))


def _why(request: Request, page: str) -> str:
    """Whoever is logged in and sent here all the same must learn why."""
    try:
        principal = principal_of(request)
    except BadKey:
        return ""
    if not principal.viewer.is_staff or principal.may(GUARDED[page]):
        return ""
    return "您现在的身份不能打开这个页面,请换一个有权限的密钥。"


@router.post("/login")
def enter(
    request: Request, lobby: InLobby, key: Annotated[str, Form()] = "", next: Annotated[str, Form()] = ""
) -> Response:
    page = _page(next)
    try:
        lobby.rates.try_login(address_of(request))
    except TooOften as error:
        return HTMLResponse(
            login_page(page, "尝试次数过多,请稍后再试。"), 429, {"Retry-After": str(error.retry_after)}
        )
    found = lobby.keys.find(key.strip())
    if found is None:
        return HTMLResponse(login_page(page, "这个密钥无效或已被撤销。"), 401)
    response = RedirectResponse(page, 303)
    secure = request.url.scheme == "https"
    token = lobby.sessions.open(found)
    response.set_cookie(LOGIN_COOKIE, token, LIFETIME, httponly=True, samesite="lax", secure=secure)
    return response


@router.post("/logout")
def leave(request: Request, lobby: InLobby) -> Response:
    if token := request.cookies.get(LOGIN_COOKIE):
        lobby.sessions.close(token)
    response = RedirectResponse("/", 303)
    response.delete_cookie(LOGIN_COOKIE)
    return response


def _page(wanted: str) -> str:
    """Only pages of ours: a login must not send anybody elsewhere."""
    return wanted if wanted in GUARDED else "/staff"
