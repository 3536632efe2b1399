"""What a request may hold: texts, languages, names."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_INVISIBLE = {"Cc", "Cf"}
_KEPT = "\n\t\u200d"  # line breaks, and the joiner inside emoji


def readable(text: str) -> str:
    """The text without control and zero-width characters and outer blanks."""
    kept = (c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)
    return "".join(kept).strip()


def _question(text: str) -> str:
    text = readable(text)
    _refuse_odd(text, most=500)
    return text


def _copy(text: str) -> str:
    """Copy stays as it was written: findings point into it, and hidden characters are findings too."""
    _refuse_odd(readable(text), most=10_000)
    return text


def _comment(text: str) -> str:
    text = readable(text)
    _refuse_odd(text, most=1000)
    return text


def _refuse_odd(text: str, most: int) -> None:
    length = len(unicodedata.normalize("NFKC", text))
    if not text.strip("\u200d"):
        raise ValueError("is empty; write something")
    if length > most:
        raise ValueError(f"has {length} characters; at most {most} are read")


_LANGUAGES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant",
    "en": "en", "en-us": "en", "en-gb": "en",
}  # fmt: skip


def _language(value: object) -> object:
    """Common tags mean one of three languages; blank means that of the message."""
    if not isinstance(value, str):
        return value
    return _LANGUAGES.get(value.strip().lower(), value) if value.strip() else None


Message = Annotated[str, Field(max_length=20_000)]
Language = Annotated[Literal["zh-Hans", "zh-Hant", "en"] | None, BeforeValidator(_language)]
ConversationId = Annotated[str, Field(max_length=100)]
Name = Annotated[str, Field(max_length=200)]


class Request(BaseModel):
    """A request's body; what it does not know is ignored."""

    model_config = ConfigDict(extra="ignore")


Question = Annotated[Message, AfterValidator(_question)]
Copy = Annotated[Message, AfterValidator(_copy)]
Comment = Annotated[Message, AfterValidator(_comment)]
Correction = Annotated[Message, AfterValidator(readable)]  # may be empty: that takes a value out
