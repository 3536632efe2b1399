"""An account, and which names, roles and groups one may have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Row

from knowledge.errors import InvalidSetting
from knowledge.model import Role

ROLES = (Role.STAFF, Role.CONTENT, Role.ADMIN)
_NAME = re.compile(r"[\w][\w.@+-]{1,59}")
_LONGEST = 40


class BadAccount(InvalidSetting):
    """What was asked for makes no account; the message says why."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the house. `name` is what they type, `called` what others read; times are ISO 8601 in UTC."""

    id: int
    name: str
    called: str
    role: Role
    groups: frozenset[str]
    created_at: str
    seen_at: str | None
    disabled_at: str | None
    has_password: bool
    is_sso: bool

    @property
    def works(self) -> bool:
        return self.disabled_at is None

    @property
    def can_enter(self) -> bool:
        return self.works and (self.has_password or self.is_sso)

    @property
    def person(self) -> str:
        return person_of_account(self.id)


def person_of_account(account_id: int) -> str:
    """Who it is, in minutes and four-eyes rules: never a key's number."""
    return f"account:{account_id}"


def account_of(row: Row) -> Account:
    return Account(
        row.id,
        row.name,
        row.called,
        Role(row.role),
        groups_in(row.groups),
        row.created_at,
        row.seen_at,
        row.disabled_at,
        row.password is not None,
        row.subject is not None,
    )


def groups_in(text: str) -> frozenset[str]:
    return frozenset(group for group in text.split(",") if group)


def folded(name: str) -> str:
    """One writing for a name, however it was typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def good_name(name: str) -> str:
    """The folded name. Raises BadAccount."""
    known = folded(name)
    if not _NAME.fullmatch(known):
        raise BadAccount(
            f"{_shown(name)} is no name to log in with: use 2 to 60 letters, digits or . - _ @, a letter or digit first."
        )
    return known


def good_called(called: str, name: str) -> str:
    """The name for others; without one it is the login's. Raises BadAccount."""
    known = unicodedata.normalize("NFKC", called).strip() or name
    if len(known) > _LONGEST or not known.isprintable():
        raise BadAccount(f"A displayed name has 1 to {_LONGEST} printable characters.")
    return known


def good_role(role: str) -> Role:
    """Raises BadAccount: a shopper needs no account and a program has a key."""
    if role not in ROLES:
        raise BadAccount(f"{_shown(role)} is no role of an account; roles are {', '.join(ROLES)}.")
    return Role(role)


def good_groups(groups: list[str]) -> str:
    """As they are stored. Raises BadAccount."""
    known = sorted({unicodedata.normalize("NFKC", group).strip() for group in groups} - {""})
    for group in known:
        if len(group) > _LONGEST or not group.isprintable() or "," in group:
            raise BadAccount(
                f"{_shown(group)} is no group: use 1 to {_LONGEST} printable characters without a comma."
            )
    if len(known) > 20:
        raise BadAccount("An account has at most 20 groups.")
    return ",".join(known)


def _shown(value: str) -> str:
    return repr(value[:60])
