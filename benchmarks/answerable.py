"""Fits the gate that tells answerable from unanswerable questions, and shows how good it is.

    .venv/bin/python benchmarks/answerable.py FOLDER... [--talks FILE...] [--homes DIR] [--svg FILE] [--held]

The demo mall is always among the sets; each FOLDER is a retrieval set as of benchmarks/retrieval.py. Questions
without an answer come from the folder, from benchmarks/data/answerable, and from taking every fifth paper
out of a large folder. Each set is judged by weights fitted on the others (leave one out); then the weights
fitted on all are printed as they stand in knowledge/evidence.py. --held judges the product as it is on
questions that no fit has seen.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401
from asked_sets import Measured, measured
from curve import Points, chart
from logistic import Fit, Refusals, evenly, fit, reliability

from knowledge.encoders import open_embedder
from knowledge.evidence import FEATURES
from ui.evaluation.retrieval import auroc

PENALTY = 40.0
THRESHOLDS = (0.22, 0.26, 0.5)
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_COMMON = (2.0, 98.0)  # percentiles: beyond them a feature counts no more


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = _arguments()
    embedder = open_embedder(arguments.embedding, progress=None)
    sets = list(measured(arguments.folders, arguments.talks, arguments.homes, embedder))
    fitting = [one for one in sets if not one.is_held]
    if arguments.held:
        _print_quality("as the product is now, held out", [(one, one.now) for one in sets if one.is_held])
        return
    _print_alone(fitting)
    _print_quality("as the product is now", [(one, one.now) for one in fitting])
    apart = [(one, _fitted(_others(fitting, one)).values(_bounded(one, fitting))) for one in fitting]
    _print_quality("fitted on the other sets", apart)
    _print_reliability(apart)
    if arguments.svg:
        curves = {one.name: _risk(values, one.answers) for one, values in apart}
        svg = chart("answerable questions lost", "unanswerable questions refused", curves)
        arguments.svg.write_text(svg, encoding="utf-8")
    _print_gate(_fitted(fitting), fitting)


# -- fitting -------------------------------------------------------------------------------------


def _others(sets: Sequence[Measured], left_out: Measured) -> list[Measured]:
    return [one for one in sets if one.family != left_out.family]


def _fitted(sets: Sequence[Measured]) -> Fit:
    features = np.concatenate([_bounded(one, sets) for one in sets])
    answers = np.concatenate([one.answers for one in sets])
    return fit(features, answers, np.concatenate([evenly(one.answers) for one in sets]), PENALTY)


def _bounded(one: Measured, sets: Sequence[Measured]) -> np.ndarray:
    return np.clip(one.features, *_bounds(sets))


def _bounds(sets: Sequence[Measured]) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most that each feature counts: so that nothing unseen decides by itself."""
    by_set = [np.percentile(one.features, _COMMON, axis=0) for one in sets]
    return np.min([low for low, _ in by_set], axis=0), np.max([high for _, high in by_set], axis=0)


# -- printing ------------------------------------------------------------------------------------


def _print_alone(sets: Sequence[Measured]) -> None:
    print("\nAUROC of each feature alone")
    for number, feature in enumerate(FEATURES):
        areas = [_area(one.features[:, number], one.answers) for one in sets]
        print(f"  {feature:15}", *(f"{area:.3f}" for area in areas))


def _print_quality(title: str, judged: Sequence[tuple[Measured, np.ndarray]]) -> None:
    print(
        f"\n{title}\n  {'set':44} yes   no AUROC",
        *(f"  <{one}: refused lost precision" for one in THRESHOLDS),
    )
    for one, values in judged:
        yes = int(one.answers.sum())
        print(
            f"  {one.name:44}{yes:4} {len(one.answers) - yes:4} {_area(values, one.answers):.3f}",
            *_cells(one, values),
        )


def _cells(one: Measured, values: np.ndarray) -> Iterator[str]:
    for threshold in THRESHOLDS:
        found = Refusals.at(threshold, values, one.answers)
        yield f"        {found.refused:.3f} {found.lost:.3f} {found.precision:.3f}  "


def _print_reliability(judged: Sequence[tuple[Measured, np.ndarray]]) -> None:
    """Bins over all sets, each set counting the same and its two kinds of question too."""
    values = np.concatenate([values for _, values in judged])
    answers = np.concatenate([one.answers for one, _ in judged])
    importance = np.concatenate([evenly(one.answers) for one, _ in judged])
    print("\nreliability\n  value       questions  mean value  answerable")
    for low, high, count, mean, share in reliability(values, answers, importance, EDGES):
        print(f"  {low:.1f}-{high:.1f} {count:13} {mean:11.3f} {share:11.3f}")


def _print_gate(fitted: Fit, sets: Sequence[Measured]) -> None:
    low, high = _bounds(sets)
    print(f"\nGATE = Gate(\n    bias={fitted.bias:.3f},\n    worth={{")
    for name, weight, least, most in zip(FEATURES, fitted.weights, low, high, strict=True):
        print(f'        "{name}": Worth({weight:.3f}, {least:.2f}, {most:.2f}),')
    print("    },\n)")


def _area(values: np.ndarray, answers: np.ndarray) -> float:
    return auroc([(float(value), answer == 1) for value, answer in zip(values, answers, strict=True)]) or 0.0


def _risk(values: np.ndarray, answers: np.ndarray) -> Points:
    """At every threshold: the answerable questions lost, and the unanswerable ones refused."""
    yes, no = np.sort(values[answers == 1]), np.sort(values[answers == 0])
    return [
        (float(np.searchsorted(yes, value) / len(yes)), float(np.searchsorted(no, value) / len(no)))
        for value in (0.0, *np.unique(values), 1.1)
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fits and judges the gate.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--talks", nargs="*", type=Path, default=[], help="conversations with the demo mall")
    parser.add_argument("--homes", type=Path, help="keep what is ingested here for the next time")
    parser.add_argument("--svg", type=Path, help="draw the curve of each set into this file")
    parser.add_argument("--held", action="store_true", help="judge the product on the questions held out")
    parser.add_argument("--embedding", default="builtin", help="as ATRIUM_EMBEDDING; default: builtin")
    return parser.parse_args()


if __name__ == "__main__":
    main()
