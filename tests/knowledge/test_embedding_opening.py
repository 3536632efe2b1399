"""The embedding setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.encoders import PairedEmbedder, open_embedder
from knowledge.encoders.lazy import LazyEmbedder
from knowledge.errors import InvalidSetting, ModelUnavailable


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("builtin", "multilingual-e5-small/onnx-int8/1571fc98+use-multilingual-v3/numpy/0db566fd"),
        ("builtin-e5", "multilingual-e5-small/onnx-int8/1571fc98"),
        ("builtin-fp32", "multilingual-e5-small/onnx-fp32/1571fc98"),
        ("openai:org/bge-m3@http://127.0.0.1:9/v1/", "openai:org/bge-m3@http://127.0.0.1:9/v1"),
    ],
)
def test_the_setting_names_weights_and_precision(spec: str, name: str) -> None:
    assert open_embedder(spec).name == name


@pytest.mark.parametrize(
    "spec", ["", "Builtin", "builtin:x", "word2vec", "openai:m", "openai:@http://x", "openai:m@x"]
)
def test_an_unknown_setting_is_explained(spec: str) -> None:
    with pytest.raises(InvalidSetting, match="write"):
        open_embedder(spec)


def test_a_model_that_does_not_open_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="sentence-transformers"):
        open_embedder(f"sentence-transformers:{tmp_path}")


@pytest.mark.parametrize("spec", ["builtin-e5", "builtin-fp32"])
def test_an_embedder_that_waits_for_its_first_text_is_the_same_one(spec: str) -> None:
    lazy, eager = open_embedder(spec, lazy=True), open_embedder(spec)
    assert isinstance(lazy, LazyEmbedder)
    assert (lazy.name, lazy.dimensions) == (eager.name, eager.dimensions)
    assert not lazy.is_open
    assert (lazy.embed_queries(["停车"]) == eager.embed_queries(["停车"])).all()
    assert (lazy.embed_passages(["停车"]) == eager.embed_passages(["停车"])).all()
    assert lazy.is_open


def test_a_pair_that_waits_for_its_first_text_opens_both_then() -> None:
    lazy, eager = open_embedder("builtin", lazy=True), open_embedder("builtin")
    assert isinstance(lazy, PairedEmbedder)
    assert (lazy.name, lazy.dimensions) == (eager.name, eager.dimensions)
    both = (lazy.first, lazy.second)
    assert [one.is_open for one in both] == [False, False]
    assert (lazy.embed_queries(["停车"]) == eager.embed_queries(["停车"])).all()
    assert [one.is_open for one in both] == [True, True]
