"""A stream of pieces cut into sentences, each with the citation marks that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MARK = re.compile(r"\s*[\[【]\s*(?:资料|[Pp]assages?)?\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]】]")
_MARKS = r"(?:\s*[\[【]\s*(?:资料|[Pp]assages?)?\s*\d+(?:\s*[,，、]\s*\d+)*\s*[\]】][。．.；;]?)*"
# A full stop in English ends a sentence before a capital or another script only: not in "Nov. 20".
_END = re.compile(
    rf"(?:(?:[。！？?]|!(?!\[))+[”’\"」』）)]*{_MARKS}(?=\s*(?:[^\s\[【]|[\[【]\s*[^\s\d资pP]))"
    rf"|\.[”\")]*{_MARKS}(?=\s+[A-Z\u4e00-\u9fff“\"])"
    rf"|{_MARKS}[ \t]*\n)"
)


def cut(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, as soon as each is certainly complete."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        while match := _END.search(buffer):
            yield from _spoken(buffer[: match.end()])
            buffer = buffer[match.end() :]
    yield from _spoken(buffer)


def marks_of(sentence: str) -> list[int]:
    """The numbers that a sentence cites, in order, each once."""
    groups = MARK.findall(sentence)
    return list(dict.fromkeys(int(n) for group in groups for n in re.findall(r"\d+", group)))


def unmarked(sentence: str) -> str:
    """The sentence without its citation marks."""
    return MARK.sub("", sentence).strip()


def _spoken(sentence: str) -> Iterator[str]:
    if sentence.strip():
        yield sentence.strip()
