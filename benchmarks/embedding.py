"""Retrieval quality and speed of the embedding runtimes, on folders with docs.jsonl and questions.jsonl.

    .venv/bin/python benchmarks/embedding.py FOLDER... [--embedder builtin] [--questions 300] [--threads 2]

Only the dense side is measured, over whole documents as they stand in docs.jsonl. Each embedder runs
in a process of its own, so that ready time and memory are its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

import numpy as np

DEFAULTS = ("builtin", "builtin-fp32", "sentence-transformers:")
HEADS = ("embedder", "set", "R@1", "R@5", "MRR@10", "ready s", "ms/query", "passages/s", "peak MB")


def main() -> None:
    arguments = _arguments()
    print(_row(HEADS))
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for spec in arguments.embedder or DEFAULTS:
            task = (spec, arguments.folders, arguments.questions, arguments.threads)
            for row in pool.apply(measure, task):
                print(_row(row), flush=True)


def measure(spec: str, folders: list[Path], questions: int, threads: int) -> list[tuple[object, ...]]:
    """One row for each folder; the model must have been prepared (the first run prepares it)."""
    from knowledge.encoders import open_embedder

    start = time.perf_counter()
    embedder = open_embedder(spec, threads=threads)
    embedder.embed_queries(["ready"])
    ready = time.perf_counter() - start
    rows = []
    for folder in folders:
        docs, asked = _read(folder, questions)
        start = time.perf_counter()
        passages = embedder.embed_passages([f"{doc['title']}\n{doc['text']}".strip() for doc in docs])
        speed = len(docs) / (time.perf_counter() - start)
        queries, milliseconds = _timed_queries(embedder, [row["question"] for row in asked])
        quality = _quality(queries @ passages.T, docs, asked)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append((spec, folder.name, *quality, ready, milliseconds, speed, peak))
    return rows


def _timed_queries(embedder, questions: list[str]) -> tuple[np.ndarray, float]:
    """The vectors, and the median milliseconds of single calls."""
    vectors, times = [], []
    for question in questions:
        start = time.perf_counter()
        vectors.append(embedder.embed_queries([question])[0])
        times.append(time.perf_counter() - start)
    return np.array(vectors), 1000 * float(np.median(times))


def _quality(scores: np.ndarray, docs: list[dict], asked: list[dict]) -> tuple[float, float, float]:
    names = np.array([doc["doc"] for doc in docs])
    ranks = []
    for row, question in zip(scores, asked, strict=True):
        right = np.isin(names[np.argsort(-row)], question["gold_doc"])
        ranks.append(int(right.argmax()) + 1)
    rank = np.array(ranks)
    mrr = np.where(rank <= 10, 1 / rank, 0).mean()
    return float((rank == 1).mean()), float((rank <= 5).mean()), float(mrr)


def _read(folder: Path, limit: int) -> tuple[list[dict], list[dict]]:
    docs, questions = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("docs.jsonl", "questions.jsonl")
    )
    return docs, [row for row in questions if row["answerable"]][:limit]


def _row(cells: tuple[object, ...]) -> str:
    texts = [f"{cell:.3f}" if isinstance(cell, float) and cell < 1 else cell for cell in cells]
    texts = [f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in texts]
    return "  ".join(text.ljust(width) for text, width in zip(texts, (22, 18, *[10] * 7), strict=True))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--embedder", action="append", help=f"default: {', '.join(DEFAULTS)}")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
