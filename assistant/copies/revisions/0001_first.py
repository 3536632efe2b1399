"""The tables as they were first."""

from alembic import op

from knowledge.sqlite import kept

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    op.execute("""CREATE TABLE copies (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
        revision INTEGER NOT NULL, turn INTEGER NOT NULL, channel TEXT NOT NULL, tag TEXT, campaign TEXT, product TEXT,
        language TEXT NOT NULL, category TEXT, mode TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
        selling_points JSON NOT NULL, steps JSON NOT NULL, author_id TEXT NOT NULL, author TEXT NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, approver_id TEXT, approver TEXT, approved_at TEXT,
        expires_on TEXT, owner TEXT NOT NULL, owned_at TEXT, distance REAL, checked_with TEXT NOT NULL,
        checked_as TEXT NOT NULL, searched TEXT NOT NULL)""")
    op.execute("CREATE INDEX copies_by_change ON copies (changed_at, number)")
    op.execute("CREATE INDEX copies_by_place ON copies (state, channel, tag)")
    op.execute("""CREATE TABLE sources (copy_id TEXT NOT NULL REFERENCES copies(id), ordinal INTEGER NOT NULL, doc_id TEXT NOT NULL,
        name TEXT NOT NULL, locator TEXT NOT NULL, quote TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL,
        is_proof BOOLEAN NOT NULL, PRIMARY KEY (copy_id, ordinal))""")
    op.execute("CREATE INDEX sources_by_document ON sources (doc_id, sha256)")
    op.execute("""CREATE TABLE revisions (copy_id TEXT NOT NULL REFERENCES copies(id), revision INTEGER NOT NULL, title TEXT NOT NULL,
        body TEXT NOT NULL, who_id TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (copy_id, revision))""")
    op.execute("""CREATE TABLE proofs (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
        revision INTEGER NOT NULL, rule_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
        doc_id TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, valid_until TEXT,
        who TEXT NOT NULL, at TEXT NOT NULL)""")
    op.execute("CREATE INDEX proofs_by_copy ON proofs (copy_id)")
    op.execute("""CREATE TABLE events (number INTEGER PRIMARY KEY AUTOINCREMENT, copy_id TEXT NOT NULL REFERENCES copies(id),
        act TEXT NOT NULL, before TEXT, after TEXT NOT NULL, revision INTEGER NOT NULL, who_id TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL, comment TEXT NOT NULL, detail JSON NOT NULL)""")
    op.execute("CREATE INDEX events_by_copy ON events (copy_id)")
    # The archive: advertisements are kept for three years at least (互联网广告管理办法 §13, K20), so nothing is
    # ever deleted here, and what was once written in the history, the texts and the proofs is never changed.
    op.execute(
        "CREATE TRIGGER copies_stay BEFORE DELETE ON copies BEGIN SELECT RAISE(ABORT, 'copies are kept'); END"
    )
    for statement in kept("revisions", "proofs", "events"):
        op.execute(statement)
