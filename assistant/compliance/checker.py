"""The checker: one text in, one verdict out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from assistant.compliance.alike import Alike
from assistant.compliance.copy import Copy
from assistant.compliance.edges import is_torn, whole
from assistant.compliance.findings import finding_of, given, touches
from assistant.compliance.goods import category_of
from assistant.compliance.likeness import CopyLikeness
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
from assistant.compliance.rule import WordRule
from assistant.compliance.rules import RuleBook, rule_book
from assistant.compliance.structure import observe
from assistant.compliance.verdict import Evidence, Finding, Severity, Verdict

ORDER = tuple(Severity)
MOST_OF_A_RULE = 100  # findings of one rule on one text; more tell nobody more
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
        self._alike = Alike(likeness) if likeness else None
        self._rules = rules or (lambda: book or rule_book())
        self._names = Names(names)
        self._reread = lru_cache(maxsize=4096)(self._read_again)  # in a batch the same words come again
        self._once = lru_cache(maxsize=16_384)(self._line)

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
        if self._alike and by_likeness:
            self._alike.look(reading, found)
            found = [f for f in found if not self._alike.is_innocent(book, reading, f)]
            alike = list(self._alike.findings(book, reading, channel, category, found))
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

    def line(self, text: str, channel: str, category: str, *, by_likeness: bool = True) -> Verdict:
        """`check` for a line that many drafts share: looked into once while the rules and the names are the same."""
        return self._once(self.book, self._names.known, text, channel, category, by_likeness)

    def _line(
        self,
        _book: RuleBook,
        _names: tuple[str, ...],
        text: str,
        channel: str,
        category: str,
        by_likeness: bool,
    ) -> Verdict:
        return self.check(text, channel, category, by_likeness=by_likeness)

    def _words(
        self, book: RuleBook, reading: Reading, channel: str | None, category: str | None
    ) -> Iterator[Finding]:
        for rule in (*book.words, *book.duties):
            if rule.applies(channel, category):
                yield from self._rule(book, rule, reading, channel)

    def _rule(
        self, book: RuleBook, rule: WordRule, reading: Reading, channel: str | None
    ) -> Iterator[Finding]:
        text = reading.text
        told: dict[str, bool] = {}  # by wording: a word that stands often is looked into once
        found = [span for span in rule.matches(text) if not self._excused(rule, text, *span)]
        spans = _merged(
            to_clause_end(text, *span) if rule.clause else _wide(rule, text, span) for span in found
        )
        for start, end in spans[:MOST_OF_A_RULE]:
            wording = text[start:end]
            if wording not in told:
                told[wording] = given(rule, text, wording)
            yield finding_of(book, rule.advice, reading, (start, end), channel, told[wording])

    def _excused(self, rule: WordRule, text: str, start: int, end: int) -> bool:
        if rule.negatable and (is_denied(text, start, end) or is_spoken_about(text, start, end)):
            return True
        if is_torn(text, start, end):
            return True
        if rule.sport and is_contest(text, start, end):
            return True
        if rule.directory:  # of what needs an approval not even a name may be promoted
            return is_directory_line(text, start, end)
        return self._names.cover(text, start, end)

    def _structure(self, book: RuleBook, reading: Reading, copy: Copy) -> Iterator[Finding]:
        for check_id, seen in observe(copy):
            advice = book.structure.get(check_id)
            if advice:
                severity = seen.severity or advice.severity
                place = whole(reading.text, *seen.span) if seen.span[1] else seen.span
                said = replace(advice, severity=severity, why=f"{advice.why}{seen.detail}")
                yield finding_of(book, said, reading, place, copy.channel, instead=True)

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
        again = (rule for rule, span in self._reread(book, whole, channel, category) if touches(span, put))
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


def _wide(rule: WordRule, text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The wording with the whole of its words, unless only the bare one can be replaced."""
    wide = whole(text, *span)
    bare, full = (rule.advice.replacement(text[slice(*at)], "") for at in (span, wide))
    return wide if full is not None or bare is None else span


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
