"""A readable source: front matter, then a small Markdown (headings, paragraphs, bullets, quotes, tables)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

BUILD_ONLY = ("file", "build")  # keys that steer the build and are no metadata of the document


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text. `kind` is heading, para, bullet, quote or table; `level` is a heading's depth."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it has a format: where it goes, what it says of itself, its blocks."""

    path: Path
    file: str  # below examples/qilan
    meta: dict[str, object]
    body: str
    blocks: tuple[Block, ...]
    build: dict[str, object] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        return Path(self.file).suffix

    @property
    def title(self) -> str:
        return str(self.meta["title"])

    @property
    def label(self) -> str:
        return f"{self.title} {self.meta.get('version', '')}".strip()


def read_source(path: Path) -> Source:
    """Read one source file; a ValueError names what is wrong with it."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.DOTALL)
    if not match:
        raise ValueError(f"{path.name}: no front matter; begin the file with a --- block.")
    front = yaml.safe_load(match[1])
    missing = [key for key in ("file", "doc_id", "title", "doc_type", "visibility") if key not in front]
    if missing:
        raise ValueError(f"{path.name}: front matter lacks {', '.join(missing)}.")
    meta = {key: value for key, value in front.items() if key not in BUILD_ONLY}
    body = match[2].strip() + "\n"
    return Source(path, front["file"], meta, body, parse_blocks(body), front.get("build") or {})


def parse_blocks(body: str) -> tuple[Block, ...]:
    """Split a body into blocks; every plain line is a paragraph of its own (a numbered clause)."""
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            table.append(split_row(line))
            continue
        if table:
            blocks.append(Block("table", rows=tidy_rows(table)))
            table = []
        if line.strip():
            blocks.append(parse_line(line.strip()))
    return tuple(blocks)


def parse_line(line: str) -> Block:
    if match := re.match(r"(#{1,4})\s+(.*)", line):
        return Block("heading", plain(match[2]), level=len(match[1]))
    if match := re.match(r"[-*]\s+(.*)", line):
        return Block("bullet", plain(match[1]))
    if match := re.match(r">\s?(.*)", line):
        return Block("quote", plain(match[1]))
    return Block("para", plain(line))


def split_row(line: str) -> tuple[str, ...]:
    return tuple(plain(cell.strip()) for cell in line.strip().strip("|").split("|"))


def tidy_rows(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Drop the rule under the header and give every row the header's width."""
    kept = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    width = len(kept[0])
    return tuple((row + ("",) * width)[:width] for row in kept)


def plain(text: str) -> str:
    """The words without Markdown's emphasis marks."""
    return re.sub(r"\*\*(.+?)\*\*|`(.+?)`", lambda m: m[1] or m[2], text)
