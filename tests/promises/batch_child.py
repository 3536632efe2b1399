"""A process that writes batches as a server does, and may be killed at any time.

python -m tests.promises.batch_child HOME TABLE   takes a table, says the batch's id and how many texts are written
python -m tests.promises.batch_child HOME         takes up what is left, and ends when it is done
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import SimpleNamespace

from tests.batching import NOON, furnish, opened_library
from ui.batches.office import BatchOffice
from ui.batches.shelf import Owner
from ui.settings import Settings


def main(home: Path, table: str = "") -> None:
    settings = Settings(home=home, clock=NOON)
    library = opened_library(home / "papers")
    house = furnish(SimpleNamespace(), settings, library)
    office = BatchOffice(settings)
    office.jobs.resume()
    office.begin(house)
    if table:
        owner = Owner("key:1", "content", "content")
        print(office.take(house, Path(table).read_bytes(), "table.csv", owner, None), flush=True)
    [batch] = office.recent(None, 10)
    while batch.is_under_way:
        print(batch.written, flush=True)
        time.sleep(0.05)
        [batch] = office.recent(None, 10)
    print(batch.status.value, flush=True)
    office.close()
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
