"""Likeness: how much a sentence resembles sentences that break a rule, for wordings that no pattern foresaw.

A ridge regression over the likeness of sentence vectors: one column for every rule, one for "breaks any". It is
fitted beforehand (benchmarks/compliance.py) and shipped with the vectors of its examples, so that nothing is
learned at start, and the same text always gives the same judgement.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from assistant.compliance.claims import Claims
from assistant.compliance.examples import Example, labelled
from assistant.compliance.normalise import read
from assistant.compliance.rules import rule_book
from knowledge.embedding import Embedder
from knowledge.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)
FITTED = "copy_likeness.npz"
BY_FORM = frozenset({"E04", "E05", "E06"})  # judged by their form: no sentence resembles a missing signature
_SHARP = 2.0  # how fast likeness falls with the angle
_RIDGE = 0.1
_FEW = 8  # sentences of a text; a fitting has thousands
_STEPS = 127  # a vector's entries are kept in one byte
RULE_WEIGHT = 2.0
_TOGETHER = 16  # sentences embedded at once
_KEPT = 8192  # judgements
# A message's signature, its way out, and ornaments at either end say nothing of what it claims.
_FRAME = re.compile(
    r"^\s*【[^】]{1,20}】|[,。;]?\s*(?:拒收请?回复?\s*r|回复?\s*td?\s*退订|退订(?:请)?回复?\s*(?:td?|r))\W*$"
)
_EDGES = re.compile(r"^[^\w《“\"「(]+|[^\w》”\"」)!?%]+$")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`breach` is above 0 for what resembles breaches more than innocent wording; `of` is by rule, 0 to 1 and beyond."""

    breach: float
    of: dict[str, float]
    vector: np.ndarray = field(repr=False, compare=False)  # (d,), of length 1

    def likeliest(self, rules: Iterable[str], most: int) -> list[str]:
        """The rules of these that it resembles a breach of most, the likeliest first."""
        known = (rule for rule in rules if rule in self.of)
        return sorted(known, key=self.of.__getitem__, reverse=True)[:most]

    def score(self, rule_id: str) -> float:
        """How much speaks for a breach of this rule; -1 and less for plain wording, 2 for a typical breach."""
        return self.breach + RULE_WEIGHT * self.of.get(rule_id, 0.0)


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted regression: the examples' vectors (n, d), the weights (n, rules + 1) and the bias of each column."""

    model: str  # the embedder's name
    digest: str  # of the examples and their labels
    rules: tuple[str, ...]
    mean: np.ndarray
    vectors: np.ndarray
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, raw: np.ndarray) -> np.ndarray:
        """(m, rules + 1) for raw vectors (m, d)."""
        return self.scores_of(unit(raw - self.mean))

    def scores_of(self, rows: np.ndarray) -> np.ndarray:
        """(m, rules + 1) for vectors of length 1 about the mean (m, d)."""
        return np.asarray(_times(likeness(rows, self.vectors), self.weights.T) + self.bias)

    def save(self, path: Path) -> None:
        small = np.round(self.vectors * _STEPS / self._largest()).astype(np.int8)
        np.savez_compressed(
            path,
            told=np.array([self.model, self.digest, *self.rules]),
            mean=self.mean.astype(np.float32),
            vectors=small,
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
        )

    def _largest(self) -> float:
        return float(np.abs(self.vectors).max())


def fit(
    vectors: np.ndarray,
    examples: Sequence[Example],
    also: Sequence[frozenset[str]],
    rules: Sequence[str],
    model: str = "",
) -> Fit:
    """Learns from raw vectors (n, d) of the examples; `also` are the rules that each breaks besides its own."""
    mean = vectors.mean(axis=0)
    rows = unit(vectors - mean)
    targets = np.array(
        [
            [*(e.breaks and (e.rule_id == rule or rule in more) for rule in rules), e.breaks]
            for e, more in zip(examples, also, strict=True)
        ],
        dtype=np.float32,
    )
    targets[:, -1] = targets[:, -1] * 2 - 1
    bias = targets.mean(axis=0)
    near = likeness(rows, rows)
    near[np.diag_indices_from(near)] += _RIDGE
    return Fit(model, digest(examples), tuple(rules), mean, rows, np.linalg.solve(near, targets - bias), bias)


