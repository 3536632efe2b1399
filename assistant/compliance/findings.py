"""How a finding is made of a rule and a place."""

from __future__ import annotations

from assistant.compliance.normalise import Reading
from assistant.compliance.rule import Advice, WordRule
from assistant.compliance.rules import RuleBook
from assistant.compliance.verdict import Finding, Severity


def finding_of(
    book: RuleBook,
    advice: Advice,
    reading: Reading,
    span: tuple[int, int],
    channel: str | None,
    satisfied: bool = False,
    instead: bool = False,
) -> Finding:
    """What a rule says of a place in the normalised text; `satisfied` where what it asks for is written beside it."""
    start, end = reading.span(*span)
    said = reading.original[start:end]
    severity = Severity.INFO if satisfied else advice.severity
    why = f"{advice.why}所需说明已写在旁边,请核对。" if satisfied else advice.why
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


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < max(other[1], other[0] + 1) and other[0] < max(one[1], one[0] + 1)


def given(rule: WordRule, text: str, wording: str) -> bool:
    """What the rule asks for stands in a paragraph with this wording: the title's body counts for the title."""
    parts = [text] if rule.satisfied_anywhere else [part for part in text.split("\n") if wording in part]
    return any(pattern.search(part) for part in parts for pattern in rule.satisfied_by)
