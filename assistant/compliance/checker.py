"""The checker: one text in, one verdict out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from assistant.compliance.copy import Copy
from assistant.compliance.goods import category_of
from assistant.compliance.likeness import CopyLikeness, said
from assistant.compliance.names import Names
from assistant.compliance.normalise import Reading
from assistant.compliance.notices import (
    is_contest,
    is_denied,
    is_directory_line,
    is_spoken_about,
    to_clause_end,
)
from assistant.compliance.numbers import unsourced_numbers
from assistant.compliance.pieces import clauses, pieces
from assistant.compliance.rule import Advice, WordRule
from assistant.compliance.rules import RuleBook, rule_book
from assistant.compliance.structure import observe
from assistant.compliance.verdict import Evidence, Finding, Severity, Verdict

ORDER = tuple(Severity)
MOST_OF_A_RULE = 100  # findings of one rule on one text; more tell nobody more
# Scores of likeness, set by five-fold measurement (benchmarks/compliance.py):
ALIKE = 0.7  # from here on a sentence counts as a breach: 2 of 100 innocent look-alikes reach it
UNLIKE = -0.1  # below it a word is taken for innocent: 1 of 100 breaches, two of three false alarms
MORE_CHANCES, MORE_AT_MOST = (
    0.05,
    0.3,
)  # asked in addition for each further piece: many have more chances to err
LIKELIEST = 2  # rules that one sentence is held against; neighbours such as C01 and C11 often both hold
CONTACT = re.compile(
    r"\d{5}|https?:|www\."
)  # a number or an address is what it is, whatever stands around it
AROUND = 40  # characters to either side that a replacement is read with


class ComplianceChecker:
    """Checks copy against the word rules and the structure checks of a rule book.

    `rules` gives the book at each check, so that an edited overlay counts at once. `names` gives
    the names of shops and brands that the mall knows: a word inside one of them is no claim.
    `likeness` finds what no pattern foresaw; without one the patterns judge alone.
    """

    def __init__(
        self,
        book: RuleBook | None = None,
        *,
        rules: Callable[[], RuleBook] | None = None,
        names: Callable[[], Collection[str]] = tuple,
        likeness: CopyLikeness | None = None,
    ) -> None:
        self._likeness = likeness
        self._rules = rules or (lambda: book or rule_book())
        self._names = Names(names)
        self._reread = lru_cache(maxsize=4096)(self._read_again)  # in a batch the same words come again

    @property
    def book(self) -> RuleBook:
        """The rules that hold now."""
        return self._rules()

    def check(
        self,
        text: str,
        channel: str | None = None,
        category: str | None = None,
        *,
        evidence: Sequence[Evidence] = (),
        sources: Sequence[str] | None = None,
        on: date | None = None,
        send_at: time | None = None,
        by_likeness: bool = True,
    ) -> Verdict:
        """The verdict on a text for a channel and a category of goods (None: as the text itself tells).

        `evidence` are proofs attached to it; one that holds on the day `on` turns its rule's
        request for evidence into information. When `sources` are given, every number of the text
        has to stand in one of them (K17). With `on`, dates are compared with that day; with
        `send_at`, a text message has to be sent in the hours that allow it. Lines that are checked by
        the thousand do without likeness.
        """
        if not text.strip():
            return Verdict("ok")
        book = self.book
        reading = book.read(text)
        category = category_of(category, reading.text)
        found = list(self._words(book, reading, channel, category))
        alike: list[Finding] = []
        if self._likeness and by_likeness:
            found = [f for f in found if not self._innocent(self._likeness, book, reading, f)]
            alike = list(self._alike(self._likeness, book, reading, channel, category, found))
        seen = {finding.rule_id for finding in found}
        found = [self._with_replacement(book, f, seen, reading, channel, category) for f in found]
        found += alike
        copy = Copy(reading.text, len(text.strip()), channel, category, on, send_at)
        found += self._structure(book, reading, copy)
        if sources is not None:
            found += self._numbers(book, text, sources, channel)
        proven = {proof.rule_id for proof in evidence if proof.holds(on)}
        found = [self._with_proof(f, proven) for f in found]
        return Verdict.of(sorted(found, key=lambda f: (ORDER.index(f.severity), f.span[0], f.rule_id)))

    def _words(
        self, book: RuleBook, reading: Reading, channel: str | None, category: str | None
    ) -> Iterator[Finding]:
        for rule in book.words:
            if rule.applies(channel, category):
                yield from self._rule(book, rule, reading, channel)

    def _rule(
        self, book: RuleBook, rule: WordRule, reading: Reading, channel: str | None
    ) -> Iterator[Finding]:
        text = reading.text
        given: dict[str, bool] = {}  # by wording: a word that stands often is looked into once
        found = [span for span in rule.matches(text) if not self._excused(rule, text, *span)]
        spans = _merged(to_clause_end(text, *span) if rule.clause else span for span in found)
        for start, end in spans[:MOST_OF_A_RULE]:
            wording = text[start:end]
            if wording not in given:
                given[wording] = _given(rule, text, wording)
            yield _finding(book, rule.advice, reading, (start, end), channel, given[wording])

    def _excused(self, rule: WordRule, text: str, start: int, end: int) -> bool:
        if rule.negatable and (is_denied(text, start, end) or is_spoken_about(text, start, end)):
            return True
        if rule.sport and is_contest(text, start, end):
            return True
        if rule.directory:  # of what needs an approval not even a name may be promoted
            return is_directory_line(text, start, end)
        return self._names.cover(text, start, end)

    def _alike(
        self,
        likeness: CopyLikeness,
        book: RuleBook,
        reading: Reading,
        channel: str | None,
        category: str | None,
        found: Sequence[Finding],
    ) -> Iterator[Finding]:
        """Breaches that resemble labelled ones, where no pattern found them."""
        rules = {rule.advice.id: rule for rule in book.words if rule.applies(channel, category)}
        text = reading.text
        parts = list(pieces(text))
        enough = ALIKE + min(MORE_CHANCES * (len(parts) - 1), MORE_AT_MOST)
        for start, end in parts:
            resembles = likeness.judge(said(text[start:end]))
            if resembles is None:
                return
            place = reading.span(start, end)
            seen = {f.rule_id for f in found if _touches(f.span, place)}
            for rule_id in resembles.likeliest(rules, LIKELIEST):
                told = rule_id in seen or self._looked_into(rules[rule_id], text, start, end)
                if resembles.score(rule_id) >= enough and not told:
                    span = self._narrowed(likeness, text, start, end, rule_id)
                    example = likeness.nearest(said(text[slice(*span)]), rule_id)
                    advice = rules[rule_id].advice
                    advice = replace(advice, why=f"与违规表述相近:“{example}”。{advice.why}")
                    yield _finding(book, advice, reading, span, channel)

    @staticmethod
    def _looked_into(rule: WordRule, text: str, start: int, end: int) -> bool:
        """The rule's own patterns saw the piece and excused it, or what the rule asks for stands beside it."""
        seen = any(p.search(text, start, end) for p in (*rule.patterns, *rule.promoted, *rule.exceptions))
        return seen or _given(rule, text, text[start:end])

    @staticmethod
    def _narrowed(likeness: CopyLikeness, text: str, start: int, end: int, rule_id: str) -> tuple[int, int]:
        """The one clause that resembles a breach by itself, else the whole piece."""
        for clause in clauses(text, start, end):
            resembles = likeness.judge(said(text[slice(*clause)]))
            if resembles and resembles.score(rule_id) >= ALIKE:
                return clause
        return start, end

    @staticmethod
    def _innocent(likeness: CopyLikeness, book: RuleBook, reading: Reading, finding: Finding) -> bool:
        """The words stand in a piece that resembles innocent ones much more than breaches of this rule.

        A rule of the house's own, or with patterns of its own, is taken at its word.
        """
        if not book.as_shipped(finding.rule_id) or CONTACT.search(finding.text):
            return False
        text = reading.text
        around = [(a, b) for a, b in pieces(text) if _touches(reading.span(a, b), finding.span)]
        judged = [likeness.judge(said(text[a:b])) for a, b in around]
        rule_id = finding.rule_id
        return bool(judged) and all(r and rule_id in r.of and r.score(rule_id) < UNLIKE for r in judged)

    def _structure(self, book: RuleBook, reading: Reading, copy: Copy) -> Iterator[Finding]:
        for check_id, seen in observe(copy):
            advice = book.structure.get(check_id)
            if advice:
                severity = seen.severity or advice.severity
                said = replace(advice, severity=severity, why=f"{advice.why}{seen.detail}")
                yield _finding(book, said, reading, seen.span, copy.channel, instead=True)

    def _numbers(
        self, book: RuleBook, text: str, sources: Sequence[str], channel: str | None
    ) -> Iterator[Finding]:
        advice = book.structure.get("K17")
        if not advice:
            return
        basis = book.cite(advice.basis, channel)
        for start, end in unsourced_numbers(text, sources):
            number = text[start:end]
            why = f"{advice.why}({number})"
            yield Finding(
                "K17", advice.severity, number, (start, end), basis, why, advice.suggestion, advice.checked_at
            )

    def _with_replacement(
        self,
        book: RuleBook,
        finding: Finding,
        seen: set[str],
        reading: Reading,
        channel: str | None,
        category: str | None,
    ) -> Finding:
        """The finding with the text that could stand in its place, if that text itself passes there.

        `seen` are the rules found anyway: only the finding's own rule and new ones speak against it.
        """
        if finding.severity is Severity.INFO:
            return finding
        advice = book.advice(finding.rule_id)
        said = book.read(finding.text).text if advice.replacements else ""
        text = advice.replacement(said, finding.text)
        if text is None:
            return finding
        start, end = finding.span
        before = reading.original[max(0, start - AROUND) : start]
        whole = before + text + reading.original[end : end + AROUND]
        if advice.replaces_whole:
            return replace(finding, replacement=text)
        put = (len(before), len(before) + len(text))
        again = (rule for rule, span in self._reread(book, whole, channel, category) if _touches(span, put))
        worse = any(rule == finding.rule_id or rule not in seen for rule in again)
        return finding if worse else replace(finding, replacement=text)

    def _read_again(
        self, book: RuleBook, text: str, channel: str | None, category: str | None
    ) -> tuple[tuple[str, tuple[int, int]], ...]:
        return tuple((f.rule_id, f.span) for f in self._words(book, book.read(text), channel, category))

    @staticmethod
    def _with_proof(finding: Finding, proven: set[str]) -> Finding:
        if finding.rule_id in proven and finding.severity is Severity.EVIDENCE:
            return replace(finding, severity=Severity.INFO, why=f"{finding.why}凭证已附,请审批人核对。")
        return finding


def _finding(
    book: RuleBook,
    advice: Advice,
    reading: Reading,
    span: tuple[int, int],
    channel: str | None,
    given: bool = False,
    instead: bool = False,
) -> Finding:
    start, end = reading.span(*span)
    said = reading.original[start:end]
    severity = Severity.INFO if given else advice.severity
    why = f"{advice.why}所需说明已写在旁边,请核对。" if given else advice.why
    return Finding(
        advice.id,
        severity,
        said,
        (start, end),
        book.cite(advice.basis, channel),
        why,
        advice.suggestion,
        advice.checked_at,
        advice.replacement(reading.text[span[0] : span[1]], said) if instead else None,
    )


def _touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < max(other[1], other[0] + 1) and other[0] < max(one[1], one[0] + 1)


def _given(rule: WordRule, text: str, wording: str) -> bool:
    """What the rule asks for stands in a paragraph with this wording: the title's body counts for the title."""
    parts = [text] if rule.satisfied_anywhere else [part for part in text.split("\n") if wording in part]
    return any(pattern.search(part) for part in parts for pattern in rule.satisfied_by)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
