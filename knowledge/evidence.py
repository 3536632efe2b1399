"""How sure a search may be that it found an answer: what speaks for it, and what that is worth.

Every feature is computed from hits that this viewer may read, and from nothing else: how rare a word
is, is counted among the nearest of them. So what must not be read cannot be heard in the value either.
The weights are fitted by benchmarks/answerable.py; docs/retrieval.md explains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from math import exp, log
from statistics import fmean

from knowledge.bilingual import is_read_in
from knowledge.model import Hit, Passage, Standing
from knowledge.text import fold, language_of
from knowledge.writing.names import Wording
from knowledge.writing.subjects import clauses, is_guess, subjects, thing_done_with
from knowledge.writing.synonyms import meant

NEAR = 40  # hits that are weighed
_FIELD = 5  # passages from which the nearest must stand out
_COMMON = 1.0  # what a word counts that all hits have; one that few have counts up to 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer. Scores and cosines in the units of `Hit.parts`."""

    nearness: float  # the best hit's dense part
    lead: float  # of the nearest passage over the mean of the next ones, dense parts
    lead_of_paper: float  # of the best hit over the best one of another document, scores
    coverage: float  # 0-1: of the best clause, the share of its words that the best hit has, rare ones counting more
    unknown: float  # nouns of the clause best known that stand in none of the hits, nor another word for them
    foreign: float  # 1 where question and best hit differ in language: their vectors lie further apart


@dataclass(frozen=True, slots=True)
class Worth:
    """What a feature is worth: weight for each unit, within the bounds that the development sets had."""

    weight: float
    low: float
    high: float

    def of(self, value: float) -> float:
        return self.weight * min(max(value, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Gate:
    """A logistic regression over the evidence."""

    bias: float
    worth: dict[str, Worth]

    def answerable(self, evidence: Evidence) -> float:
        """0-1: how likely an answer is, were answerable and unanswerable questions equally frequent."""
        total = self.bias + sum(worth.of(getattr(evidence, name)) for name, worth in self.worth.items())
        return 1.0 / (1.0 + exp(-total))


GATE = Gate(
    bias=-2.730,
    worth={
        "nearness": Worth(0.522, -1.52, 4.83),
        "lead": Worth(0.874, 0.07, 2.55),
        "lead_of_paper": Worth(0.211, 0.01, 15.72),
        "coverage": Worth(1.472, 0.00, 1.00),
        "unknown": Worth(-0.755, 0.00, 2.00),
        "foreign": Worth(0.864, 0.00, 1.00),
    },
)

FEATURES = tuple(field.name for field in fields(Evidence))
# Of a library too small for anything to stand out from: what an even chance would have.
_NO_FIELD, _NO_OTHER_PAPER = 0.7, 1.0


def gather(question: str, hits: Sequence[Hit], names: Sequence[Wording] = (), beside: str = "") -> Evidence:
    """The evidence in the hits for a question, best first, of which the first `NEAR` count, and at least one.

    `names` are the names of shops in it, `beside` other words for what it says.
    """
    best, near = hits[0], hits[:NEAR]
    texts = [folded_text(hit) for hit in near]
    parts = [words for clause in clauses(question) if (words := subjects(clause))] or [{}]
    others = tuple(beside.split())
    every = dict.fromkeys((*(word for part in parts for word in part), *others))
    holding = {word: [_has(text, word, names) for text in texts] for word in every}
    weight = {word: log((NEAR + 1) / (sum(has) + 0.5)) + _COMMON for word, has in holding.items()}
    explained = sum(any(holding[word]) for word in others)
    strange = min(sum(is_noun and not any(holding[word]) for word, is_noun in part.items()) for part in parts)
    is_heard = any(not name.said for name in names)  # a shop's name misspelt is not unknown
    return Evidence(
        nearness=best.parts["dense"],
        lead=_lead(sorted((hit.parts["dense"] for hit in near), reverse=True)),
        lead_of_paper=_lead_of_paper(best, near),
        coverage=max(_share((*part, *others), weight, holding) for part in parts),
        unknown=0.0 if is_heard else float(max(strange - explained, 0)),
        foreign=float(not is_read_in(best.passage.text, language_of(question))),
    )


def _share(words: Sequence[str], weight: Mapping[str, float], holding: Mapping[str, Sequence[bool]]) -> float:
    """The share of the words that the best hit has, by weight; of a question without any, all."""
    every = sum(weight[word] for word in words)
    return sum(weight[word] for word in words if holding[word][0]) / every if every else 1.0


def _lead(nearness: Sequence[float]) -> float:
    others = nearness[1 : 1 + _FIELD]
    return nearness[0] - fmean(others) if others else _NO_FIELD


def _lead_of_paper(best: Hit, near: Sequence[Hit]) -> float:
    """Other editions of the same paper are no rivals: they say nearly the same."""
    last = near[-1] if len(near) == NEAR else None  # where a paper takes all places, the others are behind it
    rival = next((hit for hit in near if _is_rival(hit, best)), last)
    return best.score - rival.score if rival else _NO_OTHER_PAPER


def _is_rival(hit: Hit, best: Hit) -> bool:
    if hit.document.doc_id == best.document.doc_id or hit.standing is Standing.SUPERSEDED:
        return False
    family = hit.document.extra.get("family")
    return not family or family != best.document.extra.get("family")


def _has(text: str, word: str, names: Sequence[Wording]) -> bool:
    """Whether a text has a word, another word for it, all letters of a guessed one, or another name of its shop."""
    if word in text or (is_guess(word) and all(letter in text for letter in word)):
        return True
    thing = thing_done_with(word)
    if (thing and thing in text) or any(other in text for other in _others(word)):
        return True
    return any(
        word in name.said and any(other in text for other in (name.said, *name.others)) for name in names
    )


@lru_cache(maxsize=4096)
def _others(word: str) -> tuple[str, ...]:
    return tuple(fold(other) for one in meant(word) for other in one.others)


def folded_text(hit: Hit) -> str:
    """What a hit says under the title of its paper, folded."""
    return f"{_folded(hit.document.title)} {folded_body(hit.passage)}"


def folded_body(passage: Passage) -> str:
    """The headings and the text of a passage as they are matched; of a row its name with each column too."""
    body = f"{' '.join(passage.section)} {passage.text}"
    return _folded(f"{body} {across(passage.text)}" if passage.kind == "row" else body)


def across(row: str) -> str:
    """The name of a row before each of its other columns, as people say it: 一等奖品 of 等级: 一等; 奖品: 电动车."""
    (_, _, name), *rest = (cell.partition(": ") for cell in row.split("; "))
    headers = [header for header, colon, _ in rest if colon] if 0 < len(name) <= _A_ROW_NAME else []
    return " ".join(name + header for header in headers)


_A_ROW_NAME = 8  # characters: a longer value is no name
_folded = lru_cache(maxsize=8192)(fold)  # the passages that many questions find
