"""Figures that a report tells in sentences: 客流48.6万人次，完成目标45万人次的108%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text import fold

_COUNT = r"\d[\d,]*(?:\.\d+)?\s*[万亿]?(?:人次|元|人|张|件|位|名|%)"
# What is counted, as sentences say it, and what it is called in a table.
_METRICS = (
    ("核销率", r"核销率|使用率"),
    ("领取率", r"领取率"),
    ("客流", r"(?:总|全馆)?客流(?:量)?"),
    ("销售额", r"(?:总|全馆)?(?:销售额|营业额|销售|营收)"),
    ("新会员", r"新(?:增|注册)?会员"),
    ("发放", r"(?:共|累计|一共)?(?:发放|发出|派发)"),
    ("领取", r"(?:被)?(?:领取|领走|领了|领出)"),
    ("核销", r"(?:被)?(?:核销|使用|用掉)(?!率)"),
    ("客诉", r"(?:收到)?(?:客诉|投诉)"),
)
_TOLD = tuple(
    (name, re.compile(rf"(?<![\u4e00-\u9fff])(?:{said})[^，,；;。\d比较]{{0,8}}?({_COUNT})"))
    for name, said in _METRICS
)
_BASIS = re.compile(r"[（(]\s*([一-鿿]{2}\s*(?:÷|/|除以)\s*[一-鿿]{2})")
_TARGET = re.compile(rf"目标(?:值|为|是)?\s*({_COUNT})|({_COUNT})的目标")
_PART = re.compile(r"[；;。\n]")
_CLAUSE = re.compile(r"[，、]|(?<!\d),|,(?!\d{3}(?!\d))")  # 6,840万元 is one figure


def told(text: str) -> Iterator[tuple[str, str, str]]:
    """(metric, with what it is of in brackets where that is said; value; target or empty) of each figure of a text."""
    for part in _PART.split(fold(text)):
        found = [
            (clause, name, match[1])
            for clause in _CLAUSE.split(part)
            for name, pattern in _TOLD
            if (match := pattern.search(_bare(clause)))
        ]
        aimed = _TARGET.search(part)
        target = (aimed[1] or aimed[2]) if aimed and len({name for _, name, _ in found}) == 1 else ""
        for clause, name, value in found:
            basis = _BASIS.search(clause)
            yield f"{name}({basis[1]})" if basis else name, value, target


def _bare(clause: str) -> str:
    """A clause without what stands before its figure: 本次活动客流 is 客流."""
    return re.sub(
        r"^\s*(?:本次|这次|此次|其中)?(?:活动)?(?:期间)?(?:共|累计|合计|实现|达成|吸引)?", "", clause.strip()
    )
