"""A mark of the rubric: what a draft gets for one criterion."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """0 to `of` points, in tenths, and why."""

    criterion: str
    name: str
    points: float
    of: int
    why: str
