"""Settings: environment variables with the prefix ATRIUM_, and PORT."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import AliasChoices, AwareDatetime, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import InvalidSetting
from ui.limits import Limits

_ORIGIN = re.compile(r"https?://(\*\.)?[a-zA-Z0-9.-]+(:\d+)?/?")  # nothing that could end a directive


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("atrium", appauthor=False))


class Settings(BaseSettings):
    """Everything that an operator decides. Secrets are `SecretStr`: they print as stars."""

    model_config = SettingsConfigDict(
        env_prefix="ATRIUM_", env_nested_delimiter="__", extra="ignore", populate_by_name=True, frozen=True
    )

    home: Path = Field(default_factory=_default_home)  # all state lives under this folder
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535, validation_alias=AliasChoices("PORT", "ATRIUM_PORT"))
    trusted_proxies: str = ""  # comma-separated addresses whose X-Forwarded-For is believed
    demo: bool = False
    clock: AwareDatetime | None = None  # a fixed moment, for demos and tests; None: the real time

    llm_base_url: str = ""  # Ollama, or any OpenAI-compatible endpoint; empty: extractive answers
    llm_provider: Literal["", "openai", "ollama"] = ""  # the protocol; empty: the address tells
    llm_model: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_seconds: float = Field(default=20.0, ge=1, le=600)  # for one answer in all
    llm_max_tokens: int = Field(default=600, ge=50, le=32_000)  # of one answer, a model's thoughts included

    embedding: str = "builtin"  # or sentence-transformers:NAME-OR-FOLDER, or openai:MODEL@BASE_URL
    embedding_api_key: SecretStr = SecretStr("")
    reranker: str = ""  # a CrossEncoder's folder or name; empty: the best hits are not looked at again
    reranker_depth: int = Field(default=20, ge=1, le=100)  # how many of them are
    model_cache: Path | None = None  # where prepared models lie; None: the user's cache

    watch: str = ""  # folders that the server keeps up with, separated as in PATH or by commas
    watch_polling: bool | None = None  # None: only for folders of other machines

    batch_days: int = Field(default=30, ge=1, le=3650)  # how long a batch of drafts is kept

    widget_origins: str = (
        ""  # pages of the mall that may show the chat, comma-separated: https://www.mall.example
    )

    ticket_days: int | None = Field(
        default=1095, ge=1, le=36_500
    )  # words of tickets are kept; None: for good

    conversation_days: int | None = Field(
        default=180, ge=1, le=36_500
    )  # conversations are kept, with their labels; None: for good

    limits: Limits = Limits()

    @property
    def watched_folders(self) -> list[Path]:
        names = self.watch.replace(os.pathsep, ",").split(",")
        return [Path(name.strip()).absolute() for name in names if name.strip()]

    @property
    def widget_pages(self) -> list[str]:
        return [origin.strip().rstrip("/") for origin in self.widget_origins.split(",") if origin.strip()]

    @field_validator("widget_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for origin in filter(None, (part.strip() for part in value.split(","))):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError("write origins such as https://www.mall.example, separated by commas")
        return value

    @property
    def has_llm(self) -> bool:
        return bool(self.llm_base_url and self.llm_model)


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, overridden by what is given (a `None` leaves the environment's).

    Raises InvalidSetting with one sentence for each value that cannot work.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise InvalidSetting(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    """One sentence a problem. The value is left out where it is a secret."""
    return "\n".join(_sentence(problem) for problem in error.errors(include_url=False, include_context=False))


def _sentence(problem: Any) -> str:
    parts = [str(part).upper() for part in problem["loc"]]
    name = "__".join(parts)
    name = name if name == "PORT" or name.startswith("ATRIUM_") else f"ATRIUM_{name}"
    value = "" if name.endswith("_API_KEY") else f" has the value {problem['input']!r}, which does not work"
    return f"{name}{value}: {problem['msg']}."
