"""One reader a format, chosen by what a file holds. A new format is a new file and a new row in READERS."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.model import Reading
from ingest.sniffing import sniff
from knowledge.errors import UnreadableFile

Reader = Callable[..., Reading]  # of a path; those that recognise pictures take a Recognition too

# Suffix -> module with `read(path) -> Reading`. Modules are imported at first use, in the sandbox:
# the server itself never loads a parser.
READERS: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".tsv": "csv",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
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

_ARCHIVE = "This is an archive. Unpack it and add the files in it."
_IWORK = "This is an Apple iWork file. Export it as {} and add it again."
# Formats that people will try: what to do instead.
REFUSED: dict[str, str] = {
    ".doc": "This is the old Word format. Save it as .docx and add it again.",
    ".ppt": "This is the old PowerPoint format. Save it as .pptx and add it again.",
    ".xlsb": "This is a binary Excel workbook. Save it as .xlsx and add it again.",
    ".wps": "This is a WPS file. Save it as .docx and add it again.",
    ".et": "This is a WPS table. Save it as .xlsx and add it again.",
    ".dps": "This is a WPS presentation. Save it as .pptx and add it again.",
    ".rtf": "This is an RTF file. Save it as .docx and add it again.",
    ".odt": "This is an OpenDocument text. Save it as .docx and add it again.",
    ".odp": "This is an OpenDocument presentation. Save it as .pptx and add it again.",
    ".msg": "This is an Outlook message. Save it as .eml and add it again.",
    ".mht": "This is a web archive. Open it in a browser, save it as .html and add it again.",
    ".mhtml": "This is a web archive. Open it in a browser, save it as .html and add it again.",
    ".epub": "This is an e-book. Save it as .docx or .pdf and add it again.",
    ".vsdx": "This is a Visio drawing. Export it as .pdf and add it again.",
    ".vsd": "This is a Visio drawing. Export it as .pdf and add it again.",
    ".ofd": "This is an OFD file. Save it as .pdf and add it again.",
    ".pages": _IWORK.format(".docx"),
    ".numbers": _IWORK.format(".xlsx"),
    ".key": _IWORK.format(".pptx"),
    ".gif": "This is a GIF picture. Save it as .png and add it again.",
    ".zip": _ARCHIVE,
    ".rar": _ARCHIVE,
    ".7z": _ARCHIVE,
    ".tar": _ARCHIVE,
    ".gz": _ARCHIVE,
    ".tgz": _ARCHIVE,
}

# What `sniff` found -> its name for people, and the suffix in whose row it is read or refused.
_KINDS: dict[str, tuple[str, str]] = {
    "pdf": ("PDF", ".pdf"),
    "docx": ("Word", ".docx"),
    "xlsx": ("Excel", ".xlsx"),
    "pptx": ("PowerPoint", ".pptx"),
    "xls": ("old Excel", ".xls"),
    "ods": ("an OpenDocument sheet", ".ods"),
    "html": ("HTML", ".html"),
    "eml": ("a mail", ".eml"),
    "picture": ("a picture", ".png"),
    "doc": ("old Word", ".doc"),
    "ppt": ("old PowerPoint", ".ppt"),
    "xlsb": ("binary Excel", ".xlsb"),
    "rtf": ("RTF", ".rtf"),
    "odt": ("an OpenDocument text", ".odt"),
    "odp": ("an OpenDocument presentation", ".odp"),
    "msg": ("an Outlook message", ".msg"),
    "mht": ("a web archive", ".mht"),
    "epub": ("an e-book", ".epub"),
    "vsdx": ("Visio", ".vsdx"),
    "vsd": ("Visio", ".vsd"),
    "ofd": ("OFD", ".ofd"),
    "iwork": ("Apple iWork", ".pages"),
    "gif": ("a GIF picture", ".gif"),
    "zip": ("an archive", ".zip"),
    "rar": ("an archive", ".rar"),
    "7z": ("an archive", ".7z"),
    "tar": ("an archive", ".tar"),
    "gzip": ("an archive", ".gz"),
}
# Contents that have no suffix of their own here.
_UNWANTED: dict[str, str] = {
    "locked": "The file is protected with a password. Remove the password, save it and add it again.",
    "program": "The file is a program, not a document. It was not opened.",
    "ole": "The file is damaged or of an old Office format. Save it as .docx, .xlsx or .pptx and add it again.",
    "xls-xml": "This is a workbook in the XML of Excel 2003. Save it as .xlsx and add it again.",
    "doc-xml": "This is a document in one XML file. Save it as .docx and add it again.",
    "svg": "This is a drawing (SVG). Export it as .pdf or .png and add it again.",
    "odg": "This is an OpenDocument drawing. Export it as .pdf and add it again.",
}
# A name that promises an office format over plain text: which reader understands such text.
_PLAIN: dict[str, str] = dict.fromkeys((".xls", ".xlsx", ".et", ".ods"), ".csv") | dict.fromkeys(
    (".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf"), ".txt"
)
_SHORTEST_TEXT = 20  # bytes: what is shorter proves nothing
_MARKUP = {".md", ".markdown", ".eml"}  # may begin with a tag or with headers of their own
_NO_TEXT = "No text was found in the file."
_PICTURES_UNREAD = "Pictures inside it are not read: add their text as a document."
_MAY_HOLD_PICTURES = {"docx", "pptx", "xlsx", "html"}
# Formats that share their container: the content cannot tell, the name can.
_FAMILIES = ({".pages", ".numbers", ".key"}, {".doc", ".wps"}, {".ppt", ".dps"})


def reader_for(path: Path) -> Reader:
    """The reader of what a file holds. Raises UnreadableFile when there is none, or when it cannot be opened.

    Content decides; where it is plain text or nothing known, the name does.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS and suffix not in REFUSED:
        raise UnreadableFile(f"Files of type {suffix or '(none)'} are not read.")
    kind = _kind_of(path)
    if kind in _UNWANTED:
        raise UnreadableFile(_UNWANTED[kind])
    name, true_suffix = _KINDS.get(kind, ("", suffix))
    if not kind and suffix in _PLAIN and _is_plain_text(path):
        name, true_suffix = "plain text", _PLAIN[suffix]
    if _is_same(suffix, true_suffix):
        true_suffix = suffix
    if true_suffix in REFUSED:
        told = "" if true_suffix == suffix else f"The name says {suffix}, the content is {name}. "
        raise UnreadableFile(told + REFUSED[true_suffix])
    module = READERS[true_suffix]
    reader: Reader = import_module(f"ingest.readers.{module}").read
    warning = (
        ""
        if true_suffix == suffix
        else f"The name says {suffix}, the content is {name}; it was read as {name}."
    )
    return _told(reader, warning, _PICTURES_UNREAD if module in _MAY_HOLD_PICTURES else "")


