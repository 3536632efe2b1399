"""Whether what an answer says stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.grounding.figures import read
from assistant.grounding.grounded import unsupported
from knowledge.writing.calendar import days_in
from knowledge.writing.occasions import occasion_in

_STRETCH = re.compile(r"(?P<text>[^\n]+?)(?P<marks>(?:\s*\[\d+\])+|$)", re.MULTILINE)
_COMPUTED = re.compile(r"计算得出|計算得出|calculated", re.IGNORECASE)


def stretches(answer: str) -> Iterator[tuple[str, list[int]]]:
    """What an answer says, cut after its citation marks and at its lines; each with the numbers of its marks."""
    for match in _STRETCH.finditer(answer):
        if text := match["text"].strip("，。；, .;"):
            yield text, [int(number) for number in re.findall(r"\d+", match["marks"])]


def cites(answer: str) -> bool:
    return any(numbers for _, numbers in stretches(answer))


def unheld(
    answer: str, citations: Sequence[Mapping[str, Any]], asked: str, today: date | None = None
) -> list[str]:
    """The figures (dates, times, phones, floors, amounts) of cited stretches that their quotes do not have.

    A figure may be spelled otherwise, be worked out in a step that is shown, or stand where it is said that it
    was computed. Where `today` is known it may be said, and so may the days that are `asked` for (明天, 元旦);
    without it such a day must lie within a period of the quote. A quote brings its document's title and
    version. A mark that no citation has is named too. What cites nothing claims nothing of a source.
    """
    quotes = {int(each["n"]): str(each.get("quote") or "") for each in citations}
    sources = {
        int(each["n"]): f"{each['title']} {each['version']} {quotes[int(each['n'])]}" for each in citations
    }
    wrong: list[str] = []
    for text, numbers in _whole(stretches(answer), quotes):
        wrong += [f"[{number}] leads nowhere" for number in numbers if number not in sources]
        if numbers and not _COMPUTED.search(text):
            missing = unsupported(text, [sources[number] for number in numbers if number in sources], asked)
            wrong += [figure for figure in missing if not _is_meant(figure, asked, today)]
    return list(dict.fromkeys(wrong))


def _whole(
    said: Iterable[tuple[str, list[int]]], quotes: Mapping[int, str]
) -> Iterator[tuple[str, list[int]]]:
    """A quotation of several lines is marked at its last: the lines before it, as many as it has, cite it too."""
    waiting: list[str] = []
    for text, numbers in said:
        if not numbers:
            waiting.append(text)
            continue
        lines = max(quotes.get(number, "").count("\n") for number in numbers)
        yield from ((line, numbers) for line in waiting[len(waiting) - min(lines, len(waiting)) :])
        yield text, numbers
        waiting = []


def _is_meant(written: str, asked: str, today: date | None) -> bool:
    """Whether a figure is today or a day that was asked for, with or without its year, or but the name of a weekday.

    Sheets head their columns with 日–四 and 五六, which are said as Sunday to Thursday.
    """
    figures = read(written)
    if figures and all(figure.kind in ("weekday", "weekend") for figure in figures):
        return True
    days = [today, *days_in(asked, today), *occasion_in(asked, today)] if today else []
    meant = {(year, day.month, day.day) for day in days for year in (0, day.year)}
    return any(figure.kind == "date" and figure.value in meant for figure in figures)
