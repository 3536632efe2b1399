"""A process that opens tickets and tells of them, and may be killed at any time.

python -m tests.promises.deliveries_child HOME URL    says the number of each ticket once it is filed
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.tickets import room
from ui.deliveries import Courier, Hook, HookBook, Kind, Outbox
from ui.deliveries.courier import Patience
from ui.deliveries.posting import Poster

QUICK = Patience(tries=1000, first=0.02, longest=0.05, looks=0.01, sweeps=0.05, a_minute=1_000_000)


def courier(home: Path, url: str) -> Courier:
    book = HookBook(home, ["parking", "cs_store"])
    if not book.hooks:
        book.put(Hook("gate", Kind.WECOM, url))
    return Courier(Outbox(home / "deliveries.db"), book, Poster(), patience=QUICK)


def main(home: Path, url: str) -> None:
    desk = room(home)
    courier(home, url).begin(desk.service, lambda: desk.moment)
    while True:
        print(desk.opened(conversation_id="").id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
