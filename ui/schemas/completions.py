"""Chat completions as OpenAI's clients speak them: what is read of a request, and the shapes of a reply.

Source: the API reference of OpenAI, "Create chat completion" and "The chat completion chunk object".
Temperature, tools and whatever else a request may hold are ignored: they have no meaning here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from ui.schemas.chat import ChatReply
from ui.schemas.fields import Question, Request, readable

MOST_MESSAGES = 200
_MOST_EARLIER = 6  # exchanges that a follow-up may lean on


class TextPart(Request):
    type: Literal["text"]
    text: Annotated[str, Field(max_length=20_000)]


class Message(Request):
    """One message; of parts only text is understood."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Annotated[str, Field(max_length=100_000)] | list[TextPart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(Request):
    include_usage: bool = False


class CompletionRequest(Request):
    """The last message is the question; those before it are what a follow-up leans on."""

    model: Annotated[str, Field(max_length=100)]
    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: bool = False
    stream_options: StreamOptions | None = None

    @model_validator(mode="after")
    def _ends_with_a_question(self) -> CompletionRequest:
        if self.messages[-1].role != "user":
            raise ValueError("must end with a message of the role user")
        return self

    @property
    def question(self) -> AskedLast:
        """Raises pydantic's ValidationError for a question that is empty or too long."""
        return AskedLast(message=self.messages[-1].text)

    @property
    def earlier(self) -> tuple[tuple[str, str], ...]:
        """The latest exchanges before the question: what was asked, and what was answered."""
        exchanges: list[tuple[str, str]] = []
        for message in self.messages[:-1]:
            if message.role == "user" and (said := readable(message.text)):
                exchanges.append((said[:500], ""))
            elif message.role == "assistant" and exchanges:
                exchanges[-1] = (exchanges[-1][0], exchanges[-1][1] + message.text)
        return tuple(exchanges[-_MOST_EARLIER:])


class AskedLast(BaseModel):
    message: Question


class Usage(BaseModel):
    """Counted by the tokenizer of the embedding model: an order of magnitude, nobody is billed by it."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, prompt: int, completion: int) -> Usage:
        return cls(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)


class Completion(BaseModel):
    """A whole reply, or with `delta` in place of `message` one piece of it.

    `atrium` is ours: the reply of POST /api/chat with its citations, handling and tickets. In a
    stream the last piece with a choice carries it.
    """

    id: str
    object: Literal["chat.completion", "chat.completion.chunk"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: Usage | None = None
    atrium: ChatReply | None = None


class ModelCard(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "atrium"


class ModelList(BaseModel):
    object: Literal["list"] = "list"
    data: list[ModelCard]
