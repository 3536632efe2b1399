"""Hybrid search, bound to a viewer.

Dense and keyword scores are put on one scale and summed. Ranks are not fused (RRF): that loses
whenever one side is strong. docs/retrieval.md has the figures behind the weights.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np

from knowledge.bilingual import is_read_in
from knowledge.catalogue import Catalogue
from knowledge.embedding import Embedder, scale_of
from knowledge.encoders.paired import PairedEmbedder
from knowledge.evidence import GATE, NEAR, folded_body, gather
from knowledge.model import Found, Hit, Passage, Standing, Viewer
from knowledge.rerank import Reranker, reranked
from knowledge.shelves import ShelfIndex
from knowledge.stages import stage
from knowledge.standing import may_read, standing_of
from knowledge.text import fold, is_one_run, language_of
from knowledge.writing.names import NO_NAMES, Names
from knowledge.writing.synonyms import meant

_TERM = 12  # characters of a query that may be a term, without a question around it
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LONG_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\d.])")  # a year is in many papers
_HOLDING = 1_000  # passages looked through for one that may be read
CANDIDATES = 120  # from each side of each shelf; over-fetching replaces a filter in the index
_AT_A_TIME = 64  # candidates read from the catalogue


@dataclass(frozen=True, slots=True)
class Weights:
    """How the signals of a candidate add up; fitted on development data (benchmarks/retrieval.py)."""

    dense: float = 1.0
    keyword: float = 1.0
    language: float = 0.5  # a passage in the asker's language, where the languages differ
    term: float = (
        0.5  # a passage that has a long number of the query, or the whole of a short one word for word
    )
    rerank: float = 4.0  # of a relevance from 0 to 1, where there is a reranker
    keyword_spread: float = 8.0
    gated: bool = True  # else whatever is found counts as an answer, to measure what the gate is worth


WEIGHTS = Weights()

Scores = dict[str, float]  # by passage id

_BESIDE = ThreadPoolExecutor(
    2, thread_name_prefix="keywords"
)  # for the keyword sides of a process's searches


def _joined(found: Iterable[Mapping[str, float]]) -> Scores:
    """The scores of all shelves; a passage is on one of them."""
    return {passage_id: score for shelf in found for passage_id, score in shelf.items()}


@dataclass(frozen=True)
class _Asked:
    """One question, at a moment."""

    query: str
    words: str  # the query with other words for what it says
    as_of: datetime
    any_standing: bool
    term: str  # the query in the matching form, where passages may have it word for word; else empty

    @cached_property
    def language(self) -> str:
        return language_of(self.words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The long numbers of the query that are no years."""
        return _long_numbers(self.query)

    @property
    def is_exact(self) -> bool:
        """Whether something in it is looked for as it is written."""
        return bool(self.term or self.numbers)

    def is_in(self, passage: Passage) -> bool:
        if self.numbers and self.numbers <= _long_numbers(passage.text):
            return True
        return bool(self.term) and self.term in folded_body(passage)


def _long_numbers(text: str) -> frozenset[str]:
    return frozenset(_LONG_NUMBER.findall(_THOUSANDS.sub("", fold(text))))


