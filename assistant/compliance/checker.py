"""The checker: one text in, one verdict out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.compliance.goods import goods_of
from assistant.compliance.normalise import Reading
from assistant.compliance.notices import is_contest, is_denied, is_directory_line, is_spoken_about
from assistant.compliance.numbers import unsourced_numbers
from assistant.compliance.rules import Advice, RuleBook, WordRule, rule_book
from assistant.compliance.structure import Copy, observe
from assistant.compliance.verdict import Evidence, Finding, Severity, Verdict

ORDER = tuple(Severity)
MOST_OF_A_RULE = 100  # findings of one rule on one text; more tell nobody more


class ComplianceChecker:
    """Checks copy against the word rules and the structure checks of a rule book."""

    def __init__(self, book: RuleBook | None = None) -> None:
        self._book = book or rule_book()

    def check(
        self,
        text: str,
        channel: str | None = None,
        category: str | None = None,
        *,
        evidence: Sequence[Evidence] = (),
        sources: Sequence[str] | None = None,
        on: date | None = None,
    ) -> Verdict:
        """The verdict on a text for a channel and a category of goods (None: as the text itself tells).

        `evidence` are proofs attached to it; one that holds on the day `on` turns its rule's
        request for evidence into information. When `sources` are given, every number of the text
        has to stand in one of them (K17).
        """
        if not text.strip():
            return Verdict("ok")
        reading = self._book.read(text)
        category = category or goods_of((reading.text,)).checked_as
        found = [*self._words(reading, channel, category), *self._structure(reading, channel, category)]
        if sources is not None:
            found += self._numbers(text, sources, channel)
        proven = {proof.rule_id for proof in evidence if proof.holds(on)}
        found = [self._with_proof(f, proven) for f in found]
        return Verdict.of(sorted(found, key=lambda f: (ORDER.index(f.severity), f.span[0], f.rule_id)))

    def _words(self, reading: Reading, channel: str | None, category: str | None) -> Iterator[Finding]:
        for rule in self._book.words:
            if rule.applies(channel, category):
                yield from self._rule(rule, reading, channel)

    def _rule(self, rule: WordRule, reading: Reading, channel: str | None) -> Iterator[Finding]:
        text = reading.text
        given: dict[str, bool] = {}  # by wording: a word that stands often is looked into once
        spans = _outermost(s for s in rule.matches(text) if not _excused(rule, text, *s))
        for start, end in spans[:MOST_OF_A_RULE]:
            wording = text[start:end]
            if wording not in given:
                given[wording] = _given(rule, text, wording)
            yield self._finding(rule.advice, reading, (start, end), channel, given[wording])

    def _structure(self, reading: Reading, channel: str | None, category: str | None) -> Iterator[Finding]:
        copy = Copy(reading.text, len(reading.original.strip()), channel, category)
        for check_id, seen in observe(copy):
            advice = self._book.structure[check_id]
            severity = seen.severity or advice.severity
            why = f"{advice.why}{seen.detail}"
            yield self._finding(replace(advice, severity=severity, why=why), reading, seen.span, channel)

    def _numbers(self, text: str, sources: Sequence[str], channel: str | None) -> Iterator[Finding]:
        advice = self._book.structure["K17"]
        for start, end in unsourced_numbers(text, sources):
            why = f"{advice.why}({text[start:end]})"
            yield Finding(
                "K17",
                advice.severity,
                text[start:end],
                (start, end),
                self._book.cite(advice.basis, channel),
                why,
                advice.suggestion,
            )

    def _finding(
        self,
        advice: Advice,
        reading: Reading,
        span: tuple[int, int],
        channel: str | None,
        given: bool = False,
    ) -> Finding:
        start, end = reading.span(*span)
        severity = Severity.INFO if given else advice.severity
        why = f"{advice.why}所需说明已写在旁边,请核对。" if given else advice.why
        basis = self._book.cite(advice.basis, channel)
        return Finding(
            advice.id, severity, reading.original[start:end], (start, end), basis, why, advice.suggestion
        )

    @staticmethod
    def _with_proof(finding: Finding, proven: set[str]) -> Finding:
        if finding.rule_id in proven and finding.severity is Severity.EVIDENCE:
            return replace(finding, severity=Severity.INFO, why=f"{finding.why}凭证已附,请审批人核对。")
        return finding


def _excused(rule: WordRule, text: str, start: int, end: int) -> bool:
    if rule.negatable and (is_denied(text, start, end) or is_spoken_about(text, start, end)):
        return True
    if rule.sport and is_contest(text, start, end):
        return True
    return rule.directory and is_directory_line(text, start, end)


def _given(rule: WordRule, text: str, wording: str) -> bool:
    """What the rule asks for stands in a paragraph with this wording: the title's body counts for the title."""
    parts = [text] if rule.satisfied_anywhere else [part for part in text.split("\n") if wording in part]
    return any(pattern.search(part) for part in parts for pattern in rule.satisfied_by)


def _outermost(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those inside an earlier longer one left out."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept
