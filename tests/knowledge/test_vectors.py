"""The vector side of a shelf: which passages lie nearest."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import InternalError

from knowledge.vectors import VectorIndex, open_client

_KINDS, _ALIKE, _LONG = 40, 50, 64


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    """Passages of many similar papers: some kinds, and in each some dozen that are nearly the same."""
    dice = np.random.default_rng(5)
    kinds = np.repeat(dice.standard_normal((_KINDS, _LONG)), _ALIKE, axis=0)
    found = kinds + 0.2 * dice.standard_normal(kinds.shape)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def _ids(rows: np.ndarray) -> list[str]:
    return [f"p{row}" for row in rows]


def _missed(index: VectorIndex, vectors: np.ndarray, k: int = 120) -> int:
    """How many of the k nearest are not found, of every fortieth passage's neighbours."""
    asked = vectors[::40]
    nearest = np.argsort(-(asked @ vectors.T), axis=1)[:, :k]
    found = (set(index.search(vector, k)) for vector in asked)
    return sum(len(set(_ids(rows)) - got) for rows, got in zip(nearest, found, strict=True))


def test_none_of_the_nearest_is_missed(tmp_path: Path, vectors: np.ndarray) -> None:
    index = VectorIndex(open_client(tmp_path), "public-passages")
    index.add(_ids(np.arange(len(vectors))), vectors)
    assert _missed(index, vectors) == 0


def test_an_index_of_an_earlier_release_looks_as_far(tmp_path: Path, vectors: np.ndarray) -> None:
    client = open_client(tmp_path)
    made = client.create_collection(
        "public-passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    assert made.configuration["hnsw"]["ef_search"] < 120
    VectorIndex(client, "public-passages").add(_ids(np.arange(len(vectors))), vectors)
    again = client.get_collection("public-passages", embedding_function=None)
    assert again.configuration["hnsw"]["ef_search"] > 120


def test_an_index_that_cannot_be_changed_now_is_used_as_it_is(
    tmp_path: Path, vectors: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise InternalError("database is locked")

    client = open_client(tmp_path)
    client.create_collection("public-passages", configuration={"hnsw": {"space": "cosine"}})
    monkeypatch.setattr("chromadb.Collection.modify", locked)
    monkeypatch.setattr("knowledge.vectors._PAUSES", (0.0, 0.0))
    index = VectorIndex(client, "public-passages")
    index.add(["a"], vectors[:1])
    assert index.ids() == {"a"}


def test_a_search_while_the_first_passages_are_written_finds_them_or_nothing(
    tmp_path: Path, vectors: np.ndarray
) -> None:
    client = open_client(tmp_path)
    for number in range(40):  # Chroma fails in one of six when it is not asked again
        index, done = VectorIndex(client, f"public-passages-{number}"), threading.Event()
        with ThreadPoolExecutor(2) as askers:
            asking = [askers.submit(_asked_until, done, index, vectors[0]) for _ in range(2)]
            for name in ("a", "b", "c"):
                index.add([name], vectors[:1])
                assert name in index.search(vectors[0], 3)
            done.set()
            assert set().union(*(one.result() for one in asking)) <= {"a", "b", "c"}


def _asked_until(done: threading.Event, index: VectorIndex, vector: np.ndarray) -> set[str]:
    found: set[str] = set()
    while not done.is_set():
        found |= set(index.search(vector, 3))
    return found


def test_similarity_is_the_cosine(tmp_path: Path, vectors: np.ndarray) -> None:
    index = VectorIndex(open_client(tmp_path), "public-passages")
    index.add(["a", "b"], vectors[[0, -1]])
    found = index.search(vectors[0], 2)
    assert found == pytest.approx({"a": 1.0, "b": float(vectors[0] @ vectors[-1])}, abs=1e-5)
