"""How the figures of a table with a column a period moved: the difference, the sum, the order of its rows.

The figures are quoted, what is reckoned from them is marked as computed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.english import cell
from assistant.model import Handling
from assistant.quoted.asked_figures import ADDS, COMPARES, MOVES, RANKS, periods_meant, rows_meant
from assistant.quoted.grids import GridRow, amount, in_their_years
from assistant.quoted.periods import Period, periods_in
from assistant.reply import Line, Reply
from knowledge.text import fold

_LOW = re.compile(r"最[低少差淡]|(?<![a-z])(?:least|lowest|worst)(?![a-z])")
_FALLS = re.compile(
    r"[跌降]|减(?:得|少)|下降|下滑|(?<![a-z])(?:fell|fall|drop\w*|declin\w*|decreas\w*|lost)(?![a-z])"
)
_TWO = 2  # periods or rows that are held against each other

_WORDS = {
    False: {
        "cells": "{label}：{cells}{unit}。",
        "cell": "{period} {value}",
        "unit": "（{unit}）",
        "up": "{label}{first}比{second}上升{gap}{share}（计算得出：{step}）。",
        "down": "{label}{first}比{second}下跌{gap}{share}（计算得出：{step}）。",
        "even": "{label}{first}与{second}持平（计算得出：{step}）。",
        "share": "，升幅{share}%",
        "share_down": "，跌幅{share}%",
        "over": "；差额÷{base}",
        "sum": "{label}{periods}合计{due}（计算得出：{step}）。",
        "rank": "{period}{unit}从{way}：{parts}。",
        "none": "资料里没有{period}的数字；{label}这一行有的是{had}。",
        "on": "{}对{}的增减（计算得出），",
        "high": "高到低",
        "low": "低到高",
        "between": "，",
        "and": "、",
    },
    True: {
        "cells": "{label}: {cells}{unit}.",
        "cell": "{period} {value}",
        "unit": " ({unit})",
        "up": "{label}: up {gap}{share} in {first} on {second} (calculated: {step}).",
        "down": "{label}: down {gap}{share} in {first} on {second} (calculated: {step}).",
        "even": "{label}: {first} and {second} are equal (calculated: {step}).",
        "share": ", +{share}%",
        "share_down": ", -{share}%",
        "over": "; difference ÷ {base}",
        "sum": "{label}: {due} in {periods} together (calculated: {step}).",
        "rank": "{period}{unit}, from {way}: {parts}.",
        "none": "The papers have no figure for {period}; the row {label} has {had}.",
        "on": "{} on {} (calculated)",
        "high": "high to low",
        "low": "low to high",
        "between": ", ",
        "and": " and ",
    },
}


def of_periods(
    text: str, topic: str, rows: Sequence[GridRow], today: date, english: bool = False
) -> Reply | None:
    """What a message asks of such tables, alone or after `topic`; None where no one row and its periods are meant."""
    said, before = fold(text), fold(topic)
    rows = in_their_years(rows_meant(said, before, rows), today)
    if not rows:
        return None
    periods = periods_meant(said, before, rows, today)
    if not periods and (untold := _untold(said, rows, today, english)):
        return Reply(Handling.PARTIAL, (untold,), 0.9, topic=text)
    lines = (
        _ranked(said, rows, periods, english) if RANKS.search(said) else _of_row(said, rows, periods, english)
    )
    return (
        Reply(Handling.ANSWER, tuple(lines), 0.9, topic=f"{topic} {text}".strip() if topic else text)
        if lines
        else None
    )


def _untold(said: str, rows: Sequence[GridRow], today: date, english: bool) -> Line | None:
    """That a report of months has not the one that is asked for, with those that it has; None for other tables."""
    asked = periods_in(said, today)
    if len(rows) != 1 or not rows[0].metric or len(asked) != 1 or asked[0] in rows[0].figures:
        return None
    words, row = _WORDS[english], rows[0]
    had = words["and"].join(_when(row, one, english) for one in sorted(row.figures))
    missing = _when(row, asked[0], english)
    text = words["none"].format(period=missing, label=row.called(english), had=had)
    return Line(text, (row.source,))


def _when(row: GridRow, period: Period, english: bool) -> str:
    """A period with what its column counts: 2026年10月业绩."""
    metric = cell(row.metric) if english and row.metric else row.metric
    return f"{period.said(english)}{' ' if english and metric else ''}{metric}"


def _of_row(said: str, rows: Sequence[GridRow], periods: list[Period], english: bool) -> list[Line]:
    if len(rows) != 1 or not periods:
        return []
    row = rows[0]
    cells = _cells(row, periods, english)
    if len(periods) < _TWO:
        return [] if COMPARES.search(said) else [cells]
    if ADDS.search(said) and not MOVES.search(said) and not any("%" in row.figures[one] for one in periods):
        return [_sum(row, periods, english), cells]
    return [*(_gap(row, periods[0], other, english) for other in periods[1:]), cells]


def _cells(row: GridRow, periods: list[Period], english: bool) -> Line:
    """The figures of a row for these periods, quoted."""
    words, unit = _WORDS[english], row.unit(english)
    shown = words["between"].join(
        words["cell"].format(period=_when(row, one, english), value=row.figures[one]) for one in periods
    )
    text = words["cells"].format(
        label=row.called(english), cells=shown, unit=words["unit"].format(unit=unit) if unit else ""
    )
    return Line(text, (row.source,))


def _sum(row: GridRow, periods: list[Period], english: bool) -> Line:
    words, figures = _WORDS[english], [row.figures[one] for one in periods]
    due = words["sum"].format(
        label=row.called(english) + ("" if english else " "),
        periods=words["and"].join(one.said(english) for one in periods),
        due=f"{sum(map(amount, figures), Decimal(0)):,f}",
        step="+".join(figures),
    )
    return Line(due, (row.source,))


def _gap(row: GridRow, first: Period, second: Period, english: bool) -> Line:
    words, a, b = _WORDS[english], amount(row.figures[first]), amount(row.figures[second])
    gap, share = f"{abs(a - b):,f}", ""
    step = f"{row.figures[first]} − {row.figures[second]}"
    if "%" in row.figures[first]:
        gap += " percentage points" if english else "个百分点"
    elif b and a != b:
        part = (abs(a - b) / b * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        share = words["share" if a > b else "share_down"].format(share=part)
        step += words["over"].format(base=row.figures[second])
    key = "up" if a > b else "down" if a < b else "even"
    names = {"first": first.said(english), "second": second.said(english)}
    label = row.called(english) + ("" if english else " ")
    return Line(words[key].format(label=label, gap=gap, share=share, step=step, **names), (row.source,))


def _ranked(said: str, rows: Sequence[GridRow], periods: list[Period], english: bool) -> list[Line]:
    """The rows of one table in the order of their figures for one period, without the row of all in all."""
    single = [row for row in rows if not row.is_total and all(period in row.figures for period in periods)]
    if len(single) < _TWO or len({row.table for row in single}) != 1 or not 1 <= len(periods) <= _TWO:
        return []
    words, is_low = _WORDS[english], bool(_LOW.search(said))
    shown = {row: row.figures[periods[0]] for row in single}
    if len(periods) == _TWO:  # by how much it rose
        is_low = bool(_FALLS.search(said))
        shown = {row: _change(row, periods[0], periods[1]) for row in single}
    told = sorted(single, key=lambda row: amount(shown[row]), reverse=not is_low)
    parts = (" < " if is_low else " > ").join(f"{row.called(english)} {shown[row]}" for row in told)
    period = (
        words["on"].format(*(one.said(english) for one in periods))
        if len(periods) == _TWO
        else _when(single[0], periods[0], english)
    )
    unit = single[0].counted_in if len(periods) < _TWO else ""
    told_in = words["unit"].format(unit=unit) if unit else ""
    text = words["rank"].format(
        period=period, unit=told_in, way=words["low" if is_low else "high"], parts=parts
    )
    return [Line(text, tuple(row.source for row in told))]


def _change(row: GridRow, first: Period, second: Period) -> str:
    a, b = amount(row.figures[first]), amount(row.figures[second])
    part = ((a - b) / b * 100 if b else Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{part:+f}%"
