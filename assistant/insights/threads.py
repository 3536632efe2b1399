"""Hand-overs to a person as figures count them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assistant.handover.model import Act
from assistant.handover.store import ThreadStore
from assistant.insights.facts import ThreadFact

# Somebody was there. A shopper who asked in vain (MISSED) waits for no person: the matter is a ticket, with its own clock.
_BEGINS = (Act.ASKED, Act.TAKEN)


class KeptThreads:
    """What the histories of threads say, by real time: that is how long a shopper waited."""

    def __init__(self, store: ThreadStore) -> None:
        self._store = store

    def thread_facts(self, since: datetime) -> Mapping[str, ThreadFact]:
        found: dict[str, ThreadFact] = {}
        for event in self._store.events(since):
            before = found.get(event.conversation_id)
            if before is None:
                if event.act in _BEGINS:
                    found[event.conversation_id] = ThreadFact(event.at)
            elif event.act is Act.REPLIED and before.answered_at is None:
                found[event.conversation_id] = ThreadFact(before.asked_at, event.at)
        return found
