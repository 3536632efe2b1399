"""Whose conversation is whose: nobody goes on with a conversation that another role began."""

from __future__ import annotations

import threading
from collections import OrderedDict

from ui.auth import Means, Principal

MOST = 50_000


class UnknownConversation(Exception):
    """Never begun, forgotten or somebody else's: the three look the same."""


class Conversations:
    """Remembers who began each conversation, the latest fifty thousand of them."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, conversation_id: str, principal: Principal) -> None:
        with self._lock:
            self._owners.setdefault(conversation_id, owner(principal))
            self._owners.move_to_end(conversation_id)
            if len(self._owners) > MOST:
                self._owners.popitem(last=False)

    def check(self, conversation_id: str | None, principal: Principal) -> str:
        """The id to go on with, "" for a new conversation; raises UnknownConversation."""
        if not conversation_id:
            return ""
        with self._lock:
            began = self._owners.get(conversation_id)
        if began is None or began not in _acceptable(principal):
            raise UnknownConversation
        return conversation_id


def owner(principal: Principal) -> str:
    """A caller without a cookie holds a conversation by its id alone, which nobody can guess."""
    if principal.means is Means.NOTHING:
        return "shopper"
    if principal.means is Means.COOKIE:
        return f"shopper {principal.id}"
    return f"{principal.role} {principal.id}"


def _acceptable(principal: Principal) -> set[str]:
    mine = {owner(principal)}
    return mine | {"shopper"} if principal.means is Means.COOKIE else mine
