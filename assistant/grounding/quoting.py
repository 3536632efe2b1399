"""Passages as a language model is shown them: numbered, labelled, fenced, and within a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reply import Source, spoken
from knowledge.model import Hit, Standing

_FENCE = re.compile(r"[<＜〈‹«《]{2,}|[>＞〉›»》]{2,}|`{3,}|~{3,}|-{4,}|={4,}")
_REPEATED = re.compile("[<＜]{2,}|[>＞]{2,}")
_STANDINGS = {
    Standing.SUPERSEDED: "已被新版替代",
    Standing.EXPIRED: "已过期",
    Standing.UPCOMING: "尚未生效",
    Standing.EMBARGOED: "尚未公布",
    Standing.DRAFT: "草稿",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as it was shown, under its number."""

    n: int
    source: Source
    label: str
    text: str

    @property
    def said(self) -> str:
        """Everything a sentence may take from it: the words, and what its label says."""
        return f"{self.label}\n{self.text}"

    def written(self) -> str:
        return f"<<<资料 {self.n} | {self.label}>>>\n{self.text}\n<<<资料 {self.n} 完>>>\n"


def quote(hits: Sequence[Hit], budget: int, most: int) -> list[Quotation]:
    """The first hits that fit into `budget` characters together, at most `most`, each whole.

    Only a first passage that alone is longer than the budget is cut.
    """
    quotations: list[Quotation] = []
    left = budget
    for hit in hits:
        if len(quotations) == most:
            break
        quotation = _quotation(len(quotations) + 1, hit, budget)
        length = len(quotation.written())
        if length <= left or not quotations:
            quotations.append(quotation)
            left -= length
    return quotations


def unfenced(text: str) -> str:
    """A text in which nothing looks like the fence around a passage."""
    return _FENCE.sub(lambda match: match.group()[0], text)


def is_fence(text: str) -> bool:
    """Whether a line is the fence around a passage, as weak models repeat it."""
    return _REPEATED.search(text) is not None


def _quotation(n: int, hit: Hit, budget: int) -> Quotation:
    source = Source(hit.passage, hit.document)
    return Quotation(
        n, source, " ".join(unfenced(_label(hit)).split()), unfenced(spoken(hit.passage))[:budget]
    )


def _label(hit: Hit) -> str:
    document = hit.document
    period = " 至 ".join(str(day) for day in (document.effective_from, document.effective_to) if day)
    parts = {
        "文件": document.label,
        "发布": document.issued_on or "",
        "有效": period,
        "位置": hit.passage.locator,
        "状态": _STANDINGS.get(hit.standing, ""),
    }
    return "；".join(f"{name}：{value}" for name, value in parts.items() if value)
