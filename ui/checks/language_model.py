"""The language model, where one is set: whether its server lists models."""

from __future__ import annotations

from ui.checks.asking import answers
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    if not settings.has_llm:
        return Finding.ok("language model", "none is set: answers quote the papers")
    address = f"{settings.llm_base_url.rstrip('/')}/models"
    if answers(address, settings.llm_api_key.get_secret_value()):
        return Finding.ok("language model", f"{address} answers")
    return Finding.warning(
        "language model",
        f"{address} does not list its models",
        "Start it, or mend ATRIUM_LLM_BASE_URL and ATRIUM_LLM_API_KEY; until then answers quote the papers.",
    )
