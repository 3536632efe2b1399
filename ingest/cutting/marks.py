"""How a line is numbered: 第一条, 2.1.3, 一、, (二), 1., ①, •."""

from __future__ import annotations

import re

_HAN = "[一二三四五六七八九十百零〇\\d]{1,5}"
_ONLY_HAN = "[一二三四五六七八九十]{1,3}"
_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("第条", rf"第{_HAN}[条條款]"),
        ("第章", rf"第{_HAN}[编篇部章节節]"),
        ("步骤", rf"第{_HAN}步|步[骤驟]\s?{_HAN}|[Ss]tep\s?\d"),
        ("1.1.1.1", r"\d{1,2}(?:[.．]\d{1,2}){3}(?![\d%元:：])"),
        ("1.1.1", r"\d{1,2}(?:[.．]\d{1,2}){2}(?![\d%元:：])"),
        ("1.1", r"\d{1,2}[.．]\d{1,2}(?![\d%元:：])"),
        ("一、", rf"{_ONLY_HAN}\s?、"),
        ("(一)", rf"[(（]{_ONLY_HAN}[)）]"),
        ("(1)", r"[(（]\d{1,3}[)）]"),
        ("1)", r"\d{1,3}\s?[)）]"),
        ("1.", r"\d{1,3}\s?[.、．](?!\d)"),
        ("①", "[①-⑳]"),
        ("a)", r"[(（]?[A-Za-z][)）]\s?|[a-z]\.\s"),
        ("•", r"[•●○■□◆◇▪▶►※★☆·✓]|[-*+]\s"),
    )
)
STEPS = frozenset(("步骤", "①"))  # short by nature: their lines tell one procedure


def mark_of(line: str) -> tuple[str, int]:
    """The kind of number that a line opens with and how many characters it takes; ("", 0) without one."""
    for kind, pattern in _KINDS:
        match = pattern.match(line)
        if match:
            return kind, match.end()
    return "", 0
