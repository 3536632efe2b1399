"""Login sessions of people: rows on the server, so that they can be ended."""

from __future__ import annotations

import secrets
import time

from sqlalchemy import Engine, delete, insert, select

from ui.doors import keys_table, sessions_table
from ui.keys import Key, digest, key_of

LIFETIME = 12 * 3600  # seconds: a long shift


class Sessions:
    """Sessions hang on the key that opened them: a revoked key ends its sessions at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, key: Key) -> str:
        """A new session's token, for the cookie."""
        token = secrets.token_urlsafe(32)
        row = {"hash": digest(token), "key_id": key.id, "expires_at": int(time.time()) + LIFETIME}
        with self._engine.begin() as connection:
            connection.execute(delete(sessions_table).where(sessions_table.c.expires_at < time.time()))
            connection.execute(insert(sessions_table).values(row))
        return token

    def find(self, token: str) -> Key | None:
        """The working key behind this token, if the session still runs."""
        query = (
            select(keys_table)
            .join(sessions_table, sessions_table.c.key_id == keys_table.c.id)
            .where(
                sessions_table.c.hash == digest(token),
                sessions_table.c.expires_at >= time.time(),
                keys_table.c.revoked_at.is_(None),
            )
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return key_of(row) if row else None

    def close(self, token: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(sessions_table).where(sessions_table.c.hash == digest(token)))
