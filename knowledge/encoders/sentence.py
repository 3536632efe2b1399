"""Any sentence-transformers model, by folder or by name."""

from __future__ import annotations

import copy
import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from knowledge.encoders import builtin, cache
from knowledge.encoders.texts import prefixed, readable
from knowledge.errors import ModelUnavailable
from knowledge.measure import READS

_WEIGHTS = ("*.safetensors", "*.bin")


class SentenceTransformerEmbedder:
    """An Embedder over sentence-transformers; the default prefixes are those of the E5 family."""

    def __init__(
        self,
        name_or_folder: str | Path,
        query_prefix: str = builtin.QUERY_PREFIX,
        passage_prefix: str = builtin.PASSAGE_PREFIX,
        threads: int = 2,
    ) -> None:
        """A folder is opened without network; a name is looked up in the local hub cache, then the hub.

        `threads` holds for torch in the whole process.
        Raises ModelUnavailable when sentence-transformers is not installed or the model does not open.
        """
        self._model = _open(name_or_folder, threads)
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._name = _identity(name_or_folder, query_prefix, passage_prefix)

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension())

    @property
    def longest(self) -> int:
        return int(self._model.max_seq_length or READS)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        encoded = self._counter(readable(texts), add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    @cached_property
    def _counter(self) -> Any:
        """A tokenizer of its own: counting and embedding set its truncation differently, on other threads."""
        return copy.deepcopy(self._model.tokenizer)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(self._query_prefix, texts))

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(self._passage_prefix, texts))

    def _embed(self, texts: list[str]) -> np.ndarray:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False, prompt="")
        return np.asarray(vectors, np.float32)


def sentence_transformers(wanted: str, instead: str, threads: int) -> ModuleType:
    """The library, imported when something needs it: it takes seconds, and torch besides.

    Raises ModelUnavailable with what was `wanted` and what to do `instead` when it is not installed.
    """
    # Threads that spin while they wait cost five times the work where cores are shared.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        import sentence_transformers
        import torch
        from transformers.utils import logging
    except ImportError as error:
        raise ModelUnavailable(
            f"{wanted} needs sentence-transformers ({error}); "
            f"install the full environment (`make demo` without SLIM=1), or {instead}."
        ) from error
    logging.disable_progress_bar()
    torch.set_num_threads(threads)
    return sentence_transformers


def _open(name_or_folder: str | Path, threads: int) -> Any:
    library = sentence_transformers(
        f"The embedding model {name_or_folder}", "take the built-in model", threads
    )
    try:
        local = Path(name_or_folder).is_dir()
        return library.SentenceTransformer(str(name_or_folder), device="cpu", local_files_only=local)
    except Exception as error:  # the hub, torch and the loaders raise without a common root
        raise ModelUnavailable(f"sentence-transformers cannot open {name_or_folder}: {error}") from error


def _identity(name_or_folder: str | Path, *prefixes: str) -> str:
    """Name and, for a folder, the weights' hash; other prefixes make other vectors, so they count too."""
    digest = hashlib.sha256("\0".join(prefixes).encode())
    folder = Path(name_or_folder)
    for pattern in _WEIGHTS:
        for path in sorted(folder.glob(pattern)):
            digest.update(cache.file_sha256(path).encode())
    name = folder.resolve().name if folder.is_dir() else str(name_or_folder)
    return f"{name}/sentence-transformers/{digest.hexdigest()[:8]}"
