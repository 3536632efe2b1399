"""A process that works on tickets, and may be killed at any time.

python -m tests.promises.tickets_child HOME            goes through life after life, and says each act once it is done
python -m tests.promises.tickets_child HOME die ACT    does one act, and dies right before its commit
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import event

from assistant.tickets import Ticket
from tests.tickets import AT_PARKING, Room, room


def main(home: Path, die: str = "", act: str = "") -> None:
    desk = room(home)

    def told(ticket: Ticket) -> None:
        print(ticket.id, ticket.state.value, ticket.turn, ticket.desk, ticket.reopened, flush=True)

    while True:
        for name, do in life(desk):
            if die and name == act:
                event.listen(desk.store._engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
            told(do())


def life(desk: Room) -> Iterator[tuple[str, Callable[[], Ticket]]]:
    """The acts of one ticket, one after another; each says a telephone number, so that each seals something."""
    office = desk.office
    ticket = desk.opened(conversation_id="", message="打13812345678")
    yield "opened", lambda: ticket
    yield "take", lambda: office.take(ticket.id, AT_PARKING)
    yield "comment", lambda: office.comment(ticket.id, "拨13812345678", AT_PARKING, True)
    yield "wait", lambda: office.wait(ticket.id, True, "拨13812345678", AT_PARKING)
    yield "resolve", lambda: office.resolve(ticket.id, "拨13812345678", AT_PARKING)
    yield "reopen", lambda: office.reopen(ticket.id, "拨13812345678", AT_PARKING)
    yield "assign", lambda: office.assign(ticket.id, "parking", AT_PARKING, "拨13812345678")
    yield "dismiss", lambda: office.dismiss(ticket.id, "拨13812345678", AT_PARKING)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
