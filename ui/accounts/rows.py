"""What is asked of the tables of accounts within somebody's transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select

from knowledge.model import Role
from ui.accounts.model import Account, BadAccount, account_of, folded, good_name
from ui.entry.doors import accounts_table as table
from ui.entry.doors import keys_table

_MOST = 10_000


def is_called(who: str | int) -> Any:
    """The clause for a login name or a number."""
    return table.c.id == who if isinstance(who, int) else table.c.name == folded(who)


def added(connection: Connection, row: dict[str, Any]) -> Account:
    """Raises BadAccount when the name is taken."""
    if connection.execute(select(table.c.id).where(table.c.name == row["name"])).first():
        raise BadAccount(f"An account named {row['name']!r} exists; choose another name.")
    if (connection.execute(select(func.count()).select_from(table)).scalar() or 0) >= _MOST:
        raise BadAccount(f"There are {_MOST} accounts, which is the most.")
    connection.execute(insert(table).values(row))
    return account_of(connection.execute(select(table).where(table.c.name == row["name"])).one())


def free_name(connection: Connection, wanted: str) -> str:
    """A name from single sign-on may be one that a local account has: it never becomes that account."""
    taken = {row.name for row in connection.execute(select(table.c.name))}
    try:
        base = good_name(wanted)[:50]
    except BadAccount:
        base = "sso"
    numbered = (f"{base}+{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in taken)


def admins(connection: Connection) -> int:
    """How many ways in there are for an admin."""
    people = select(func.count()).select_from(table).where(
        table.c.role == Role.ADMIN.value,
        table.c.disabled_at.is_(None),
        or_(table.c.password.is_not(None), table.c.subject.is_not(None)),
    )  # fmt: skip
    keys = select(func.count()).select_from(keys_table).where(
        keys_table.c.role == Role.ADMIN.value,
        keys_table.c.revoked_at.is_(None),
        keys_table.c.account_id.is_(None),
        or_(keys_table.c.expires_at.is_(None), keys_table.c.expires_at > now()),
    )  # fmt: skip
    return int(connection.execute(people).scalar() or 0) + int(connection.execute(keys).scalar() or 0)


def now() -> str:
    """This moment as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")
