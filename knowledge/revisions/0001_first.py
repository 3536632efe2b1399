"""The tables as they were first, also by releases that counted nothing: what a file of theirs lacks is added."""

from alembic import op

revision = "0001_first"
down_revision = None

LATER = (
    ("documents", "said_by", "JSON NOT NULL DEFAULT '{}'"),
    ("documents", "warnings", "JSON NOT NULL DEFAULT '[]'"),
    ("passages", "confidence", "FLOAT"),
)


def upgrade() -> None:
    op.execute("""CREATE TABLE IF NOT EXISTS documents (doc_id VARCHAR NOT NULL PRIMARY KEY, title VARCHAR NOT NULL,
        source VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, visibility VARCHAR NOT NULL, doc_type VARCHAR NOT NULL,
        version VARCHAR NOT NULL, declared_status VARCHAR NOT NULL, issued_on DATE, effective_from DATE,
        effective_to DATE, publish_from VARCHAR, supersedes JSON NOT NULL, audience JSON NOT NULL,
        owner_desk VARCHAR NOT NULL, review_by DATE, language VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL,
        extra JSON NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_documents_source ON documents (source)")
    op.execute("CREATE INDEX IF NOT EXISTS ix_documents_sha256 ON documents (sha256)")
    op.execute("""CREATE TABLE IF NOT EXISTS passages (passage_id VARCHAR NOT NULL PRIMARY KEY,
        doc_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, text TEXT NOT NULL, shelf VARCHAR NOT NULL, kind VARCHAR NOT NULL, section JSON NOT NULL, page INTEGER,
        row VARCHAR NOT NULL, language VARCHAR NOT NULL,
        FOREIGN KEY (doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_passages_doc_id ON passages (doc_id)")
    op.execute("""CREATE TABLE IF NOT EXISTS shops (unit VARCHAR NOT NULL, doc_id VARCHAR NOT NULL,
        ordinal INTEGER NOT NULL, fields JSON NOT NULL, PRIMARY KEY (unit, doc_id),
        FOREIGN KEY (doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE)""")
    op.execute("CREATE TABLE IF NOT EXISTS facts (key VARCHAR NOT NULL PRIMARY KEY, value JSON NOT NULL)")
    op.execute("""CREATE TABLE IF NOT EXISTS decisions (number INTEGER NOT NULL PRIMARY KEY, doc_id VARCHAR NOT NULL,
        source VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, what VARCHAR NOT NULL, who VARCHAR NOT NULL,
        at VARCHAR NOT NULL, visibility VARCHAR NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT '',
        fields JSON NOT NULL DEFAULT '{}')""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_decisions_doc_id ON decisions (doc_id)")
    op.execute("CREATE INDEX IF NOT EXISTS ix_decisions_source ON decisions (source)")
    op.execute("CREATE INDEX IF NOT EXISTS ix_decisions_sha256 ON decisions (sha256)")
    op.execute("""CREATE TABLE IF NOT EXISTS versions (version_id INTEGER NOT NULL PRIMARY KEY, doc_id VARCHAR NOT NULL,
        why VARCHAR NOT NULL, at VARCHAR NOT NULL, who VARCHAR NOT NULL DEFAULT '', document JSON NOT NULL,
        passages JSON NOT NULL, shops JSON NOT NULL)""")
    op.execute("CREATE INDEX IF NOT EXISTS ix_versions_doc_id ON versions (doc_id)")
    op.execute("""CREATE TABLE IF NOT EXISTS unread (source VARCHAR NOT NULL PRIMARY KEY, fingerprint VARCHAR NOT NULL,
        reason TEXT NOT NULL, text_hash VARCHAR NOT NULL)""")
    for table, column, kind in LATER:
        present = op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})").all()
        if column not in {row.name for row in present}:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
