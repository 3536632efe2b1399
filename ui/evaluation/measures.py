"""Measures of ranking and of telling apart, as the literature defines them; each is between 0 and 1.

A place is the rank of a right document among those found, counted from 1; 0 means that it was not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log2

_ROUNDING = 1e-9


def recall_at(k: int, places: Sequence[int]) -> float:
    """The share of questions with a right document among the first k (Manning, Raghavan, Schütze 2008, 8.4).

    `places`: one a question, of its first right document. Where a question has one right document, as in
    most sets, this is recall; where it has several, it is success at k.
    """
    return _mean([float(1 <= place <= k) for place in places])


def mrr_at(k: int, places: Sequence[int]) -> float:
    """The mean of 1/place of the first right document, 0 beyond k (Voorhees, TREC-8 QA track, 1999)."""
    return _mean([1 / place if 1 <= place <= k else 0.0 for place in places])


def ndcg_at(k: int, found: Sequence[tuple[Sequence[int], int]]) -> float:
    """The mean discounted gain over the best possible one, relevance being 0 or 1 (Järvelin, Kekäläinen 2002).

    `found`: for each question the places of its right documents, and how many right documents it has.
    A document at place i gains 1 / log2(i + 1); the best order has them all in front.
    """
    return _mean(
        [
            sum(1 / log2(place + 1) for place in places if 1 <= place <= k)
            / (sum(1 / log2(place + 1) for place in range(1, min(count, k) + 1)) or 1.0)
            for places, count in found
        ]
    )


def precision(decisions: Sequence[tuple[bool, bool]]) -> float | None:
    """Of what was said to be so, the share that is so; None when nothing was (van Rijsbergen 1979, 7).

    `decisions`: whether it was said, and whether it is so.
    """
    said = [is_so for was_said, is_so in decisions if was_said]
    return sum(said) / len(said) if said else None


def recall(decisions: Sequence[tuple[bool, bool]]) -> float | None:
    """Of what is so, the share that was said to be so; None when nothing is so (van Rijsbergen 1979, 7)."""
    so = [was_said for was_said, is_so in decisions if is_so]
    return sum(so) / len(so) if so else None


def auroc(scores: Sequence[tuple[float, bool]]) -> float | None:
    """How often a positive scores above a negative, ties by half; None without both kinds.

    The area under the ROC curve is this probability, the statistic of Mann and Whitney over the number of
    pairs (Hanley, McNeil 1982).
    """
    yes = [score for score, positive in scores if positive]
    no = [score for score, positive in scores if not positive]
    if not yes or not no:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return wins / (len(yes) * len(no))


def refused_at(kept: float, scores: Sequence[tuple[float, bool]]) -> float | None:
    """The share of negatives that score below the threshold which keeps this share of the positives.

    Specificity at a given sensitivity (Fawcett 2006, An introduction to ROC analysis); None without both
    kinds. It needs no threshold of the product's, so it compares gates whose scores lie elsewhere.
    """
    yes = sorted(score for score, positive in scores if positive)
    no = [score for score, positive in scores if not positive]
    if not yes or not no:
        return None
    threshold = yes[floor(len(yes) * (1 - kept) + _ROUNDING)]
    return sum(score < threshold for score in no) / len(no)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
