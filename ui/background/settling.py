"""Which changed files have come to rest: a file that is still being copied must not be read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Signature = tuple[int, int] | None  # size and nanoseconds of the last change; None: not there


@dataclass
class _Mark:
    signature: Signature
    since: float  # when it last changed
    noticed: float


class Settling:
    """Changed paths until each has kept its size and its time for a while."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        counts: Callable[[Path], bool] = lambda _path: True,
    ) -> None:
        """`counts` tells the paths that matter; the others are not noticed."""
        self._seconds = seconds
        self._counts = counts
        self._clock = clock
        self._marks: dict[Path, _Mark] = {}

    def notice(self, paths: Iterable[Path]) -> None:
        """These have changed. A folder stands for every file in it too: a moved one comes as one change."""
        for path in paths:
            self._mark(path, is_changed=True)
            for each in _inside(path):
                self._mark(each, is_changed=False)

    def _mark(self, path: Path, is_changed: bool) -> None:
        if not self._counts(path):
            return
        now, signature, before = self._clock(), _signature(path), self._marks.get(path)
        if before is None:
            self._marks[path] = _Mark(signature, now, now)
        elif is_changed or signature != before.signature:
            before.signature, before.since = signature, now

    def look(self) -> None:
        """Looks at every noticed path again."""
        now = self._clock()
        for path, mark in self._marks.items():
            if (signature := _signature(path)) != mark.signature:
                mark.signature, mark.since = signature, now

    @property
    def settled(self) -> list[Path]:
        now = self._clock()
        return [path for path, mark in self._marks.items() if now - mark.since >= self._seconds]

    @property
    def is_empty(self) -> bool:
        return not self._marks

    @property
    def is_quiet(self) -> bool:
        """Whether everything has settled."""
        return len(self.settled) == len(self._marks)

    @property
    def waited(self) -> float:
        """Seconds since the first of them was noticed."""
        return self._clock() - min((mark.noticed for mark in self._marks.values()), default=self._clock())

    def forget(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._marks.pop(path, None)

    def clear(self) -> None:
        self._marks.clear()


def _signature(path: Path) -> Signature:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def _inside(path: Path) -> Iterable[Path]:
    for folder, _folders, names in os.walk(path):  # nothing for what is no folder
        yield from (Path(folder, name) for name in names)
