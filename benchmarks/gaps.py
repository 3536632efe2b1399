"""Which questions are one knowledge gap: what the cosine from which a question joins one does, and how long 5,000 take.

    python benchmarks/gaps.py [--speed]

The groups of benchmarks/data/curated.yaml ask the same. They are shuffled, so that the order in which people ask does not
help. B-cubed precision and recall: of a question's cluster, the share that asks the same; of those that ask the same, the
share in its cluster (Bagga and Baldwin, 1998).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401
import yaml

from assistant.gaps.clusters import NEAR, Clusters
from knowledge.encoders import open_embedder

DATA = Path(__file__).parent / "data" / "curated.yaml"
SHUFFLES = 5


def placed(vectors: np.ndarray, near: float) -> np.ndarray:
    clusters = Clusters(vectors.shape[1], near)
    return np.array([clusters.join(clusters.nearest(vector), vector) for vector in vectors])


def b_cubed(clusters: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """Precision and recall."""
    same_cluster = clusters[:, None] == clusters[None, :]
    same_group = groups[:, None] == groups[None, :]
    both = (same_cluster & same_group).sum(axis=1)
    return float((both / same_cluster.sum(axis=1)).mean()), float((both / same_group.sum(axis=1)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    topics: dict[str, list[list[str]]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    every = [
        (text, f"{topic}{n}") for topic, rows in topics.items() for n, row in enumerate(rows) for text in row
    ]
    embedder = open_embedder("builtin-e5")
    begun = time.process_time()
    vectors = np.asarray(embedder.embed_queries([text for text, _ in every]), np.float32)
    embedding = (time.process_time() - begun) / len(every)
    if asked.speed:
        return speed(vectors, embedding)
    groups = np.unique([group for _, group in every], return_inverse=True)[1]
    rng = np.random.default_rng(11)
    orders = [rng.permutation(len(every)) for _ in range(SHUFFLES)]
    print(f"{len(every)} questions, {groups.max() + 1} groups; in use: {NEAR}")
    for near in (0.86, 0.88, 0.89, 0.90, 0.905, 0.91, 0.92, 0.93, 0.94):
        found = [b_cubed(placed(vectors[order], near), groups[order]) for order in orders]
        precision, recall = np.mean(found, axis=0)
        count = np.mean([placed(vectors[order], near).max() + 1 for order in orders])
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{near:.3f}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  clusters {count:.0f}"
        )
    return None


def speed(vectors: np.ndarray, embedding: float) -> None:
    """CPU seconds of 5,000 questions, one after the other."""
    rng = np.random.default_rng(7)
    many = vectors[rng.integers(len(vectors), size=5000)] + rng.normal(0, 0.01, (5000, vectors.shape[1]))
    many = (many / np.linalg.norm(many, axis=1, keepdims=True)).astype(np.float32)
    begun = time.process_time()
    clusters = placed(many, NEAR)
    spent = time.process_time() - begun
    print(
        f"5,000 questions into {clusters.max() + 1} clusters: {spent:.2f} s of CPU; embedding them {5000 * embedding:.1f} s"
    )


if __name__ == "__main__":
    main()
