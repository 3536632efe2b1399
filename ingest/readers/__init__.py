"""One reader a format, chosen by what a file holds. A new format is a new file here and rows in `formats.READERS` and `KINDS`."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.model import Reading
from ingest.readers.formats import FAMILIES, KINDS, PLAIN, READERS, REFUSED, UNWANTED
from ingest.sniffing import sniff
from knowledge.errors import UnreadableFile

Reader = Callable[..., Reading]  # of a path; those that recognise pictures take a Recognition too

_SHORTEST_TEXT = 20  # bytes: what is shorter proves nothing
_MARKUP = {".md", ".markdown", ".eml"}  # may begin with a tag or with headers of their own
_NO_TEXT = "No text was found in the file."
_PICTURES_UNREAD = "Pictures inside it are not read: add their text as a document."
_MAY_HOLD_PICTURES = {"docx", "pptx", "xlsx", "html"}


def reader_for(path: Path) -> Reader:
    """The reader of what a file holds. Raises UnreadableFile when there is none, or when it cannot be opened.

    Content decides; where it is plain text or nothing known, the name does.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS and suffix not in REFUSED:
        raise UnreadableFile(f"Files of type {suffix or '(none)'} are not read.")
    kind = _kind_of(path)
    if kind in UNWANTED:
        raise UnreadableFile(UNWANTED[kind])
    name, true_suffix = KINDS.get(kind, ("", suffix))
    if not kind and suffix in PLAIN and _is_plain_text(path):
        name, true_suffix = "plain text", PLAIN[suffix]
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
    return any({suffix, other} <= family for family in FAMILIES)


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
