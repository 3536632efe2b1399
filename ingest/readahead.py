"""Files read ahead, so that parsing one overlaps with embedding another."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from ingest.model import Reading
from ingest.sandbox import Sandbox

READERS = 2  # a slow file does not hold up the others; each is a process with its own memory


class FileReader(Protocol):
    """Reads one file, or raises UnreadableFile."""

    def read(self, path: Path) -> Reading: ...


class ReadAhead:
    """Reads files in the background, each in a sandbox. Readers that are given are used, one file at a time each."""

    def __init__(self, given: FileReader | None = None) -> None:
        self._sandboxes = [] if given else [Sandbox() for _ in range(READERS)]
        self._free: SimpleQueue[FileReader] = SimpleQueue()
        for reader in [given] if given else self._sandboxes:
            self._free.put(reader)
        self._threads = ThreadPoolExecutor(READERS if given is None else 1, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the child processes; what was asked for and not begun is not read."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for sandbox in self._sandboxes:
            sandbox.close()

    def read(self, path: Path) -> Future[Reading]:
        """The reading of a file, or its UnreadableFile, when it is there."""
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> Reading:
        reader = self._free.get()
        try:
            return reader.read(path)
        finally:
            self._free.put(reader)
