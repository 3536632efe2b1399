"""The index: whether the model of the settings built it."""

from __future__ import annotations

from knowledge.encoders.builtin import SINGLE
from knowledge.shelves import model_of
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    built = model_of(settings.home / "index")
    if built is None:
        return Finding.ok("index", "none yet; it is built when papers come in")
    if settings.embedding.startswith("builtin"):
        from knowledge.encoders import open_embedder

        wanted = open_embedder(settings.embedding, lazy=True).name
        if built == SINGLE and settings.embedding == "builtin":
            return Finding.warning(
                "index", "it was built by one model; two find more", "Run `atrium reindex` when it suits."
            )
        if built != wanted:
            return Finding.failed(
                "index", f"it was built with {built}, the setting names {wanted}", "Run `atrium reindex`."
            )
    return Finding.ok("index", f"built with {built}")
