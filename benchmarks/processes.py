"""A process and its children seen from outside: memory and processor time. Linux only."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def megabytes(pid: int) -> float:
    """What a process and its children hold in memory now."""
    return sum(map(_resident, _tree(pid))) / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time that a process and its children have used so far."""
    return sum(map(_ticks, _tree(pid))) / os.sysconf("SC_CLK_TCK")


@contextmanager
def watched(measured: Callable[[], float]) -> Iterator[list[float]]:
    """The highest value seen, measured five times a second until the block ends."""
    highest, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            highest[0] = max(highest[0], measured())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield highest
    finally:
        over.set()
        thread.join()


def _tree(pid: int) -> list[int]:
    """A process and all its descendants; Linux only."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(one for child in children for one in _tree(child))]


def _resident(pid: int) -> int:
    """VmRSS in kilobytes; 0 for a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def _ticks(pid: int) -> int:
    """User and system time of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))
