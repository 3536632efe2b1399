"""Watching a child process: ends it when it shows no sign of life, or holds too much memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

_LOOK = 0.05  # seconds between two looks
_EXCUSED = 2.0  # times the seconds: most that waiting for a processor is made up for
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096  # bytes


class Ended(Enum):
    """Why the watch has ended a process."""

    LATE = "late"
    LARGE = "large"


class Watch:
    """Watches while the `with` block runs; `ended` says afterwards whether and why it ended the process.

    `seconds` are counted from the last sign of life. Once there was one, the time for which a busy machine
    gave the process no processor does not count (Linux tells it), up to twice as long. `memory` is resident memory in bytes and is looked at
    where /proc tells it (Linux); elsewhere the limit of address space that the child sets itself must do.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory: int) -> None:
        self.ended: Ended | None = None
        self._process = process
        self._seconds = seconds
        self._memory = memory
        self._since = time.monotonic()
        self._waited: float | None = None  # until the last sign of life; None before the first
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="sandbox watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def renew(self) -> None:
        """The process has shown that it goes on."""
        self._waited = waited(self._process.pid)
        self._since = time.monotonic()

    def _is_late(self) -> bool:
        silent = time.monotonic() - self._since
        if silent <= self._seconds or self._waited is None:
            return silent > self._seconds
        excused = min(waited(self._process.pid) - self._waited, _EXCUSED * self._seconds)
        return silent - excused > self._seconds

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK):
            if self._is_late():
                self.ended = Ended.LATE
            elif resident(self._process.pid) > self._memory:
                self.ended = Ended.LARGE
            if self.ended:
                self._process.kill()
                return


def waited(pid: int) -> float:
    """Seconds for which a process was ready to run and not let, 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def resident(pid: int) -> int:
    """Bytes of memory that a process holds, 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0
