"""A process that has copy approved, and may be killed at any time.

python -m tests.promises.copies_child HOME            goes through life after life, and says each act once it is done
python -m tests.promises.copies_child HOME die ACT    does one act, and dies right before its commit
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import event

from assistant.copies import Copy, CopyOffice, CopyStore
from tests.copies import ADA, FIRST_SHOP, LIN, PROVEN, office_over


def main(home: Path, die: str = "", act: str = "") -> None:
    store = CopyStore(home / "copies.db")
    office = office_over(store)

    def told(copy: Copy) -> None:
        print(copy.id, copy.state.value, copy.revision, copy.turn, copy.owner, flush=True)

    while True:
        for name, do in life(office):
            if die and name == act:
                event.listen(store._engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
            told(do())


def life(office: CopyOffice) -> Iterator[tuple[str, Callable[[], Copy]]]:
    """The acts of one piece, one after another."""
    copy = office.save(FIRST_SHOP, LIN)
    yield "saved", lambda: copy
    yield "submit", lambda: office.submit(copy.id, LIN)
    yield "return", lambda: office.return_(copy.id, ADA, "改")
    yield "edit", lambda: office.edit(copy.id, "周末", FIRST_SHOP.body, 1, LIN)
    yield "submit again", lambda: office.submit(copy.id, LIN)
    yield "approve", lambda: office.approve(copy.id, 2, [PROVEN], ADA)
    yield "own", lambda: office.own(copy.id, "林", LIN)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
