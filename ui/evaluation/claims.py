"""Whether what an answer says stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.figures import read
from assistant.grounding import unsupported
from knowledge.calendar import days_in

_SENTENCE = re.compile(r"(?P<text>[^\n]*?)(?P<marks>(?:\s*\[\d+\])+)")
_COMPUTED = re.compile(r"计算得出|計算得出|calculated", re.IGNORECASE)


def cited_sentences(answer: str) -> Iterator[tuple[str, list[int]]]:
    """The stretches of an answer that end in citation marks, each with the numbers of its marks."""
    for match in _SENTENCE.finditer(answer):
        yield match["text"].strip(), [int(number) for number in re.findall(r"\d+", match["marks"])]


def unheld(
    answer: str, citations: Sequence[Mapping[str, Any]], asked: str, today: date | None = None
) -> list[str]:
    """The figures (dates, times, phones, floors, amounts) of cited sentences that their quotes do not have.

    A figure may be spelled otherwise, be worked out in a step that is shown, or stand in a sentence that says
    it was computed. Where `today` is known it may be said, and so may the days that are `asked` for (明天);
    without it a day that is asked for must lie within a period of the quote. A quote brings its document's
    title and version. A mark that no citation has is named too.
    """
    meant = [today, *days_in(asked, today)] if today else []
    sources = {
        int(each["n"]): f"{each['title']} {each['version']} {each.get('quote') or ''}" for each in citations
    }
    wrong: list[str] = []
    for text, numbers in cited_sentences(answer):
        wrong += [f"[{number}] leads nowhere" for number in numbers if number not in sources]
        if not _COMPUTED.search(text):
            passages = [sources[number] for number in numbers if number in sources]
            missing = unsupported(text, passages, asked)
            wrong += [figure for figure in missing if not _is_one_of(figure, meant)]
    return list(dict.fromkeys(wrong))


def _is_one_of(written: str, days: Sequence[date]) -> bool:
    """Whether a figure as it is written is one of these days, with or without its year."""
    named = [(year, day.month, day.day) for day in days for year in (0, day.year)]
    return any(figure.kind == "date" and figure.value in named for figure in read(written))
