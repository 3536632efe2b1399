"""One reader a format. A new format is a new file and a new row in READERS."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.model import Reading
from knowledge.errors import UnreadableFile

Reader = Callable[[Path], Reading]

# Suffix -> module with `read(path) -> Reading`. Modules are imported at first use, in the sandbox:
# the server itself never loads a parser.
READERS: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".pptx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".webp": "image",
    ".bmp": "image",
    ".tif": "image",
    ".tiff": "image",
}

# Formats that people will try: what to do instead.
REFUSED: dict[str, str] = {
    ".doc": "This is the old Word format. Save it as .docx and add it again.",
    ".xls": "This is the old Excel format. Save it as .xlsx and add it again.",
    ".ppt": "This is the old PowerPoint format. Save it as .pptx and add it again.",
    ".wps": "This is a WPS file. Save it as .docx and add it again.",
    ".et": "This is a WPS table. Save it as .xlsx and add it again.",
    ".rtf": "This is an RTF file. Save it as .docx and add it again.",
    ".zip": "This is an archive. Unpack it and add the files in it.",
    ".rar": "This is an archive. Unpack it and add the files in it.",
    ".7z": "This is an archive. Unpack it and add the files in it.",
}


def reader_for(path: Path) -> Reader:
    """The reader of a file's format. Raises UnreadableFile when there is none."""
    suffix = path.suffix.lower()
    if suffix in REFUSED:
        raise UnreadableFile(REFUSED[suffix])
    if suffix not in READERS:
        raise UnreadableFile(f"Files of type {suffix or '(none)'} are not read.")
    reader: Reader = import_module(f"ingest.readers.{READERS[suffix]}").read
    return reader
