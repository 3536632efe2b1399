"""/login/sso: to the house's identity provider and back."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.accounts.errand import Errand
from ui.accounts.oidc import Known, NoAccess, SignOn
from ui.accounts.provider import SignOnFailed
from ui.entry.access import InLobby
from ui.entry.rates import TooOften
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.pages.entrance import notice_page
from ui.routes.login import let_in, page_of, too_often
from ui.wire.problems import Problem

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)

COOKIE = "atrium_sso"
_PATH = "/login/sso"


@router.get("/login/sso")
def begin(request: Request, lobby: InLobby, next: str = "") -> Response:
    """Sends the browser to the provider, with a state that only this browser can bring back."""
    provider, errand = _provider(lobby), Errand.begin(page_of(next))
    try:
        lobby.rates.try_login(address_of(request))
        address = provider.address(errand, _back(request))
    except TooOften as error:
        return HTMLResponse(notice_page("请稍后再试", too_often(error)), 429)
    except SignOnFailed as error:
        return _failed(error)
    response = RedirectResponse(address, 303)
    signed = lobby.signer.sign(errand.written())
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, signed, Errand.LIFETIME, path=_PATH, httponly=True, samesite="lax", secure=secure
    )
    return response


@router.get("/login/sso/back")
def back(request: Request, lobby: InLobby) -> Response:
    """Takes what the provider answered. The errand is good once."""
    response = _taken(request, lobby, _provider(lobby))
    response.delete_cookie(COOKIE, path=_PATH)
    return response


def _taken(request: Request, lobby: Lobby, provider: SignOn) -> Response:
    errand = Errand.read(lobby.signer.read(request.cookies.get(COOKIE, "")))
    if errand is None:
        return HTMLResponse(
            notice_page("登录没有完成", "等得太久，或不是从这里开始的登录。请重新登录。"), 400
        )
    try:
        known = provider.known(errand, request.query_params, _back(request))
    except NoAccess as error:
        log.warning("Single sign-on: %s", error)
        return _nobody()
    except SignOnFailed as error:
        return _failed(error)
    return _entered(request, lobby, known, errand.page)


def _entered(request: Request, lobby: Lobby, known: Known, page: str) -> Response:
    account = lobby.accounts.by_sso(known.subject, known.name, known.called, known.role, known.groups)
    return let_in(request, lobby, account, page) if account else _nobody()


def _nobody() -> Response:
    return HTMLResponse(notice_page("没有权限", "您的账户在这里没有角色。请联系管理员。"), 403)


def _failed(error: SignOnFailed) -> Response:
    log.error("Single sign-on: %s", error)
    return HTMLResponse(notice_page("登录没有完成", "单点登录现在不可用。请稍后再试，或用密码登录。"), 502)


def _provider(lobby: Lobby) -> SignOn:
    if lobby.sign_on is None:
        raise Problem(404, "There is nothing here.")
    return lobby.sign_on


def _back(request: Request) -> str:
    return str(request.url_for("back"))
