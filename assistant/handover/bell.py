"""The bell: tells whoever listens that something was written, so that they look; the store is the truth."""

from __future__ import annotations

import threading
from collections import OrderedDict

_MOST = 4096  # conversations that are told apart


class Bell:
    """Counts what was written, in all and by conversation. Looking costs neither a lock nor a read of the file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rung: OrderedDict[str, int] = OrderedDict()
        self._forgotten = 0  # the count at which the latest one was put out
        self.count = 0

    def ring(self, conversation_id: str = "") -> None:
        with self._lock:
            self.count += 1
            if conversation_id:
                self._rung[conversation_id] = self.count
                self._rung.move_to_end(conversation_id)
            if len(self._rung) > _MOST:
                _, self._forgotten = self._rung.popitem(last=False)

    def heard(self, conversation_id: str) -> int:
        """A number that differs from an earlier one when something was written in this conversation since."""
        return self._rung.get(conversation_id, self._forgotten)
