"""Files read ahead, so that parsing one overlaps with embedding another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from ingest.model import Reading
from ingest.sandbox import Progress, Sandbox

READERS = 2  # a slow file does not hold up the others; each is a process with its own memory


class FileReader(Protocol):
    """Reads one file, or raises UnreadableFile; tells of each page that it recognises, with the number of pages."""

    def read(self, path: Path, progress: Progress | None = None) -> Reading: ...


class Coming:
    """A reading on its way, and how far it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stage = "reading"
        self._reading: Future[Reading] = Future()

    def begin(self, threads: ThreadPoolExecutor, read: Callable[[Coming], Reading]) -> Coming:
        self._reading = threads.submit(read, self)
        return self

    def recognising(self, page: int, pages: int) -> None:
        self.stage = f"recognising {page}/{pages}"

    def is_there(self, seconds: float) -> bool:
        """Waits at most so long."""
        return bool(wait([self._reading], seconds).done)

    def result(self) -> Reading:
        """The reading. Raises UnreadableFile."""
        return self._reading.result()


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
        """Ends the child processes; what was asked for and is not there yet is not read."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for sandbox in self._sandboxes:
            sandbox.stop()
        self._threads.shutdown(wait=True)

    def read(self, path: Path) -> Coming:
        """Begins to read a file as soon as a reader is free."""
        return Coming(path).begin(self._threads, self._read)

    def _read(self, coming: Coming) -> Reading:
        reader = self._free.get()
        try:
            return reader.read(coming.path, coming.recognising)
        finally:
            self._free.put(reader)
