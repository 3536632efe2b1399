"""A day's allowance of tokens: a model that is not asked any more once it is spent."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from assistant.llms.model import LanguageModel, Message
from assistant.llms.purse import Purse

_spender: ContextVar[str] = ContextVar("spender", default="")
_LETTERS_A_TOKEN = 3  # of Latin text, fewer than there are; a Chinese character is one token
_FRAME = 8  # tokens around a message


def spend_for(who: str) -> None:
    """From now on, in this context, a model is asked on somebody's account; empty: on the house's alone."""
    _spender.set(who)


@contextmanager
def spending(who: str) -> Iterator[None]:
    """What is asked inside is asked on somebody's account."""
    before = _spender.set(who)
    try:
        yield
    finally:
        _spender.reset(before)


def tokens(wide: int, narrow: int) -> int:
    """About how many tokens so many characters are, rather too many: what a server counts is not told by all of them."""
    return wide + math.ceil(narrow / _LETTERS_A_TOKEN)


class Allowance:
    """Pays for a reply before it is asked for, at its longest, and takes back what it did not need.

    So a hundred that ask at once cannot spend more than there is.
    """

    def __init__(self, model: LanguageModel, purse: Purse, max_tokens: int) -> None:
        self._model = model
        self._purse = purse
        self._most = max_tokens

    @property
    def is_open(self) -> bool:
        """Whether its breaker is."""
        return getattr(self._model, "is_open", False)

    @property
    def is_spent(self) -> bool:
        return self._purse.is_empty

    def close(self) -> None:
        self._purse.close()

    def prepare(self) -> None:
        self._model.prepare()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """Raises AllowanceSpent, a ModelUnavailable, before anything is sent."""
        wide, narrow = _counted("".join(message.content for message in messages))
        asked = tokens(wide, narrow) + _FRAME * len(messages)
        who = _spender.get()
        day = self._purse.take(who, asked + self._most)
        wide = narrow = 0
        try:
            for piece in self._model.stream(messages):
                more = _counted(piece)
                wide, narrow = wide + more[0], narrow + more[1]
                yield piece
        finally:
            self._purse.give_back(day, who, max(0, self._most - tokens(wide, narrow)))


def _counted(text: str) -> tuple[int, int]:
    narrow = sum(map(str.isascii, text))
    return len(text) - narrow, narrow
