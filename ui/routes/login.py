"""/login, /logout, /password and /setup: how a person of the house comes in, for the first time and every day."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from knowledge.errors import AtriumError
from knowledge.model import Role
from ui.accounts.model import Account
from ui.auth import LOGIN_COOKIE, BadKey, Means, Principal, principal_behind
from ui.entry.access import InLobby, is_near, principal_of
from ui.entry.keys import Key
from ui.entry.rates import TooOften
from ui.entry.sessions import LIFETIME
from ui.lobby import Lobby
from ui.middleware.pages import GUARDED, address_of
from ui.pages.entrance import DIFFERENT, notice_page, password_page, setup_page
from ui.pages.login import login_page
from ui.pages.reasons import said_in_chinese
from ui.wire.problems import Problem

router = APIRouter(include_in_schema=False)

_WRONG_KEY = "这个密钥无效、已过期或已被撤销。"
_WRONG = "登录名或密码不对。"
_WRONG_CODE = "登录名或一次性代码不对，或者代码已经用过、过期。请管理员再发一个。"
_WRONG_SETUP = "设置码不对。它在启动服务的窗口里；错十次后需要重新启动服务。"
_START = "/staff"
SEEN_COOKIE = "atrium_seen"  # who came in with this browser before; it opens nothing
_SEEN = "seen:"  # what is signed for this is good for nothing else
_SEEN_FOR = 180 * 24 * 3600  # seconds
_UNNAMED = Principal(Role.SHOPPER, Means.NOTHING, "")

Text = Annotated[str, Form(max_length=500)]


@router.get("/login")
def show(request: Request, lobby: InLobby, next: str = "") -> HTMLResponse:
    page = page_of(next)
    return HTMLResponse(login_page(page, _why(request, page), sso=sso_name(lobby)))


def _why(request: Request, page: str) -> str:
    """Whoever is logged in and sent here all the same must learn why."""
    try:
        principal = principal_of(request)
    except BadKey:
        return ""
    if not principal.viewer.is_staff or page not in GUARDED or principal.may(GUARDED[page]):
        return ""
    return "您现在的身份不能打开这个页面，请换一个有权限的账户。"


@router.post("/login")
def enter(
    request: Request,
    lobby: InLobby,
    name: Text = "",
    password: Text = "",
    key: Text = "",
    next: Text = "",
) -> Response:
    """By a key when there is one, else by name and password."""
    page, by_key = page_of(next), bool(key.strip())

    def again(said: str, status: int, wait: int = 0) -> HTMLResponse:
        html = login_page(page, said, name=name[:60], by_key=by_key, sso=sso_name(lobby))
        return HTMLResponse(html, status, {"Retry-After": str(wait)} if wait else None)

    try:
        lobby.rates.try_login(address_of(request))
        seen = (lobby.signer.read(request.cookies.get(SEEN_COOKIE, "")) or "").removeprefix(_SEEN)
        found = lobby.keys.find(key.strip()) if by_key else lobby.accounts.enter(name, password, seen)
    except TooOften as error:
        return again(too_often(error), 429, error.retry_after)
    if found is None:
        about = "" if by_key or lobby.accounts.find(name[:200]) is None else name
        tell(lobby, _UNNAMED, "login refused", about, address=address_of(request))
        return again(_WRONG_KEY if by_key else _WRONG, 401)
    return let_in(request, lobby, found, page)


def too_often(error: TooOften) -> str:
    return f"尝试次数过多，请 {math.ceil(error.retry_after / 60)} 分钟后再试。"


def let_in(request: Request, lobby: Lobby, found: Key | Account, page: str) -> Response:
    """To a page, with a session's cookie; a session that this browser had before ends."""
    if old := request.cookies.get(LOGIN_COOKIE):
        lobby.sessions.close(old)
    address = address_of(request)
    token = lobby.sessions.open(found, request.headers.get("user-agent", ""), address)
    if isinstance(found, Account):
        lobby.accounts.note_seen(found)
    tell(lobby, principal_behind(found, Means.LOGIN), "logged in", address=address)
    response = RedirectResponse(page, 303)
    secure = request.url.scheme == "https"
    response.set_cookie(LOGIN_COOKIE, token, LIFETIME, httponly=True, samesite="lax", secure=secure)
    if isinstance(found, Account):
        seen = lobby.signer.sign(_SEEN + found.person)
        response.set_cookie(
            SEEN_COOKIE, seen, _SEEN_FOR, path="/login", httponly=True, samesite="lax", secure=secure
        )
    return response


