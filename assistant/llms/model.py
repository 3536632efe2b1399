"""The seam to a language model: messages in, pieces of text out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


class LanguageModel(Protocol):
    """Writes text. Every implementation ends in bounded time, with the whole text or with an error."""

    def prepare(self) -> None:
        """Whatever takes long and need not wait for the first question; says nothing when it fails."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply as it is written, never empty; closing it hangs up.

        Raises ModelUnavailable when the model is not there, too slow, or stops before it has
        finished; pieces that were yielded before are then worth nothing.
        """
