"""The keyword side of a shelf: BM25 over character bigrams, in an SQLite FTS5 table.

Three fields with their own weights: title, section and text. BM25 is FTS5's own
(https://www.sqlite.org/fts5.html#the_bm25_function, k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, event, text

from knowledge.text import tokens

_TITLE, _SECTION, _TEXT = 0.6, 0.8, 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    passage_id: str
    title: str
    section: str
    text: str


class KeywordIndex:
    """Passage ids by the words in them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        event.listen(
            self._engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL")
        )
        with self._engine.begin() as connection:
            connection.execute(
                text("CREATE TABLE IF NOT EXISTS ids(n INTEGER PRIMARY KEY, passage_id TEXT UNIQUE)")
            )
            connection.execute(
                text(
                    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, section, body,"
                    " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
                )
            )

    def close(self) -> None:
        self._engine.dispose()

    def add(self, entries: Sequence[Entry]) -> None:
        self.remove([entry.passage_id for entry in entries])
        with self._engine.begin() as connection:
            for entry in entries:
                row = connection.execute(
                    text("INSERT INTO ids(passage_id) VALUES (:id)"), {"id": entry.passage_id}
                ).lastrowid
                connection.execute(
                    text("INSERT INTO words(rowid, title, section, body) VALUES (:n, :t, :s, :b)"),
                    {"n": row, "t": _words(entry.title), "s": _words(entry.section), "b": _words(entry.text)},
                )

    def remove(self, ids: Iterable[str]) -> None:
        with self._engine.begin() as connection:
            for passage_id in ids:
                found = connection.execute(
                    text("SELECT n FROM ids WHERE passage_id = :id"), {"id": passage_id}
                )
                row = found.scalar()
                if row is not None:
                    connection.execute(text("DELETE FROM words WHERE rowid = :n"), {"n": row})
                    connection.execute(text("DELETE FROM ids WHERE n = :n"), {"n": row})

    def search(self, query: str, k: int) -> dict[str, float]:
        """Passage id -> BM25 score (larger is better) of the k best that share a token with the query."""
        match = " OR ".join(f'"{token}"' for token in _encoded(query))
        if not match:
            return {}
        sql = text(
            f"SELECT passage_id, -bm25(words, {_TITLE}, {_SECTION}, {_TEXT}) AS score FROM words"
            " JOIN ids ON ids.n = words.rowid WHERE words MATCH :match ORDER BY score DESC LIMIT :k"
        )
        with self._engine.connect() as connection:
            return {row.passage_id: row.score for row in connection.execute(sql, {"match": match, "k": k})}

    def ids(self) -> set[str]:
        with self._engine.connect() as connection:
            return set(connection.execute(text("SELECT passage_id FROM ids")).scalars())


def _encode(token: str) -> str:
    """A token in FTS5's alphabet, so that no query character can be an operator."""
    return token if token.isalnum() else re.sub(r"[^\w]", "_", token)


def _words(content: str) -> str:
    return " ".join(map(_encode, tokens(content)))


def _encoded(query: str) -> list[str]:
    return list(dict.fromkeys(map(_encode, tokens(query))))
