"""A figure that a question takes for granted (到30号结束对吧) against the figure of the clause that is quoted.

A wrong 不对 costs more than none: the clause must be the nearest that has a figure of this kind, it must have
just one of them, and another clause as near leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.asking.need import amounts_in
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import Focus
from assistant.quoted.verdict import Verdict
from knowledge.model import Standing
from knowledge.text import fold, is_cjk, tokens
from knowledge.writing.calendar import days_in

_SUPPOSES = re.compile(
    r"对吧|对吗|对不对|没错吧|是吧|没变吧|是不是|是吗|(?:是)?真的(?:假的|吗|不|么)|属实(?:吗|不)|有这回事|吧[?？!。]*$|(?<![a-z])right[?？]"
)
_OPEN = re.compile(r"为什么|怎么|多少|几(?!乎)|什么|哪|谁|还是")
_CLAUSE = re.compile(r"[，,：:；;。！!？?\n、（）()]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_OFFER = re.compile(r"满(\d+)元?减(\d+)")
# What is over, or only an example, is not the rule.
_NOT_THE_RULE = re.compile(
    r"作废|废止|失效|旧版|不再|不是|并非|原来|原为|改为|调整为|举例|例如|算例|比如|v\d"
)
# 快报的核销率71.3%为初步数字: a figure before the last one holds for who asks for it by that name.
_BEFORE_THE_LAST = re.compile(r"初步|快报|初版|草案|讨论稿|征求意见|未剔除|preliminary|draft")
_ASIDE = re.compile(
    rf"{_SUPPOSES.pattern}|我们?|你们?|的|了|就|都|才|也|是|到|能|可以|应该|一共|现在|元|块|天|日|号|月|年|次|张|个|人|小时|分钟"
)
_KNOWN = 0.8  # of the letters of what is asked
_READ = 3  # parts in which the figure is looked for
_NEAR = 0.5  # of the question's words, by weight, that a clause with its heading must have
_APART = 0.08  # by which it must lead the next one with another figure
_WORDS = {True: "对。", False: "不对，以文件为准。"}

Values = frozenset[tuple[str, str]]


def premise(question: str, parts: Sequence[Excerpt], about: Focus, today: date) -> Verdict | None:
    """Whether the figure that a question supposes is the paper's; None where that is not clear."""
    text = fold(question)
    tag = _SUPPOSES.search(text)
    if tag is None or _OPEN.search(text):
        return None
    supposed = text[: tag.start()] if tag[0] != "是不是" else text[tag.end() :]
    read = [part for part in parts[:_READ] if _is_of(supposed, part)]
    for kind, values in _supposed(supposed, today):
        found = sorted(_stated(kind, text, read, about, today), key=lambda one: one[0], reverse=True)
        if not found or found[0][0] < _NEAR:
            continue
        share, there, part = found[0]
        rivals = [other for near, other, _ in found[1:] if near > share - _APART]
        if len(there) != 1 or any(other != there for other in rivals):
            continue
        return Verdict(_WORDS[values == there], part)
    return None


def _is_of(question: str, part: Excerpt) -> bool:
    """Whether a paper in force speaks of nearly all that the question names, letter by letter."""
    named = {char for char in _ASIDE.sub("", question) if is_cjk(char)}
    there = fold(f"{part.hit.heading} {part.text}")
    known = sum(char in there for char in named)
    return part.hit.standing is Standing.IN_FORCE and known >= _KNOWN * len(named)


def _supposed(text: str, today: date) -> Iterator[tuple[str, Values]]:
    """The one figure of each kind in the clause that the question supposes."""
    clause = next((one for one in reversed(_CLAUSE.split(_plain(text))) if re.search(r"\d", one)), "")
    if offers := _OFFER.findall(clause):
        yield "offer", frozenset((less, "减") for _, less in offers)
        return
    if days := days_in(clause, today):
        yield "day", frozenset((day.isoformat(), "") for day in days)
        return
    with_unit = [(figure, unit) for figure, unit in amounts_in(clause) if unit]
    if len(with_unit) == 1:
        yield with_unit[0][1], frozenset(with_unit)


def _stated(
    kind: str, question: str, parts: Sequence[Excerpt], about: Focus, today: date
) -> Iterator[tuple[float, Values, Excerpt]]:
    """The clauses with figures of this kind: how near, which figures, in which part."""
    for part in parts:
        heading = set(tokens(part.hit.heading))
        begins = part.hit.document.effective_from or today
        for clause in _CLAUSE.split(_plain(part.text)):
            early = _BEFORE_THE_LAST.search(clause)
            if early and early[0] not in question:
                continue
            if not _NOT_THE_RULE.search(clause) and (values := _values(kind, clause, begins)):
                near = about.of_words(heading | set(tokens(clause)))
                yield near, values, part


def _values(kind: str, clause: str, today: date) -> Values:
    if kind == "offer":
        return frozenset((less, "减") for _, less in _OFFER.findall(clause))
    if kind == "day":
        return frozenset((day.isoformat(), "") for day in days_in(clause, today))
    return frozenset(one for one in amounts_in(clause) if one[1] == kind)


def _plain(text: str) -> str:
    return _THOUSANDS.sub("", fold(text))
