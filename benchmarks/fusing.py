"""How the weights of the fused score were fitted, and what they give where they were not.

    .venv/bin/python benchmarks/fusing.py FOLDER... [--keep HOMES] [--shares]

Each set is cut in two halves, every other question. On a grid of the keyword side's weight and of the
bonus for the asker's language (the dense side counts 1) the mean MRR@10 over the fitted halves is taken,
each set counting the same however many questions it has; the best point is then measured on the other
halves, beside the product's weights and each side alone. Nothing is written: weights live in knowledge/search.py.

With --shares the dense side's own fusion is looked at: the second model's weight beside the first's, each share with
homes of its own, because one index holds the vectors of both end to end (knowledge/encoders/paired.py).
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import own_packages  # noqa: F401
from judged import DEPTH, Judged, JudgedSet, judged_sets

from knowledge.embedding import Scale
from knowledge.encoders import PairedEmbedder, RememberingEmbedder, open_embedder

KEYWORD = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6, 2.0, 3.0)
LANGUAGE = (0.0, 0.5, 1.0, 1.5, 2.0)  # times the product's bonus
BESIDE = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
CENTRE, SPREAD = 0.37, 0.10  # of the second model's cosines, as knowledge/embedding.py says of the first's
PRODUCT = (1.0, 1.0, 1.0)
BEFORE = {"dense": (1.0, 0.0, 0.0), "keyword": (0.0, 1.0, 0.0), "fused": PRODUCT}


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        home = arguments.keep or Path(passing)
        home.mkdir(parents=True, exist_ok=True)
        if arguments.shares:
            tell_shares(arguments.folders, home)
            return
        sets = list(judged_sets(arguments.folders, home, product(home)))
    fitted, around = fit([one for one in sets if one.half == "fit"])
    print(f"best on the fitted halves: keyword × {fitted[1]}, language × {fitted[2]}")
    print("keyword × : mean MRR@10   " + "  ".join(f"{weight}: {mrr:.3f}" for weight, mrr in around))
    print(f"{'set':<28}{'half':<6}{'n':>5}" + "".join(f"{way:>22}" for way in (*BEFORE, "fitted")))
    for one in sorted(sets, key=lambda one: one.half):
        cells = [figures(one.questions, weights, way == "keyword") for way, weights in ways(fitted)]
        print(
            f"{one.name:<28}{one.half:<6}{len(one.questions):>5}" + "".join(f"{cell:>22}" for cell in cells)
        )


def product(home: Path) -> PairedEmbedder:
    """The built-in pair, which embeds no passage twice."""
    pair = open_embedder("builtin", progress=None)
    assert isinstance(pair, PairedEmbedder)
    return pair.over(lambda one: RememberingEmbedder(one, home / "vectors.db"))


def tell_shares(folders: Sequence[Path], home: Path) -> None:
    """A row for each weight of the second model: what the dense side and the sum give on the fitted halves."""
    pair = product(home)
    for beside in BESIDE:
        share, scale = shared(beside)
        weighed = PairedEmbedder(pair.first, pair.second, share, scale)
        sets = list(judged_sets(folders, home / f"beside-{beside}", weighed))
        for half in ("fit", "held"):
            some = [one for one in sets if one.half == half]
            cells = [
                f"{name} {sum(mrr(one.questions, weights) for one in some) / len(some):.4f}"
                for name, weights in (("dense", (1.0, 0.0, 0.0)), ("fused", PRODUCT))
            ]
            rows = "  ".join(f"{one.name} {mrr(one.questions, PRODUCT):.3f}" for one in some)
            print(f"second × {beside}: share {share:.4f}, {half}: {', '.join(cells)}   {rows}", flush=True)


def shared(beside: float) -> tuple[float, Scale]:
    """The share and the scale with which a tenth of the second's cosine counts `beside` of the first's spread."""
    usual = Scale()
    share = 1 / (1 + beside * usual.spread / SPREAD)
    return share, Scale(share * usual.centre + (1 - share) * CENTRE, share * usual.spread)


def ways(fitted: Sequence[float]) -> list[tuple[str, Sequence[float]]]:
    return [*BEFORE.items(), ("fitted", fitted)]


def fit(sets: Sequence[JudgedSet]) -> tuple[Sequence[float], list[tuple[float, float]]]:
    """The best weights of the grid, and the mean MRR@10 along the keyword's weight with the best language bonus."""
    grid = {
        (1.0, keyword, language): sum(mrr(one.questions, (1.0, keyword, language)) for one in sets)
        / len(sets)
        for keyword, language in itertools.product(KEYWORD, LANGUAGE)
    }
    best = max(grid, key=grid.__getitem__)
    return best, [(weight, grid[1.0, weight, best[2]]) for weight in KEYWORD]


def mrr(asked: Sequence[Judged], weights: Sequence[float]) -> float:
    places = [one.place(weights) for one in asked]
    return sum(1 / place for place in places if 1 <= place <= DEPTH) / len(places)


def figures(asked: Sequence[Judged], weights: Sequence[float], needs_words: bool) -> str:
    """R@1, R@5 and MRR@10."""
    places = [one.place(weights, needs_words) for one in asked]
    reached = sum(1 / place for place in places if 1 <= place <= DEPTH) / len(places)
    first = sum(place == 1 for place in places) / len(places)
    five = sum(1 <= place <= 5 for place in places) / len(places)
    return f"{first:.3f} {five:.3f} {reached:.3f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--shares", action="store_true", help="weigh the second model beside the first")
    parser.add_argument("--keep", type=Path, help="a folder for the homes, used again by the next run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
