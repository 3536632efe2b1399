"""Two runs of the same sets: which items were won and lost, and how each figure moved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import UnreadableFile

Run = Sequence[Mapping[str, Any]]  # as `Result.as_data` tells each set
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure of a set before and after; None where it was not measured."""

    figure: str
    before: float | None
    after: float | None

    def falls(self, margin: float) -> bool:
        """Whether it is gone, or lower by more than the margin."""
        if self.before is None:
            return False
        return self.after is None or self.before - self.after > margin + _ROUNDING


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set in two runs."""

    name: str
    moved: tuple[Moved, ...]
    won: tuple[str, ...] = ()  # ids of items that failed and hold now
    lost: tuple[str, ...] = ()
    new: tuple[str, ...] = ()  # ids that only the later run has
    gone: tuple[str, ...] = ()

    def regressions(self, margin: float) -> list[Moved]:
        return [each for each in self.moved if each.falls(margin)]

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def compare(before: Run, after: Run) -> list[Comparison]:
    """One comparison for each set of the earlier run; a set that was not run again has lost every figure."""
    later = {each["set"]: each for each in after}
    return [_compare(each, later.get(each["set"], {})) for each in before]


def _compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    was, now = before["items"], after.get("items", {})
    both = [name for name in was if name in now]
    figures = {**before["measures"], **after.get("measures", {})}
    return Comparison(
        name=before["set"],
        moved=tuple(
            Moved(name, before["measures"].get(name), after.get("measures", {}).get(name)) for name in figures
        ),
        won=tuple(name for name in both if now[name] and not was[name]),
        lost=tuple(name for name in both if was[name] and not now[name]),
        new=tuple(name for name in now if name not in was),
        gone=tuple(name for name in was if name not in now),
    )


def read_run(path: Path) -> list[dict[str, Any]]:
    """A run that `atrium eval … --json` printed. Raises UnreadableFile when it is none."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        is_run = isinstance(run, list) and all({"set", "items", "measures"} <= each.keys() for each in run)
    except (ValueError, AttributeError, OSError):
        is_run = False
    if not is_run:
        raise UnreadableFile(f"{path} is no run: write one with atrium eval PATH --json > {path.name}.")
    return run
