"""From files to published documents: what is new goes in, what changed is replaced, the rest stays."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta, timezone, tzinfo
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest import frontmatter
from ingest.chunking import Chunk, pieces_of
from ingest.encoding import decode
from ingest.known import Known, text_hash
from ingest.listing import PROFILE, Listed, Root, files_of, roots_of
from ingest.metadata import Described, Origin, describe
from ingest.model import Reading
from ingest.report import Entry, Outcome, Report
from ingest.sandbox import Sandbox
from ingest.shelving import shelve
from knowledge.errors import AtriumError, UnreadableFile
from knowledge.model import Document, Passage, Shop

PIPELINE_VERSION = "3"  # a new one makes every file be read again
DEFAULT_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")  # needs no time zone database

Progress = Callable[[int, int, str, str], None]  # done, total, path, stage
Cancelled = Callable[[], bool]


class Library(Protocol):
    """Where documents are published. `publish` is atomic: all of a document or nothing."""

    def sources(self) -> dict[str, Document]:
        """Every current document by its source."""

    def publish(
        self, document: Document, passages: Sequence[Passage], shops: Sequence[Shop] = ()
    ) -> None: ...

    def withdraw(self, doc_id: str) -> None: ...

    def set_profile(self, profile: Mapping[str, object]) -> None: ...


class FileReader(Protocol):
    """Reads one file, or raises UnreadableFile."""

    def read(self, path: Path) -> Reading: ...


class Ingest:
    """Brings files into a library."""

    def __init__(
        self,
        library: Library,
        reader: FileReader | None = None,
        zone: tzinfo = DEFAULT_ZONE,
        chunk: Chunk = pieces_of,
    ) -> None:
        """`reader` defaults to a sandbox of its own for each run; `zone` holds where no profile names one.

        `chunk` makes a document's pieces; by default it estimates their size in tokens.
        """
        self.library = library
        self.reader = reader
        self.zone = zone
        self.chunk = chunk

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
        called before each file and once at the end; `cancelled` is asked before each file. `only`
        names the sources (paths relative to a given folder) to take in: the others are passed over,
        and none of them counts as vanished.
        """
        if self.reader is not None:
            return _Run(self.library, self.reader, self.zone, self.chunk, only).run(
                paths, prune, progress, cancelled
            )
        with Sandbox() as sandbox:
            return _Run(self.library, sandbox, self.zone, self.chunk, only).run(
                paths, prune, progress, cancelled
            )


