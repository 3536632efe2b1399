"""Likeness: how much a message resembles labelled examples, for wordings that no rule foresaw.

A ridge regression over two likenesses: character n-grams, which need nothing, and sentence vectors
when an embedder is given. Examples of rare labels count more, so that common ones do not swallow them. Thousands of
examples are learned in seconds, once; a judgement takes about a millisecond, and the same examples always give the
same judgement.
"""

from __future__ import annotations

import hashlib
import logging
import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from assistant.triage.wording import normalise, read_rules
from knowledge.embedding import Embedder
from knowledge.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)
_RIDGE = 0.5
KINDS = ("missing", "medical", "fire", "food", "trapped", "violence", "self_harm", "crowd", "media")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """`emergency` is above 0 for what resembles emergencies more than ordinary messages, about -1 to 1."""

    emergency: float
    kind: str
    intent: str
    intent_score: float
    sharp: bool  # judged with sentence vectors, not by n-grams alone
    scores: Mapping[str, float] = field(default_factory=dict)  # of every intent, about -1 to 1


class NGrams:
    """Cosine likeness of character n-grams, weighted by rarity."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [_grams(text) for text in texts]
        seen = Counter(gram for count in counts for gram in count)
        self._size = len(texts)
        self._rarity = {gram: math.log((1 + self._size) / (1 + n)) + 1 for gram, n in seen.items()}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, count in enumerate(counts):
            for gram, weight in self._weights(count).items():
                postings[gram].append((row, weight))
        self._postings = {
            gram: (np.array([row for row, _ in found]), np.array([weight for _, weight in found]))
            for gram, found in postings.items()
        }

    def to(self, text: str) -> np.ndarray:
        """The likeness of a text to each example."""
        likeness = np.zeros(self._size)
        for gram, weight in self._weights(_grams(text)).items():
            if (found := self._postings.get(gram)) is not None:
                rows, others = found
                likeness[rows] += weight * others
        return likeness

    def _weights(self, count: Mapping[str, int]) -> dict[str, float]:
        unseen = math.log(1 + self._size) + 1
        raw = {gram: (1 + math.log(n)) * self._rarity.get(gram, unseen) for gram, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {gram: weight / length for gram, weight in raw.items()}


class Vectors:
    """Likeness of sentence vectors; the mean is taken away because all short messages resemble each other."""

    def __init__(self, texts: Sequence[str], embedder: Embedder, kept: Path | None = None) -> None:
        self._embedder = embedder
        self.model = embedder.name
        raw = kept_or_made(embedder.name, texts, kept, lambda: embedder.embed_queries(list(texts)))
        self._mean = raw.mean(axis=0)
        self._rows = _unit(raw - self._mean)

    def to(self, text: str) -> np.ndarray:
        """The likeness of a text to each example; raises ModelUnavailable with the embedder."""
        vector = _unit(self._embedder.embed_queries([text]) - self._mean)[0]
        return np.asarray(np.exp(2 * (self._rows @ vector - 1)))

    def among_themselves(self) -> np.ndarray:
        return np.asarray(np.exp(2 * (self._rows @ self._rows.T - 1)))


def kept_or_made(
    name: str, texts: Sequence[str], kept: Path | None, make: Callable[[], np.ndarray]
) -> np.ndarray:
    """What `make` gives for these texts, or gave at the last start."""
    if kept is None:
        return make()
    known = hashlib.sha256("\n".join((name, *texts)).encode()).hexdigest()[:16]
    prefix = f"examples-{name.split('/')[0]}-"
    path = kept / f"{prefix}{known}.npy"
    if path.exists():
        return np.asarray(np.load(path, allow_pickle=False))
    made = make()
    kept.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.new")
    with temporary.open("wb") as file:
        np.save(file, made)
    for old in kept.glob(f"{prefix}*.npy"):
        old.unlink(missing_ok=True)
    temporary.replace(path)
    return made


class Likeness:
    """Judges by labelled examples: a label is a kind of emergency, an intent, or 平常."""

    def __init__(
        self,
        examples: Mapping[str, Sequence[str]],
        embedder: Embedder | None = None,
        kept: Path | None = None,
    ) -> None:
        """`kept` is a folder where the examples' vectors may be left for the next start."""
        pairs = [(normalise(text), label) for label, texts in examples.items() for text in texts]
        self._examples = pairs
        texts, labels = [text for text, _ in pairs], [label for _, label in pairs]
        self._intents = tuple(label for label in examples if label not in KINDS and label != "平常")
        targets, weights = _targets(labels, self._intents), _weights_of(labels)
        self._ngrams = NGrams(texts)

        def grams() -> np.ndarray:  # n × n, tens of megabytes: needed while learning, and not kept
            return np.stack([self._ngrams.to(text) for text in texts])

        def learned(name: str, near: Callable[[], np.ndarray], model: str = "") -> _Ridge:
            told = (model, *texts, *labels)
            return _Ridge.of(kept_or_made(name, told, kept, lambda: fit(near(), targets, weights).packed()))

        self._by_grams = cache(lambda: learned("alone", grams))  # seldom needed
        self._vectors = vectors = Vectors(texts, embedder, kept) if embedder else None
        self._by_both = (
            learned("both", lambda: grams() + vectors.among_themselves(), vectors.model) if vectors else None
        )
        self.judge = lru_cache(maxsize=256)(self._judge)  # one message is asked about more than once

    @classmethod
    def load(cls, embedder: Embedder | None = None, kept: Path | None = None) -> Likeness:
        """The examples of examples.yaml."""
        return cls(read_rules("examples.yaml"), embedder, kept)

    def _judge(self, text: str) -> Resemblance:
        """What a normalised message resembles. Without a working embedder, n-grams alone decide."""
        likeness = self._ngrams.to(text)
        if self._vectors is not None and self._by_both is not None:
            try:
                return self._read(self._by_both.score(likeness + self._vectors.to(text)), sharp=True)
            except ModelUnavailable as error:
                _LOG.warning("triage goes on without sentence vectors: %s", error)
        return self._read(self._by_grams().score(likeness), sharp=False)

    def _read(self, scores: np.ndarray, sharp: bool) -> Resemblance:
        kinds, intents = scores[1 : 1 + len(KINDS)], scores[1 + len(KINDS) :]
        best = int(np.argmax(intents))
        return Resemblance(
            emergency=float(scores[0]),
            kind=KINDS[int(np.argmax(kinds))],
            intent=self._intents[best],
            intent_score=float(intents[best]),
            sharp=sharp,
            scores=dict(zip(self._intents, map(float, intents), strict=True)),
        )

    def left_out(self) -> list[tuple[str, str, Resemblance]]:
        """Every example, its label, and how it is judged by all the others: leave-one-out, in closed form."""
        model, sharp = (self._by_both, True) if self._by_both else (self._by_grams(), False)
        return [
            (text, label, self._read(scores, sharp))
            for (text, label), scores in zip(self._examples, model.left_out, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Ridge:
    weights: np.ndarray
    bias: np.ndarray
    left_out: np.ndarray  # the score of each example by a model of the others

    def score(self, likeness: np.ndarray) -> np.ndarray:
        return np.asarray(likeness @ self.weights + self.bias)

    def packed(self) -> np.ndarray:
        return np.vstack((self.bias, self.weights, self.left_out))

    @classmethod
    def of(cls, packed: np.ndarray) -> _Ridge:
        middle = 1 + len(packed) // 2
        return cls(packed[1:middle], packed[0], packed[middle:])


def fit(likeness: np.ndarray, targets: np.ndarray, counts: np.ndarray | None = None) -> _Ridge:
    """`counts` (n) is how much each example counts; without it they count the same."""
    counts = np.ones(len(likeness)) if counts is None else counts
    bias = np.average(targets, axis=0, weights=counts)
    inverse = np.linalg.inv(likeness + np.diag(_RIDGE / counts))
    weights = inverse @ (targets - bias)
    # The residual of kernel ridge regression on an example it was not shown: Rasmussen & Williams 2006, (5.12).
    return _Ridge(weights, bias, targets - weights / np.diag(inverse)[:, None])


def _weights_of(labels: Sequence[str]) -> np.ndarray:
    """How much each example counts: by the root of how rare its label is, 1 on the whole."""
    counted = Counter(labels)
    return np.array([math.sqrt(len(labels) / len(counted) / counted[label]) for label in labels])


def _targets(labels: Sequence[str], intents: Sequence[str]) -> np.ndarray:
    """One column each for emergency or not, every kind, every intent; 1 for yes and -1 for no."""
    rows = [
        [label in KINDS, *(label == kind for kind in KINDS), *(label == intent for intent in intents)]
        for label in labels
    ]
    return np.where(np.array(rows), 1.0, -1.0)


def _grams(text: str) -> Counter[str]:
    framed = f"^{text}$"
    return Counter(framed[i : i + n] for n in (1, 2, 3) for i in range(len(framed) - n + 1))


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
