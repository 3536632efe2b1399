"""When two questions are one: fits what a curated answer is matched by, and tells its precision and recall.

    python benchmarks/curated.py [--curve] [--wrong] [--speed]

Pairs within a group of benchmarks/data/curated.yaml ask the same; pairs of two groups of a topic are the hard negatives, pairs of two
topics the easy ones. Each topic is judged by what the others were fitted on. Without --curve only the threshold's row.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401
import yaml
from logistic import fit

from assistant.curated.likeness import FEATURES, LIKENESS, THRESHOLD, features
from assistant.curated.reading import Asking, asking
from assistant.curated.shelf import embedded
from knowledge.encoders import open_embedder

DATA = Path(__file__).parent / "data" / "curated.yaml"
TODAY = date(2026, 3, 4)
PENALTY = 1.0


@dataclass(frozen=True)
class Pair:
    """Two questions, whether they are one, and whether nothing that they name forbids it."""

    topic: str
    kind: str  # same, near (of one topic), far
    first: str
    second: str
    agrees: bool
    features: np.ndarray


def pairs() -> list[Pair]:
    """Every pair of a topic, and of two topics the first wordings."""
    topics: dict[str, list[list[str]]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    texts = [text for groups in topics.values() for group in groups for text in group]
    read = {text: asking(text, TODAY) for text in texts}
    vectors = dict(zip(texts, embedded(open_embedder("builtin-e5"), texts), strict=True))
    return [
        Pair(topic, kind, a, b, read[a].agrees(read[b]), _features(a, b, read, vectors))
        for topic, kind, a, b in _all(topics)
    ]


def _all(topics: dict[str, list[list[str]]]) -> Iterator[tuple[str, str, str, str]]:
    for topic, groups in topics.items():
        for group in groups:
            yield from ((topic, "same", a, b) for a, b in combinations(group, 2))
        for one, other in combinations(groups, 2):
            yield from ((topic, "near", a, b) for a, b in product(one, other))
    firsts = [(topic, group[0]) for topic, groups in topics.items() for group in groups]
    for (topic, a), (other, b) in combinations(firsts, 2):
        if topic != other:
            yield topic, "far", a, b


def _features(a: str, b: str, read: dict[str, Asking], vectors: dict[str, np.ndarray]) -> np.ndarray:
    return features(read[a], read[b], float(vectors[a] @ vectors[b]))


def judged(every: list[Pair]) -> np.ndarray:
    """The likeness of each pair by a fit to the other topics; 0 where what they name forbids it."""
    values = np.zeros(len(every))
    for topic in dict.fromkeys(pair.topic for pair in every):
        mine = np.array([pair.topic == topic for pair in every])
        found = fitted([pair for pair, own in zip(every, mine, strict=True) if not own])
        values[mine] = found.values(np.array([pair.features for pair in every])[mine])
    return values * np.array([pair.agrees for pair in every])


def fitted(every: list[Pair]):
    """A regression over the pairs that may be one."""
    some = [pair for pair in every if pair.agrees]
    answers = np.array([pair.kind == "same" for pair in some], float)
    weight = np.where(answers == 1, 1.0, np.where([pair.kind == "near" for pair in some], 1.0, 0.05))
    return fit(np.array([pair.features for pair in some]), answers, weight, PENALTY)


def told(every: list[Pair], values: np.ndarray, threshold: float) -> str:
    kinds = np.array([pair.kind for pair in every])
    taken = values >= threshold
    same, near, far = (int((taken & (kinds == kind)).sum()) for kind in ("same", "near", "far"))
    precision = same / max(same + near + far, 1)
    return (
        f"{threshold:.2f}  recall {same / (kinds == 'same').sum():.3f}  precision {precision:.4f}"
        f"  wrong: near {near} of {(kinds == 'near').sum()}, far {far} of {(kinds == 'far').sum()}"
    )


def as_entries(every: list[Pair], values: np.ndarray, threshold: float) -> str:
    """Each wording asked while every group is an entry of all its other wordings, and while its own entry is missing."""
    topics: dict[str, list[list[str]]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    value = {frozenset((pair.first, pair.second)): float(v) for pair, v in zip(every, values, strict=True)}
    right = wrong = astray = asked = 0
    for groups in topics.values():
        for own in groups:
            for text in own:
                best = max((value[frozenset((text, one))] for one in own if one != text), default=0.0)
                other = max(
                    (value[frozenset((text, one))] for group in groups if group is not own for one in group),
                    default=0.0,
                )
                asked += 1
                right += best >= threshold and best > other
                wrong += other >= threshold and other >= best
                astray += other >= threshold
    return (
        f"of {asked} questions: answered by their own entry {right / asked:.3f}, by another {wrong / asked:.4f};"
        f" with their own entry missing, answered by another {astray / asked:.4f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--curve", "--wrong", "--speed"):
        parser.add_argument(name, action="store_true")
    asked = parser.parse_args()
    if asked.speed:
        return speed()
    every = pairs()
    values = judged(every)
    found = fitted(every)
    print(
        "bias",
        round(found.bias, 3),
        dict(zip(FEATURES, (round(float(w), 3) for w in found.weights), strict=True)),
    )
    print("in use", LIKENESS)
    for threshold in np.arange(0.3, 0.99, 0.05) if asked.curve else [THRESHOLD]:
        print(told(every, values, float(threshold)))
        print("      " + as_entries(every, values, float(threshold)))
    vetoed = sum(pair.kind == "same" and not pair.agrees for pair in every)
    print(f"pairs that ask the same and are forbidden by what they name: {vetoed}")
    if asked.wrong:
        for pair, value in sorted(zip(every, values, strict=True), key=lambda one: -one[1]):
            if pair.kind != "same" and value >= THRESHOLD:
                print(f"  WRONG {value:.2f} {pair.first} | {pair.second}")
        for pair, value in zip(every, values, strict=True):
            if pair.kind == "same" and value < THRESHOLD:
                print(
                    f"  missed {value:.2f} {'' if pair.agrees else 'forbidden '}{pair.first} | {pair.second}"
                )
    return None


def speed() -> None:
    """CPU milliseconds of a look among 5,000 entries, beside the embedding."""
    from assistant.curated.shelf import Row, Shelf

    rng = np.random.default_rng(7)
    topics = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    texts = [text for groups in topics.values() for group in groups for text in group]
    embedder = open_embedder("builtin-e5")
    real = embedded(embedder, texts)
    made = real[rng.integers(len(texts), size=5000)] + rng.normal(0, 0.03, (5000, real.shape[1]))
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    rows = [Row(f"QA{n}", texts[n % len(texts)], TODAY) for n in range(5000)]
    shelf = Shelf(rows, made.astype(np.float32))
    reads = [asking(text, TODAY) for text in texts]
    for read, vector in zip(reads, real, strict=True):
        shelf.like(read, vector)  # reads each row's wording once
    begun = time.process_time()
    for read, vector in zip(reads, real, strict=True):
        shelf.like(read, vector)
    print(
        f"{1000 * (time.process_time() - begun) / len(texts):.3f} ms of CPU for a question among {len(rows)}"
    )
    begun = time.process_time()
    for text in texts:
        asking(text, TODAY)
    print(f"{1000 * (time.process_time() - begun) / len(texts):.3f} ms of CPU to read the question")


if __name__ == "__main__":
    main()
