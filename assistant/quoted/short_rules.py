"""Short rules that stand in one passage only because each is short: every line answers by itself.

Giving change and wrapping gifts may be two lines of one passage; who asks for one is not told the other. What a line
depends on stays with it: a list with its introducing line, a rule with its exception, the steps of a procedure.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.asking.need import Need
from assistant.data import read_table
from knowledge.model import Passage
from knowledge.text import fold

_MARK = re.compile(r"\s*(?:[-•·▪*]\s|[一二三四五六七八九十]{1,3}、|第.{1,3}条|[(（]?\d+[)）.、])")
_STEP = re.compile(r"\s*(?:第.{1,3}步|[①-⑳])")
_ENDS = re.compile(r"[。!?！？；;.][”’」』)）\"]?\s*$")
_NAMED = re.compile(r"[^:：。；;，,]{1,24}[:：]\s*\S")  # 餐饮：2元积1分
_NAME = re.compile(r"[^\d。;；!！?？,，:：]{2,16}")  # of what stands below it


def items_of(passage: Passage) -> list[tuple[int, str]]:
    """Where each rule of a passage of several begins, and its text; none where its lines depend on each other."""
    lines = _lines(passage.text)
    first = lines[0][1]
    if passage.kind == "row" or len(lines) < 2 or first.endswith((":", "：")) or _is_name(first):
        return []
    if any(_STEP.match(line) for _, line in lines):
        return []
    found: list[tuple[int, str]] = []
    for start, line in lines:
        if found and not _stands_alone(found[-1][1], line, passage.kind):
            begin = found.pop()[0]
            line, start = passage.text[begin : start + len(line)], begin
        found.append((start, line))
    return found if len(found) > 1 else []


def asks_for_all(need: Need) -> bool:
    """Whether all of a list is asked for: which there are, or what is to be done."""
    return _asks().search(need.text) is not None


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def _is_name(line: str) -> bool:
    return _NAME.fullmatch(line.strip()) is not None and not _MARK.match(line)


def _stands_alone(before: str, line: str, kind: str) -> bool:
    """Whether a line is a rule of its own, and no exception to the one before it."""
    if _limits().search(fold(_MARK.sub("", line, count=1)).strip()) or before.endswith((":", "：")):
        return False
    both_named = _NAMED.match(line) and _NAMED.match(before.rsplit("\n", 1)[-1])
    return bool(_MARK.match(line) or _ENDS.search(before) or both_named or kind == "slide")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(read_table("demands.yaml")["of_a_list"]["all"])


@cache
def _limits() -> re.Pattern[str]:
    return re.compile(read_table("demands.yaml")["of_a_list"]["limits"])
