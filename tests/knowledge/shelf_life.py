"""A small real library for tests: a real catalogue, real Chroma, real FTS5, and an embedder made of words."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import numpy as np

from knowledge.measure import Estimate
from knowledge.model import Document, Passage, Shelf, Visibility
from knowledge.text import tokens

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=CHINA)


class WordEmbedder(Estimate):
    """Texts that share words are near each other; deterministic, no model."""

    dimensions = 128

    def __init__(self, name: str = "words-1") -> None:
        super().__init__()
        self.name = name

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for token in tokens(text):
                vectors[row, zlib.crc32(token.encode()) % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    embed_queries = embed_passages


def document(doc_id: str, **fields: object) -> Document:
    values: dict = {
        "title": f"文件{doc_id}",
        "source": f"{doc_id}.md",
        "sha256": doc_id,
        "visibility": Visibility.PUBLIC,
    }
    return Document(doc_id, **values | fields)


def passages(doc: Document, *texts: str, shelf: Shelf = Shelf.PUBLIC) -> list[Passage]:
    return [
        Passage(f"{doc.doc_id}:{doc.sha256}:{number}", doc.doc_id, number, text, shelf)
        for number, text in enumerate(texts)
    ]
