"""What a reader gives back: sections in reading order, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader got out of one file."""

    sections: tuple[Section, ...]
    title: str = ""
    front_matter: dict[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
