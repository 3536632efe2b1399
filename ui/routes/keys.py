"""/api/keys: keys for programs and people, for admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from knowledge.model import Role
from ui.auth import MAY
from ui.entry.access import Administers, InLobby, LooksAfter, noted
from ui.entry.keys import end_of
from ui.schemas.accounts import KeyReply, KeyRequest, NewKeyReply
from ui.wire.problems import Problem

router = APIRouter(tags=["accounts"])


@router.get("/api/keys")
def keys(lobby: InLobby, _admin: LooksAfter) -> list[KeyReply]:
    """Every key that ever was, without its secret."""
    return [KeyReply.of(key) for key in lobby.keys.all()]


@router.post("/api/keys", status_code=201)
def create(asked: KeyRequest, request: Request, lobby: InLobby, _admin: Administers) -> NewKeyReply:
    """A key and its secret. A key of a person has that person's name, role and groups, whatever they become."""
    role = good_role(asked.role)
    if asked.user_id is not None:
        account = lobby.accounts.find(asked.user_id)
        if account is None or not account.works:
            raise Problem(422, "user_id: there is no such account that works.")
        role = account.role
    key, secret = lobby.keys.create(
        role,
        asked.name.strip(),
        asked.groups,
        scopes=good_scopes(role, asked.scopes),
        expires_at=end_of(asked.expires_on, lobby.clock.timezone) if asked.expires_on else None,
        account_id=asked.user_id,
    )
    scopes = None if key.scopes is None else sorted(key.scopes)
    noted(request, asked.name.strip(), role=role.value, scopes=scopes, user=asked.user_id)
    return NewKeyReply(key=KeyReply.of(key), secret=secret)


@router.delete("/api/keys/{key_id}", status_code=204)
def revoke(
    key_id: Annotated[int, Path(ge=1, le=2**53)], request: Request, lobby: InLobby, _admin: Administers
) -> None:
    """Ends a key, and the logins that were opened with it, from the next request on."""
    key = next((one for one in lobby.keys.all() if one.id == key_id), None)
    if key is None or not lobby.keys.revoke(str(key_id)):
        raise Problem(404, "There is no such working key.")
    noted(request, key.name)


def good_role(role: str) -> Role:
    """Raises Problem; a key without one named is a program's."""
    if (role or Role.SERVICE) not in (set(Role) - {Role.SHOPPER}):
        raise Problem(422, "role: a key is for service, staff, content or admin.")
    return Role(role or Role.SERVICE)


def good_scopes(role: Role, scopes: list[str] | None) -> list[str] | None:
    """Raises Problem: a scope narrows what the role may and never widens it."""
    if scopes is None:
        return None
    may = {act.value for act in MAY[role]}
    if odd := sorted(set(scopes) - may):
        raise Problem(
            422,
            f"scopes: {odd[0]!r} is nothing that a {role.value} key may; choose of {', '.join(sorted(may))}.",
        )
    if not scopes:
        raise Problem(
            422, "scopes: an empty list is a key for nothing; leave it out for all that the role may."
        )
    return scopes
