"""Language models: the seam, one implementation for every OpenAI-compatible server, and a breaker."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.llms.breaker import Breaker
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import LanguageModel
from assistant.llms.openai_like import OpenAILikeModel, Server, load_client
from knowledge.errors import InvalidSetting

__all__ = ["Deadlines", "LanguageModel", "load_client", "open_model"]


def open_model(
    base_url: str,
    model: str,
    api_key: str = "",
    *,
    context_window: int = 8192,
    max_tokens: int = 600,
    deadlines: Deadlines | None = None,
) -> LanguageModel:
    """The model `model` at an OpenAI-compatible address, behind a circuit breaker.

    An address without a path means its /v1, so that `http://localhost:11434` is Ollama. Nothing is
    contacted yet. Raises InvalidSetting for an address or a name that cannot work.
    """
    if not model.strip():
        raise InvalidSetting("The language model has no name; set it to one that its server knows.")
    server = Server(_address(base_url), model.strip(), api_key, context_window, max_tokens)
    return Breaker(OpenAILikeModel(server, deadlines))


def _address(base_url: str) -> str:
    parts = urlsplit(base_url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidSetting(
            f"The language model's address {base_url!r} is no web address; write it like http://localhost:11434/v1."
        )
    return base_url.strip().rstrip("/") + ("" if parts.path.strip("/") else "/v1")
