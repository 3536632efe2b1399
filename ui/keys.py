"""Keys: what a program or a colleague shows to come in. Shown once, stored hashed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, Row, insert, select, update

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.doors import keys_table as table

PREFIX = "atr_"


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret."""

    id: int
    name: str
    role: Role
    groups: frozenset[str]
    created_at: str
    revoked_at: str | None

    @property
    def works(self) -> bool:
        return self.revoked_at is None


def digest(secret: str) -> str:
    """SHA-256 is enough here: the secret is 256 random bits, not a word that somebody chose."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Keys:
    """The keys of one house. Every look-up reads the database, so a revoked key stops at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, role: Role, name: str, groups: Iterable[str] = ()) -> tuple[Key, str]:
        """A new key and its secret, which is told only here. Raises InvalidSetting for a bad name or role."""
        self._refuse_odd(role, name)
        secret = PREFIX + secrets.token_urlsafe(32)
        row = {
            "name": name,
            "role": role.value,
            "groups": ",".join(sorted(set(groups))),
            "hash": digest(secret),
            "created_at": _now(),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(table).values(row))
        found = self.find(secret)
        assert found is not None
        return found, secret

    def _refuse_odd(self, role: Role, name: str) -> None:
        if role is Role.SHOPPER:
            raise InvalidSetting(
                "A shopper needs no key; roles with keys are staff, content, admin, service."
            )
        if not name.strip() or len(name) > 80 or not name.isprintable():
            raise InvalidSetting(f"{name!r} is no name for a key; use 1 to 80 printable characters.")
        if any(key.works and key.name == name for key in self.all()):
            raise InvalidSetting(
                f"A key named {name!r} exists; choose another name or revoke that one first."
            )

    def find(self, secret: str) -> Key | None:
        """The working key with this secret."""
        query = select(table).where(table.c.hash == digest(secret), table.c.revoked_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return key_of(row) if row else None

    def all(self) -> list[Key]:
        """Every key that ever was, oldest first."""
        with self._engine.connect() as connection:
            return [key_of(row) for row in connection.execute(select(table).order_by(table.c.id))]

    def revoke(self, name: str) -> bool:
        """Ends the key with this name or number; false when there is no such working key."""
        match = table.c.id == int(name) if name.isdecimal() else table.c.name == name
        change = update(table).where(match, table.c.revoked_at.is_(None)).values(revoked_at=_now())
        with self._engine.begin() as connection:
            return bool(connection.execute(change).rowcount)


def key_of(row: Row) -> Key:
    """The key that a row of the table describes."""
    groups = frozenset(group for group in row.groups.split(",") if group)
    return Key(row.id, row.name, Role(row.role), groups, row.created_at, row.revoked_at)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
