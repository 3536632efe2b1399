"""What stands in a person's account: no paper has it, and nobody is told of another's."""

from __future__ import annotations

from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.reply import Reply
from assistant.triage.wording import Notation, Pattern
from assistant.ways.said import said
from knowledge.text import fold


def of_an_account(asked: Asked, phrases: Phrases) -> Reply | None:
    """Where one looks up one's own level, points and coupons; None for a question about their rules."""
    return said(phrases, "account", asked, Handling.UNKNOWN) if asks_of_an_account(asked.text) else None


def asks_of_an_account(text: str) -> bool:
    """Whether a plain message asks what stands in somebody's account, and no rule.

    >>> asks_of_an_account("帮我看看我现在是什么等级")
    True
    >>> asks_of_an_account("金卡是什么等级")
    False
    """
    asks, unless = _patterns()
    folded = fold(text)
    return any(pattern.search(folded) for pattern in asks) and not unless.search(folded)


@cache
def _patterns() -> tuple[tuple[Pattern, ...], Pattern]:
    table = read_table("accounts.yaml")
    notation = Notation(table["words"])
    return tuple(notation.compile(one) for one in table["asks"]), notation.compile(table["unless"])
