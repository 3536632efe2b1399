"""The nouns of inlets: a channel as it is set up, a call that came in, and the message in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from knowledge.errors import AtriumError

WINDOW = 300  # seconds by which a call's own time may differ from ours


class Kind(StrEnum):
    WECOM = "wecom"
    OFFICIAL = "official"  # WeChat's official accounts
    WEBHOOK = "webhook"


class Sort(StrEnum):
    """What a message is."""

    TEXT = "text"
    JOINED = "joined"  # somebody follows the account
    UNREAD = "unread"  # a picture, a place and the like, which nobody here can look at
    NOTHING = "nothing"  # asks for no reply


class BadInlet(AtriumError):
    """A channel that cannot work as it is set up; the message holds no secret."""


class NoSuchInlet(AtriumError):
    """No channel of this kind has this name."""


class Unheard(AtriumError):
    """A call that is not believed or not understood; `status` is what it is answered with."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Inlet:
    """One channel. `receiver` is the AppID, or the enterprise's CorpID; `api` where later answers go, empty for nowhere."""

    name: str
    kind: Kind
    token: str = field(default="", repr=False)
    aes_key: str = field(default="", repr=False)  # EncodingAESKey, 43 characters
    receiver: str = ""
    secret: str = field(default="", repr=False)  # of the interface, or of a webhook's signatures
    api: str = ""
    agent: str = ""
    channel: str = ""
    mall: str = ""

    @property
    def pushes(self) -> bool:
        """Whether an answer can follow later."""
        return bool(self.api and self.secret and self.kind is not Kind.WEBHOOK)


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came. `at` is when, in seconds since 1970."""

    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A message. `sender` is who the other house says it is, and is written down nowhere as it stands."""

    sender: str = field(repr=False)
    message_id: str
    sort: Sort
    text: str = field(default="", repr=False)
    to: str = ""  # the account it was written to


@dataclass(frozen=True, slots=True)
class Word:
    """What was said in a conversation besides answers. `text` is empty for what its shopper is not to be sent."""

    number: int
    conversation_id: str
    text: str = field(repr=False)


class Words(Protocol):
    """What persons say to shoppers, numbered over all conversations."""

    def latest(self) -> int:
        """The number of the last word; 0 before the first."""
        ...

    def since(self, number: int) -> Sequence[Word]:
        """Some words after a number, in order; none when there are no more."""
        ...


class Silence:
    """A house in which nobody but the assistant speaks."""

    def latest(self) -> int:
        return 0

    def since(self, number: int) -> Sequence[Word]:
        return ()


class Adapter(Protocol):
    """One way in. Two real inhabitants: WeChat's callbacks, and our own signed webhook."""

    def hear(self, call: Call) -> Heard:
        """The message of a call that proves where it comes from. Raises Unheard."""
        ...

    def reply(self, heard: Heard, text: str, at: float) -> tuple[bytes, str]:
        """The body that carries a reply in the same breath, and its media type."""
        ...
