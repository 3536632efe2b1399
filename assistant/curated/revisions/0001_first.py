"""The tables as they were first."""

from alembic import op

from knowledge.sqlite import kept

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
        revision INTEGER NOT NULL, turn INTEGER NOT NULL, wording JSON NOT NULL, visibility TEXT NOT NULL,
        origin JSON NOT NULL, doc_id TEXT NOT NULL, valid_until TEXT, owner TEXT NOT NULL, is_best BOOLEAN NOT NULL,
        conversation_id TEXT NOT NULL, turn_n INTEGER NOT NULL, author_id TEXT NOT NULL, author TEXT NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, publisher_id TEXT, publisher TEXT, published_at TEXT,
        is_confirmed BOOLEAN NOT NULL, searched TEXT NOT NULL)""")
    op.execute("CREATE INDEX entries_by_state ON entries (state, changed_at)")
    op.execute("CREATE INDEX entries_by_document ON entries (doc_id)")
    op.execute("""CREATE TABLE revisions (entry_id TEXT NOT NULL REFERENCES entries(id), revision INTEGER NOT NULL,
        wording JSON NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (entry_id, revision))""")
    op.execute("""CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, entry_id TEXT NOT NULL REFERENCES entries(id),
        act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, revision INTEGER NOT NULL, who_id TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL, detail JSON NOT NULL)""")
    op.execute("CREATE INDEX events_by_entry ON events (entry_id)")
    op.execute("""CREATE TABLE vectors (text TEXT NOT NULL, embedder TEXT NOT NULL, vector BLOB NOT NULL,
        PRIMARY KEY (text, embedder))""")
    op.execute(
        "CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are kept'); END"
    )
    for statement in kept("revisions", "events"):
        op.execute(statement)
