"""Whether what an answer says stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.grounding import unsupported

_SENTENCE = re.compile(r"(?P<text>[^\n]*?)(?P<marks>(?:\s*\[\d+\])+)")
_COMPUTED = re.compile(r"计算得出|計算得出|calculated", re.IGNORECASE)


def cited(answer: str) -> Iterator[tuple[str, list[int]]]:
    """The stretches of an answer that end in citation marks, each with the numbers of its marks."""
    for match in _SENTENCE.finditer(answer):
        yield match["text"].strip(), [int(number) for number in re.findall(r"\d+", match["marks"])]


def unheld(answer: str, citations: Sequence[Mapping[str, Any]], asked: str) -> list[str]:
    """The figures (dates, times, phones, floors, amounts) of cited sentences that their quotes do not have.

    A figure may be spelled otherwise, be worked out in a step that is shown, or stand in a sentence that says
    it was computed; a day that was `asked` for may lie within a period of the quote. A quote brings its
    document's title and version. A mark that no citation has is named too.
    """
    sources = {
        int(each["n"]): f"{each['title']} {each['version']} {each.get('quote') or ''}" for each in citations
    }
    wrong: list[str] = []
    for text, numbers in cited(answer):
        wrong += [f"[{number}] leads nowhere" for number in numbers if number not in sources]
        if not _COMPUTED.search(text):
            passages = [sources[number] for number in numbers if number in sources]
            wrong += unsupported(text, passages, asked)
    return list(dict.fromkeys(wrong))
