"""From a setting to an embedder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.embedding import Embedder
from knowledge.encoders import builtin, use
from knowledge.encoders.builtin import Progress, prepare
from knowledge.encoders.lazy import LazyEmbedder
from knowledge.encoders.onnx import OnnxEmbedder
from knowledge.encoders.paired import PairedEmbedder
from knowledge.encoders.remote import RemoteEmbedder
from knowledge.encoders.sentence import SentenceTransformerEmbedder
from knowledge.errors import InvalidSetting
from knowledge.measure import READS

_FORMS = "builtin, builtin-e5, builtin-fp32, sentence-transformers:NAME-OR-FOLDER or openai:MODEL@BASE_URL"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the caller of open_embedder gave besides the form."""

    rest: str
    cache_dir: Path | str | None
    progress: Progress | None
    threads: int
    api_key: str
    prefixes: dict[str, str]


def open_embedder(
    spec: str = "builtin",
    *,
    cache_dir: Path | str | None = None,
    progress: Progress | None = None,
    threads: int = 2,
    api_key: str = "",
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
    lazy: bool = False,
) -> Embedder:
    """The embedder that a setting names.

    `spec` is `builtin` (two models paired), `builtin-e5` (the first of them alone: onnxruntime, int8),
    `builtin-fp32` (the same in full precision), `sentence-transformers:` with a name or
    folder (nothing after the colon: the built-in weights), or `openai:MODEL@BASE_URL`. `cache_dir`
    and `progress` are for the built-in model, `api_key` for the endpoint; prefixes replace the
    defaults of the last two. With `lazy` the built-in model is opened when the first text comes
    (the others as always). Raises InvalidSetting or ModelUnavailable.
    """
    form, _, rest = spec.strip().partition(":")
    if form not in {"builtin", *_BUILTIN, *_OPENERS} or (rest and form.startswith("builtin")):
        raise InvalidSetting(f"The embedding model {spec!r} is not known; write {_FORMS}.")
    given = {"query_prefix": query_prefix, "passage_prefix": passage_prefix}
    prefixes = {name: value for name, value in given.items() if value is not None}
    wish = _Wish(rest.strip(), cache_dir, progress, threads, api_key, prefixes)
    if form == "builtin":
        return PairedEmbedder(_e5(wish, "int8", lazy), _use(lazy))
    if form in _BUILTIN:
        return _e5(wish, _BUILTIN[form], lazy)
    return _OPENERS[form](wish)


def _e5(wish: _Wish, precision: str, lazy: bool) -> Embedder:
    def opened() -> Embedder:
        folder = prepare(wish.cache_dir, wish.progress, f"onnx-{precision}")
        return OnnxEmbedder(folder, precision, wish.threads)

    name = builtin.identity(f"onnx-{precision}")
    return LazyEmbedder(name, builtin.DIMENSIONS, READS, opened) if lazy else opened()


def _use(lazy: bool) -> Embedder:
    return LazyEmbedder(use.NAME, use.DIMENSIONS, READS, use.UseEmbedder) if lazy else use.UseEmbedder()


def _sentence(wish: _Wish) -> Embedder:
    name = wish.rest or prepare(wish.cache_dir, wish.progress, "sentence-transformers")
    return SentenceTransformerEmbedder(name, threads=wish.threads, **wish.prefixes)


def _remote(wish: _Wish) -> Embedder:
    model, at, base_url = wish.rest.partition("@")
    if not (model and at and base_url.startswith(("http://", "https://"))):
        raise InvalidSetting(
            f"The embedding endpoint 'openai:{wish.rest}' is incomplete; "
            "write openai:MODEL@BASE_URL, for example openai:bge-m3@http://127.0.0.1:8000/v1."
        )
    query, passage = (wish.prefixes.get(name, "") for name in ("query_prefix", "passage_prefix"))
    return RemoteEmbedder(base_url, model, wish.api_key, query, passage)


_BUILTIN = {"builtin-e5": "int8", "builtin-fp32": "fp32"}  # form -> precision of the first model alone

_OPENERS: dict[str, Callable[[_Wish], Embedder]] = {
    "sentence-transformers": _sentence,
    "openai": _remote,
}
