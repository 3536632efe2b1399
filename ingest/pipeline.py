"""From files to published documents: what is new goes in, what changed is replaced, the rest stays.

Files are read ahead in child processes, judged one after another in the order of their names, and
published in batches behind that: reading, embedding and writing overlap.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.admission import Admission, Refused
from ingest.cutting.chunking import Chunk, pieces_of
from ingest.describing import frontmatter
from ingest.describing.model import Origin
from ingest.encoding import decode
from ingest.listing import PROFILE, Listed, Root, as_text, files_of, roots_of
from ingest.model import Reading
from ingest.readahead import Coming, FileReader, ReadAhead
from ingest.remarks import with_succession
from ingest.report import Entry, Outcome, Report, Spent
from ingest.vanished import vanished, withdrawn
from ingest.writing import BATCH, Accepted, Library, Writer
from knowledge.errors import UnreadableFile

DEFAULT_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")  # needs no time zone database
_AHEAD = 16  # files that are read before their turn
_LOOK = 0.1  # seconds between two looks at what goes on in the background

Progress = Callable[[int, int, str, str], None]  # done, total, path, stage
Cancelled = Callable[[], bool]


class Ingest:
    """Brings files into a library."""

    def __init__(
        self,
        library: Library,
        reader: FileReader | None = None,
        zone: tzinfo = DEFAULT_ZONE,
        chunk: Chunk = pieces_of,
        batch: int = BATCH,
    ) -> None:
        """`reader` defaults to sandboxes of each run's own; `zone` holds where no profile names one.

        `chunk` makes a document's pieces; by default it estimates their size in tokens. `batch` is the number of passages that are embedded together.
        """
        self.library = library
        self.reader = reader
        self.zone = zone
        self.chunk = chunk
        self.batch = batch

    def run(
        self,
        paths: Sequence[Path],
        prune: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        only: Collection[str] | None = None,
    ) -> Report:
        """Ingests files and folders. A bad file becomes an entry of the report and the rest goes on.

        `prune` withdraws documents whose files have vanished from the given folders. `progress` is
        told how many files are settled, at each file and at the end; `cancelled` is asked again and
        again, and what is being written then is still published. `only` names the sources (paths
        relative to a given folder) to take in: the others are passed over, and none counts as vanished.
        A file that could not be read is read again when it changes, or when `only` names it.
        """
        with ReadAhead(self.reader) as readers:
            run = _Run(self, readers, progress or _untold, cancelled or _never, only)
            return run.run(paths, prune)


def _untold(_done: int, _total: int, _path: str, _stage: str) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Turn:
    """A file whose turn will come, with what could be found out before."""

    file: Listed
    origin: Origin | None = None
    reading: Coming | None = None
    trouble: Exception | None = None


class _Stopped(Exception):
    """The run was cancelled while a file was being read."""


class _Run:
    def __init__(
        self,
        ingest: Ingest,
        readers: ReadAhead,
        tell: Progress,
        cancelled: Cancelled,
        only: Collection[str] | None,
    ) -> None:
        self.library = ingest.library
        self.batch = ingest.batch
        self.readers = readers
        self.tell = tell
        self.cancelled = cancelled
        self.only = only
        self.admission = Admission(ingest.library, ingest.zone, ingest.chunk, tries_again=only is not None)
        self.spent = Spent()
        self.entries: list[Entry | None] = []  # None: on its way
        self.settled = 0
        self.total = 0

    def run(self, paths: Sequence[Path], prune: bool) -> Report:
        started = time.monotonic()
        roots, missing = roots_of(paths)
        self.entries += [
            Entry(as_text(str(path)), Outcome.FAILED, "There is no such file or folder.") for path in missing
        ]
        listed, whole = self._listed(roots)
        gone = vanished(self.admission.known, listed, whole) if self.only is None else []
        for document in self.admission.known.by_source.values():
            if document not in gone:
                self.admission.known.add(document)
        self._profiles(whole)
        is_cancelled = self._files(listed)
        if not is_cancelled:
            self.entries += withdrawn(gone, self.admission.known, self.library, prune)
        self.tell(self.settled if is_cancelled else self.total, self.total, "", "done")
        told = [entry for entry in self.entries if entry]
        entries = tuple(with_succession(told, self.library.sources().values(), self.library.changes()))
        return Report(entries, time.monotonic() - started, is_cancelled, self.spent)

    def _listed(self, roots: list[tuple[Path, Root]]) -> tuple[list[Listed], list[Root]]:
        """The files, and the folders whose whole content is known: only there can a file have vanished."""
        listed: list[Listed] = []
        whole: list[Root] = []
        for path, root in roots:
            try:
                listed += files_of(path, root)
            except OSError as error:
                reason = f"The folder cannot be read ({error.strerror}). Nothing of it was changed."
                self.entries.append(Entry(as_text(str(path)), Outcome.FAILED, reason))
                continue
            if root.is_whole:
                whole.append(root)
        return [file for file in listed if self.only is None or file.source in self.only], whole

    def _profiles(self, roots: Iterable[Root]) -> None:
        for root in roots:
            path = root.folder / PROFILE
            if not path.is_file():
                continue
            try:
                profile = frontmatter.parse(decode(path.read_bytes()))
            except UnreadableFile as error:
                self.entries.append(Entry(PROFILE, Outcome.FAILED, str(error)))
                continue
            self.library.set_profile(profile)
            self.admission.zone = _zone(profile.get("timezone"), self.admission.zone)

    def _files(self, listed: Sequence[Listed]) -> bool:
        """Takes in every file; whether it was cancelled before the last."""
        self.total = len(listed)
        with Writer(self.library, self._settle, self.spent, self.batch) as writer:
            for turn in self._turns(listed):
                if self.cancelled():
                    break
                self.tell(self.settled, self.total, turn.file.source, "reading")
                try:
                    self._take(turn, writer)
                except _Stopped:
                    break
                writer.collect()
            return not writer.drain(self._embedding, self.cancelled)

    def _turns(self, listed: Sequence[Listed]) -> Iterator[_Turn]:
        """The files in their order, some of them already being read."""
        ahead: deque[_Turn] = deque()
        for file in listed:
            ahead.append(self._begun(file))
            if len(ahead) > _AHEAD:
                yield ahead.popleft()
        yield from ahead

    def _begun(self, file: Listed) -> _Turn:
        try:
            origin = self.admission.origin(file)
        except Exception as error:  # told when its turn comes
            return _Turn(file, trouble=error)
        wanted = self.admission.must_be_read(file, origin)
        return _Turn(file, origin, self.readers.read(file.path) if wanted else None)

    def _take(self, turn: _Turn, writer: Writer) -> None:
        """Judges one file; whatever goes wrong with it becomes its entry."""
        place = len(self.entries)
        self.entries.append(None)
        try:
            if turn.trouble:
                raise turn.trouble
            assert turn.origin is not None
            self.admission.consider(turn.file, turn.origin)
            reading = self._read(turn, turn.origin, writer)
            accepted = self.admission.accept(turn.file, turn.origin, reading, place)
        except _Stopped:
            raise
        except Refused as refused:
            self._put(place, refused.entry)
        except Exception as error:  # one file's fault, of whatever kind, must not end the run
            self._put(place, self.admission.failed(turn.file.source, error))
        else:
            writer.take(accepted)

    def _read(self, turn: _Turn, origin: Origin, writer: Writer) -> Reading:
        """A file's reading; while it is waited for, what was read before it is published."""
        started = time.monotonic()
        reading = turn.reading or self.readers.read(turn.file.path)
        while not reading.is_there(_LOOK):
            writer.go_on()
            self.tell(self.settled, self.total, turn.file.source, reading.stage)
            if self.cancelled():
                raise _Stopped
        self.spent.reading += time.monotonic() - started
        try:
            return reading.result()
        except UnreadableFile as error:
            self.admission.note(turn.file, origin, error)
            raise

    def _settle(self, accepted: Accepted, error: Exception | None) -> None:
        """A document was published, or it was not."""
        entry = accepted.entry
        if error:
            self.admission.known.drop(accepted.publication.document)
            entry = self.admission.failed(entry.path, error)
        self._put(accepted.place, entry)
        self.tell(self.settled, self.total, entry.path, "publishing")

    def _put(self, place: int, entry: Entry) -> None:
        self.entries[place] = entry
        self.settled += 1

    def _embedding(self, accepted: Accepted) -> None:
        self.tell(self.settled, self.total, accepted.entry.path, "embedding")


def _zone(name: object, default: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(str(name)) if name else default
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return default
