"""The tables as they were first."""

from alembic import op

from knowledge.sqlite import kept

revision = "0001_first"
down_revision = None

_GONE = "EXISTS (SELECT 1 FROM erased WHERE conversation_id = OLD.conversation_id)"


def upgrade() -> None:
    op.execute("""CREATE TABLE labels (conversation_id TEXT PRIMARY KEY, version TEXT NOT NULL, role TEXT NOT NULL,
        channel TEXT NOT NULL, mall TEXT NOT NULL, language TEXT NOT NULL, as_of TEXT NOT NULL, last_at TEXT NOT NULL,
        turns INTEGER NOT NULL, last_turn INTEGER NOT NULL, is_settled INTEGER NOT NULL, first TEXT NOT NULL,
        told JSON NOT NULL, shown JSON NOT NULL)""")
    op.execute("CREATE INDEX labels_by_moment ON labels (as_of, conversation_id)")
    op.execute("CREATE INDEX labels_by_last ON labels (last_at)")
    op.execute("CREATE TABLE given (conversation_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL)")
    op.execute("CREATE INDEX given_by_value ON given (kind, value)")
    op.execute("CREATE INDEX given_by_conversation ON given (conversation_id)")
    op.execute(
        "CREATE TABLE seen (one INTEGER PRIMARY KEY CHECK (one = 1), turn INTEGER NOT NULL, opinion INTEGER NOT NULL)"
    )
    op.execute("INSERT INTO seen VALUES (1, 0, 0)")
    op.execute("""CREATE TABLE corrections (n INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, kind TEXT NOT NULL,
        before JSON NOT NULL, after JSON, desk TEXT NOT NULL, who TEXT NOT NULL, who_name TEXT NOT NULL, at TEXT NOT NULL,
        note TEXT NOT NULL)""")
    op.execute("CREATE INDEX corrections_of ON corrections (conversation_id)")
    op.execute("""CREATE TABLE erased (conversation_id TEXT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, who_name TEXT NOT NULL,
        why TEXT NOT NULL, turns INTEGER NOT NULL)""")
    op.execute("""CREATE TRIGGER corrections_hold BEFORE UPDATE ON corrections
        BEGIN SELECT RAISE(ABORT, 'corrections are kept as written'); END""")
    op.execute(f"""CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections WHEN NOT {_GONE}
        BEGIN SELECT RAISE(ABORT, 'corrections are kept until their conversation is erased'); END""")
    for statement in kept("erased"):
        op.execute(statement)
