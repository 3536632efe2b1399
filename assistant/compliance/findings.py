"""How a finding is made of a rule and a place."""

from __future__ import annotations

import re

from assistant.compliance.normalise import Reading
from assistant.compliance.rule import Advice, WordRule
from assistant.compliance.rules import RuleBook
from assistant.compliance.verdict import Finding, Severity

# Before and behind a proof: that it is still to come.
_WANTED = re.compile(
    r"(?:没有?|无|缺|尚?未(?:取得|拿到|获得)?|等(?:着|待)?|拿不[到出]|还差|后补|补办?)(?:任何|正式|书面|品牌)?(?:的)?$"
)
_NOT_THERE = re.compile(
    r"[^,，。;；!?\n]{0,4}?(?:还|尚|暂时?|都|也)?(?:(?:没有?|未)(?=拿|到|签|下|批|出来|取得|办|给|齐|备|寄|盖|[,。;!?\n]|$)|不齐|不全|后补|在[办走补]|待[补办签]|过几?天|以后|回头|稍后)"
)


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
    found = (
        (part, match) for part in parts for pattern in rule.satisfied_by for match in pattern.finditer(part)
    )
    return any(not _is_wanting(part, *match.span()) for part, match in found)


def _is_wanting(text: str, start: int, end: int) -> bool:
    """Whether a proof is named only to say that it is not there yet: 授权书还没拿到."""
    return bool(_WANTED.search(text[:start]) or _NOT_THERE.match(text[end:]))