class Search:
    """Finds passages for one viewer; holds only the shelves this viewer may see."""

    def __init__(
        self,
        catalogue: Catalogue,
        shelves: Sequence[ShelfIndex],
        embedder: Embedder,
        viewer: Viewer,
        weights: Weights = WEIGHTS,
        names: Callable[[datetime], Names] = lambda _: NO_NAMES,
        reranker: Reranker | None = None,
    ) -> None:
        """`names` gives the names that this viewer may know of at a moment."""
        self._catalogue = catalogue
        self._shelves = tuple(shelves)
        self._embedder = embedder
        self._scale = scale_of(embedder)
        self._viewer = viewer
        self._weights = weights
        self._names = names
        self._reranker = reranker
        # Of one question's wordings, which are searched for in more than one standing: a search is made for each.
        self._vectors: dict[str, np.ndarray] = {}
        self._sided: dict[tuple[str, datetime], tuple[Scores, Scores]] = {}
        self._named: dict[datetime, Names] = {}

    def find(
        self, query: str, *, as_of: datetime, k: int = 10, any_standing: bool = False, beside: str = ""
    ) -> Found:
        """The k best passages at a moment, best first.

        Only documents in force answer, unless `any_standing` asks for the others that this viewer
        may read too (for staff superseded, embargoed and draft ones, for all what has ended);
        each hit carries its standing. `beside` are other words for what the query says, to search for too.
        """
        if not query.strip():
            return Found((), 0.0)
        with stage("search"):
            return self._found(query, as_of, k, any_standing, beside)

    def _found(self, query: str, as_of: datetime, k: int, any_standing: bool, beside: str) -> Found:
        words = f"{query} {beside}" if beside else query
        dense, keyword = self._candidates(words, as_of)
        depth = self._reranker.depth if self._reranker else 0
        asked = _Asked(query, words, as_of, any_standing, self._term(query))
        hits = self._best(dense, keyword, asked, max(k, depth, NEAR))
        judged = self.judged(query, hits, as_of, beside)  # fitted on the fused order
        if self._reranker:
            hits = reranked(self._reranker, query, hits, self._weights.rerank)
        return replace(judged, hits=tuple(hits[:k]))

    def knows(self, words: str, as_of: datetime) -> bool:
        """Whether any token of these words, or another word for them, stands in a passage that this viewer may read at a moment.

        What stands on the shelf but is not to be read yet must not be heard from what is missing.
        """
        others = [fold(other) for one in meant(words) for other in one.others]
        return self._holds(words, as_of, "") or any(self._holds(other, as_of, other) for other in others)

    def writes(self, word: str, as_of: datetime) -> bool:
        """Whether a passage that this viewer may read at a moment has this very word."""
        return self._holds(word, as_of, fold(word))

    def _holds(self, words: str, as_of: datetime, whole: str) -> bool:
        """Whether a readable passage has a token of these words, and the `whole` of a word."""
        holding = [
            passage_id for shelf in self._shelves for passage_id in shelf.keywords.search(words, _HOLDING)
        ]
        documents = self._catalogue.documents()
        return any(
            may_read(self._viewer, document, passage, self._catalogue.standing(document, as_of))
            for passage in self._catalogue.passages(holding).values()
            if (document := documents.get(passage.doc_id)) and whole in folded_body(passage)
        )

    def vector(self, query: str, beside: str = "") -> np.ndarray:
        """The unit vector (d) of what `find` searches for with the same words, by the first model where there are two."""
        vector = self._vector(f"{query} {beside}" if beside else query)
        return self._embedder.first_part(vector) if isinstance(self._embedder, PairedEmbedder) else vector

    def _vector(self, query: str) -> np.ndarray:
        """The query's vector; one question is searched for in more than one standing."""
        if query not in self._vectors:
            with stage("embedding"):
                self._vectors[query] = self._embedder.embed_queries([query])[0]
        return self._vectors[query]

    def _term(self, query: str) -> str:
        """The query in the matching form, where it is so short that it may be a term and stands on a shelf; else empty.

        The keyword tables say at once that no passage has a short question word for word; to see it in
        the passages costs more than all else that is done with them. They know Chinese by any part of it,
        other writing by whole words only.
        """
        term = fold(query).strip()
        if len(term) > _TERM:
            return ""
        may_stand = not is_one_run(term) or any(shelf.keywords.has_phrase(term) for shelf in self._shelves)
        return term if may_stand else ""

    def _names_at(self, as_of: datetime) -> Names:
        """The names that may be known at a moment; that the viewer may read their directory is looked up once."""
        if as_of not in self._named:
            self._named[as_of] = self._names(as_of)
        return self._named[as_of]

    def _candidates(self, query: str, as_of: datetime) -> tuple[Scores, Scores]:
        """What either side found, whatever its standing is."""
        if (query, as_of) not in self._sided:
            self._sided[query, as_of] = self._searched(query, as_of)
        return self._sided[query, as_of]

    def _searched(self, query: str, as_of: datetime) -> tuple[Scores, Scores]:
        """Both sides at once: SQLite counts the words of each shelf while the other side waits for the query's vector."""
        names, synonyms = self._names_at(as_of).wordings(query), meant(query)
        told = [
            _BESIDE.submit(copy_context().run, shelf.keywords.search, query, CANDIDATES, names, synonyms)
            for shelf in self._shelves
            if self._weights.keyword  # a side without weight finds nothing
        ]
        dense = self._dense_side(query) if self._weights.dense else {}
        return dense, _joined(one.result() for one in told)

    def _dense_side(self, query: str) -> Scores:
        vector = self._vector(query)
        return _joined(shelf.vectors.search(vector, CANDIDATES) for shelf in self._shelves)

    def _best(self, dense: Scores, keyword: Scores, asked: _Asked, k: int) -> list[Hit]:
        """The k best that may be read. Candidates are read in the order of the most they can score, until none can come in."""
        floor = min(dense.values(), default=0.0)
        sides = {
            passage_id: self._sides(dense.get(passage_id, floor), keyword.get(passage_id, 0.0))
            for passage_id in dense.keys() | keyword.keys()
        }
        most = {passage_id: self._most(parts, asked) for passage_id, parts in sides.items()}
        ordered = sorted(sides, key=lambda passage_id: (-most[passage_id], passage_id))
        hits: list[Hit] = []
        for start in range(0, len(ordered), _AT_A_TIME):
            some = ordered[start : start + _AT_A_TIME]
            if len(hits) >= k and hits[k - 1].score >= most[some[0]]:
                break
            hits += self._hits({passage_id: sides[passage_id] for passage_id in some}, asked)
            hits.sort(key=lambda hit: hit.score, reverse=True)
        return self._as_amended(hits, asked)[:k]

    def _most(self, parts: Mapping[str, float], asked: _Asked) -> float:
        """The most that a candidate can score, whatever is read of it."""
        term = self._weights.term if parts["keyword"] and asked.is_exact else 0.0
        return sum(parts.values()) + self._weights.language + term

    def _as_amended(self, hits: list[Hit], asked: _Asked) -> list[Hit]:
        """The hits with the clauses that other papers have put in the place of theirs."""
        changed = self._catalogue.as_amended(self._viewer, asked.as_of)
        return changed.hits(hits, asked.any_standing) if changed else hits

    def _hits(self, sides: Mapping[str, Mapping[str, float]], asked: _Asked) -> Iterator[Hit]:
        """Those of some candidates that this viewer may read, with their scores."""
        documents = self._catalogue.documents()
        standings: dict[str, Standing] = {}
        for passage_id, passage in self._catalogue.passages([*sides]).items():
            document = documents.get(passage.doc_id)
            if document is None:
                continue
            if document.doc_id not in standings:
                standings[document.doc_id] = self._catalogue.standing(document, asked.as_of)
            at = standing_of(passage, standings[document.doc_id])
            if not may_read(self._viewer, document, passage, at):
                continue
            if at is not Standing.IN_FORCE and not asked.any_standing:
                continue
            foreign = not is_read_in(passage.text, asked.language)
            parts = {**sides[passage_id], "language": 0.0 if foreign else self._weights.language}
            if parts["keyword"] and asked.is_in(passage):
                parts["term"] = self._weights.term
            yield Hit(passage, document, at, sum(parts.values()), parts)

    def _sides(self, cosine: float, bm25: float) -> dict[str, float]:
        weights, scale = self._weights, self._scale
        return {
            "dense": weights.dense * (cosine - scale.centre) / scale.spread,
            "keyword": weights.keyword * bm25 / weights.keyword_spread,
        }

    def judged(self, query: str, ranked: Sequence[Hit], as_of: datetime, beside: str = "") -> Found:
        """Hits that this search found for a query, best first, judged as if they were all that it found."""
        if not ranked or not self._weights.gated:
            return Found(tuple(ranked), float(bool(ranked)))
        evidence = gather(query, ranked, self._names_at(as_of).wordings(query), beside)
        return Found(tuple(ranked), GATE.answerable(evidence), evidence)
