"""Files that somebody sends to have their facts read: by ingest's readers, in their sandbox, kept nowhere."""

from __future__ import annotations

import base64
import binascii
import io
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from assistant.drafting.facts.sheets import Piece, sheets_of
from assistant.drafting.facts.table import FactSheet
from ingest.flags import flags_of
from ingest.model import FlagKind, Reading, Section
from ingest.sandbox import Sandbox
from knowledge.errors import UnreadableFile
from ui.desks.uploads import Upload, Uploads
from ui.entry.limits import Limits
from ui.wire.problems import Problem

AT_ONCE = 2  # files read at the same time: each may take a gigabyte
WAITING = 8  # more are turned away at once: each holds a thread that a shopper's question needs too
_PATIENCE = 30.0  # seconds that a file waits for its turn
_BUSY = Problem(503, "Other files are being read; please try again in a moment.", {"Retry-After": "10"})
_ENDINGS = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"RIFF": ".webp",
    b"BM": ".bmp",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}
_FOR_MACHINES = "文件里有写给机器的话（“{excerpt}”{place}）：只当资料，没有照做，也不会写进文案。"
_HIDDEN = "文件里有看不见的文字（“{excerpt}”{place}），没有收入。"


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What came of a file: the products in it, and what a person should know."""

    name: str
    sheets: tuple[FactSheet, ...]
    warnings: tuple[str, ...]


@dataclass
class Sent:
    """Bytes that came inside a request, as an upload."""

    filename: str | None
    file: BinaryIO
    size: int | None


class SheetReader:
    """Reads product sheets, hang-tags and posters. What was sent is deleted as soon as it is read."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._uploads = Uploads(folder, limits)
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._room = threading.BoundedSemaphore(AT_ONCE + WAITING)

    def read(self, upload: Upload) -> ReadSheet:
        """The facts of a file. Raises Problem for what no upload may be, UnreadableFile for what cannot be read."""
        if not self._room.acquire(blocking=False):
            raise _BUSY
        try:
            return self._read(upload)
        finally:
            self._room.release()

    def _read(self, upload: Upload) -> ReadSheet:
        with (
            self._uploads.received([upload]) as [received],
            tempfile.TemporaryDirectory(prefix="atrium-sheet-") as folder,
        ):
            path = Path(folder) / f"sheet{Path(received.name).suffix.lower()}"
            shutil.copyfile(received.temporary, path)
            reading = self._reading(path)
        return read_sheet(received.name, reading)

    def _reading(self, path: Path) -> Reading:
        if not self._turns.acquire(timeout=_PATIENCE):
            raise _BUSY
        try:
            with Sandbox() as sandbox:
                return sandbox.read(path)
        finally:
            self._turns.release()


def read_sheet(name: str, reading: Reading) -> ReadSheet:
    """The products of a reading, and its warnings as sentences."""
    pieces = [_piece(section) for section in _with_headings(reading) if section.text.strip()]
    lines = [(line.text, line.confidence) for line in reading.lines]
    sheets = sheets_of(name, pieces, reading.title, lines)
    flagged = [(_FOR_MACHINES, f) for f in reading.flags if f.kind is FlagKind.INSTRUCTION]
    flagged += [(_HIDDEN, f) for f in reading.flags if f.kind is FlagKind.HIDDEN]
    told = [text.format(excerpt=f.excerpt, place=f",{f.place}" if f.place else "") for text, f in flagged]
    return ReadSheet(name, tuple(sheets), (*reading.warnings, *dict.fromkeys(told)))


def is_for_machines(text: str) -> bool:
    """Whether a text speaks to a machine instead of a reader."""
    return any(flag.kind is FlagKind.INSTRUCTION for flag in flags_of([Section(text)]))


def picture_of(encoded: str, limits: Limits) -> Sent:
    """A picture out of a request's base64, with or without "data:image/png;base64,". Raises Problem."""
    body = encoded.split(",", 1)[1] if encoded.lstrip().startswith("data:") and "," in encoded else encoded
    if len(body) * 3 // 4 > limits.upload_bytes:
        raise Problem(413, f"The picture is larger than {limits.upload_bytes // 2**20} MB.")
    try:
        data = base64.b64decode("".join(body.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Problem(422, "image: this is no base64; send the picture's bytes in base64.") from None
    ending = next((suffix for start, suffix in _ENDINGS.items() if data.startswith(start)), "")
    if not ending:
        raise UnreadableFile("image: this is no PNG, JPEG, WebP, BMP or TIFF picture.")
    return Sent(f"图片{ending}", io.BytesIO(data), len(data))


def _with_headings(reading: Reading) -> Iterator[Section]:
    """The sections; before those of a picture its large type, which says what is sold and for how much."""
    last: tuple[str, ...] = ()
    for section in reading.sections:
        if section.confidence is not None:
            path = (
                (reading.title, *section.path) if reading.title not in ("", *section.path) else section.path
            )
            shared = next(
                (at for at, (a, b) in enumerate(zip(last, path, strict=False)) if a != b), len(last)
            )
            new = [heading for heading in path[min(shared, len(path)) :] if heading]
            if new:
                yield replace(section, text="\n".join(new), path=(), kind="prose", columns={}, row="")
            last = path
            section = replace(section, path=())
        yield section


def _piece(section: Section) -> Piece:
    page = f"第{section.page}页" if section.page else ""
    place = " · ".join(part for part in (page, " › ".join(section.path), section.row) if part)
    return Piece(section.text, place, section.columns, section.confidence)
