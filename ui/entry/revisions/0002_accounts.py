"""Accounts beside keys: one-time codes, counted tries, sessions of persons, scopes of keys."""

from alembic import op

revision = "0002_accounts"
down_revision = "0001_first"


def upgrade() -> None:
    op.execute("""CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, called TEXT NOT NULL,
        role TEXT NOT NULL, "groups" TEXT NOT NULL, password TEXT, subject TEXT UNIQUE, created_at TEXT NOT NULL,
        changed_at TEXT, seen_at TEXT, disabled_at TEXT)""")
    op.execute("""CREATE TABLE codes (hash TEXT PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id),
        expires_at INTEGER NOT NULL)""")
    op.execute("CREATE TABLE tries (number INTEGER PRIMARY KEY, who TEXT NOT NULL, at INTEGER NOT NULL)")
    op.execute("CREATE INDEX tries_by_name ON tries (who, at)")
    op.execute("ALTER TABLE keys ADD COLUMN scopes TEXT")
    op.execute("ALTER TABLE keys ADD COLUMN expires_at TEXT")
    op.execute("ALTER TABLE keys ADD COLUMN used_at TEXT")
    op.execute("ALTER TABLE keys ADD COLUMN account_id INTEGER REFERENCES accounts(id)")
    op.execute("ALTER TABLE sessions RENAME TO sessions_before")
    op.execute("""CREATE TABLE sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,
        key_id INTEGER REFERENCES keys(id), account_id INTEGER REFERENCES accounts(id), opened_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, agent TEXT NOT NULL, address TEXT NOT NULL)""")
    # Who is logged in stays so over an upgrade; a session lasted twelve hours.
    op.execute("""INSERT INTO sessions (hash, key_id, opened_at, seen_at, expires_at, agent, address)
        SELECT hash, key_id, expires_at - 43200, expires_at - 43200, expires_at, '', '' FROM sessions_before""")
    op.execute("DROP TABLE sessions_before")
