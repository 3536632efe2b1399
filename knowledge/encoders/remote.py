"""An OpenAI-compatible embedding endpoint."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import httpx
import numpy as np

from knowledge.encoders.texts import prefixed
from knowledge.errors import ModelUnavailable
from knowledge.measure import READS, Estimate

_BATCH = 64
_PAUSES = (0.5, 2.0)  # seconds before the second and third attempt
_WORTH_RETRYING = {408, 429, 500, 502, 503, 504}


class RemoteEmbedder:
    """An Embedder over `POST {base_url}/embeddings`; prefixes are for models that ask for them."""

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        query_prefix: str = "",
        passage_prefix: str = "",
        timeout: float = 30.0,
        longest: int = READS,
    ) -> None:
        """`base_url` ends before `/embeddings`, usually in `/v1`; `timeout` is in seconds a request.

        `longest` is what the model reads in tokens. Its tokenizer is at the other end, so texts are
        measured by an estimate.
        """
        self._base_url = base_url.rstrip("/")
        self._model = model
        self._prefixes = query_prefix, passage_prefix
        self._estimate = Estimate(longest)
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=timeout)

    @property
    def name(self) -> str:
        prefixes = "|".join(self._prefixes) if any(self._prefixes) else ""
        return f"openai:{self._model}@{self._base_url} {prefixes}".strip()

    @cached_property
    def dimensions(self) -> int:
        return int(self._request(["dimensions"]).shape[1])

    @property
    def longest(self) -> int:
        return self._estimate.longest

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._estimate.count_tokens(texts)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(self._prefixes[0], texts))

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(prefixed(self._prefixes[1], texts))

    def _embed(self, texts: list[str]) -> np.ndarray:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _BATCH):
            vectors[start : start + _BATCH] = self._request(texts[start : start + _BATCH])
        return vectors

    def _request(self, texts: list[str]) -> np.ndarray:
        # Some servers refuse an empty input; a space means the same.
        body = {"model": self._model, "input": [text or " " for text in texts], "encoding_format": "float"}
        try:
            rows = sorted(self._post(body)["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], np.float64)
        except (KeyError, TypeError, ValueError) as error:
            raise self._unavailable(f"answered in an unknown form ({error!r})") from error
        return self._unit(vectors, len(texts))

    def _post(self, body: dict[str, Any]) -> Any:
        for pause in (*_PAUSES, None):
            try:
                reply = self._client.post(f"{self._base_url}/embeddings", json=body)
                if reply.is_success:
                    return reply.json()
                problem = f"answered {reply.status_code}: {reply.text[:200]}"
                if reply.status_code not in _WORTH_RETRYING:
                    break
            except httpx.HTTPError as error:
                problem = f"does not answer ({error!r})"
            if pause is not None:
                time.sleep(pause)
        raise self._unavailable(problem)

    def _unit(self, vectors: np.ndarray, count: int) -> np.ndarray:
        if vectors.ndim != 2 or len(vectors) != count or not np.isfinite(vectors).all():
            raise self._unavailable(f"sent vectors of shape {vectors.shape} for {count} texts, or not finite")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not lengths.all():
            raise self._unavailable("sent a vector of length 0")
        return (vectors / lengths).astype(np.float32)

    def _unavailable(self, problem: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The embedding endpoint {self._base_url} (model {self._model}) {problem}; "
            "check its address, model name and key in the settings."
        )
