"""Numbered items of an answer or a paper: what 第一个 and 第二项 stand for where no shops are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.asking.conversation import ordinal_in, without_ordinal
from assistant.journal import Turn

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MARK = re.compile(rf"[{_CIRCLED}]")
_NUMBERED = re.compile(r"(?:问题|措施|项目|要点|步骤|事项|建议|改进)\s*(\d)[ ，：:]*([^，。;；\[]{2,20})")
_SOURCE = re.compile(r"\[\d+\]")
_LONGEST = 20  # characters of an item that find it again
_BARE = re.compile(r"^[那么的是个项条呢吗啊?？,，。 ]*$")


def items_in(text: str) -> list[str]:
    """The numbered items of a text, the first at place 0; an empty string where a number is left out."""
    found: dict[int, str] = {}
    for line in _SOURCE.sub("", text).splitlines():
        marks = list(_MARK.finditer(line))
        if len(marks) > 1:
            ends = [mark.start() for mark in marks[1:]] + [len(line)]
            for mark, end in zip(marks, ends, strict=True):
                found.setdefault(_CIRCLED.index(mark[0]), _short(line[mark.end() : end]))
        for number, words in _NUMBERED.findall(line):
            found.setdefault(int(number) - 1, _short(_without_heading(words)))
    return [found.get(place, "") for place in range(max(found, default=-1) + 1)]


def item_meant(message: str, turns: Sequence[Turn], papers: Iterable[str] = ()) -> str:
    """What an ordinal stands for: an item of the latest answer that has so many, else of the papers behind it."""
    which = ordinal_in(message)
    if which is None:
        return ""
    for text in (*(turn.answer for turn in reversed(turns)), *papers):
        items = items_in(text)
        if len(items) > 1 and len(items) >= abs(which) and (item := items[which - (which > 0)]):
            return item
    return ""


def asked_of_item(message: str, turns: Sequence[Turn]) -> str:
    """What is asked of the item; a bare 第二个呢 asks what was asked of the item before."""
    rest = without_ordinal(message)
    if not _BARE.match(rest):
        return rest
    before = (turn.message for turn in reversed(turns) if ordinal_in(turn.message) is not None)
    said = (without_ordinal(text) for text in before)
    return next((text for text in said if not _BARE.match(text)), rest)


def _short(words: str) -> str:
    return re.split(r"[，,；;。]", words.strip())[0].strip()[:_LONGEST]


def _without_heading(words: str) -> str:
    return re.sub(r"^(?:问题|内容|措施|改进)[：:]\s*", "", words.strip())
