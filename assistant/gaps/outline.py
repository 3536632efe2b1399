"""The outline of a missing document, from what its questions ask for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table
from knowledge.model import Document, Passage
from knowledge.text import fold

_QUESTIONS = 3  # shown under a heading
_TITLE = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the questions that want it, and what to write there."""

    heading: str
    hint: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    headings: tuple[Heading, ...]
    nearest: tuple[Passage, Document] | None  # the paper that is there already

    @property
    def text(self) -> str:
        """The same as Markdown, to begin a document with."""
        lines = [f"# {self.title}", ""]
        if self.nearest:
            passage, document = self.nearest
            lines += [f"> 现有最接近的文件：《{document.label}》{passage.locator}", ""]
        for one in self.headings:
            lines += [f"## {one.heading}", "", f"（{one.hint}）", *(f"- {asked}" for asked in one.asked), ""]
        return "\n".join(lines)


def outline(
    question: str, questions: Sequence[str], nearest: tuple[Passage, Document] | None = None
) -> Outline:
    """An outline for these questions, of which `question` stands for all."""
    distinct = list(dict.fromkeys(_line(one) for one in questions))
    title = f"关于“{_line(question).rstrip('?？。')[:_TITLE]}”的说明"
    headings = []
    for row in _rows():
        asked = tuple(one for one in distinct if row["asks"].search(fold(one)))[:_QUESTIONS]
        if asked or row.get("always"):
            headings.append(Heading(row["heading"], row["hint"], asked))
    return Outline(title, tuple(headings), nearest)


def _line(text: str) -> str:
    """One line without marks that Markdown would read: questions are data."""
    return re.sub(r"[#>*`_\[\]<|]", "", " ".join(text.split()))


@cache
def _rows() -> list[dict]:
    table = read_table("outline.yaml")
    return [row | {"asks": re.compile(row["asks"])} for row in table]
