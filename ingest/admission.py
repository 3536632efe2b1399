"""What is let in: each file judged by what the library and this run hold already."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from ingest.cutting.chunking import Chunk, pieces_of
from ingest.deciding import heed, passed_over
from ingest.describing import frontmatter
from ingest.describing.metadata import describe
from ingest.describing.model import Described, Origin
from ingest.encoding import decode
from ingest.known import Known, text_marks
from ingest.listing import Listed, as_text
from ingest.model import Reading
from ingest.report import Entry, Outcome
from ingest.sandbox import refuse_large
from ingest.shelving import shelve
from ingest.writing import Accepted, Library
from knowledge.decisions import Ruling
from knowledge.errors import AtriumError, CutShort, UnreadableFile
from knowledge.model import Document
from knowledge.unread import Unread

PIPELINE_VERSION = "11"  # a new one makes every file be read again


class Refused(Exception):
    """A file that is not indexed, with its entry."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry


class Admission:
    """Judges files one after another; whatever is let in is known to the next."""

    def __init__(
        self, library: Library, zone: tzinfo, chunk: Chunk = pieces_of, tries_again: bool = False
    ) -> None:
        """With `tries_again` files are read that an earlier run could not read."""
        self.library = library
        self.tries_again = tries_again
        self.zone = zone
        self.chunk = chunk
        self.known = Known(library.sources())
        self._claimed: dict[str, Path] = {}

    def earlier(self, file: Listed) -> Document | None:
        """The document that this file was before."""
        return self.known.by_source.get(file.source)

    def origin(self, file: Listed) -> Origin:
        """What is known of a file before it is read. Raises Refused for a format that is not read.

        Raises UnreadableFile for one too large to be read: its bytes never come into this process.
        """
        if file.oddity:
            raise Refused(Entry(file.source, Outcome.SKIPPED, file.oddity))
        if not file.is_known_format:
            reason = f"Files of type {file.path.suffix.lower() or '(none)'} are not read."
            raise Refused(Entry(file.source, Outcome.SKIPPED, reason))
        refuse_large(file.path)
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

    def is_unchanged(self, file: Listed, origin: Origin) -> bool:
        before = self.earlier(file)
        return (
            before is not None
            and before.fingerprint == origin.fingerprint
            and before.extra.get("root") == file.root.key
        )

    def must_be_read(self, file: Listed, origin: Origin) -> bool:
        """Whether a file will probably have to be read, as far as can be told before its turn."""
        if self.is_unchanged(file, origin):
            return False
        left = self._left_out(file, origin)
        doubles = (self.known.by_bytes.get(origin.sha256), self._same_words(left))
        return not (left.reason or any(each and each.source != file.source for each in doubles))

    def consider(self, file: Listed, origin: Origin) -> None:
        """Judges a file before its reading. Raises Refused when it is not to be read."""
        other = self._claimed.setdefault(file.source, file.path)
        if other != file.path:
            reason = f"Another given folder has a file of the same relative path ({as_text(str(other))}). Rename one."
            raise Refused(Entry(file.source, Outcome.FAILED, reason))
        before = self.earlier(file)
        if before and self.is_unchanged(file, origin):
            raise Refused(Entry(file.source, Outcome.UNCHANGED, doc_id=before.doc_id))
        if entry := passed_over(file.source, self._ruling(file, origin)):
            raise Refused(entry)
        if before:
            self.known.drop(before)
        declared = str(origin.sidecar.get("duplicate_of") or "").strip()
        if declared:
            self._refuse_copy(file, declared, f"Its description says that it is a copy of {declared}.")
        self._refuse_double(file, self.known.by_bytes.get(origin.sha256))
        left = self._left_out(file, origin)
        self._refuse_double(file, self._same_words(left))
        if left.reason:
            raise UnreadableFile(left.reason)

    def note(self, file: Listed, origin: Origin, error: UnreadableFile) -> None:
        """Remembers why a file cannot be read, unless another try might end otherwise."""
        if not isinstance(error, CutShort):
            self.library.note_unread(file.source, origin.fingerprint, Unread(reason=str(error)))

    def accept(self, file: Listed, origin: Origin, reading: Reading, place: int) -> Accepted:
        """A file that was read as a document on its way. Raises Refused, or UnreadableFile when it holds no text."""
        described = heed(describe(origin, reading), reading, origin, self._ruling(file, origin))
        self._refuse_conflict(file, described)
        shelved = shelve(described, reading.sections, self.chunk)
        if not shelved.passages:
            empty = UnreadableFile("No text was found in the file.")
            self.note(file, origin, empty)
            raise empty
        marks = text_marks(shelved)
        original = self.known.by_text.get(marks["text_hash"])
        if original and original.source != file.source:
            why = Unread(text_hash=marks["text_hash"])
            self.library.note_unread(file.source, origin.fingerprint, why)
        self._refuse_double(file, original)
        extra = {**shelved.document.extra, "root": file.root.key, **marks}
        document = replace(shelved.document, extra=extra)
        near = self.known.near_doubles(document)
        remarks = shelved.document.warnings
        document = replace(document, warnings=(*reading.warnings, *described.warnings, *remarks, *near))
        before = self.earlier(file)
        self.known.add(document)
        entry = Entry(
            file.source,
            Outcome.UPDATED if before else Outcome.ADDED,
            doc_id=document.doc_id,
            passages=len(shelved.passages),
            warnings=document.warnings,
            flags=reading.flags,
        )
        replaced = before.doc_id if before and before.doc_id != document.doc_id else ""
        return Accepted(place, entry, replace(shelved, document=document), replaced)

    def _left_out(self, file: Listed, origin: Origin) -> Unread:
        """Why an earlier run left the file out as it is now; nobody asks where files are to be tried again."""
        if self.tries_again:
            return Unread()
        return self.library.unread(file.source, origin.fingerprint) or Unread()

    def _same_words(self, left: Unread) -> Document | None:
        """The document whose words a file has that was left out for them."""
        return self.known.by_text.get(left.text_hash) if left.text_hash else None

    def _ruling(self, file: Listed, origin: Origin) -> Ruling:
        return self.library.ruling(file.source, origin.sha256, origin.fingerprint)

    def failed(self, source: str, error: Exception) -> Entry:
        """The entry of a file that could not be taken in."""
        stays = " The earlier version stays." if source in self.known.by_source else ""
        return Entry(source, Outcome.FAILED, f"{_reason(error)}{stays}")

    def _refuse_double(self, file: Listed, original: Document | None) -> None:
        if original and original.source != file.source:
            reason = f"It has the same content as {original.source} ({original.doc_id})."
            self._refuse_copy(file, original.doc_id, reason)

    def _refuse_copy(self, file: Listed, original_id: str, reason: str) -> None:
        """Leaves a double out, and takes out what an earlier run let in from the same file."""
        before = self.earlier(file)
        if before and before.doc_id != original_id:
            self.library.withdraw(before.doc_id)
        raise Refused(Entry(file.source, Outcome.DUPLICATE, reason, doc_id=original_id))

    def _refuse_conflict(self, file: Listed, described: Described) -> None:
        if described.duplicate_of:
            original = described.duplicate_of
            self._refuse_copy(file, original, f"Its description says that it is a copy of {original}.")
        other = self.known.by_id.get(described.document.doc_id)
        if other and other.source != file.source:
            reason = (
                f"doc_id {other.doc_id} is taken by {other.source}, whose content is different. "
                f"Give one of {other.source} and {file.source} another doc_id."
            )
            raise Refused(Entry(file.source, Outcome.FAILED, reason, doc_id=other.doc_id))


def _reason(error: Exception) -> str:
    if isinstance(error, AtriumError):
        return str(error)
    if isinstance(error, OSError):
        return f"It could not be taken in ({error.strerror or type(error).__name__})."
    return f"It could not be taken in ({type(error).__name__}: {error})."
