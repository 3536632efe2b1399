"""Login sessions of people: rows on the server, so that they can be looked at and ended."""

from __future__ import annotations

import contextlib
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import OperationalError

from ui.accounts.model import Account, account_of
from ui.entry.doors import accounts_table, keys_table
from ui.entry.doors import sessions_table as table
from ui.entry.keys import Key, digest, owned, working

LIFETIME = 12 * 3600  # seconds: a long shift
_NOTED_EVERY = 60  # seconds: when a session was last seen is told to the minute
_AGENT = 200  # characters kept of what a browser calls itself


@dataclass(frozen=True, slots=True)
class Session:
    """One login, for lists. Moments in seconds since 1970."""

    id: int
    who: str
    account_id: int | None
    key_id: int | None
    opened_at: int
    seen_at: int
    agent: str
    address: str


class Sessions:
    """Sessions hang on the account or the key that opened them: when that ends, they do, at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, opener: Key | Account, agent: str = "", address: str = "") -> str:
        """A new session's token, for the cookie. A key of a person opens a session of that person."""
        token = secrets.token_urlsafe(32)
        now = int(time.time())
        row = {
            "hash": digest(token),
            "key_id": opener.id if isinstance(opener, Key) else None,
            "account_id": opener.id if isinstance(opener, Account) else None,
            "opened_at": now,
            "seen_at": now,
            "expires_at": now + LIFETIME,
            "agent": agent[:_AGENT],
            "address": address,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.expires_at < now))
            connection.execute(insert(table).values(row))
        return token

    def find(self, token: str) -> Key | Account | None:
        """Whom this token stands for as they are now, if the session still runs."""
        now = time.time()
        query = select(table).where(table.c.hash == digest(token), table.c.expires_at >= now)
        with self._engine.connect() as connection:
            session = connection.execute(query).first()
            if session is None:
                return None
            found: Key | Account | None
            if session.account_id is not None:
                account = account_of(
                    connection.execute(
                        select(accounts_table).where(accounts_table.c.id == session.account_id)
                    ).one()
                )
                found = account if account.works else None
            else:
                found = working(connection.execute(owned().where(keys_table.c.id == session.key_id)).one())
        if found and session.seen_at <= now - _NOTED_EVERY:
            self._note(session.id, int(now))
        return found

    def _note(self, session_id: int, now: int) -> None:
        change = update(table).where(table.c.id == session_id).values(seen_at=now)
        with (
            contextlib.suppress(OperationalError),
            self._engine.begin() as connection,
        ):  # a full disk shuts nobody out
            connection.execute(change)

    def all(self, account_id: int | None = None) -> list[Session]:
        """Those that run, the last seen first; of one account when it is named."""
        names = (keys_table.c.name.label("key_name"), accounts_table.c.called)
        query = (
            select(table, *names)
            .outerjoin(keys_table, keys_table.c.id == table.c.key_id)
            .outerjoin(accounts_table, accounts_table.c.id == table.c.account_id)
            .where(table.c.expires_at >= time.time())
            .order_by(table.c.seen_at.desc(), table.c.id.desc())
        )
        if account_id is not None:
            query = query.where(table.c.account_id == account_id)
        with self._engine.connect() as connection:
            return [
                Session(
                    row.id,
                    row.called or row.key_name,
                    row.account_id,
                    row.key_id,
                    row.opened_at,
                    row.seen_at,
                    row.agent,
                    row.address,
                )
                for row in connection.execute(query)
            ]

    def close(self, token: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.hash == digest(token)))

    def end(self, session_id: int) -> bool:
        """Ends the session with this number; false when none runs."""
        with self._engine.begin() as connection:
            return bool(connection.execute(delete(table).where(table.c.id == session_id)).rowcount)

    def end_all(self, opener: Key | Account) -> int:
        """Ends every session of an account or a key; how many there were."""
        column = table.c.account_id if isinstance(opener, Account) else table.c.key_id
        with self._engine.begin() as connection:
            return connection.execute(delete(table).where(column == opener.id)).rowcount
