"""/api/users and /api/sessions: accounts, for admins. What is changed holds from the next request on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from ui.accounts.codes import HOURS
from ui.accounts.model import Account
from ui.entry.access import Administers, InLobby, LooksAfter, noted
from ui.lobby import Lobby
from ui.pages.account import device
from ui.schemas.accounts import CodeReply, SessionReply, UserChange, UserReply, UserRequest
from ui.wire.problems import Problem

router = APIRouter(tags=["accounts"])

NO_USER = "There is no such account."
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/api/users")
def users(lobby: InLobby, _admin: LooksAfter) -> list[UserReply]:
    """Every account that ever was, oldest first."""
    return [UserReply.of(account) for account in lobby.accounts.all()]


@router.post("/api/users", status_code=201)
def create(asked: UserRequest, request: Request, lobby: InLobby, _admin: Administers) -> CodeReply:
    """An account, and the one-time code with which its person sets a password."""
    account = lobby.accounts.create(asked.name, asked.role, asked.called, asked.groups)
    noted(request, account.name, role=account.role.value, groups=sorted(account.groups))
    return _with_code(lobby, account)


@router.patch("/api/users/{user_id}")
def change(
    user_id: Number, asked: UserChange, request: Request, lobby: InLobby, _admin: Administers
) -> UserReply:
    """Name, role, groups; disabling ends its sessions and shuts its keys. The last admin stays one."""
    before = _found(lobby, user_id)
    after = lobby.accounts.change(user_id, **asked.model_dump())
    noted(request, before.name, **changes(before, after))
    return UserReply.of(after)


@router.post("/api/users/{user_id}/code")
def invite(user_id: Number, request: Request, lobby: InLobby, _admin: Administers) -> CodeReply:
    """A new one-time code; one that was given before ends. The password of now works until it is used."""
    account = _found(lobby, user_id)
    noted(request, account.name)
    return _with_code(lobby, account)


@router.post("/api/users/{user_id}/logout", status_code=204)
def log_out(user_id: Number, request: Request, lobby: InLobby, _admin: Administers) -> None:
    """Ends every session of an account."""
    account = _found(lobby, user_id)
    noted(request, account.name, sessions=lobby.sessions.end_all(account))


@router.get("/api/sessions")
def sessions(lobby: InLobby, _admin: LooksAfter) -> list[SessionReply]:
    """Who is logged in, the last seen first."""
    return [SessionReply.of(one, device(one.agent)) for one in lobby.sessions.all()]


@router.delete("/api/sessions/{session_id}", status_code=204)
def end(session_id: Number, request: Request, lobby: InLobby, _admin: Administers) -> None:
    """Ends one session."""
    whose = next((one.who for one in lobby.sessions.all() if one.id == session_id), "")
    if not lobby.sessions.end(session_id):
        raise Problem(404, "There is no such session.")
    noted(request, whose)


def changes(before: Account, after: Account) -> dict[str, Any]:
    """What became different, as [before, after]."""
    told = {
        "role": (before.role.value, after.role.value),
        "called": (before.called, after.called),
        "groups": (sorted(before.groups), sorted(after.groups)),
        "enabled": (before.works, after.works),
    }
    return {name: list(pair) for name, pair in told.items() if pair[0] != pair[1]}


def _with_code(lobby: Lobby, account: Account) -> CodeReply:
    code = lobby.accounts.invite(account.id)
    return CodeReply(user=UserReply.of(account), code=code, hours=HOURS)


def _found(lobby: Lobby, user_id: int) -> Account:
    account = lobby.accounts.find(user_id)
    if account is None:
        raise Problem(404, NO_USER)
    return account
