"""Comparing one figure between reports: both rows are cited, the difference is marked as computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.model import Handling
from assistant.reply import Line, Reply, Source
from knowledge.model import Document, Passage
from knowledge.text import fold

_ASKS = re.compile(r"比|对比|相比|差多少|高还是低|哪个高|哪场|vs|compare")
_CELL = re.compile(r"([^;；:：]+)[:：]\s*([^;；]*)")
_NUMBER = re.compile(r"([+-]?\d+(?:,\d{3})*(?:\.\d+)?)\s*(万)?\s*(%)?")
_REPORT_WORDS = re.compile(r"20\d\d年?|复盘|报告|活动|终版|快报|总结|[()（）\s-]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one report, as its row gives it."""

    label: str  # with its denominator, as written
    value: str
    source: Source

    @property
    def metric(self) -> str:
        """The label without its report's name and its bracketed denominator: 核销率."""
        bare = re.sub(r"[(（].*|^20\d\d年?", "", fold(self.label))
        return bare.replace(event_of(self.source.document), "")

    @property
    def basis(self) -> str:
        """What stands in brackets behind the label: 核销÷领取."""
        match = re.search(r"[(（](.*?)[)）]", self.label)
        return fold(match[1]) if match else ""


def asks_to_compare(text: str, topic: str = "") -> bool:
    """Whether a message asks for a comparison, or goes on with one: 国庆呢 after 跟中秋比呢."""
    goes_on = bool(topic) and text.rstrip("?？").endswith("呢")
    return _ASKS.search(fold(text)) is not None or goes_on


def figures_of(contents: Iterable[tuple[Passage, Document]]) -> list[Figure]:
    """The figures among table rows that have a 指标 and a 结果 column."""
    figures = []
    for passage, document in contents:
        cells = {fold(name).strip(): value.strip() for name, value in _CELL.findall(passage.text)}
        if passage.kind == "row" and cells.get("指标") and cells.get("结果", "–") not in ("–", "-", ""):
            figures.append(Figure(cells["指标"], cells["结果"], Source(passage, document)))
    return figures


def event_of(document: Document) -> str:
    """What a report is about, out of its title: 双11复盘(终版) → 双11, 2025周年庆复盘 → 周年庆."""
    return _REPORT_WORDS.sub("", fold(document.title))


def compare(question: str, topic: str, figures: Sequence[Figure]) -> Reply | None:
    """The metric of the question (or of what was asked before) in the two reports it names."""
    text = fold(question)
    whole = fold(f"{topic} {question}")
    metric = _metric(text, figures) or _metric(whole, figures)
    if not metric:
        return None
    rows = _one_a_report([figure for figure in figures if figure.metric == metric], whole)
    rows = _pair(rows, text)
    if len(rows) != 2:
        return None
    quotes = [Line(_spoken(row), (row.source,)) for row in rows]
    return Reply(Handling.ANSWER, (*quotes, _difference(*rows)), 0.9)


def _pair(rows: list[Figure], text: str) -> list[Figure]:
    """Of more than two reports, the one asked first and the one that the message itself names."""
    named = [row for row in rows if event_of(row.source.document) in text]
    if len(rows) <= 2 or len(named) != 1:
        return rows
    return [next(row for row in rows if row not in named), named[0]]


def _metric(text: str, figures: Sequence[Figure]) -> str:
    named = {figure.metric for figure in figures if figure.metric and figure.metric in text}
    return max(named, key=len, default="")


def _one_a_report(figures: Sequence[Figure], text: str) -> list[Figure]:
    """One row for each report that the text names, all on the same basis as the first."""
    named = [figure for figure in figures if event_of(figure.source.document) in text]
    if not named:
        return []
    common = [basis for basis in dict.fromkeys(f.basis for f in named) if _reports(named, basis) > 1]
    basis = common[0] if common else named[0].basis
    by_report: dict[str, Figure] = {}
    for figure in named:
        if figure.basis == basis:
            by_report.setdefault(figure.source.document.doc_id, figure)
    return sorted(by_report.values(), key=lambda figure: text.find(event_of(figure.source.document)))


def _reports(figures: Sequence[Figure], basis: str) -> int:
    return len({figure.source.document.doc_id for figure in figures if figure.basis == basis})


def _spoken(row: Figure) -> str:
    return f"{row.source.document.title}：{row.label} {row.value}。"


def _difference(first: Figure, second: Figure) -> Line:
    """First minus second, in words, with both operands shown."""
    a, b = _number(first.value), _number(second.value)
    names = [event_of(row.source.document) for row in (first, second)]
    percent = "%" in first.value and "%" in second.value
    word = "高" if a > b else "低" if a < b else "持平"
    gap = abs(a - b)
    size = f"{gap:.1f}个百分点" if percent else f"{gap:,.10g}"
    step = f"{first.value} − {second.value}"
    text = f"{names[0]}比{names[1]}{word}{size if gap else ''}（计算得出：{step}）。"
    return Line(text, (first.source, second.source))


def _number(value: str) -> float:
    match = _NUMBER.search(fold(value))
    if not match:
        return 0.0
    return float(match[1].replace(",", "")) * (10_000 if match[2] else 1)
