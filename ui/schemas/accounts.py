"""Accounts, keys, sessions and the audit record on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ui.accounts.model import Account
from ui.audit.chain import Entry
from ui.entry.keys import Key
from ui.entry.sessions import Session
from ui.schemas.fields import Request

Short = Annotated[str, Field(max_length=60)]
Groups = Annotated[list[Short], Field(max_length=20)]


class UserRequest(Request):
    name: Short
    role: Short
    called: Short = ""
    groups: Groups = Field(default_factory=list)


class UserChange(Request):
    """What is left out stays."""

    role: Short | None = None
    called: Short | None = None
    groups: Groups | None = None
    enabled: bool | None = None


class UserReply(BaseModel):
    """Times are ISO 8601 in UTC."""

    id: int
    name: str
    called: str
    role: str
    groups: list[str]
    created_at: str
    seen_at: str | None
    disabled_at: str | None
    has_password: bool
    is_sso: bool

    @classmethod
    def of(cls, account: Account) -> UserReply:
        return cls(
            id=account.id,
            name=account.name,
            called=account.called,
            role=account.role.value,
            groups=sorted(account.groups),
            created_at=account.created_at,
            seen_at=account.seen_at,
            disabled_at=account.disabled_at,
            has_password=account.has_password,
            is_sso=account.is_sso,
        )


class CodeReply(BaseModel):
    """The code is shown here and nowhere again; with it the person sets a password at `/password`."""

    user: UserReply
    code: str
    hours: int


class KeyRequest(Request):
    """`scopes` left out: all that the role may. `expires_on`: the last day, at the mall. `user_id`: whose key it is."""

    name: Annotated[str, Field(max_length=80)]
    role: Short = ""
    groups: Groups = Field(default_factory=list)
    scopes: Annotated[list[Short], Field(max_length=40)] | None = None
    expires_on: date | None = None
    user_id: int | None = Field(default=None, ge=1, le=2**53)


class KeyReply(BaseModel):
    id: int
    name: str
    role: str
    groups: list[str]
    scopes: list[str] | None
    created_at: str
    expires_at: str | None
    used_at: str | None
    revoked_at: str | None
    user_id: int | None
    works: bool

    @classmethod
    def of(cls, key: Key) -> KeyReply:
        return cls(
            id=key.id,
            name=key.name,
            role=key.role.value,
            groups=sorted(key.groups),
            scopes=None if key.scopes is None else sorted(key.scopes),
            created_at=key.created_at,
            expires_at=key.expires_at,
            used_at=key.used_at,
            revoked_at=key.revoked_at,
            user_id=key.account_id,
            works=key.works,
        )


class NewKeyReply(BaseModel):
    """`secret` is shown here and nowhere again."""

    key: KeyReply
    secret: str


class SessionReply(BaseModel):
    """Moments in seconds since 1970."""

    id: int
    who: str
    user_id: int | None
    key_id: int | None
    opened_at: int
    seen_at: int
    device: str
    address: str

    @classmethod
    def of(cls, session: Session, device: str) -> SessionReply:
        return cls(
            id=session.id,
            who=session.who,
            user_id=session.account_id,
            key_id=session.key_id,
            opened_at=session.opened_at,
            seen_at=session.seen_at,
            device=device,
            address=session.address,
        )


class EntryReply(BaseModel):
    """`hash` covers the entry and the one before it."""

    n: int
    at: str
    act: str
    who_id: str
    who: str
    role: str
    means: str
    about: str
    detail: dict[str, Any]
    hash: str

    @classmethod
    def of(cls, entry: Entry) -> EntryReply:
        return cls(
            n=entry.n,
            at=entry.at,
            act=entry.act,
            who_id=entry.who_id,
            who=entry.who,
            role=entry.role,
            means=entry.means,
            about=entry.about,
            detail=dict(entry.details),
            hash=entry.hash,
        )


class AuditReply(BaseModel):
    """`next` goes on behind the last entry as `before`; None when there is no more."""

    entries: list[EntryReply]
    next: int | None


class VerifiedReply(BaseModel):
    """`findings` are empty while the record is whole; `n` and `hash` are its end, to be noted elsewhere."""

    is_whole: bool
    findings: list[str]
    n: int
    hash: str
    began_anew: list[int]
