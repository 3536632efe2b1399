"""An embedder that embeds no passage twice: what was moved, renamed or described anew costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from knowledge.embedding import Embedder, Scale, scale_of
from knowledge.sqlite import open_engine

MOST = 400_000  # vectors kept; the oldest go first (384 dimensions: 0.7 GB)
_MANY = 500  # keys in one IN clause

_metadata = MetaData()
_rowid: ColumnElement[int] = literal_column("rowid")
_vectors = Table(
    "vectors",
    _metadata,
    Column("key", LargeBinary(16), primary_key=True),  # of the model's name and the text
    Column("vector", LargeBinary, nullable=False),  # float32
)


class RememberingEmbedder:
    """Another embedder with a memory on disk for passages; questions are not remembered.

    The memory holds no text and no source, only hashes and vectors. It is derived: a damaged file
    is begun anew, and a memory that fails never fails the embedding.
    """

    def __init__(self, embedder: Embedder, path: Path, most: int = MOST) -> None:
        self._embedder = embedder
        self._most = most
        self._engine = _open(path)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    @property
    def longest(self) -> int:
        return self._embedder.longest

    @property
    def scale(self) -> Scale:
        return scale_of(self._embedder)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        keys = [self._key(text) for text in texts]
        known: dict[bytes, np.ndarray] = {}
        with suppress(DatabaseError):
            known = self._recall(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, self._embedder.embed_passages(list(missing.values())), strict=True))
            known |= fresh
            with suppress(DatabaseError):
                self._remember(fresh)
        return np.array([known[key] for key in keys], np.float32).reshape(len(keys), self.dimensions)

    def _key(self, text: str) -> bytes:
        named = f"{self.name}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(named, digest_size=16).digest()

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, np.ndarray]:
        found: dict[bytes, np.ndarray] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(keys), _MANY):
                query = select(_vectors).where(_vectors.c.key.in_(keys[start : start + _MANY]))
                found |= {row.key: np.frombuffer(row.vector, np.float32) for row in connection.execute(query)}
        return {key: vector for key, vector in found.items() if len(vector) == self.dimensions}

    def _remember(self, fresh: dict[bytes, np.ndarray]) -> None:
        rows = [{"key": key, "vector": vector.astype(np.float32).tobytes()} for key, vector in fresh.items()]
        put = insert(_vectors)
        with self._engine.begin() as connection:
            connection.execute(
                put.on_conflict_do_update(index_elements=["key"], set_={"vector": put.excluded.vector}), rows
            )
            self._forget_the_oldest(connection)

    def _forget_the_oldest(self, connection: Connection) -> None:
        # rowid grows with every insertion; counting rows would read the whole table.
        last = connection.execute(select(func.max(_rowid)).select_from(_vectors)).scalar() or 0
        connection.execute(_vectors.delete().where(_rowid <= last - self._most))


def _open(path: Path) -> Engine:
    engine = _engine(path)
    try:
        _metadata.create_all(engine)
    except DatabaseError:
        engine.dispose()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        engine = _engine(path)
        _metadata.create_all(engine)
    return engine


def _engine(path: Path) -> Engine:
    return open_engine(path, "synchronous=NORMAL")  # what a power cut loses is embedded again
