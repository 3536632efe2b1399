"""The embedding model: prepared, installed, or answering."""

from __future__ import annotations

import importlib.util

import httpx

from knowledge.errors import AtriumError
from ui.checks.asking import PATIENCE
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    form, _, rest = settings.embedding.partition(":")
    if form == "openai":
        return _endpoint(rest)
    if form == "sentence-transformers" and importlib.util.find_spec("sentence_transformers") is None:
        return Finding.failed(
            "embedding",
            "sentence-transformers is not installed",
            "Install without SLIM=1, or set ATRIUM_EMBEDDING=builtin.",
        )
    if form.startswith("builtin"):
        return _builtin(settings)
    return Finding.ok("embedding", settings.embedding)


def _builtin(settings: Settings) -> Finding:
    from knowledge.encoders.builtin import is_prepared

    try:
        if is_prepared(
            settings.model_cache, "onnx-fp32" if settings.embedding.endswith("fp32") else "onnx-int8"
        ):
            return Finding.ok("embedding", "the built-in model is prepared")
    except AtriumError as error:
        return Finding.failed("embedding", str(error), "Install Atrium again: `make setup`.")
    return Finding.warning(
        "embedding", "the built-in model is not prepared yet", "The first start does it, in about a minute."
    )


def _endpoint(rest: str) -> Finding:
    address = rest.partition("@")[2]
    try:
        httpx.get(address, timeout=PATIENCE, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Finding.failed(
            "embedding",
            f"{address} does not answer ({type(error).__name__})",
            "Start it, or mend ATRIUM_EMBEDDING.",
        )
    return Finding.ok("embedding", f"{address} answers")
