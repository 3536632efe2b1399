"""How one text differs from another: what was taken out and put in, and how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

_SENTENCE = re.compile(r"[^。!?！？\n]*(?:[。!?！？\n]|$)")
# A Latin word or a number changes as a whole, a Chinese text character by character.
_PIECE = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)
_FINE = (
    500  # pieces of a changed stretch that are still compared one by one; difflib's effort is their square
)
_FAR = 10_000  # characters of a text that are measured


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a diff: `kept`, `removed` or `added`, in the order of reading."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Change, ...]:
    """The stretches from `before` to `after`: kept and removed ones make `before`, kept and added ones `after`.

    Sentences are compared first, then what was changed within them.
    """
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        changes += [Change("kept", removed)] if tag == "equal" else _within(removed, added)
    return tuple(_joined(change for change in changes if change.text))


def _within(before: str, after: str) -> list[Change]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > _FINE:
        return [Change("removed", before), Change("added", after)]
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("kept", "".join(old[i1:i2])))
            continue
        changes += [Change("removed", "".join(old[i1:i2])), Change("added", "".join(new[j1:j2]))]
    return changes


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one stretch."""
    last: Change | None = None
    for change in changes:
        if last and last.kind == change.kind:
            last = Change(last.kind, last.text + change.text)
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


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


def _common(a: np.ndarray, b: np.ndarray) -> int:
    """How many codes both begin with."""
    shorter = min(len(a), len(b))
    differs = np.nonzero(a[:shorter] != b[:shorter])[0]
    return int(differs[0]) if differs.size else shorter


def _levenshtein(a: np.ndarray, b: np.ndarray) -> int:
    """The table of Wagner and Fischer, a row at a time; insertions in a row are a running minimum."""
    steps = np.arange(len(b) + 1, dtype=np.int32)
    row = steps.copy()
    for count, code in enumerate(a, 1):
        best = np.empty_like(row)
        best[0] = count
        best[1:] = np.minimum(row[1:] + 1, row[:-1] + (b != code))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])
