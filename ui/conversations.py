"""Whose conversation is whose: nobody goes on with a conversation that another role began."""

from __future__ import annotations

from collections.abc import Callable

from assistant.journal import Conversation, Journal
from assistant.model import Answer, Question
from ui.auth import SIMULATOR, Means, Principal


class UnknownConversation(Exception):
    """Never begun, forgotten or somebody else's: the three look the same."""


class UnknownTurn(Exception):
    """The conversation is the caller's, and has no answer of this number."""


class Conversations:
    """Who began each conversation, as the journal has it, so that it outlives the server."""

    def __init__(self, journal: Callable[[], Journal]) -> None:
        self._journal = journal

    def begin(self, question: Question, answer: Answer, principal: Principal) -> None:
        """Writes down whose a conversation is; one that somebody began stays theirs."""
        self._journal().open(
            Conversation(
                answer.conversation_id,
                owner(principal),
                principal.role.value,
                question.channel,
                question.mall,
                answer.language,
                question.as_of,
            )
        )

    def check(self, conversation_id: str | None, principal: Principal) -> str:
        """The id to go on with, "" for a new conversation; raises UnknownConversation."""
        if not conversation_id:
            return ""
        began = self._journal().owner(conversation_id)
        if began is None or began not in _acceptable(principal):
            raise UnknownConversation
        return conversation_id

    def begun(self, conversation_id: str) -> Conversation | None:
        """How a conversation began; None for a new one, and for one of a release that did not write it down."""
        return self._journal().conversation(conversation_id) if conversation_id else None

    def check_turn(self, conversation_id: str, turn: int) -> int:
        """The number of one of its answers, or 0 for the conversation as a whole; raises UnknownTurn."""
        if turn and not self._journal().has_turn(conversation_id, turn):
            raise UnknownTurn
        return turn


def owner(principal: Principal) -> str:
    """A caller without a cookie holds a conversation by its id alone, which nobody can guess."""
    if principal.means is Means.NOTHING:
        return "shopper"
    if principal.means is Means.COOKIE:
        return f"shopper {principal.id}"
    if principal.means is Means.LOCAL and principal.id == SIMULATOR:
        return SIMULATOR
    return f"{principal.role} {principal.id}"


def _acceptable(principal: Principal) -> set[str]:
    mine = {owner(principal)}
    return mine | {"shopper"} if principal.means is Means.COOKIE else mine