def _kind_of(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile("This is no ordinary file (a folder, a pipe or a device).")
        return sniff(path)
    except OSError as error:
        raise UnreadableFile(
            f"The file cannot be opened ({error.strerror or type(error).__name__}). Check who may read it."
        ) from error


def _is_same(suffix: str, other: str) -> bool:
    """Whether two suffixes stand for one format; markup in a text's own syntax stays that text."""
    if suffix in _MARKUP and other in (".html", ".eml"):
        return True
    if READERS.get(suffix, suffix) == READERS.get(other, other):
        return True
    if suffix in REFUSED and REFUSED.get(other) == REFUSED[suffix]:
        return True
    return any({suffix, other} <= family for family in _FAMILIES)


def _is_plain_text(path: Path) -> bool:
    from ingest.encoding import decode

    try:
        decode(path.read_bytes()[:200_000])
    except UnreadableFile:
        return False
    return path.stat().st_size >= _SHORTEST_TEXT


def _told(reader: Reader, warning: str, hint: str) -> Reader:
    """The reader, its warnings opened by this one; a reading with no text at all is refused with what it told."""

    @wraps(reader)  # what else it takes, this takes
    def read(path: Path, **more: Any) -> Reading:
        reading = reader(path, **more)
        warnings = (warning, *reading.warnings) if warning else reading.warnings
        has_text = any(section.text.strip() for section in reading.sections)
        if not has_text and not reading.front_matter:  # a description alone may say whose copy this is
            raise UnreadableFile(" ".join((_NO_TEXT, *map(_sentence, warnings or filter(None, (hint,))))))
        return replace(reading, warnings=warnings)

    return read


def _sentence(text: str) -> str:
    return text if text.endswith((".", "。")) else f"{text}."
