"""A reply before it is written out: lines, each resting on a passage or on nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language import to_script
from assistant.model import Citation, Handling, Ticket
from knowledge.model import Document, Hit, Passage

_CLAUSE_NUMBER = re.compile(r"^\d+(?:\.\d+)+[.、]?\s+")
_EMPTY_CELL = re.compile(r":\s*[–—-]?$")


@dataclass(frozen=True, slots=True)
class Source:
    """The passage that a line rests on."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `sources` carry its facts, an empty tuple is our own words."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say and how it was handled, in no particular script yet."""

    handling: Handling
    lines: tuple[Line, ...]
    confidence: float = 1.0
    topic: str = ""  # the full question a follow-up may lean on
    tickets: tuple[Ticket, ...] = ()


def quoted(hit: Hit) -> Line:
    """A passage, whole, as a line of an answer."""
    return Line(spoken(hit.passage), (Source(hit.passage, hit.document),))


def spoken(passage: Passage) -> str:
    """A passage's words without its clause number; a table row as one sentence."""
    text = _CLAUSE_NUMBER.sub("", passage.text)
    if passage.kind != "row":
        return text
    cells = [cell for cell in text.split("; ") if not _EMPTY_CELL.search(cell)]
    return "，".join(cell.replace(": ", "：", 1) for cell in cells).rstrip("。") + "。"


def write(lines: Sequence[Line], language: str) -> tuple[str, tuple[Citation, ...]]:
    """The text with [n] marks in the asker's script, and the citations they point at.

    A quotation keeps the script of its document; the answer around it follows the asker.
    """
    numbers: dict[str, int] = {}
    citations: list[Citation] = []
    written = []
    for line in lines:
        marks = []
        for source in line.sources:
            passage_id = source.passage.passage_id
            if passage_id not in numbers:
                numbers[passage_id] = len(numbers) + 1
                citations.append(cite(numbers[passage_id], source))
            marks.append(f"[{numbers[passage_id]}]")
        written.append(to_script(line.text, language) + "".join(dict.fromkeys(marks)))
    return "\n".join(written), tuple(citations)


def cite(n: int, source: Source) -> Citation:
    document, passage = source.document, source.passage
    return Citation(
        n=n,
        doc_id=document.doc_id,
        title=document.title,
        version=document.version,
        locator=passage.locator,
        quote=passage.text,
        url=f"/api/passages/{passage.passage_id}",
        passage_id=passage.passage_id,
    )


def plain_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts if text)
