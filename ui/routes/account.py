"""/account: one's own password, and where one is logged in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from knowledge.errors import AtriumError
from ui.accounts.model import Account
from ui.auth import LOGIN_COOKIE, Means, principal_behind
from ui.entry.access import InLobby
from ui.entry.keys import Key
from ui.entry.rates import TooOften
from ui.lobby import Lobby
from ui.pages.account import account_page
from ui.pages.entrance import DIFFERENT
from ui.pages.reasons import said_in_chinese
from ui.routes.login import let_in, tell, too_often

router = APIRouter(include_in_schema=False)
_LOGIN = "/login?next=/account"
_CHANGED = "密码已修改，其他设备上的登录已结束。"
_WRONG = "现在的密码不对。"

Secret = Annotated[str, Form(max_length=500)]


@router.get("/account")
def show(request: Request, lobby: InLobby, changed: bool = False) -> Response:
    who = _logged_in(request, lobby)
    if who is None:
        return RedirectResponse(_LOGIN, 303)
    return _page(lobby, who, done=_CHANGED if changed else "")


@router.post("/account/password")
def change(
    request: Request, lobby: InLobby, old: Secret = "", password: Secret = "", again: Secret = ""
) -> Response:
    """Whoever sits at a browser that somebody left logged in does not know the old one."""
    who = _logged_in(request, lobby)
    if not isinstance(who, Account):
        return RedirectResponse(_LOGIN, 303)
    if password != again:
        return _page(lobby, who, DIFFERENT, 400)
    try:
        if lobby.accounts.enter(who.name, old) is None:
            return _page(lobby, who, _WRONG, 400)
        lobby.accounts.set_password(who, password)
    except TooOften as error:
        return _page(lobby, who, too_often(error), 429)
    except AtriumError as error:
        return _page(lobby, who, said_in_chinese(str(error)), 400)
    tell(lobby, principal_behind(who, Means.LOGIN), "password changed", who.name)
    return let_in(request, lobby, who, "/account?changed=true")


@router.post("/account/leave")
def leave_everywhere(request: Request, lobby: InLobby) -> Response:
    """Ends every session of this account, or of this key."""
    who = _logged_in(request, lobby)
    if who is not None:
        lobby.sessions.end_all(who)
        tell(lobby, principal_behind(who, Means.LOGIN), "logged out everywhere")
    response = RedirectResponse("/login", 303)
    response.delete_cookie(LOGIN_COOKIE)
    return response


def _logged_in(request: Request, lobby: Lobby) -> Key | Account | None:
    return lobby.sessions.find(request.cookies.get(LOGIN_COOKIE, ""))


def _page(
    lobby: Lobby, who: Key | Account, said: str = "", status: int = 200, done: str = ""
) -> HTMLResponse:
    account = who if isinstance(who, Account) else None
    mine = [one for one in lobby.sessions.all() if _is_of(one, who)]
    principal = principal_behind(who, Means.LOGIN)
    return HTMLResponse(account_page(principal, account, mine, lobby.clock.timezone, said, done), status)


def _is_of(session, who: Key | Account) -> bool:
    return session.account_id == who.id if isinstance(who, Account) else session.key_id == who.id
