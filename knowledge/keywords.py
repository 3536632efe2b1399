"""The keyword side of a shelf: BM25 over character bigrams, in an SQLite FTS5 table.

Three fields with their own weights: title, section and text. BM25 is FTS5's own
(https://www.sqlite.org/fts5.html#the_bm25_function, k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from knowledge.sqlite import open_engine
from knowledge.text import EDITION, is_cjk, tokens, words
from knowledge.writing.names import Wording

_TITLE, _SECTION, _TEXT = 0.6, 0.5, 1.0
# What a name earns besides its tokens, in tokens: as it was said; another name, for each token of
# the said one, of which two or three count; and the part of that for a name that is a word too.
_SAID, _OTHER, _A_WORD = 0.5, 0.75, 0.5
_FEWEST, _MOST = 2, 3
_SYNONYM = 0.75  # a synonym of a common word, for each token of the said one


@dataclass(frozen=True, slots=True)
class Entry:
    passage_id: str
    title: str
    section: str
    text: str


class KeywordIndex:
    """Passage ids by the words in them."""

    def __init__(self, path: Path) -> None:
        """Opens the index under `path`; one whose tokens are of another edition is emptied, to be filled anew."""
        self._engine = open_engine(path)
        with self._engine.begin() as connection:
            if connection.execute(text("PRAGMA user_version")).scalar() != EDITION:
                for table in ("ids", "words"):
                    connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
                connection.execute(text(f"PRAGMA user_version = {EDITION}"))
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
            last = connection.execute(text("SELECT coalesce(max(n), 0) FROM ids")).scalar_one()
            rows = [
                {
                    "n": number,
                    "id": entry.passage_id,
                    "t": _joined(tokens(entry.title)),
                    "s": _joined(tokens(entry.section)),
                    "b": _joined(tokens(entry.text)),
                }
                for number, entry in enumerate(entries, last + 1)
            ]
            if rows:
                connection.execute(text("INSERT INTO ids(n, passage_id) VALUES (:n, :id)"), rows)
                connection.execute(
                    text("INSERT INTO words(rowid, title, section, body) VALUES (:n, :t, :s, :b)"), rows
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

    def search(
        self, query: str, k: int, names: Sequence[Wording] = (), synonyms: Sequence[Wording] = ()
    ) -> dict[str, float]:
        """Passage id -> score (larger is better) of the k best that share a token with the query.

        The score is BM25 over the tokens. A name in the query counts as one word too, and passages
        that use another name of the same shop, or a synonym of a word, get a part of what theirs
        would have earned.
        """
        scores = self._ranked(" OR ".join(f'"{token}"' for token in _encoded(query)), k)
        more = (*(part for name in names for part in _named(name)), *map(_meant, synonyms))
        for match, weight in more:
            for passage_id, score in self._ranked(match, k).items():
                scores[passage_id] = scores.get(passage_id, 0.0) + weight * score
        return scores

    def _ranked(self, match: str, k: int) -> dict[str, float]:
        if not match:
            return {}
        # Only the k best are joined: a question's words stand in thousands of passages.
        sql = text(
            f"SELECT passage_id, score FROM (SELECT rowid AS n, -bm25(words, {_TITLE}, {_SECTION}, {_TEXT}) AS score"
            " FROM words WHERE words MATCH :match ORDER BY score DESC LIMIT :k) JOIN ids USING (n)"
        )
        with self._engine.connect() as connection:
            return {row.passage_id: row.score for row in connection.execute(sql, {"match": match, "k": k})}

    def has_phrase(self, phrase: str) -> bool:
        """Whether the tokens of a phrase stand one after the other in any field of a passage."""
        sql = text("SELECT 1 FROM words WHERE words MATCH :match LIMIT 1")
        with self._engine.connect() as connection:
            return connection.execute(sql, {"match": f'"{_joined(words(phrase))}"'}).first() is not None

    def ids(self) -> set[str]:
        with self._engine.connect() as connection:
            return set(connection.execute(text("SELECT passage_id FROM ids")).scalars())


def _encode(token: str) -> str:
    """A token in FTS5's alphabet, so that no query character can be an operator."""
    return token if token.isalnum() else re.sub(r"[^\w]", "_", token)


def _joined(found: Iterable[str]) -> str:
    return " ".join(map(_encode, found))


def _encoded(query: str) -> list[str]:
    return list(dict.fromkeys(map(_encode, tokens(query))))


def _named(name: Wording) -> Iterator[tuple[str, float]]:
    """What to look for besides the tokens, with its weight: the name as a phrase, and its other names."""
    part = _A_WORD if name.is_word else 1.0
    said = _phrase(name.said)
    length = min(max(len(words(name.said)), _FEWEST), _MOST) if said else _MOST
    others = _instead(name, said)
    if said:
        yield said, _SAID * part
    if others:
        yield others, _OTHER * length * part


def _meant(word: Wording) -> tuple[str, float]:
    """What to look for where a word of the query has synonyms, with its weight."""
    length = min(len(words(word.said)), _MOST)
    return _instead(word, _phrase(word.said)), _SYNONYM * length


def _instead(name: Wording, said: str) -> str:
    """The other wordings, where the said one does not stand as well: that has earned its own."""
    others = " OR ".join(filter(None, map(_phrase, name.others)))
    return f"({others}) NOT {said}" if others and said else others


def _phrase(name: str) -> str:
    """The tokens of a name, one after the other; a last character by itself may go on, as 茶 in 茶店 does."""
    found = words(name)
    goes_on = len(found) > 1 and len(found[-1]) == 1 and is_cjk(found[-1])
    return f'"{_joined(found)}"{"*" if goes_on else ""}' if found else ""
