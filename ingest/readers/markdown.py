"""Markdown: front matter, headings, lists and tables; markup signs and comments left out."""

from __future__ import annotations

import html
import re
from pathlib import Path

from ingest.cleaning import clean, is_boilerplate
from ingest.describing import frontmatter
from ingest.encoding import decode
from ingest.grids import plain
from ingest.model import Reading, Section
from ingest.outline import Outline, heading_level, under_title, unwrap
from ingest.readers.markdown_cards import cards_in
from ingest.tables import read_table

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?(?:[a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*)?/?>")
_ATX = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?")
_UNDERLINE = re.compile(r"=+|-+")
_FENCE = re.compile(r"(?:```|~~~).*")
_DIVIDER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
_INLINE = (
    (re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,2000}\)"), r"\1"),  # a picture's description
    (re.compile(r"\[([^\[\]]{1,500})\]\([^()]{0,2000}\)"), r"\1"),
    (re.compile(r"\[\^[^\[\]]{1,100}\]"), ""),
    (re.compile(r"`{1,3}([^`]{1,2000})`{1,3}"), r"\1"),
    (re.compile(r"(\*\*|__|~~)(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=[^\s*_])([^*_]{1,500})[*_](?![\w*])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])"), r"\1"),
)
_BOLD_NAME = re.compile(
    r"\*\*([^*\n。;；!！]{1,30}?)[:：]?\*\*[:：]?"
)  # a line of its own that heads what follows
_BOLD_LEVEL = 6  # the deepest that `#` can mark
_NUMBERED_BASE = 6  # numbering without a `#` stands under every `#` heading


def read(path: Path) -> Reading:
    """The text of a Markdown file. Raises UnreadableFile when the bytes are no text."""
    front, body = frontmatter.split(clean(decode(path.read_bytes())))
    walk = _Walk(_COMMENT.sub("", body).split("\n"))
    sections = walk.sections()
    return Reading(sections=under_title(sections, walk.title), title=walk.title, front_matter=front)


class _Walk:
    """Goes through the lines once; paragraphs gather until something ends them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.outline = Outline()
        self.gathered: list[str] = []
        self.title = ""
        self.tables = 0
        self.cards = cards_in(lines, inline)

    def sections(self) -> list[Section]:
        at = 0
        is_code = False
        while at < len(self.lines):
            line = self.lines[at]
            if _FENCE.fullmatch(line):
                is_code, at = not is_code, at + 1
                self._flush()
            elif is_code:
                self.outline.line(line)
                at += 1
            elif at in self.cards:
                self._flush()
                at, row = self.cards[at]
                self.outline.rows([row])
            else:
                at = self._block(at, line)
        self._flush()
        return self.outline.close()

    def _block(self, at: int, line: str) -> int:
        below = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        heading = _ATX.fullmatch(line)
        if heading:
            self._heading(len(heading[1]), heading[2])
        elif line and not self.gathered and _UNDERLINE.fullmatch(below) and len(below) > 2:
            self._heading(1 if below[0] == "=" else 2, line)
            return at + 2
        elif "|" in line and "-" in below and "|" in below and _DIVIDER.fullmatch(below):
            return self._table(at)
        elif (
            not any(self.gathered[-1:]) and not below.strip() and (name := _BOLD_NAME.fullmatch(line.strip()))
        ):
            self._heading(_BOLD_LEVEL, name[1])
        elif line.lstrip("> ") and is_boilerplate(line):
            self._flush()
        else:
            self.gathered.append(inline(line.lstrip("> ") if line.startswith(">") else line))
        return at + 1

    def _heading(self, level: int, text: str) -> None:
        self._flush()
        text = inline(text)
        if level == 1 and not self.title and not self.outline.sections:
            self.title = text
        if text:
            self.outline.heading(level, text)

    def _table(self, at: int) -> int:
        self._flush()
        self.tables += 1
        end = at + 2
        while end < len(self.lines) and "|" in self.lines[end]:
            end += 1
        rows = [cells_of(line) for line in (self.lines[at], *self.lines[at + 2 : end])]
        name = f"表{self.tables}"
        grid = plain(rows)
        self.outline.rows(read_table(grid, row_name=lambda row: f"{name}第{row + 1}行", has_header=True))
        return end

    def _flush(self) -> None:
        for paragraph in unwrap(self.gathered):
            text = _BULLET.sub("", paragraph, count=1) if _BULLET.match(paragraph) else paragraph
            level = heading_level(text)
            if level:
                self.outline.heading(_NUMBERED_BASE + level, text)
            else:
                self.outline.line(text)
        self.gathered = []


def inline(text: str) -> str:
    """A line without its markup signs and HTML tags."""
    text = _TAG.sub("", _BREAK.sub(" ", text))
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text).strip()


def cells_of(line: str) -> list[str]:
    """The cells of a table line; an escaped bar stays in its cell."""
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [inline(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", bare)]
