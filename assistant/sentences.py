"""A stream of pieces cut into sentences, each with the citation marks that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MARK = re.compile(r"\s*[\[【]\s*(?:资料|[Pp]assages?)?\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*[\]】]")
_MARKS = r"(?:\s*[\[【]\s*(?:资料|[Pp]assages?)?\s*\d+(?:\s*[,，、]\s*\d+)*\s*[\]】][。．.；;]?)*"
# A full stop in English ends a sentence before a capital or another script only: not in "Nov. 20".
_END = re.compile(
    rf"(?:[。！？]+[”’\"』」）)]*{_MARKS}(?=\s*(?:[^\s\[【]|[\[【]\s*[^\s\d资pP]))"
    rf"|[!?]+[”’\")]*{_MARKS}(?=\s+\S|[\u4e00-\u9fff“])"  # not in an address: ?q=1
    rf"|(?<!^\d)(?<!^\d\d)\.[”\")]*{_MARKS}(?=\s+[A-Z\u4e00-\u9fff“\"])"
    rf"|{_MARKS}[ \t]*\n)",
    re.MULTILINE,
)


def cut(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, as soon as each is certainly complete.

    A sentence on a line of its own, after another, begins with its line break.
    """
    buffer, broken, begun = "", "", False
    for piece in pieces:
        buffer += piece
        while match := _END.search(buffer):
            sentence, buffer = buffer[: match.end()], buffer[match.end() :]
            if sentence.strip():
                yield broken + sentence.strip()
                broken, begun = "", True
            if begun and sentence.endswith("\n"):
                broken = "\n"
    if buffer.strip():
        yield broken + buffer.strip()


def marks_of(sentence: str) -> list[int]:
    """The numbers that a sentence cites, in order, each once."""
    groups = MARK.findall(sentence)
    return list(dict.fromkeys(int(n) for group in groups for n in re.findall(r"\d+", group)))


def unmarked(sentence: str) -> str:
    """The sentence without its citation marks."""
    return MARK.sub("", sentence)
