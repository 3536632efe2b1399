"""The built-in model on onnxruntime: ready in a second, torch is not imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from knowledge.encoders import builtin, cache
from knowledge.encoders.texts import prefixed, readable
from knowledge.errors import ModelUnavailable
from knowledge.measure import READS

_BATCH_TEXTS = 4  # one core's work at a time: more in a batch is more padding, not more speed
_BATCH_TOKENS = 2048  # padded; bounds the memory of attention
_PAD = 1


class OnnxEmbedder:
    """An Embedder over a folder of `builtin.prepare(kind="onnx-...")`; safe to share between threads."""

    def __init__(self, folder: Path | str, precision: str = "int8", threads: int = 2) -> None:
        """`threads` is the number of cores that passages may use; idle ones sleep, they do not spin.

        Each batch is one core's: batches side by side keep the cores busier than one batch split among them.

        Raises ModelUnavailable when the folder is not sound or has no graph in this precision.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        folder, graph = Path(folder), f"model-{precision}.onnx"
        cache.check(folder, (graph, "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime has no common root for its errors
            raise ModelUnavailable(f"onnxruntime cannot open {folder / graph}: {error}") from error
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()  # whole texts are counted; `_cut` shortens what is embedded
        self._name = builtin.identity(f"onnx-{precision}")
        self._cores = ThreadPoolExecutor(threads, thread_name_prefix="embedding")

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return int(self._session.get_outputs()[0].shape[1])

    @property
    def longest(self) -> int:
        return READS

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [
            len(encoding)
            for encoding in self._tokenizer.encode_batch_fast(readable(texts), add_special_tokens=False)
        ]

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(builtin.QUERY_PREFIX, texts))

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(builtin.PASSAGE_PREFIX, texts))

    def _embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        tokens = [_cut(encoding.ids) for encoding in self._tokenizer.encode_batch_fast(texts)]
        batches = list(_batches([len(ids) for ids in tokens]))
        runs = self._runs([[tokens[row] for row in rows] for rows in batches])
        for rows, made in zip(batches, runs, strict=True):
            vectors[rows] = made
        return vectors

    def _runs(self, batches: list[list[list[int]]]) -> Iterable[np.ndarray]:
        """A question is run where it is asked, behind nobody's passages."""
        return map(self._run, batches) if len(batches) == 1 else self._cores.map(self._run, batches)

    def _run(self, tokens: list[list[int]]) -> np.ndarray:
        width = max(map(len, tokens))
        ids = np.full((len(tokens), width), _PAD, np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        return self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


def _cut(ids: list[int]) -> list[int]:
    """The ids that the model reads: the first ones, and the end sign."""
    return ids if len(ids) <= READS else [*ids[: READS - 1], ids[-1]]


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Row numbers in groups of similar length, so that little is padding."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) == _BATCH_TEXTS or lengths[row] * (len(batch) + 1) > _BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
