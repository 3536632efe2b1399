"""Figures of approval: how much of what was drafted is used, and how much people change it first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

DIMENSIONS = ("channel", "tag", "mode", "month")
DEFINITIONS = {
    "drafted": "保存过的文案份数;月份按首次保存的那一天计。",
    "approved": "其中审核通过过的份数,后来撤下或过期的也算。",
    "adoption_rate": "approved ÷ drafted;没有文案时为空。",
    "unchanged": "审核通过、且与首次保存时一字不差的份数。",
    "edited": "审核通过、但先改过的份数;unchanged + edited = approved。",
    "edit_distance": "审核通过的文案,首稿到定稿的编辑距离的平均数:按字计的莱文斯坦距离 ÷ 两者中较长的字数,0为未改,1为全改。",
    "edit_distance_median": "同上,取中位数。",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one group of copy. Rates and distances are 0–1, None where there is nothing to divide by."""

    drafted: int
    approved: int
    adoption_rate: float | None
    unchanged: int
    edited: int
    edit_distance: float | None
    edit_distance_median: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """All, and by each value of each dimension in their order; copy without a tag stands under the empty one."""

    total: Figures
    by: Mapping[str, Mapping[str, Figures]]


def report(outcomes: Iterable[Mapping[str, Any]]) -> Report:
    """`outcomes`: of each piece its channel, tag, mode, created_at, approved_at and distance."""
    rows = [dict(row) | {"month": row["created_at"][:7], "tag": row["tag"] or ""} for row in outcomes]
    return Report(figures(rows), {dimension: _grouped(rows, dimension) for dimension in DIMENSIONS})


def figures(rows: Iterable[Mapping[str, Any]]) -> Figures:
    rows = list(rows)
    distances = [row["distance"] or 0.0 for row in rows if row["approved_at"]]
    unchanged = sum(distance == 0 for distance in distances)
    return Figures(
        drafted=len(rows),
        approved=len(distances),
        adoption_rate=round(len(distances) / len(rows), 4) if rows else None,
        unchanged=unchanged,
        edited=len(distances) - unchanged,
        edit_distance=round(fmean(distances), 4) if distances else None,
        edit_distance_median=round(median(distances), 4) if distances else None,
    )


def _grouped(rows: Iterable[Mapping[str, Any]], dimension: str) -> dict[str, Figures]:
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[dimension]].append(row)
    return {name: figures(groups[name]) for name in sorted(groups)}
