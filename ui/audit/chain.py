"""The chain: each entry's hash covers the entry and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

BEGINNING = hashlib.sha256(b"atrium audit").hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `n` counts from 1, `at` is ISO 8601 in UTC, `about` names what was acted upon, `detail` holds plain values."""

    n: int
    at: str
    act: str
    who_id: str
    who: str
    role: str
    means: str
    about: str
    detail: str  # JSON, as it was written
    hash: str = ""

    @property
    def details(self) -> Mapping[str, Any]:
        return json.loads(self.detail)


def chained(entry: Entry, before: str) -> Entry:
    """The entry with its hash, after an entry whose hash is `before`."""
    return replace(entry, hash=hash_of(entry, before))


def hash_of(entry: Entry, before: str) -> str:
    """Over a writing in which no field can pass for another."""
    told = [
        before, entry.n, entry.at, entry.act, entry.who_id, entry.who, entry.role, entry.means, entry.about, entry.detail
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, default=repr).encode()).hexdigest()


def breaks(entries: Iterable[Entry]) -> Iterator[str]:
    """A sentence for each place where the chain does not hold; entries in the order of their numbers."""
    before, number = BEGINNING, 0
    for entry in entries:
        number += 1
        if entry.n != number:
            yield f"Entry {number} is missing: entry {entry.n} follows entry {number - 1}."
            number = entry.n
        elif entry.hash != hash_of(entry, before):
            yield f"Entry {entry.n} is not what was written, or does not follow entry {entry.n - 1}."
        before = entry.hash