def said(sentence: str) -> str:
    """What a normalised sentence claims: without the frame of a text message."""
    return _EDGES.sub("", _FRAME.sub("", sentence))


def unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9))


def likeness(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """1 for the same direction, exp(-2·_SHARP) for the opposite; (n, d) and (m, d) → (n, m)."""
    return np.asarray(np.exp(_SHARP * (_times(some, others) - 1)))


def _times(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(n, d) and (m, d) → (n, m). For a few rows numpy's own loop: BLAS would have its threads wait for each other."""
    return np.einsum("ij,kj->ik", some, others) if len(some) <= _FEW else some @ others.T


def digest(examples: Sequence[Example]) -> str:
    told = "\n".join(f"{e.rule_id}{'+' if e.breaks else '-'}{e.text}" for e in examples)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def load_fit(path: Path | None = None) -> Fit | None:
    """The shipped fit, or that of a file; None when it is missing."""
    path = path or Path(str(files("assistant.data").joinpath(FITTED)))
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        told: list[Any] = kept["told"].tolist()
        vectors = unit(kept["vectors"].astype(np.float32))
        return Fit(
            told[0],
            told[1],
            tuple(told[2:]),
            kept["mean"],
            vectors,
            kept["weights"].astype(np.float32),
            kept["bias"],
        )


class CopyLikeness:
    """Judges sentences by the shipped fit, with the embedder that it was fitted for."""

    def __init__(self, fitted: Fit, embedder: Embedder, examples: Sequence[Example]) -> None:
        self._fit = fitted
        self._embedder = embedder
        self._examples = examples
        self._judged: OrderedDict[str, Resemblance] = OrderedDict()  # drafts are checked more than once
        self._lock = Lock()

    @classmethod
    def load(cls, embedder: Embedder) -> CopyLikeness | None:
        """None when nothing was fitted for this embedder: the word rules judge alone."""
        fitted, examples = load_fit(), labelled(rule_book().words)
        if fitted is None or fitted.model != embedder.name:
            return None
        if fitted.digest != digest(examples):
            _LOG.warning("copy is checked without likeness: its examples changed after they were fitted")
            return None
        return cls(fitted, embedder, examples)

    def judge(self, text: str) -> Resemblance | None:
        """What a normalised sentence resembles; None without a working embedder."""
        return self.judge_all([text])[0]

    def judge_all(self, texts: Sequence[str]) -> list[Resemblance | None]:
        """The same for several, embedded together: that is faster by half than one by one."""
        with self._lock:
            known = {text: self._judged.get(text) for text in texts}
        new = [text for text, judged in known.items() if judged is None]
        try:
            for at in range(0, len(new), _TOGETHER):
                some = new[at : at + _TOGETHER]
                known |= zip(some, self._resembling(some), strict=True)
        except ModelUnavailable as error:
            _LOG.warning("copy is checked without likeness: %s", error)
        with self._lock:
            self._judged |= {text: judged for text, judged in known.items() if judged}
            while len(self._judged) > _KEPT:
                self._judged.popitem(last=False)
        return [known[text] for text in texts]

    def _resembling(self, texts: Sequence[str]) -> Iterator[Resemblance]:
        rows = unit(self._embedder.embed_queries(texts) - self._fit.mean)
        for row, scores in zip(rows, self._fit.scores_of(rows), strict=True):
            of = dict(zip(self._fit.rules, map(float, scores[:-1]), strict=True))
            yield Resemblance(float(scores[-1]), of, row)

    @cached_property
    def claims(self) -> Claims:
        """What sentences that claim something are written with."""
        return Claims((said(read(e.text).text), e.breaks) for e in self._examples)

    def nearest(self, text: str, rule_id: str) -> str:
        """The example that breaks the rule and is most like the text; "" when there is none to be told."""
        rows = [at for at, e in enumerate(self._examples) if e.breaks and e.rule_id == rule_id]
        judged = self.judge(text) if rows else None
        if judged is None:
            return ""
        return self._examples[rows[int(np.argmax(self._fit.vectors[rows] @ judged.vector))]].text
