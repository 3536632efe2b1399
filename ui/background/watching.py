"""Watched folders: the library follows what happens in them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ingest.listing import PROFILE, SIDECAR_SUFFIXES, is_ignored, source_of
from ui.background.mounts import is_remote
from ui.background.settling import Settling

log = logging.getLogger(__name__)

SETTLE = 2.0  # seconds that a file must stay as it is before it is read
PATIENCE = 30.0  # seconds after which what has settled is read although another file still grows
_LOOK = 500  # milliseconds between two looks at the folders

# Brings the folders into the library and returns at its end. Given sources, only those.
Read = Callable[[Sequence[str] | None], None]
Tell = Callable[[str], None]


class Watcher:
    """Calls `read` once at the start, and after each burst of changes when its files have come to rest.

    A folder that vanishes is told of and waited for; what it held stays in the library. `read` is
    called by one thread, never twice at once, and must spare a folder that is empty or gone.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        read: Read,
        tell: Tell = log.warning,
        *,
        polling: bool | None = None,
        settle: float = SETTLE,
        patience: float = PATIENCE,
    ) -> None:
        """`polling` looks at every file again and again; None: where a folder lies on another machine."""
        self._folders = tuple(folder.absolute() for folder in folders)
        self._read = read
        self._tell = tell
        self._polling = polling
        self._settling = Settling(settle, counts=lambda path: is_news(path, self._folders))
        self._patience = patience
        self._missing: set[Path] = set()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Watches in a thread of its own, until `close`."""
        self._thread = threading.Thread(target=self._guarded, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def stopped(self) -> threading.Event:
        return self._stop

    def run(self) -> None:
        """Watches until `close`, or Ctrl-C."""
        known: dict[Path, tuple[int, int]] = {}
        while not self._stop.is_set():
            there = self._there()
            self._settling.notice(folder for folder in there if known.get(folder) != there[folder])
            known = there
            if there:
                self._watch(there)
            else:
                self._stop.wait(_LOOK / 1000)

    def _guarded(self) -> None:
        try:
            self.run()
        except Exception:
            log.exception("Watching ended; start the server again to watch.")

    def _watch(self, there: dict[Path, tuple[int, int]]) -> None:
        """Until one of the folders goes, comes back or is another one under the same name."""
        for changed, deleted in self._changes(list(there)):
            self._settling.notice(changed)
            for folder in deleted & there.keys():
                del there[folder]  # so that it counts as new, should it be back already
            if self._there() != there:
                return
            self._read_what_settled()

    def _changes(self, folders: Sequence[Path]) -> Iterator[tuple[set[Path], set[Path]]]:
        """What changed, and of it what was deleted; every half second, also when nothing did."""
        from watchfiles import Change, watch

        polling = any(map(is_remote, folders)) if self._polling is None else self._polling
        try:
            for changes in watch(
                *folders,
                watch_filter=None,  # a filter that takes everything out would also take out the looks
                debounce=_LOOK,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                stop_event=self._stop,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                deleted = {Path(path) for change, path in changes if change is Change.deleted}
                yield {Path(path) for _change, path in changes}, deleted
        except OSError as error:  # gone since, or the kernel watches no more folders
            self._fall_back(error, polling)

    def _fall_back(self, error: OSError, polling: bool) -> None:
        if not polling and not isinstance(error, FileNotFoundError):
            self._tell(f"The system does not tell of changes ({error}); the folders are polled instead.")
            self._polling = True
        self._stop.wait(_LOOK / 1000)

    def _there(self) -> dict[Path, tuple[int, int]]:
        """The folders that can be reached, each with its identity: a share may go and come under one name."""
        there = {}
        for folder in self._folders:
            try:
                told = folder.stat()
                next(folder.iterdir(), None)  # a share that is gone may still have a name
            except OSError:
                self._lost(folder)
                continue
            self._missing.discard(folder)
            there[folder] = (told.st_dev, told.st_ino)
        return there

    def _lost(self, folder: Path) -> None:
        if folder not in self._missing:
            self._missing.add(folder)
            self._tell(f"The watched folder {folder} is not there. Its documents stay; it is waited for.")

    def _read_what_settled(self) -> None:
        if self._settling.is_empty:
            return
        self._settling.look()
        if self._settling.is_quiet:
            self._settling.clear()
            self._read(None)
        elif self._settling.waited > self._patience and (ripe := self._settling.settled):
            self._settling.forget(ripe)
            if sources := sorted(self._sources(ripe)):
                self._read(sources)

    def _sources(self, paths: Iterable[Path]) -> set[str]:
        """The files among them, as the catalogue names them."""
        return {
            source_of(path, folder)
            for path in paths
            for folder in self._folders
            if path.is_relative_to(folder) and path.is_file()
        }


def is_news(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a change there may change the library: lock files, hidden and half-copied ones may not."""
    inside = next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), path)
    return not any(is_ignored(part) and not _describes(part) for part in inside.parts)


def _describes(name: str) -> bool:
    """Files that are no documents but say what documents are."""
    return name.lower() == PROFILE or (name.lower().endswith(SIDECAR_SUFFIXES) and not name.startswith("."))
