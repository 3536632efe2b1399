"""How one text differs from another: what was taken out and put in, and how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

# A Latin word or a number changes as a whole, a Chinese text character by character.
_PIECE = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)
_FAR = 20_000  # characters of a text that are compared


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a diff: `kept`, `removed` or `added`, in the order of reading."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Change, ...]:
    """The stretches from `before` to `after`: kept and removed ones make `before`, kept and added ones `after`."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("kept", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            changes.append(Change("removed", "".join(old[i1:i2])))
        if j1 < j2:
            changes.append(Change("added", "".join(new[j1:j2])))
    return tuple(changes)


def distance(before: str, after: str) -> float:
    """Levenshtein's distance in characters, divided by the longer text's length: 0 the same, 1 nothing in common."""
    before, after = before[:_FAR], after[:_FAR]
    longest = max(len(before), len(after))
    if before == after or not longest:
        return 0.0
    return _levenshtein(*_without_common_ends(_codes(before), _codes(after))) / longest


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _without_common_ends(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    head = _common(a, b)
    a, b = a[head:], b[head:]
    tail = _common(a[::-1], b[::-1])
    return a[: len(a) - tail], b[: len(b) - tail]


def _common(a: Sequence[int] | np.ndarray, b: Sequence[int] | np.ndarray) -> int:
    shorter = min(len(a), len(b))
    differs = np.nonzero(np.asarray(a[:shorter]) != np.asarray(b[:shorter]))[0]
    return int(differs[0]) if differs.size else shorter


def _levenshtein(a: np.ndarray, b: np.ndarray) -> int:
    """Wagner and Fischer's table row by row; insertions in a row are a running minimum."""
    steps = np.arange(len(b) + 1, dtype=np.int64)
    row = steps.copy()
    for count, code in enumerate(a, 1):
        best = np.empty_like(row)
        best[0] = count
        best[1:] = np.minimum(row[1:] + 1, row[:-1] + (b != code))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])
