"""A row of a table as it is kept, `header: value; header: value`, taken apart."""

from __future__ import annotations

import re

# What follows a semicolon and has no header of its own goes on with the value: 第1、2小时每小时5元;第3小时起每小时8元.
# A header may name times: 值班经理/晚班 14:00-23:00: 何某.
_HEADER = r"[^;；:：]+(?:(?<=\d)[:：]\d{2}[^;；:：]*)+(?=[:：] )|[^;；:：]+"
_CELL = re.compile(rf"({_HEADER})[:：]\s*([^;；]*(?:[;；][^;；:：]+(?=[;；]|$))*)")


def first_cell(row: str) -> str:
    """What stands in the first cell of a row: what it is called, where it is, or when it holds."""
    return row.split(";")[0].partition(":")[2]


def cells_of(row: str) -> list[tuple[str, str]]:
    """The headers of a row with their values, in its order."""
    return [(header.strip(), value.strip()) for header, value in _CELL.findall(row)]
