"""Keys: what a program or a colleague shows to come in. Shown once, stored hashed."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import Engine, Row, Select, delete, insert, select, update
from sqlalchemy.exc import OperationalError

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.entry.doors import accounts_table, sessions_table
from ui.entry.doors import keys_table as table

PREFIX = "atr_"
_NOTED_EVERY = timedelta(minutes=1)  # when a key was last used is told to the minute


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. Times are ISO 8601 in UTC.

    `scopes` are the acts it is good for, None all that its role may. A key of a person (`account_id`) is that
    person: it has the account's name, role and groups of today, and ends with it.
    """

    id: int
    name: str
    role: Role
    groups: frozenset[str]
    created_at: str
    revoked_at: str | None
    scopes: frozenset[str] | None = None
    expires_at: str | None = None
    used_at: str | None = None
    account_id: int | None = None

    @property
    def works(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > _now())


def digest(secret: str) -> str:
    """SHA-256 is enough here: the secret is 256 random bits, not a word that somebody chose."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Keys:
    """The keys of one house. Every look-up reads the database, so a revoked key stops at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self,
        role: Role,
        name: str,
        groups: Iterable[str] = (),
        *,
        scopes: Iterable[str] | None = None,
        expires_at: datetime | None = None,
        account_id: int | None = None,
    ) -> tuple[Key, str]:
        """A new key and its secret, which is told only here. Raises InvalidSetting for a bad name, role or end."""
        self._refuse_odd(role, name)
        if expires_at and expires_at <= datetime.now(UTC):
            raise InvalidSetting(f"{expires_at.isoformat()} is past; a key expires on a day to come.")
        secret = PREFIX + secrets.token_urlsafe(32)
        row = {
            "name": name,
            "role": role.value,
            "groups": ",".join(sorted(set(groups))),
            "hash": digest(secret),
            "created_at": _now(),
            "scopes": None if scopes is None else ",".join(sorted(set(scopes))),
            "expires_at": expires_at.astimezone(UTC).isoformat(timespec="seconds") if expires_at else None,
            "account_id": account_id,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(table).values(row))
        found = self.find(secret, is_use=False)
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

    def find(self, secret: str, *, is_use: bool = True) -> Key | None:
        """The working key with this secret; that it was used is noted."""
        with self._engine.connect() as connection:
            row = connection.execute(owned().where(table.c.hash == digest(secret))).first()
        key = working(row) if row else None
        if key and is_use:
            self._note_use(key)
        return key

    def _note_use(self, key: Key) -> None:
        now = datetime.now(UTC)
        if key.used_at and now - datetime.fromisoformat(key.used_at) < _NOTED_EVERY:
            return
        change = update(table).where(table.c.id == key.id).values(used_at=now.isoformat(timespec="seconds"))
        with (
            contextlib.suppress(OperationalError),
            self._engine.begin() as connection,
        ):  # a full disk shuts nobody out
            connection.execute(change)

    def all(self) -> list[Key]:
        """Every key that ever was, oldest first."""
        with self._engine.connect() as connection:
            return [key_of(row) for row in connection.execute(select(table).order_by(table.c.id))]

    def revoke(self, name: str) -> bool:
        """Ends the key with this name or number; false when there is no such working key."""
        match = table.c.id == int(name) if name.isdecimal() else table.c.name == name
        change = update(table).where(match, table.c.revoked_at.is_(None)).values(revoked_at=_now())
        ended = sessions_table.c.key_id.in_(select(table.c.id).where(table.c.revoked_at.is_not(None)))
        with self._engine.begin() as connection:
            count = connection.execute(change).rowcount
            connection.execute(delete(sessions_table).where(ended))
        return bool(count)


def end_of(day: date, zone: tzinfo) -> datetime:
    """When a day ends there. Raises InvalidSetting for a day that no clock shows."""
    if not 2000 <= day.year <= 9000:
        raise InvalidSetting(f"{day} is past; a key expires on a day to come.")
    return datetime.combine(day + timedelta(days=1), time(), zone)


def owned() -> Select:
    """Keys with the account they belong to, if they do."""
    person = (
        accounts_table.c.called.label("person"),
        accounts_table.c.role.label("person_role"),
        accounts_table.c.groups.label("person_groups"),
        accounts_table.c.disabled_at.label("person_ended"),
    )
    return select(table, *person).outerjoin(accounts_table, accounts_table.c.id == table.c.account_id)


def working(row: Row) -> Key | None:
    """The key of a row of `owned`, as good as it is now; None when it, or its person, is not let in any more."""
    key = key_of(row)
    if not key.works or row.person_ended is not None:
        return None
    if key.account_id is None:
        return key
    return replace(
        key,
        name=row.person,
        role=Role(row.person_role),
        groups=frozenset(filter(None, row.person_groups.split(","))),
    )


def key_of(row: Row) -> Key:
    """The key that a row of the table describes."""
    groups = frozenset(group for group in row.groups.split(",") if group)
    scopes = None if row.scopes is None else frozenset(filter(None, row.scopes.split(",")))
    return Key(
        row.id,
        row.name,
        Role(row.role),
        groups,
        row.created_at,
        row.revoked_at,
        scopes,
        row.expires_at,
        row.used_at,
        row.account_id,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
