"""What colleagues write in the inbox, for shoppers who came in by a channel; and who of all shoppers waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from assistant.handover import Line, Message, Sender, State
from ui.deliveries import Waiting
from ui.inlets.model import Word


class PersonsWords:
    """The words of staff, and what became of the conversation, in the order in which they were said."""

    def __init__(self, line: Line) -> None:
        self._store = line.store

    def latest(self) -> int:
        return self._store.latest

    def since(self, number: int) -> list[Word]:
        found = self._store.said_since(number)
        return [Word(one.number, one.conversation_id, _text(one)) for one in found]


def _text(message: Message) -> str:
    if message.sender is Sender.STAFF:
        return f"{message.name}：{message.text}" if message.name else message.text
    return message.text if message.sender is Sender.NOTICE else ""


def waiting(line: Line) -> Iterator[Waiting]:
    """Who waits for a person now."""
    for thread in line.store.open(datetime.now(UTC)):
        if thread.state is State.WAITING and thread.since:
            yield Waiting(thread.conversation_id, thread.desk, thread.since)
