"""The figures that reports give: by rows of tables that have a column of what is measured, or by sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.quoted.cells import cells_of
from assistant.quoted.contrast import days_in
from assistant.quoted.events import event_of, other_names
from assistant.quoted.replay_words import pattern
from assistant.quoted.told_figures import told
from assistant.reply import Source
from knowledge.model import Document, Passage
from knowledge.text import fold

# What the columns of a table of figures are called.
_LABEL = ("指标", "项目", "数据项", "指标名称", "核心指标", "关键指标")
_EDITION = ("终版", "终稿", "定稿", "正式版", "快报", "初版", "初稿", "本次", "本期")
_RESULT = (
    "结果",
    "实际",
    "实际完成",
    "完成",
    "完成情况",
    "实际值",
    "实绩",
    "达成",
    "数值",
    "数据",
    "今年",
    "本年",
    *_EDITION,
)
_TARGET = ("目标", "目标值", "计划", "预期", "预算目标")
_UNIT_OF = re.compile(
    r"[(（]\s*([万亿]?(?:人次|元|人|张|件|个|位|名|场|次|份|单|笔|%))\s*[)）]\s*$"
)  # 客流(万人次)
_UNITED = re.compile(r"[^\d.,\s]\s*$")
_WHEN = ("时间", "日期", "活动时间", "活动日期", "周期", "档期", "起止")
_NO_EVENT = (
    *_LABEL,
    *_RESULT,
    *_TARGET,
    "备注",
    "说明",
    "同比",
    "环比",
    "增减",
    "变化",
    "合计",
    "总计",
    "单位",
    "完成率",
    "达成率",
    "负责人",
)
_COUNTS = re.compile(r"[约近+¥-]?\d(?!\d*(?:年|月|日|号|点|:))")  # and no day by which something is done
_EMPTY = ("–", "-", "—", "/", "无", "")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one report, as its row gives it."""

    label: str  # with its denominator, as written
    value: str
    source: Source
    target: str = ""  # as its row gives it; empty where none was set
    days: int = 0  # that the report says it counts; 0 where it does not say
    column: str = ""  # of a table that has one for each event; empty where the report is of one
    earlier: str = ""  # of the same time a year before; empty where its row has none
    earlier_called: str = ""  # the column of that: 2025年同期

    @property
    def event(self) -> str:
        """What it is of: the event of its column, or else of its report."""
        return fold(self.column) or event_of(self.source.document)

    @property
    def report(self) -> tuple[str, str]:
        """The report of one event: a paper of its own, or a column of one."""
        return self.source.document.doc_id, self.column

    @property
    def metric(self) -> str:
        """The label without its report's name and its bracketed denominator: 核销率."""
        bare = re.sub(r"[(（].*|^20\d\d(?:年(?!中(?!秋)|[末终货会]))?", "", fold(self.label))
        for name in () if self.column else (self.event, *other_names(self.event)):
            bare = bare.replace(name, "")
        return bare

    @property
    def basis(self) -> str:
        """What stands in brackets behind the label: 核销÷领取."""
        match = re.search(r"[(（](.*?)[)）]", self.label)
        return fold(match[1]) if match else ""


def figures_of(contents: Iterable[tuple[Passage, Document]]) -> list[Figure]:
    """The figures among table rows that have a column of what is measured, and one of the result."""
    figures = []
    for passage, document in contents:
        cells = {fold(name).strip(): value for name, value in cells_of(passage.text)}
        label, result = _first(cells, _LABEL), _first(cells, _RESULT)
        if passage.kind == "row" and label and _COUNTS.match(result):
            target = _first(cells, _TARGET)
            aimed = "" if target in _EMPTY else _with_unit(target, label)
            called, before = _earlier(cells)
            figures.append(
                Figure(
                    label,
                    _with_unit(result, label),
                    Source(passage, document),
                    aimed,
                    earlier=_with_unit(before, label),
                    earlier_called=called,
                )
            )
        elif passage.kind == "row" and label and not result:
            figures += _of_columns(label, passage, document)
    return _with_days(figures)


def _earlier(cells: Mapping[str, str]) -> tuple[str, str]:
    """The one column of the same time a year before, and its figure; both empty where there is none, or are several."""
    is_earlier = pattern("earlier_column").fullmatch
    held = [(name, value) for name, value in cells.items() if is_earlier(name) and _COUNTS.match(value)]
    return held[0] if len(held) == 1 else ("", "")


def _with_days(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of columns without those that say when they were, and with the days that these say."""
    days = {one.report: days_in(one.value) for one in figures if one.column and one.metric in _WHEN}
    return [
        replace(one, days=days.get(one.report, 0)) if one.column else one
        for one in figures
        if not one.column or one.metric not in _WHEN
    ]


def _of_columns(label: str, passage: Passage, document: Document) -> list[Figure]:
    """The figures of a row that has one for each of several events: 指标, 五一·开场, 国庆."""
    columns = cells_of(passage.text)
    held = [
        (name, value)
        for name, value in columns
        if fold(name) not in _NO_EVENT and "同期" not in name and _COUNTS.match(value)
    ]
    if len(held) < _SEVERAL:
        return []
    return [
        Figure(label, _with_unit(value, label), Source(passage, document), column=name)
        for name, value in held
    ]


def _with_unit(value: str, label: str) -> str:
    """A value with the unit that its label gives in brackets, where it has none of its own: 248.7 of 客流(万人次)."""
    unit = _UNIT_OF.search(label)
    return f"{value}{unit[1]}" if value and unit and not _UNITED.search(value) else value


def figures_told(contents: Iterable[tuple[Passage, Document]]) -> list[Figure]:
    """The figures that sentences of reports tell, each metric of a report once."""
    found: dict[tuple[str, str], Figure] = {}
    for passage, document in contents:
        if passage.kind != "row":
            for label, value, target in told(passage.text):
                figure = Figure(label, value, Source(passage, document), target)
                found.setdefault((document.doc_id, label), figure)
    return list(found.values())


def days_counted(passages: Iterable[Passage]) -> int:
    """The days that a report says it counts, by the first passage that names one period; 0 where none does."""
    return next(
        (days for passage in passages if passage.kind != "row" and (days := days_in(passage.text))), 0
    )


def _first(cells: Mapping[str, str], names: Iterable[str]) -> str:
    """The cell of the first of these columns that there is."""
    return next((cells[name] for name in names if name in cells), "")
