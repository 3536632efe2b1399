"""How well breaches are found in sentences that the checker was not made from: python -m benchmarks.compliance

Every sentence is judged by a fit that did not see it, nor its fold. The word rules are as they are shipped, so
their figures are honest only for sentences that they were not written from (copy_examples.yaml).
`--write` fits on all sentences and ships the result.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.compliance import ComplianceChecker, Severity
from assistant.compliance.examples import PLAIN, Example, labelled
from assistant.compliance.likeness import BY_FORM, FITTED, CopyLikeness, Fit, fit, said
from assistant.compliance.rule import WordRule
from assistant.compliance.rules import RuleBook, rule_book
from knowledge.encoders import open_embedder

DATA = Path(__file__).parent.parent / "assistant" / "data"
FOLDS = 5


@dataclass
class Tally:
    breaches: int = 0
    caught: int = 0
    innocent: int = 0
    alarms: int = 0

    def __str__(self) -> str:
        return f"{self.caught:4}/{self.breaches:<4} caught {self.alarms:4}/{self.innocent:<4} false alarms"


class Vectors:
    """The built-in model's vectors, each text embedded once."""

    def __init__(self) -> None:
        self._model = open_embedder("builtin-e5")
        self._known: dict[str, np.ndarray] = {}

    @property
    def name(self) -> str:
        return self._model.name

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        if missing := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= dict(zip(missing, self._model.embed_queries(missing), strict=True))
        return np.array([self._known[text] for text in texts])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"fit on all sentences and ship {FITTED}")
    parser.add_argument("--by-rule", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was wronged")
    asked = parser.parse_args()
    book, model = rule_book(), Vectors()
    examples = labelled(book.words)
    if asked.write:
        _fitted(model, examples, book).save(DATA / FITTED)
        print(f"{FITTED}: {len(examples)} sentences, {(DATA / FITTED).stat().st_size:,} bytes")
        return
    for name, judged in (
        ("word rules", [_findings(ComplianceChecker(book), e, book) for e in examples]),
        ("with likeness", crossed(model, examples, book)),
    ):
        _report(name, examples, judged, asked)


def crossed(model: Vectors, examples: Sequence[Example], book: RuleBook) -> list[set[str]]:
    """What is found in each sentence by a fit on the other folds."""
    found: list[set[str]] = [set()] * len(examples)
    for fold in range(FOLDS):
        learnt = [e for at, e in enumerate(examples) if at % FOLDS != fold]
        checker = ComplianceChecker(book, likeness=CopyLikeness(_fitted(model, learnt, book), model, learnt))
        for at in range(fold, len(examples), FOLDS):
            found[at] = _findings(checker, examples[at], book)
    return found


def _fitted(model: Vectors, examples: Sequence[Example], book: RuleBook) -> Fit:
    words = ComplianceChecker(book)
    also = [frozenset(_findings(words, e, book)) if e.breaks else frozenset() for e in examples]
    rules = [rule.advice.id for rule in book.words if rule.advice.id not in BY_FORM]
    raw = model.embed_queries([said(book.read(e.text).text) for e in examples])
    return fit(raw, examples, also, rules, model.name)


def _findings(checker: ComplianceChecker, example: Example, book: RuleBook) -> set[str]:
    """The rules found, in a place and on goods where the example's own rule holds."""
    rule = next((r for r in book.words if r.advice.id == example.rule_id), None)
    channel, category = _where(rule)
    found = checker.check(example.text, channel, category).findings
    return {f.rule_id for f in found if f.severity is not Severity.INFO and not f.rule_id.startswith("K")}


def _where(rule: WordRule | None) -> tuple[str | None, str | None]:
    if rule is None:
        return None, None
    return min(rule.channels, default=None), min(rule.categories, default=None)


def _report(
    name: str, examples: Iterable[Example], judged: Iterable[set[str]], asked: argparse.Namespace
) -> None:
    totals: dict[str, Tally] = defaultdict(Tally)
    strangers = Counter[str]()
    for example, found in zip(examples, judged, strict=True):
        kind = "known" if example.known else "unseen"
        if example.rule_id == PLAIN:
            kind = "plain"
        hit = example.rule_id in found
        wrong = bool(found) if example.rule_id == PLAIN else hit
        for tally in (totals[kind], totals[example.rule_id]):
            if example.breaks:
                tally.breaches += 1
                tally.caught += hit
            else:
                tally.innocent += 1
                tally.alarms += wrong
        if not example.breaks:
            strangers[kind] += bool(found)
        if asked.show and kind != "known" and (example.breaks != hit or (wrong and not example.breaks)):
            print(
                f"  {'missed' if example.breaks else 'wrong '} {example.rule_id} {example.text} {sorted(found)}"
            )
    print(name)
    for kind, tally in totals.items():
        if kind in ("known", "unseen", "plain"):
            print(f"  {kind:7} {tally}; any rule on innocent ones: {strangers[kind]}")
        elif asked.by_rule:
            print(f"  {kind:7} {tally}")


if __name__ == "__main__":
    main()
