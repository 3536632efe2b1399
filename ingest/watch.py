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
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096  # bytes


class Ended(Enum):
    """Why the watch has ended a process."""

    LATE = "late"
    LARGE = "large"


class Watch:
    """Watches while the `with` block runs; `ended` says afterwards whether and why it ended the process.

    `seconds` are counted from the last sign of life, `memory` is resident memory in bytes and is looked at
    where /proc tells it (Linux); elsewhere the limit of address space that the child sets itself must do.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory: int) -> None:
        self.ended: Ended | None = None
        self._process = process
        self._seconds = seconds
        self._memory = memory
        self._until = time.monotonic() + seconds
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
        self._until = time.monotonic() + self._seconds

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK):
            if time.monotonic() > self._until:
                self.ended = Ended.LATE
            elif resident(self._process.pid) > self._memory:
                self.ended = Ended.LARGE
            if self.ended:
                self._process.kill()
                return


def resident(pid: int) -> int:
    """Bytes of memory that a process holds, 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0
