"""Office files are zip archives: what is in one is checked before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from knowledge.errors import UnreadableFile

MAX_ENTRIES = 2_000
MAX_INFLATED = 100 * 2**20  # bytes
MAX_RATIO = 100  # inflated to packed, over the whole archive
_SMALL = 2**20  # bytes: an archive that inflates to less may have any ratio
_HEAD = 4_096  # bytes of an XML part in which a document type would stand


def check_archive(path: Path) -> None:
    """Raises UnreadableFile for archives that unpack to too much, and for XML that declares entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive.infolist())
            _check_xml(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile("The file is damaged and cannot be unpacked.") from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(f"The file holds {len(entries)} parts; at most {MAX_ENTRIES} are read.")
    if inflated > MAX_INFLATED:
        raise UnreadableFile(
            f"The file unpacks to {inflated // 2**20} MB; at most {MAX_INFLATED // 2**20} MB are read. Split it."
        )
    if inflated > _SMALL and inflated > MAX_RATIO * max(packed, 1):
        raise UnreadableFile(f"The file unpacks to over {MAX_RATIO} times its size and was not opened.")


def _check_xml(archive: zipfile.ZipFile) -> None:
    """Office writes no document type; one in a part is there to blow up or to fetch files."""
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(entry) as part:
            head = part.read(_HEAD).replace(b"\0", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UnreadableFile(
                "The file declares XML entities, which no office program does; it was not opened."
            )
