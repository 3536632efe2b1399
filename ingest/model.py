"""What a reader gives back: sections in reading order, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FlagKind(StrEnum):
    """What a person should look at before a document is trusted."""

    INSTRUCTION = "instruction"  # text that addresses an assistant instead of a reader
    PERSONAL = "personal"  # a phone number, an identity number, a bank card, an address of a person
    LINK = "link"  # an address outside the document
    HIDDEN = "hidden"  # white ink, zero size, off the page: there for programs, not for people


@dataclass(frozen=True, slots=True)
class Flag:
    """Something odd in a file's text, for the report. `excerpt` is short and masked where it is personal."""

    kind: FlagKind
    excerpt: str
    place: str = ""  # where a person finds it: 第2页, 表1第3行, a heading path


@dataclass(frozen=True, slots=True)
class Section:
    """A run of text under one heading path, or one table row, or one slide.

    `text` may hold several paragraphs separated by newlines. A table row's text is
    "header: value; header: value". `row` is the row's key for people ("店铺目录!R12" or "L4-06").
    `columns` keeps header -> value for rows, so that the directory and tables stay structured.
    """

    text: str
    path: tuple[str, ...] = ()  # headings from the outermost to the nearest
    kind: str = "prose"  # prose, row, slide
    page: int | None = None
    row: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    confidence: float | None = None  # 0-1 for recognised text (OCR), None for text that was typed


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of type in a picture, and how surely it was read, 0-1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader got out of one file."""

    sections: tuple[Section, ...]
    title: str = ""
    front_matter: dict[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    lines: tuple[Recognised, ...] = ()  # of a picture, each by itself: a section is as sure as its worst
