"""How many of the nearest passages the vector index finds, by Chroma's own graph and by the house's.

    .venv/bin/python benchmarks/nearest.py [--sizes 1000 10000 100000] [--keep FOLDER]

The passages are those of benchmarks/search.py, whose folder may be given: copies of real vectors with a little noise,
which is the worst that a graph can be given, for each has some dozen neighbours that are nearly alike. The index is
built anew in both ways from the larger shelf and asked for as many neighbours as a search wants; an exact look at all
vectors says which they are. Printed: the share found, of the worst question too, building and median search time.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import own_packages  # noqa: F401
from search import arguments_of, filled
from serving import QUESTIONS

from knowledge.encoders import open_embedder
from knowledge.encoders.remembering import RememberingEmbedder
from knowledge.library import Library
from knowledge.search import CANDIDATES
from knowledge.vectors import GRAPH, open_client

GRAPHS: Mapping[str, Mapping[str, Any]] = {"Chroma's own": {"space": "cosine"}, "the house's": GRAPH}
AT_ONCE = 1_000  # vectors added together, as ingest does


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = arguments_of(__doc__)
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        folder = Path(arguments.keep or passing)
        folder.mkdir(parents=True, exist_ok=True)
        embedder = RememberingEmbedder(open_embedder("builtin", progress=None), folder / "vectors.db")
        asked = embedder.embed_queries(QUESTIONS)
        print(f"{'passages':>9}  {'graph':<14}{'found':>8}{'worst':>8}{'built':>9}{'search':>10}")
        for size in arguments.sizes:
            library = filled(folder, size, embedder)
            ids, vectors = _of_larger_shelf(library)
            library.close()
            for name, graph in GRAPHS.items():
                print(f"{len(ids):>9}  {name:<14}{_told(ids, vectors, asked, graph)}", flush=True)


def _of_larger_shelf(library: Library) -> tuple[list[str], np.ndarray]:
    """The passages of one shelf, and their vectors (n, d)."""
    shelves = [shelf.vectors for shelf in library._shelves.by_name.values()]
    found = max((shelf.of(sorted(shelf.ids())) for shelf in shelves), key=len)
    return list(found), np.stack([*found.values()]).astype(np.float32)


def _told(ids: Sequence[str], vectors: np.ndarray, asked: np.ndarray, graph: Mapping[str, Any]) -> str:
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as folder:
        index = open_client(Path(folder)).create_collection(
            "passages", embedding_function=None, configuration={"hnsw": dict(graph)}
        )
        began = time.monotonic()
        for start in range(0, len(ids), AT_ONCE):
            index.upsert(ids=list(ids[start : start + AT_ONCE]), embeddings=vectors[start : start + AT_ONCE])
        built = time.monotonic() - began
        shares, times = [], []
        for vector in asked:
            nearest = np.argpartition(-(vectors @ vector), min(CANDIDATES, len(ids) - 1))[:CANDIDATES]
            began = time.perf_counter()
            found = index.query(query_embeddings=[vector], n_results=CANDIDATES, include=[])["ids"][0]
            times.append(time.perf_counter() - began)
            shares.append(len({ids[row] for row in nearest} & set(found)) / len(nearest))
    mean, search = statistics.mean(shares), 1000 * statistics.median(times)
    return f"{mean:>8.4f}{min(shares):>8.3f}{built:>7.0f} s{search:>7.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
