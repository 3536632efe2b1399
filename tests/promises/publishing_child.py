"""A process that does one act of publishing and dies inside it, between the indexes and the commit or right after.

python -m tests.promises.publishing_child HOME publish|withdraw|restore indexed|committed ID
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from knowledge.catalogue import Catalogue
from knowledge.library import Library
from knowledge.lifecycle import Lifecycle
from tests.knowledge.shelf_life import WordEmbedder


class DyingCatalogue(Catalogue):
    """A catalogue whose process is killed when it is about to commit, or has just committed."""

    def __init__(self, path: Path, point: str) -> None:
        super().__init__(path)
        self._point = point

    def publish(self, *given: Any) -> Any:
        return self._dying(super().publish, given)

    def withdraw(self, *given: Any) -> Any:
        return self._dying(super().withdraw, given)

    def _dying(self, act: Any, given: tuple[Any, ...]) -> Any:
        if self._point == "committed":
            act(*given)
        os.kill(os.getpid(), signal.SIGKILL)


def main(home: Path, act: str, point: str, number: str) -> None:
    library = Library(home, WordEmbedder())
    library.catalogue = DyingCatalogue(home / "catalogue.db", point)
    lifecycle, now = Lifecycle(library), datetime.now(UTC)
    if act == "publish":
        lifecycle.publish(number, "Ada", now)
    elif act == "withdraw":
        lifecycle.withdraw(number, "Ada", now)
    else:
        lifecycle.restore(int(number), "Ada", now, may_publish=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
