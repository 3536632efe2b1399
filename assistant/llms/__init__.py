"""Language models: the seam, one implementation a protocol, and a breaker."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from assistant.llms.breaker import Breaker
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import LanguageModel
from assistant.llms.ollama import OllamaModel
from assistant.llms.openai_like import OpenAILikeModel, load_client
from assistant.llms.served import ServedModel, Server
from knowledge.errors import InvalidSetting

__all__ = ["Deadlines", "LanguageModel", "load_client", "open_model"]

_PROVIDERS: dict[str, type[ServedModel]] = {"openai": OpenAILikeModel, "ollama": OllamaModel}
_PORT_OF_OLLAMA = 11434


def open_model(
    base_url: str,
    model: str,
    api_key: str = "",
    *,
    provider: str = "",
    context_window: int = 8192,
    max_tokens: int = 600,
    deadlines: Deadlines | None = None,
) -> LanguageModel:
    """The model `model` at an address, behind a circuit breaker.

    `provider` is the protocol, "openai" or "ollama"; empty: the address tells. An address without a
    path means Ollama on Ollama's port, and the /v1 of a compatible server elsewhere. Nothing is
    contacted yet. Raises InvalidSetting for an address, a name or a provider that cannot work.
    """
    if not model.strip():
        raise InvalidSetting("The language model has no name; set it to one that its server knows.")
    address = _address(base_url)
    provider = provider or ("ollama" if _is_ollama(address) else "openai")
    if provider not in _PROVIDERS:
        raise InvalidSetting(f"There is no provider {provider!r}; choose one of {', '.join(_PROVIDERS)}.")
    url = address.geturl().rstrip("/") + ("" if address.path.strip("/") else "/v1")
    server = Server(url, model.strip(), api_key, context_window, max_tokens)
    return Breaker(_PROVIDERS[provider](server, deadlines))


def _address(base_url: str) -> SplitResult:
    parts = urlsplit(base_url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidSetting(
            f"The language model's address {base_url!r} is no web address; write it like http://localhost:11434."
        )
    return parts


def _is_ollama(address: SplitResult) -> bool:
    """By the path that only Ollama has, or by its port where no path says otherwise."""
    path = address.path.strip("/")
    return path == "api" or (not path and address.port == _PORT_OF_OLLAMA)
