"""Findings by likeness: breaches in words that no pattern foresaw, and words that are innocent where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compliance.findings import finding_of, given, touches
from assistant.compliance.likeness import CopyLikeness, said
from assistant.compliance.normalise import Reading
from assistant.compliance.notices import DENIAL
from assistant.compliance.pieces import clauses, pieces
from assistant.compliance.rule import WordRule
from assistant.compliance.rules import RuleBook
from assistant.compliance.verdict import Finding

# Scores of likeness, set by five-fold measurement (benchmarks/compliance.py):
ALIKE = 0.65  # from here on a sentence counts as a breach: 2 of 100 innocent look-alikes reach it
UNLIKE = -0.35  # below it a word is taken for innocent: 1 of 200 breaches, half of the false alarms
# Asked in addition for each further piece, since many have more chances to err.
MORE_CHANCES, MORE_AT_MOST = 0.075, 0.3
FEW = 8  # pieces; of more, those that are written like no claim are passed over
BESIDE = 0.2  # asked in addition where the words themselves already broke a rule
LIKELIEST = 2  # rules that one sentence is held against; neighbours such as C01 and C11 often both hold
CONTACT = re.compile(
    r"\d{5}|https?:|www\."
)  # a number or an address is what it is, whatever stands around it


class Alike:
    """Holds the pieces of a text against labelled sentences."""

    def __init__(self, likeness: CopyLikeness) -> None:
        self._likeness = likeness

    def findings(
        self,
        book: RuleBook,
        reading: Reading,
        channel: str | None,
        category: str | None,
        found: Sequence[Finding],
    ) -> Iterator[Finding]:
        """Breaches that resemble labelled ones, where no pattern found them."""
        rules = {rule.advice.id: rule for rule in book.words if rule.applies(channel, category)}
        text = reading.text
        parts, enough = self._claiming(text), self._enough(text)
        for start, end in parts:
            resembles = self._likeness.judge(said(text[start:end]))
            if resembles is None:
                return
            place = reading.span(start, end)
            seen = {f.rule_id for f in found if touches(f.span, place)}
            if DENIAL.search(text, start, min(end, start + 4)):  # 别信…, 谨防…: a warning as a whole
                continue
            for rule_id in resembles.likeliest(rules, LIKELIEST):
                told = rule_id in seen or self._looked_into(rules[rule_id], text, start, end)
                wanted = enough + (BESIDE if seen else 0.0)
                if resembles.score(rule_id) >= wanted and not told:
                    span = self._narrowed(text, start, end, rule_id)
                    example = self._likeness.nearest(said(text[slice(*span)]), rule_id)
                    advice = rules[rule_id].advice
                    advice = replace(advice, why=f"与违规表述相近:“{example}”。{advice.why}")
                    yield finding_of(book, advice, reading, span, channel)

    def look(self, reading: Reading, found: Sequence[Finding]) -> None:
        """Has the pieces that will be judged embedded together."""
        text = reading.text
        named = [place for place in pieces(text) if any(touches(reading.span(*place), f.span) for f in found)]
        asked = dict.fromkeys([*named, *self._claiming(text)])
        self._likeness.judge_all([said(text[slice(*place)]) for place in asked])

    def _claiming(self, text: str) -> list[tuple[int, int]]:
        """The pieces; of many, those that may claim something."""
        parts = list(pieces(text))
        if len(parts) <= FEW:
            return parts
        return [part for part in parts if self._likeness.claims.may_claim(said(text[slice(*part)]))]

    @staticmethod
    def _enough(text: str) -> float:
        return ALIKE + min(MORE_CHANCES * (sum(1 for _ in pieces(text)) - 1), MORE_AT_MOST)

    @staticmethod
    def _looked_into(rule: WordRule, text: str, start: int, end: int) -> bool:
        """The rule's own patterns saw the piece and excused it, or what the rule asks for stands beside it."""
        seen = any(p.search(text, start, end) for p in (*rule.patterns, *rule.promoted, *rule.exceptions))
        return seen or given(rule, text, text[start:end])

    def _narrowed(self, text: str, start: int, end: int, rule_id: str) -> tuple[int, int]:
        """The one clause that resembles a breach by itself, else the whole piece."""
        parts = clauses(text, start, end)
        judged = self._likeness.judge_all([said(text[slice(*clause)]) for clause in parts])
        for clause, resembles in zip(parts, judged, strict=True):
            if resembles and resembles.score(rule_id) >= ALIKE:
                return clause
        return start, end

    def is_innocent(self, book: RuleBook, reading: Reading, finding: Finding) -> bool:
        """The words stand in a piece that resembles innocent ones much more than breaches of this rule.

        A rule of the house's own, or with patterns of its own, is taken at its word.
        """
        if not book.as_shipped(finding.rule_id) or CONTACT.search(finding.text):
            return False
        text = reading.text
        around = [(a, b) for a, b in pieces(text) if touches(reading.span(a, b), finding.span)]
        judged = [self._likeness.judge(said(text[a:b])) for a, b in around]
        rule_id = finding.rule_id
        return bool(judged) and all(r and rule_id in r.of and r.score(rule_id) < UNLIKE for r in judged)
