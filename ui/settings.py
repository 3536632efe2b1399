"""Settings: environment variables with the prefix ATRIUM_, and PORT; what they leave out, a file may say."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import (
    AliasChoices,
    AwareDatetime,
    BaseModel,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from knowledge.errors import InvalidSetting
from ui.entry.limits import Limits
from ui.operating import settings_file

_ORIGIN = re.compile(r"https?://(\*\.)?[a-zA-Z0-9.-]+(:\d+)?/?")  # nothing that could end a directive
_DIALLED = re.compile(r"\+?[\d(][\d ()-]{1,22}\d")
_ISSUER = re.compile(r"https://[^\s?#]+$|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/[^\s?#]*)?$")


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("atrium", appauthor=False))


class Settings(BaseSettings):
    """Everything that an operator decides. Secrets are `SecretStr`: they print as stars."""

    model_config = SettingsConfigDict(
        env_prefix="ATRIUM_", env_nested_delimiter="__", extra="ignore", populate_by_name=True, frozen=True
    )

    home: Path = Field(default_factory=_default_home)  # all state lives under this folder
    config: Path | None = None  # the file that holds settings; None: the one in the home, if there is one
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

    police: str = ""  # whom to ring in danger; empty: as the public papers say, else as in the Mainland
    fire: str = ""
    ambulance: str = ""
    emergency_line: str = ""  # the mall's own, answered at any hour

    public_url: str = ""  # where colleagues and shoppers reach this house, for links in messages

    ticket_days: int | None = Field(
        default=1095, ge=1, le=36_500
    )  # words of tickets are kept; None: for good

    conversation_days: int | None = Field(
        default=180, ge=1, le=36_500
    )  # conversations are kept, with their labels; None: for good
    audit_anchor: Path | None = None  # where the record's end is written down; None: beside the record

    oidc_issuer: str = ""  # an identity provider that staff log in with, e.g. https://id.mall.example
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid profile"
    oidc_role_claim: str = "groups"  # the claim whose values are looked up in oidc_roles
    oidc_roles: str = ""  # VALUE=ROLE, comma-separated; whoever has none of the values gets no access
    oidc_group_claim: str = ""  # the claim whose values are departments; empty: none
    oidc_button: str = "单点登录"  # what the login page calls it

    log: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    otel_endpoint: str = ""  # where traces go, OTLP over gRPC; empty: none are made

    limits: Limits = Limits()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code wins over the environment, which wins over the file."""
        return init_settings, env_settings, _File(settings_cls)

    @property
    def watched_folders(self) -> list[Path]:
        names = self.watch.replace(os.pathsep, ",").split(",")
        return [Path(name.strip()).absolute() for name in names if name.strip()]

    @property
    def widget_pages(self) -> list[str]:
        return [origin.strip().rstrip("/") for origin in self.widget_origins.split(",") if origin.strip()]

    @field_validator("home")
    @classmethod
    def _is_absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()  # the same folder whatever becomes of the current one

    @field_validator("police", "fire", "ambulance", "emergency_line")
    @classmethod
    def _is_dialled(cls, value: str) -> str:
        if value and not _DIALLED.fullmatch(value):
            raise ValueError("write a number as it is dialled, such as 999 or 2118 8999")
        return value

    @field_validator("widget_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for origin in filter(None, (part.strip() for part in value.split(","))):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError("write origins such as https://www.mall.example, separated by commas")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not _ORIGIN.fullmatch(value):
            raise ValueError("write an address such as https://atrium.mall.example")
        return value.rstrip("/")

    @property
    def oidc_table(self) -> dict[str, str]:
        """Roles by the claim's value."""
        pairs = (part.rpartition("=") for part in self.oidc_roles.split(",") if part.strip())
        return {value.strip(): role.strip() for value, _, role in pairs}

    @field_validator("oidc_roles")
    @classmethod
    def _are_roles(cls, value: str) -> str:
        for part in filter(None, (part.strip() for part in value.split(","))):
            named, _, role = part.rpartition("=")
            if not named or role.strip() not in ("staff", "content", "admin"):
                raise ValueError(
                    "write VALUE=ROLE pairs separated by commas; roles are staff, content, admin"
                )
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        if value and not _ISSUER.match(value):
            raise ValueError("an issuer is an https:// address (http:// on this machine only)")
        return value.rstrip("/")

    @property
    def has_oidc(self) -> bool:
        return bool(self.oidc_issuer and self.oidc_client_id)

    @property
    def has_llm(self) -> bool:
        return bool(self.llm_base_url and self.llm_model)


class _File(PydanticBaseSettingsSource):
    """The file, which is looked for where the sources before it say."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        raise NotImplementedError  # the file is read as a whole

    def __call__(self) -> dict[str, Any]:
        state = self.current_state
        config = state.get("config")
        home = Path(state.get("home") or _default_home())
        path = settings_file.find(Path(config) if config else None, home)
        if path is None:
            return {}
        told = settings_file.read(path, known_names())
        if "home" in told and path.parent == home:
            raise InvalidSetting(f"{path}: home cannot stand in the home itself; set ATRIUM_HOME.")
        return {"PORT" if name == "port" else name: value for name, value in told.items()}


def known_names() -> settings_file.Known:
    """Every setting as a file names it, with those inside it where it is a group."""
    return {
        name: list(type(field.default).model_fields) if isinstance(field.default, BaseModel) else None
        for name, field in Settings.model_fields.items()
    }


def load_settings(**given: Any) -> Settings:
    """Settings from the environment and the file, overridden by what is given (a `None` leaves theirs).

    Raises InvalidSetting with one sentence for each value that cannot work.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise InvalidSetting(_explain(error, given)) from None


def _explain(error: ValidationError, given: dict[str, Any]) -> str:
    """One sentence a problem. The value is left out where it is a secret."""
    problems = error.errors(include_url=False, include_context=False)
    config, home = os.environ.get("ATRIUM_CONFIG"), given.get("home") or os.environ.get("ATRIUM_HOME")
    path = settings_file.find(Path(config) if config else None, Path(home) if home else _default_home())
    return "\n".join(_sentence(problem, path) for problem in problems)


def _sentence(problem: Any, path: Path | None = None) -> str:
    parts = [str(part).upper() for part in problem["loc"]]
    name = "__".join(parts)
    name = name if name == "PORT" or name.startswith("ATRIUM_") else f"ATRIUM_{name}"
    value = (
        ""
        if name.endswith(("_API_KEY", "_SECRET"))
        else f" has the value {problem['input']!r}, which does not work"
    )
    where = f" in {path}" if path and name not in os.environ else ""
    return f"{name}{where}{value}: {problem['msg']}."
