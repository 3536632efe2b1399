"""Figures as tables for spreadsheets, in which no cell is taken for a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from assistant.copies.sheet import BOM, line
from assistant.insights.figure import NOTHING
from assistant.insights.metrics import Kind, dimensions, metrics
from assistant.insights.report import Report

Name = Callable[[str, str], str]  # what people call a value of a dimension


class Sheet(StrEnum):
    """Which table: every combination of values with its sums, which add up to the figures; or the figures themselves."""

    ROWS = "rows"
    FIGURES = "figures"


def csv_of(report: Report, sheet: Sheet, name: Name) -> Iterator[str]:
    """The file in pieces, the header first."""
    yield BOM
    yield from _rows(report, name) if sheet is Sheet.ROWS else _figures(report)


def _rows(report: Report, name: Name) -> Iterator[str]:
    """One line for each day, format, floor, channel, mall, language and desk of which there is something."""
    sums = [metric for metric in metrics().values() if metric.is_sum]
    heads = [dimension.name for dimension in dimensions().values()]
    for metric in sums:
        heads += (
            [metric.name] if metric.kind is Kind.COUNT else [f"{metric.name}·分子", f"{metric.name}·分母"]
        )
    yield line(heads)
    for group in report.by(*dimensions()):
        cells = [name(one, value) for one, value in zip(dimensions(), group.key, strict=True)]
        for metric in sums:
            figure = group.figures[metric.id]
            cells.append(str(figure.numerator))
            if metric.kind is Kind.SHARE:
                cells.append(str(figure.denominator))
        yield line(cells)


def _figures(report: Report) -> Iterator[str]:
    yield line(
        (
            "编号",
            "指标",
            "本期",
            "单位",
            "分子",
            "分母",
            "前一期",
            "前一期分子",
            "前一期分母",
            "样本很少",
            "定义",
        )
    )
    for metric in metrics().values():
        if metric.kind is Kind.LIST:
            continue
        now, before = report.figures[metric.id], report.before.figures[metric.id]
        cells = [metric.id, metric.name, _value(now.value), "" if metric.kind is Kind.SHARE else metric.unit]
        cells += [str(now.numerator), str(now.denominator), _value(before.value)]
        cells += [
            str(before.numerator),
            str(before.denominator),
            "是" if now.is_small else "",
            metric.definition,
        ]
        yield line(cells)


def _value(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.6g}"
