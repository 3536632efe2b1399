"""Rows that give each person a limit of their own, and to whom an amount falls: 8,000元, of 副总：3,000元至2万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quoted.excerpts import Excerpt
from assistant.quoted.limits import holds_for
from assistant.reply import Line, Source
from knowledge.model import Hit, Passage

_FEWEST = 2  # cells with a limit that make tiers
_READ = 6  # hits among which the row must be
# 一小时几块, 多少钱一小时: what is asked is a price, and the hour no amount.
_PRICED = re.compile(
    r"[1一每]个?(?:小时|钟头|天|月|年|次)[^,，。]{0,3}(?:多少|几)[元块]?|(?:多少|几)[元块]?钱?[1一每]个?(?:小时|钟头|天|月|年|次)"
)


def tier(passage: Passage, amounts: frozenset[tuple[str, str]]) -> tuple[str, str] | None:
    """(column, cell) of the one cell of a row within whose limits the amount lies; None where no one cell has it."""
    if passage.kind != "row":
        return None
    cells = [cell.partition(":")[::2] for cell in passage.text.split(";")]
    holding = [
        (name.strip(), value.strip()) for name, value in cells[1:] if holds_for(amounts, value, is_one=True)
    ]
    limited = [value for _, value in cells[1:] if _has_limit(value, amounts)]
    return holding[0] if len(holding) == 1 and len(limited) >= _FEWEST else None


def tier_line(ranked: Sequence[Hit], amounts: frozenset[tuple[str, str]], asked: str = "") -> list[Line]:
    """To whom the amount falls by the best of these rows that has tiers; empty where none has, or its price is asked."""
    if _PRICED.search(asked):
        return []
    counted = [(figure, unit) for figure, unit in amounts if unit]
    if len(counted) != 1:
        return []
    figure, unit = counted[0]
    for hit in ranked[:_READ]:
        if found := tier(hit.passage, amounts):
            column, cell = found
            text = f"{float(figure):,g}{unit}在“{column}：{cell}”这一档。"
            return [Line(text, (Source(hit.passage, hit.document),))]
    return []


def without_other_tiers(chosen: Sequence[Excerpt], row: Passage) -> list[Excerpt]:
    """What is chosen, without the other rows of the table in which the amount falls to somebody by this row."""
    return [
        part
        for part in chosen
        if part.hit.passage.passage_id == row.passage_id
        or part.hit.passage.kind != "row"
        or part.hit.passage.section != row.section
        or part.hit.document.doc_id != row.doc_id
    ]


def _has_limit(value: str, amounts: frozenset[tuple[str, str]]) -> bool:
    units = {unit for _, unit in amounts if unit}
    return any(unit in value for unit in units) and any(char.isdigit() for char in value)