def tell(lobby: Lobby, principal: Principal, act: str, about: str = "", **detail: str) -> None:
    """Records what happens at the door. Who may come in is let in also while the record takes no writing."""
    lobby.record_or_degrade(principal, act, about, **detail)


@router.post("/logout")
def leave(request: Request, lobby: InLobby) -> Response:
    if token := request.cookies.get(LOGIN_COOKIE):
        lobby.sessions.close(token)
    response = RedirectResponse("/", 303)
    response.delete_cookie(LOGIN_COOKIE)
    return response


@router.get("/password")
def ask_for_password(name: str = "") -> HTMLResponse:
    return HTMLResponse(password_page(name[:60]))


@router.post("/password")
def set_password(
    request: Request, lobby: InLobby, name: Text = "", code: Text = "", password: Text = "", again: Text = ""
) -> Response:
    """With a one-time code."""
    try:
        lobby.rates.try_login(address_of(request))
        if password != again:
            return HTMLResponse(password_page(name[:60], DIFFERENT), 400)
        account = lobby.accounts.redeem(name, code, password)
    except TooOften as error:
        headers = {"Retry-After": str(error.retry_after)}
        return HTMLResponse(password_page(name[:60], too_often(error)), 429, headers)
    except AtriumError as error:
        return HTMLResponse(password_page(name[:60], said_in_chinese(str(error))), 400)
    if account is None:
        return HTMLResponse(password_page(name[:60], _WRONG_CODE), 400)
    tell(lobby, principal_behind(account, Means.LOGIN), "password set with a code", account.name)
    return let_in(request, lobby, account, _START)


@router.get("/setup")
def ask_for_admin(request: Request, lobby: InLobby) -> HTMLResponse:
    if is_near(request) and not lobby.setup.is_open:
        return HTMLResponse(notice_page("没有这一页", "初次设置已经完成，这里没有别的了。"), 404)
    _refuse_unless_open(request, lobby)
    return HTMLResponse(setup_page())


@router.post("/setup")
def make_admin(
    request: Request,
    lobby: InLobby,
    code: Text = "",
    name: Text = "",
    called: Text = "",
    password: Text = "",
    again: Text = "",
) -> Response:
    """The first admin, by whoever reads the console. Afterwards there is nothing here."""
    _refuse_unless_open(request, lobby)

    def back(said: str) -> HTMLResponse:
        return HTMLResponse(setup_page(name[:60], called[:40], said), 400)

    if password != again:
        return back(DIFFERENT)
    try:
        account = lobby.setup.make_admin(code, name, called, password)
    except AtriumError as error:
        return back(said_in_chinese(str(error)))
    if account is None:
        return back(_WRONG_SETUP)
    tell(lobby, principal_behind(account, Means.LOGIN), "first admin made", account.name)
    return let_in(request, lobby, account, "/admin")


def _refuse_unless_open(request: Request, lobby: Lobby) -> None:
    """To other machines, and once there is an admin, as if there were no such page."""
    if not is_near(request) or not lobby.setup.is_open:
        raise Problem(404, "There is nothing here.")


def page_of(wanted: str) -> str:
    """Only pages of ours: a login must not send anybody elsewhere."""
    return wanted if wanted in GUARDED or wanted == "/account" else _START


def sso_name(lobby: Lobby) -> str:
    """What the button for single sign-on says; empty without it."""
    return lobby.settings.oidc_button if lobby.sign_on else ""
