"""The small database of who may come in: accounts, their one-time codes, keys and login sessions."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Engine, ForeignKey, Index, Integer, MetaData, String, Table

from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import open_engine

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

accounts_table = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),  # folded: what is typed at the login
    Column("called", String, nullable=False),  # what others read
    Column("role", String, nullable=False),
    Column("groups", String, nullable=False),  # comma-separated
    Column("password", String),  # as Argon2 writes it; None: nobody has set one yet, or none is needed
    Column("subject", String, unique=True),  # "issuer subject" of whoever comes by single sign-on
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
    Index("tries_by_name", "who", "at"),
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


def open_doors(home: Path) -> Engine:
    """The database under `home`, made when missing, brought up to date. Several processes may have it open."""
    engine = open_engine(home / "doors.sqlite", private=True)
    bring_up_to_date(engine, REVISIONS)
    return engine