class _Refused(Exception):
    """A file that is not indexed, with its entry."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry


class _Run:
    def __init__(
        self,
        library: Library,
        reader: FileReader,
        zone: tzinfo,
        chunk: Chunk,
        only: Collection[str] | None = None,
    ) -> None:
        self.library = library
        self.reader = reader
        self.zone = zone
        self.chunk = chunk
        self.only = only
        self.entries: list[Entry] = []
        self.seen: dict[str, Path] = {}
        self.known = Known(library.sources())

    def run(
        self, paths: Sequence[Path], prune: bool, progress: Progress | None, cancelled: Cancelled | None
    ) -> Report:
        started = time.monotonic()
        roots, missing = roots_of(paths)
        self.entries += [
            Entry(str(path), Outcome.FAILED, "There is no such file or folder.") for path in missing
        ]
        listed, whole = self._listed(roots)
        vanished = self._vanished(listed, whole)
        for document in self.known.by_source.values():
            if document not in vanished:
                self.known.add(document)
        self._profiles(whole)
        is_cancelled = self._files(listed, progress, cancelled)
        if not is_cancelled:
            self._gone(vanished, prune)
        if progress:
            progress(len(listed), len(listed), "", "done")
        return Report(tuple(self.entries), time.monotonic() - started, is_cancelled)

    def _listed(self, roots: list[tuple[Path, Root]]) -> tuple[list[Listed], list[Root]]:
        """The files, and the folders whose whole content is known: only there can a file have vanished."""
        listed: list[Listed] = []
        whole: list[Root] = []
        for path, root in roots:
            try:
                listed += files_of(path, root)
            except OSError as error:
                reason = f"The folder cannot be read ({error.strerror}). Nothing of it was changed."
                self.entries.append(Entry(str(path), Outcome.FAILED, reason))
                continue
            if root.is_whole:
                whole.append(root)
        if self.only is not None:
            listed = [file for file in listed if file.source in self.only]
        return listed, whole

    def _files(self, listed: list[Listed], progress: Progress | None, cancelled: Cancelled | None) -> bool:
        for done, file in enumerate(listed):
            if cancelled and cancelled():
                return True
            if progress:
                progress(done, len(listed), file.source, "reading")
            self.entries.append(self._entry(file))
        return False

    def _vanished(self, listed: Iterable[Listed], roots: Iterable[Root]) -> list[Document]:
        """Documents that came from one of the given folders and are not there any more."""
        if self.only is not None:
            return []
        present = {file.source for file in listed}
        keys = {root.key for root in roots}
        return [
            document
            for source, document in self.known.by_source.items()
            if source not in present and document.extra.get("root") in keys
        ]

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
            self.zone = _zone(profile.get("timezone"), self.zone)

    def _entry(self, file: Listed) -> Entry:
        """Ingests one file; whatever goes wrong with it becomes its entry."""
        try:
            return self._ingest(file)
        except _Refused as refused:
            return refused.entry
        except AtriumError as error:
            return Entry(file.source, Outcome.FAILED, self._with_what_stays(file, str(error)))
        except OSError as error:
            reason = f"It could not be taken in ({error.strerror or type(error).__name__})."
            return Entry(file.source, Outcome.FAILED, self._with_what_stays(file, reason))
        except Exception as error:  # one file's fault, of whatever kind, must not end the run
            reason = f"It could not be taken in ({type(error).__name__}: {error})."
            return Entry(file.source, Outcome.FAILED, self._with_what_stays(file, reason))

    def _with_what_stays(self, file: Listed, reason: str) -> str:
        return f"{reason} The earlier version stays." if file.source in self.known.by_source else reason

    def _ingest(self, file: Listed) -> Entry:
        if not file.is_known_format:
            reason = f"Files of type {file.path.suffix.lower() or '(none)'} are not read."
            return Entry(file.source, Outcome.SKIPPED, reason)
        self._claim(file)
        origin = self._origin(file)
        before = self.known.by_source.get(file.source)
        if before and before.fingerprint == origin.fingerprint and before.extra.get("root") == file.root.key:
            return Entry(file.source, Outcome.UNCHANGED, doc_id=before.doc_id)
        if before:
            self.known.drop(before)
        self._refuse_declared_double(file, origin)
        self._refuse_double(file, self.known.by_bytes.get(origin.sha256))
        reading = self.reader.read(file.path)
        described = describe(origin, reading)
        self._refuse_conflict(file, described)
        return self._publish(file, described, reading, before)

    def _claim(self, file: Listed) -> None:
        other = self.seen.setdefault(file.source, file.path)
        if other != file.path:
            reason = f"Another given folder has a file of the same relative path ({other}). Rename one."
            raise _Refused(Entry(file.source, Outcome.FAILED, reason))

    def _origin(self, file: Listed) -> Origin:
        data = file.path.read_bytes()
        sidecar = file.sidecar.read_bytes() if file.sidecar else b""
        parts = (
            PIPELINE_VERSION.encode(),
            data,
            sidecar,
            "/".join(file.folders).encode(),
            str(self.zone).encode(),
        )
        digest = hashlib.sha256()
        for part in parts:
            digest.update(hashlib.sha256(part).digest())
        return Origin(
            source=file.source,
            folders=file.folders,
            sha256=hashlib.sha256(data).hexdigest(),
            fingerprint=digest.hexdigest(),
            sidecar=frontmatter.parse(decode(sidecar)) if sidecar else {},
            zone=self.zone,
        )

    def _refuse_declared_double(self, file: Listed, origin: Origin) -> None:
        original = str(origin.sidecar.get("duplicate_of") or "").strip()
        if original:
            self._refuse(file, original, f"Its description says that it is a copy of {original}.")

    def _refuse_double(self, file: Listed, original: Document | None) -> None:
        if original and original.source != file.source:
            reason = f"It has the same content as {original.source} ({original.doc_id})."
            self._refuse(file, original.doc_id, reason)

    def _refuse(self, file: Listed, original_id: str, reason: str) -> None:
        """Leaves a double out, and takes out what an earlier run let in from the same file."""
        before = self.known.by_source.get(file.source)
        if before and before.doc_id != original_id:
            self.library.withdraw(before.doc_id)
        raise _Refused(Entry(file.source, Outcome.DUPLICATE, reason, doc_id=original_id))

    def _refuse_conflict(self, file: Listed, described: Described) -> None:
        if described.duplicate_of:
            original = described.duplicate_of
            self._refuse(file, original, f"Its description says that it is a copy of {original}.")
        other = self.known.by_id.get(described.document.doc_id)
        if other and other.source != file.source:
            reason = (
                f"doc_id {other.doc_id} is taken by {other.source}, whose content is different. "
                f"Give one of {other.source} and {file.source} another doc_id."
            )
            raise _Refused(Entry(file.source, Outcome.FAILED, reason, doc_id=other.doc_id))

    def _publish(
        self, file: Listed, described: Described, reading: Reading, before: Document | None
    ) -> Entry:
        shelved = shelve(described, reading.sections, self.chunk)
        if not shelved.passages:
            raise UnreadableFile("No text was found in the file.")
        words = text_hash(shelved)
        self._refuse_double(file, self.known.by_text.get(words))
        extra = {**shelved.document.extra, "root": file.root.key, "text_hash": words}
        document = replace(shelved.document, extra=extra)
        self.library.publish(document, shelved.passages, shelved.shops)
        if before and before.doc_id != document.doc_id:
            self.library.withdraw(before.doc_id)
        self.known.add(document)
        return Entry(
            file.source,
            Outcome.UPDATED if before else Outcome.ADDED,
            doc_id=document.doc_id,
            passages=len(shelved.passages),
            warnings=(*reading.warnings, *described.warnings),
            flags=reading.flags,
        )

    def _gone(self, vanished: list[Document], prune: bool) -> None:
        """Withdraws what has vanished; a file that only moved is withdrawn in any case."""
        for document in vanished:
            heir = self.known.by_id.get(document.doc_id)
            if heir:
                continue  # published again from another file
            moved = self.known.by_bytes.get(document.sha256)
            if not prune and not moved:
                reason = "The file is gone, its document still answers. Run with prune to withdraw it."
                self.entries.append(Entry(document.source, Outcome.SKIPPED, reason, document.doc_id))
                continue
            self.library.withdraw(document.doc_id)
            reason = f"The file moved to {moved.source}." if moved else "The file is gone."
            self.entries.append(Entry(document.source, Outcome.WITHDRAWN, reason, document.doc_id))


def _zone(name: object, default: tzinfo) -> tzinfo:
    try:
        return ZoneInfo(str(name)) if name else default
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return default
