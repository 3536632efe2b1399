"""What was embedded once is not embedded again, whatever became of the file it came from."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders import RememberingEmbedder
from knowledge.encoders.texts import prefixed
from tests.contracts.embedder import EmbedderContract
from tests.knowledge.shelf_life import WordEmbedder


class CountingEmbedder(WordEmbedder):
    """Remembers which passages it was asked for."""

    def __init__(self, name: str = "words-1") -> None:
        super().__init__(name)
        self.asked: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return super().embed_passages(prefixed("", texts))

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return super().embed_passages(prefixed("query ", texts))


class TestRememberingEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self, tmp_path: Path) -> RememberingEmbedder:
        return RememberingEmbedder(CountingEmbedder(), tmp_path / "vectors.db")


def test_a_passage_is_embedded_once_also_after_a_restart(tmp_path):
    model, path = CountingEmbedder(), tmp_path / "vectors.db"
    first = RememberingEmbedder(model, path).embed_passages(["停车", "会员", "停车"])
    again = RememberingEmbedder(model, path).embed_passages(["会员", "停车", "抽奖"])
    assert model.asked == ["停车", "会员", "抽奖"]
    np.testing.assert_array_equal(first[0], first[2])
    np.testing.assert_array_equal(first[:2], again[1::-1])


def test_vectors_of_another_model_are_not_taken(tmp_path):
    path = tmp_path / "vectors.db"
    RememberingEmbedder(CountingEmbedder("one"), path).embed_passages(["停车"])
    other = CountingEmbedder("two")
    RememberingEmbedder(other, path).embed_passages(["停车"])
    assert other.asked == ["停车"]


def test_the_oldest_are_forgotten_beyond_the_bound(tmp_path):
    model = CountingEmbedder()
    memory = RememberingEmbedder(model, tmp_path / "vectors.db", most=2)
    for text in ("一层", "二层", "三层"):
        memory.embed_passages([text])
    memory.embed_passages(["二层", "三层"])
    memory.embed_passages(["一层"])
    assert model.asked == ["一层", "二层", "三层", "一层"]


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all, by any means", b"SQLite format 3\0" + b"\xff" * 400]
)
def test_a_damaged_memory_is_begun_anew(tmp_path, damage):
    path = tmp_path / "vectors.db"
    path.write_bytes(damage)
    memory = RememberingEmbedder(CountingEmbedder(), path)
    assert memory.embed_passages(["停车"]).shape == (1, memory.dimensions)


def test_the_memory_keeps_no_text(tmp_path):
    RememberingEmbedder(CountingEmbedder(), tmp_path / "vectors.db").embed_passages(["赔付授权500元"])
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "赔付授权".encode() not in kept
