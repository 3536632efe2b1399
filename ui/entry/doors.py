"""The small database of who may come in: accounts, their one-time codes, keys and login sessions."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, String, Table

from knowledge.sqlite import bring_up_to_date, open_engine

metadata = MetaData()

accounts_table = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),  # folded: what is typed at the login
    Column("called", String, nullable=False),  # what others read
    Column("role", String, nullable=False),
    Column("groups", String, nullable=False),  # comma-separated
    Column("password", String),  # as Argon2 writes it; None: nobody has set one yet, or none is needed
    Column("subject", String),  # "issuer subject" of whoever comes by single sign-on
    Column("created_at", String, nullable=False),
    Column("changed_at", String),  # of the password
    Column("seen_at", String),
    Column("disabled_at", String),
)

codes_table = Table(
    "codes",
    metadata,
    Column("hash", String, primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("expires_at", Integer, nullable=False),  # seconds since 1970
)

tries_table = Table(
    "tries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("who", String, nullable=False),  # a digest of the name, known or not
    Column("at", Integer, nullable=False),
)

keys_table = Table(
    "keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("groups", String, nullable=False, default=""),  # comma-separated
    Column("hash", String, nullable=False, unique=True),
    Column("created_at", String, nullable=False),
    Column("revoked_at", String),
    Column("scopes", String),  # comma-separated acts; None: all that the role may
    Column("expires_at", String),
    Column("used_at", String),
    Column("account_id", Integer, ForeignKey("accounts.id")),  # whose key it is, when a person's
)

sessions_table = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String, nullable=False, unique=True),
    Column("key_id", Integer, ForeignKey("keys.id")),
    Column("account_id", Integer, ForeignKey("accounts.id")),
    Column("opened_at", Integer, nullable=False),  # this and the next two in seconds since 1970
    Column("seen_at", Integer, nullable=False),
    Column("expires_at", Integer, nullable=False),
    Column("agent", String, nullable=False),  # what the browser calls itself
    Column("address", String, nullable=False),
)

_FIRST = (  # as releases before there were steps made them
    """CREATE TABLE IF NOT EXISTS keys (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, role VARCHAR NOT NULL,
    "groups" VARCHAR NOT NULL, hash VARCHAR NOT NULL UNIQUE, created_at VARCHAR NOT NULL, revoked_at VARCHAR)""",
    """CREATE TABLE IF NOT EXISTS sessions (hash VARCHAR NOT NULL PRIMARY KEY,
    key_id INTEGER NOT NULL REFERENCES keys(id), expires_at INTEGER NOT NULL)""",
)

_ACCOUNTS = (
    """CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, called TEXT NOT NULL,
    role TEXT NOT NULL, "groups" TEXT NOT NULL, password TEXT, subject TEXT UNIQUE, created_at TEXT NOT NULL,
    changed_at TEXT, seen_at TEXT, disabled_at TEXT)""",
    """CREATE TABLE codes (hash TEXT PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id),
    expires_at INTEGER NOT NULL)""",
    "CREATE TABLE tries (number INTEGER PRIMARY KEY, who TEXT NOT NULL, at INTEGER NOT NULL)",
    "CREATE INDEX tries_by_name ON tries (who, at)",
    "ALTER TABLE keys ADD COLUMN scopes TEXT",
    "ALTER TABLE keys ADD COLUMN expires_at TEXT",
    "ALTER TABLE keys ADD COLUMN used_at TEXT",
    "ALTER TABLE keys ADD COLUMN account_id INTEGER REFERENCES accounts(id)",
    "ALTER TABLE sessions RENAME TO sessions_before",
    """CREATE TABLE sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,
    key_id INTEGER REFERENCES keys(id), account_id INTEGER REFERENCES accounts(id), opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, agent TEXT NOT NULL, address TEXT NOT NULL)""",
    # Who is logged in stays so over an upgrade; a session lasted twelve hours.
    """INSERT INTO sessions (hash, key_id, opened_at, seen_at, expires_at, agent, address)
    SELECT hash, key_id, expires_at - 43200, expires_at - 43200, expires_at, '', '' FROM sessions_before""",
    "DROP TABLE sessions_before",
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _ACCOUNTS)


def open_doors(home: Path) -> Engine:
    """The database under `home`, made when missing, brought up to date. Several processes may have it open."""
    engine = open_engine(home / "doors.sqlite", private=True)
    bring_up_to_date(engine, STEPS)
    return engine
