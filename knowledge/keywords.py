"""The keyword side of a shelf: BM25 over character bigrams, in an SQLite FTS5 table.

Three fields with their own weights: title, section and text. BM25 is FTS5's own
(https://www.sqlite.org/fts5.html#the_bm25_function, k1 = 1.2, b = 0.75). To find a passage costs FTS5
little, to score it ten times as much; so where a question's words stand in thousands of passages, those are
not scored that have common words alone and could not be among the best by them (the idea of MaxScore:
Turtle & Flood 1995, Query evaluation: strategies and optimizations).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Connection, bindparam, text

from knowledge.sqlite import open_engine
from knowledge.text import EDITION, is_cjk, tokens, words
from knowledge.writing.names import Wording

_TITLE, _SECTION = 0.6, 0.5  # the text counts whole
# What a name earns besides its tokens, in tokens: as it was said; another name, for each token of
# the said one, of which two or three count; and the part of that for a name that is a word too.
_SAID, _OTHER, _A_WORD = 0.5, 0.75, 0.5
_FEWEST, _MOST = 2, 3
_SYNONYM = 0.75  # a synonym of a common word, for each token of the said one

_FEW = 4_000  # passages, counted once for each token, that are all scored; a mall's papers are seldom more
_FIRST = 400  # passages scored first, to see what the best ones earn
_EARNED = 1.3  # times its rarity: what a common token earns a passage; 2.2 at most, 1 in one of mean length

_COUNTED = text("SELECT term, doc FROM counts WHERE term IN :tokens").bindparams(
    bindparam("tokens", expanding=True)
)
_ANY = """
SELECT passage_id, score FROM (
    SELECT rowid AS n, -bm25(words, :title, :section, 1.0) AS score FROM words
    WHERE words MATCH :match {only} ORDER BY score DESC LIMIT :k
) JOIN ids USING (n)"""  # only the k best are joined: a question's words stand in thousands of passages
_SCORED = text(_ANY.format(only=""))
# The plus keeps SQLite from looking the passages up one by one: it goes through the matches and leaves these out.
_SCORED_WITH = text(_ANY.format(only="AND +rowid IN (SELECT rowid FROM words WHERE words MATCH :only)"))


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
                for table in ("ids", "counts", "words"):
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
            connection.execute(text("CREATE VIRTUAL TABLE IF NOT EXISTS counts USING fts5vocab(words, row)"))

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
        more = (*(part for name in names for part in _named(name)), *map(_meant, synonyms))
        with self._engine.connect() as connection:
            scores = _best(connection, _encoded(query), k)
            for match, weight in more:
                if match:
                    for passage_id, score in _scored(connection, match, k).items():
                        scores[passage_id] = scores.get(passage_id, 0.0) + weight * score
        return scores

    def has_phrase(self, phrase: str) -> bool:
        """Whether the tokens of a phrase stand one after the other in any field of a passage."""
        sql = text("SELECT 1 FROM words WHERE words MATCH :match LIMIT 1")
        with self._engine.connect() as connection:
            return connection.execute(sql, {"match": f'"{_joined(words(phrase))}"'}).first() is not None

    def ids(self) -> set[str]:
        with self._engine.connect() as connection:
            return set(connection.execute(text("SELECT passage_id FROM ids")).scalars())


def _best(connection: Connection, tokens: Sequence[str], k: int) -> dict[str, float]:
    """The k best that have a token, with their scores."""
    counts = _counts(connection, tokens)
    if not counts:
        return {}
    rarest, every = [*counts], _any_of(counts)
    if sum(counts.values()) <= _FEW:
        return _scored(connection, every, k)
    number = connection.execute(text("SELECT max(n) FROM ids")).scalar_one()
    most = [_EARNED * _rarity(count, number) for count in counts.values()]
    needed = next(n for n, total in enumerate(accumulate(counts.values()), 1) if total >= _FIRST)
    while needed < len(rarest):
        found = _scored(connection, every, k, only=_any_of(rarest[:needed]))
        least = min(found.values()) if len(found) == k else 0.0
        enough = next(n for n in range(needed, len(rarest) + 1) if sum(most[n:]) <= least)
        if enough == needed:
            return found
        needed = enough
    return _scored(connection, every, k)


def _counts(connection: Connection, tokens: Sequence[str]) -> dict[str, int]:
    """How many passages have each of the tokens that any has, rarest first."""
    rows = connection.execute(_COUNTED, {"tokens": tokens}).all()
    return dict(sorted(map(tuple, rows), key=lambda counted: counted[1]))


def _rarity(count: int, number: int) -> float:
    """A token's weight in BM25, by how many of a number of passages have it; never less than 0, as FTS5 has it."""
    return max(0.0, math.log((number - count + 0.5) / (count + 0.5)))


def _scored(connection: Connection, match: str, k: int, only: str = "") -> dict[str, float]:
    """The k best matches, those alone that match `only` as well where it is given; larger scores are better."""
    given = {"match": match, "k": k, "title": _TITLE, "section": _SECTION}
    rows = (
        connection.execute(_SCORED_WITH, {**given, "only": only})
        if only
        else connection.execute(_SCORED, given)
    )
    return dict(map(tuple, rows.all()))


def _any_of(tokens: Iterable[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)


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
