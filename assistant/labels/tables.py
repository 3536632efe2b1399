"""The tables of labels.db: labels, which can be made again, and what staff set in their place, which cannot."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, Text

from knowledge.sqlite import kept

metadata = MetaData()

# Moments are ISO 8601 in UTC, so that they compare as texts.
labels = Table(
    "labels",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("role", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("mall", String, nullable=False),
    Column("language", String, nullable=False),
    Column("as_of", String, nullable=False),
    Column("last_at", String, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("last_turn", Integer, nullable=False),
    Column("is_settled", Integer, nullable=False),  # 0: nobody has written down yet who began it
    Column("first", Text, nullable=False),
    Column("told", JSON, nullable=False),  # as rules and likeness tell
    Column("shown", JSON, nullable=False),  # the same with what staff set
)

given = Table(  # the values that are shown, for lists
    "given",
    metadata,
    Column("conversation_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
)

seen = Table(  # one row: up to where the journal has been read
    "seen",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("opinion", Integer, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON(none_as_null=True)),
    Column("desk", String, nullable=False),
    Column("who", String, nullable=False),
    Column("who_name", String, nullable=False),
    Column("at", String, nullable=False),
    Column("note", Text, nullable=False),
)

erased = Table(  # that a conversation was deleted, by whom and why: not a word of it
    "erased",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("who_name", String, nullable=False),
    Column("why", String, nullable=False),
    Column("turns", Integer, nullable=False),
)

_GONE = "EXISTS (SELECT 1 FROM erased WHERE conversation_id = OLD.conversation_id)"
_FIRST = (
    """CREATE TABLE labels (conversation_id TEXT PRIMARY KEY, version TEXT NOT NULL, role TEXT NOT NULL,
    channel TEXT NOT NULL, mall TEXT NOT NULL, language TEXT NOT NULL, as_of TEXT NOT NULL, last_at TEXT NOT NULL,
    turns INTEGER NOT NULL, last_turn INTEGER NOT NULL, is_settled INTEGER NOT NULL, first TEXT NOT NULL,
    told JSON NOT NULL, shown JSON NOT NULL)""",
    "CREATE INDEX labels_by_moment ON labels (as_of, conversation_id)",
    "CREATE INDEX labels_by_last ON labels (last_at)",
    "CREATE TABLE given (conversation_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL)",
    "CREATE INDEX given_by_value ON given (kind, value)",
    "CREATE INDEX given_by_conversation ON given (conversation_id)",
    "CREATE TABLE seen (one INTEGER PRIMARY KEY CHECK (one = 1), turn INTEGER NOT NULL, opinion INTEGER NOT NULL)",
    "INSERT INTO seen VALUES (1, 0, 0)",
    """CREATE TABLE corrections (n INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, kind TEXT NOT NULL,
    before JSON NOT NULL, after JSON, desk TEXT NOT NULL, who TEXT NOT NULL, who_name TEXT NOT NULL, at TEXT NOT NULL,
    note TEXT NOT NULL)""",
    "CREATE INDEX corrections_of ON corrections (conversation_id)",
    """CREATE TABLE erased (conversation_id TEXT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, who_name TEXT NOT NULL,
    why TEXT NOT NULL, turns INTEGER NOT NULL)""",
    """CREATE TRIGGER corrections_hold BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are kept as written'); END""",
    f"""CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections WHEN NOT {_GONE}
    BEGIN SELECT RAISE(ABORT, 'corrections are kept until their conversation is erased'); END""",
    *kept("erased"),
)

# A step for each version of the file, in order; a released step is never changed, only followed by another.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
