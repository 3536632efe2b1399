"""Papers that are nearly the same: a small signature of each text, compared without the texts.

MinHash over character shingles (Broder, "On the resemblance and containment of documents", 1997):
the share of equal places in two signatures estimates the share of shingles that two texts have in
common. Sixteen bits of each minimum are kept (Li and König, "b-Bit Minwise Hashing", 2010).
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from knowledge.text import fold

ALIKE = 0.85  # of the shingles in common: from here on a person should look
_SHINGLE = 5  # characters
_PLACES, _BANDS = 128, 32  # at 0.85 alike, two papers share one of the bands but once in a hundred million
_MIN_COMPARED = 120  # characters: two short notices share a form, not a text
_CHUNK = 4096  # shingles hashed at a time
_NOT_A_WORD = re.compile(r"[\W_]+")

_RANDOM = np.random.default_rng(1997)  # fixed: signatures are kept
_FACTORS = _RANDOM.integers(1, 2**63, (_PLACES, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 2**63, (_PLACES, 1), dtype=np.uint64)


def signature(texts: Iterable[str]) -> str:
    """The signature of a document's texts, 344 characters; empty for one too short to be compared.

    Blanks, punctuation, script (Simplified or Traditional) and case do not count.
    """
    words = _NOT_A_WORD.sub("", fold("\n".join(texts)))
    if len(words) < _MIN_COMPARED:
        return ""
    hashes = _shingles(words)
    least = np.full(_PLACES, 2**64 - 1, np.uint64)
    for start in range(0, len(hashes), _CHUNK):
        mixed = hashes[start : start + _CHUNK] * _FACTORS
        mixed += _OFFSETS
        least = np.minimum(least, mixed.min(axis=1))
    return base64.b64encode((least >> np.uint64(24)).astype("<u2").tobytes()).decode()


def _shingles(text: str) -> np.ndarray:
    """A 64-bit hash of each distinct run of characters."""
    points = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    hashes = np.zeros(len(points) - _SHINGLE + 1, np.uint64)
    for place in range(_SHINGLE):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + points[place : place + len(hashes)]
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)


@dataclass
class Likenesses:
    """The signatures of many documents; one is compared only with those that share a band of places with it."""

    _places: dict[str, np.ndarray] = field(default_factory=dict)
    _bands: dict[tuple[int, bytes], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: str, signed: str) -> None:
        self.remove(key)
        places = _decoded(signed)
        if places is not None:
            self._places[key] = places
            for band in _bands_of(places):
                self._bands[band].add(key)

    def remove(self, key: str) -> None:
        places = self._places.pop(key, None)
        if places is not None:
            for band in _bands_of(places):
                self._bands[band].discard(key)

    def alike(self, signed: str, least: float = ALIKE) -> list[tuple[str, float]]:
        """The documents at least so much alike, most alike first, each with its share (0-1)."""
        places = _decoded(signed)
        if places is None:
            return []
        near = set[str]().union(*(self._bands.get(band, ()) for band in _bands_of(places)))
        shares = ((key, float(np.mean(self._places[key] == places))) for key in near)
        return sorted((pair for pair in shares if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))


def _decoded(signed: str) -> np.ndarray | None:
    data = base64.b64decode(signed) if signed else b""
    return np.frombuffer(data, "<u2") if len(data) == 2 * _PLACES else None


def _bands_of(places: np.ndarray) -> list[tuple[int, bytes]]:
    return [(number, band.tobytes()) for number, band in enumerate(places.reshape(_BANDS, -1))]
